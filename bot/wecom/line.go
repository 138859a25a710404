package wecom

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/websocket"

	"linzhangbot/bot"
)

// The robot's long connection: an outgoing line where the network lets nobody in. WeCom keeps one line per robot: a
// second subscriber kicks the first, so one process of a deployment listens, and who was kicked waits.

const (
	publicLine   = "wss://openws.work.weixin.qq.com"
	maxFrame     = 1 << 20
	ackWait      = 5 * time.Second
	pingEvery    = 30 * time.Second
	firstPause   = time.Second
	longestPause = 30 * time.Second
	kickedPause  = 2 * time.Minute // coming back at once would kick the other one, for ever
	queueLength  = 256
)

const (
	cmdSubscribe = "aibot_subscribe"
	cmdPing      = "ping"
	cmdMessage   = "aibot_msg_callback"
	cmdEvent     = "aibot_event_callback"
	cmdRespond   = "aibot_respond_msg"
	cmdWelcome   = "aibot_respond_welcome_msg"
	cmdUpdate    = "aibot_respond_update_msg"
	cmdSend      = "aibot_send_msg"
	eventKicked  = "disconnected_event"
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

// line is the state of the long connection.
type line struct {
	address string
	tls     *tls.Config
	robot   robotSettings

	write sync.Mutex // one frame at a time

	mu      sync.Mutex
	conn    *websocket.Conn
	waiting map[string]chan frame
}

func newLine(address string, robot robotSettings, client *http.Client) *line {
	l := &line{address: address, robot: robot, waiting: map[string]chan frame{}}
	if t, ok := client.Transport.(*http.Transport); ok && t.TLSClientConfig != nil {
		l.tls = t.TLSClientConfig.Clone() // a private deployment's own CA
	}
	return l
}

var (
	errKicked = errors.New("another subscriber took the line")
	errDenied = errors.New("the subscription was refused")
	errSilent = errors.New("the line is silent")
)

// Listen keeps the line until ctx ends and hands events to sink in order. Without connection mode it only waits:
// callbacks come by HTTP.
func (p *Platform) Listen(ctx context.Context, sink func(context.Context, bot.Event) error) error {
	if p.line == nil {
		<-ctx.Done()
		return nil
	}
	pause := firstPause
	for {
		subscribed, err := p.listenOnce(ctx, sink)
		pause = nextPause(pause, subscribed, errors.Is(err, errKicked) || errors.Is(err, errDenied))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// nextPause doubles after every failed attempt and starts over after a line that stood. Who was kicked or refused
// waits longest: subscribing is rate-guarded.
func nextPause(last time.Duration, subscribed, unwanted bool) time.Duration {
	switch {
	case unwanted:
		return kickedPause
	case subscribed:
		return firstPause
	}
	return min(2*last, longestPause)
}

// listenOnce runs one line from the dial to its end.
func (p *Platform) listenOnce(ctx context.Context, sink func(context.Context, bot.Event) error) (subscribed bool, err error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	conn, err := p.line.dial(ctx)
	if err != nil {
		return false, err
	}
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer p.line.drop(conn)
	queue := make(chan bot.Event, queueLength)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop(nil)
	all.Go(func() { feed(ctx, queue, sink) })
	all.Go(func() { stop(p.readLine(ctx, conn, queue)) })
	if _, err := p.line.call(ctx, cmdSubscribe, "", map[string]string{"bot_id": p.line.robot.ID, "secret": p.line.robot.Secret}); err != nil {
		return false, errors.Join(errDenied, context.Cause(ctx))
	}
	p.line.beat(ctx, stop)
	return true, context.Cause(ctx)
}

// feed hands events on one after the other, so that reading never waits for the database.
func feed(ctx context.Context, queue <-chan bot.Event, sink func(context.Context, bot.Event) error) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-queue:
			_ = sink(ctx, e) // the line knows no redelivery; the sink itself reports what it could not keep
		}
	}
}

func (l *line) dial(ctx context.Context) (*websocket.Conn, error) {
	cfg, err := websocket.NewConfig(l.address, "https://work.weixin.qq.com")
	if err != nil {
		return nil, err
	}
	cfg.TlsConfig = l.tls
	ctx, stop := context.WithTimeout(ctx, 2*ackWait)
	defer stop()
	conn, err := cfg.DialContext(ctx)
	if err != nil {
		return nil, err
	}
	conn.MaxPayloadBytes = maxFrame
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

// readLine reads frames until the connection ends. A message may come in several frames; it is whole when it is JSON.
func (p *Platform) readLine(ctx context.Context, conn *websocket.Conn, queue chan<- bot.Event) error {
	var part []byte
	for {
		var data []byte
		if err := websocket.Message.Receive(conn, &data); err != nil {
			return err
		}
		data = printable(data)
		if !json.Valid(data) { // a piece; what is JSON by itself never is
			if part = append(part, data...); len(part) > maxFrame {
				return errJSON
			}
			if !json.Valid(part) {
				continue
			}
			data = part
		}
		var f frame
		err := json.Unmarshal(data, &f)
		part = nil
		if err != nil {
			continue // valid JSON of another shape: nothing for us
		}
		if err := p.takeFrame(ctx, f, queue); err != nil {
			return err
		}
	}
}

// printable drops raw control characters, which WeCom lets through inside texts.
func printable(data []byte) []byte {
	out := data[:0]
	for _, c := range data {
		if c >= ' ' {
			out = append(out, c)
		}
	}
	return out
}

func (p *Platform) takeFrame(ctx context.Context, f frame, queue chan<- bot.Event) error {
	if f.Cmd == "" {
		p.line.answered(f)
		return nil
	}
	if f.Cmd != cmdMessage && f.Cmd != cmdEvent {
		return nil
	}
	var m robotMessage
	if err := json.Unmarshal(f.Body, &m); err != nil {
		m.MsgType = ""
	}
	if m.Event.Type == eventKicked {
		return errKicked
	}
	if m.RobotID != p.line.robot.ID {
		return nil
	}
	e := p.robotEvent(call{sent: p.now()}, m, f.Body)
	e.ReplyTo = lineAddress(f.Headers.ReqID, m, e.Kind)
	select {
	case queue <- e:
	case <-ctx.Done():
	}
	return nil
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
		return frame{}, &bot.SendError{Again: bot.AgainLater, After: time.Second, Code: "not_connected", Reason: "the long connection does not stand here"}
	}
	defer l.forget(reqID, ch)
	if err := l.put(conn, cmd, reqID, body); err != nil {
		return frame{}, err
	}
	ctx, stop := context.WithTimeout(ctx, ackWait)
	defer stop()
	select {
	case <-ctx.Done():
		return frame{}, lost(true)
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
	f := frame{Cmd: cmd, Headers: frameHeaders{ReqID: reqID}}
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return never("json", "the message can't be written as JSON")
		}
		f.Body = raw
	}
	data, err := json.Marshal(f)
	if err != nil {
		return never("json", "the message can't be written as JSON")
	}
	l.write.Lock()
	defer l.write.Unlock()
	if err := websocket.Message.Send(conn, string(data)); err != nil {
		return lost(true)
	}
	return nil
}
