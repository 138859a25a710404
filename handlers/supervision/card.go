package supervision

import (
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// issueNumber finds an issue's number in the district's form.
func issueNumber(p *profile.Profile) *regexp.Regexp { return numberForm(p, "issue") }

func numberForm(p *profile.Profile, kind string) *regexp.Regexp {
	form := regexp.QuoteMeta(p.Number(kind, 7777, 8888))
	return regexp.MustCompile(strings.NewReplacer("7777", `(\d{4})`, "8888", `(\d{1,6})`).Replace(form))
}

// card is the short answer about one issue.
func card(r *handlers.Request, x supervision.Issue, code string, tone bot.Tone, title, next string, article models.Article, more ...string) bot.Card {
	return bot.Card{Code: code, Tone: tone, Title: title, Text: lines(append([]string{cut(x.Title, 60)}, more...)...), Next: next,
		Article: string(article), Refs: map[string]string{"issue": x.Number}}
}

// tell lets an organisation know of a change of its issue.
func tell(r *handlers.Request, x supervision.Issue, org string, c bot.Card, roles ...models.Role) {
	r.Say(handlers.Notice{Key: fmt.Sprintf("%s/%s/%d/%s", c.Code, x.ID, x.Version, org), Subject: []string{x.ID, stamp(x)},
		To: handlers.Audience{Org: org, Roles: roles}, Card: c})
}

// tellOffice lets the office know what waits for it.
func tellOffice(r *handlers.Request, x supervision.Issue, c bot.Card) {
	r.Say(handlers.Notice{Key: fmt.Sprintf("%s/%s/%d/office", c.Code, x.ID, x.Version), Subject: []string{x.ID, stamp(x)},
		To: handlers.Audience{Office: true}, Card: c})
}

// stamp names one version of an issue, so that what was said about a step that is taken back can be withdrawn.
func stamp(x supervision.Issue) string { return fmt.Sprintf("%s/v%d", x.ID, x.Version) }
