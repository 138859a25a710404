package supervision

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// logVisit enters what was seen where (第七条（二）). It belongs to the plan that covers that day and place; without
// one it is an inspection of its own.
func logVisit(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s, text := r.Args.Slots, said(r)
	orgs := charged(r.Profile, s.Str("unit"), text)
	day, ok := dayOf(r, or(s.Str("date"), r.Now.Format(time.DateOnly)))
	keep := handlers.Slots{"said": text, "media": media(r)}
	switch {
	case len(orgs) == 0:
		return r.Ask(handlers.Question{Missing: "unit", Text: "督查了哪个单位？", Slots: keep}), nil
	case !ok || day.After(endOfDay(r.Now)):
		return bot.Card{}, models.Refuse(models.BadInput, "还没到的日子不能登记督查。", "要安排督查，请发“督查计划”。", articleInspection)
	case r.Args.Expect == language.Confirm && !r.Args.Confirmed:
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请核对：" + day.Format("1月2日") + "督查" + names(orgs), Article: string(articleInspection)}, keep), nil
	}
	i, err := belongs(r, orgs, day.Format(time.DateOnly))
	if err != nil {
		return bot.Card{}, err
	}
	return enter(r, i, orgs, day.Format(time.DateOnly))
}

// belongs finds the plan, by its number or by day and place, or opens an inspection.
func belongs(r *handlers.Request, orgs []profile.Org, day string) (supervision.Inspection, error) {
	text := said(r)
	if number := numberForm(r.Profile, "inspection").FindString(text); number != "" {
		i, ok, err := supervision.InspectionByNumber(r.Tx, viewer(r), number)
		if err == nil && !ok {
			err = models.Refuse(models.NotFound, "没有找到"+number+"。", "发“督查情况”看编号。", articleInspection)
		}
		return i, err
	}
	kind, said := supervision.KindOf(r.Profile, r.Args.Slots.Str("kind"))
	plans, err := supervision.Inspections(r.Tx, viewer(r), day, day)
	if err != nil {
		return supervision.Inspection{}, err
	}
	for _, i := range plans {
		if i.Covers(orgs[0].Code, day) && (!said || i.Kind == kind.Key) {
			return i, nil
		}
	}
	if !said && len(r.Profile.Inspections) > 0 {
		kind = r.Profile.Inspections[0]
	}
	return supervision.Inspection{Year: r.Now.Year(), Kind: kind.Key, Title: kind.Name, Mode: modeOf(r.Args.Slots.Str("method"), text), Organiser: officeCode(r),
		Office: officeCode(r), Members: supervision.Join([]string{r.Actor.Person}), FromDay: day, ToDay: day, Starts: r.Now, State: supervision.Done,
		Filing: supervision.Unfiled, PlannedBy: r.Actor.Person, Platform: r.Event.Platform, Message: r.Event.ID, At: r.Now}, nil
}

// enter numbers the inspection where needed and keeps a visit for each organisation.
func enter(r *handlers.Request, i supervision.Inspection, orgs []profile.Org, day string) (bot.Card, error) {
	if err := begun(r, &i, orgs); err != nil {
		return bot.Card{}, err
	}
	found, counted := r.Args.Slots.Int("found")
	if !counted && chinese.Discovered(said(r)) {
		found = 1
	}
	for _, o := range orgs {
		v := supervision.Visit{Inspection: i.ID, Kind: i.Kind, Number: i.Number, Office: i.Office, Org: o.Code, Day: day, Mode: i.Mode, Found: found,
			Findings: cut(said(r), 500), Media: media(r), Person: r.Actor.Person, Message: r.Event.ID, At: r.Now}
		taken, err := supervision.Log(r.Tx, &v)
		if err != nil {
			return bot.Card{}, err
		}
		if taken {
			return bot.Card{}, models.Refuse(models.BadInput, o.Name+monthDayOf(r, day)+"的督查已经登记过了。", "发“督查情况”查看。", articleInspection)
		}
		if err := r.Audit("inspection", i.ID, i.Number, "visited", nil, v, ""); err != nil {
			return bot.Card{}, err
		}
	}
	return loggedCard(r, i, orgs, day, found), nil
}

// begun keeps a new inspection, or marks the plan as done; a sealed plan gets its number now.
func begun(r *handlers.Request, i *supervision.Inspection, orgs []profile.Org) (err error) {
	fresh := i.ID == ""
	if fresh || !i.Numbered() {
		if i.Number, _, err = r.Number("inspection"); err != nil {
			return err
		}
	}
	if fresh {
		var codes []string
		for _, o := range orgs {
			codes = append(codes, o.Code)
		}
		i.Targets = supervision.Join(codes)
		if _, err := supervision.Plan(r.Tx, i); err != nil {
			return err
		}
	} else if i.State != supervision.Done || i.Sealed {
		i.State, i.Sealed = supervision.Done, false
		if err := supervision.SaveInspection(r.Tx, i); err != nil {
			if errors.Is(err, db.ErrChanged) {
				return models.Refuse(models.BadInput, "刚刚有人登记过，请再发一次。", "", articleInspection)
			}
			return err
		}
	}
	rules := r.Profile.Duties
	for _, d := range rules {
		if d.What == "inspection."+i.Kind {
			r.Settled(d.ID + "/" + i.Office + "/" + models.PeriodOf(d.Every, r.Now).Key)
		}
	}
	return nil
}

func loggedCard(r *handlers.Request, i supervision.Inspection, orgs []profile.Org, day string, found int) bot.Card {
	c := bot.Card{Code: "inspection.logged", Tone: bot.ToneDone, Title: "已登记 " + i.Number, Article: string(articleOfKind(r.Profile, i.Kind)),
		Text: lines(supervision.KindName(r.Profile, i.Kind)+"｜"+monthDayOf(r, day)+"｜"+names(orgs), i.Mode.Name(), foundWords(found)), Refs: map[string]string{"inspection": i.Number}}
	if found > 0 {
		c.Next = "发“挂问题：" + orgs[0].Name + "什么问题，几月几日前整改”立项，会记到这次督查名下。"
	}
	return c
}

func articleOfKind(p *profile.Profile, key string) models.Article {
	for _, k := range p.Inspections {
		if k.Key == key && k.Article != "" {
			return k.Article
		}
	}
	return articleInspection
}

func foundWords(n int) string {
	if n == 0 {
		return "未发现问题"
	}
	return fmt.Sprintf("发现问题%d个", n)
}

// filing keeps where the filing of an inspection or of the year's arrangement stands (备案).
func filing(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	text := said(r)
	i, ok, err := toFile(r, text)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{}, models.Refuse(models.NotFound, "没有找到要备案的督查。", "请写上编号，例如“备案 "+r.Profile.Number("inspection", r.Now.Year(), 2)+" 已备案”。", articleInspection)
	}
	was := i
	i.Filing = or2(filingIn(text), supervision.Filed)
	if err := supervision.SaveInspection(r.Tx, &i); err != nil {
		if errors.Is(err, db.ErrChanged) {
			return bot.Card{}, models.Refuse(models.BadInput, "刚刚有人改过，请再发一次。", "", articleInspection)
		}
		return bot.Card{}, err
	}
	if err := r.Audit("inspection", i.ID, i.Number, "filed", was, i, ""); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "inspection.filed", Tone: bot.ToneDone, Title: i.Number + i.Filing.Name(), Text: i.Title, Article: string(articleInspection),
		Refs: map[string]string{"inspection": i.Number}}, ctx.Err()
}

// toFile finds what is filed: by number, or the year's arrangement.
func toFile(r *handlers.Request, text string) (supervision.Inspection, bool, error) {
	if number := numberForm(r.Profile, "inspection").FindString(text); number != "" {
		return supervision.InspectionByNumber(r.Tx, viewer(r), number)
	}
	if !strings.Contains(text, "年度") && !strings.Contains(text, "安排") {
		return supervision.Inspection{}, false, nil
	}
	year := models.PeriodOf(models.Year, r.Now)
	rows, err := supervision.Inspections(r.Tx, viewer(r), year.From.Format(time.DateOnly), year.Last().Format(time.DateOnly))
	if err != nil {
		return supervision.Inspection{}, false, err
	}
	for k := len(rows) - 1; k >= 0; k-- {
		if rows[k].Kind == supervision.Yearly {
			return rows[k], true, nil
		}
	}
	return supervision.Inspection{}, false, nil
}

// linkInspection names the inspection behind an issue: the newest visit of this year where the issue is said to come
// from one, or one of this very day.
func linkInspection(r *handlers.Request, d *draft) error {
	src, ok := supervision.SourceOf(r.Profile, "督查发现")
	if !ok || d.source != "" && d.source != src.Key || len(d.orgs) != 1 {
		return nil
	}
	from, today := models.PeriodOf(models.Year, r.Now).From.Format(time.DateOnly), r.Now.Format(time.DateOnly)
	if d.source == "" {
		from = today
	}
	rows, err := supervision.Visits(r.Tx, d.orgs[0].Code, from, today)
	if err != nil || len(rows) == 0 {
		return err
	}
	d.source, d.origin = src.Key, rows[len(rows)-1].Number
	return nil
}
