package meeting

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// deadlineKind makes resolutions deadlines like issues: the same steps, the same messages, the same budget.
var deadlineKind = handlers.DeadlineKind{Kind: "resolution", Title: "会议议定事项", Ask: "逾期的议定事项",
	Near: "resolution.reminder",
	Late: "resolution.overdue", Ref: "resolution", Several: howResolved(anyResolution), List: deadlines}

func deadlines(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	rows, err := meeting.Resolutions(tx, meeting.Search{Org: org, States: meeting.OpenStates})
	var out []duty.Deadline
	for _, x := range rows {
		out = append(out, deadlineOf(p, x))
	}
	return out, err
}

func deadlineOf(p *profile.Profile, x meeting.Resolution) duty.Deadline {
	return duty.Deadline{Kind: "resolution", ID: x.ID, Ref: x.Number, Title: x.Text, Org: x.Org, Opened: x.At,
		Due: x.Deadline.In(p.Location()), Steps: p.Issues.Steps, Article: x.ArticleOf(p),
		How: howResolved(x.Number)}
}

// howResolved says how it is told that a resolution is carried out: by its number, or by anyResolution where each of
// several organisations has one of its own.
func howResolved(called string) string {
	return "办完发“" + called + " 已完成……”，有进展发“" + called + " 进展……”。"
}

const anyResolution = "议定事项"

func resolutionCard(p *profile.Profile, x meeting.Resolution, code bot.Code, tone bot.Tone, title string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Article: string(x.ArticleOf(p)),
		Refs: map[string]string{"resolution": x.Number}}
}

// resolutionMeant finds the resolution that a request names: by its number in full, in short, or as 议定事项2; ok is
// false when it names none.
func (r *request) resolutionMeant() (x meeting.Resolution, ok bool, err error) {
	n, ok := naming.Number{}, false
	for _, text := range []string{r.Args.Slots.Str(slotResolution), r.Args.Text} {
		if n, ok = naming.Find(r.Profile, "resolution", text); ok {
			r.Args.Slots[slotResolution] = text[n.At:n.End]
			break
		}
	}
	if !ok {
		n, ok = naming.ParseNumber(r.Profile, "resolution", r.Args.Slots.Str("ref"))
	}
	if !ok {
		n, ok = naming.Find(r.Profile, "resolution", r.Event.Quote)
	}
	if !ok {
		return x, false, nil
	}
	x, found, err := meeting.ResolutionByNumber(r.Tx, n.Candidates(r.Profile, r.Now.Year()))
	if err == nil && !found {
		err = models.Refuse(models.NotFound, "没有找到这项议定事项。", "发“议定事项”看编号。", "")
	}
	return x, true, err
}

// do does something to the resolution that a request names, or says why not: x is as it stands afterwards, before what
// the history keeps of it.
func (r *request) do(verb meeting.Verb) (x meeting.Resolution, before any, err error) {
	x, ok, err := r.resolutionMeant()
	if err == nil && !ok {
		x, err = r.resolutionOwed(verb)
	}
	if err != nil {
		return x, nil, err
	}
	by := meeting.By{Person: r.Actor.Person, Org: r.Actor.SeatFor(append([]string{x.Org}, x.Assisting()...)...).Code,
		Office: r.Actor.IsOffice()}
	t, refusal := x.MayDo(verb, by, x.ArticleOf(r.Profile))
	if refusal != nil {
		return x, nil, refusal
	}
	before, x.State = history(x), t.To
	return x, before, nil
}

// resolutionOwed is the only one that an organisation has to carry out, where none was named; of several one is asked.
func (r *request) resolutionOwed(verb meeting.Verb) (x meeting.Resolution, err error) {
	const question = "是哪一项议定事项？请发编号。"
	_, meetingNamed := naming.Find(r.Profile, "meeting", r.First.Text)
	if meetingNamed || verb != meeting.Advance && verb != meeting.Finish || r.Actor.IsOffice() {
		return x, r.ask("ref", question)
	}
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Orgs: r.Mine(), States: meeting.OpenStates})
	if err != nil || len(rows) == 1 {
		return append(rows, x)[0], err
	}
	var numbers, lines []string
	for _, x := range rows[:min(len(rows), 6)] {
		numbers, lines = append(numbers, x.Number), append(lines, x.Number+" "+handlers.Cut(x.Text, 48))
	}
	return x, r.askAbout("ref", question, strings.Join(lines, "\n"), numbers...)
}

// amendResolution writes a resolution's change with its history and takes back reminders about it.
func (r *request) amendResolution(x *meeting.Resolution, verb string, before any, note string) error {
	if err := changed(meeting.KeepResolution(r.Tx, x), x.Number); err != nil {
		return err
	}
	r.Settled(x.Key(), deadlineOf(r.Profile, *x).Key())
	return r.Audit("resolution", x.ID, x.Number, verb, before, history(*x), note)
}

// history is what is kept of a resolution at each change.
func history(x meeting.Resolution) map[string]any {
	return map[string]any{"org": x.Org, "deadline": x.Deadline, "state": x.State, "progress": x.Progress}
}

// update takes progress or the report that it is done.
func (r *request) update() (bot.Card, error) {
	verb := meeting.Advance
	if r.Args.Slots.Str("status") == "done" {
		verb = meeting.Finish
	}
	x, before, err := r.do(verb)
	if err != nil {
		return bot.Card{}, err
	}
	said := cmp.Or(r.behind("resolution"), r.Args.Slots.Str("content"))
	said = strings.TrimLeft(strings.TrimPrefix(said, anyResolution), "，,：: ")
	x.Progress = cmp.Or(cut(said, 500), x.Progress)
	if at := r.Now.UTC(); verb == meeting.Finish {
		x.DoneBy, x.DoneAt = r.Actor.Person, &at
	}
	if err := r.amendResolution(&x, string(verb), before, x.Progress); err != nil {
		return bot.Card{}, err
	}
	c := resolutionCard(r.Profile, x, "resolution.updated", bot.ToneDone, x.Number+"已记下："+x.State.Name())
	c.Text = cut(x.Progress, 200)
	if verb != meeting.Finish {
		return c, nil
	}
	c.Next = "等" + models.TheOffice + "核实后办结。"
	if r.Actor.IsOffice() {
		c.Next = "请" + models.TheOffice + "另一位同志核实。"
	}
	return c, r.tellDone(x)
}

// tellDone tells whoever drafted the meeting that one of its resolutions was reported done, in private. The office has
// it in its queue.
func (r *request) tellDone(x meeting.Resolution) error {
	m, ok, err := meeting.ByID(r.Tx, x.Meeting)
	if err != nil || !ok || m.Drafted == r.Actor.Person {
		return err
	}
	c := resolutionCard(r.Profile, x, "resolution.updated", bot.ToneNotice, r.Profile.OrgName(x.Org)+"报"+x.Number+"已完成")
	c.Text, c.Next = handlers.Lines(x.Text, cut(x.Progress, 200)), "等"+models.TheOffice+"核实。"
	if slices.ContainsFunc(r.heldBy(m.Drafted), isOffice) {
		c.Next, c.Buttons = "请核实，退回请说理由。", buttons(x.Number, "核实", "退回")
	}
	r.tellPerson("resolution.done/"+x.ID+"/"+itoa(x.Rev), m.Drafted, c, x.Key())
	return nil
}

// check is the office's word on what was reported done: 核实, or 退回 with a reason.
func (r *request) check() (bot.Card, error) {
	verb := meeting.Check
	if strings.Contains(r.First.Text, "退回") || strings.Contains(r.First.Text, "打回") {
		verb = meeting.Reject
	}
	x, before, err := r.do(verb)
	if err != nil {
		return bot.Card{}, err
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" && verb == meeting.Reject {
		reason = cmp.Or(cut(r.behind("resolution"), 500), cut(r.Args.Slots.Str("content"), 500))
		if reason == "" {
			return bot.Card{}, r.ask("reason", "请说一下退回的理由。")
		}
	}
	c := resolutionCard(r.Profile, x, "resolution.checked", bot.ToneDone, x.Number+"已核实办结")
	c.Text = x.Text
	if at := r.Now.UTC(); verb == meeting.Check {
		x.CheckedAt = &at
	} else {
		c.Code, c.Tone, c.Title, c.Text = "resolution.returned", bot.ToneNear, x.Number+"已退回，请继续落实", "理由："+reason
	}
	if err := r.amendResolution(&x, string(verb), before, reason); err != nil {
		return bot.Card{}, err
	}
	r.tell("resolution.word/"+x.ID+"/"+itoa(x.Rev), r.toOrg(x.Org), c, x.Key())
	return c, nil
}

// toIssue puts what was not carried out on the list of problems, in the same transaction.
func (r *request) toIssue() (bot.Card, error) {
	x, before, err := r.do(meeting.ToIssue)
	if err != nil {
		return bot.Card{}, err
	}
	issue := handlers.RaiseIssue{Title: handlers.Cut(x.Text, 60), Text: x.MeetingNumber + "议定：" + x.Text,
		Source: "meeting", Origin: x.Number, Org: x.Org, Assist: x.Assisting()}
	if x.Deadline.After(r.Now) {
		issue.Deadline = x.Deadline.In(r.Now.Location())
	}
	if x.Issue, err = r.Deployment.Raise(r.Tx.Context(), r.Request, issue); err != nil {
		return bot.Card{}, err
	}
	if err := r.amendResolution(&x, "issue", before, x.Issue); err != nil {
		return bot.Card{}, err
	}
	c := resolutionCard(r.Profile, x, "resolution.issued", bot.ToneDone, x.Number+"已转入问题清单："+x.Issue)
	c.Text, c.Next, c.Refs["issue"] = x.Text, "以后按问题督办、销号。", x.Issue
	return c, nil
}
