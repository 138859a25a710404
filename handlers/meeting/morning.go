package meeting

import (
	"context"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
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
	for _, step := range []func() error{v.hold, v.pressApprovers, v.pressAnswers} {
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
	waiting, err := approval.Waiting(v.tx, meeting.OfPlan, meeting.OfMinutes)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, a := range waiting {
		if done[a.Record] {
			continue
		}
		done[a.Record] = true
		rows, err := meeting.Find(v.tx, meeting.Filter{ID: a.Record})
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

func (v *voice) press(m meeting.Meeting, waiting []approval.Word) error {
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
	x, waits, err := meeting.UnderApproval(v.tx, m, t)
	if err != nil || !waits {
		return err
	}
	if _, err = v.ask(m, t, x, nil); err != nil {
		return err
	}
	for _, a := range waiting {
		if a.Record == m.ID {
			if err := v.nag(m, t, x, a); err != nil {
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
func (v *voice) nag(m meeting.Meeting, t profile.MeetingType, x meeting.Matter, a approval.Word) error {
	if t.ApproverDays == 0 || a.Asked == nil || v.days.Between(v.local(*a.Asked), v.now) < t.ApproverDays {
		return nil
	}
	who, err := v.approvers(m, a)
	if err != nil || !slices.ContainsFunc(who, func(h roster.Holder) bool { return h.Person == a.Person }) {
		return err
	}
	card, err := v.askCard(m, t, x, nil)
	if err != nil {
		return err
	}
	card.Tone, card.Title = bot.ToneNear, "还等您审定："+m.Title+"方案（"+draftName(m)+"）"
	if x.Kind == meeting.OfMinutes {
		card.Title = "还等您审定：" + m.Title + "纪要（" + m.Number + "）"
	}
	v.say(handlers.Notice{Key: key("meeting.nag", m, wantOf(a), a.Version, a.Person), Subject: []string{m.Key(), m.AskKey()},
		To: handlers.Audience{Person: a.Person}, Card: card})
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
		moved, err := v.succeedChair(&m)
		if err != nil {
			return err
		}
		if moved {
			if err := meeting.Save(v.tx, &m, v.now); err != nil {
				return err
			}
		}
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

// kind makes resolutions deadlines like issues: the same steps, the same messages, the same budget.
var kind = handlers.DeadlineKind{Kind: "resolution", Title: "会议议定事项", Near: "resolution.reminder", Late: "resolution.overdue", Ref: "resolution", List: deadlines}

func deadlines(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	rows, err := meeting.Resolutions(tx, meeting.Search{Org: org, Stages: meeting.OpenStages})
	if err != nil {
		return nil, err
	}
	var out []duty.Deadline
	for _, x := range rows {
		out = append(out, deadlineOf(p, x))
	}
	return out, nil
}

func deadlineOf(p *profile.Profile, x meeting.Resolution) duty.Deadline {
	return duty.Deadline{Kind: "resolution", ID: x.ID, Ref: x.Number, Title: x.Text, Org: x.Org, Opened: x.At, Due: x.Deadline.In(p.Location()), Steps: p.Issues.Steps,
		Article: x.ArticleOf(p), How: "办完发“" + x.Number + " 已完成……”，有进展也请说一声"}
}
