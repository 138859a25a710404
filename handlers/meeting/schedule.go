package meeting

import (
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// schedule makes a draft of one sentence: the type fills in everything, what is missing is asked one at a time.
func schedule(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Args.Expect == language.Refuse {
		return bot.Card{}, models.Refuse("report.secret", "带有密级标志的内容不能在这里办，没有留存。", r.Profile.Secrecy.Channel+"。", r.Profile.Secrecy.Article)
	}
	anew(r)
	keepWords(r)
	t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type"))
	if !ok {
		return r.Ask(handlers.Question{Missing: "type", Text: "召开哪一类会议？", Choices: typeNames(r.Profile)}), nil
	}
	v := ofRequest(r)
	if err := mayDraft(r, v, t); err != nil {
		return bot.Card{}, err
	}
	d, card, err := gather(r, v, t)
	if err != nil || card != nil {
		return orCard(card), err
	}
	if old, found, err := returned(r, t, d.chair); err != nil || found {
		if err != nil {
			return bot.Card{}, err
		}
		return redraft(r, v, old, d)
	}
	return draftNew(r, v, t, d)
}

// anew: who answers a question with a whole sentence about a meeting means that sentence and nothing of the former.
func anew(r *handlers.Request) {
	said := r.Args.Slots.Str("said")
	if said == "" || said == r.Args.Text || !strings.Contains(r.Args.Text, "召开") {
		return
	}
	m := r.Understand(r.Args.Text)
	if m.Intent == "meeting.schedule" && m.Slots["type"] != nil {
		r.Args.Slots, r.Args.Expect, r.Args.Why, r.Args.Missing = m.Slots, m.Expect, m.Why, m.Missing
	}
}

func orCard(c *bot.Card) bot.Card {
	if c == nil {
		return bot.Card{}
	}
	return *c
}

func typeNames(p *profile.Profile) []string {
	var out []string
	for _, t := range p.Meetings {
		out = append(out, t.Name)
	}
	return out
}

// mayDraft: the plan is drafted by whom the type names. A chief who wants a meeting is passed on to the office.
func mayDraft(r *handlers.Request, v *voice, t profile.MeetingType) error {
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return err
	}
	for _, h := range held {
		for _, post := range t.Drafts {
			if h.Post == post {
				return nil
			}
		}
	}
	who := titles(r.Profile, t.Drafts)
	next := "请联系" + who + "拟定。"
	if r.Actor.IsChief() {
		next = "已转告区林长办拟定方案，审定时会请您过目。"
		r.Say(handlers.Notice{Key: "meeting.wish/" + r.Event.Platform + r.Event.ID, To: handlers.Audience{Office: true}, Card: bot.Card{Code: "meeting.wish",
			Tone: bot.ToneNotice, Title: r.Actor.Called() + "希望召开" + t.Name + "，请拟定方案", Text: cut(r.Args.Slots.Str("said"), 200), Article: string(t.Article)}})
	}
	return models.Refuse(models.NotAllowed, t.Name+"的方案由"+who+"拟定，没有办理。", next, t.Article)
}

// plan is what a draft needs to know.
type plan struct {
	start     time.Time
	place     string
	agenda    []string
	attendees []string
	chair     roster.Holder
}

// gather reads the plan out of what was said, and asks for the first thing that is missing.
func gather(r *handlers.Request, v *voice, t profile.MeetingType) (plan, *bot.Card, error) {
	var d plan
	start, ask := startOf(r)
	if ask != nil {
		return d, ask, nil
	}
	d.start = start
	if d.place = cut(r.Args.Slots.Str("place"), 100); d.place == "" {
		card := r.Ask(handlers.Question{Missing: "place", Text: "在哪里开？"})
		return d, &card, nil
	}
	chair, ask, err := chairOfType(r, v, t)
	if err != nil || ask != nil {
		return d, ask, err
	}
	d.chair = chair
	d.agenda, d.attendees = r.Args.Slots.List("agenda"), r.Args.Slots.List("attendees")
	return d, nil, nil
}

// chairOfType finds who chairs. Where several hold the post: the one of the sender's organisation, the sender
// himself, the one named, or the one whose towns were named; else it is asked.
func chairOfType(r *handlers.Request, v *voice, t profile.MeetingType) (roster.Holder, *bot.Card, error) {
	all, err := v.holders()
	if err != nil {
		return roster.Holder{}, nil, err
	}
	var able []roster.Holder
	for _, h := range all {
		if h.Post == t.Chair && (h.Org == "" || h.Org == r.Actor.Org.Code || r.Actor.IsOffice()) {
			able = append(able, h)
		}
	}
	switch len(able) {
	case 0:
		return roster.Holder{Post: t.Chair, Name: roster.Title(r.Profile, t.Chair, "")}, nil, nil
	case 1:
		return able[0], nil, nil
	}
	if h, ok := chosen(r, able); ok {
		return h, nil, nil
	}
	var choices []string
	for _, h := range able {
		choices = append(choices, h.Name)
	}
	card := r.Ask(handlers.Question{Missing: "chair", Text: "由哪位" + roster.Title(r.Profile, t.Chair, "") + "主持？", Choices: choices})
	return roster.Holder{}, &card, nil
}

func chosen(r *handlers.Request, able []roster.Holder) (roster.Holder, bool) {
	said, answer := r.Args.Slots.Str("said"), r.Args.Slots.Str("chair")
	for _, h := range able {
		if answer != "" && (answer == h.Person || strings.Contains(h.Name, answer) || strings.Contains(answer, h.Name)) {
			return h, true
		}
	}
	for _, h := range able {
		if h.Person == r.Actor.Person || strings.Contains(said, h.Name) {
			return h, true
		}
	}
	var hits []roster.Holder
	for _, h := range able {
		for _, code := range append([]string{h.Org}, h.Linked...) {
			if o, ok := r.Profile.Org(code); ok && mentions(o, said) {
				hits = append(hits, h)
				break
			}
		}
	}
	if len(hits) == 1 {
		return hits[0], true
	}
	return roster.Holder{}, false
}

// returned finds the plan of the same type and chair that was sent back: what is said now is its next version.
func returned(r *handlers.Request, t profile.MeetingType, chair roster.Holder) (meeting.Meeting, bool, error) {
	rows, err := meeting.Find(r.Tx, meeting.Filter{Type: t.Key, States: []meeting.State{meeting.Returned}})
	if err != nil {
		return meeting.Meeting{}, false, err
	}
	for _, m := range rows {
		if m.ChairPerson == chair.Person {
			return m, true, nil
		}
	}
	return meeting.Meeting{}, false, nil
}

// draftNew writes the draft and sends it on its way.
func draftNew(r *handlers.Request, v *voice, t profile.MeetingType, d plan) (bot.Card, error) {
	m := meeting.Meeting{Type: t.Key, Title: t.Name, Start: d.start, Place: d.place, Agenda: agendaOf(t, d.agenda), ChairPost: t.Chair,
		ChairPerson: d.chair.Person, Drafted: r.Actor.Person, Org: homeOf(r.Profile, d.chair, r.Now), At: r.Now}
	if err := twice(r, m); err != nil {
		return bot.Card{}, err
	}
	seats, err := v.seats(t, d)
	if err != nil {
		return bot.Card{}, err
	}
	clashes, err := meeting.Clashes(r.Tx, m, d.start, r.Days)
	if err != nil {
		return bot.Card{}, err
	}
	if card, ask := doubtful(r, v, t, m, seats, clashes); ask {
		return card, nil
	}
	if m.Further, err = meeting.Further(r.Tx, r.Profile, t, m, d.start); err != nil {
		return bot.Card{}, err
	}
	if m.Number, m.N, err = r.Number("meeting"); err != nil {
		return bot.Card{}, err
	}
	m.Year = r.Now.Year()
	if err := meeting.Create(r.Tx, &m); err != nil {
		return bot.Card{}, err
	}
	if err := meeting.Seat(r.Tx, m.ID, seats); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("meeting", m.ID, m.Number, "drafted", nil, summary(m), ""); err != nil {
		return bot.Card{}, err
	}
	return propose(v, m, t, clashes)
}

// homeOf is whose meeting it is: the chair's organisation, or the office for chiefs of the district.
func homeOf(p *profile.Profile, chair roster.Holder, now time.Time) string {
	if chair.Org != "" {
		return chair.Org
	}
	for _, o := range p.OrgsOf(models.KindOffice, now) {
		return o.Code
	}
	return ""
}

func agendaOf(t profile.MeetingType, said []string) string {
	return strings.Join(append(append([]string{}, said...), t.Agenda...), "\n")
}

// twice refuses a second plan of the same type for the same moment.
func twice(r *handlers.Request, m meeting.Meeting) error {
	rows, err := meeting.Find(r.Tx, meeting.Filter{Type: m.Type, States: meeting.Live, From: m.Start, To: m.Start.Add(time.Minute)})
	if err != nil {
		return err
	}
	for _, o := range rows {
		if o.ChairPerson == m.ChairPerson {
			return models.Refuse(models.BadInput, fmt.Sprintf("这次会议已经有了：%s，%s。", o.Number, o.State.Name()), "要改时间地点，说“"+o.Number+" 改到……”。", m.TypeIn(r.Profile).Article)
		}
	}
	return nil
}

// doubtful asks before a plan that nobody else looks at goes out against a clash, and before a vague date is taken.
func doubtful(r *handlers.Request, v *voice, t profile.MeetingType, m meeting.Meeting, seats []meeting.Attendee, clashes []string) (bot.Card, bool) {
	vague := r.Args.Expect == language.Confirm
	if r.Args.Confirmed || !vague && (len(clashes) == 0 || len(t.Approve) > 0) {
		return bot.Card{}, false
	}
	c := bot.Card{Tone: bot.ToneNotice, Title: "请核对：" + m.Title, Text: lines(strings.Join(clashes, "\n"), r.Args.Why), Fields: v.particulars(m, seats), Article: string(t.Article)}
	return r.Confirm(c, nil), true
}

// summary is what the history keeps of a meeting at each change.
func summary(m meeting.Meeting) map[string]any {
	return map[string]any{"type": m.Type, "start": m.Start, "place": m.Place, "agenda": m.Agenda, "state": m.State, "version": m.Version, "chair": m.ChairPerson}
}
