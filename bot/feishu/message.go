package feishu

import (
	"context"
	"regexp"
	"strings"

	"linzhangbot/bot"
)

// placeholder is how Feishu writes a mention inside a text.
var placeholder = regexp.MustCompile(`@_user_[0-9]+|@_all\b`)

// message normalises im.message.receive_v1. The message id is the dedupe key: Feishu may send one message
// under two event ids.
func (p *Platform) message(ctx context.Context, e bot.Event, body node) (bot.Event, bool) {
	switch body.at("sender", "sender_type").text() {
	case "bot", "app":
		return e, false
	case "user":
	default:
		return e, true
	}
	m := body.at("message")
	id, chat, from := m.at("message_id").text(), m.at("chat_id").text(), body.at("sender", "sender_id", "open_id").text()
	if id == "" || chat == "" || from == "" {
		return e, true
	}
	mentions := m.at("mentions").list()
	text, media, ok := readContent(m.at("message_type").text(), m.at("content").text(), names(mentions))
	if !ok {
		return e, true
	}
	e.ID, e.Kind, e.From, e.ReplyTo = id, bot.KindText, from, id
	e.Text, e.Media, e.QuoteID = text, media, m.at("parent_id").text()
	if t := instant(m.at("create_time").number()); !t.IsZero() {
		e.At = t
	}
	if m.at("chat_type").text() == "p2p" {
		e.Chat, e.ToBot = bot.Chat{ID: chat, Kind: bot.Private}, true
		return e, true
	}
	e.Chat, e.ToBot = bot.Chat{ID: chat, Kind: bot.Group}, p.addressed(ctx, mentions)
	return e, true
}

// names maps each placeholder of a message to the name it stands for.
func names(mentions []node) map[string]string {
	out := map[string]string{"@_all": "所有人", "all": "所有人"}
	for _, m := range mentions {
		if key := m.at("key").text(); key != "" {
			out[key] = m.at("name").text()
		}
	}
	return out
}

// fill puts names where Feishu left placeholders; a placeholder without a mention stays as written.
func fill(text string, names map[string]string) string {
	return placeholder.ReplaceAllStringFunc(text, func(key string) string {
		if name := names[key]; name != "" {
			return "@" + name
		}
		return key
	})
}

// readContent reads a message's content, a JSON document inside a string, by its type. ok is false for what
// nobody could act on (stickers, shared cards, a broken document).
func readContent(kind, raw string, names map[string]string) (text string, media []bot.Media, ok bool) {
	c, err := parseStrict([]byte(raw))
	if err != nil || !c.isObject() {
		return "", nil, false
	}
	switch kind {
	case "text":
		return fill(c.at("text").text(), names), nil, true
	case "post":
		text, media = post(c, names)
		return text, media, true
	case "image":
		return one(bot.Media{Kind: "image", Ref: c.at("image_key").text()})
	case "file":
		return one(bot.Media{Kind: "file", Ref: c.at("file_key").text(), Name: c.at("file_name").text()})
	case "audio":
		return one(bot.Media{Kind: "voice", Ref: c.at("file_key").text()})
	case "media":
		return one(bot.Media{Kind: "video", Ref: c.at("file_key").text(), Name: c.at("file_name").text()})
	case "location":
		return location(c), nil, true
	}
	return "", nil, false
}

func one(m bot.Media) (string, []bot.Media, bool) {
	if m.Ref == "" {
		return "", nil, false
	}
	return "", []bot.Media{m}, true
}

func location(c node) string {
	return "位置 " + c.at("name").text() + " " + c.at("longitude").number() + "," + c.at("latitude").number()
}

// post reads a rich text: the title, then a line for each paragraph; pictures and films become media.
func post(c node, names map[string]string) (string, []bot.Media) {
	var lines []string
	var media []bot.Media
	if t := c.at("title").text(); t != "" {
		lines = append(lines, t)
	}
	for _, paragraph := range c.at("content").list() {
		var b strings.Builder
		for _, el := range paragraph.list() {
			b.WriteString(postText(el, names))
			if m, ok := postMedia(el); ok {
				media = append(media, m)
			}
		}
		if line := strings.TrimSpace(b.String()); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n"), media
}

func postText(el node, names map[string]string) string {
	switch el.at("tag").text() {
	case "text", "code_block", "md":
		return fill(el.at("text").text(), names)
	case "a":
		return el.at("text").text() + " " + el.at("href").text() + " "
	case "at":
		name := names[el.at("user_id").text()]
		if name == "" {
			name = el.at("user_name").text()
		}
		return "@" + name + " "
	}
	return ""
}

func postMedia(el node) (bot.Media, bool) {
	m := bot.Media{}
	switch el.at("tag").text() {
	case "img":
		m = bot.Media{Kind: "image", Ref: el.at("image_key").text()}
	case "media":
		m = bot.Media{Kind: "video", Ref: el.at("file_key").text()}
	}
	return m, m.Ref != ""
}

// addressed tells whether the bot itself is among the mentions: by its id, else by the configured name.
// When neither is known a group message counts as not addressed.
func (p *Platform) addressed(ctx context.Context, mentions []node) bool {
	if len(mentions) == 0 {
		return false
	}
	if self := p.self(ctx); self != "" {
		for _, m := range mentions {
			if m.at("id", "open_id").text() == self {
				return true
			}
		}
		return false
	}
	for _, m := range mentions {
		if p.set.BotName != "" && m.at("name").text() == p.set.BotName && m.at("mentioned_type").text() != "user" {
			return true
		}
	}
	return false
}
