package feishu

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// placeholder is how Feishu writes a mention inside a text.
var placeholder = regexp.MustCompile(`@_user_[0-9]+|@_all\b`)

// message normalises im.message.receive_v1. The message id is the dedupe key: Feishu may send one message
// under two event ids.
func (p *Platform) message(ctx context.Context, e bot.Event, body wire.Node) (bot.Event, bool) {
	switch body.At("sender", "sender_type").Text() {
	case "bot", "app":
		return e, false
	case "user":
	default:
		return e, true
	}
	m := body.At("message")
	id, chat, from := m.At("message_id").Text(), m.At("chat_id").Text(), body.At("sender", "sender_id", "open_id").Text()
	if id == "" || chat == "" || from == "" {
		return e, true
	}
	mentions := m.At("mentions").List()
	text, media, ok := readContent(m.At("message_type").Text(), m.At("content").Text(), names(mentions))
	if !ok {
		return e, true
	}
	e.ID, e.Kind, e.From, e.ReplyTo = id, bot.KindText, from, id
	e.Text, e.Media, e.QuoteID = text, media, m.At("parent_id").Text()
	if t := instant(m.At("create_time").Number()); !t.IsZero() {
		e.At = t
	}
	if m.At("chat_type").Text() == "p2p" {
		e.Chat, e.ToBot = bot.Chat{ID: chat, Kind: bot.Private}, true
		return e, true
	}
	e.Chat, e.ToBot = bot.Chat{ID: chat, Kind: bot.Group}, p.addressed(ctx, mentions)
	return e, true
}

// names maps each placeholder of a message to the name it stands for.
func names(mentions []wire.Node) map[string]string {
	out := map[string]string{"@_all": "所有人", "all": "所有人"}
	for _, m := range mentions {
		if key := m.At("key").Text(); key != "" {
			out[key] = m.At("name").Text()
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
	c, err := wire.Parse([]byte(raw))
	if err != nil || !c.IsObject() {
		return "", nil, false
	}
	switch kind {
	case "text":
		return fill(c.At("text").Text(), names), nil, true
	case "post":
		text, media = post(c, names)
		return text, media, true
	case "image":
		return one(bot.Media{Kind: "image", Ref: c.At("image_key").Text()})
	case "file":
		return one(bot.Media{Kind: "file", Ref: c.At("file_key").Text(), Name: c.At("file_name").Text()})
	case "audio":
		return one(bot.Media{Kind: "voice", Ref: c.At("file_key").Text()})
	case "media":
		return one(bot.Media{Kind: "video", Ref: c.At("file_key").Text(), Name: c.At("file_name").Text()})
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

func location(c wire.Node) string {
	return "位置 " + c.At("name").Text() + " " + c.At("longitude").Number() + "," + c.At("latitude").Number()
}

// post reads a rich text: the title, then a line for each paragraph; pictures and films become media.
func post(c wire.Node, names map[string]string) (string, []bot.Media) {
	var lines []string
	var media []bot.Media
	if t := c.At("title").Text(); t != "" {
		lines = append(lines, t)
	}
	for _, paragraph := range c.At("content").List() {
		var b strings.Builder
		for _, el := range paragraph.List() {
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

func postText(el wire.Node, names map[string]string) string {
	switch el.At("tag").Text() {
	case "text", "code_block", "md":
		return fill(el.At("text").Text(), names)
	case "a":
		return el.At("text").Text() + " " + el.At("href").Text() + " "
	case "at":
		name := names[el.At("user_id").Text()]
		if name == "" {
			name = el.At("user_name").Text()
		}
		return "@" + name + " "
	}
	return ""
}

func postMedia(el wire.Node) (bot.Media, bool) {
	m := bot.Media{}
	switch el.At("tag").Text() {
	case "img":
		m = bot.Media{Kind: "image", Ref: el.At("image_key").Text()}
	case "media":
		m = bot.Media{Kind: "video", Ref: el.At("file_key").Text()}
	}
	return m, m.Ref != ""
}

// addressed tells whether the bot itself is among the mentions: by its id, else by the configured name.
// When neither is known a group message counts as not addressed.
func (p *Platform) addressed(ctx context.Context, mentions []wire.Node) bool {
	if len(mentions) == 0 {
		return false
	}
	self := p.self(ctx)
	return slices.ContainsFunc(mentions, func(m wire.Node) bool {
		if self != "" {
			return m.At("id", "open_id").Text() == self
		}
		named := p.set.BotName != "" && m.At("name").Text() == p.set.BotName
		return named && m.At("mentioned_type").Text() != "user"
	})
}
