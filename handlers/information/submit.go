package information

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// Answers to the question about a report that looks like a former one.
const (
	yesForce = "仍要报送"
	noForce  = "作罢"
)

// submit files one or more reports (第八、九条). One query brings what the check for duplicates and the tally need.
func submit(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if err := secrecy(r); err != nil {
		return bot.Card{}, err
	}
	answer := r.Args.Slots.Str("force")
	if answer != "" && !agrees(answer) {
		return bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有再报。"}, nil
	}
	d := begin(r)
	if len(d.items) == 0 && r.Args.Intent == "report.force" {
		return bot.Card{}, models.Refuse(models.NotFound, "没有等您确认的信息。", "请直接发“报送 标题”。", r.Profile.Reports.Article)
	}
	if len(d.items) == 0 {
		return r.Ask(handlers.Question{Missing: "title", Text: "请发这条信息的标题，一句话就行。", Slots: d.memory(false)}), nil
	}
	var refusal *models.Error
	if d.org, refusal = owner(r); refusal != nil {
		return bot.Card{}, refusal
	}
	if refusal = d.place(r); refusal != nil {
		return bot.Card{}, refusal
	}
	if card, ask := doubts(r, d); ask {
		return card, nil
	}
	return file(r, d, answer != "" || r.Args.Intent == "report.force")
}

func agrees(answer string) bool {
	return answer == "true" || strings.Contains(answer, "仍要") || strings.Contains(answer, "确认") || answer == "是"
}

// secrecy refuses a text that bears a marking: nothing is kept, nothing repeated, the office hears that it happened.
func secrecy(r *handlers.Request) error {
	s, said := r.Args.Slots, []string{r.Args.Text}
	for _, one := range append(s.Items("items"), s) {
		said = append(said, one.Str("title"), one.Str("body"))
	}
	_, found := profile.Secret(r.Profile, strings.Join(said, "\n"))
	if !found && !(r.Args.Expect == language.Refuse && s.Str("secrecy") != "") {
		return nil
	}
	set := r.Profile.Secrecy
	r.Say(handlers.Notice{Key: "report.secret/" + r.Event.ID, To: handlers.Audience{Office: true}, Card: bot.Card{Code: "report.secret", Tone: bot.ToneLate,
		Title: r.Actor.Called() + "发来的内容带有涉密标志，已拒收，内容未保存。", Next: "请提醒对方撤回该消息，改走机要渠道。", Article: string(set.Article)}})
	return models.Refuse("report.secret", "内容带有涉密标志，没有接收，也没有保存。", strings.TrimRight(set.Channel, "。")+"。请立即撤回刚才那条消息。", set.Article)
}

// doubts asks before filing what was said unclearly, late, or in another's name.
func doubts(r *handlers.Request, d draft) (bot.Card, bool) {
	if r.Args.Confirmed || r.Args.Slots.Bool("agreed") {
		return bot.Card{}, false
	}
	c := bot.Card{Code: "report.confirm", Tone: bot.ToneNotice, Article: string(articleOf(r.Profile, d.org))}
	other, strange := foreign(r, d)
	switch {
	case d.late:
		c.Title = fmt.Sprintf("补报%s的信息，会标为迟报，对吗？", span(d.month, r.Now))
	case strange:
		c.Title = fmt.Sprintf("标题写的是%s，按%s报送，对吗？", other.Name, d.org.Name)
	case r.Args.Expect == language.Confirm:
		c.Title = fmt.Sprintf("按%s报送这条信息，对吗？", d.org.Name)
	default:
		return c, false
	}
	c.Text = titles(d.items)
	if !d.late && !strange {
		c.Text = lines(c.Text, r.Args.Why)
	}
	return r.Confirm(c, d.memory(true)), true
}

func titles(items []item) string {
	out := make([]string, 0, len(items))
	for _, it := range items {
		out = append(out, "《"+cut(it.title, 60)+"》")
	}
	return strings.Join(out, "\n")
}

// file checks for duplicates, keeps the reports and writes the receipt.
func file(r *handlers.Request, d draft, force bool) (bot.Card, error) {
	since := information.Since(r.Profile, d.org, d.at(), d.said)
	rows, err := information.Recent(r.Tx, d.org.Code, since)
	if err != nil {
		return bot.Card{}, err
	}
	if old, taken := fromMessage(rows, r.Event.Platform, d.message); taken {
		return already(r, old), nil
	}
	if !force {
		if old, found := alike(r, d, rows); found {
			return duplicate(r, d, old), nil
		}
	}
	before := information.Tally(r.Profile, d.org, rows, d.at(), r.Now, r.Days)
	var filed []information.Report
	for i, it := range d.items {
		rep, err := keep(r, d, i, it)
		if err != nil {
			return bot.Card{}, err
		}
		filed = append(filed, rep)
	}
	after := information.Tally(r.Profile, d.org, append(rows, filed...), d.at(), r.Now, r.Days)
	settle(r, before, after)
	return receipt(r, d, filed, after), nil
}

// alike holds each item against what was reported before and against the items before it in the same message.
func alike(r *handlers.Request, d draft, rows []information.Report) (information.Report, bool) {
	for i, it := range d.items {
		if old, found := information.Alike(r.Profile, d.org, it.title, it.body, rows); found {
			return old, true
		}
		rows = append(rows, information.Report{Number: fmt.Sprintf("这条消息里的第%d条", i+1), Title: it.title, Body: it.body,
			State: information.Submitted, At: d.said})
	}
	return information.Report{}, false
}

func fromMessage(rows []information.Report, platform, message string) (information.Report, bool) {
	i := slices.IndexFunc(rows, func(x information.Report) bool {
		return x.Platform == platform && x.Message == message && message != ""
	})
	if i < 0 {
		return information.Report{}, false
	}
	return rows[i], true
}

// already answers a second tap on the same question: it counts once.
func already(r *handlers.Request, old information.Report) bot.Card {
	return bot.Card{Code: "report.duplicate", Tone: bot.ToneQuiet, Title: "这条已经收过了：" + old.Number, Text: cut(old.Title, 60),
		Next: "没有重复计数。", Article: string(r.Profile.Reports.Article), Refs: map[string]string{"report": old.Number}}
}

// duplicate says which former report is the same or nearly so, and asks.
func duplicate(r *handlers.Request, d draft, old information.Report) bot.Card {
	c := r.Ask(handlers.Question{Missing: "force", Text: fmt.Sprintf("和%s几乎一样，还要再报一条吗？", old.Number),
		Choices: []string{yesForce, noForce}, Slots: d.memory(true), Intent: "report.submit"})
	c.Code, c.Article = "report.duplicate", string(r.Profile.Reports.Article)
	c.Text = fmt.Sprintf("%s已收：《%s》\n没有重复计数。", monthDay(old.At.In(r.Now.Location())), cut(old.Title, 60))
	c.Refs = map[string]string{"report": old.Number}
	return c
}

// keep numbers and files one report.
func keep(r *handlers.Request, d draft, i int, it item) (information.Report, error) {
	category := categoryOf(r, it)
	number, n, err := r.Number("report")
	if err != nil {
		return information.Report{}, err
	}
	rep := information.Report{Org: d.org.Code, Person: r.Actor.Person, Number: number, Year: r.Now.Year(), N: n, Title: it.title, Body: it.body,
		Category: category.Key, Period: d.month.Key, Late: d.late, Emergency: category.Emergency, EventDate: it.eventDate,
		Contact: cut(r.Args.Slots.Str("contact"), 60), Media: d.media, Platform: r.Event.Platform, Message: d.message, Item: i, At: d.said, Arrived: r.Now}
	taken, err := information.File(r.Tx, &rep)
	if err != nil {
		return rep, err
	}
	if taken {
		return rep, models.Refuse(models.BadInput, "这条消息已经撤回或收过，没有再收。", "需要的话，请重新发一条。", r.Profile.Reports.Article)
	}
	if rep.Emergency {
		alarm(r, d, rep)
	}
	return rep, r.Audit("report", rep.ID, rep.Number, "accepted", nil, summary(rep), "")
}

// urgent is how people cry for help: 紧急！… 突发：…; 紧急报送 only says that they are in a hurry.
var urgent = regexp.MustCompile(`^\s*(?:[@＠]\S+\s+)?【?(?:紧急|突发|加急)(?:情况|事件|险情|报告|信息|应急)?[】！!：:，,、\s]`)

// categoryOf is the category that was said, else that of the sender's cry, else that of the words.
func categoryOf(r *handlers.Request, it item) profile.Category {
	category, ok := information.CategoryOf(r.Profile, it.category)
	if ok && !(category.Emergency && information.Drill(it.title+it.body)) {
		return category
	}
	if urgent.MatchString(r.Args.Text) && !information.Drill(it.title+it.body) {
		for _, c := range r.Profile.Categories {
			if c.Emergency {
				return c
			}
		}
	}
	return information.Guess(r.Profile, it.title, it.body)
}

// summary is what the history keeps of a report at each change; its body stays in the record and in the change that
// replaced it.
func summary(x information.Report) map[string]any {
	return map[string]any{"title": x.Title, "category": x.Category, "period": x.Period, "state": x.State, "late": x.Late, "version": x.Version}
}

// settle withdraws waiting nudges of duties that have just been met.
func settle(r *handlers.Request, before, after []duty.Standing) {
	for i, s := range after {
		if s.State == duty.Met && before[i].State != duty.Met {
			r.Settled(s.Key())
		}
	}
}

// alarm tells the office and every chief of the district at once, through quiet hours (第八条（四）).
func alarm(r *handlers.Request, d draft, x information.Report) {
	category, _ := information.CategoryOf(r.Profile, x.Category)
	card := bot.Card{Code: "report.emergency", Tone: bot.ToneLate, Title: "突发应急：" + cut(x.Title, 60), Text: cut(x.Body, 300),
		Fields:  []bot.Field{{Name: "报送", Value: d.org.Name + " " + d.said.Format("1月2日15:04")}, {Name: "编号", Value: x.Number}},
		Article: string(category.Article), Refs: map[string]string{"report": x.Number}}
	raise(r, x, card)
}

// raise says a card to everybody who is to hear of an emergency.
func raise(r *handlers.Request, x information.Report, card bot.Card) {
	to := []handlers.Audience{{Office: true}}
	for _, p := range r.Profile.Posts {
		if p.Role == models.RoleGeneralChief || p.Role == models.RoleDeputyChief || p.Role == models.RoleChief {
			to = append(to, handlers.Audience{Post: p.Key})
		}
	}
	for _, who := range to {
		r.Say(handlers.Notice{Key: card.Code + "/" + x.ID + "/" + strconv.Itoa(x.Version) + "/" + who.Post, Subject: []string{x.ID}, To: who, Card: card, Urgent: true})
	}
}

// news tells whoever was alarmed what has changed since: the fire is out, or it never was an emergency.
func news(r *handlers.Request, was, x information.Report) {
	card := bot.Card{Code: "report.emergency", Tone: bot.ToneNotice, Title: "突发应急" + x.Number + "有更新：" + cut(x.Title, 60), Text: cut(x.Body, 300),
		Article: string(r.Profile.Reports.Article), Refs: refs(x)}
	if !x.Emergency {
		card.Title, card.Text = x.Number+"不再列为突发应急", "《"+cut(x.Title, 60)+"》"
	}
	if category, ok := information.CategoryOf(r.Profile, was.Category); ok {
		card.Article = string(category.Article)
	}
	card.Fields = []bot.Field{{Name: "报送", Value: r.Profile.OrgName(x.Org)}}
	raise(r, x, card)
}

// calm takes an alarm back: whoever was alarmed hears that the report is withdrawn.
func calm(r *handlers.Request, x information.Report, card bot.Card) {
	if !x.Emergency {
		return
	}
	card.Title = "突发应急信息" + x.Number + "已由" + r.Profile.OrgName(x.Org) + "撤回"
	card.Text, card.Next, card.Duty, card.Buttons = "《"+cut(x.Title, 60)+"》", "", "", nil
	raise(r, x, card)
}
