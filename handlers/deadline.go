package handlers

import (
	"cmp"
	"context"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// DeadlineKind is a family of one-off duties with a date (an issue's rectification): reminders, “为什么催我” and
// “延后提醒” treat them like duties that come back.
type DeadlineKind struct {
	Kind    string   // issue
	Title   string   // 问题整改
	Near    bot.Code // code of what is said before and on the day: issue.reminder
	Late    bot.Code // code of what is said afterwards: issue.overdue
	Ref     string   // key of the numbers in a card's refs
	Buttons []bot.Button
	Ask     string // how people ask for the list of them: 逾期问题
	Quiet   bool   // an organisation without a group of its own hears of it in private: no business of all others
	// Several says how they are done where a message speaks of several: the number of one is not everybody's. Empty:
	// as the first of them is.
	Several string
	// Press makes the buttons about one of them, for a message that speaks of it alone: they name its number and version.
	Press func(d duty.Deadline) []bot.Button
	// List brings the deadlines that are owed: all, or one organisation's; who asks leaves out those that have lapsed.
	List func(ctx context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error)
}

// StandingOf is how a deadline stands, with the name of who owes it.
func StandingOf(d duty.Deadline, p *profile.Profile, now time.Time, days duty.Days) duty.Standing {
	s := d.Standing(now, days)
	s.Subject.Name = cmp.Or(d.Name, p.OrgName(d.Org))
	return s
}

// DeadlineStandings are all deadlines of every kind that an organisation owes now, or everybody where org is empty.
func (d *Deployment) DeadlineStandings(ctx context.Context, r *Request, org string) ([]duty.Standing, error) {
	var out []duty.Standing
	for _, m := range d.Modules {
		for _, k := range m.Deadlines {
			list, err := k.owed(ctx, r.Tx, r.Profile, org, r.Now)
			if err != nil {
				return nil, err
			}
			for _, one := range list {
				out = append(out, StandingOf(one, r.Profile, r.Now, r.Days))
			}
		}
	}
	return out, nil
}
