package bot

import "strings"

// Tone colours a card by what it means to the reader.
type Tone string

const (
	ToneNotice Tone = "notice" // something to know (blue)
	ToneDone   Tone = "done"   // it worked (green)
	ToneNear   Tone = "near"   // due soon (orange)
	ToneLate   Tone = "late"   // overdue or refused (red)
	ToneQuiet  Tone = "quiet"  // closed, withdrawn (grey)
)

// Field is one "name: value" line of a card.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Button is one action under a card. A press comes back as the text Command: there is no second path for buttons.
type Button struct {
	Label   string `json:"label"`             // ≤ 6 Chinese characters
	Command string `json:"command,omitempty"` // what the press says, such as "采用 信〔2026〕3号"
	URL     string `json:"url,omitempty"`     // or a link to open
	Primary bool   `json:"primary,omitempty"`
	Confirm string `json:"confirm,omitempty"` // question the platform asks before it sends the press, where it can
}

// MarkSign parts a button's command from the mark of the question that the button answers. People never see or type
// a mark.
const MarkSign = "#?"

// Spoken is the command as people would type it.
func (b Button) Spoken() string {
	if i := strings.LastIndex(b.Command, MarkSign); i >= 0 {
		return b.Command[:i]
	}
	return b.Command
}

// Code says what a card is about, stable and machine-readable: <noun>.<event> (CONTRACT §2).
type Code string

// Codes by which the program itself decides something, beside those of refusals (models) and handlers.DeadlineKind.
const (
	CodeSecret        Code = "report.secret"   // nothing of the message is kept, its files are not fetched
	CodeReminder      Code = "duty.reminder"   // carries several duties: said again without what is settled
	CodeOverdue       Code = "duty.overdue"    // likewise
	CodeUndelivered   Code = "delivery.failed" // never speaks of itself
	CodeNotUnderstood Code = "not_understood"  // changes nothing: the card whose button was pressed stays
)

// Card is the one neutral thing the bot says. Every platform renders it its own way (template card, markdown,
// card 2.0, plain text). All texts are plain: renderers neutralise mentions, markup and links in them.
type Card struct {
	Code    Code              `json:"code"`              // stable, <noun>.<event>, see CONTRACT §2
	Tone    Tone              `json:"tone"`              //
	Title   string            `json:"title"`             // what happened, one line
	Text    string            `json:"text,omitempty"`    // a few short lines, separated by \n
	Fields  []Field           `json:"fields,omitempty"`  //
	Next    string            `json:"next,omitempty"`    // what is next: one line, one action
	Article string            `json:"article,omitempty"` // "信息制度 第九条"
	Duty    string            `json:"duty,omitempty"`    // id of the duty this speaks about
	Refs    map[string]string `json:"refs,omitempty"`    // kind → number, such as report → 信〔2026〕3号
	Buttons []Button          `json:"buttons,omitempty"`
	Mention []string          `json:"mention,omitempty"` // account ids to @ on the platform (set by the desk/outbox, never from user text)
	Picture []byte            `json:"picture,omitempty"` // PNG, where a picture says it better
	File    *File             `json:"file,omitempty"`    // a document that goes with the card
}

// File is a document to hand over in chat.
type File struct {
	Name string `json:"name"` // 问题清单.xlsx
	Type string `json:"type"` // MIME type
	Data []byte `json:"data"`
}

// Plain renders the card as plain text: the last fallback of every platform, and what simulate prints.
func (c Card) Plain() string {
	var b strings.Builder
	line := func(s string) {
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	}
	line(c.Title)
	line(c.Text)
	for _, f := range c.Fields {
		line(f.Name + "：" + f.Value)
	}
	line(c.Next)
	if c.Article != "" {
		line("依据：" + c.Article)
	}
	return b.String()
}

// Labels lists the button labels in order.
func (c Card) Labels() []string {
	out := make([]string, 0, len(c.Buttons))
	for _, b := range c.Buttons {
		out = append(out, b.Label)
	}
	return out
}
