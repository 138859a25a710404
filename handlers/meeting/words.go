package meeting

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// cut shortens a text to n characters and keeps its lines.
func cut(s string, n int) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// draftName is a meeting's number with its version: what buttons say.
func draftName(m meeting.Meeting) string { return m.Number + " " + version(m.Version) }

func version(n int) string { return fmt.Sprintf("第%d稿", n) }

// versionOf is the version of what is approved, as its buttons say it behind the number.
func versionOf(x meeting.Matter) string {
	if x.Kind == meeting.OfMinutes {
		return version(x.Minutes.Version) + " 纪要"
	}
	return "第" + x.Version + "稿"
}

// buttons say their labels about a record, the first one mainly.
func buttons(record string, labels ...string) []bot.Button {
	var out []bot.Button
	for i, label := range labels {
		out = append(out, bot.Button{Label: label, Command: label + " " + record, Primary: i == 0})
	}
	return out
}

// titled is a meeting's title with its number.
func titled(m meeting.Meeting) string { return m.Title + "（" + m.Number + "）" }

func (r *request) when(m meeting.Meeting) string { return naming.Clock(m.Start, r.Now) }

// whenWhere are the lines that every card about a meeting shows.
func (r *request) whenWhere(m meeting.Meeting) []bot.Field {
	return []bot.Field{{Name: "时间", Value: r.when(m)}, {Name: "地点", Value: m.Place}}
}

// particulars are a meeting's moment, place, chair, attendees and agenda.
func (r *request) particulars(m meeting.Meeting, list []meeting.Attendee) []bot.Field {
	out := r.whenWhere(m)
	if i := slices.IndexFunc(list, func(a meeting.Attendee) bool { return a.Chair }); i >= 0 && list[i].Name != "" {
		out = append(out, bot.Field{Name: "主持", Value: list[i].Name})
	}
	if who := invitees(r.Profile, list); who != "" {
		out = append(out, bot.Field{Name: "参会", Value: who})
	}
	points := m.Points()
	if len(points) > 1 {
		for i, p := range points {
			points[i] = fmt.Sprintf("%d.%s", i+1, p)
		}
	}
	if len(points) > 0 {
		out = append(out, bot.Field{Name: "议程", Value: strings.Join(points, "；")})
	}
	return out
}

// invitees says who is invited: a few by name, many by post and number.
func invitees(p *profile.Profile, list []meeting.Attendee) string {
	var names, order []string
	count := map[string]int{}
	for _, a := range list {
		if a.Chair {
			continue
		}
		names = append(names, a.Name)
		title := a.Name
		if post, ok := p.Post(a.Post); ok {
			title = post.Title
		}
		if count[title]++; count[title] == 1 {
			order = append(order, title)
		}
	}
	if len(names) <= 4 {
		return strings.Join(names, "、")
	}
	for i, title := range order {
		if count[title] > 1 {
			order[i] = fmt.Sprintf("%s%d人", title, count[title])
		}
	}
	if len(order) == 1 {
		return order[0]
	}
	return fmt.Sprintf("%s（共%d人）", strings.Join(order, "、"), len(names))
}

// titles names posts.
func titles(p *profile.Profile, posts []string) string {
	return strings.Join(models.Each(posts, func(key string) string { return roster.Title(p, key, "") }), "、")
}

// named joins the names of attendees.
func named(list []meeting.Attendee) string {
	return strings.Join(models.Each(list, func(a meeting.Attendee) string { return a.Name }), "、")
}

// whoAnswered names those who gave an answer, cut short where there are many.
func whoAnswered(list []meeting.Attendee, want meeting.Reply) string {
	var out []string
	for _, a := range list {
		if a.Answer == want && !a.Chair {
			out = append(out, a.Called())
		}
	}
	if len(out) > 12 {
		return strings.Join(out[:12], "、") + fmt.Sprintf("等%d人", len(out))
	}
	return strings.Join(out, "、")
}

// replied is an attendee's answer, with who comes for him.
func replied(a meeting.Attendee) string {
	if a.Answer != meeting.Proxy {
		return a.Answer.Name()
	}
	return a.Answer.Name() + "（" + a.StandIn + "）"
}
