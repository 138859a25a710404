package wecomtest

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Caller makes callbacks to one address of the program under test.
type Caller struct {
	Keys  Keys
	URL   string // such as /hook/xiqing-wecom/robot, or a full address
	Now   func() time.Time
	Nonce string // optional; default "nonce1"
}

func (c Caller) query(encrypted string) url.Values {
	nonce := c.Nonce
	if nonce == "" {
		nonce = "nonce1"
	}
	stamp := strconv.FormatInt(c.Now().Unix(), 10)
	return url.Values{"msg_signature": {c.Keys.Sign(stamp, nonce, encrypted)}, "timestamp": {stamp}, "nonce": {nonce}}
}

func (c Caller) must(msg string) string {
	encrypted, err := c.Keys.Encrypt(msg)
	if err != nil {
		panic("wecomtest: bad keys: " + err.Error())
	}
	return encrypted
}

// Verify is the GET by which WeCom checks an address; the answer must be echo and nothing else.
func (c Caller) Verify(echo string) *http.Request {
	encrypted := c.must(echo)
	q := c.query(encrypted)
	q.Set("echostr", encrypted)
	return request(http.MethodGet, c.URL+"?"+q.Encode(), "")
}

// XML posts a decrypted app message (or anything else) in the app's envelope.
func (c Caller) XML(msg string) *http.Request {
	encrypted := c.must(msg)
	body := "<xml><ToUserName><![CDATA[" + c.Keys.Receiver + "]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>"
	return request(http.MethodPost, c.URL+"?"+c.query(encrypted).Encode(), body)
}

// JSON posts a decrypted robot message (or anything else) in the robot's envelope.
func (c Caller) JSON(msg any) *http.Request {
	plain, err := json.Marshal(msg)
	if err != nil {
		panic("wecomtest: " + err.Error())
	}
	encrypted := c.must(string(plain))
	return request(http.MethodPost, c.URL+"?"+c.query(encrypted).Encode(), `{"encrypt":"`+encrypted+`"}`)
}

// request works as a server's and as a client's request.
func request(method, target, body string) *http.Request {
	if !strings.HasPrefix(target, "http") {
		return httptest.NewRequest(method, target, strings.NewReader(body))
	}
	r, err := http.NewRequest(method, target, strings.NewReader(body))
	if err != nil {
		panic("wecomtest: " + err.Error())
	}
	return r
}

// RobotMessage is the frame of a robot's message; add or replace what the case needs.
func RobotMessage(robotID, msgID, chatID, userID, responseURL string) map[string]any {
	m := map[string]any{"msgid": msgID, "aibotid": robotID, "chattype": "single", "from": map[string]any{"userid": userID}, "response_url": responseURL}
	if chatID != "" {
		m["chattype"], m["chatid"] = "group", chatID
	}
	return m
}

// RobotText is a written message. In groups people must mention the robot; put that into text.
func RobotText(robotID, msgID, chatID, userID, responseURL, text string) map[string]any {
	m := RobotMessage(robotID, msgID, chatID, userID, responseURL)
	m["msgtype"], m["text"] = "text", map[string]any{"content": text}
	return m
}

// RobotPress is a pressed button.
func RobotPress(robotID, msgID, chatID, userID, responseURL, key, task string) map[string]any {
	m := RobotMessage(robotID, msgID, chatID, userID, responseURL)
	m["msgtype"] = "event"
	m["event"] = map[string]any{"eventtype": "template_card_event",
		"template_card_event": map[string]any{"card_type": "button_interaction", "event_key": key, "task_id": task}}
	return m
}

// AppText is a written message to the app.
func AppText(corpID string, agent int, msgID, userID, text string, at time.Time) string {
	return appFrame(corpID, agent, userID, at, "text", "<Content>"+cdata(text)+"</Content><MsgId>"+msgID+"</MsgId>")
}

// AppPress is a pressed button on a card of the app.
func AppPress(corpID string, agent int, userID, key, task, code string, at time.Time) string {
	return appFrame(corpID, agent, userID, at, "event", "<Event><![CDATA[template_card_event]]></Event><EventKey>"+cdata(key)+
		"</EventKey><TaskId>"+cdata(task)+"</TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode>"+cdata(code)+
		"</ResponseCode><SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>1</OptionId><OptionId>2</OptionId></OptionIds></SelectedItem></SelectedItems>")
}

// AppEvent is any other event.
func AppEvent(corpID string, agent int, userID, event, more string, at time.Time) string {
	return appFrame(corpID, agent, userID, at, "event", "<Event>"+cdata(event)+"</Event>"+more)
}

func appFrame(corpID string, agent int, userID string, at time.Time, kind, more string) string {
	return fmt.Sprintf("<xml><ToUserName>%s</ToUserName><FromUserName>%s</FromUserName><CreateTime>%d</CreateTime><MsgType>%s</MsgType>%s<AgentID>%d</AgentID></xml>",
		cdata(corpID), cdata(userID), at.Unix(), cdata(kind), more, agent)
}

func cdata(s string) string {
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}

// OpenJSON reads the robot's passive reply and answers the decrypted text.
func (k Keys) OpenJSON(body []byte) (string, error) {
	var e struct {
		Encrypt   string `json:"encrypt"`
		Signature string `json:"msgsignature"`
		Timestamp int64  `json:"timestamp"`
		Nonce     string `json:"nonce"`
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return "", err
	}
	return k.openSigned(e.Signature, strconv.FormatInt(e.Timestamp, 10), e.Nonce, e.Encrypt)
}

// OpenXML reads the app's passive reply and answers the decrypted text.
func (k Keys) OpenXML(body []byte) (string, error) {
	var e struct {
		XMLName   xml.Name `xml:"xml"`
		Encrypt   string   `xml:"Encrypt"`
		Signature string   `xml:"MsgSignature"`
		Timestamp string   `xml:"TimeStamp"`
		Nonce     string   `xml:"Nonce"`
	}
	if err := xml.Unmarshal(body, &e); err != nil {
		return "", err
	}
	return k.openSigned(e.Signature, e.Timestamp, e.Nonce, e.Encrypt)
}

func (k Keys) openSigned(signature, timestamp, nonce, encrypted string) (string, error) {
	if signature == "" || signature != k.Sign(timestamp, nonce, encrypted) {
		return "", errors.New("the reply's signature is wrong")
	}
	return k.Decrypt(encrypted)
}
