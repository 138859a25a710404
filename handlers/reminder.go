package handlers

import (
	"context"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Reminder is something said by the clock. Either it says how somebody stands, or it speaks for itself.
type Reminder struct {
	Key   string // stable, unique: information.duties
	When  string // cron in the district's zone; empty: the profile's morning, every working day
	Title string // Chinese, for the timetable
	// Standings are said every working morning to whoever they are about, one message a chat, within the budget.
	Standings func(ctx context.Context, s *Sweep) ([]duty.Standing, error)
	Due       func(ctx context.Context, s *Sweep) error
}

// DutyReminder is the one reminder behind all duties of all regulations: every working morning it looks at the
// state (not at the clock's edge), finds whose step's day has come, and says one message a chat.
func DutyReminder() Reminder {
	return Reminder{Key: "duties", Title: "按制度提醒各单位应办事项", Standings: func(ctx context.Context, s *Sweep) ([]duty.Standing, error) {
		return s.Deployment.Standings(ctx, s.Tx, s.Profile, s.Profile.Duties, s.Now)
	}}
}

// Sweep is what a reminder gets at its tick: one district, one transaction, one now.
type Sweep struct {
	Tx         *db.Tx
	Now        time.Time // in the district's zone
	Profile    *profile.Profile
	Days       *calendar.Calendar
	Deployment *Deployment

	notices   []Notice
	deadlines map[string][]duty.Deadline // by kind, once all of it was asked
}

// Say queues a notice.
func (s *Sweep) Say(n Notice) { s.notices = append(s.notices, n) }

// Notices are those queued so far.
func (s *Sweep) Notices() []Notice { return s.notices }

// As asks the regulations as if somebody did, in this sweep: what a person hears by the clock is what he would be
// answered. Nothing that such a request says or settles is kept.
func (s *Sweep) As(actor models.Actor) *Request {
	return &Request{Tx: s.Tx, Now: s.Now, Actor: actor, Profile: s.Profile, Days: s.Days, Deployment: s.Deployment}
}

// Morning is when a message of this sweep leaves: within the minutes that the profile spreads a morning over.
func (s *Sweep) Morning(key string) (time.Time, error) {
	h, err := s.Profile.OfficeHours()
	if err != nil {
		return time.Time{}, err
	}
	return h.Spread(s.Now, key), nil
}

// Owed lists the deadlines of a kind: all, or one organisation's. A whole list is asked for once a sweep.
func (s *Sweep) Owed(ctx context.Context, k DeadlineKind, org string) ([]duty.Deadline, error) {
	if list, asked := s.deadlines[k.Kind]; asked {
		return list, nil
	}
	list, err := k.List(ctx, s.Tx, s.Profile, org)
	for i := range list {
		list[i] = list[i].Dated(s.Days)
	}
	if err == nil && org == "" {
		if s.deadlines == nil {
			s.deadlines = map[string][]duty.Deadline{}
		}
		s.deadlines[k.Kind] = list
	}
	return list, err
}
