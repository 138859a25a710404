package information

import (
	"strconv"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// card is the short answer about one report.
func card(r *handlers.Request, x information.Report, code bot.Code, tone bot.Tone, title, next string,
	more ...string) bot.Card {
	org := naming.OrgOf(r.Profile, x.Org)
	c := bot.Card{Code: code, Tone: tone, Title: title, Text: handlers.Lines(titled(x.Title, 60), handlers.Lines(more...)),
		Next: next, Refs: refs(x), Article: string(articleOf(r.Profile, org))}
	if rules := information.Rules(r.Profile, org); len(rules) > 0 {
		c.Duty = rules[0].ID
	}
	return c
}

// whose names the organisation of a report to somebody who reports for several.
func whose(r *handlers.Request, org string) string {
	if len(r.Actor.Orgs) < 2 || !r.Actor.Owns(org) {
		return ""
	}
	return "报送单位：" + r.Profile.OrgName(org)
}

func refs(x information.Report) map[string]string { return map[string]string{"report": x.Number} }

// articleOf is the article behind an organisation's reports: that of its quota, else that of reporting.
func articleOf(p *profile.Profile, org profile.Org) models.Article {
	if rules := information.Rules(p, org); len(rules) > 0 {
		return rules[0].Article
	}
	if len(p.Categories) > 0 {
		return p.Categories[0].Article
	}
	return p.Reports.Article
}

// bad refuses what cannot be done to a report now.
func bad(r *handlers.Request, message, next string) *models.Error {
	return models.Refuse(models.BadInput, message, next, r.Profile.Reports.Article)
}

// say tells others about a report, once per version of it.
func say(r *handlers.Request, x information.Report, c bot.Card, urgent bool, to ...handlers.Audience) {
	for _, who := range to {
		r.Say(handlers.Notice{Key: string(c.Code) + "/" + x.ID + "/" + strconv.Itoa(x.Version) + "/" + who.Post,
			Subject: []string{x.ID}, To: who, Card: c, Urgent: urgent})
	}
}

// tell lets the organisation know what became of its report, unless it is the one that acts: somebody of the office who
// is the organisation's as well acts for the office.
func tell(r *handlers.Request, x information.Report, c bot.Card) {
	byOffice := len(r.Actor.Seats) > 1 && r.Actor.IsOffice()
	if byOffice || !r.Actor.Owns(x.Org) {
		say(r, x, c, false, handlers.Audience{Org: x.Org})
	}
}
