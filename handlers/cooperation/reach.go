package cooperation

import (
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/naming"
	"linzhangbot/models/roster"
)

// deliver says a notice in the group of every organisation that has one, and once in the main group for all others,
// with their liaisons mentioned: not twelve times the same text in one group. tasks are the ids of what each has to do;
// the reminders of those that will not have done it are queued with it.
func deliver(r *handlers.Request, n handlers.Notice, orgs []string, tasks map[string]string,
	reminders ...reminder) error {
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	var rest []string
	for _, o := range orgs {
		if !own[o] {
			rest = append(rest, o)
			continue
		}
		one := n
		one.Key, one.To = n.Key+"/"+o, handlers.Audience{Org: o}
		if task, ok := tasks[o]; ok {
			one.Subject = append(slices.Clone(n.Subject), task)
		}
		r.Say(one)
	}
	if len(rest) > 0 {
		also, err := liaisons(r, rest...)
		if err != nil {
			return err
		}
		n.Key, n.To = n.Key+"/main", handlers.Audience{Main: true, Also: also}
		r.Say(n)
	}
	return remind(r, own, reminders)
}

// withButtons gives a receipt the buttons of the notice where it is read by everybody: in the main group the receipt
// stands for the notice.
func withButtons(r *handlers.Request, receipt, notice bot.Card) (bot.Card, error) {
	groups, err := roster.Groups(r.Tx)
	if err != nil {
		return bot.Card{}, err
	}
	for _, g := range groups {
		if g.Purpose == roster.PurposeMain && g.Platform == r.Event.Platform && g.Chat == r.Event.Chat.ID {
			receipt.Buttons = append(notice.Buttons, receipt.Buttons...)
		}
	}
	return receipt, nil
}

// ownGroups tells which organisations have a group of their own.
func ownGroups(r *handlers.Request) (map[string]bool, error) {
	groups, err := roster.Groups(r.Tx)
	own := map[string]bool{}
	for _, g := range groups {
		if g.Purpose == roster.PurposeOrg && !g.Paused {
			own[g.Org] = true
		}
	}
	return own, err
}

func liaisons(r *handlers.Request, orgs ...string) ([]string, error) {
	list, err := roster.Holders(r.Tx, roster.Query{Role: models.RoleLiaison}, r.Now)
	var out []string
	for _, h := range list {
		if slices.Contains(orgs, h.Org) && !slices.Contains(out, h.Person) {
			out = append(out, h.Person)
		}
	}
	return out, err
}

// reminder waits for its days and is withdrawn when one of its subjects, the record or the organisation's part in it,
// is settled.
type reminder struct {
	handlers.Notice // what each says; its key is followed by the day
	org             string
	days            []time.Time // one each, in the morning
}

// remind queues reminders: in the organisation's own group, else to its liaisons in private. They are parcels of
// their own, so that one answer withdraws exactly one organisation's. Days that are over are left out.
func remind(r *handlers.Request, own map[string]bool, list []reminder) error {
	hours, err := r.Profile.OfficeHours()
	if err != nil {
		return err
	}
	for _, x := range list {
		to := []handlers.Audience{{Org: x.org}}
		if !own[x.org] {
			people, err := liaisons(r, x.org)
			if err != nil {
				return err
			}
			to = nil
			for _, p := range people {
				to = append(to, handlers.Audience{Person: p})
			}
		}
		for _, day := range x.days {
			n := x.Notice
			n.At, n.Key = hours.Spread(day, x.org), x.Key+"/"+day.Format(time.DateOnly)
			over := !n.At.After(r.Now) || !n.Until.IsZero() && !r.Days.NextMorning(day, hours).Before(n.Until)
			if over || heldBack(r, day) {
				continue
			}
			for _, n.To = range to {
				r.Say(n)
			}
		}
	}
	return nil
}

// heldBack reports whether a day is not after the one on which what is said now leaves: on days off that is the next
// working day, and nobody is reminded in the same minute that he is told.
func heldBack(r *handlers.Request, day time.Time) bool {
	return !r.Days.Working(r.Now) && !day.After(r.Days.After(r.Now))
}

// workdays are days a number of working days before (negative) or after a day.
func workdays(r *handlers.Request, from time.Time, sign int, n []int) []time.Time {
	var out []time.Time
	for _, k := range n {
		out = append(out, r.Days.Add(calendar.Midnight(from), sign*k))
	}
	return out
}

// addressed are the organisations that a text speaks to, in the order of protocol: those named, all units, all towns.
func addressed(r *handlers.Request, text string) []string {
	var codes []string
	for _, m := range naming.OrgsIn(r.Profile, text, r.Now) {
		if m.Org.Kind != models.KindOffice {
			codes = append(codes, m.Org.Code)
		}
	}
	for _, g := range naming.Everyone(r.Profile, text) {
		codes = append(codes, g.Codes(r.Profile, r.Now)...)
	}
	return slices.Compact(naming.Ordered(r.Profile, codes))
}

// everyOne are all towns and units.
func everyOne(r *handlers.Request) []string {
	towns := naming.Group{Kind: models.KindTown}.Codes(r.Profile, r.Now)
	units := naming.Group{Kind: models.KindUnit}.Codes(r.Profile, r.Now)
	return naming.Ordered(r.Profile, slices.Concat(towns, units))
}
