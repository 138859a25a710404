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
	"linzhangbot/models/duty"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// evening notes the meetings that took place today.
func evening(_ context.Context, s *handlers.Sweep) error { return ofSweep(s).hold() }

// morning looks at the state of everything that waits: whatever was settled since says nothing.
func morning(_ context.Context, s *handlers.Sweep) error {
	v := ofSweep(s)
	for _, step := range []func() error{v.hold, v.pressApprovers, v.pressAnswers, v.pressResolutions} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// hold moves meetings whose time has come from noticed to held: from now on they count.
func (v *voice) hold() error {
	rows, err := meeting.Find(v.tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, To: v.now})
	if err != nil {
		return err
	}
	for _, m := range rows {
		m.State = meeting.Held
		if err := meeting.Save(v.tx, &m, v.now); err != nil {
			return err
		}
	}
	return nil
}

// pressApprovers asks successors of approvers who left, and reminds once whoever has been silent too long.
func (v *voice) pressApprovers() error {
	waiting, err := meeting.Waiting(v.tx)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, a := range waiting {
		if done[a.Meeting] {
			continue
		}
		done[a.Meeting] = true
		rows, err := meeting.Find(v.tx, meeting.Filter{ID: a.Meeting})
		if err != nil {
			return err
		}
		for _, m := range rows {
			if err := v.press(m, waiting); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *voice) press(m meeting.Meeting, waiting []meeting.Approval) error {
	t := m.TypeIn(v.p)
	moved, err := v.succeedChair(&m)
	if err != nil {
		return err
	}
	if moved {
		if err := v.newChair(&m); err != nil {
			return err
		}
	}
	before := map[string]string{}
	for _, a := range waiting {
		before[a.ID] = a.Person
	}
	if m.State == meeting.Approving {
		_, err = v.ask(m, t, nil)
	} else {
		_, err = v.askMinutes(m, t)
	}
	if err != nil {
		return err
	}
	for _, a := range waiting {
		if a.Meeting == m.ID {
			if err := v.nag(m, t, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// newChair keeps who chairs now, on the meeting and in the seat.
func (v *voice) newChair(m *meeting.Meeting) error {
	if err := meeting.Save(v.tx, m, v.now); err != nil {
		return err
	}
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return err
	}
	h := v.chairHolder(*m)
	for i := range seats {
		if a := &seats[i]; a.Chair {
			a.Person, a.Name, a.Org = h.Person, h.Name, h.Org
			return meeting.Keep(v.tx, a)
		}
	}
	return nil
}

// nag reminds an approver once, after the working days that the type names.
func (v *voice) nag(m meeting.Meeting, t profile.MeetingType, a meeting.Approval) error {
	if t.ApproverDays == 0 || a.Asked == nil || v.days.Between(v.local(*a.Asked), v.now) < t.ApproverDays {
		return nil
	}
	who, err := v.approvers(m, a)
	if err != nil || !slices.ContainsFunc(who, func(h roster.Holder) bool { return h.Person == a.Person }) {
		return err
	}
	card, err := v.askCard(m, t, nil)
	if a.Kind == meeting.OfMinutes || err != nil {
		return err
	}
	card.Tone, card.Title = bot.ToneNear, "还等您审定："+m.Title+"方案（"+draftName(m)+"）"
	v.say(handlers.Notice{Key: key("meeting.nag", m, a.Person), Subject: []string{m.Key(), m.AskKey()}, To: handlers.Audience{Person: a.Person}, Card: card})
	return nil
}

// pressAnswers hands seats over to successors, and tells the office on the day of the first reminder who has not
// answered.
func (v *voice) pressAnswers() error {
	rows, err := meeting.Find(v.tx, meeting.Filter{States: []meeting.State{meeting.Noticed}, From: v.now})
	if err != nil {
		return err
	}
	for _, m := range rows {
		t := m.TypeIn(v.p)
		seats, err := meeting.Seats(v.tx, m.ID)
		if err != nil {
			return err
		}
		if err := v.handSeats(m, t, seats); err != nil {
			return err
		}
		if len(t.Remind) == 0 || meeting.Count(seats)[meeting.NoReply] == 0 {
			continue
		}
		if at, ok := v.reminderAt(m, slices.Max(t.Remind)); (ok || at.Before(v.now)) && at.Format(time.DateOnly) == v.now.Format(time.DateOnly) {
			card := answersCard(v, m, seats)
			card.Tone = bot.ToneNear
			v.say(handlers.Notice{Key: key("meeting.answers", m), Subject: []string{m.Key()}, To: handlers.Audience{Office: true}, Card: card, Until: m.Start})
		}
	}
	return nil
}

// handSeats gives the seats of people who left their posts to their successors, with a notice of their own.
func (v *voice) handSeats(m meeting.Meeting, t profile.MeetingType, seats []meeting.Attendee) error {
	for i := range seats {
		a := &seats[i]
		moved, err := v.succeed(a, seats)
		if err != nil {
			return err
		}
		if !moved {
			continue
		}
		if _, err := v.retract(a.RemindKey()); err != nil {
			return err
		}
		a.Told, a.Channel, a.Answer, a.StandIn, a.Former = 0, "", meeting.NoReply, "", meeting.NoReply
		if _, err := v.tell(m, t, seats[i:i+1], codeNotice+"."+a.Person, nil); err != nil {
			return err
		}
	}
	return nil
}

// pressResolutions reminds each organisation once a morning of what is due or late, by the profile's steps for issues.
func (v *voice) pressResolutions() error {
	rows, err := meeting.Resolutions(v.tx, meeting.Search{Stages: meeting.OpenStages})
	if err != nil {
		return err
	}
	due := map[string][]meeting.Resolution{}
	var orgs []string
	for _, x := range rows {
		step, ok := v.stepOf(x)
		if !ok || x.Nagged == step {
			continue
		}
		x.Nagged = step
		if err := meeting.KeepResolution(v.tx, &x); err != nil {
			return err
		}
		if due[x.Org] == nil {
			orgs = append(orgs, x.Org)
		}
		due[x.Org] = append(due[x.Org], x)
	}
	for _, org := range orgs {
		v.pressOrg(org, due[org])
	}
	return nil
}

// stepOf is the reminder whose day has come for a resolution: the same steps that issues have.
func (v *voice) stepOf(x meeting.Resolution) (string, bool) {
	deadline := v.local(x.Deadline)
	y, mo, d := deadline.Date()
	from := v.local(x.At)
	rule := profile.Duty{ID: "resolution", Steps: v.p.Issues.Steps, AtLeast: 1}
	st := duty.Standing{Rule: rule, Want: 1, Due: deadline, State: duty.OnTrack}
	st.Period = models.Period{From: time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, from.Location()), To: time.Date(y, mo, d+1, 0, 0, 0, 0, deadline.Location())}
	st.Steps = duty.Calendar(rule, st.Period, v.days)
	if v.now.After(deadline) {
		st.State = duty.Overdue
	}
	step, ok := st.Reached(v.now, v.days)
	if !ok || !v.now.Before(st.Expires(step, v.days)) {
		return "", false
	}
	return step.Step.Key + " " + step.Day.Format(time.DateOnly), true
}

func (v *voice) pressOrg(org string, rows []meeting.Resolution) {
	c := bot.Card{Code: "resolution.reminder", Tone: bot.ToneNear, Title: fmt.Sprintf("议定事项提醒：%s有%d件快到期或已逾期", v.p.OrgName(org), len(rows)),
		Text: v.list(rows, 15, false), Article: string(rows[0].ArticleOf(v.p)), Refs: map[string]string{"resolution": rows[0].Number},
		Next: "办完发“" + rows[0].Number + " 已完成……”，有进展也请说一声。"}
	var keys, ids []string
	for _, x := range rows {
		if x.Late(v.now) {
			c.Tone = bot.ToneLate
		}
		keys, ids = append(keys, x.Key()), append(ids, x.ID)
	}
	v.say(handlers.Notice{Key: "resolution.reminder/" + org + "/" + v.now.Format(time.DateOnly) + "/" + strings.Join(ids, ","), Subject: keys, To: v.house(org), Card: c})
}
