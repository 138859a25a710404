package wecom

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"

	"linzhangbot/bot"
)

// duplicateSeconds is how long WeCom drops an equal message to the same person. It must outlast the first retries,
// and yet let a person ask the same question twice in a morning.
const duplicateSeconds = 600

// appOutlet writes a card as messages of the app to one person.
func (p *Platform) appOutlet(to bot.Address, c bot.Card) (outlet, error) {
	task := "s-" + digest(p.deps.Name+"\x00"+to.Chat.ID+"\x00"+to.Key)
	card, whole := asTemplate(c, task, p.set.CardURL)
	out := outlet{safe: true}
	out.say = func(ctx context.Context, one part) (answer, error) { return p.appSay(ctx, to.Chat.ID, one) }
	if len(card.Buttons) == 0 {
		out.parts = textParts(c, true)
	} else {
		out.simple = func() []part { return textParts(c, true) }
		if !whole {
			out.parts = textParts(c, false)
			out.simple = func() []part { return hintPart(c) }
			card = card.small()
		}
		out.parts = append(out.parts, part{kind: "template_card", body: card})
	}
	out.parts = append(out.parts, p.attachments(c, maxAppPicture, false)...)
	return out, nil
}

func textParts(c bot.Card, hint bool) []part {
	var out []part
	for _, page := range pages(plainStyle.lines(c, hint), "", maxAppText) {
		if strings.TrimSpace(page) != "" {
			out = append(out, part{kind: "text", body: map[string]string{"content": page}})
		}
	}
	return out
}

// hintPart says what to type, after a long text whose card was refused.
func hintPart(c bot.Card) []part {
	hints := strings.Join(plainStyle.actions(c, true), "\n")
	return []part{{kind: "text", body: map[string]string{"content": cutBytes(hints, maxAppText)}}}
}

// appSay sends one message to one person. WeCom answers 0 even where it sent to nobody, so the lists are read.
func (p *Platform) appSay(ctx context.Context, user string, one part) (answer, error) {
	got, err := p.api.withToken(ctx, func(token string) (answer, error) {
		query := url.Values{"access_token": {token}}
		body, err := p.api.uploaded(ctx, one, "/cgi-bin/media/upload", query)
		if err != nil {
			return answer{}, err
		}
		return p.api.postJSON(ctx, p.api.at("/cgi-bin/message/send", query), map[string]any{
			"touser": user, "agentid": p.set.App.AgentID, "msgtype": one.kind, one.kind: body,
			"enable_duplicate_check": 1, "duplicate_check_interval": duplicateSeconds,
		})
	})
	if err == nil && (got.InvalidUser != "" || got.Unlicensed != "") {
		return answer{}, never("invaliduser", "the person is outside the app's range or has left")
	}
	return got, err
}

// hookOutlet writes a card as messages of a group robot.
func (p *Platform) hookOutlet(name string, c bot.Card) (outlet, error) {
	key := p.set.Webhooks[name]
	if key == "" {
		return outlet{}, &bot.SendError{Again: bot.AgainBroken, Code: "no_webhook", Reason: "no webhook of this name is configured"}
	}
	out := outlet{say: func(ctx context.Context, one part) (answer, error) { return p.hookSay(ctx, key, one) }}
	st := groupStyle
	if p.set.Robot != nil && p.set.Robot.Name != "" {
		st.call = "@" + neutralMarkdown(oneLine(p.set.Robot.Name)) + " " // a group robot hears nothing; its sibling only when called
	}
	for _, page := range pages(st.lines(c, true), mentions(c.Mention), maxMarkdown) {
		if strings.TrimSpace(page) != "" {
			out.parts = append(out.parts, part{kind: "markdown", body: map[string]string{"content": page}})
		}
	}
	out.parts = append(out.parts, p.attachments(c, maxHookPicture, true)...)
	return out, nil
}

func (p *Platform) hookSay(ctx context.Context, key string, one part) (answer, error) {
	query := url.Values{"key": {key}}
	body, err := p.api.uploaded(ctx, one, "/cgi-bin/webhook/upload_media", query)
	if err != nil {
		return answer{}, err
	}
	return p.api.postJSON(ctx, p.api.at("/cgi-bin/webhook/send", query), map[string]any{"msgtype": one.kind, one.kind: body})
}

// Largest pictures and files, and the smallest file WeCom takes.
const (
	maxHookPicture   = 2 << 20
	maxAppPicture    = 10 << 20
	maxStreamPicture = 10 << 20
	maxFile          = 20 << 20
	minFile          = 6
)

// attachments are the messages that carry a card's picture and file. A group robot takes pictures inline.
func (p *Platform) attachments(c bot.Card, largest int, inline bool) []part {
	var out []part
	switch n := len(c.Picture); {
	case n < minFile:
	case n > largest:
		out = append(out, filePart(bot.File{Name: "图.png", Type: "image/png", Data: c.Picture})...)
	case inline:
		out = append(out, part{kind: "image", body: inlinePicture(c.Picture)})
	default:
		out = append(out, part{kind: "image", media: &media{kind: "image", name: "picture.png", mime: "image/png", data: c.Picture}})
	}
	if c.File != nil {
		out = append(out, filePart(*c.File)...)
	}
	return out
}

func filePart(f bot.File) []part {
	if len(f.Data) < minFile || len(f.Data) > maxFile {
		return nil
	}
	return []part{{kind: "file", media: &media{kind: "file", name: fileName(f.Name), mime: f.Type, data: f.Data}}}
}

func inlinePicture(png []byte) map[string]string {
	sum := md5.Sum(png) // WeCom's own check of the transfer, no secret
	return map[string]string{"base64": base64.StdEncoding.EncodeToString(png), "md5": hex.EncodeToString(sum[:])}
}

// streamPicture is a picture inside the robot's answer.
func streamPicture(png []byte) []map[string]any {
	if len(png) == 0 || len(png) > maxStreamPicture {
		return nil
	}
	return []map[string]any{{"msgtype": "image", "image": inlinePicture(png)}}
}
