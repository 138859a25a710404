package wecom

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// frame is one message on the line; an answer has no command.
type frame struct {
	Cmd     string          `json:"cmd,omitempty"`
	Headers frameHeaders    `json:"headers"`
	Body    json.RawMessage `json:"body,omitempty"`
	ErrCode *int            `json:"errcode,omitempty"`
}

type frameHeaders struct {
	ReqID string `json:"req_id"`
}

func (l *line) dial(ctx context.Context) (*websocket.Conn, error) {
	dialer := websocket.Dialer{TLSClientConfig: l.tls, HandshakeTimeout: 2 * ackWait}
	conn, res, err := dialer.DialContext(ctx, l.address, http.Header{"Origin": {"https://work.weixin.qq.com"}})
	if err != nil {
		return nil, err
	}
	_ = res.Body.Close()
	conn.SetReadLimit(maxFrame)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conn = conn
	return conn, nil
}

func (l *line) drop(conn *websocket.Conn) {
	_ = conn.Close()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn == conn {
		l.conn = nil
	}
}

// beat pings until the line ends; two pings without an answer end it.
func (l *line) beat(ctx context.Context, stop context.CancelCauseFunc) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for missed := 0; ; {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if _, err := l.call(ctx, cmdPing, "", nil); err == nil {
			missed = 0
		} else if missed++; missed == 2 {
			stop(errSilent)
			return
		}
	}
}

func (l *line) answered(f frame) {
	l.mu.Lock()
	ch := l.waiting[f.Headers.ReqID]
	delete(l.waiting, f.Headers.ReqID)
	l.mu.Unlock()
	if ch != nil {
		ch <- f // has room for the one answer
	}
}

// call sends a frame and waits for its answer. Replies carry the id of what they answer, all others an id of their own.
func (l *line) call(ctx context.Context, cmd, reqID string, body any) (frame, error) {
	if reqID == "" {
		reqID = strings.ToLower(cmd + "_" + rand.Text())
	}
	ch := make(chan frame, 1)
	l.mu.Lock()
	conn := l.conn
	_, busy := l.waiting[reqID]
	if conn != nil && !busy {
		l.waiting[reqID] = ch
	}
	l.mu.Unlock()
	if conn == nil || busy {
		return frame{}, &bot.SendError{Again: bot.AgainLater, After: time.Second, Code: "not_connected",
			Reason: "the long connection does not stand here"}
	}
	defer l.forget(reqID, ch)
	if err := l.put(conn, cmd, reqID, body); err != nil {
		return frame{}, err
	}
	ctx, stop := context.WithTimeout(ctx, ackWait)
	defer stop()
	select {
	case <-ctx.Done():
		return frame{}, lost(wire.ErrUnclear)
	case f := <-ch:
		return f, f.err()
	}
}

func (f frame) err() error {
	switch {
	case f.ErrCode == nil:
		return &bot.SendError{Again: bot.AgainUnknown, Code: "answer", Reason: "WeCom's answer can't be read"}
	case *f.ErrCode != 0:
		return codeError(*f.ErrCode)
	}
	return nil
}

func (l *line) forget(reqID string, ch chan frame) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.waiting[reqID] == ch {
		delete(l.waiting, reqID)
	}
}

func (l *line) put(conn *websocket.Conn, cmd, reqID string, body any) error {
	f := map[string]any{"cmd": cmd, "headers": frameHeaders{ReqID: reqID}}
	if body != nil {
		f["body"] = body
	}
	data, err := wire.Marshal(f)
	if err != nil {
		return never("json", "the message can't be written as JSON")
	}
	l.write.Lock()
	defer l.write.Unlock()
	if conn.WriteMessage(websocket.TextMessage, data) != nil {
		return lost(wire.ErrUnclear)
	}
	return nil
}
