package wecom

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"linzhangbot/bot"
)

// The robot's long connection: an outgoing line where the network lets nobody in. WeCom keeps one line per robot: a
// second subscriber kicks the first, so one process of a deployment listens, and who was kicked waits.

const (
	publicLine  = "wss://openws.work.weixin.qq.com"
	maxFrame    = 1 << 20
	ackWait     = 5 * time.Second
	pingEvery   = 30 * time.Second
	kickedPause = 2 * time.Minute // coming back at once would kick the other one, for ever; refused ones are rate-guarded
	offers      = 30
	offerPause  = 2 * time.Second
	queueLength = 256
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

// line is the state of the long connection.
type line struct {
	address string
	tls     *tls.Config
	robot   robotSettings

	unwanted bool // the last line was kicked or refused; Listen alone uses it

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

// Listen keeps one line and hands events to sink in order. It ends with an error when the line breaks, for the caller
// to note and to call again; a call after a line that was kicked or refused begins with a rest. Without connection
// mode it only waits: callbacks come by HTTP.
func (p *Platform) Listen(ctx context.Context, sink func(context.Context, bot.Event) error) error {
	if p.line == nil {
		<-ctx.Done()
		return nil
	}
	if p.line.unwanted && !pause(ctx, kickedPause) {
		return nil
	}
	err := p.listenOnce(ctx, sink)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // told to stop: that the line broke then is no news
	}
	p.line.unwanted = errors.Is(err, errKicked) || errors.Is(err, errDenied)
	return fmt.Errorf("long connection: %w", err)
}

// pause waits and tells whether ctx still lives.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// listenOnce runs one line from the dial to its end.
func (p *Platform) listenOnce(ctx context.Context, sink func(context.Context, bot.Event) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	conn, err := p.line.dial(ctx)
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer p.line.drop(conn)
	queue := make(chan bot.Event, queueLength)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop(nil)
	all.Go(func() { feed(ctx, queue, sink) })
	all.Go(func() { stop(p.readLine(ctx, conn, queue)) })
	who := map[string]string{"bot_id": p.line.robot.ID, "secret": p.line.robot.Secret}
	if _, err := p.line.call(ctx, cmdSubscribe, "", who); err != nil {
		return denied(ctx, err)
	}
	p.line.beat(ctx, stop)
	return context.Cause(ctx)
}

// denied tells a subscription that WeCom refused from a line that ended meanwhile, perhaps right after the answer.
func denied(ctx context.Context, err error) error {
	var se *bot.SendError
	if errors.As(err, &se) {
		if _, bad := strconv.Atoi(se.Code); bad == nil {
			return fmt.Errorf("%w: code %s", errDenied, se.Code)
		}
	}
	return cmp.Or(context.Cause(ctx), err)
}

// feed hands events on one after the other, so that reading never waits for the database. The line knows no
// redelivery, so an event that could not be kept is offered again for a minute: the inbox drops what it has twice.
func feed(ctx context.Context, queue <-chan bot.Event, sink func(context.Context, bot.Event) error) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-queue:
			for offer := 0; sink(ctx, e) != nil && offer < offers && pause(ctx, offerPause); offer++ {
			}
		}
	}
}

// readLine reads messages until the connection ends.
func (p *Platform) readLine(ctx context.Context, conn *websocket.Conn, queue chan<- bot.Event) error {
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		var f frame
		if json.Unmarshal(printable(data), &f) != nil {
			continue // of another shape: nothing for us
		}
		if err := p.takeFrame(ctx, f, queue); err != nil {
			return err
		}
	}
}

// printable drops raw control characters, which WeCom lets through inside texts.
func printable(data []byte) []byte {
	return slices.DeleteFunc(data, func(c byte) bool { return c < ' ' })
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
