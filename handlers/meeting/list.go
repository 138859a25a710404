package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
)

// meetings lists meetings: those to come, or those of a day or period. Plans that are not approved yet are shown to
// the office and the chiefs alone.
func meetings(_ context.Context, r *handlers.Request) (bot.Card, error) {
	f := meeting.Filter{From: r.Now}
	title := "近期会议"
	if from, to, words, ok := span(r); ok {
		f.From, f.To, title = from, to, words+"的会议"
	}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		f.Type, title = t.Key, t.Name
	}
	f.States = []meeting.State{meeting.Noticed, meeting.Held, meeting.Minuted}
	inside := r.Actor.IsOffice() || r.Actor.IsChief()
	if inside {
		f.States = append(f.States, meeting.Drafted, meeting.Approving, meeting.Returned)
	}
	rows, err := meeting.Find(r.Tx, f)
	if err != nil {
		return bot.Card{}, err
	}
	text, err := meetingLines(r, rows, inside)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "meeting.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("%s：%d个", title, len(rows)), Text: strings.Join(text, "\n")}
	if len(rows) == 0 {
		c.Title = title + "：没有安排。"
		return c, nil
	}
	c.Article, c.Refs = string(rows[0].TypeIn(r.Profile).Article), refs(rows[0])
	return c, nil
}

func meetingLines(r *handlers.Request, rows []meeting.Meeting, inside bool) ([]string, error) {
	var ids []string
	for _, m := range rows {
		ids = append(ids, m.ID)
	}
	seats, err := meeting.SeatsOf(r.Tx, ids)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, m := range rows[:min(len(rows), 12)] {
		line := fmt.Sprintf("%s %s %s，%s（%s）", m.Number, m.Title, clock(m.Start.In(r.Now.Location()), r.Now), m.Place, m.State.Name())
		if n := meeting.Count(seats[m.ID]); inside && m.State == meeting.Noticed {
			line += fmt.Sprintf("，%d人未答复", n[meeting.NoReply])
		}
		if i := slices.IndexFunc(seats[m.ID], func(a meeting.Attendee) bool { return a.Person == r.Actor.Person }); i >= 0 && m.State == meeting.Noticed {
			line += "，您" + seats[m.ID][i].Answer.Name()
		}
		out = append(out, line)
	}
	return out, nil
}

// span is the day or period a question is about.
func span(r *handlers.Request) (from, to time.Time, words string, ok bool) {
	text := r.Args.Slots.Str("period")
	if d, err := time.ParseInLocation(time.DateOnly, text, r.Now.Location()); err == nil {
		return d, d.AddDate(0, 0, 1), day(d, r.Now), true
	}
	if a, b, two := strings.Cut(text, "/"); two {
		first, err1 := time.ParseInLocation(time.DateOnly, a, r.Now.Location())
		last, err2 := time.ParseInLocation(time.DateOnly, b, r.Now.Location())
		if err1 == nil && err2 == nil {
			return first, last.AddDate(0, 0, 1), day(first, r.Now) + "至" + day(last, r.Now), true
		}
	}
	p, ok := models.ParsePeriod(text, r.Now.Location())
	return p.From, p.To, p.Title(), ok
}

// showMinutes shows the minutes of a meeting with what has become of its resolutions.
func showMinutes(r *handlers.Request) (bot.Card, error) {
	m, ask, err := pick(r, func(m meeting.Meeting) bool { return m.State == meeting.Minuted }, true)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	n, ok, err := meeting.FinalMinutes(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{}, models.Refuse(models.NotFound, m.Number+"还没有纪要。", "区林长办发“纪要 "+m.Number+"：……”即可登记。", m.TypeIn(r.Profile).Article)
	}
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Meeting: m.ID})
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "meeting.minutes_shown", Tone: bot.ToneNotice, Title: m.Title + "纪要（" + m.Number + "，" + clock(m.Start.In(r.Now.Location()), r.Now) + "）",
		Text: cut(n.Text, 1500), Article: string(m.TypeIn(r.Profile).Article), Refs: refs(m)}
	if len(rows) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "议定事项", Value: "\n" + ofRequest(r).list(rows, 10, true)})
	}
	if n.Media != "" {
		c.Next = "登记时附有文件，可向区林长办索取。"
	}
	return c, nil
}
