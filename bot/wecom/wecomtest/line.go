package wecomtest

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/gorilla/websocket"

	"linzhangbot/bot/wiretest"
)

// Frame is one message of the long connection.
type Frame struct {
	Cmd     string            `json:"cmd,omitempty"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

// Line is a fake of the robot's long connection.
type Line struct {
	wiretest.Complainer
	URL   string
	Ready chan struct{} // one value for every subscription that stands
	Taken chan Frame    // what the program said, pings and uploads left out

	botID, secret string
	http          *httptest.Server

	mu     sync.Mutex
	conn   *websocket.Conn
	faults map[string][]int
	rising []byte // the file that is coming up
	files  [][]byte
}

// NewLine starts a fake for one robot; Close ends it.
func NewLine(botID, secret string) *Line {
	l := &Line{botID: botID, secret: secret, faults: map[string][]int{},
		Ready: make(chan struct{}, 16), Taken: make(chan Frame, 256)}
	l.http = httptest.NewServer(http.HandlerFunc(l.accept))
	l.URL = "ws" + strings.TrimPrefix(l.http.URL, "http")
	return l
}

// Close ends the fake and its connection.
func (l *Line) Close() {
	l.Cut()
	l.http.Close()
}

// Cut ends the connection without a word.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		_ = l.conn.Close()
	}
}

// Fault makes the next frames of a command fail with these codes; -9 leaves one without an answer.
func (l *Line) Fault(cmd string, codes ...int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.faults[cmd] = append(l.faults[cmd], codes...)
}

// Files returns the files that came up.
func (l *Line) Files() [][]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.files
}

// Push sends a callback such as aibot_msg_callback; pieces cuts it into that many frames.
func (l *Line) Push(cmd, reqID string, body any, pieces int) error {
	data, err := json.Marshal(map[string]any{"cmd": cmd, "headers": map[string]string{"req_id": reqID}, "body": body})
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range pieces {
		if err := l.fragment(data[len(data)*i/pieces:len(data)*(i+1)/pieces], i == 0, i == pieces-1); err != nil {
			return err
		}
	}
	return nil
}

// fragment writes one WebSocket frame by hand: the library sends messages whole.
func (l *Line) fragment(piece []byte, first, last bool) error {
	const text, final, long = 1, 0x80, 126
	head := []byte{0, long}
	if first {
		head[0] |= text
	}
	if last {
		head[0] |= final
	}
	head = binary.BigEndian.AppendUint16(head, uint16(len(piece)))
	_, err := l.conn.UnderlyingConn().Write(append(head, piece...))
	return err
}

func (l *Line) accept(w http.ResponseWriter, r *http.Request) {
	anyone := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := anyone.Upgrade(w, r, nil)
	if err != nil {
		l.Complain("the connection does not open: %v", err)
		return
	}
	l.mu.Lock()
	l.conn = conn
	l.mu.Unlock()
	for {
		var f Frame
		if err := conn.ReadJSON(&f); err != nil {
			return
		}
		l.mu.Lock()
		code, more := l.take(f)
		if code != -9 {
			_ = conn.WriteJSON(map[string]any{"headers": f.Headers, "errcode": code, "errmsg": "said", "body": more})
		}
		l.mu.Unlock()
		if f.Cmd == "aibot_subscribe" && code == 0 {
			l.Ready <- struct{}{}
		}
	}
}

// take judges one frame.
func (l *Line) take(f Frame) (code int, more map[string]any) {
	if f.Headers["req_id"] == "" {
		l.Complain("%s without req_id", f.Cmd)
	}
	if waiting := l.faults[f.Cmd]; len(waiting) > 0 {
		l.faults[f.Cmd] = waiting[1:]
		return waiting[0], nil
	}
	var body map[string]any
	_ = json.Unmarshal(f.Body, &body) // a frame without body has none
	switch f.Cmd {
	case "aibot_subscribe":
		if body["bot_id"] != l.botID || body["secret"] != l.secret {
			return 40001, nil
		}
	case "ping":
	case "aibot_upload_media_init", "aibot_upload_media_chunk", "aibot_upload_media_finish":
		return 0, l.takeUpload(f.Cmd, body)
	default:
		l.judge(f, body)
		l.Taken <- f
	}
	return 0, nil
}

func (l *Line) takeUpload(cmd string, body map[string]any) map[string]any {
	switch cmd {
	case "aibot_upload_media_init":
		l.rising = nil
		return map[string]any{"upload_id": "up-1"}
	case "aibot_upload_media_chunk":
		raw, _ := body["base64_data"].(string)
		data, err := base64.StdEncoding.DecodeString(raw)
		if err != nil || len(data) > 512<<10 || body["upload_id"] != "up-1" {
			l.Complain("bad piece of a file")
		}
		l.rising = append(l.rising, data...)
		return nil
	}
	l.files = append(l.files, l.rising)
	return map[string]any{"type": "file", "media_id": fmt.Sprintf("line-media-%d", len(l.files))}
}

// judge checks what would be shown.
func (l *Line) judge(f Frame, body map[string]any) {
	var wrong []string
	kind, _ := body["msgtype"].(string)
	switch {
	case f.Cmd == "aibot_respond_update_msg", f.Cmd == "aibot_respond_welcome_msg":
		wrong, _, _ = Reply(string(f.Body))
	case kind == "file", kind == "image":
		part, _ := body[kind].(map[string]any)
		if id, _ := part["media_id"].(string); !strings.HasPrefix(id, "line-media-") {
			wrong = []string{kind + " without media_id"}
		}
	default:
		_, wrong, _ = responseLimits.check(body, nil)
	}
	if chat, _ := body["chatid"].(string); f.Cmd == "aibot_send_msg" && chat == "" {
		wrong = append(wrong, "aibot_send_msg without chatid")
	}
	for _, w := range wrong {
		l.Complain("%s: %s", f.Cmd, w)
	}
}
