package information

import (
	"context"
	"fmt"
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
	standings, err := quotas(ctx, r, asked(r))
	if err != nil {
		return bot.Card{}, err
	}
	if org == "" {
		return overview(r, standings), nil
	}
	mine := standings[:0:0]
	for _, s := range standings {
		if s.Subject.Org == org {
			mine = append(mine, s)
		}
	}
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
		Article: string(list[0].Rule.Article), Text: strings.Join(tallyLines(list, r.Now), "\n"), Next: nextLine(list, r.Now)}
	if len(list) == 1 {
		c.Title += "：" + tallyLine(list[0], r.Now)
		c.Text = facts(list[0])
		if list[0].Open() && list[0].Rule.How != "" {
			c.Next += list[0].Rule.How + "。"
		}
	}
	return c
}

func facts(s duty.Standing) string {
	var out []string
	for _, f := range s.Facts[max(0, len(s.Facts)-longest):] {
		out = append(out, f.Ref+"《"+cut(f.Title, 30)+"》")
	}
	return strings.Join(out, "\n")
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
		if contains(r.Actor.Linked, s.Subject.Org) {
			linked = append(linked, line)
		} else {
			short = append(short, line)
		}
	}
	c := bot.Card{Code: "duty.standing", Tone: toneOf(list), Title: fmt.Sprintf("%s信息报送：%d/%d 家达标", span(asked(r), r.Now), met, len(list)),
		Text: strings.Join(append(linked, short...), "\n")}
	if len(list) > 0 {
		c.Duty, c.Article = list[0].Rule.ID, string(list[0].Rule.Article)
	}
	return c
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// free answers an organisation that owes no number of reports.
func free(r *handlers.Request, code string) (bot.Card, error) {
	org := orgOf(r.Profile, code)
	p := asked(r)
	rows, err := information.Find(r.Tx, information.Filter{Org: code, FromMonth: information.Month(p.From), ToMonth: information.Month(p.Last())})
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "duty.standing", Tone: bot.ToneDone, Title: fmt.Sprintf("%s%s已报%d条", org.Name, span(p, r.Now), counted(rows)),
		Text: "没有规定条数，有好的做法随时报。", Article: string(articleOf(r.Profile, profile.Org{}))}, nil
}

func counted(rows []information.Report) int {
	n := 0
	for _, x := range rows {
		if x.Counts() {
			n++
		}
	}
	return n
}
