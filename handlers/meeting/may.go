package meeting

import (
	"slices"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// mayDraft: the plan is drafted by whom the type names. A chief who wants a meeting is passed on to the office.
func (r *request) mayDraft(t profile.MeetingType) error {
	if r.drafts(t) {
		return nil
	}
	who := titles(r.Profile, t.Drafts)
	next := "请联系" + who + "拟定。"
	if r.Actor.IsChief() {
		next = "已转告" + models.TheOffice + "拟定方案，审定时会请您过目。"
		wish := bot.Card{Code: "meeting.wish", Tone: bot.ToneNotice, Title: r.Actor.Called() + "希望召开" + t.Name + "，请拟定方案",
			Text: cut(r.First.Text, 200), Article: string(t.Article)}
		r.tell("meeting.wish/"+r.Event.Platform+r.Event.ID, office, wish)
	}
	return models.Refuse(models.NotAllowed, t.Name+"的方案由"+who+"拟定，没有办理。", next, t.Article)
}

// drafts reports whether the sender holds a post that drafts plans of a type.
func (r *request) drafts(t profile.MeetingType) bool {
	return slices.ContainsFunc(r.heldBy(r.Actor.Person), func(h roster.Holder) bool {
		return slices.Contains(t.Drafts, h.Post)
	})
}

// mayChange: who drafts meetings of the type, who chairs it and who approves it may move or cancel it, in the states
// that allow it.
func (r *request) mayChange(m meeting.Meeting, do meeting.Verb) error {
	t := m.TypeIn(r.Profile)
	for _, h := range r.heldBy(r.Actor.Person) {
		his := h.Org == "" || h.Org == m.Org || isOffice(h) || m.Drafted == r.Actor.Person
		drafts := his && slices.Contains(t.Drafts, h.Post)
		approves := m.Plan().May(h.Post, h) && (h.Post == t.Chair || slices.Contains(t.Approve, h.Post))
		if drafts || approves {
			return r.may(m, do)
		}
	}
	who := titles(r.Profile, t.Drafts)
	return r.refuse(m, models.NotAllowed, m.Title+"的方案由"+who+"拟定，改动、取消也由其办理，没有办理。", "请联系"+who+"。")
}

// may refuses what a meeting's state does not allow.
func (r *request) may(m meeting.Meeting, do meeting.Verb) error {
	if _, refusal := meeting.May(m, do, r.article(m)); refusal != nil {
		return refusal
	}
	return nil
}

// movable fits what can still be moved or cancelled.
func movable(m meeting.Meeting) bool { return m.State != meeting.Held }
