package supervision

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// articleInspection stands behind who may plan and enter inspections.
const articleInspection models.Article = "督查制度 第六条"

func inspectionCommands() []handlers.Command {
	deny := "督查由区林长办公室组织。"
	return []handlers.Command{
		{Name: "inspection.plan", Title: "督查计划", Usage: "四季度督查计划：12月7日至9日，督查杨柳青、辛口，方式实地", Allow: office, Article: articleInspection, Deny: deny,
			OwnQuestions: true, Run: plan, Codes: []string{"inspection.planned"}},
		{Name: "inspection.log", Title: "登记督查", Usage: "登记督查 综合督查 辛口镇 未发现问题", Allow: office, Article: articleInspection, Deny: deny, OwnQuestions: true, Run: logVisit,
			Codes: []string{"inspection.logged"}},
		{Name: "inspection.filing", Title: "督查备案", Usage: "备案 督查〔2026〕2号 已备案", Allow: office, Article: articleInspection, Deny: deny, OwnQuestions: true, Run: filing,
			Codes: []string{"inspection.filed"}},
		{Name: "inspection.list", Title: "督查情况", Usage: "本季度督查搞了几次；哪些街镇没督查", Allow: everyone, Article: articleInspection, Run: inspections,
			Codes: []string{"inspection.list"}},
	}
}

// viewer is the sender as the seal knows him.
func viewer(r *handlers.Request) supervision.Viewer {
	return supervision.Viewer{Person: r.Actor.Person, Now: r.Now}
}

// plan keeps a planned inspection, or the year's arrangement (第七条（一）).
func plan(_ context.Context, r *handlers.Request) (bot.Card, error) {
	i, c, err := planned(r)
	if err != nil || c != nil {
		return deref(c), err
	}
	hush := i.Sealed && r.Event.Chat.Kind == bot.Group
	if r.Args.Expect == language.Confirm && !r.Args.Confirmed {
		c := bot.Card{Tone: bot.ToneNotice, Title: "请核对督查计划", Article: string(articleInspection)}
		if !hush {
			c.Fields = planFields(r, i)
		}
		return r.Confirm(c, handlers.Slots{"said": said(r)}), nil
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
	if err := r.Audit("inspection", i.ID, i.Number, "planned", nil, i, ""); err != nil {
		return bot.Card{}, err
	}
	return plannedCard(r, i, hush), nil
}

// plannedCard answers a plan. A sealed one says nothing in a group: its planner and its team hear of it in private.
func plannedCard(r *handlers.Request, i supervision.Inspection, hush bool) bot.Card {
	c := bot.Card{Code: "inspection.planned", Tone: bot.ToneDone, Title: "已登记 " + supervision.KindName(r.Profile, i.Kind) + "计划", Article: string(articleInspection), Fields: planFields(r, i)}
	if i.Kind == supervision.Yearly {
		c.Title = "已登记" + i.Title
	}
	if i.Numbered() {
		c.Title += " " + i.Number
		c.Refs = map[string]string{"inspection": i.Number}
		c.Next = "督查后发“登记督查 街镇 情况”；备案后发“备案 " + i.Number + " 已备案”。"
	}
	if !i.Sealed {
		return c
	}
	c.Next = "开始前只有督查组成员能看到这项计划。"
	for _, person := range i.Team() {
		if person != r.Actor.Person || hush {
			r.Say(handlers.Notice{Key: "inspection.planned/" + i.ID + "/" + person, Subject: []string{i.ID}, To: handlers.Audience{Person: person}, Card: c})
		}
	}
	if hush {
		return bot.Card{Code: "inspection.planned", Tone: bot.ToneDone, Title: "已登记，内容保密，已私聊告知督查组。", Article: string(articleInspection),
			Next: "这类计划请私聊我登记；群里的原话请撤回。"}
	}
	return c
}

func planFields(r *handlers.Request, i supervision.Inspection) []bot.Field {
	var out []bot.Field
	add := func(name, value string) {
		if value != "" {
			out = append(out, bot.Field{Name: name, Value: value})
		}
	}
	add("时间", span(r, i))
	add("对象", orgNames(r, i.Goals()))
	add("方式", i.Mode.Name())
	add("组织", r.Profile.OrgName(i.Organiser))
	add("内容", i.Contents)
	add("备案", i.Filing.Name())
	return out
}

func span(r *handlers.Request, i supervision.Inspection) string {
	if i.FromDay == i.ToDay {
		return monthDayOf(r, i.FromDay)
	}
	return monthDayOf(r, i.FromDay) + "至" + monthDayOf(r, i.ToDay)
}

func orgNames(r *handlers.Request, codes []string) string {
	towns := r.Profile.OrgsOf(models.KindTown, r.Now)
	if len(codes) > 0 && len(codes) == len(towns) {
		return "全部街镇"
	}
	var out []string
	for _, c := range codes {
		out = append(out, r.Profile.OrgName(c))
	}
	return strings.Join(out, "、")
}

var (
	contentIn = regexp.MustCompile(`内容[：:为是]?\s*([^，。；;\n]{2,60})`)
	membersIn = regexp.MustCompile(`(?:组员|成员|督查组|组长)[：:为是]?\s*([^，。；;\n]{2,80})`)
)

// planned reads a plan, or asks for what is missing.
func planned(r *handlers.Request) (supervision.Inspection, *bot.Card, error) {
	s, text := r.Args.Slots, said(r)
	i := supervision.Inspection{Year: r.Now.Year(), Mode: modeOf(s.Str("method"), text), Organiser: officeCode(r), Office: officeCode(r), State: supervision.Planned,
		Filing: or2(filingIn(text), supervision.Unfiled), PlannedBy: r.Actor.Person, Platform: r.Event.Platform, Message: r.Event.ID, At: r.Now}
	if hasAny(text, "年度", "全年督查", "今年督查") {
		return yearly(r, i), nil, nil
	}
	kind, _ := supervision.KindOf(r.Profile, s.Str("kind"))
	if kind.Key == "" && len(r.Profile.Inspections) > 0 {
		kind = r.Profile.Inspections[0]
	}
	i.Kind, i.Sealed = kind.Key, i.Mode == supervision.Covert
	if o, ok := orgNamed(r.Profile, s.Str("organiser")); ok {
		i.Organiser = o.Code
	}
	if m := contentIn.FindStringSubmatch(text); m != nil {
		i.Contents = cut(m[1], 200)
	}
	i.Targets = supervision.Join(goals(r, s.List("targets")))
	var err error
	if i.Members, err = members(r, text); err != nil {
		return i, nil, err
	}
	c := days(r, &i)
	return i, c, nil
}

func or2(a, b supervision.Filing) supervision.Filing {
	if a != "" {
		return a
	}
	return b
}

// days reads when the inspection begins and ends, and who is seen, or asks.
func days(r *handlers.Request, i *supervision.Inspection) *bot.Card {
	s := r.Args.Slots
	keep := handlers.Slots{"said": said(r)}
	from, ok := dayOf(r, or(s.Str("from"), s.Str("date")))
	if !ok {
		c := r.Ask(handlers.Question{Missing: "date", Text: "哪一天去督查？", Slots: keep})
		return &c
	}
	to, ok := dayOf(r, or(s.Str("to"), or(s.Str("from"), s.Str("date"))))
	if !ok || to.Before(from) {
		to = from
	}
	if i.Targets == "" {
		c := r.Ask(handlers.Question{Missing: "targets", Text: "督查哪些单位？", Slots: keep.With(handlers.Slots{"date": from.Format(time.DateOnly)})})
		return &c
	}
	i.FromDay, i.ToDay = from.Format(time.DateOnly), to.Format(time.DateOnly)
	i.Starts = time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location())
	i.Title = supervision.KindName(r.Profile, i.Kind)
	return nil
}

func yearly(r *handlers.Request, i supervision.Inspection) supervision.Inspection {
	year := models.PeriodOf(models.Year, r.Now)
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok && p.Every == models.Year {
		year = p
	}
	i.Kind, i.Year, i.Title, i.Sealed = supervision.Yearly, year.From.Year(), fmt.Sprintf("%d年度督查工作安排", year.From.Year()), false
	i.FromDay, i.ToDay, i.Starts = year.From.Format(time.DateOnly), year.Last().Format(time.DateOnly), year.From
	return i
}

func officeCode(r *handlers.Request) string {
	for _, o := range r.Profile.Orgs {
		if o.Kind == models.KindOffice {
			return o.Code
		}
	}
	return ""
}

func modeOf(word, text string) supervision.Mode {
	switch {
	case hasAny(word+text, "四不两直", "暗访", "明察"):
		return supervision.Covert
	case hasAny(word+text, "书面"):
		return supervision.Writing
	}
	return supervision.OnSite
}

func filingIn(text string) supervision.Filing {
	switch {
	case hasAny(text, "已纳入全区", "纳入全区了", "同意纳入全区"):
		return supervision.Included
	case hasAny(text, "纳入全区"):
		return supervision.Wanted
	case hasAny(text, "已备案", "备案完成", "备案通过", "完成备案", "备案了"):
		return supervision.Filed
	case hasAny(text, "申请备案", "已报备案", "提出备案"):
		return supervision.Applied
	}
	return ""
}

// goals are the codes of the organisations named; “*” is all towns.
func goals(r *handlers.Request, names []string) []string {
	var out []string
	for _, n := range names {
		if n == "*" {
			for _, o := range r.Profile.OrgsOf(models.KindTown, r.Now) {
				out = append(out, o.Code)
			}
			return out
		}
		if list := enumerations(r.Profile, n); len(list) > 0 {
			for _, o := range list[0] {
				out = append(out, o.Code)
			}
		} else if o, ok := orgNamed(r.Profile, n); ok {
			out = append(out, o.Code)
		}
	}
	return out
}

// members are the planner and the people named as the team.
func members(r *handlers.Request, text string) (string, error) {
	team := []string{r.Actor.Person}
	m := membersIn.FindStringSubmatch(text)
	if m == nil {
		return supervision.Join(team), nil
	}
	for _, name := range strings.FieldsFunc(m[1], func(c rune) bool { return strings.ContainsRune("、和及 ", c) }) {
		people, err := roster.PeopleNamed(r.Tx, name)
		if err != nil {
			return "", err
		}
		if len(people) == 1 && !hasWord(people[0].Code, team...) {
			team = append(team, people[0].Code)
		}
	}
	return supervision.Join(team), nil
}
