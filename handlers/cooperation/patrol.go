package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// logPatrol enters a chief's patrol (第五条: 林长巡林), told by himself, by his town's people or by the office.
func logPatrol(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	own := walking(r)
	org, district, refusal := speaksFor(r, articlePatrol, own)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	if district && len(own) > 1 {
		return r.Ask(r.WhichOrg(own, nil)), nil
	}
	p := readPatrol(r)
	if !district {
		p.Org = org.Code
	}
	if p.Day > r.Now.Format(time.DateOnly) {
		return bot.Card{}, models.Refuse(models.BadInput, "巡林日期还没到，没有登记。", "巡林之后再登记，或改正日期。", articlePatrol)
	}
	card, ask, err := whoPatrolled(r, &p)
	if err != nil || ask {
		return card, err
	}
	if p.Place == "" {
		return r.Ask(handlers.Question{Missing: "place", Text: "巡林去了哪里？一句话就行。"}), nil
	}
	return enterPatrol(ctx, r, p)
}

// walking are the sender's organisations that have chiefs who patrol; all of them where none has.
func walking(r *handlers.Request) []string {
	own := r.Mine(walkers...)
	with := slices.DeleteFunc(slices.Clone(own), func(code string) bool {
		kind := naming.OrgOf(r.Profile, code).Kind
		leads := func(x profile.Post) bool { return x.Of == kind && slices.Contains(chiefs, x.Role) }
		return !slices.ContainsFunc(r.Profile.Posts, leads)
	})
	if len(with) == 0 {
		return own
	}
	return with
}

// readPatrol takes what the message and the answers say.
func readPatrol(r *handlers.Request) cooperation.Patrol {
	s := r.Args.Slots
	p := cooperation.Patrol{Year: r.Now.Year(), Person: r.Actor.Person, At: r.Now, Platform: r.Event.Platform,
		Message: r.First.ID, Item: r.First.Act, Body: said(r), Media: handlers.MediaText(r.First.Media),
		Day: s.Str("date"), Place: handlers.Cut(s.Str("place"), 80)}
	if _, err := dayOf(r, p.Day); err != nil {
		p.Day = r.Now.Format(time.DateOnly)
	}
	counted := false
	if p.Found, counted = s.Int("found"); !counted && chinese.Discovered(p.Body) {
		p.Found = 1
	}
	if named := naming.OrgsIn(r.Profile, p.Body, time.Time{}); len(named) > 0 {
		p.Place = cmp.Or(p.Place, named[0].Org.Name)
	}
	return p
}

func enterPatrol(ctx context.Context, r *handlers.Request, p cooperation.Patrol) (bot.Card, error) {
	var err error
	if p.Number, p.N, err = r.Number("patrol"); err != nil {
		return bot.Card{}, err
	}
	taken, err := cooperation.LogPatrol(r.Tx, &p)
	if taken {
		return bot.Card{}, models.Refuse(models.BadInput, "这次巡林已经登记过了。", "发“巡林台账”看看。", articlePatrol)
	}
	if err := ofPatrol(p).kept(r, err, "logged", nil, &p, ""); err != nil {
		return bot.Card{}, err
	}
	if err := settlePatrol(ctx, r, p); err != nil {
		return bot.Card{}, err
	}
	if p.Found > 0 && hasAny(p.Body, raiseWords...) {
		return raiseNow(ctx, r, p)
	}
	c := patrolCard(r, p)
	if p.Found > 0 {
		c.Next = "要列入问题清单，点“立为问题”。"
		c.Buttons = []bot.Button{{Label: "立为问题", Command: "巡林立项 " + p.Number}}
	}
	return c, nil
}

// settlePatrol stops the reminders of patrol duties that this one has met, the chief's own and the town's.
func settlePatrol(ctx context.Context, r *handlers.Request, p cooperation.Patrol) error {
	day, err := dayOf(r, p.Day)
	if err != nil {
		return fmt.Errorf("read day of patrol: %w", err)
	}
	for _, i := range duty.Counting(r.Laws(), day, r.Days) {
		if i.Rule.What != cooperation.FactPatrol {
			continue
		}
		list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, i.Rule, i.Period, r.Now)
		if err != nil {
			return err
		}
		for _, s := range list {
			towns := s.Subject.Person == "" && s.Subject.Org == p.Org
			if (towns || s.Subject.Person == p.Chief) && !s.Open() {
				r.Settled(s.Key())
			}
		}
	}
	return nil
}
