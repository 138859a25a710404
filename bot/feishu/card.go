package feishu

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// maxCard is Feishu's 30 KB for a card, with room for what it adds itself.
const maxCard = 30_000

var (
	errTooLong = errors.New("render card: longer than the platform takes")
	openID     = regexp.MustCompile(`^ou_[0-9A-Za-z_-]{1,64}$`)
	templates  = map[bot.Tone]string{
		bot.ToneNotice: "blue", bot.ToneDone: "green", bot.ToneNear: "orange", bot.ToneLate: "red", bot.ToneQuiet: "grey",
	}
)

type object = map[string]any

// render draws a neutral card as card JSON 2.0. Unknown attributes are an error there, so nothing is added that
// the documents do not name. picture is the key of an uploaded picture, or empty.
func render(c bot.Card, chat bot.Chat, picture string) ([]byte, error) {
	config := object{"update_multi": true, "summary": object{"content": plain(c.Title)}}
	if pressable(c.Buttons) {
		config["enable_forward"] = false
	}
	body, err := wire.Marshal(object{
		"schema": "2.0",
		"config": config,
		"header": object{"title": plainText(c.Title), "template": template(c.Tone)},
		"body":   object{"elements": elements(c, chat, picture)},
	})
	if err != nil {
		return nil, err
	}
	if len(body) > maxCard {
		return nil, errTooLong
	}
	return body, nil
}

func template(t bot.Tone) string {
	if s, ok := templates[t]; ok {
		return s
	}
	return templates[bot.ToneNotice]
}

// elements is the body from top to bottom: who is meant, what happened, the numbers, what is next, why.
func elements(c bot.Card, chat bot.Chat, picture string) []object {
	list := []object{}
	add := func(text string) {
		if text != "" {
			list = append(list, object{"tag": "markdown", "content": text})
		}
	}
	add(mentions(c.Mention, "<at id=%></at>"))
	add(escape(c.Text))
	if picture != "" {
		list = append(list, object{"tag": "img", "img_key": picture, "alt": plainText(c.Title)})
	}
	add(fields(c.Fields))
	add(escape(c.Next))
	if c.Article != "" {
		list = append(list, object{"tag": "markdown", "content": "依据：" + escape(c.Article), "text_size": "notation"})
	}
	if row := buttons(c.Buttons, chat); len(row) > 0 {
		list = append(list, object{"tag": "column_set", "flex_mode": "flow", "columns": row})
	}
	return list
}

// mentions writes the people to call in one of Feishu's two notations. Only ids of persons pass: an "all" here
// would call the whole group.
func mentions(ids []string, form string) string {
	var out []string
	for _, id := range ids {
		if openID.MatchString(id) {
			out = append(out, strings.ReplaceAll(form, "%", id))
		}
	}
	return strings.Join(out, " ")
}

func fields(list []bot.Field) string {
	lines := make([]string, 0, len(list))
	for _, f := range list {
		name := strings.TrimSpace(escape(f.Name))
		if name != "" {
			name = "**" + name + "**："
		}
		lines = append(lines, name+escape(f.Value))
	}
	return strings.Join(lines, "\n")
}

// buttons makes one column a button; the flow layout wraps them on a phone.
func buttons(list []bot.Button, chat bot.Chat) []object {
	var row []object
	for _, b := range list {
		if act := behavior(b, chat); act != nil {
			row = append(row, object{"tag": "column", "width": "auto", "elements": []object{button(b, act)}})
		}
	}
	return row
}

func button(b bot.Button, act object) object {
	kind := "default"
	if b.Primary {
		kind = "primary"
	}
	o := object{"tag": "button", "text": plainText(b.Label), "type": kind, "behaviors": []object{act}}
	if b.Confirm != "" {
		o["confirm"] = object{"title": plainText("请确认"), "text": plainText(b.Confirm)}
	}
	return o
}

// behavior is what a press does; nil for a button that could do nothing. The value is always an object, and notes
// the chat the card was made for (see pressedIn).
func behavior(b bot.Button, chat bot.Chat) object {
	switch {
	case webAddress(b.URL):
		return object{"type": "open_url", "default_url": b.URL}
	case b.URL != "" || b.Command == "":
		return nil
	}
	return object{"type": "callback", "value": object{"command": b.Command, "chat": chat.ID, "kind": string(chat.Kind)}}
}

// webAddress lets through what a browser opens, and nothing that would run in it.
func webAddress(s string) bool {
	_, ok := wire.WebURL(s)
	return ok
}

// pressable tells whether a press would act on something.
func pressable(list []bot.Button) bool {
	return slices.ContainsFunc(list, func(b bot.Button) bool { return b.Command != "" && b.URL == "" })
}

func plainText(s string) object { return object{"tag": "plain_text", "content": plain(s)} }

// fallback says the card as plain text, with what the buttons would have said.
func fallback(c bot.Card, withMentions bool) string {
	lines := []string{plain(c.Plain())}
	if withMentions {
		if m := mentions(c.Mention, `<at user_id="%"></at>`); m != "" {
			lines = append([]string{m}, lines...)
		}
	}
	for _, b := range c.Buttons {
		switch {
		case webAddress(b.URL):
			lines = append(lines, plain(b.Label)+"："+strings.NewReplacer("<", "%3C", ">", "%3E").Replace(b.URL))
		case b.URL == "" && b.Command != "":
			lines = append(lines, plain(b.Label)+"请回复："+plain(b.Spoken()))
		}
	}
	return strings.Join(lines, "\n")
}
