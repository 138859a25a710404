package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
)

// Reminder is something said by the clock. Either it is the one message that every chat hears in the morning, or it
// speaks for itself.
type Reminder struct {
	Key     string // stable, unique: duties
	When    string // cron in the district's zone; empty: the profile's morning, every working day
	Title   string // Chinese, for the timetable
	Morning bool   // the one message of a chat: what is owed there, what waits for its hand, what else it is told
	Due     func(ctx context.Context, s *Sweep) error
}

// MorningReminder is the one reminder behind all duties and deadlines of all regulations: every working morning it
// looks at the state (not at the clock's edge), finds whose step's day has come, and says one message a chat.
func MorningReminder() Reminder {
	return Reminder{Key: "duties", Title: "每个工作日早上，每个群、每个人一条提醒", Morning: true}
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
	list, err := k.owed(ctx, s.Tx, s.Profile, org, s.Now)
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

// owed lists what is owed at a moment. Of an organisation that is closed nobody asks anything any more: what it left
// open is the office's to hand over.
func (k DeadlineKind) owed(ctx context.Context, tx *db.Tx, p *profile.Profile, org string,
	now time.Time) ([]duty.Deadline, error) {
	list, err := k.List(ctx, tx, p, org)
	return slices.DeleteFunc(list, func(d duty.Deadline) bool {
		o, _ := p.Org(d.Org)
		return d.Over(now) || o.Closed(now)
	}), err
}

// What the three buttons of a reminder order; behind each stand the names of the matters that it is about.
const (
	OrderReceived = "收到提醒"
	OrderWhy      = "为什么催我"
	OrderLater    = "延后提醒"
)

// quotable is how many cards of a chat are looked through for one that is repeated in a reply.
const quotable = 50

// QuotedReminder is the reminder that a message replies to, by the receipt that its button orders: that names its
// matters exactly. Some platforms say which card it is, some only repeat its text. Empty: it replies to none.
func (r *Request) QuotedReminder() (order string, err error) {
	e := r.Event
	if e.QuoteID != "" {
		p, ours, err := outbox.SaidAs(r.Tx, e.Platform, e.QuoteID)
		if err != nil || ours {
			order, _ := receiptOf(p, "")
			return order, err
		}
	}
	if e.Quote == "" {
		return "", nil
	}
	list, err := outbox.Latest(r.Tx, outbox.ChatKey{Platform: e.Platform, Chat: e.Chat.ID}, r.Now, quotable)
	if err != nil {
		return "", fmt.Errorf("look for the card that is repeated: %w", err)
	}
	for _, p := range list {
		if order, ok := receiptOf(p, e.Quote); ok {
			return order, nil
		}
	}
	return "", nil
}

// receiptOf is the receipt that a card's button orders, if the card is the one that a text repeats.
func receiptOf(p outbox.Parcel, text string) (string, bool) {
	var card bot.Card
	if json.Unmarshal([]byte(p.Card), &card) != nil {
		return "", false
	}
	receipt := func(b bot.Button) bool { return strings.HasPrefix(b.Command, OrderReceived+" ") }
	i := slices.IndexFunc(card.Buttons, receipt)
	repeated := strings.Contains(text, card.Title) && strings.Contains(text, firstLine(card.Text))
	if i < 0 || text != "" && !repeated {
		return "", false
	}
	return card.Buttons[i].Command, true
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}
