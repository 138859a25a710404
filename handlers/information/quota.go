package information

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// quota answers how many items are in and how many are owed (第九条). The numbers are the duty engine's.
func quota(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	standings, err := quotas(ctx, r, asked(r, models.Month))
	if err != nil {
		return bot.Card{}, err
	}
	if orgs == nil {
		return overview(r, standings), nil
	}
	return ofMine(r, orgs, standings)
}

// ofMine is the answer about one organisation, or about each of those that somebody holds posts in.
func ofMine(r *handlers.Request, orgs []string, all []duty.Standing) (bot.Card, error) {
	var cards []bot.Card
	for _, org := range orgs {
		mine := slices.DeleteFunc(slices.Clone(all), func(s duty.Standing) bool { return s.Subject.Org != org })
		if len(mine) > 0 {
			cards = append(cards, ofOne(r, org, mine))
			continue
		}
		card, err := free(r, org)
		if err != nil {
			return card, err
		}
		cards = append(cards, card)
	}
	if len(cards) == 1 {
		return cards[0], nil
	}
	// 大寺镇 owes, 区水务局 does not: the one that owes gives the card its colour
	worst := slices.MaxFunc(cards, func(a, b bot.Card) int { return urgency(a.Tone) - urgency(b.Tone) })
	worst.Title, worst.Text, worst.Next = "您任职单位的信息报送", "", ""
	for _, c := range cards {
		line := c.Title
		if !strings.Contains(line, "：") {
			line += "：" + strings.ReplaceAll(c.Text, "\n", "；")
		}
		if urgency(c.Tone) > 0 {
			line += "。" + c.Next
		}
		worst.Text = handlers.Lines(worst.Text, line)
	}
	return worst, nil
}

// urgency puts the tones of answers in order: all is done, something is owed, it is late.
func urgency(t bot.Tone) int {
	return slices.Index([]bot.Tone{bot.ToneDone, bot.ToneNear, bot.ToneLate}, t)
}

// quotas are the standings of every report duty in every one of its periods within the period asked for, each as it
// was written when that period began.
func quotas(ctx context.Context, r *handlers.Request, asked models.Period) ([]duty.Standing, error) {
	var out []duty.Standing
	instances := duty.Within(r.Laws(), nil, asked.From, asked.To, r.Days)
	if asked.Contains(r.Now) { // what is due after its period is reported for now
		for _, i := range duty.Counting(r.Laws(), r.Now, r.Days) {
			same := func(x duty.Instance) bool { return x.Key("") == i.Key("") }
			if !slices.ContainsFunc(instances, same) {
				instances = append(instances, i)
			}
		}
	}
	for _, i := range instances {
		if !information.IsReportRule(i.Rule) || i.Period.From.After(r.Now) {
			continue
		}
		list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, i.Rule, i.Period, r.Now)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// ofOne is one organisation's answer.
func ofOne(r *handlers.Request, org string, list []duty.Standing) bot.Card {
	c := bot.Card{Code: "duty.standing", Tone: toneOf(list), Title: r.Profile.OrgName(org) + "信息报送", Duty: list[0].Rule.ID,
		Article: string(list[0].Rule.Article), Text: handlers.Lines(tallyLines(list, r.Now)...), Next: nextLine(r, list)}
	if len(list) == 1 {
		c.Title += "：" + tallyLine(list[0], r.Now)
		c.Text, _ = handlers.List(tail(list[0].Facts), func(f duty.Fact) string { return f.Ref + titled(f.Title, 30) })
		if list[0].Open() && list[0].State != duty.Overdue && list[0].Rule.How != "" {
			c.Next += list[0].Rule.How + "。"
		}
	}
	return c
}

func toneOf(list []duty.Standing) bot.Tone {
	tone := bot.ToneDone
	for _, s := range list {
		switch {
		case s.State == duty.Overdue:
			return bot.ToneLate
		case s.Open():
			tone = bot.ToneNear
		}
	}
	return tone
}

// overview is the office's and the chiefs' answer: who has done it, who is still short; linked towns first. Several
// quotas, and several periods, have a line each that says which.
func overview(r *handlers.Request, list []duty.Standing) bot.Card {
	title := span(asked(r, models.Month), r.Now) + "信息报送"
	list = slices.DeleteFunc(list, func(s duty.Standing) bool { return s.State == duty.Waived }) // they owe nothing
	c := bot.Card{Code: "duty.standing", Tone: toneOf(list), Title: title}
	if len(list) == 0 {
		return c
	}
	c.Duty, c.Article = list[0].Rule.ID, string(list[0].Rule.Article)
	groups := byQuota(list)
	if len(groups) == 1 {
		met, short := shortOf(r, list)
		c.Title, c.Text = fmt.Sprintf("%s：%d/%d 家达标", title, met, len(list)), strings.Join(short, "\n")
		return c
	}
	for _, g := range groups {
		met, short := shortOf(r, g)
		line := fmt.Sprintf("%s：%d/%d 家达标", span(g[0].Period, r.Now), met, len(g))
		if list[0].Rule.ID != list[len(list)-1].Rule.ID {
			line = g[0].Rule.Title + " " + line
		}
		if len(short) > 0 {
			line += "，还差" + strings.Join(short[:min(len(short), 5)], "、")
		}
		if n := len(short) - 5; n > 0 {
			line += fmt.Sprintf("，另%d家", n)
		}
		c.Text = handlers.Lines(c.Text, line)
	}
	return c
}

// byQuota parts standings by duty and period, in their order.
func byQuota(list []duty.Standing) [][]duty.Standing {
	var out [][]duty.Standing
	at := map[[2]string]int{}
	for _, s := range list {
		k := [2]string{s.Rule.ID, s.Period.Key}
		n, known := at[k]
		if !known {
			n = len(out)
			at[k], out = n, append(out, nil)
		}
		out[n] = append(out[n], s)
	}
	return out
}

// shortOf counts who has met a quota and names the others with their numbers, the reader's own towns first.
func shortOf(r *handlers.Request, list []duty.Standing) (met int, short []string) {
	var rest []string
	for _, s := range list {
		line := fmt.Sprintf("%s %d/%d", s.Subject.Name, s.Have, s.Want)
		switch {
		case !s.Open():
			met++
		case slices.Contains(r.Actor.Linked, s.Subject.Org):
			short = append(short, line)
		default:
			rest = append(rest, line)
		}
	}
	return met, append(short, rest...)
}

// counted says from when on an organisation's reports are counted that owes no number of them yet: it joined while the
// period ran (information asked for by a receipt and by a question alike).
func counted(r *handlers.Request, org string) string {
	o, _ := r.Profile.Org(org)
	for _, rule := range information.Rules(r.Profile, o) {
		next := models.PeriodOf(rule.Every, r.Now).Following()
		if duty.Applies(rule, next) {
			return fmt.Sprintf("从%s起计数，至少%d%s。", span(next, r.Now), rule.AtLeast, cmp.Or(rule.Unit, "条"))
		}
	}
	return "没有规定条数，有好的做法随时报。"
}

// free answers an organisation that owes no number of reports.
func free(r *handlers.Request, org string) (bot.Card, error) {
	p := asked(r, models.Month)
	rows, err := information.Find(r.Tx, information.Filter{Org: org, Within: p})
	if err != nil {
		return bot.Card{}, err
	}
	rows = slices.DeleteFunc(rows, func(x information.Report) bool { return !x.Counts() })
	return bot.Card{Code: "duty.standing", Tone: bot.ToneDone, Article: string(articleOf(r.Profile, profile.Org{})),
		Title: fmt.Sprintf("%s%s已报%d条", r.Profile.OrgName(org), span(p, r.Now), len(rows)), Text: counted(r, org)}, nil
}
