package wecom

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/bot/bottest"
	"linzhangbot/bot/wecom/wecomtest"
)

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestConformance is what every platform promises.
func TestConformance(t *testing.T) {
	bottest.Run(t, func(t *testing.T) bottest.Bench { return newStand(t, nil).bench() })
}

func (s *stand) bench() bottest.Bench {
	person := bot.Chat{ID: "zhangsan", Kind: bot.Private}
	return bottest.Bench{
		Platform: s.Platform,
		Chats:    []bot.Chat{person, {ID: "webhook:main", Kind: bot.Group}},
		Group:    bot.Chat{ID: testGroup, Kind: bot.Group},
		Person:   person,
		Text:     s.text, Press: s.press, Unknown: s.unknown, Forged: s.forged,
		Said: s.said, Complaints: s.fake.Complaints, Open: s.read, Fault: s.fault,
		Secrets: []string{"app-secret-0001", testHook, "t-fake", testKey, testToken},
	}
}

func groupID(c bot.Chat) string {
	if c.Kind == bot.Group {
		return c.ID
	}
	return ""
}

func (s *stand) text(m bottest.Message) *http.Request {
	return s.robot.JSON(wecomtest.RobotText(testRobot, m.ID, groupID(m.Chat), m.From, s.fake.ResponseURL(m.ID), m.Text))
}

func (s *stand) press(m bottest.Message) *http.Request {
	return s.robot.JSON(wecomtest.RobotPress(testRobot, m.ID, groupID(m.Chat), m.From, "", m.Text, "task-1"))
}

func (s *stand) unknown() []*http.Request {
	frame := func(more map[string]any) *http.Request {
		m := wecomtest.RobotMessage(testRobot, "m-unknown", testGroup, "zhangsan", "")
		for k, v := range more {
			m[k] = v
		}
		return s.robot.JSON(m)
	}
	return []*http.Request{
		frame(map[string]any{"msgtype": "event", "event": map[string]any{"eventtype": "born_tomorrow", "born_tomorrow": map[string]any{"a": 1}}}),
		frame(map[string]any{"msgtype": "event", "event": map[string]any{"eventtype": "feedback_event"}}),
		frame(map[string]any{"msgtype": "hologram", "hologram": []int{1}}),
		frame(map[string]any{"msgtype": "text", "text": "another form"}),
		frame(map[string]any{"msgtype": "event", "event": nil}),
		frame(map[string]any{"msgtype": "text", "from": nil}),
		frame(map[string]any{}),
		s.app.XML(wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "born_tomorrow", "<Deep><A><B>1</B></A></Deep>", moment)),
		s.app.XML(wecomtest.AppEvent(testCorp, testAgent, "sys", "change_contact", "<ChangeType>update_user</ChangeType>", moment)),
		s.app.XML(wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "unsubscribe", "", moment)),
	}
}

func (s *stand) forged() map[string]*http.Request {
	good := func() *http.Request {
		return s.text(bottest.Message{ID: "m", Chat: bot.Chat{ID: testGroup, Kind: bot.Group}, From: "zhangsan", Text: "待办"})
	}
	with := func(name, value string) *http.Request {
		r := good()
		q := r.URL.Query()
		q.Set(name, value)
		r.URL.RawQuery = q.Encode()
		return r
	}
	raw := func(body string) *http.Request {
		r := good()
		r.Body, r.ContentLength = http.NoBody, -1
		return withBody(r, body)
	}
	out := map[string]*http.Request{
		"signature":    with("msg_signature", strings.Repeat("0", 40)),
		"no signature": with("msg_signature", ""),
		"upper case":   with("msg_signature", strings.ToUpper(good().URL.Query().Get("msg_signature"))),
		"stale":        with("timestamp", "1779000000"),
		"from 2286":    with("timestamp", "9999999999"),
		"11 digits":    with("timestamp", "17800000001"),
		"negative":     with("timestamp", "-178000000"),
		"text time":    with("timestamp", "2026-05-28"),
		"no nonce":     with("nonce", ""),
		"long nonce":   with("nonce", strings.Repeat("n", 65)),
		"odd nonce":    with("nonce", "n 1"),
		"not found":    good(),
		"empty":        raw(""),
		"half JSON":    raw(`{"encrypt":"`),
		"trailer":      raw(`{"encrypt":"AAAA"}x`),
		"two encrypts": raw(`{"encrypt":"AAAA","encrypt":"AAAA"}`),
		"other case":   raw(`{"Encrypt":"AAAA"}`),
		"mark":         raw("\xef\xbb\xbf" + `{"encrypt":"AAAA"}`),
		"doctype":      raw(`<!DOCTYPE xml [<!ENTITY a "b">]><xml><Encrypt>AAAA</Encrypt></xml>`),
		"deep":         raw(strings.Repeat("<xml>", 8000)),
		"huge":         raw(`{"encrypt":"` + strings.Repeat("A", maxBody) + `"}`),
		"other robot":  s.robot.JSON(wecomtest.RobotText("aibOTHER", "m", testGroup, "zhangsan", "", "待办")),
		"other corp":   s.app.XML(wecomtest.AppText("ww-other", testAgent, "1", "zhangsan", "待办", moment)),
		"other agent":  s.app.XML(wecomtest.AppText(testCorp, 1, "1", "zhangsan", "待办", moment)),
	}
	out["not found"].URL.Path = "/hook/xiqing-wecom/card"
	merged := good()
	q := merged.URL.Query()
	merged.URL.RawQuery = url.Values{"msg_signature": q["msg_signature"], "timestamp": {q.Get("timestamp") + q.Get("nonce")}, "nonce": {""}}.Encode()
	out["merged"] = merged
	swapped := good()
	swapped.URL.RawQuery = url.Values{"msg_signature": q["msg_signature"], "timestamp": q["nonce"], "nonce": q["timestamp"]}.Encode()
	out["swapped"] = swapped
	twice := good()
	twice.URL.RawQuery += "&timestamp=1780000000"
	out["twice"] = twice
	return out
}

func withBody(r *http.Request, body string) *http.Request {
	r.Body = http.NoBody
	if body != "" {
		r.Body = readCloser{bytes.NewReader([]byte(body))}
	}
	return r
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

func (s *stand) said() []bottest.Said {
	s.fake.ForgetPace()
	var out []bottest.Said
	for _, m := range s.fake.Taken() {
		out = append(out, bottest.Said{Chat: m.To, Texts: m.Texts, Mention: m.Mention, Buttons: m.Buttons})
	}
	return out
}

func (s *stand) read(a *bot.Answer) (bottest.Said, error) {
	plain, err := s.robot.Keys.OpenJSON(a.Body)
	if err != nil {
		return bottest.Said{}, err
	}
	wrong, said, err := wecomtest.Reply(plain)
	if len(wrong) > 0 {
		said.Texts = append(said.Texts, "@all "+strings.Join(wrong, "; ")) // shows up as live markup
	}
	return bottest.Said{Texts: said.Texts, Mention: said.Mention, Buttons: said.Buttons}, err
}

// fault arranges what the platform's server does next.
func (s *stand) fault(chat bot.Chat, f bottest.Fault) bool {
	hook := strings.HasPrefix(chat.ID, hookPrefix)
	path := "/cgi-bin/message/send"
	if hook {
		path = "/cgi-bin/webhook/send"
	}
	gone := 60111
	if hook {
		gone = 93000
	}
	faults := map[bottest.Fault]wecomtest.Fault{
		bottest.FaultBusy: {Code: 45009}, bottest.FaultServer: {Status: 500, Body: "<html>"}, bottest.FaultHang: {Hang: true},
		bottest.FaultGarbage: {Body: "<html>ok</html>"}, bottest.FaultContent: {Code: 40058}, bottest.FaultGone: {Code: gone},
		bottest.FaultToken: {Void: true}, bottest.FaultSecret: {Code: 40001},
	}
	if hook && (f == bottest.FaultToken || f == bottest.FaultSecret) {
		return false
	}
	s.fake.Fault(path, faults[f])
	return true
}
