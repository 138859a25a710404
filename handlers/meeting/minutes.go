package meeting

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
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
	if _, err := v.retract(m.AskKey()); err != nil {
		return bot.Card{}, err
	}
	x := meeting.MinutesMatter(m, t, n)
	var err error
	if x.Words, err = approval.Demand(v.tx, x.Subject, x.Rule); err != nil {
		return bot.Card{}, err
	}
	missing, err := v.ask(m, t, x, nil)
	return bot.Card{Code: "meeting.minutes_drafted", Tone: bot.ToneDone, Title: fmt.Sprintf("%s纪要第%d稿已收到", m.Number, n.Version), Article: string(t.Article), Refs: refs(m),
		Next: lines("已报"+titles(v.p, t.Minutes)+"审定，审定后议定事项开始督办。", missing)}, err
}

// minutesApproved puts approved minutes into force.
func minutesApproved(r *handlers.Request, v *voice, m meeting.Meeting, t profile.MeetingType, n meeting.Minutes) (bot.Card, error) {
	items, err := n.Resolved()
	if err != nil {
		return bot.Card{}, err
	}
	if err := meeting.SettleMinutes(r.Tx, m.ID, meeting.MinutesFinal); err != nil {
		return bot.Card{}, err
	}
	card, err := v.enact(r, m, t, items)
	if err == nil {
		v.tellDrafters("meeting.minuted", m, card)
	}
	return card, err
}

func minutesReturned(r *handlers.Request, v *voice, m meeting.Meeting, t profile.MeetingType, n meeting.Minutes, reason string) (bot.Card, error) {
	if err := meeting.SettleMinutes(r.Tx, m.ID, meeting.MinutesReturned); err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "meeting.sent_back", Tone: bot.ToneNear, Text: "理由：" + reason,
		Title:   r.Actor.Name + "退回了" + m.Title + "纪要（" + m.Number + "）",
		Article: string(t.Article), Refs: refs(m), Next: "改好后再发一次：“纪要 " + m.Number + "：……”。"}
	v.say(handlers.Notice{Key: "meeting.minutes_back/" + m.ID + "/" + itoa(n.Version), To: handlers.Audience{Office: true}, Card: card})
	return card, nil
}
