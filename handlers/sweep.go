package handlers

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
)

// Sweep is what a reminder gets at its tick: one district, one transaction, one now.
type Sweep struct {
	Tx      *db.Tx
	Now     time.Time // in the district's zone
	Profile *profile.Profile
	Days    *calendar.Calendar
	House   *House

	notices []Notice
	known   known
}

// Say queues a notice.
func (s *Sweep) Say(n Notice) { s.notices = append(s.notices, n) }

// Sweep runs one reminder for one district inside the scheduler's transaction.
func (h *House) Sweep(ctx context.Context, tx *db.Tx, r Reminder, now time.Time) error {
	p, ok := h.Profile(tx.District(), now)
	if !ok {
		return fmt.Errorf("no profile of district %s", tx.District())
	}
	if err := duty.Begin(tx, now); err != nil {
		return err
	}
	s := &Sweep{Tx: tx, Now: now, Profile: p, Days: h.Days, House: h}
	if err := r.Due(ctx, s); err != nil {
		return fmt.Errorf("reminder %s: %w", r.Key, err)
	}
	o := office{tx: tx, profile: p, days: h.Days, now: now, groups: s.known.groups, liaisons: s.liaisonsOf}
	for _, n := range s.notices {
		if err := o.put(n); err != nil {
			return err
		}
	}
	return nil
}

// MorningCron is the profile's morning as a daily cron line.
func (h *House) MorningCron(p *profile.Profile) string {
	t, err := time.Parse("15:04", p.Hours.Morning)
	if err != nil {
		return "3 9 * * *"
	}
	return fmt.Sprintf("%d %d * * *", t.Minute(), t.Hour())
}

// CatchUp is how long after its slot a missed reminder still makes sense: a morning one until the quiet hours begin.
func (h *House) CatchUp(p *profile.Profile, r Reminder) time.Duration {
	if r.When != "" {
		return 2 * time.Hour
	}
	morning, err1 := time.Parse("15:04", p.Hours.Morning)
	quiet, err2 := time.Parse("15:04", p.Hours.To)
	if err1 != nil || err2 != nil || !quiet.After(morning) {
		return 8 * time.Hour
	}
	return quiet.Sub(morning)
}

// Undelivered tells the office of parcels that could not be delivered: once an hour and platform, never about a
// message that was itself such a notice.
func (h *House) Undelivered(now func() time.Time) func(tx *db.Tx, p outbox.Parcel) error {
	return func(tx *db.Tx, p outbox.Parcel) error {
		t := now()
		prof, ok := h.Profile(tx.District(), t)
		if !ok || p.Code == "delivery.failed" || p.Kind == "reply" {
			return nil
		}
		local := t.In(prof.Location())
		o := office{tx: tx, profile: prof, days: h.Days, now: local}
		return o.put(Notice{Key: "dead " + p.Platform + " " + local.Format("2006-01-02 15"), To: Audience{Office: true},
			Card: bot.Card{Code: "delivery.failed", Tone: bot.ToneLate, Title: "有通知没有送达，请人工转达",
				Text: "渠道：" + p.Platform + "\n原因：" + troubleWords(p), Next: "发“未送达”看清单，可重发。"}})
	}
}

func troubleWords(p outbox.Parcel) string {
	if p.State == outbox.Unknown {
		return "对方没有回音，不确定是否收到"
	}
	return "平台拒收或多次未成功"
}
