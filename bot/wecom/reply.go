package wecom

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
)

// robotReply renders a card as the robot's passive answer, or answers nil where only an active message will do.
func (p *Platform) robotReply(c call, m robotMessage, e bot.Event, card bot.Card) (*bot.Answer, error) {
	task := "r-" + digest(p.deps.Name+"\x00"+e.ID)
	switch e.Kind {
	case bot.KindPress:
		if update := p.cardUpdate(m, card); update != nil {
			return c.jsonAnswer(p.now(), update)
		}
		return nil, nil
	case bot.KindEnter:
		return c.jsonAnswer(p.now(), p.welcome(card, task))
	}
	if p.needsPush(e, card) {
		return nil, nil
	}
	return c.jsonAnswer(p.now(), p.stream(card, task))
}

// needsPush tells whether a file must go by another channel that we have: the robot's answer can't carry one.
func (p *Platform) needsPush(e bot.Event, card bot.Card) bool {
	if card.File == nil {
		return false
	}
	return e.Chat.Kind == bot.Private && p.set.App != nil || p.set.Groups[e.Chat.ID] != ""
}

// stream is the ordinary answer: finished when it leaves, with a card where something can be pressed.
func (p *Platform) stream(c bot.Card, task string) map[string]any {
	card, whole := asTemplate(c, task, p.set.CardURL)
	if len(card.Buttons) > 0 && whole && c.Picture == nil && c.File == nil {
		return map[string]any{"msgtype": "template_card", "template_card": card}
	}
	stream := map[string]any{"id": task, "finish": true, "content": streamText(c, len(card.Buttons) == 0)}
	if picture := streamPicture(c.Picture); picture != nil {
		stream["msg_item"] = picture
	}
	if len(card.Buttons) == 0 {
		return map[string]any{"msgtype": "stream", "stream": stream}
	}
	return map[string]any{"msgtype": "stream_with_template_card", "stream": stream, "template_card": card.small()}
}

func streamText(c bot.Card, hint bool) string {
	lines := robotStyle.lines(c, hint)
	if c.File != nil {
		lines = append(lines, "附件「"+neutralMarkdown(oneLine(clean(c.File.Name)))+"」不能在这里发送，请在与应用的单聊中领取。")
	}
	text := strings.Join(lines, "\n\n")
	if len(text) > maxStream {
		text = cutBytes(text, maxStream-len(rest)) + rest
	}
	if strings.TrimSpace(text) == "" {
		return "已收到。" // a blank answer would leave the thinking mark turning
	}
	return text
}

// welcome greets a person who opens the private chat.
func (p *Platform) welcome(c bot.Card, task string) map[string]any {
	card, whole := asTemplate(c, task, p.set.CardURL)
	if len(card.Buttons) > 0 && whole {
		return map[string]any{"msgtype": "template_card", "template_card": card}
	}
	text := cutBytes(strings.Join(plainStyle.lines(c, true), "\n"), maxAppText)
	return map[string]any{"msgtype": "text", "text": map[string]any{"content": text}}
}

// cardUpdate changes the card that was pressed. When the act is done everybody who has the card sees it so; a refusal
// is shown to the presser alone, and the card stays for those it is for. What is neither (a list, a question back),
// or says more than a card holds, becomes a message of its own through the event's response_url: nil.
func (p *Platform) cardUpdate(m robotMessage, c bot.Card) map[string]any {
	card, whole := asTemplate(c, m.Event.Card.TaskID, p.set.CardURL)
	final := c.Tone == bot.ToneDone || c.Tone == bot.ToneLate
	more := c.Picture != nil || c.File != nil
	if m.ResponseURL != "" && (!final || !whole || more) {
		return nil
	}
	out := map[string]any{"response_type": "update_template_card", "template_card": card}
	if c.Tone != bot.ToneDone {
		out["userids"] = []string{m.From.UserID}
	}
	return out
}

// jsonAnswer encrypts the robot's answer with the nonce of the request.
func (c call) jsonAnswer(now time.Time, msg any) (*bot.Answer, error) {
	plain, err := json.Marshal(msg)
	if err != nil {
		return nil, fmt.Errorf("write reply: %w", err)
	}
	encrypted, err := c.channel.seal(plain)
	if err != nil {
		return nil, fmt.Errorf("encrypt reply: %w", err)
	}
	body, err := json.Marshal(robotEnvelope(c.channel.token, encrypted, now.Unix(), c.nonce))
	if err != nil {
		return nil, fmt.Errorf("write reply: %w", err)
	}
	return &bot.Answer{Status: http.StatusOK, Type: "application/json; charset=utf-8", Body: body}, nil
}

type replyEnvelope struct {
	Encrypt   string `json:"encrypt"`
	Signature string `json:"msgsignature"`
	Timestamp int64  `json:"timestamp"`
	Nonce     string `json:"nonce"`
}

func robotEnvelope(token, encrypted string, seconds int64, nonce string) replyEnvelope {
	return replyEnvelope{encrypted, sign(token, strconv.FormatInt(seconds, 10), nonce, encrypted), seconds, nonce}
}

// appReply renders a card as the app's passive text. What a text can't hold (buttons, pictures, files, many words)
// is answered nil and goes out as an app message instead.
func (p *Platform) appReply(c call, e bot.Event, card bot.Card) (*bot.Answer, error) {
	if len(pressable(card)) > 0 || card.Picture != nil || card.File != nil {
		return nil, nil
	}
	text := strings.Join(plainStyle.lines(card, true), "\n")
	if len(text) > maxAppText || strings.TrimSpace(text) == "" {
		return nil, nil
	}
	now := p.now()
	encrypted, err := c.channel.seal([]byte(appText(e.From, p.set.CorpID, text, now.Unix())))
	if err != nil {
		return nil, fmt.Errorf("encrypt reply: %w", err)
	}
	body := appEnvelope(c.channel.token, encrypted, strconv.FormatInt(now.Unix(), 10), c.nonce)
	return &bot.Answer{Status: http.StatusOK, Type: "application/xml; charset=utf-8", Body: []byte(body)}, nil
}

func appText(to, from, text string, seconds int64) string {
	return "<xml><ToUserName>" + cdata(to) + "</ToUserName><FromUserName>" + cdata(from) + "</FromUserName><CreateTime>" +
		strconv.FormatInt(seconds, 10) + "</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>" + cdata(text) + "</Content></xml>"
}

func appEnvelope(token, encrypted, timestamp, nonce string) string {
	return "<xml><Encrypt>" + cdata(encrypted) + "</Encrypt><MsgSignature>" + cdata(sign(token, timestamp, nonce, encrypted)) +
		"</MsgSignature><TimeStamp>" + timestamp + "</TimeStamp><Nonce>" + cdata(nonce) + "</Nonce></xml>"
}
