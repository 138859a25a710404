package supervision

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/supervision"
)

// logVisit enters what was seen where (第七条（二）). It belongs to the plan that covers that day and place; without
// one it is an inspection of its own.
func logVisit(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, today := charged(r), r.Now.Format(time.DateOnly)
	date, ok := dayOf(r, cmp.Or(r.Args.Slots.Str("date"), today))
	day := date.Format(time.DateOnly)
	switch {
	case len(orgs) == 0:
		return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "督查了哪个单位？"}), nil
	case !ok || day > today:
		return bot.Card{}, models.Refuse(models.BadInput, "还没到的日子不能登记督查。", "要安排督查，请发“督查计划”。", articleInspection)
	}
	if c, err := closedOrgs(r, orgs, date, "登记", articleInspection); err != nil || c.Code != "" {
		return c, err
	}
	if r.Args.Expect == frame.Confirm && !r.Args.Confirmed {
		title := "请核对：" + date.Format("1月2日") + "督查" + naming.Orgs(r.Profile, orgs)
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: title, Article: string(articleInspection)}, nil), nil
	}
	i, err := belongs(r, orgs[0], day)
	if err != nil {
		return bot.Card{}, err
	}
	return enter(r, i, orgs, day)
}

// belongs finds the plan, by its number or by day and place, or opens an inspection.
func belongs(r *handlers.Request, org, day string) (supervision.Inspection, error) {
	if number := inspectionIn(r, r.First.Text); number != "" {
		return inspectionOf(r, number, articleInspection)
	}
	kind, said := usualKind(r)
	plans, err := supervision.Inspections(r.Tx, viewer(r), day, day)
	if err != nil {
		return supervision.Inspection{}, err
	}
	for _, i := range plans {
		if i.Covers(org, day) && (!said || i.Kind == kind) {
			return i, nil
		}
	}
	i := newInspection(r, kind)
	i.Title, i.Members = supervision.KindName(r.Profile, kind), db.Join([]string{r.Actor.Person})
	i.FromDay, i.ToDay, i.Starts, i.State = day, day, r.Now, supervision.Done
	return i, nil
}

// enter numbers the inspection where needed and keeps a visit for each organisation.
func enter(r *handlers.Request, i supervision.Inspection, orgs []string, day string) (bot.Card, error) {
	if err := begun(r, &i, orgs); err != nil {
		return bot.Card{}, err
	}
	found, counted := r.Args.Slots.Int("found")
	if !counted && chinese.Discovered(r.First.Text) {
		found = 1
	}
	media, message := enclosed(r)
	for _, org := range orgs {
		v := supervision.Visit{Inspection: i.ID, Kind: i.Kind, Number: i.Number, Office: i.Office, Org: org, Day: day,
			Mode: i.Mode, Found: found, Findings: handlers.Cut(r.First.Text, 500), Media: media, Person: r.Actor.Person,
			Message: message, At: r.Now}
		taken, err := supervision.Log(r.Tx, &v)
		if err != nil {
			return bot.Card{}, err
		}
		if taken {
			return bot.Card{}, models.Refuse(models.BadInput, r.Profile.OrgName(org)+naming.DayOf(day, r.Now)+"的督查已经登记过了。",
				"发“督查情况”查看。", articleInspection)
		}
		if err := r.Audit("inspection", i.ID, i.Number, "visited", nil, v, ""); err != nil {
			return bot.Card{}, err
		}
	}
	c := inspectionCard(i, "inspection.logged", "已登记 "+i.Number)
	c.Article = string(articleOf(r, i.Kind))
	first := []string{supervision.KindName(r.Profile, i.Kind), naming.DayOf(day, r.Now), naming.Orgs(r.Profile, orgs)}
	first = slices.DeleteFunc(first, func(part string) bool { return part == "" })
	c.Text = handlers.Lines(strings.Join(first, "｜"), i.Mode.Name(), foundWords(found))
	if found > 0 {
		c.Next = "发“挂问题：" + r.Profile.OrgName(orgs[0]) + "什么问题，几月几日前整改”立项，会记到这次督查名下。"
	}
	return c, nil
}

// begun keeps a new inspection, or marks the plan as done; a sealed plan gets its number now.
func begun(r *handlers.Request, i *supervision.Inspection, orgs []string) (err error) {
	fresh := i.ID == ""
	if fresh || !i.Numbered() {
		if i.Number, _, err = r.Number("inspection"); err != nil {
			return err
		}
	}
	if fresh {
		i.Targets = db.Join(orgs)
		_, err = supervision.Plan(r.Tx, i)
	} else if i.State != supervision.Done || i.Sealed {
		i.State, i.Sealed = supervision.Done, false
		err = save(r, i, "刚刚有人登记过，请再发一次。")
	}
	r.Settle("inspection."+i.Kind, i.Office, r.Now)
	return err
}

// filing keeps where the filing of an inspection or of the year's arrangement stands (备案).
func filing(_ context.Context, r *handlers.Request) (bot.Card, error) {
	i, ok, err := toFile(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{}, models.Refuse(models.NotFound, "没有找到要备案的督查。",
			"请写上编号，例如“备案 "+r.Profile.Number("inspection", r.Now.Year(), 2)+" 已备案”。", articleInspection)
	}
	was := i
	i.Filing = filingIn(r, supervision.Filed)
	if err := save(r, &i, "刚刚有人改过，请再发一次。"); err != nil {
		return bot.Card{}, err
	}
	r.Settled(unfiled(i))
	c := inspectionCard(i, "inspection.filed", i.Number+i.Filing.Name())
	c.Text = i.Title
	return c, r.Audit("inspection", i.ID, i.Number, "filed", was, i, "")
}

// toFile finds what is filed: by number, or the newest arrangement of this year.
func toFile(r *handlers.Request) (i supervision.Inspection, ok bool, err error) {
	if number := inspectionIn(r, r.First.Text); number != "" {
		return supervision.InspectionByNumber(r.Tx, viewer(r), number)
	}
	if !hasAny(r.First.Text, "年度", "安排") {
		return i, false, nil
	}
	year := models.PeriodOf(models.Year, r.Now)
	rows, err := inspectionsIn(r, year)
	for _, row := range slices.Backward(rows) {
		if row.Kind == supervision.Yearly {
			return row, true, nil
		}
	}
	return i, false, err
}
