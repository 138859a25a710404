package meeting

import (
	"context"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
)

// check is the office's word on what was reported done: 核实, or 退回 with a reason.
func check(_ context.Context, r *handlers.Request) (bot.Card, error) {
	ref, ok := resolutionRef(r)
	if !ok {
		return r.Ask(handlers.Question{Missing: "ref", Text: "是哪一项议定事项？请发编号。"}), nil
	}
	x, err := resolutionOf(r, ref)
	if err != nil {
		return bot.Card{}, err
	}
	do, text := meeting.Check, r.Args.Slots.Str("first")
	if text == "" {
		text = r.Args.Text
		keep(r, "first", text)
	}
	if strings.Contains(text, "退回") || strings.Contains(text, "打回") {
		do = meeting.Reject
	}
	step, refusal := x.MayDo(do, resolutionBy(r), x.ArticleOf(r.Profile))
	if refusal != nil {
		return bot.Card{}, refusal
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" && do == meeting.Reject {
		if reason = wordsBehind(r, ref); reason == "" {
			return r.Ask(handlers.Question{Missing: "reason", Text: "请说一下退回的理由。"}), nil
		}
	}
	before := stand(x)
	x.State = step.To
	c := bot.Card{Code: "resolution.checked", Tone: bot.ToneDone, Title: x.Number + "已核实办结", Text: x.Text, Article: string(x.ArticleOf(r.Profile)),
		Refs: map[string]string{"resolution": x.Number}}
	if at := r.Now.UTC(); do == meeting.Check {
		x.CheckedAt = &at
	} else {
		c.Code, c.Tone, c.Title, c.Text = "resolution.returned", bot.ToneNear, x.Number+"已退回，请继续落实", "理由："+reason
	}
	if err := amend(r, &x, string(do), before, reason); err != nil {
		return bot.Card{}, err
	}
	r.Say(handlers.Notice{Key: "resolution.word/" + x.ID + "/" + itoa(x.Rev), Subject: []string{x.Key()}, To: ofRequest(r).house(x.Org), Card: c})
	return c, nil
}

// toIssue puts what was not carried out on the list of problems, in the same transaction.
func toIssue(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	ref, ok := resolutionRef(r)
	if !ok {
		return r.Ask(handlers.Question{Missing: "ref", Text: "是哪一项议定事项？请发编号。"}), nil
	}
	x, err := resolutionOf(r, ref)
	if err != nil {
		return bot.Card{}, err
	}
	step, refusal := x.MayDo(meeting.ToIssue, resolutionBy(r), x.ArticleOf(r.Profile))
	if refusal != nil {
		return bot.Card{}, refusal
	}
	v := ofRequest(r)
	deadline := time.Time{}
	if x.Deadline.After(r.Now) {
		deadline = v.local(x.Deadline)
	}
	number, err := r.Deployment.Raise(ctx, r, handlers.RaiseIssue{Title: cut(x.Text, 60), Text: x.MeetingNumber + "议定：" + x.Text, Source: "meeting", Origin: x.Number,
		Org: x.Org, Assist: x.Assisting(), Deadline: deadline})
	if err != nil {
		return bot.Card{}, err
	}
	before := stand(x)
	x.State, x.Issue = step.To, number
	if err := amend(r, &x, "issue", before, number); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "resolution.issued", Tone: bot.ToneDone, Title: x.Number + "已转入问题清单：" + number, Text: x.Text, Article: string(x.ArticleOf(r.Profile)),
		Next: "以后按问题督办、销号。", Refs: map[string]string{"resolution": x.Number, "issue": number}}, nil
}
