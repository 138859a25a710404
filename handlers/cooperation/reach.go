package cooperation

import (
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// deliver says a notice in the group of every organisation that has one, and once in the main group for all others,
// with their liaisons mentioned: not twelve times the same text in one group. tasks are the ids of what each has to do.
func deliver(r *handlers.Request, n handlers.Notice, orgs []string, tasks map[string]string) error {
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	var rest []string
	for _, o := range orgs {
		if !own[o] && !isOffice(r.Profile, o) {
			rest = append(rest, o)
			continue
		}
		one := n
		one.Key, one.To = n.Key+"/"+o, toOrg(r, o)
		if task, ok := tasks[o]; ok {
			one.Subject = append(slices.Clone(n.Subject), task)
		}
		r.Say(one)
	}
	if len(rest) == 0 {
		return nil
	}
	also, err := liaisons(r, rest...)
	n.Key, n.To = n.Key+"/main", handlers.Audience{Main: true, Also: also}
	r.Say(n)
	return err
}

// toOrg is where one organisation hears what concerns it alone: the office in its own group.
func toOrg(r *handlers.Request, org string) handlers.Audience {
	if isOffice(r.Profile, org) {
		return handlers.Audience{Office: true}
	}
	return handlers.Audience{Org: org}
}

func isOffice(p *profile.Profile, org string) bool {
	o, ok := p.Org(org)
	return ok && o.Kind == models.KindOffice
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
