package wecom

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"linzhangbot/bot"
)

// robotMessage is what the robot's callback carries once decrypted. Unknown fields are left out on purpose:
// WeCom adds some every few months.
type robotMessage struct {
	MsgID       string `json:"msgid"`
	RobotID     string `json:"aibotid"`
	ChatID      string `json:"chatid"`
	ChatType    string `json:"chattype"`
	ResponseURL string `json:"response_url"`
	CreateTime  int64  `json:"create_time"`
	From        struct {
		UserID string `json:"userid"`
	} `json:"from"`
	robotContent
	Quote  *robotContent `json:"quote"`
	Stream struct {
		ID string `json:"id"`
	} `json:"stream"`
	Event robotEvent `json:"event"`
}

type robotContent struct {
	MsgType string    `json:"msgtype"`
	Text    robotText `json:"text"`
	Voice   robotText `json:"voice"` // already turned into text by WeCom
	Image   robotFile `json:"image"`
	File    robotFile `json:"file"`
	Video   robotFile `json:"video"`
	Mixed   struct {
		Items []struct {
			MsgType string    `json:"msgtype"`
			Text    robotText `json:"text"`
			Image   robotFile `json:"image"`
		} `json:"msg_item"`
	} `json:"mixed"`
}

type robotText struct {
	Content string `json:"content"`
}

type robotFile struct {
	URL string `json:"url"`
	Key string `json:"aeskey"`
}

type robotEvent struct {
	Type string `json:"eventtype"`
	Card struct {
		EventKey string `json:"event_key"`
		TaskID   string `json:"task_id"`
	} `json:"template_card_event"`
}

const (
	eventEnterChat = "enter_chat"
	eventCard      = "template_card_event"
	eventCardMenu  = "template_card_menu_event"
)

// robotDelivery turns one decrypted robot callback into an event and the way to answer it. The receiver inside the
// ciphertext is empty for robots, so the robot's own id is pinned instead.
func (p *Platform) robotDelivery(c call, plain []byte) (bot.Delivery, error) {
	var m robotMessage
	if err := json.Unmarshal(plain, &m); err != nil {
		var shape *json.UnmarshalTypeError
		if !errors.As(err, &shape) {
			return bot.Delivery{}, errMessage
		}
		m.MsgType = "" // WeCom changed a field's form: verified, but nothing to act on
	}
	if m.RobotID != p.set.Robot.ID {
		return bot.Delivery{}, errOther
	}
	if m.MsgType == "stream" {
		return p.refresh(c, m)
	}
	e := p.robotEvent(c, m, plain)
	d := bot.Delivery{Events: []bot.Event{e}}
	if e.Kind != bot.KindUnknown {
		d.Reply = func(card bot.Card) (*bot.Answer, error) { return p.robotReply(c, m, e, card) }
	}
	return d, nil
}

// refresh ends a stream at once: every reply of ours is finished when it leaves, so a poll only comes from an old
// client or after a restart, and it must not be left without an answer.
func (p *Platform) refresh(c call, m robotMessage) (bot.Delivery, error) {
	answer, err := c.jsonAnswer(p.now(), map[string]any{
		"msgtype": "stream",
		"stream":  map[string]any{"id": m.Stream.ID, "finish": true, "content": "已处理，请看上面的回复。"},
	})
	return bot.Delivery{Answer: answer}, err
}

func (p *Platform) robotEvent(c call, m robotMessage, plain []byte) bot.Event {
	e := bot.Event{
		Platform: p.deps.Name, District: p.deps.District,
		ID: eventID(m.MsgID, plain), From: m.From.UserID,
		Chat: bot.Chat{ID: m.From.UserID, Kind: bot.Private},
		At:   c.sent, ToBot: true, ReplyTo: m.ResponseURL,
	}
	if m.CreateTime > 0 {
		e.At = time.Unix(m.CreateTime, 0).UTC()
	}
	if m.ChatType == "group" {
		e.Chat = bot.Chat{ID: m.ChatID, Kind: bot.Group} // case kept: a lower-cased chatid is refused as invalid
	}
	e.Kind = m.kind()
	switch e.Kind {
	case bot.KindText:
		e.Text, e.Media = m.words()
		if m.Quote != nil {
			media := []bot.Media(nil)
			e.Quote, media = m.Quote.words()
			e.Media = append(e.Media, media...) // quoting a picture is how people hand one in from a group
		}
	case bot.KindPress:
		e.Text = m.Event.Card.EventKey
	}
	return e
}

func (m robotMessage) kind() bot.Kind {
	if m.From.UserID == "" || m.ChatType == "group" && m.ChatID == "" {
		return bot.KindUnknown
	}
	switch m.MsgType {
	case "text", "mixed", "image", "voice", "file", "video":
		return bot.KindText
	case "event":
		switch m.Event.Type {
		case eventEnterChat:
			return bot.KindEnter
		case eventCard:
			return bot.KindPress
		}
	}
	return bot.KindUnknown
}

// words takes the text and the files out of a message or a quote.
func (m robotContent) words() (string, []bot.Media) {
	switch m.MsgType {
	case "text":
		return m.Text.Content, nil
	case "voice":
		return m.Voice.Content, nil
	case "image", "file", "video":
		file := map[string]robotFile{"image": m.Image, "file": m.File, "video": m.Video}[m.MsgType]
		return "", file.media(m.MsgType)
	}
	var texts []string
	var media []bot.Media
	for _, item := range m.Mixed.Items {
		if item.MsgType == "image" {
			media = append(media, item.Image.media("image")...)
		} else if item.Text.Content != "" {
			texts = append(texts, item.Text.Content)
		}
	}
	return strings.Join(texts, "\n"), media
}

func (f robotFile) media(kind string) []bot.Media {
	if f.URL == "" {
		return nil
	}
	return []bot.Media{{Kind: kind, Ref: f.URL, Key: f.Key}}
}

// eventID takes the platform's id, or, where there is none or it is no id, a hash of the message itself: the same
// over redeliveries, which encrypt the same text anew.
func eventID(id string, plain []byte) string {
	if id != "" && len(id) <= 100 {
		return id
	}
	return "h." + digest(string(plain))
}
