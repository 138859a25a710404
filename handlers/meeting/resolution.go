package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// list writes resolutions, one a line.
func (v *voice) list(rows []meeting.Resolution, most int, owner bool) string {
	var out []string
	for i, x := range rows {
		if i == most {
			out = append(out, fmt.Sprintf("……共%d件", len(rows)))
			break
		}
		who := ""
		if owner && !strings.HasPrefix(x.Text, v.p.OrgName(x.Org)) {
			who = v.p.OrgName(x.Org) + "："
		}
		line := fmt.Sprintf("%s %s%s（%s前，%s）", x.Number, who, cut(x.Text, 48), day(v.local(x.Deadline), v.now), x.StateAt(v.now))
		if len(x.Assisting()) > 0 && !owner {
			line += "，" + orgNames(v, x.Assisting()) + "配合"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func orgNames(v *voice, codes []string) string {
	var out []string
	for _, c := range codes {
		out = append(out, v.p.OrgName(c))
	}
	return strings.Join(out, "、")
}

// lastTime lists what former meetings of the same type resolved and nobody has finished: the next one looks at it.
func (v *voice) lastTime(m meeting.Meeting) (string, error) {
	rows, err := meeting.Resolutions(v.tx, meeting.Search{Type: m.Type, Stages: []meeting.Stage{meeting.Open, meeting.Progress, meeting.Done}})
	if err != nil {
		return "", err
	}
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool {
		return x.Meeting == m.ID || !v.sameHome(x, m)
	})
	if len(rows) == 0 {
		return "", nil
	}
	return fmt.Sprintf("以前议定、尚未办结%d件：\n%s", len(rows), v.list(rows, 5, true)), nil
}

// sameHome: a town's meeting looks at that town's own resolutions, a chief's at his own meetings'.
func (v *voice) sameHome(x meeting.Resolution, m meeting.Meeting) bool {
	rows, err := meeting.Find(v.tx, meeting.Filter{ID: x.Meeting})
	return err == nil && len(rows) > 0 && rows[0].Org == m.Org && rows[0].ChairPerson == m.ChairPerson
}

// resolutions lists what was resolved: the sender's own, or for office and chiefs everybody's.
func resolutions(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if ref, ok := resolutionRef(r); ok {
		x, err := resolutionOf(r, ref)
		if err != nil {
			return bot.Card{}, err
		}
		return shown(r, x), nil
	}
	s := meeting.Search{Org: scope(r)}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		s.Type = t.Key
	}
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		s.From, s.To = p.From, p.To
	}
	if org := ofRequest(r).orgNamed(r.Args.Slots.Str("unit")); org.Code != "" && s.Org == "" {
		s.Org = org.Code
	}
	rows, err := meeting.Resolutions(r.Tx, s)
	if err != nil {
		return bot.Card{}, err
	}
	status := r.Args.Slots.Str("status")
	late := 0
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool {
		if x.Late(r.Now) {
			late++
		}
		return x.State == meeting.Dropped || status == "overdue" && !x.Late(r.Now) || status == "open" && !slices.Contains(meeting.OpenStages, x.State)
	})
	c := bot.Card{Code: "resolution.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("议定事项%d件，逾期%d件", len(rows), late), Text: ofRequest(r).list(rows, 15, s.Org == "")}
	if len(rows) == 0 {
		c.Title = "没有符合条件的议定事项。"
	} else {
		c.Article = string(rows[len(rows)-1].ArticleOf(r.Profile))
		c.Refs = map[string]string{"resolution": rows[len(rows)-1].Number}
	}
	if late > 0 {
		c.Tone = bot.ToneLate
	}
	return c, nil
}

// scope is the organisation whose records the sender sees; empty: all of the district.
func scope(r *handlers.Request) string {
	if r.Actor.IsOffice() || r.Actor.IsChief() {
		return ""
	}
	return r.Actor.Org.Code
}

func shown(r *handlers.Request, x meeting.Resolution) bot.Card {
	v := ofRequest(r)
	c := bot.Card{Code: "resolution.shown", Tone: bot.ToneNotice, Title: x.Number + "：" + x.StateAt(r.Now), Text: x.Text, Article: string(x.ArticleOf(r.Profile)),
		Fields: []bot.Field{{Name: "责任单位", Value: v.p.OrgName(x.Org)}, {Name: "时限", Value: day(v.local(x.Deadline), r.Now)}, {Name: "会议", Value: x.MeetingNumber}},
		Refs:   map[string]string{"resolution": x.Number}}
	if len(x.Assisting()) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "配合", Value: orgNames(v, x.Assisting())})
	}
	if x.Progress != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "最新进展", Value: cut(x.Progress, 200)})
	}
	if x.Issue != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "问题清单", Value: x.Issue})
	}
	return c
}

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
	number, err := r.House.Raise(ctx, r, handlers.RaiseIssue{Title: cut(x.Text, 60), Text: x.MeetingNumber + "议定：" + x.Text, Source: "meeting", Origin: x.Number,
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

// awaits reports whether a meeting's plan or minutes wait for the word of somebody with these posts.
func (v *voice) awaits(m meeting.Meeting, held []roster.Holder) bool {
	t := m.TypeIn(v.p)
	if _, err := v.succeedChair(&m); err != nil {
		return false
	}
	version, kinds := m.Version, kindsOf(meeting.OfPlan)
	if m.State != meeting.Approving {
		n, ok, err := meeting.PendingMinutes(v.tx, m.ID)
		if err != nil || !ok {
			return false
		}
		version, kinds = n.Version, kindsOf(meeting.OfMinutes)
	}
	all, err := meeting.Approvals(v.tx, m.ID, version, kinds...)
	return err == nil && len(meeting.Mine(m, t, all, held)) > 0
}
