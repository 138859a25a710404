package information

import (
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
	org, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	standings, err := quotas(ctx, r, asked(r, models.Month))
	if err != nil {
		return bot.Card{}, err
	}
	if org == "" {
		return overview(r, standings), nil
	}
	mine := slices.DeleteFunc(standings, func(s duty.Standing) bool { return s.Subject.Org != org })
	if len(mine) == 0 {
		return free(r, org)
	}
	return ofOne(r, org, mine), nil
}

// quotas are the standings of every report duty in every one of its periods within the period asked for.
func quotas(ctx context.Context, r *handlers.Request, asked models.Period) ([]duty.Standing, error) {
	var out []duty.Standing
	for _, rule := range r.Profile.Duties {
		if !information.IsReportRule(rule) {
			continue
		}
		for p := models.PeriodOf(rule.Every, asked.From); p.From.Before(asked.To); p = p.Following() {
			if !duty.Applies(rule, p) || p.From.After(r.Now) {
				continue
			}
			list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, rule, p, r.Now)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
		}
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

// overview is the office's and the chiefs' answer: who has done it, who is still short; linked towns first.
func overview(r *handlers.Request, list []duty.Standing) bot.Card {
	var met int
	var short, linked []string
	for _, s := range list {
		if !s.Open() {
			met++
			continue
		}
		line := fmt.Sprintf("%s %d/%d", r.Profile.OrgName(s.Subject.Org), s.Have, s.Want)
		if slices.Contains(r.Actor.Linked, s.Subject.Org) {
			linked = append(linked, line)
		} else {
			short = append(short, line)
		}
	}
	c := bot.Card{Code: "duty.standing", Tone: toneOf(list),
		Title: fmt.Sprintf("%s信息报送：%d/%d 家达标", span(asked(r, models.Month), r.Now), met, len(list)),
		Text:  strings.Join(append(linked, short...), "\n")}
	if len(list) > 0 {
		c.Duty, c.Article = list[0].Rule.ID, string(list[0].Rule.Article)
	}
	return c
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
		Title: fmt.Sprintf("%s%s已报%d条", r.Profile.OrgName(org), span(p, r.Now), len(rows)), Text: "没有规定条数，有好的做法随时报。"}, nil
}
