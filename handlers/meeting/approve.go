package meeting

import (
	"context"
	"errors"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
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
	m    meeting.Meeting
	t    profile.MeetingType
	all  []meeting.Approval // of the version in question
	mine []meeting.Approval // those he may say
	done bool               // he has said it already
	of   string             // plan or minutes
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
	for _, a := range w.mine {
		if err := meeting.Decide(r.Tx, a, r.Actor.Person, meeting.Agreed, "", r.Now); err != nil {
			return bot.Card{}, changed(err, w.m)
		}
	}
	if err := r.Audit("meeting", w.m.ID, w.m.Number, "agreed", nil, map[string]any{"of": w.of, "version": w.m.Version}, ""); err != nil {
		return bot.Card{}, err
	}
	if w.all, err = meeting.Approvals(r.Tx, w.m.ID, w.all[0].Version, kindsOf(w.of)...); err != nil {
		return bot.Card{}, err
	}
	if !meeting.Complete(w.t, w.all) {
		return v.halfWay(w)
	}
	if w.of == meeting.OfMinutes {
		return minutesApproved(r, v, w)
	}
	return approved(r, v, w)
}

func kindsOf(of string) []string {
	if of == meeting.OfMinutes {
		return []string{meeting.OfMinutes}
	}
	return []string{meeting.OfPlan, meeting.OfFurther}
}

// sameDay: who agrees to another day than the plan's has not seen this plan.
func sameDay(r *handlers.Request, w word) error {
	d, ok := dayOf(r)
	if !ok || w.of != meeting.OfPlan || len(onDay([]meeting.Meeting{w.m}, d)) > 0 {
		return nil
	}
	return models.Refuse(models.BadInput, "方案定的是"+clock(w.m.Start.In(r.Now.Location()), r.Now)+"，和您说的日子不一样，没有办理。",
		"照方案开，回“同意 "+draftName(w.m)+"”；要改期，回“退回”并说改到哪天。", w.t.Article)
}

// halfWay: others are still asked; where they are asked in order, it is the next one's turn.
func (v *voice) halfWay(w word) (bot.Card, error) {
	var missing string
	var err error
	if w.of == meeting.OfMinutes {
		missing, err = v.askMinutes(w.m, w.t)
	} else {
		missing, err = v.ask(w.m, w.t, nil)
	}
	var posts []string
	for _, a := range w.all {
		if a.Open() {
			posts = append(posts, a.Post)
		}
	}
	return bot.Card{Code: "meeting.agreed", Tone: bot.ToneDone, Title: "已记下：您同意" + w.m.Number + "。", Article: string(w.t.Article), Refs: refs(w.m),
		Next: lines("还等"+titles(v.p, posts)+"审定。", missing)}, err
}

// approved: nobody's word is missing; the notice goes out at once.
func approved(r *handlers.Request, v *voice, w word) (bot.Card, error) {
	if err := meeting.Drop(r.Tx, w.m.ID, kindsOf(w.of)...); err != nil {
		return bot.Card{}, err
	}
	if _, err := v.retract(w.m.AskKey()); err != nil {
		return bot.Card{}, err
	}
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
	if err := meeting.Decide(r.Tx, w.mine[0], r.Actor.Person, meeting.Rejected, reason, r.Now); err != nil {
		return bot.Card{}, changed(err, w.m)
	}
	if err := meeting.Drop(r.Tx, w.m.ID, kindsOf(w.of)...); err != nil {
		return bot.Card{}, err
	}
	if _, err := v.retract(w.m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("meeting", w.m.ID, w.m.Number, "sent_back", nil, map[string]any{"of": w.of, "version": w.m.Version}, reason); err != nil {
		return bot.Card{}, err
	}
	if w.of == meeting.OfMinutes {
		return minutesReturned(r, v, w, reason)
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

// tellDrafters tells who drafted: in the office's group, and in private whoever is not of the office.
func (v *voice) tellDrafters(what string, m meeting.Meeting, c bot.Card) {
	v.say(handlers.Notice{Key: key(what, m, "office"), Subject: []string{m.Key()}, To: handlers.Audience{Office: true, Also: []string{m.Drafted}}, Card: c})
	held, err := v.heldBy(m.Drafted)
	if err == nil && !slices.ContainsFunc(held, isOffice) {
		v.say(handlers.Notice{Key: key(what, m, "drafter"), Subject: []string{m.Key()}, To: handlers.Audience{Person: m.Drafted}, Card: c})
	}
}

// wordOf finds the plan or the minutes that an approver speaks about, and holds him against the articles.
func wordOf(r *handlers.Request, v *voice, do meeting.Verb) (word, *bot.Card, error) {
	held, err := v.heldBy(r.Actor.Person)
	if err != nil {
		return word{}, nil, err
	}
	w := word{of: meeting.OfPlan}
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
	if n, ok, err := meeting.PendingMinutes(r.Tx, m.ID); err != nil {
		return w, nil, err
	} else if ok {
		w.of = meeting.OfMinutes
		return v.judgeMinutes(r, w, n, held)
	}
	if _, refusal := meeting.May(m, do, w.t.Article); refusal != nil {
		return w, nil, refusal
	}
	if w.all, err = meeting.Approvals(r.Tx, m.ID, m.Version, meeting.OfPlan, meeting.OfFurther); err != nil {
		return w, nil, err
	}
	w.mine = meeting.Mine(m, w.t, w.all, held)
	version, _ := r.Args.Slots.Int(slotVersion)
	if len(w.mine) == 0 && slices.ContainsFunc(w.all, func(a meeting.Approval) bool { return a.Person == r.Actor.Person && a.Verdict == meeting.Agreed }) {
		w.done = true
		return w, nil, nil
	}
	if refusal := meeting.Refuse(m, w.t, r.Actor.Person, version, w.mine, titles(r.Profile, askedPosts(w.all))); refusal != nil {
		return w, nil, refusal
	}
	return w, nil, nil
}

func askedPosts(all []meeting.Approval) []string {
	var out []string
	for _, a := range all {
		if !slices.Contains(out, a.Post) {
			out = append(out, a.Post)
		}
	}
	return out
}

// changed words a write that lost against another one.
func changed(err error, m meeting.Meeting) error {
	if meeting.IsChanged(err) {
		return models.Refuse(models.BadInput, m.Number+"刚刚被别人改动，这一步没有办。", "请看最新情况再办一次。", "")
	}
	return err
}

// awaits reports whether a meeting's plan or minutes wait for the word of somebody with these posts.
func (v *voice) awaits(m meeting.Meeting, held []roster.Holder) bool {
	t := m.TypeIn(v.p)
	if _, err := v.succeedChair(&m); err != nil {
		return false
	}
	version, kinds := m.Version, kindsOf(meeting.OfPlan)
	if m.State != meeting.Approving {
		n, ok, err := meeting.PendingMinutes(v.tx, m.ID)
		if err != nil || !ok {
			return false
		}
		version, kinds = n.Version, kindsOf(meeting.OfMinutes)
	}
	all, err := meeting.Approvals(v.tx, m.ID, version, kinds...)
	return err == nil && len(meeting.Mine(m, t, all, held)) > 0
}
