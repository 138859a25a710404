package meeting

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// slotText keeps the text of minutes while something about them is asked.
const slotText = "minutes"

// minutes files the minutes of a meeting, or shows them.
func minutes(_ context.Context, r *handlers.Request) (bot.Card, error) {
	text := minutesText(r)
	if text == "" && len(r.Event.Media) == 0 {
		return showMinutes(r)
	}
	keep(r, slotText, text)
	v := ofRequest(r)
	m, ask, err := pick(r, func(m meeting.Meeting) bool {
		return m.Start.Before(r.Now) && (m.State == meeting.Noticed || m.State == meeting.Held || m.State == meeting.Minuted)
	}, true)
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	t := m.TypeIn(r.Profile)
	if err := mayChange(r, v, m, t); err != nil {
		return bot.Card{}, err
	}
	if _, refusal := meeting.May(m, meeting.Minute, t.Article); refusal != nil {
		return bot.Card{}, refusal
	}
	if m.Start.After(r.Now) {
		return bot.Card{}, models.Refuse(models.BadInput, m.Number+"还没有开，不能出纪要。", "会议定在"+clock(m.Start.In(r.Now.Location()), r.Now)+"。", t.Article)
	}
	items := meeting.Items(r.Profile, text, r.Now, r.Days)
	if card, missing := complete(r, items); missing {
		return card, nil
	}
	return v.file(r, m, t, text, items)
}

// minutesText is what the minutes say: behind the number, or behind the first colon or line break.
func minutesText(r *handlers.Request) string {
	if said := r.Args.Slots.Str(slotText); said != "" {
		return said
	}
	if text := after(r); text != "" {
		return strings.TrimSpace(strings.TrimPrefix(strings.TrimLeft(strings.TrimPrefix(text, "纪要"), "：:\n "), "纪要"))
	}
	text := r.Args.Text
	if i := strings.IndexAny(text, "\n"); i > 0 {
		return strings.TrimSpace(text[i:])
	}
	if _, rest, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "纪要："); ok {
		return strings.TrimSpace(rest)
	}
	return ""
}

// complete asks for the first owner or deadline that an item does not name.
func complete(r *handlers.Request, items []meeting.Item) (bot.Card, bool) {
	for i := range items {
		it := &items[i]
		owner, deadline := fmt.Sprintf("owner%d", i+1), fmt.Sprintf("deadline%d", i+1)
		if said := r.Args.Slots.Str(owner); len(it.Owners) == 0 && said != "" {
			it.Owners = meeting.ReadItem(r.Profile, said, r.Now, r.Days).Owners
		}
		if said := r.Args.Slots.Str(deadline); it.Deadline.IsZero() && said != "" {
			it.Deadline, _ = meeting.DeadlineIn(said, r.Now, r.Days)
		}
		ask := func(slot, text string) (bot.Card, bool) {
			c := r.Ask(handlers.Question{Missing: slot, Text: fmt.Sprintf("议定事项第%d项%s", i+1, text)})
			c.Text = "“" + cut(it.Text, 80) + "”"
			return c, true
		}
		if len(it.Owners) == 0 {
			return ask(owner, "由哪个单位负责？")
		}
		if it.Deadline.IsZero() {
			return ask(deadline, "什么时候完成？")
		}
	}
	return bot.Card{}, false
}

// file keeps the minutes: in force at once, or after the approval that the type wants.
func (v *voice) file(r *handlers.Request, m meeting.Meeting, t profile.MeetingType, text string, items []meeting.Item) (bot.Card, error) {
	n := meeting.Minutes{Meeting: m.ID, Text: text, State: meeting.MinutesFinal, Person: r.Actor.Person, At: r.Now}
	if len(r.Event.Media) > 0 {
		media, err := json.Marshal(r.Event.Media)
		if err != nil {
			return bot.Card{}, fmt.Errorf("write attachments: %w", err)
		}
		n.Media = string(media)
	}
	if len(t.Minutes) > 0 {
		n.State = meeting.MinutesPending
	}
	if err := meeting.FileMinutes(r.Tx, &n, items); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("meeting", m.ID, m.Number, "minutes", nil, map[string]any{"version": n.Version, "items": len(items)}, ""); err != nil {
		return bot.Card{}, err
	}
	if n.State == meeting.MinutesFinal {
		return v.enact(r, m, t, items)
	}
	return v.propound(m, t, n)
}

// propound sends the minutes to those who must approve them.
func (v *voice) propound(m meeting.Meeting, t profile.MeetingType, n meeting.Minutes) (bot.Card, error) {
	if m.State == meeting.Noticed {
		m.State = meeting.Held
		if err := meeting.Save(v.tx, &m, v.now); err != nil {
			return bot.Card{}, changed(err, m)
		}
	}
	if err := meeting.Drop(v.tx, m.ID, meeting.OfMinutes); err != nil {
		return bot.Card{}, err
	}
	if _, err := v.retract(m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	var wants []meeting.Want
	for _, post := range t.Minutes {
		wants = append(wants, meeting.Want{Kind: meeting.OfMinutes, Post: post})
	}
	if err := meeting.Demand(v.tx, m, n.Version, wants); err != nil {
		return bot.Card{}, err
	}
	missing, err := v.askMinutes(m, t)
	return bot.Card{Code: "meeting.minutes_drafted", Tone: bot.ToneDone, Title: fmt.Sprintf("%s纪要第%d稿已收到", m.Number, n.Version), Article: string(t.Article), Refs: refs(m),
		Next: lines("已报"+titles(v.p, t.Minutes)+"审定，审定后议定事项开始督办。", missing)}, err
}

// askMinutes asks for the words on the minutes that are missing.
func (v *voice) askMinutes(m meeting.Meeting, t profile.MeetingType) (missing string, err error) {
	n, ok, err := meeting.PendingMinutes(v.tx, m.ID)
	if err != nil || !ok {
		return "", err
	}
	all, err := meeting.Approvals(v.tx, m.ID, n.Version, meeting.OfMinutes)
	if err != nil {
		return "", err
	}
	card := minutesCard(m, t, n)
	seen := m
	seen.Version = 1000*m.Version + n.Version // its own keys: the plan was asked for under the same meeting
	return v.request(seen, meeting.Turn(t, all), card)
}

// minutesCard shows minutes to whoever must approve them.
func minutesCard(m meeting.Meeting, t profile.MeetingType, n meeting.Minutes) bot.Card {
	name := fmt.Sprintf("%s 第%d稿 纪要", m.Number, n.Version)
	return bot.Card{Code: "meeting.approval_asked", Tone: bot.ToneNotice, Title: fmt.Sprintf("请审定：%s纪要（%s第%d稿）", m.Title, m.Number, n.Version), Text: cut(n.Text, 1200),
		Article: string(t.Article), Refs: refs(m), Next: "同意或退回，点一下即可；退回请说理由。",
		Buttons: []bot.Button{{Label: "同意", Command: "同意 " + name, Primary: true}, {Label: "退回", Command: "退回 " + name}}}
}

// judgeMinutes holds an approver of minutes against the type.
func (v *voice) judgeMinutes(r *handlers.Request, w word, n meeting.Minutes, held []roster.Holder) (word, *bot.Card, error) {
	var err error
	if w.all, err = meeting.Approvals(r.Tx, w.m.ID, n.Version, meeting.OfMinutes); err != nil {
		return w, nil, err
	}
	w.mine = meeting.Mine(w.m, w.t, w.all, held)
	w.done = len(w.mine) == 0 && slices.ContainsFunc(w.all, func(a meeting.Approval) bool { return a.Person == r.Actor.Person && a.Verdict == meeting.Agreed })
	if w.done {
		return w, nil, nil
	}
	version, _ := r.Args.Slots.Int(slotVersion)
	draft := w.m
	draft.Version, draft.Drafted = n.Version, n.Person
	if refusal := meeting.Refuse(draft, w.t, r.Actor.Person, version, w.mine, titles(r.Profile, w.t.Minutes)); refusal != nil {
		return w, nil, refusal
	}
	return w, nil, nil
}

// minutesApproved puts approved minutes into force.
func minutesApproved(r *handlers.Request, v *voice, w word) (bot.Card, error) {
	n, ok, err := meeting.PendingMinutes(r.Tx, w.m.ID)
	if err != nil || !ok {
		return bot.Card{}, err
	}
	items, err := n.Resolved()
	if err != nil {
		return bot.Card{}, err
	}
	if err := meeting.Drop(r.Tx, w.m.ID, meeting.OfMinutes); err != nil {
		return bot.Card{}, err
	}
	if _, err := v.retract(w.m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	if err := meeting.SettleMinutes(r.Tx, w.m.ID, meeting.MinutesFinal); err != nil {
		return bot.Card{}, err
	}
	card, err := v.enact(r, w.m, w.t, items)
	if err == nil {
		v.tellDrafters("meeting.minuted", w.m, card)
	}
	return card, err
}

func minutesReturned(r *handlers.Request, v *voice, w word, reason string) (bot.Card, error) {
	if err := meeting.SettleMinutes(r.Tx, w.m.ID, meeting.MinutesReturned); err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "meeting.sent_back", Tone: bot.ToneNear, Title: r.Actor.Name + "退回了" + w.m.Title + "纪要（" + w.m.Number + "）", Text: "理由：" + reason,
		Article: string(w.t.Article), Refs: refs(w.m), Next: "改好后再发一次：“纪要 " + w.m.Number + "：……”。"}
	v.say(handlers.Notice{Key: "meeting.minutes_back/" + w.m.ID + "/" + itoa(w.all[0].Version), To: handlers.Audience{Office: true}, Card: card})
	return card, nil
}
