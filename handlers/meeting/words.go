package meeting

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// weekday names the days of the week.
var weekday = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// clock writes a moment: 12月2日（周三）14:30; another year is said.
func clock(t, now time.Time) string {
	s := fmt.Sprintf("%d月%d日（%s）%s", t.Month(), t.Day(), weekday[t.Weekday()], t.Format("15:04"))
	if t.Year() != now.Year() {
		return fmt.Sprintf("%d年%s", t.Year(), s)
	}
	return s
}

// day writes a day: 12月31日.
func day(t, now time.Time) string {
	if t.Year() != now.Year() {
		return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
	}
	return fmt.Sprintf("%d月%d日", t.Month(), t.Day())
}

// cut shortens a text to n characters.
func cut(s string, n int) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			out = append(out, strings.TrimSpace(p))
		}
	}
	return strings.Join(out, "\n")
}

// draftName is a meeting's number with its version: what buttons say.
func draftName(m meeting.Meeting) string { return fmt.Sprintf("%s 第%d稿", m.Number, m.Version) }

// particulars are the lines every card about a meeting shows.
func (v *voice) particulars(m meeting.Meeting, seats []meeting.Attendee) []bot.Field {
	out := []bot.Field{{Name: "时间", Value: clock(m.Start.In(v.now.Location()), v.now)}, {Name: "地点", Value: m.Place}}
	if c := chairOf(seats); c != "" {
		out = append(out, bot.Field{Name: "主持", Value: c})
	}
	if who := guests(v.p, seats); who != "" {
		out = append(out, bot.Field{Name: "参会", Value: who})
	}
	if points := m.Points(); len(points) > 0 {
		out = append(out, bot.Field{Name: "议程", Value: numbered(points)})
	}
	return out
}

func numbered(points []string) string {
	if len(points) == 1 {
		return points[0]
	}
	var out []string
	for i, p := range points {
		out = append(out, fmt.Sprintf("%d.%s", i+1, p))
	}
	return strings.Join(out, "；")
}

func chairOf(seats []meeting.Attendee) string {
	for _, a := range seats {
		if a.Chair {
			return a.Name
		}
	}
	return ""
}

// guests says who is invited: a few by name, many by post and number.
func guests(p *profile.Profile, seats []meeting.Attendee) string {
	var names []string
	count := map[string]int{}
	var order []string
	for _, a := range seats {
		if a.Chair {
			continue
		}
		names = append(names, a.Name)
		title := a.Name
		if post, ok := p.Post(a.Post); ok {
			title = post.Title
		}
		if count[title] == 0 {
			order = append(order, title)
		}
		count[title]++
	}
	if len(names) <= 4 {
		return strings.Join(names, "、")
	}
	var out []string
	for _, title := range order {
		if count[title] == 1 {
			out = append(out, title)
			continue
		}
		out = append(out, fmt.Sprintf("%s%d人", title, count[title]))
	}
	if len(out) == 1 {
		return out[0]
	}
	return fmt.Sprintf("%s（共%d人）", strings.Join(out, "、"), len(names))
}

// titles names posts: 区总林长、副总林长.
func titles(p *profile.Profile, posts []string) string {
	var out []string
	for _, key := range posts {
		out = append(out, roster.Title(p, key, ""))
	}
	return strings.Join(out, "、")
}

// names lists attendees, cut short where there are many.
func names(list []meeting.Attendee, want meeting.Reply) string {
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

func refs(m meeting.Meeting) map[string]string { return map[string]string{"meeting": m.Number} }

func itoa(n int) string { return fmt.Sprint(n) }

// changed words a write that lost against another one.
func changed(err error, m meeting.Meeting) error {
	if meeting.IsChanged(err) {
		return models.Refuse(models.BadInput, m.Number+"刚刚被别人改动，这一步没有办。", "请看最新情况再办一次。", "")
	}
	return err
}
