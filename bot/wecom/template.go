package wecom

import (
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// templateCard is the part of WeCom's template card we use. It serves robot and app alike.
type templateCard struct {
	CardType  string       `json:"card_type"`
	MainTitle cardTitle    `json:"main_title"`
	SubTitle  string       `json:"sub_title_text,omitempty"`
	Quote     *cardQuote   `json:"quote_area,omitempty"`
	Fields    []cardField  `json:"horizontal_content_list,omitempty"`
	Jumps     []cardJump   `json:"jump_list,omitempty"`
	Action    *cardAction  `json:"card_action,omitempty"`
	Buttons   []cardButton `json:"button_list,omitempty"`
	TaskID    string       `json:"task_id,omitempty"`
}

type cardTitle struct {
	Title string `json:"title"`
	Desc  string `json:"desc,omitempty"`
}

type cardQuote struct {
	Type int    `json:"type"`
	Text string `json:"quote_text"`
}

type cardField struct {
	Name  string `json:"keyname"`
	Value string `json:"value"`
}

type cardJump struct {
	Type  int    `json:"type"`
	URL   string `json:"url"`
	Title string `json:"title"`
}

type cardAction struct {
	Type int    `json:"type"`
	URL  string `json:"url"`
}

type cardButton struct {
	Text  string `json:"text"`
	Style int    `json:"style"`
	Key   string `json:"key"`
}

// Limits of template cards in characters: the client cuts what is longer, so what is longer goes into text instead.
const (
	cardTitleRunes = 26
	cardTextRunes  = 112
	cardNameRunes  = 5
	cardValueRunes = 26
	cardFields     = 6
	cardJumps      = 3
	cardButtons    = 6
	cardLabelRunes = 10
	cardJumpRunes  = 13
)

// pressable lists the buttons that fit: at most six, each command once.
func pressable(c bot.Card) []cardButton {
	var out []cardButton
	seen := map[string]bool{}
	for _, b := range c.Buttons {
		good := b.Command != "" && len(b.Command) <= maxKey && utf8.ValidString(b.Command)
		if !good || seen[b.Command] || len(out) == cardButtons {
			continue
		}
		label := wire.CutRunes(neutralPlain(oneLine(clean(b.Label))), cardLabelRunes)
		if label == "" {
			continue
		}
		seen[b.Command] = true
		kind := 2
		if b.Primary {
			kind = 1
		}
		out = append(out, cardButton{Text: label, Style: kind, Key: b.Command})
	}
	return out
}

func jumps(c bot.Card) []cardJump {
	var out []cardJump
	for _, b := range c.Buttons {
		if b.URL == "" || !safeLink(b.URL) || len(out) == cardJumps {
			continue
		}
		if label := wire.CutRunes(neutralPlain(oneLine(clean(b.Label))), cardJumpRunes); label != "" {
			out = append(out, cardJump{Type: 1, URL: b.URL, Title: label})
		}
	}
	return out
}

// asTemplate writes a card as a template card. Whole tells whether nothing had to be cut: if something had, the text
// must go out beside it. Task is the card's id on the platform; fallback is where a tap on a card without buttons leads.
func asTemplate(c bot.Card, task, fallback string) (card templateCard, whole bool) {
	text := c.Text
	if c.Next != "" {
		if text != "" {
			text += "\n"
		}
		text += c.Next
	}
	card = templateCard{
		CardType:  "text_notice",
		MainTitle: cardTitle{Title: neutralPlain(oneLine(clean(c.Title)))},
		SubTitle:  neutralPlain(text),
		Buttons:   pressable(c), Jumps: jumps(c), TaskID: task,
	}
	if c.Article != "" {
		card.Quote = &cardQuote{Text: "依据：" + neutralPlain(oneLine(clean(c.Article)))}
	}
	for _, f := range c.Fields {
		card.Fields = append(card.Fields, cardField{neutralPlain(oneLine(clean(f.Name))), neutralPlain(oneLine(clean(f.Value)))})
	}
	whole = card.shorten()
	if len(card.Buttons) > 0 {
		card.CardType = "button_interaction"
		return card, whole
	}
	card.Action = &cardAction{Type: 1, URL: fallback}
	if len(card.Jumps) > 0 {
		card.Action.URL = card.Jumps[0].URL
	}
	return card, whole
}

// shorten cuts every part to what clients show and tells whether nothing was lost.
func (card *templateCard) shorten() bool {
	whole := true
	cut := func(s *string, n int) {
		short := wire.CutRunes(*s, n)
		whole = whole && short == *s
		*s = short
	}
	cut(&card.MainTitle.Title, cardTitleRunes)
	cut(&card.SubTitle, cardTextRunes)
	if card.Quote != nil {
		cut(&card.Quote.Text, cardTextRunes)
	}
	if len(card.Fields) > cardFields {
		whole, card.Fields = false, card.Fields[:cardFields]
	}
	kept := card.Fields[:0]
	for _, f := range card.Fields {
		cut(&f.Name, cardNameRunes)
		cut(&f.Value, cardValueRunes)
		if f.Name == "" { // WeCom refuses a line without a name
			whole = whole && f.Value == ""
			continue
		}
		kept = append(kept, f)
	}
	card.Fields = kept
	if card.MainTitle.Title == "" {
		card.MainTitle.Title = "林长助手"
	}
	return whole
}

// small is the card that stands beside a long text: title and buttons only.
func (card templateCard) small() templateCard {
	card.SubTitle, card.Fields, card.Quote = "", nil, nil
	return card
}
