package meeting

import (
	"context"
	"errors"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// What an approver hears when no plan and no minutes wait for anybody.
const (
	noneWaits = "现在没有等审定的会议方案或纪要，没有办理。"
	noneNext  = "发“会议安排”看各次会议的情况。"
)

// word is what an approver says about a plan or about minutes.
type word struct {
	meeting.Matter
	m    meeting.Meeting
	t    profile.MeetingType
	mine []approval.Word // those he may say
	done bool            // he has said it already
}

// agree is the approver's 同意: on the plan, or on the minutes that wait for him.
func agree(_ context.Context, r *handlers.Request) (bot.Card, error) {
	v := ofRequest(r)
	w, ask, err := wordOf(r, v, meeting.Agree)
	if err != nil || ask != nil {
		return orCard(ask), idle(r, err, noneWaits, noneNext)
	}
	if w.done {
		return bot.Card{Code: "meeting.agreed", Tone: bot.ToneQuiet, Title: "您已经同意过" + w.m.Number + "了。", Refs: refs(w.m)}, nil
	}
	if err := sameDay(r, w); err != nil {
		return bot.Card{}, err
	}
	if err := approval.Say(r.Tx, w.mine, r.Actor.Person, approval.Agreed, "", r.Now); err != nil {
		return bot.Card{}, changed(err, w.m)
	}
	if err := w.audit(r, "agreed", ""); err != nil {
		return bot.Card{}, err
	}
	if w.Words, err = approval.Words(r.Tx, w.Subject); err != nil {
		return bot.Card{}, err
	}
	if !w.Complete(w.Words) {
		return v.halfWay(w)
	}
	if err := approval.Drop(r.Tx, w.Subject); err != nil {
		return bot.Card{}, err
	}
	if _, err := v.retract(w.m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	if w.Kind == meeting.OfMinutes {
		return minutesApproved(r, v, w.m, w.t, w.Minutes)
	}
	return approved(r, v, w)
}

func (w word) audit(r *handlers.Request, verb, reason string) error {
	after := map[string]any{"of": w.Kind, "version": w.m.Version}
	return r.Audit("meeting", w.m.ID, w.m.Number, verb, nil, after, reason)
}

// sameDay: who agrees to another day than the plan's has not seen this plan.
func sameDay(r *handlers.Request, w word) error {
	d, ok := dayOf(r)
	if !ok || w.Kind != meeting.OfPlan || len(onDay([]meeting.Meeting{w.m}, d)) > 0 {
		return nil
	}
	return models.Refuse(models.BadInput, "方案定的是"+clock(w.m.Start.In(r.Now.Location()), r.Now)+"，和您说的日子不一样，没有办理。",
		"照方案开，回“同意 "+draftName(w.m)+"”；要改期，回“退回”并说改到哪天。", w.t.Article)
}

// halfWay: others are still asked; where they are asked in order, it is the next one's turn.
func (v *voice) halfWay(w word) (bot.Card, error) {
	missing, err := v.ask(w.m, w.t, w.Matter, nil)
	var posts []string
	for _, a := range w.Words {
		if a.Open() {
			posts = append(posts, a.Post)
		}
	}
	return bot.Card{Code: "meeting.agreed", Tone: bot.ToneDone, Title: "已记下：您同意" + w.m.Number + "。", Article: string(w.t.Article), Refs: refs(w.m),
		Next: lines("还等"+titles(v.p, posts)+"审定。", missing)}, err
}

// approved: nobody's word is missing; the notice goes out at once.
func approved(r *handlers.Request, v *voice, w word) (bot.Card, error) {
	told, err := issue(v, &w.m, w.t)
	if err != nil {
		return bot.Card{}, changed(err, w.m)
	}
	card := bot.Card{Code: "meeting.approved", Tone: bot.ToneDone, Title: w.m.Title + "方案已审定（" + draftName(w.m) + "）",
		Fields: []bot.Field{{Name: "时间", Value: clock(w.m.Start.In(r.Now.Location()), r.Now)}, {Name: "地点", Value: w.m.Place}},
		Next:   lines("已发出会议通知。", told), Article: string(w.t.Article), Refs: refs(w.m)}
	v.tellDrafters("meeting.approved", w.m, card)
	return card, nil
}

// sendBack is the approver's 退回, with his reason.
func sendBack(_ context.Context, r *handlers.Request) (bot.Card, error) {
	v := ofRequest(r)
	w, ask, err := wordOf(r, v, meeting.SendBack)
	if err != nil || ask != nil {
		return orCard(ask), idle(r, err, noneWaits, noneNext)
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" {
		reason = after(r)
	}
	if reason = cut(reason, 200); reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "请说一下退回的理由。"}), nil
	}
	if w.done {
		return bot.Card{}, models.Refuse(models.BadInput, "您已经同意过"+w.m.Number+"了，没有退回。", "要改主意，请告诉区林长办重新报审。", w.t.Article)
	}
	if err := approval.Return(r.Tx, w.Subject, w.mine, r.Actor.Person, reason, r.Now); err != nil {
		return bot.Card{}, changed(err, w.m)
	}
	if _, err := v.retract(w.m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	if err := w.audit(r, "sent_back", reason); err != nil {
		return bot.Card{}, err
	}
	if w.Kind == meeting.OfMinutes {
		return minutesReturned(r, v, w.m, w.t, w.Minutes, reason)
	}
	w.m.State, w.m.Reason = meeting.Returned, reason
	if err := meeting.Save(r.Tx, &w.m, r.Now); err != nil {
		return bot.Card{}, changed(err, w.m)
	}
	card := bot.Card{Code: "meeting.sent_back", Tone: bot.ToneNear, Title: r.Actor.Name + "退回了" + w.m.Title + "方案（" + draftName(w.m) + "）",
		Text: "理由：" + reason, Article: string(w.t.Article), Refs: refs(w.m), Next: "改好后再报：说出新的时间地点，或发“报审 " + w.m.Number + "”。"}
	v.tellDrafters("meeting.sent_back", w.m, card)
	card.Title, card.Next = "已退回"+w.m.Title+"方案（"+draftName(w.m)+"）", "已转告拟定单位，改好后会再报您审定。"
	return card, nil
}

// wordOf finds the plan or the minutes that an approver speaks about, and holds him against the articles.
func wordOf(r *handlers.Request, v *voice, do meeting.Verb) (word, *bot.Card, error) {
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return word{}, nil, err
	}
	var w word
	m, ask, err := pick(r, func(m meeting.Meeting) bool { return v.awaits(m, held) }, false)
	var refusal *models.Error
	if errors.As(err, &refusal) && refusal.Code == models.NotFound {
		m, ask, err = pick(r, func(m meeting.Meeting) bool { return m.State == meeting.Approving }, false)
	}
	if err != nil || ask != nil {
		return w, ask, err
	}
	if _, err := v.succeedChair(&m); err != nil {
		return w, nil, err
	}
	w.m, w.t = m, m.TypeIn(r.Profile)
	if w.Matter, _, err = meeting.UnderApproval(r.Tx, m, w.t); err != nil {
		return w, nil, err
	}
	if w.Kind == meeting.OfPlan {
		if _, refusal := meeting.May(m, do, w.t.Article); refusal != nil {
			return w, nil, refusal
		}
	}
	w.mine = w.Mine(w.Turn(w.Words), held)
	if w.done = len(w.mine) == 0 && approval.Said(w.Words, r.Actor.Person); w.done {
		return w, nil, nil
	}
	version := ""
	if n, _ := r.Args.Slots.Int(slotVersion); n != 0 {
		version = itoa(n)
	}
	why := w.Refuse(w.Subject, w.mine, r.Actor.Person, version)
	if refusal := w.Refused(m, w.t, why, version, titles(r.Profile, postsOf(w.Words))); refusal != nil {
		return w, nil, refusal
	}
	return w, nil, nil
}

// awaits reports whether a meeting's plan or minutes wait for the word of somebody with these posts.
func (v *voice) awaits(m meeting.Meeting, held []roster.Holder) bool {
	if _, err := v.succeedChair(&m); err != nil {
		return false
	}
	x, waits, err := meeting.UnderApproval(v.tx, m, m.TypeIn(v.p))
	return err == nil && waits && len(x.Mine(x.Turn(x.Words), held)) > 0
}
