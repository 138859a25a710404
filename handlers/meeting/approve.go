package meeting

import (
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// pending is a plan or minutes under approval, with the words that the sender may say.
type pending struct {
	meeting.Matter
	m    meeting.Meeting
	mine []approval.Word
	said bool // he has agreed already
}

// agree is the approver's 同意: on the plan, or on the minutes that wait for him.
func (r *request) agree() (bot.Card, error) {
	x, err := r.underApproval(meeting.Agree)
	if err != nil {
		return bot.Card{}, err
	}
	if x.said {
		title := "您已经同意过" + x.m.Number + "了。"
		return bot.Card{Code: "meeting.agreed", Tone: bot.ToneQuiet, Title: title, Refs: refs(x.m)}, nil
	}
	if d, ok := r.dayMeant(); ok && x.Kind == meeting.OfPlan && !onDay(x.m, d) {
		return bot.Card{}, r.refuse(x.m, models.BadInput, "方案定的是"+r.when(x.m)+"，和您说的日子不一样，没有办理。",
			"照方案开，回“同意 "+draftName(x.m)+"”；要改期，回“退回”并说改到哪天。")
	}
	if err := r.settleWords(x.m, r.Actor.Person); err != nil {
		return bot.Card{}, err
	}
	if err := approval.Say(r.Tx, x.mine, r.Actor.Person, approval.Agreed, "", r.Now); err != nil {
		return bot.Card{}, changed(err, x.m.Number)
	}
	if err := r.auditWord(x, "agreed", ""); err != nil {
		return bot.Card{}, err
	}
	if x.Words, err = approval.Words(r.Tx, x.Subject); err != nil {
		return bot.Card{}, err
	}
	if !x.Complete(x.Words) {
		return r.halfWay(x)
	}
	if err := r.settleWords(x.m, ""); err != nil {
		return bot.Card{}, err
	}
	if err := approval.Drop(r.Tx, x.Subject); err != nil {
		return bot.Card{}, err
	}
	r.Settled(x.m.AskKey())
	if x.Kind == meeting.OfMinutes {
		return r.minutesApproved(x.m, x.Minutes)
	}
	return r.approved(x.m)
}

func (r *request) auditWord(x pending, verb, reason string) error {
	return r.audit(x.m, verb, nil, map[string]any{"of": x.Kind, "version": x.m.Version}, reason)
}

// halfWay: others are still asked; where they are asked in order, it is the next one's turn.
func (r *request) halfWay(x pending) (bot.Card, error) {
	missing, err := r.askFor(x.m, x.Matter, nil)
	open := slices.DeleteFunc(slices.Clone(x.Words), func(w approval.Word) bool { return !w.Open() })
	c := r.card(x.m, "meeting.agreed", bot.ToneDone, "已记下：您同意"+x.m.Number+"。")
	c.Next = handlers.Lines("还等"+titles(r.Profile, postsOf(open))+"审定。", missing)
	return c, err
}

// approved: nobody's word is missing; the notice goes out at once.
func (r *request) approved(m meeting.Meeting) (bot.Card, error) {
	told, err := r.issue(&m)
	if err != nil {
		return bot.Card{}, err
	}
	card := r.card(m, "meeting.approved", bot.ToneDone, m.Title+"方案已审定（"+draftName(m)+"）")
	card.Fields, card.Next = r.whenWhere(m), handlers.Lines("已发出会议通知。", told)
	return card, r.tellDrafter(key("meeting.approved", m), m.Drafted, card, m.Key())
}

// sendBack is the approver's 退回, with his reason.
func (r *request) sendBack() (bot.Card, error) {
	x, err := r.underApproval(meeting.SendBack)
	if err != nil {
		return bot.Card{}, err
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" {
		reason = r.behind("meeting")
	}
	if x.Kind == meeting.OfMinutes { // the button says 退回 会3号 第1稿 纪要
		reason = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(reason, "会议"), "纪要"), " ，,：:")
	}
	if reason = cut(reason, 200); reason == "" {
		return bot.Card{}, r.ask("reason", "请说一下退回的理由。")
	}
	if x.said {
		return bot.Card{}, r.refuse(x.m, models.BadInput, "您已经同意过"+x.m.Number+"了，没有退回。",
			"要改主意，请告诉"+models.TheOffice+"重新报审。")
	}
	if err := r.settleWords(x.m, ""); err != nil {
		return bot.Card{}, err
	}
	if err := approval.Return(r.Tx, x.Subject, x.mine, r.Actor.Person, reason, r.Now); err != nil {
		return bot.Card{}, changed(err, x.m.Number)
	}
	r.Settled(x.m.AskKey())
	if err := r.auditWord(x, "sent_back", reason); err != nil {
		return bot.Card{}, err
	}
	if x.Kind == meeting.OfMinutes {
		return r.minutesReturned(x.m, x.Minutes, reason)
	}
	m := x.m
	m.State, m.Reason = meeting.Returned, reason
	if err := r.save(&m); err != nil {
		return bot.Card{}, err
	}
	card := r.card(m, "meeting.sent_back", bot.ToneNear, r.Actor.Name+"退回了"+m.Title+"方案（"+draftName(m)+"）")
	card.Text, card.Next = "理由："+reason, "改好后再报：说出新的时间地点，或发“报审 "+m.Number+"”。"
	if err := r.tellDrafter(key("meeting.sent_back", m), m.Drafted, card, m.Key()); err != nil {
		return bot.Card{}, err
	}
	card.Title, card.Next = "已退回"+m.Title+"方案（"+draftName(m)+"）", "已转告拟定单位，改好后会再报您审定。"
	return card, nil
}

// underApproval finds the plan or the minutes that an approver speaks about, and holds him against the articles.
func (r *request) underApproval(do meeting.Verb) (pending, error) {
	var x pending
	held := r.heldBy(r.Actor.Person)
	m, err := r.pick(func(m meeting.Meeting) bool { return r.awaits(m, held) }, false)
	if isNotFound(err) {
		m, err = r.pick(func(m meeting.Meeting) bool { return m.State == meeting.Approving }, false)
	}
	if err != nil {
		return x, r.idle(err, "现在没有等审定的会议方案或纪要，没有办理。", "发“会议安排”看各次会议的情况。")
	}
	if _, err := r.succeedChair(&m); err != nil {
		return x, err
	}
	t := m.TypeIn(r.Profile)
	x.m = m
	if x.Matter, _, err = meeting.UnderApproval(r.Tx, m, t); err != nil {
		return x, err
	}
	if x.Kind == meeting.OfPlan {
		if err := r.may(m, do); err != nil {
			return x, err
		}
	}
	x.mine = x.Mine(x.Turn(x.Words), held)
	if x.said = len(x.mine) == 0 && approval.Said(x.Words, r.Actor.Person); x.said {
		return x, nil
	}
	version := ""
	if n, _ := r.meant(); n.Version != 0 {
		version = itoa(n.Version)
	}
	why := x.Refuse(x.Subject, x.mine, r.Actor.Person, version)
	if refusal := x.Refused(m, t, why, version, titles(r.Profile, postsOf(x.Words))); refusal != nil {
		return x, refusal
	}
	return x, nil
}

// awaits reports whether a meeting's plan or minutes wait for the word of somebody with these posts.
func (r *request) awaits(m meeting.Meeting, held []roster.Holder) bool {
	if _, err := r.succeedChair(&m); err != nil {
		return false
	}
	x, waits, err := meeting.UnderApproval(r.Tx, m, m.TypeIn(r.Profile))
	return err == nil && waits && len(x.Mine(x.Turn(x.Words), held)) > 0
}
