package wecom

import (
	"context"
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"linzhangbot/bot"
)

// linePrefix marks reply addresses on the long connection: line:<what>|<user>|<task of a pressed card>|<req_id>.
const linePrefix = "line:"

// lineAddress keeps what an answer on the line needs.
func lineAddress(reqID string, m robotMessage, kind bot.Kind) string {
	if reqID == "" || kind == bot.KindUnknown {
		return ""
	}
	return linePrefix + strings.Join([]string{string(kind), m.From.UserID, m.Event.Card.TaskID, reqID}, "|")
}

type lineReply struct{ kind, user, task, reqID string }

func parseLine(s string) (lineReply, bool) {
	rest, ok := strings.CutPrefix(s, linePrefix)
	part := strings.SplitN(rest, "|", 4)
	if !ok || len(part) != 4 {
		return lineReply{}, false
	}
	return lineReply{kind: part[0], user: part[1], task: part[2], reqID: part[3]}, true
}

// answerOnLine says a card as the answer to a message, a welcome, or a change of the pressed card. It tells false
// where the card is none of these and goes to the chat as a message of its own.
func (p *Platform) answerOnLine(ctx context.Context, to bot.Address, c bot.Card, r lineReply) (bool, error) {
	task := "l-" + digest(p.deps.Name+"\x00"+r.reqID)
	switch bot.Kind(r.kind) {
	case bot.KindEnter:
		_, err := p.line.call(ctx, cmdWelcome, r.reqID, p.welcome(c, task))
		return true, err
	case bot.KindPress:
		m := robotMessage{ResponseURL: "the chat itself"}
		m.From.UserID, m.Event.Card.TaskID = r.user, r.task
		body := p.cardUpdate(m, c)
		if body == nil {
			return false, nil
		}
		_, err := p.line.call(ctx, cmdUpdate, r.reqID, body)
		return true, err
	}
	out := p.lineOutlet(to, c)
	out.say = func(ctx context.Context, one part) (answer, error) {
		return p.lineSay(ctx, cmdRespond, r.reqID, nil, one)
	}
	_, err := p.deliver(ctx, to, out, nil)
	return true, err
}

// sendOnLine answers or pushes on the long connection.
func (p *Platform) sendOnLine(ctx context.Context, to bot.Address, c bot.Card) (bot.Receipt, error) {
	if r, ok := parseLine(to.ReplyTo); ok {
		done, err := p.answerOnLine(ctx, to, c, r)
		if done && (err == nil || !hasCode(once(err), expiredCodes)) {
			return bot.Receipt{}, err
		}
	}
	if to.Chat.ID == "" {
		return bot.Receipt{}, never("no_receiver", "no chat is named")
	}
	return p.deliver(ctx, to, p.lineOutlet(to, c), nil)
}

// expiredCodes say that an answer comes too late for its message; the chat itself still takes it.
var expiredCodes = []int{846605, 846608}

// lineOutlet writes a card for the line: a card alone where it holds everything, else words first.
func (p *Platform) lineOutlet(to bot.Address, c bot.Card) outlet {
	card, whole := asTemplate(c, "l-"+digest(p.deps.Name+"\x00"+to.Chat.ID+"\x00"+to.Key), p.set.CardURL)
	words := func(hint bool) part {
		plain := c
		plain.File = nil
		return part{kind: "markdown", body: map[string]string{"content": streamText(plain, hint)}}
	}
	var out outlet
	switch {
	case len(card.Buttons) == 0:
		out.parts = []part{words(true)}
	case whole:
		out.parts = []part{{kind: "template_card", body: card}}
		out.simple = func() []part { return []part{words(true)} }
	default:
		out.parts = []part{words(false), {kind: "template_card", body: card.small()}}
		out.simple = func() []part { return hintPartMarkdown(c) }
	}
	out.parts = append(out.parts, p.attachments(c, maxAppPicture, false)...)
	kind := 1
	if to.Chat.Kind == bot.Group {
		kind = 2
	}
	frame := map[string]any{"chatid": to.Chat.ID, "chat_type": kind}
	out.say = func(ctx context.Context, one part) (answer, error) { return p.lineSay(ctx, cmdSend, "", frame, one) }
	return out
}

func hintPartMarkdown(c bot.Card) []part {
	return []part{{kind: "markdown", body: map[string]string{"content": strings.Join(robotStyle.actions(c, true), "\n\n")}}}
}

// lineSay sends one message in a frame.
func (p *Platform) lineSay(ctx context.Context, cmd, reqID string, head map[string]any, one part) (answer, error) {
	body := one.body
	if one.media != nil {
		id, err := p.line.upload(ctx, *one.media)
		if err != nil {
			return answer{}, notSent(err)
		}
		body = map[string]string{"media_id": id}
	}
	msg := map[string]any{"msgtype": one.kind, one.kind: body}
	for k, v := range head {
		msg[k] = v
	}
	_, err := p.line.call(ctx, cmd, reqID, msg)
	return answer{}, err
}

// chunk is the largest piece of a file on the line.
const chunk = 512 << 10

// upload brings a file up in pieces. They count from 0, as WeCom's own client does.
func (l *line) upload(ctx context.Context, m media) (string, error) {
	sum := md5.Sum(m.data)
	pieces := (len(m.data) + chunk - 1) / chunk
	var got struct {
		UploadID string `json:"upload_id"`
		MediaID  string `json:"media_id"`
	}
	step := func(cmd string, body any) error {
		f, err := l.call(ctx, cmd, "", body)
		if err == nil && len(f.Body) > 0 && json.Unmarshal(f.Body, &got) != nil {
			return &bot.SendError{Again: bot.AgainLater, Code: "upload", Reason: "WeCom's answer can't be read"}
		}
		return err
	}
	err := step("aibot_upload_media_init", map[string]any{"type": m.kind, "filename": m.name,
		"total_size": len(m.data), "total_chunks": pieces, "md5": hex.EncodeToString(sum[:])})
	for i := 0; err == nil && i < pieces; i++ {
		piece := m.data[i*chunk : min((i+1)*chunk, len(m.data))]
		err = step("aibot_upload_media_chunk", map[string]any{"upload_id": got.UploadID, "chunk_index": i, "base64_data": base64.StdEncoding.EncodeToString(piece)})
	}
	if err == nil {
		err = step("aibot_upload_media_finish", map[string]any{"upload_id": got.UploadID})
	}
	if err == nil && got.MediaID == "" {
		err = &bot.SendError{Again: bot.AgainLater, Code: "upload", Reason: "WeCom gave no id for the file"}
	}
	return got.MediaID, err
}
