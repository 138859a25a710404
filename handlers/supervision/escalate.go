package supervision

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

func join(list []string) string { return strings.Join(list, "；") }

// escalate takes a measure of the ladder (第八条): always an office member's decision.
func escalate(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := escalated(r)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Escalate, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	rung, i, err := x.RungNamed(r.Args.Slots.Str("step"))
	if err != nil {
		return bot.Card{}, err
	}
	if i < 0 {
		return r.Ask(handlers.Question{Missing: "step", Text: "对" + x.Number + "采取哪一项措施？", Choices: x.LadderNames(), Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	if i < x.Rung {
		return bot.Card{}, withWho(r, x, models.Refuse(models.BadInput, x.Number+"已经采取过“"+rung.Name+"”或更进一步的措施。", "发“"+x.Number+"”看经过。", rung.Article))
	}
	d, err := drafted(r.Tx, r.Profile, x, rung, r.Now, r.Days)
	if err != nil {
		return bot.Card{}, err
	}
	if r.Args.Expect == language.Confirm && !r.Args.Confirmed && r.Event.Kind != bot.KindPress {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "对" + r.Profile.OrgName(x.Org) + "的" + x.Number + "采取“" + rung.Name + "”，对吗？", Text: d.body,
			Fields: who(d), Article: string(rung.Article)}, handlers.Slots{"issue": x.Number, "step": rung.Name}), nil
	}
	return take(r, x, t, rung, i, d)
}

// escalated finds the issue: by number, or the only one of the organisation that is late.
func escalated(r *handlers.Request) (supervision.Issue, *bot.Card, error) {
	x, ok, err := pick(r)
	if err != nil || ok {
		return x, nil, err
	}
	o, named := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if !named || !r.Actor.IsOffice() {
		return need(r, supervision.Escalate)
	}
	rows, err := supervision.Find(r.Tx, supervision.Filter{Orgs: []string{o.Code}, States: supervision.DueStates, Limit: 20})
	if err != nil {
		return x, nil, err
	}
	if len(rows) == 1 {
		return rows[0], nil, nil // its number and the draft are shown before anything is done
	}
	if len(rows) == 0 {
		return x, nil, models.Refuse(models.NotFound, o.Name+"现在没有在办的问题，措施要针对具体问题。", "发“问题清单”看编号。", r.Profile.Issues.Article)
	}
	card := whichOne(r, supervision.Escalate, rows)
	return x, &card, nil
}

func who(d paper) []bot.Field {
	if d.who == "" {
		return nil
	}
	return []bot.Field{{Name: "办理", Value: d.who}}
}

// take records the measure with its paper and tells those it concerns.
func take(r *handlers.Request, x supervision.Issue, t supervision.Transition, rung profile.LadderStep, i int, d paper) (bot.Card, error) {
	number, _, err := r.Number("paper")
	if err != nil {
		return bot.Card{}, err
	}
	note := rung.Name + "：" + number
	if reason := r.Args.Slots.Str("reason"); reason != "" {
		note += "，" + cut(reason, 200)
	}
	if err := store(r, &x, t, note, func(x *supervision.Issue) { x.Rung = i + 1 }); err != nil {
		return bot.Card{}, err
	}
	err = supervision.KeepPaper(r.Tx, supervision.Paper{Issue: x.ID, Kind: or(rung.Paper, rung.Key), Number: number, Title: d.title, Body: d.text(number), Person: r.Actor.Person, At: r.Now})
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.escalated", bot.ToneLate, "已对"+r.Profile.OrgName(x.Org)+"的"+x.Number+"采取“"+rung.Name+"”", "", rung.Article, "文号："+number)
	c.Fields = who(d)
	notice := c
	notice.Fields = append(notice.Fields, bot.Field{Name: "内容", Value: d.body})
	if err := inform(r, x, rung, d, notice); err != nil {
		return bot.Card{}, err
	}
	c.Next = "文稿已存卷，发“归档 " + x.Number + "”可取。"
	return c, nil
}

// inform tells the organisation and its head, and whoever carries the measure out. A measure addressed to somebody
// else (a proposal to the general chief) goes to him and not to the organisation. It is never said in the district's
// main group: without a group of its own the organisation's people hear it in private.
func inform(r *handlers.Request, x supervision.Issue, rung profile.LadderStep, d paper, c bot.Card) error {
	key := fmt.Sprintf("issue.escalated/%s/%d", x.ID, x.Version)
	for _, person := range d.persons {
		r.Say(handlers.Notice{Key: key + "/" + person, Subject: []string{x.ID, stamp(x)}, To: handlers.Audience{Person: person}, Card: c})
	}
	if rung.To != "" {
		r.Say(handlers.Notice{Key: key + "/to", Subject: []string{x.ID, stamp(x)}, To: handlers.Audience{Post: rung.To}, Card: c})
		return nil
	}
	groups, err := roster.Groups(r.Tx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(groups, func(g roster.Group) bool { return g.Org == x.Org && g.Purpose == roster.PurposeOrg && !g.Paused }) {
		tell(r, x, x.Org, c, models.RoleLiaison, models.RoleMember, models.RoleTownChief)
		return nil
	}
	holders, err := roster.Holders(r.Tx, roster.Query{Org: x.Org}, r.Now)
	for _, h := range holders {
		r.Say(handlers.Notice{Key: key + "/" + h.Person, Subject: []string{x.ID, stamp(x)}, To: handlers.Audience{Person: h.Person}, Card: c})
	}
	return err
}

// decline keeps the office's word that a proposed measure is not taken now, with its reason.
func decline(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Decline)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Decline, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	if x.Rung > 0 && x.Rung >= x.Proposed {
		return bot.Card{}, withWho(r, x, models.Refuse(models.BadInput, x.Number+"建议的措施已经采取了，没有待定的建议。", "发“"+x.Number+"”看经过。", r.Profile.Issues.Article))
	}
	reason := cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "暂不采取措施的理由是什么？", Choices: []string{"正在整改，再看几天", "已当面督促", "另有安排"},
			Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	if err := store(r, &x, t, reason, nil); err != nil {
		return bot.Card{}, err
	}
	return card(r, x, "issue.escalation_declined", bot.ToneQuiet, x.Number+"暂不采取措施", "", r.Profile.Issues.Article, "理由："+reason), nil
}
