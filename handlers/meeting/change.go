package meeting

import (
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
)

// mayChange: who drafts meetings of the type, who chairs it and who approves it may move or cancel it.
func mayChange(r *handlers.Request, v *voice, m meeting.Meeting, t profile.MeetingType) error {
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return err
	}
	for _, h := range held {
		drafts := slices.Contains(t.Drafts, h.Post) && (h.Org == "" || h.Org == m.Org || isOffice(h) || m.Drafted == r.Actor.Person)
		approves := m.Plan().May(h.Post, h) && slices.Contains(append([]string{t.Chair}, t.Approve...), h.Post)
		if drafts || approves {
			return nil
		}
	}
	who := titles(r.Profile, t.Drafts)
	return models.Refuse(models.NotAllowed, m.Title+"的方案由"+who+"拟定，改动、取消也由其办理，没有办理。", "请联系"+who+"。", t.Article)
}

// reschedule moves a meeting in time or place. A plan that was not yet approved becomes a new version and is asked
// for again; one that was noticed is changed, and everybody who had the notice gets the change.
func reschedule(_ context.Context, r *handlers.Request) (bot.Card, error) {
	keepWords(r)
	v := ofRequest(r)
	m, ask, err := pickByOldDay(r)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	t := m.TypeIn(r.Profile)
	if err := mayChange(r, v, m, t); err != nil {
		return bot.Card{}, err
	}
	if _, refusal := meeting.May(m, meeting.Change, t.Article); refusal != nil {
		return bot.Card{}, refusal
	}
	start, place := m.Start.In(r.Now.Location()), cut(r.Args.Slots.Str("place"), 100)
	if moved, ok := newStart(r, start); ok {
		start = moved
	} else if place == "" && r.Args.Intent != "meeting.submit" {
		return r.Ask(handlers.Question{Missing: "start", Text: m.Title + "改到哪天几点？"}), nil
	}
	if !start.After(r.Now) {
		delete(r.Args.Slots, "start")
		return r.Ask(handlers.Question{Missing: "start", Text: clock(start, r.Now) + "已经过了，改到哪天几点？"}), nil
	}
	if place == "" {
		place = m.Place
	}
	if start.Equal(m.Start) && place == m.Place && (m.State == meeting.Noticed || m.State == meeting.Approving) {
		return bot.Card{}, unmoved(m, t)
	}
	return v.move(r, m, t, start, place)
}

// unmoved: the same plan once more tells nobody anything, and would lose the words and answers that are in.
func unmoved(m meeting.Meeting, t profile.MeetingType) *models.Error {
	if m.State == meeting.Approving {
		return models.Refuse(models.BadInput, draftName(m)+"正在审定，时间地点没有变，不用再报。", "要改，请说改到哪天几点或在哪里开。", t.Article)
	}
	return models.Refuse(models.BadInput, m.Number+"已发出通知，时间地点没有变，没有重发。", "要改，请说改到哪天几点或在哪里开。", t.Article)
}

// keepWords keeps the first sentence over a question.
func keepWords(r *handlers.Request) {
	if r.Args.Slots.Str("said") == "" {
		keep(r, "said", r.Args.Text)
	}
}

// pickByOldDay finds the meeting to move: the day in the sentence is the new one, so it does not help to find it.
func pickByOldDay(r *handlers.Request) (meeting.Meeting, *bot.Card, error) {
	start, date := r.Args.Slots["start"], r.Args.Slots["date"]
	delete(r.Args.Slots, "start")
	delete(r.Args.Slots, "date")
	if spans := chinese.Dates(chinese.Normalize(r.Args.Slots.Str("said")), r.Now, r.Days); len(spans) > 1 {
		keep(r, "date", spans[0].Future(r.Now).From.Format(time.DateOnly)) // 把12月8日的联席会议改到12月9日
	}
	m, ask, err := pick(r, movable, false)
	delete(r.Args.Slots, "date")
	for slot, value := range map[string]any{"start": start, "date": date} {
		if value != nil {
			keep(r, slot, value)
		}
	}
	return m, ask, err
}

func movable(m meeting.Meeting) bool { return m.State != meeting.Held }

// newStart is the new moment: a day without an hour keeps the hour, an hour without a day keeps the day.
func newStart(r *handlers.Request, old time.Time) (time.Time, bool) {
	words := r.Args.Slots.Str("start")
	if t, err := time.ParseInLocation(minuteForm, words, r.Now.Location()); err == nil {
		if !namesDay(r.Args.Slots.Str("said")) {
			y, m, d := old.Date()
			t = time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, old.Location())
		}
		return t, true
	}
	if d, err := time.ParseInLocation(time.DateOnly, r.Args.Slots.Str("date"), r.Now.Location()); err == nil {
		return time.Date(d.Year(), d.Month(), d.Day(), old.Hour(), old.Minute(), 0, 0, old.Location()), true
	}
	for _, sp := range chinese.Dates(chinese.Normalize(words), r.Now, r.Days) {
		if sp = sp.Future(r.Now); sp.Grain <= chinese.Day && !sp.Impossible {
			if sp.Grain == chinese.Minute {
				return sp.From, true
			}
			y, m, d := sp.From.Date()
			return time.Date(y, m, d, old.Hour(), old.Minute(), 0, 0, old.Location()), true
		}
	}
	return time.Time{}, false
}

// namesDay reports whether a sentence names a day beside an hour.
func namesDay(text string) bool {
	for _, w := range []string{"今天", "今日", "明", "后天", "周", "星期", "礼拜", "月", "号上", "号下", "日"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// redraft takes what was said anew as the next version of a plan that was sent back.
func redraft(r *handlers.Request, v *voice, m meeting.Meeting, d plan) (bot.Card, error) {
	t := m.TypeIn(r.Profile)
	if len(d.agenda) > 0 {
		m.Agenda = agendaOf(t, d.agenda)
	}
	if len(d.attendees) > 0 {
		seats, err := v.seats(t, d)
		if err != nil {
			return bot.Card{}, err
		}
		if err := meeting.Seat(r.Tx, m.ID, seats); err != nil {
			return bot.Card{}, err
		}
	}
	return v.move(r, m, t, d.start, d.place)
}

// move changes a plan: the next version.
func (v *voice) move(r *handlers.Request, m meeting.Meeting, t profile.MeetingType, start time.Time, place string) (bot.Card, error) {
	noticed := m.State == meeting.Noticed
	before := summary(m)
	later := !start.Equal(m.Start)
	clashes, err := meeting.Clashes(r.Tx, m, start, r.Days)
	if err != nil {
		return bot.Card{}, err
	}
	m.Reason = changeWords(m, start, place, r.Args.Slots.Str("reason"), r.Now)
	m.Start, m.Place, m.Version = start, place, m.Version+1
	if !noticed {
		m.State, m.Drafted = meeting.Drafted, r.Actor.Person
		if m.Further, err = meeting.Further(r.Tx, r.Profile, t, m, start); err != nil {
			return bot.Card{}, err
		}
	}
	if err := meeting.Save(r.Tx, &m, r.Now); err != nil {
		return bot.Card{}, changed(err, m)
	}
	if err := r.Audit("meeting", m.ID, m.Number, "changed", before, summary(m), m.Reason); err != nil {
		return bot.Card{}, err
	}
	unheard, err := v.retract(m.Key())
	if err != nil {
		return bot.Card{}, err
	}
	if !noticed {
		return propose(v, m, t, clashes)
	}
	return v.spread(m, t, later, unheard, clashes)
}

// changeWords says what moved: 12月2日…改到12月3日…。
func changeWords(m meeting.Meeting, start time.Time, place, reason string, now time.Time) string {
	var out []string
	if !start.Equal(m.Start) {
		out = append(out, "时间由"+clock(m.Start.In(now.Location()), now)+"改到"+clock(start, now))
	}
	if place != m.Place {
		out = append(out, "地点由"+m.Place+"改到"+place)
	}
	if reason != "" {
		out = append(out, "原因："+reason)
	}
	return strings.Join(out, "；")
}

// spread tells a change to exactly those who had the notice. Answers to another time are void; answers to another
// place are not.
func (v *voice) spread(m meeting.Meeting, t profile.MeetingType, later bool, unheard map[string]bool, clashes []string) (bot.Card, error) {
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	for i := range seats {
		if a := &seats[i]; later && a.Answer != meeting.NoReply {
			a.Former, a.Answer, a.StandIn, a.Reason, a.Answered = a.Answer, meeting.NoReply, "", "", nil
		}
	}
	told, err := v.tell(m, t, seats, codeChanged, unheard)
	if err != nil {
		return bot.Card{}, err
	}
	next := "已通知收到过会议通知的每一位。"
	if later {
		next = "已通知收到过会议通知的每一位，请他们重新答复。"
	}
	return bot.Card{Code: codeChanged, Tone: bot.ToneDone, Title: m.Title + "已改：" + draftName(m), Text: lines(m.Reason, strings.Join(clashes, "\n")),
		Fields: v.particulars(m, nil)[:2], Next: lines(next, told), Article: string(t.Article), Refs: refs(m)}, nil
}
