package wecom

import (
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
)

// appDelivery turns one decrypted callback of the self-built app into an event. Besides the corp id inside the
// ciphertext, corp and agent named in the message must be ours.
func (p *Platform) appDelivery(c call, plain []byte) (bot.Delivery, error) {
	m, xml, err := readApp(plain)
	if err != nil {
		return bot.Delivery{}, err
	}
	if m["ToUserName"] != p.set.CorpID {
		return bot.Delivery{}, errOther
	}
	if agent := m["AgentID"]; agent != "" && agent != "0" && agent != strconv.Itoa(p.set.App.AgentID) {
		return bot.Delivery{}, errOther
	}
	e := p.appEvent(c, m)
	d := bot.Delivery{Events: []bot.Event{e}}
	if xml && e.Kind != bot.KindUnknown && !cardEvent(m["Event"]) {
		d.Reply = func(card bot.Card) (*bot.Answer, error) { return p.appReply(c, e, card) }
	}
	return d, nil
}

// readApp reads XML, or JSON where the corp switched the app to it.
func readApp(plain []byte) (m fields, xml bool, err error) {
	if len(plain) > 0 && plain[0] == '{' {
		m, err = readObject(plain)
		return m, false, err
	}
	m, err = readXML(plain)
	return m, true, err
}

func cardEvent(name string) bool { return name == eventCard || name == eventCardMenu }

func (p *Platform) appEvent(c call, m fields) bot.Event {
	from := m["FromUserName"]
	e := bot.Event{
		Platform: p.deps.Name, District: p.deps.District,
		ID: appID(m), Kind: bot.KindUnknown, From: from, Chat: bot.Chat{ID: from, Kind: bot.Private},
		At: c.sent, ToBot: true,
	}
	if n, err := strconv.ParseInt(m["CreateTime"], 10, 64); err == nil && n > 0 {
		e.At = time.Unix(n, 0).UTC()
	}
	if from == "" || from == "sys" { // contact changes and the like: nobody to answer
		return e
	}
	if m["MsgType"] == "event" {
		appAction(&e, m)
	} else {
		appWords(&e, m)
	}
	return e
}

// appID follows WeCom's advice (MsgId, else sender and second) and refines it: two different events of one person
// in one second would otherwise be taken for one.
func appID(m fields) string {
	if id := m["MsgId"]; id != "" {
		return eventID(id, []byte(id))
	}
	names := []string{"FromUserName", "CreateTime", "Event", "EventKey", "TaskId", "ResponseCode", "ChangeType"}
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = m[n]
	}
	return "e." + digest(strings.Join(parts, "\x00"))
}

func appAction(e *bot.Event, m fields) {
	switch name := m["Event"]; {
	case name == "subscribe", name == "enter_agent":
		e.Kind = bot.KindEnter
	case name == "click", cardEvent(name):
		e.Kind, e.Text = bot.KindPress, m["EventKey"]
	}
}

func appWords(e *bot.Event, m fields) {
	e.Kind = bot.KindText
	switch kind := m["MsgType"]; kind {
	case "text":
		e.Text = m["Content"]
	case "image", "voice", "video":
		if id := m["MediaId"]; id != "" {
			e.Media = []bot.Media{{Kind: kind, Ref: id}}
		}
	case "location":
		e.Text = "位置 " + m["Label"] + "（" + m["Location_X"] + "，" + m["Location_Y"] + "）"
	case "link":
		e.Text = strings.TrimSpace(m["Title"] + "\n" + m["Description"] + "\n" + m["Url"])
	default:
		e.Kind = bot.KindUnknown
	}
}
