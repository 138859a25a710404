package supervision

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// escalate takes a measure of the ladder (第八条): always an office member's decision.
func escalate(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, question, ok, err := escalated(r)
	if err != nil || !ok {
		return question, err
	}
	return begin(r, x, supervision.Escalate, measure)
}

// escalated finds the issue: by number, or the only one of the organisation that is owed.
func escalated(r *handlers.Request) (x supervision.Issue, question bot.Card, ok bool, err error) {
	o, said := unit(r)
	if _, picked, err := pick(r); err != nil || picked || !said || !r.Actor.IsOffice() {
		return need(r, supervision.Escalate)
	}
	owed := supervision.Filter{Orgs: []string{o.Code}, States: supervision.DueStates, Limit: 20}
	rows, err := supervision.Find(r.Tx, owed)
	switch {
	case err != nil:
		return x, question, false, err
	case len(rows) == 0:
		return x, question, false, refuse(r, models.NotFound, o.Name+"现在没有在办的问题，措施要针对具体问题。", "发“问题清单”看编号。")
	case len(rows) == 1:
		return rows[0], question, true, nil // its number is shown with the draft before anything is done
	}
	return x, whichOne(r, supervision.Escalate, rows), false, nil
}

// measure drafts the rung that is named and takes it once the sender has seen the draft and said yes: whoever orders
// it, in words or by a button.
func measure(a *act) (bot.Card, error) {
	if o, gone := ownerGone(a.Request, a.x); gone {
		return bot.Card{}, models.Refuse(models.BadInput, handlers.GoneWords(o)+"，没有采取措施。",
			"请先移交，发“"+handOverWords(a.Request, a.x, o)+"”。", a.line.Article(a.Profile))
	}
	rung, i, err := a.x.RungNamed(a.Args.Slots.Str("step"))
	if err != nil {
		return bot.Card{}, err
	}
	rest := a.x.LadderNames()[a.x.Rung:]
	switch {
	case i < 0 && len(rest) == 0:
		return bot.Card{}, a.refuse(a.x.Number+"的各项措施都已经采取过。", "发“"+a.x.Number+"”看经过。",
			a.line.Article(a.Profile))
	case i < 0:
		return a.ask("step", "对"+a.x.Number+"采取哪一项措施？", rest...)
	case i < a.x.Rung:
		return bot.Card{}, a.refuse(a.x.Number+"已经采取过“"+rung.Name+"”或更进一步的措施。", "发“"+a.x.Number+"”看经过。", rung.Article)
	}
	d, err := drafted(a.Request, a.x, rung)
	if err != nil {
		return bot.Card{}, err
	}
	if !a.Args.Confirmed {
		return preview(a, rung, i, d)
	}
	return take(a, rung, i, d)
}

// preview shows what would leave and to whom, says where the step comes out of order or before its trigger, and asks.
func preview(a *act, rung profile.Rung, i int, d paper) (bot.Card, error) {
	skipped, trigger, err := a.x.Early(i, a.Now, a.Days)
	if err != nil {
		return bot.Card{}, err
	}
	var early []string
	if trigger != "" {
		early = append(early, "还没到“"+rung.Name+"”的条件（"+trigger+"），现在"+howLate(a.Request, a.x))
	}
	if len(skipped) > 0 {
		early = append(early, "前面的“"+strings.Join(skipped, "、")+"”还没有采取")
	}
	return a.Confirm(bot.Card{Code: "ask.preview", Tone: bot.ToneNotice, Article: string(rung.Article),
		Title: "对" + a.org() + "的" + a.x.Number + "采取“" + rung.Name + "”，对吗？", Text: d.title,
		Fields: fields("请注意", strings.Join(early, "；"), "文稿", d.body, "发给", strings.Join(d.readers(), "、")),
		Refs:   map[string]string{"issue": a.x.Number}},
		handlers.Slots{"issue": a.x.Number, "step": rung.Name}), nil
}

// howLate says how an issue stands against its triggers.
func howLate(r *handlers.Request, x supervision.Issue) string {
	words := "没有逾期"
	if r.Now.After(x.Due) {
		words = lateWords(r, x)
	}
	if x.Returned > 0 {
		words += fmt.Sprintf("、退回%d次", x.Returned)
	}
	return words
}

// take records the measure with its paper and tells those it concerns.
func take(a *act, rung profile.Rung, i int, d paper) (bot.Card, error) {
	number, _, err := a.Number("paper")
	if err != nil {
		return bot.Card{}, err
	}
	note := rung.Name + "：" + number
	if reason := a.Args.Slots.Str("reason"); reason != "" {
		note += "，" + handlers.Cut(reason, 200)
	}
	c, err := a.store(note, func(x *supervision.Issue) { x.Rung = i + 1 }, func() bot.Card {
		return a.card("issue.escalated", bot.ToneLate, "已对"+a.org()+"的"+a.x.Number+"采取“"+rung.Name+"”", "", "文号："+number)
	})
	if err != nil {
		return c, err
	}
	if err := d.keep(a.Request, a.x, cmp.Or(rung.Paper, rung.Key), number); err != nil {
		return bot.Card{}, err
	}
	c.Fields, c.Article = fields("办理", d.who, "内容", d.body), string(rung.Article)
	if err := inform(a, rung, d, c); err != nil {
		return bot.Card{}, err
	}
	c.Fields, c.Next = fields("办理", d.who), "文稿已存卷，发“归档 "+a.x.Number+"”可取。"
	return c, nil
}

// inform tells the organisation and its head, and whoever carries the measure out. A measure addressed to somebody
// else (a proposal to the general chief) goes to him and not to the organisation. It is never said in the district's
// main group: without a group of its own the organisation's people hear it in private.
func inform(a *act, rung profile.Rung, d paper, c bot.Card) error {
	for _, person := range d.persons {
		notify(a.Request, a.x, person, c, handlers.Audience{Person: person})
	}
	if rung.To != "" {
		notify(a.Request, a.x, "to", c, handlers.Audience{Post: rung.To})
		return nil
	}
	groups, err := roster.Groups(a.Tx)
	if err != nil {
		return err
	}
	own := func(g roster.Group) bool { return g.Org == a.x.Org && g.Purpose == roster.PurposeOrg && !g.Paused }
	if slices.ContainsFunc(groups, own) {
		tell(a.Request, a.x, a.x.Org, c, models.RoleLiaison, models.RoleMember, models.RoleTownChief)
		return nil
	}
	holders, err := roster.Holders(a.Tx, roster.Query{Org: a.x.Org}, a.Now)
	for _, h := range holders {
		notify(a.Request, a.x, h.Person, c, handlers.Audience{Person: h.Person})
	}
	return err
}

// decline keeps the office's word that a proposed measure is not taken now, with its reason.
func decline(a *act) (bot.Card, error) {
	if a.x.Rung > 0 && a.x.Rung >= a.x.Proposed {
		return bot.Card{}, a.refuse(a.x.Number+"建议的措施已经采取了，没有待定的建议。", "发“"+a.x.Number+"”看经过。", a.Profile.Issues.Article)
	}
	reason := a.reason()
	if reason == "" {
		return a.ask("reason", "暂不采取措施的理由是什么？", "正在整改，再看几天", "已当面督促", "另有安排")
	}
	prop, _, err := a.x.Pending(a.Now, a.Days)
	if err != nil {
		return bot.Card{}, err
	}
	return a.store(reason, func(x *supervision.Issue) { x.Declined = max(x.Proposed, prop.Index+1) }, func() bot.Card {
		return card(a.Request, a.x, "issue.escalation_declined", bot.ToneQuiet, a.x.Number+"暂不采取措施", "", "理由："+reason)
	})
}
