package cooperation

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
)

// logPatrol enters a chief's patrol (第五条: 林长巡林), told by himself, by his town's people or by the office.
func logPatrol(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Args.Expect == language.Refuse {
		return bot.Card{}, models.Refuse(models.NotAllowed, or(r.Args.Why, "这条巡林记录不能在这里登记。"), "请按规定渠道登记。", articlePatrol)
	}
	org, district, refusal := speaksFor(r, articlePatrol)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	p := cooperation.Patrol{Org: org.Code, Person: r.Actor.Person, At: r.Now, Platform: r.Event.Platform}
	if district {
		p.Org = ""
	}
	memo := readPatrol(r, &p)
	if p.Day > r.Now.Format(time.DateOnly) {
		return bot.Card{}, models.Refuse(models.BadInput, "巡林日期还没到，没有登记。", "巡林之后再登记，或改正日期。", articlePatrol)
	}
	card, ask, err := whoPatrolled(r, &p, memo)
	if err != nil || ask {
		return card, err
	}
	if p.Place == "" {
		return r.Ask(handlers.Question{Missing: "place", Text: "巡林去了哪里？一句话就行。", Slots: memo.With(handlers.Slots{"chief": p.ChiefName})}), nil
	}
	return enterPatrol(ctx, r, p)
}

// readPatrol takes what this message and those before it in the dialogue say.
func readPatrol(r *handlers.Request, p *cooperation.Patrol) handlers.Slots {
	s := r.Args.Slots
	p.Body, p.Media, p.Message = s.Str("body"), s.Str("media"), s.Str("message")
	if p.Message == "" {
		p.Body, p.Media, p.Message = said(r), attached(r), r.Event.ID
	}
	p.Day, p.Place = or(s.Str("date"), r.Now.Format(time.DateOnly)), cut(s.Str("place"), 80)
	if _, err := time.Parse(time.DateOnly, p.Day); err != nil {
		p.Day = r.Now.Format(time.DateOnly)
	}
	counted := false
	if p.Found, counted = s.Int("found"); !counted && chinese.Discovered(p.Body) {
		p.Found = 1
	}
	if named := orgsIn(r.Profile, p.Body); p.Place == "" && len(named) > 0 {
		p.Place = named[0].Name
	}
	return handlers.Slots{"body": p.Body, "media": p.Media, "message": p.Message}
}

func enterPatrol(ctx context.Context, r *handlers.Request, p cooperation.Patrol) (bot.Card, error) {
	number, n, err := r.Number("patrol")
	if err != nil {
		return bot.Card{}, err
	}
	p.Number, p.Year, p.N = number, r.Now.Year(), n
	taken, err := cooperation.LogPatrol(r.Tx, &p)
	if err != nil {
		return bot.Card{}, err
	}
	if taken {
		return bot.Card{}, models.Refuse(models.BadInput, "这次巡林已经登记过了。", "发“巡林台账”看看。", articlePatrol)
	}
	if err := r.Audit("patrol", p.ID, p.Number, "logged", nil, p, ""); err != nil {
		return bot.Card{}, err
	}
	if err := settlePatrol(ctx, r, p); err != nil {
		return bot.Card{}, err
	}
	c := patrolCard(r, p)
	if p.Found == 0 {
		return c, nil
	}
	if sameBreath(p.Body) {
		return raiseNow(ctx, r, p, c)
	}
	c.Next = "要列入问题清单，点“立为问题”。"
	c.Buttons = []bot.Button{{Label: "立为问题", Command: "巡林立项 " + p.Number}}
	return c, nil
}

func patrolCard(r *handlers.Request, p cooperation.Patrol) bot.Card {
	c := bot.Card{Code: "patrol.logged", Tone: bot.ToneDone, Title: "已登记巡林 " + p.Number, Article: string(articlePatrol),
		Refs: map[string]string{"patrol": p.Number}, Text: lines(or(p.ChiefName, r.Profile.OrgName(p.Org)), files(p.Media))}
	c.Fields = []bot.Field{{Name: "时间", Value: dayWords(p.Day)}, {Name: "地点", Value: p.Place}, {Name: "问题", Value: foundWords(p)}}
	return c
}

func foundWords(p cooperation.Patrol) string {
	switch {
	case p.Issue != "":
		return fmt.Sprintf("%d处，已立为%s", p.Found, p.Issue)
	case p.Found > 0:
		return fmt.Sprintf("%d处", p.Found)
	}
	return "未发现"
}

func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// settlePatrol stops the reminders of patrol duties that this one has met, the chief's own and the town's.
func settlePatrol(ctx context.Context, r *handlers.Request, p cooperation.Patrol) error {
	day, err := time.ParseInLocation(time.DateOnly, p.Day, r.Now.Location())
	if err != nil {
		return fmt.Errorf("read day of patrol: %w", err)
	}
	for _, rule := range r.Profile.Duties {
		if rule.What != cooperation.FactPatrol || rule.Watch {
			continue
		}
		list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, rule, models.PeriodOf(rule.Every, day), r.Now)
		if err != nil {
			return err
		}
		for _, s := range list {
			if (s.Subject.Person == p.Chief || s.Subject.Person == "" && s.Subject.Org == p.Org) && !s.Open() {
				r.Settled(s.Key())
			}
		}
	}
	return nil
}
