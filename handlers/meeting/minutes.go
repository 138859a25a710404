package meeting

import (
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
)

// minutes files the minutes of a meeting, or shows them.
func (r *request) minutes() (bot.Card, error) {
	text := r.minutesText()
	if text == "" && len(r.First.Media) == 0 {
		return r.showMinutes()
	}
	r.Args.Slots[slotMinutes] = text
	m, err := r.pick(func(m meeting.Meeting) bool {
		_, refusal := meeting.May(m, meeting.Minute, "")
		return m.Start.Before(r.Now) && refusal == nil
	}, true)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.mayChange(m, meeting.Minute); err != nil {
		return bot.Card{}, err
	}
	if m.Start.After(r.Now) {
		return bot.Card{}, r.refuse(m, models.BadInput, m.Number+"还没有开，不能出纪要。", "会议定在"+r.when(m)+"。")
	}
	items := meeting.Items(r.Profile, text, r.Now, r.Days)
	if err := r.complete(items); err != nil {
		return bot.Card{}, err
	}
	return r.file(m, text, items)
}

// minutesText is what the minutes say: behind the number, or behind the first colon or line break.
func (r *request) minutesText() string {
	if said := r.Args.Slots.Str(slotMinutes); said != "" {
		return said
	}
	if text := r.behind("meeting"); text != "" {
		text = strings.TrimLeft(strings.TrimPrefix(text, "纪要"), "：:\n ")
		return strings.TrimSpace(strings.TrimPrefix(text, "纪要"))
	}
	if _, below, ok := strings.Cut(r.Args.Text, "\n"); ok {
		return strings.TrimSpace(below)
	}
	_, text, _ := strings.Cut(strings.Replace(r.Args.Text, ":", "：", 1), "纪要：")
	return strings.TrimSpace(text)
}

// complete asks for the first owner or deadline that an item does not name.
func (r *request) complete(items []meeting.Item) error {
	for i := range items {
		it := &items[i]
		owner, deadline := fmt.Sprintf("owner%d", i+1), fmt.Sprintf("deadline%d", i+1)
		if len(it.Owners) == 0 {
			it.Owners = meeting.ReadItem(r.Profile, r.Args.Slots.Str(owner), r.Now, r.Days).Owners
		}
		if it.Deadline.IsZero() {
			it.Deadline = meeting.DeadlineIn(r.Args.Slots.Str(deadline), r.Now, r.Days)
		}
		slot, text := owner, "由哪个单位负责？"
		if len(it.Owners) > 0 {
			slot, text = deadline, "什么时候完成？"
		}
		if len(it.Owners) == 0 || it.Deadline.IsZero() {
			return r.askAbout(slot, fmt.Sprintf("议定事项第%d项%s", i+1, text), "“"+cut(it.Text, 80)+"”")
		}
	}
	return nil
}

// file keeps the minutes: in force at once, or after the approval that the type wants.
func (r *request) file(m meeting.Meeting, text string, items []meeting.Item) (bot.Card, error) {
	n := meeting.Minutes{Meeting: m.ID, Text: text, Media: handlers.MediaText(r.First.Media), State: meeting.MinutesFinal,
		Person: r.Actor.Person, At: r.Now}
	if len(m.TypeIn(r.Profile).Minutes) > 0 {
		n.State = meeting.MinutesPending
	}
	if err := r.settleWords(m, ""); err != nil {
		return bot.Card{}, err
	}
	r.Settled(m.Key())
	if err := meeting.FileMinutes(r.Tx, &n, items); err != nil {
		return bot.Card{}, err
	}
	if err := r.audit(m, "minutes", nil, map[string]any{"version": n.Version, "items": len(items)}, ""); err != nil {
		return bot.Card{}, err
	}
	if n.State == meeting.MinutesFinal {
		return r.enact(m, items)
	}
	return r.proposeMinutes(m, n)
}

// proposeMinutes sends the minutes to those who must approve them.
func (r *request) proposeMinutes(m meeting.Meeting, n meeting.Minutes) (bot.Card, error) {
	if m.State == meeting.Noticed {
		m.State = meeting.Held
		if err := r.save(&m); err != nil {
			return bot.Card{}, err
		}
	}
	r.Settled(m.AskKey())
	t := m.TypeIn(r.Profile)
	x := meeting.MinutesMatter(m, t, n)
	var err error
	if x.Words, err = approval.Demand(r.Tx, x.Subject, x.Rule); err != nil {
		return bot.Card{}, err
	}
	missing, err := r.askFor(m, x, nil)
	c := r.card(m, "meeting.minutes_drafted", bot.ToneDone, fmt.Sprintf("%s纪要第%d稿已收到", m.Number, n.Version))
	c.Next = handlers.Lines("已报"+titles(r.Profile, t.Minutes)+"审定，审定后议定事项开始督办。", missing)
	return c, err
}

// minutesApproved puts approved minutes into force.
func (r *request) minutesApproved(m meeting.Meeting, n meeting.Minutes) (bot.Card, error) {
	items, err := n.Resolved()
	if err != nil {
		return bot.Card{}, err
	}
	if err := meeting.SettleMinutes(r.Tx, m.ID, meeting.MinutesFinal); err != nil {
		return bot.Card{}, err
	}
	card, err := r.enact(m, items)
	if err == nil {
		err = r.tellDrafter(key("meeting.minuted", m), n.Person, card, m.Key())
	}
	return card, err
}

func (r *request) minutesReturned(m meeting.Meeting, n meeting.Minutes, reason string) (bot.Card, error) {
	card := r.card(m, "meeting.sent_back", bot.ToneNear, r.Actor.Name+"退回了"+m.Title+"纪要（"+m.Number+"）")
	card.Text, card.Next = "理由："+reason, "改好后再发一次：“纪要 "+m.Number+"：……”。"
	err := r.tellDrafter("meeting.minutes_back/"+m.ID+"/"+itoa(n.Version), n.Person, card)
	if err != nil {
		return bot.Card{}, err
	}
	return card, meeting.SettleMinutes(r.Tx, m.ID, meeting.MinutesReturned)
}
