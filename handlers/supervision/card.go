package supervision

import (
	"fmt"
	"regexp"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/supervision"
)

// card is the short answer about one issue, by the article about issues.
func card(r *handlers.Request, x supervision.Issue, code bot.Code, tone bot.Tone, title, next string,
	more ...string) bot.Card {
	text := handlers.Lines(append([]string{handlers.Cut(x.Title, 60)}, more...)...)
	return bot.Card{Code: code, Tone: tone, Title: title, Text: text, Next: next,
		Article: string(r.Profile.Issues.Article), Refs: map[string]string{"issue": x.Number}}
}

// refuse is a refusal by the article about issues.
func refuse(r *handlers.Request, code, message, next string) *models.Error {
	return models.Refuse(code, message, next, r.Profile.Issues.Article)
}

// button does what its label says to an issue; confirm is what the platform asks before, empty for nothing.
func button(x supervision.Issue, label, confirm string) bot.Button {
	return bot.Button{Label: label, Command: label + " " + x.Number, Confirm: confirm}
}

// confirm asks whether an issue should be opened.
func confirm(r *handlers.Request, title string, lines ...string) bot.Card {
	return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: title, Text: handlers.Lines(lines...),
		Article: string(r.Profile.Issues.Article)}, nil)
}

// primary is the button that is meant most.
func primary(x supervision.Issue, label string) bot.Button {
	return bot.Button{Label: label, Command: label + " " + x.Number, Primary: true}
}

// fields are the lines of names and values, in pairs, whose value is not empty.
func fields(pairs ...string) []bot.Field {
	var out []bot.Field
	for pair := range slices.Chunk(pairs, 2) {
		if name, value := pair[0], pair[len(pair)-1]; value != "" {
			out = append(out, bot.Field{Name: name, Value: value})
		}
	}
	return out
}

// tell lets an organisation know of a change of its issue.
func tell(r *handlers.Request, x supervision.Issue, org string, c bot.Card, roles ...models.Role) {
	notify(r, x, org, c, handlers.Audience{Org: org, Roles: roles})
}

// notify says something about one version of an issue to somebody, once. more are further keys that settle it.
func notify(r *handlers.Request, x supervision.Issue, who string, c bot.Card, to handlers.Audience, more ...string) {
	r.Say(handlers.Notice{Key: fmt.Sprintf("%s/%s/%d/%s", c.Code, x.ID, x.Version, who),
		Subject: append([]string{x.ID, stamp(x)}, more...), To: to, Card: c})
}

// stamp names one version of an issue, so that what was said about a step that is taken back can be withdrawn.
func stamp(x supervision.Issue) string { return fmt.Sprintf("%s/v%d", x.ID, x.Version) }

// due is 12月5日（还有12天）, or 12月5日（已逾期3个工作日）.
func due(r *handlers.Request, x supervision.Issue) string {
	left, day := handlers.DaysLeft(x.Due.In(r.Now.Location()), r.Now), naming.Day(x.Due, r.Now)
	switch {
	case !x.IsOpen():
		return day
	case r.Now.After(x.Due) && x.State == supervision.Review:
		return day + "（等待核查）"
	case r.Now.After(x.Due):
		return day + "（" + lateWords(r, x) + "）"
	case left == 0:
		return day + "（今天到期）"
	}
	return fmt.Sprintf("%s（还有%d天）", day, left)
}

// lateWords says how late an issue is. On the days off that follow its last day no working day has passed yet.
func lateWords(r *handlers.Request, x supervision.Issue) string {
	if n := x.Late(r.Now, r.Days); n > 0 {
		return fmt.Sprintf("已逾期%d个工作日", n)
	}
	return "已过期限"
}

var phone = regexp.MustCompile(`(1[3-9][0-9])[0-9]{4}([0-9]{4})`)

// masked hides the middle of phone numbers: a group has many readers.
func masked(s string) string { return phone.ReplaceAllString(s, "$1****$2") }
