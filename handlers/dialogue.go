package handlers

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models/inbox"
)

// patience is how long a question waits for its answer.
const patience = 30 * time.Minute

// question is the one question the desk itself asks when the language is unsure and the command leaves it to us.
func (t *turn) question(c *Command) *bot.Card {
	a := t.r.Args
	switch a.Expect {
	case language.Ask:
		text := a.Why
		if text == "" {
			text = "“" + c.Title + "”还差一样，请补充。"
		}
		card := t.r.Ask(Question{Missing: a.Missing, Text: text, Choices: a.Choices})
		return &card
	case language.Confirm:
		card := t.r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请确认：" + c.Title, Text: understood(a.Slots), Fields: nil}, nil)
		if a.Why != "" {
			card.Text = strings.TrimSpace(card.Text + "\n" + a.Why)
		}
		return &card
	case language.Refuse:
		return &bot.Card{Code: "refused.not_allowed", Tone: bot.ToneLate, Title: a.Why, Article: string(c.Article), Next: c.Deny}
	}
	return nil
}

// slotNames are the slots people are shown when something is to be confirmed, in this order.
var slotNames = []struct{ key, name string }{
	{"unit", "单位"}, {"title", "标题"}, {"type", "类型"}, {"period", "时段"}, {"date", "日期"}, {"start", "时间"}, {"place", "地点"},
	{"deadline", "时限"}, {"issue", "问题"}, {"step", "措施"}, {"organiser", "组织单位"}, {"from", "自"}, {"to", "至"}, {"source", "来源"}, {"reason", "理由"},
}

func understood(s Slots) string {
	var b strings.Builder
	for _, n := range slotNames {
		if v := s.Str(n.key); v != "" {
			fmt.Fprintf(&b, "%s：%s\n", n.name, v)
		}
	}
	if targets := s.List("targets"); len(targets) > 0 {
		fmt.Fprintf(&b, "对象：%s\n", strings.Join(targets, "、"))
	}
	return strings.TrimSpace(b.String())
}

// finish remembers the question a card asks, and signs the buttons that answer it.
func (t *turn) finish(card *bot.Card) (*bot.Card, error) {
	q := t.r.ask
	if q == nil {
		return card, nil
	}
	intent := q.Intent
	if intent == "" {
		intent = t.r.Args.Intent
	}
	mark := digest(t.r.Event.Platform + " " + t.r.Event.ID)[:6]
	sign(card, *q, mark)
	slots, err := json.Marshal(t.r.Args.Slots.With(q.Slots).With(Slots{askMark: mark}))
	if err != nil {
		return nil, fmt.Errorf("write dialogue: %w", err)
	}
	choices, err := json.Marshal(q.Choices)
	if err != nil {
		return nil, fmt.Errorf("write dialogue: %w", err)
	}
	e := t.r.Event
	return card, inbox.Keep(t.r.Tx, inbox.Dialogue{Platform: e.Platform, Chat: e.Chat.ID, Account: e.From, Intent: intent,
		Slots: string(slots), Missing: q.Missing, Choices: string(choices), Expires: t.b.now.Add(patience)})
}

// resume goes on with a question that waits for this person, if the message answers it.
func (t *turn) resume() (card *bot.Card, done bool, err error) {
	e := t.r.Event
	q, ok := t.b.waiting[dialogueKey{e.Platform, e.Chat.ID, e.From}]
	if !ok {
		return nil, false, nil
	}
	m := t.understand(e.Text)
	t.meaning = m
	slots := Slots{}
	if err := json.Unmarshal([]byte(q.Slots), &slots); err != nil {
		return nil, false, fmt.Errorf("read dialogue: %w", err)
	}
	mark := slots.Str(askMark)
	if t.mark != "" && mark != t.mark {
		return outOfDate(), true, nil
	}
	delete(slots, askMark)
	args := Args{Intent: q.Intent, Slots: slots, Expect: language.OK, Text: strings.TrimSpace(e.Text)}
	switch {
	case m.Intent == "cancel":
		return &bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有办理。"}, true, t.forget()
	case q.Missing == "" && m.Intent == "confirm":
		args.Confirmed = true
	case q.Missing != "" && t.fills(q, m, args):
	case q.Missing != "" && e.ToBot && t.noAnswer(q, m, args):
		return again(q, mark), true, nil
	default:
		if e.ToBot && m.Intent != language.Unknown {
			return nil, false, t.forget() // another command: the old question is void
		}
		return nil, false, nil
	}
	if err := t.forget(); err != nil {
		return nil, true, err
	}
	card, err = t.command(q.Intent, args)
	return card, true, err
}

func (t *turn) forget() error {
	e := t.r.Event
	delete(t.b.waiting, dialogueKey{e.Platform, e.Chat.ID, e.From})
	t.acted = true
	return inbox.Forget(t.r.Tx, e.Platform, e.Chat.ID, e.From)
}

// anew reports whether a message is the same command once more, whole and about something else: two matters in a row,
// the first of them left unanswered, must never be mixed into one.
func anew(q inbox.Dialogue, m language.Meaning, old Slots) bool {
	if m.Intent != q.Intent || m.Expect != language.OK {
		return false
	}
	other, slots := 0, Slots(m.Slots)
	for key := range slots {
		if was, is := old.Str(key), slots.Str(key); key != q.Missing && was != "" && is != "" && was != is {
			other++
		}
	}
	return other > 1
}

// fills puts the answer into the slot that was asked for: a choice by name or number, a slot the language finds in
// the answer, or the words themselves. An explicit other command is no answer.
func (t *turn) fills(q inbox.Dialogue, m language.Meaning, args Args) bool {
	text := t.desk.language(t.r.Profile).Strip(args.Text)
	if q.Missing == "file" && len(t.r.Event.Media) > 0 { // platforms send a file without words
		args.Slots[q.Missing] = text
		return true
	}
	choices := choicesOf(q)
	if n, ok := ordinal(text); ok && len(choices) > 0 {
		if n < 1 || n > len(choices) {
			return false
		}
		args.Slots[q.Missing] = choices[n-1]
		return true
	}
	for _, c := range choices {
		if text == c {
			args.Slots[q.Missing] = c
			return true
		}
	}
	if m.Strong || text == "" || courtesies[m.Intent] || anew(q, m, args.Slots) {
		return false
	}
	if !t.r.Event.ToBot && m.Intent == language.Unknown && len(choices) > 0 {
		return false
	}
	if v, ok := t.desk.language(t.r.Profile).Slot(q.Missing, text, t.r.Now); ok {
		args.Slots[q.Missing] = v
		return true
	}
	args.Slots[q.Missing] = text
	return true
}
