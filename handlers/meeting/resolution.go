package meeting

import (
	"context"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
)

// resolutionRef is the number a request names: in full, in short, or as 议定事项2.
func resolutionRef(r *handlers.Request) (meeting.Ref, bool) {
	for _, text := range []string{r.Args.Slots.Str("resolution"), r.Args.Text} {
		if ref, ok := meeting.ParseRef(r.Profile, "resolution", text); ok {
			keep(r, "resolution", text[:ref.End])
			return ref, true
		}
	}
	if n, ok := r.Args.Slots.Int("ref"); ok && n > 0 {
		return meeting.Ref{N: n}, true
	}
	ref, ok := meeting.ParseRef(r.Profile, "resolution", r.Event.Quote)
	return ref, ok
}

func resolutionOf(r *handlers.Request, ref meeting.Ref) (meeting.Resolution, error) {
	for _, number := range ref.Numbers(r.Profile, "resolution", r.Now.Year()) {
		rows, err := meeting.Resolutions(r.Tx, meeting.Search{Numbers: []string{number}})
		if err != nil {
			return meeting.Resolution{}, err
		}
		if len(rows) > 0 {
			return rows[0], nil
		}
	}
	return meeting.Resolution{}, models.Refuse(models.NotFound, "没有找到这项议定事项。", "发“议定事项”看编号。", "")
}

func resolutionBy(r *handlers.Request) meeting.By {
	return meeting.By{Person: r.Actor.Person, Org: r.Actor.Org.Code, Office: r.Actor.IsOffice()}
}

// update takes progress or the report that it is done.
func update(_ context.Context, r *handlers.Request) (bot.Card, error) {
	ref, ok := resolutionRef(r)
	if !ok {
		return r.Ask(handlers.Question{Missing: "ref", Text: "是哪一项议定事项？请发编号。"}), nil
	}
	x, err := resolutionOf(r, ref)
	if err != nil {
		return bot.Card{}, err
	}
	do := meeting.Advance
	if r.Args.Slots.Str("status") == "done" {
		do = meeting.Finish
	}
	step, refusal := x.MayDo(do, resolutionBy(r), x.ArticleOf(r.Profile))
	if refusal != nil {
		return bot.Card{}, refusal
	}
	before := stand(x)
	x.State = step.To
	if content := wordsBehind(r, ref); content != "" {
		x.Progress = content
	}
	if do == meeting.Finish {
		at := r.Now.UTC()
		x.DoneBy, x.DoneAt = r.Actor.Person, &at
	}
	if err := amend(r, &x, string(do), before, x.Progress); err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "resolution.updated", Tone: bot.ToneDone, Title: x.Number + "已记下：" + x.State.Name(), Text: cut(x.Progress, 200),
		Article: string(x.ArticleOf(r.Profile)), Refs: map[string]string{"resolution": x.Number}}
	if do == meeting.Finish {
		c.Next = "等区林长办核实后办结。"
		if r.Actor.IsOffice() {
			c.Next = "请区林长办另一位同志核实。"
		}
		r.Say(handlers.Notice{Key: "resolution.done/" + x.ID + "/" + itoa(x.Rev), Subject: []string{x.Key()}, To: handlers.Audience{Office: true}, Card: bot.Card{Code: "resolution.updated",
			Tone: bot.ToneNotice, Title: r.Profile.OrgName(x.Org) + "报" + x.Number + "已完成，请核实", Text: lines(x.Text, cut(x.Progress, 200)), Article: c.Article, Refs: c.Refs,
			Buttons: []bot.Button{{Label: "核实", Command: "核实 " + x.Number, Primary: true}, {Label: "退回", Command: "退回 " + x.Number}}}})
	}
	return c, nil
}

// wordsBehind is the content of an update: what stands behind the number, else what the language took.
func wordsBehind(r *handlers.Request, ref meeting.Ref) string {
	if ref.End > 0 && ref.End <= len(r.Args.Text) {
		if t := strings.Trim(r.Args.Text[ref.End:], " ，,：:。、；;\n"); t != "" {
			return cut(t, 500)
		}
	}
	return cut(r.Args.Slots.Str("content"), 500)
}

// amend writes a resolution's change with its history and takes back reminders about it.
func amend(r *handlers.Request, x *meeting.Resolution, verb string, before any, note string) error {
	if err := meeting.KeepResolution(r.Tx, x); err != nil {
		if meeting.IsChanged(err) {
			return models.Refuse(models.BadInput, x.Number+"刚刚被别人改动，这一步没有办。", "请看最新情况再办一次。", "")
		}
		return err
	}
	r.Settled(x.Key(), deadlineOf(r.Profile, *x).Key())
	return r.Audit("resolution", x.ID, x.Number, verb, before, stand(*x), note)
}
