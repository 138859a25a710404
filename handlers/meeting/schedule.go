package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// schedule makes a draft of one sentence: the type fills in everything, what is missing is asked one at a time.
func (r *request) schedule() (bot.Card, error) {
	r.anew()
	t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type"))
	if !ok {
		return bot.Card{}, r.askType()
	}
	if err := r.mayDraft(t); err != nil {
		return bot.Card{}, err
	}
	d, err := r.gather(t)
	if err != nil {
		return bot.Card{}, err
	}
	rows, err := meeting.Find(r.Tx, meeting.Filter{Type: t.Key, States: []meeting.State{meeting.Returned}})
	if err != nil {
		return bot.Card{}, err
	}
	for _, m := range rows {
		if m.ChairPerson == d.chair.Person {
			return r.redraft(m, t, d)
		}
	}
	return r.draftNew(t, d)
}

// askType asks which of those meetings is meant that the sender may plan. Whose wish is passed on may wish for any.
func (r *request) askType() error {
	var all, his []string
	for _, t := range r.Profile.Meetings {
		all = append(all, t.Name)
		if r.drafts(t) {
			his = append(his, t.Name)
		}
	}
	switch {
	case r.Actor.IsChief():
		his = all
	case len(his) == 0 && len(all) > 0:
		return r.mayDraft(r.Profile.Meetings[0])
	}
	return r.ask("type", "召开哪一类会议？", his...)
}

// anew: who answers a question with a whole sentence about a meeting means that sentence and nothing of the former.
func (r *request) anew() {
	if r.First.Text == r.Args.Text || !strings.Contains(r.Args.Text, "召开") {
		return
	}
	m := r.Understand(r.Args.Text)
	if m.Intent == "meeting.schedule" && m.Slots["type"] != nil {
		r.Args.Slots, r.Args.Expect, r.Args.Why, r.Args.Missing = m.Slots, m.Expect, m.Why, m.Missing
	}
}

// gather reads the plan out of what was said, and asks for the first thing that is missing.
func (r *request) gather(t profile.MeetingType) (d plan, err error) {
	if d.start, err = r.startMeant(); err != nil {
		return d, err
	}
	if d.place = cut(r.Args.Slots.Str("place"), 100); d.place == "" {
		return d, r.ask("place", "在哪里开？")
	}
	d.agenda, d.attendees = r.Args.Slots.List("agenda"), r.Args.Slots.List("attendees")
	d.chair, err = r.chairOf(t)
	return d, err
}

// chairOf finds who chairs. Where several hold the post: the one of the sender's organisation, the sender himself, the
// one named, or the one whose towns were named; else it is asked.
func (r *request) chairOf(t profile.MeetingType) (roster.Holder, error) {
	able := r.holders(func(h roster.Holder) bool {
		return h.Post == t.Chair && (h.Org == "" || r.Actor.Owns(h.Org) || r.Actor.IsOffice())
	})
	title := roster.Title(r.Profile, t.Chair, "")
	switch len(able) {
	case 0:
		return roster.Holder{Post: t.Chair, Name: title}, nil
	case 1:
		return able[0], nil
	}
	if h, ok := r.chosen(able); ok {
		return h, nil
	}
	names := models.Each(able, func(h roster.Holder) string { return h.Name })
	return roster.Holder{}, r.ask("chair", "由哪位"+title+"主持？", names...)
}

func (r *request) chosen(able []roster.Holder) (roster.Holder, bool) {
	said, answer := r.First.Text, r.Args.Slots.Str("chair")
	for _, means := range []func(h roster.Holder) bool{
		func(h roster.Holder) bool {
			return answer != "" && (answer == h.Person || strings.Contains(h.Name, answer) || strings.Contains(answer, h.Name))
		},
		func(h roster.Holder) bool { return h.Person == r.Actor.Person || strings.Contains(said, h.Name) },
	} {
		if i := slices.IndexFunc(able, means); i >= 0 {
			return able[i], true
		}
	}
	var hits []roster.Holder
	for _, h := range able {
		if slices.ContainsFunc(naming.OrgsIn(r.Profile, said, r.Now), func(x naming.Mention) bool {
			return x.Org.Code == h.Org || slices.Contains(h.Linked, x.Org.Code)
		}) {
			hits = append(hits, h)
		}
	}
	if len(hits) != 1 {
		return roster.Holder{}, false
	}
	return hits[0], true
}

// redraft takes what was said anew as the next version of a plan that was sent back.
func (r *request) redraft(m meeting.Meeting, t profile.MeetingType, d plan) (bot.Card, error) {
	if len(d.agenda) > 0 {
		m.Agenda = agendaOf(t, d.agenda)
	}
	if len(d.attendees) > 0 {
		if err := meeting.Replace(r.Tx, m.ID, r.attendees(t, d)); err != nil {
			return bot.Card{}, err
		}
	}
	return r.move(m, d.start, d.place)
}

// draftNew writes the draft and sends it on its way.
func (r *request) draftNew(t profile.MeetingType, d plan) (bot.Card, error) {
	m := meeting.Meeting{Type: t.Key, Title: t.Name, Start: d.start, Place: d.place, Agenda: agendaOf(t, d.agenda),
		ChairPost: t.Chair, ChairPerson: d.chair.Person, Drafted: r.Actor.Person, Org: r.ownerOf(d.chair),
		At: r.Now, Year: r.Now.Year()}
	if err := r.twice(m); err != nil {
		return bot.Card{}, err
	}
	list := r.attendees(t, d)
	clashes, err := meeting.Clashes(r.Tx, m, d.start, r.Days)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.doubt(t, m, list, clashes); err != nil {
		return bot.Card{}, err
	}
	if m.Further, err = meeting.Further(r.Tx, r.Laws(), t, m, d.start, r.Days); err != nil {
		return bot.Card{}, err
	}
	if m.Number, m.N, err = r.Number("meeting"); err != nil {
		return bot.Card{}, err
	}
	if err := meeting.Create(r.Tx, &m, list); err != nil {
		return bot.Card{}, err
	}
	if err := r.audit(m, "drafted", nil, summary(m), ""); err != nil {
		return bot.Card{}, err
	}
	return r.propose(m, clashes)
}

// ownerOf is whose meeting it is: the chair's organisation, or the office for chiefs of the district.
func (r *request) ownerOf(chair roster.Holder) string {
	if chair.Org != "" {
		return chair.Org
	}
	for _, o := range r.Profile.OrgsOf(models.KindOffice, r.Now) {
		return o.Code
	}
	return ""
}

func agendaOf(t profile.MeetingType, said []string) string {
	return strings.Join(slices.Concat(said, t.Agenda), "\n")
}

// twice refuses a second plan of the same type for the same moment.
func (r *request) twice(m meeting.Meeting) error {
	same := meeting.Filter{Type: m.Type, States: meeting.Live, From: m.Start, To: m.Start.Add(time.Minute)}
	rows, err := meeting.Find(r.Tx, same)
	for _, o := range rows {
		if o.ChairPerson == m.ChairPerson {
			return r.refuse(m, models.BadInput, fmt.Sprintf("这次会议已经有了：%s，%s。", o.Number, o.State.Name()),
				"要改时间地点，说“"+o.Number+" 改到……”。")
		}
	}
	return err
}

// doubt asks before a plan that nobody else looks at goes out against a clash, and before a vague date is taken.
func (r *request) doubt(t profile.MeetingType, m meeting.Meeting, list []meeting.Attendee, clashes []string) error {
	against := len(clashes) > 0 && len(t.Approve) == 0
	if r.Args.Confirmed || r.Args.Expect != frame.Confirm && !against {
		return nil
	}
	c := bot.Card{Tone: bot.ToneNotice, Title: "请核对：" + m.Title, Article: string(t.Article)}
	c.Text, c.Fields = handlers.Lines(strings.Join(clashes, "\n"), r.Args.Why), r.particulars(m, list)
	return question{r.Confirm(c, nil)}
}
