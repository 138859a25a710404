package supervision

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/supervision"
)

// viewer is the sender as the seal knows him.
func viewer(r *handlers.Request) supervision.Viewer {
	return supervision.Viewer{Person: r.Actor.Person, Now: r.Now}
}

// inspectionIn is the full number of an inspection in a text; empty for none.
func inspectionIn(r *handlers.Request, text string) string {
	n, ok := naming.Find(r.Profile, "inspection", text)
	if !ok {
		return ""
	}
	return r.Profile.Number("inspection", cmp.Or(n.Year, r.Now.Year()), n.N)
}

// inspectionOf finds an inspection by number, or refuses by an article.
func inspectionOf(r *handlers.Request, number string, article models.Article) (supervision.Inspection, error) {
	i, ok, err := supervision.InspectionByNumber(r.Tx, viewer(r), number)
	if err == nil && !ok {
		err = models.Refuse(models.NotFound, "没有找到"+number+"。", "发“督查情况”看编号。", article)
	}
	return i, err
}

// inspectionsIn are those of a period that the sender may know of.
func inspectionsIn(r *handlers.Request, p models.Period) ([]supervision.Inspection, error) {
	return supervision.Inspections(r.Tx, viewer(r), p.From.Format(time.DateOnly), p.Last().Format(time.DateOnly))
}

// newInspection is one that the sender keeps: by the office, unless somebody else organises it.
func newInspection(r *handlers.Request, kind string) supervision.Inspection {
	office := officeOf(r.Profile).Code
	return supervision.Inspection{Year: r.Now.Year(), Kind: kind, Mode: modeOf(r.Args.Slots.Str("method") + r.First.Text),
		Organiser: office, Office: office, State: supervision.Planned, Filing: supervision.Unfiled, PlannedBy: r.Actor.Person,
		Platform: r.Event.Platform, Message: r.Event.ID, Item: r.First.Act, At: r.Now}
}

// usualKind is the kind of an inspection that is said, or else the first of the district's; said tells which.
func usualKind(r *handlers.Request) (key string, said bool) {
	kind, said := supervision.KindOf(r.Profile, r.Args.Slots.Str("kind"))
	if !said && len(r.Profile.Inspections) > 0 {
		kind = r.Profile.Inspections[0]
	}
	return kind.Key, said
}

func modeOf(text string) supervision.Mode {
	switch {
	case hasAny(text, "四不两直", "暗访", "明察"):
		return supervision.Covert
	case hasAny(text, "书面"):
		return supervision.Writing
	}
	return supervision.OnSite
}

// filingIn is how far the filing is by a text, or else what it is taken for.
func filingIn(r *handlers.Request, otherwise supervision.Filing) supervision.Filing {
	text, whole := r.First.Text, "纳入"+r.Profile.Words(models.WholeDistrict)
	switch {
	case hasAny(text, "已"+whole, whole+"了", "同意"+whole):
		return supervision.Included
	case hasAny(text, whole):
		return supervision.Wanted
	case hasAny(text, "已备案", "备案完成", "备案通过", "完成备案", "备案了"):
		return supervision.Filed
	case hasAny(text, "申请备案", "已报备案", "提出备案"):
		return supervision.Applied
	}
	return otherwise
}

// save writes a changed inspection, and refuses when somebody was faster.
func save(r *handlers.Request, i *supervision.Inspection, message string) error {
	err := supervision.SaveInspection(r.Tx, i)
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, message, "", articleInspection)
	}
	return err
}

// inspectionCard is an answer about an inspection, with its number once it has one.
func inspectionCard(i supervision.Inspection, code bot.Code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneDone, Title: title, Article: string(articleInspection)}
	if i.Numbered() {
		c.Refs = map[string]string{"inspection": i.Number}
	}
	return c
}

func planFields(r *handlers.Request, i supervision.Inspection) []bot.Field {
	return fields("时间", span(r, i), "对象", goals(r, i), "方式", i.Mode.Name(), "组织", r.Profile.OrgName(i.Organiser),
		"内容", i.Contents, "备案", i.Filing.Name())
}

func span(r *handlers.Request, i supervision.Inspection) string {
	if i.FromDay == i.ToDay {
		return naming.DayOf(i.FromDay, r.Now)
	}
	return naming.DayOf(i.FromDay, r.Now) + "至" + naming.DayOf(i.ToDay, r.Now)
}

// goals names who is to be inspected.
func goals(r *handlers.Request, i supervision.Inspection) string {
	codes := i.Goals()
	if len(codes) > 0 && len(codes) == len(r.Profile.OrgsOf(models.KindTown, r.Now)) {
		return "全部" + models.Towns
	}
	return naming.Orgs(r.Profile, codes)
}

func foundWords(n int) string {
	if n == 0 {
		return "未发现问题"
	}
	return fmt.Sprintf("发现问题%d个", n)
}

// articleOf is the article behind a kind of inspection.
func articleOf(r *handlers.Request, kind string) models.Article {
	k, _ := supervision.KindOf(r.Profile, kind)
	return cmp.Or(k.Article, articleInspection)
}
