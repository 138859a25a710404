package supervision

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// plan keeps a planned inspection, or the year's arrangement (第七条（一）).
func plan(_ context.Context, r *handlers.Request) (bot.Card, error) {
	i, question, err := planned(r)
	if err != nil {
		return bot.Card{}, err
	}
	if question.Missing != "" {
		return r.Ask(question), nil
	}
	begins := i.Starts.In(r.Now.Location())
	if c, err := closedOrgs(r, i.Goals(), begins, "登记计划", articleInspection); err != nil || c.Code != "" {
		return c, err
	}
	hush := i.Sealed && r.Event.Chat.Kind == bot.Group
	if r.Args.Expect == frame.Confirm && !r.Args.Confirmed {
		c := bot.Card{Tone: bot.ToneNotice, Title: "请核对督查计划", Article: string(articleInspection)}
		if !hush {
			c.Fields = planFields(r, i)
		}
		return r.Confirm(c, nil), nil
	}
	if !i.Sealed {
		if i.Number, _, err = r.Number("inspection"); err != nil {
			return bot.Card{}, err
		}
	}
	taken, err := supervision.Plan(r.Tx, &i)
	if err != nil {
		return bot.Card{}, err
	}
	if taken {
		return bot.Card{}, models.Refuse(models.BadInput, "这条消息已经登记过了。", "发“督查情况”查看。", articleInspection)
	}
	return plannedCard(r, i, hush), r.Audit("inspection", i.ID, i.Number, "planned", nil, i, "")
}

// plannedCard answers a plan. A sealed one says nothing in a group: its planner and its team hear of it in private.
func plannedCard(r *handlers.Request, i supervision.Inspection, hush bool) bot.Card {
	c := inspectionCard(i, "inspection.planned", "已登记 "+supervision.KindName(r.Profile, i.Kind)+"计划")
	c.Fields = planFields(r, i)
	if i.Kind == supervision.Yearly {
		c.Title = "已登记" + i.Title
	}
	if i.Numbered() {
		c.Title += " " + i.Number
		c.Next = "督查后发“登记督查 " + models.Towns + " 情况”；备案后发“备案 " + i.Number + " 已备案”。"
	}
	if !i.Sealed {
		return c
	}
	c.Next = "开始前只有督查组成员能看到这项计划。"
	for _, person := range i.Team() {
		if person != r.Actor.Person || hush {
			r.Say(handlers.Notice{Key: "inspection.planned/" + i.ID + "/" + person, Subject: []string{i.ID},
				To: handlers.Audience{Person: person}, Card: c})
		}
	}
	if hush {
		c = inspectionCard(i, "inspection.planned", "已登记，内容保密，已私聊告知督查组。")
		c.Next = "这类计划请私聊我登记；群里的原话请撤回。"
	}
	return c
}

var (
	contentIn = regexp.MustCompile(`内容[：:为是]?\s*([^，。；;\n]{2,60})`)
	membersIn = regexp.MustCompile(`(?:组员|成员|督查组|组长)[：:为是]?\s*([^，。；;\n]{2,80})`)
)

// planned reads a plan, or asks for what is missing: when the inspection begins and ends, and who is seen.
func planned(r *handlers.Request) (i supervision.Inspection, q handlers.Question, err error) {
	s, text := r.Args.Slots, r.First.Text
	kind, _ := usualKind(r)
	i = newInspection(r, kind)
	i.Filing = filingIn(r, i.Filing)
	if hasAny(text, "年度", "全年督查", "今年督查") {
		arrange(r, &i)
		return i, q, nil
	}
	i.Title, i.Sealed = supervision.KindName(r.Profile, kind), i.Mode == supervision.Covert
	if o, ok := naming.Org(r.Profile, s.Str("organiser"), r.Now); ok {
		i.Organiser = o.Code
	}
	if m := contentIn.FindStringSubmatch(text); m != nil {
		i.Contents = handlers.Cut(m[1], 200)
	}
	i.Targets = db.Join(instead(r, targets(r)))
	if i.Members, err = members(r, text); err != nil {
		return i, q, err
	}
	first := cmp.Or(s.Str("from"), s.Str("date"))
	from, ok := dayOf(r, first)
	if !ok {
		return i, handlers.Question{Missing: "date", Text: "哪一天去督查？"}, nil
	}
	to, ok := dayOf(r, cmp.Or(s.Str("to"), first))
	if !ok || to.Before(from) {
		to = from
	}
	if i.Targets == "" {
		return i, handlers.Question{Missing: "targets", Text: "督查哪些单位？"}, nil
	}
	i.FromDay, i.ToDay = from.Format(time.DateOnly), to.Format(time.DateOnly)
	i.Starts = time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())
	return i, q, nil
}

// arrange makes it the arrangement of a whole year.
func arrange(r *handlers.Request, i *supervision.Inspection) {
	year := models.PeriodOf(models.Year, r.Now)
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok && p.Every == models.Year {
		year = p
	}
	i.Kind, i.Year, i.Title = supervision.Yearly, year.From.Year(), fmt.Sprintf("%d年度督查工作安排", year.From.Year())
	i.FromDay, i.ToDay, i.Starts = year.From.Format(time.DateOnly), year.Last().Format(time.DateOnly), year.From
}

// targets are the codes of the organisations to be inspected; “*” is all towns.
func targets(r *handlers.Request) []string {
	var out []string
	for _, word := range r.Args.Slots.List("targets") {
		if word == "*" {
			return naming.Group{Kind: models.KindTown}.Codes(r.Profile, r.Now)
		}
		o, ok := naming.Org(r.Profile, word, r.Now)
		if !ok {
			o, ok = naming.Gone(r.Profile, word, r.Now)
		}
		if ok {
			out = append(out, o.Code)
			continue
		}
		for _, m := range named(r, word) {
			out = append(out, m.Org.Code)
		}
	}
	return out
}

// members are the planner and the people named as the team.
func members(r *handlers.Request, text string) (string, error) {
	team := []string{r.Actor.Person}
	m := membersIn.FindStringSubmatch(text)
	if m == nil {
		return db.Join(team), nil
	}
	for _, name := range strings.FieldsFunc(m[1], func(c rune) bool { return strings.ContainsRune("、和及 ", c) }) {
		people, err := roster.PeopleNamed(r.Tx, name)
		if err != nil {
			return "", err
		}
		if len(people) == 1 && !slices.Contains(team, people[0].Code) {
			team = append(team, people[0].Code)
		}
	}
	return db.Join(team), nil
}
