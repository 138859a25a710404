package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/models/outbox"
)

// What the three buttons of a reminder order; behind each stand the names of the matters that it is about.
const (
	OrderReceived = "收到提醒"
	OrderWhy      = "为什么催我"
	OrderLater    = "延后提醒"
)

// quotable is how many cards of a chat are looked through for one that is repeated in a reply.
const quotable = 50

// QuotedReminder is the reminder that a message replies to, by the receipt that its button orders: that names its matters
// exactly. Some platforms say which card it is, some only repeat its text. Empty: it replies to none.
func (r *Request) QuotedReminder() (order string, err error) {
	e := r.Event
	if e.QuoteID != "" {
		p, ours, err := outbox.SaidAs(r.Tx, e.Platform, e.QuoteID)
		if err != nil || ours {
			order, _ := receiptOf(p, "")
			return order, err
		}
	}
	if e.Quote == "" {
		return "", nil
	}
	list, err := outbox.Latest(r.Tx, outbox.ChatKey{Platform: e.Platform, Chat: e.Chat.ID}, r.Now, quotable)
	if err != nil {
		return "", fmt.Errorf("look for the card that is repeated: %w", err)
	}
	for _, p := range list {
		if order, ok := receiptOf(p, e.Quote); ok {
			return order, nil
		}
	}
	return "", nil
}

// receiptOf is the receipt that a card's button orders, if the card is the one that a text repeats.
func receiptOf(p outbox.Parcel, text string) (string, bool) {
	var card bot.Card
	if json.Unmarshal([]byte(p.Card), &card) != nil {
		return "", false
	}
	i := slices.IndexFunc(card.Buttons, func(b bot.Button) bool { return strings.HasPrefix(b.Command, OrderReceived+" ") })
	if i < 0 || text != "" && !(strings.Contains(text, card.Title) && strings.Contains(text, firstLine(card.Text))) {
		return "", false
	}
	return card.Buttons[i].Command, true
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}
