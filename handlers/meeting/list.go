package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
)

// meetings lists meetings: those to come, or those of a day or period. Plans that are not approved yet are shown to
// the office and the chiefs alone.
func (r *request) meetings() (bot.Card, error) {
	f, title := meeting.Filter{From: r.Now, States: append([]meeting.State{meeting.Noticed}, meeting.Taken...)}, "近期会议"
	if from, to, words, ok := r.span(); ok {
		f.From, f.To, title = from, to, words+"的会议"
	}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		f.Type, title = t.Key, t.Name
	}
	if r.Wide() {
		f.States = append(f.States, meeting.Drafted, meeting.Approving, meeting.Returned)
	}
	rows, err := meeting.Find(r.Tx, f)
	if err != nil {
		return bot.Card{}, err
	}
	if len(rows) == 0 {
		return bot.Card{Code: "meeting.list", Tone: bot.ToneNotice, Title: title + "：没有安排。"}, nil
	}
	c := r.card(rows[0], "meeting.list", bot.ToneNotice, fmt.Sprintf("%s：%d个", title, len(rows)))
	c.Text, err = r.meetingLines(rows[:min(len(rows), 12)])
	return c, err
}

func (r *request) meetingLines(rows []meeting.Meeting) (string, error) {
	var ids, out []string
	for _, m := range rows {
		ids = append(ids, m.ID)
	}
	all, err := meeting.Attendees(r.Tx, ids...)
	for _, m := range rows {
		line := fmt.Sprintf("%s %s %s，%s（%s）", m.Number, m.Title, r.when(m), m.Place, m.State.Name())
		list := slices.DeleteFunc(slices.Clone(all), func(a meeting.Attendee) bool { return a.Meeting != m.ID })
		if r.Wide() && m.State == meeting.Noticed {
			line += fmt.Sprintf("，%d人未答复", meeting.Count(list)[meeting.NoReply])
		}
		me := func(a meeting.Attendee) bool { return a.Person == r.Actor.Person }
		if i := slices.IndexFunc(list, me); i >= 0 && m.State == meeting.Noticed {
			line += "，您" + list[i].Answer.Name()
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n"), err
}

// span is the day or period a question is about.
func (r *request) span() (from, to time.Time, words string, ok bool) {
	text := r.Args.Slots.Str("period")
	a, b, two := strings.Cut(text, "/")
	if !two {
		b = a
	}
	first, err1 := time.ParseInLocation(time.DateOnly, a, r.Now.Location())
	last, err2 := time.ParseInLocation(time.DateOnly, b, r.Now.Location())
	if err1 == nil && err2 == nil {
		if words = naming.Day(first, r.Now); two {
			words += "至" + naming.Day(last, r.Now)
		}
		return first, last.AddDate(0, 0, 1), words, true
	}
	p, ok := models.ParsePeriod(text, r.Now.Location())
	return p.From, p.To, p.Title(), ok
}

// showMinutes shows the minutes of a meeting with what has become of its resolutions.
func (r *request) showMinutes() (bot.Card, error) {
	m, err := r.pick(func(m meeting.Meeting) bool { return m.State == meeting.Minuted }, true)
	if err != nil {
		return bot.Card{}, err
	}
	n, ok, err := meeting.NewestMinutes(r.Tx, m.ID, meeting.MinutesFinal)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{}, r.refuse(m, models.NotFound, m.Number+"还没有纪要。", models.TheOffice+"发“纪要 "+m.Number+"：……”即可登记。")
	}
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Meeting: m.ID})
	c := r.card(m, "meeting.minutes_shown", bot.ToneNotice, m.Title+"纪要（"+m.Number+"，"+r.when(m)+"）")
	c.Text = cut(n.Text, 1500)
	if len(rows) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "议定事项", Value: "\n" + r.list(rows, 10, true)})
	}
	if n.Media != "" {
		c.Next = "登记时附有文件，可向" + models.TheOffice + "索取。"
	}
	return c, err
}
