package meeting

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// charge tells each organisation what it has to carry out. What all organisations of a kind have to is said once in the
// main group, for all of them that have no group of their own.
func (r *request) charge(m meeting.Meeting, made []meeting.Resolution) error {
	if err := r.lookUpChannels(); err != nil {
		return err
	}
	var common []meeting.Resolution
	for _, list := range byItem(made) {
		everybody := r.ofWholeKinds(ownersOf(list))
		common = append(common, slices.DeleteFunc(list, func(x meeting.Resolution) bool {
			return !r.mainGroup || !everybody[x.Org] || r.groups[x.Org]
		})...)
	}
	if err := r.chargeAll(m, common); err != nil {
		return err
	}
	shared := func(x meeting.Resolution) bool {
		return slices.ContainsFunc(common, func(o meeting.Resolution) bool { return o.ID == x.ID })
	}
	rest := slices.DeleteFunc(slices.Clone(made), shared)
	for _, org := range ownersOf(rest) {
		r.chargeOne(m, org, slices.DeleteFunc(slices.Clone(rest), func(x meeting.Resolution) bool { return x.Org != org }))
	}
	return nil
}

// chargeOne tells one organisation what it alone, or it in its own group, has to carry out.
func (r *request) chargeOne(m meeting.Meeting, org string, list []meeting.Resolution) {
	keys, ids := keysOf(list)
	c := r.card(m, "meeting.minuted", bot.ToneNotice,
		fmt.Sprintf("%s议定%d件事由%s落实", m.Title, len(list), r.Profile.OrgName(org)))
	c.Text, c.Refs["resolution"] = r.list(list, handlers.Listed, false), list[0].Number
	c.Next = howResolved(list[0].Number)
	r.tell("resolution.charged/"+m.ID+"/"+org+"/"+ids, r.toOrg(org), c, keys...)
}

// chargeAll says to the main group, in one message, what every organisation of a kind has to carry out.
func (r *request) chargeAll(m meeting.Meeting, list []meeting.Resolution) error {
	if len(list) == 0 {
		return nil
	}
	liaisons, err := roster.Liaisons(r.Tx, r.Now)
	if err != nil {
		return err
	}
	orgs, items := ownersOf(list), byItem(list)
	to := handlers.Audience{Main: true}
	for _, org := range orgs {
		to.Also = append(to.Also, liaisons[org]...)
	}
	keys, ids := keysOf(list)
	c := r.card(m, "meeting.minuted", bot.ToneNotice, fmt.Sprintf("%s议定%d件事由%d家单位落实", m.Title, len(items), len(orgs)))
	for _, item := range items {
		numbers := models.Each(item, func(x meeting.Resolution) string { return r.Profile.OrgName(x.Org) + " " + x.Number })
		c.Text = handlers.Lines(c.Text, handlers.Cut(item[0].Text, 100)+"（"+r.stands(item[0])+"）")
		c.Fields = append(c.Fields, bot.Field{Name: "各单位的编号", Value: strings.Join(numbers, "、")})
	}
	c.Next = "各单位" + howResolved(anyResolution)
	r.tell("resolution.charged/"+m.ID+"/all/"+ids, to, c, keys...)
	return nil
}

// keysOf are the subjects of resolutions, and their ids in few characters.
func keysOf(list []meeting.Resolution) (keys []string, ids string) {
	keys = models.Each(list, meeting.Resolution.Key)
	return keys, outbox.Digest(keys...)
}

// ownersOf are the organisations that carry resolutions out, each once.
func ownersOf(list []meeting.Resolution) []string {
	var out []string
	for _, x := range list {
		if !slices.Contains(out, x.Org) {
			out = append(out, x.Org)
		}
	}
	return out
}

// ofWholeKinds picks those of some organisations whose kind is there in full: all towns, all units.
func (r *request) ofWholeKinds(orgs []string) map[string]bool {
	out := map[string]bool{}
	for _, code := range orgs {
		o, _ := r.Profile.Org(code)
		all := models.Each(r.Profile.OrgsOf(o.Kind, r.Now), func(o profile.Org) string { return o.Code })
		missing := func(code string) bool { return !slices.Contains(orgs, code) }
		if out[code] || len(all) < 2 || slices.ContainsFunc(all, missing) {
			continue
		}
		for _, code := range all {
			out[code] = true
		}
	}
	return out
}

// byItem puts together the resolutions that one item of the minutes made, in their order.
func byItem(made []meeting.Resolution) [][]meeting.Resolution {
	var out [][]meeting.Resolution
	for _, x := range made {
		same := func(list []meeting.Resolution) bool {
			return list[0].Text == x.Text && list[0].Deadline.Equal(x.Deadline)
		}
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i] = append(out[i], x)
			continue
		}
		out = append(out, []meeting.Resolution{x})
	}
	return out
}

// listItems writes what was resolved, an item a line: one that many carry out names its numbers from first to last.
func (r *request) listItems(made []meeting.Resolution) string {
	var out []string
	for _, item := range byItem(made) {
		if len(item) == 1 {
			out = append(out, r.list(item, 1, true))
			continue
		}
		names := naming.Orgs(r.Profile, ownersOf(item))
		if len(item) > 4 {
			names = fmt.Sprintf("%s等%d家", r.Profile.OrgName(item[0].Org), len(item))
		}
		first, last := item[0], item[len(item)-1]
		numbers := first.Number + "至" + last.Number
		if last.N-first.N != len(item)-1 {
			numbers = fmt.Sprintf("%s等%d件", first.Number, len(item))
		}
		out = append(out, fmt.Sprintf("%s %s（%s，%s）", numbers, handlers.Cut(first.Text, 48), names, r.stands(first)))
	}
	return strings.Join(out, "\n")
}
