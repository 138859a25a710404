package wecom

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
)

// phone is a platform on its long connection beside a fake.
type phone struct {
	*Platform
	fake   *wecomtest.Line
	events chan bot.Event
}

func newPhone(t *testing.T, secret string) *phone {
	t.Helper()
	fake := wecomtest.NewLine(testRobot, "line-secret")
	t.Cleanup(fake.Close)
	set := settings{CorpID: testCorp, WSBase: fake.URL, Robot: &robotSettings{ID: testRobot, Mode: "connection", Secret: secret}}
	s := &phone{Platform: openWith(t, set, http.DefaultClient, moment), fake: fake, events: make(chan bot.Event, 16)}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		for ctx.Err() == nil { // as the program does, without its pauses
			_ = s.Listen(ctx, func(_ context.Context, e bot.Event) error { s.events <- e; return nil })
		}
		ended <- s.Listen(ctx, nil)
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s
}

func (s *phone) push(t *testing.T, cmd, reqID string, body any) bot.Event {
	t.Helper()
	if err := s.fake.Push(cmd, reqID, body, 3); err != nil {
		t.Fatal(err)
	}
	select {
	case e := <-s.events:
		return e
	case <-time.After(5 * time.Second):
		t.Fatal("no event came")
		return bot.Event{}
	}
}

func (s *phone) say(t *testing.T, to bot.Address, c bot.Card) wecomtest.Frame {
	t.Helper()
	if _, err := s.Send(t.Context(), to, c); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range s.fake.Complaints() {
		t.Error(wrong)
	}
	return <-s.fake.Taken
}

func TestLineAnswersAndPushes(t *testing.T) {
	s := newPhone(t, "line-secret")
	<-s.fake.Ready
	e := s.push(t, cmdMessage, "req-1", wecomtest.RobotText(testRobot, "m1", "wrAbC", "zhangsan", "", "@林长助手 待办"))
	if e.Kind != bot.KindText || e.Chat != (bot.Chat{ID: "wrAbC", Kind: bot.Group}) || e.ID != "m1" || !e.At.Equal(moment) {
		t.Errorf("%+v", e)
	}
	f := s.say(t, bot.Address{Chat: e.Chat, ReplyTo: e.ReplyTo, Key: "a"}, samples()["refused"])
	if f.Cmd != cmdRespond || f.Headers["req_id"] != "req-1" || !strings.Contains(string(f.Body), "不能自己销号") {
		t.Errorf("%+v", f)
	}
	f = s.say(t, bot.Address{Chat: e.Chat, Key: "b"}, samples()["accepted"])
	if f.Cmd != cmdSend || !strings.Contains(string(f.Body), `"chatid":"wrAbC"`) || !strings.Contains(string(f.Body), `"chat_type":2`) || !strings.Contains(string(f.Body), "撤回 信〔2026〕3号") {
		t.Errorf("%+v %s", f, f.Body)
	}
}

func TestLinePressAndWelcome(t *testing.T) {
	s := newPhone(t, "line-secret")
	<-s.fake.Ready
	press := s.push(t, cmdEvent, "req-2", wecomtest.RobotPress(testRobot, "m2", "wrAbC", "lisi", "", "采用 信〔2026〕3号", "task-1"))
	if press.Kind != bot.KindPress || press.Text != "采用 信〔2026〕3号" {
		t.Errorf("%+v", press)
	}
	to := bot.Address{Chat: press.Chat, ReplyTo: press.ReplyTo, Key: "c"}
	if f := s.say(t, to, samples()["refused"]); f.Cmd != cmdUpdate || !strings.Contains(string(f.Body), `"task_id":"task-1"`) || !strings.Contains(string(f.Body), `"lisi"`) {
		t.Errorf("%s", f.Body)
	}
	if f := s.say(t, to, samples()["reminder"]); f.Cmd != cmdSend {
		t.Errorf("what changes no card is a message: %s", f.Cmd)
	}
	m := wecomtest.RobotMessage(testRobot, "m3", "", "lisi", "")
	m["msgtype"], m["event"] = "event", map[string]any{"eventtype": "enter_chat"}
	enter := s.push(t, cmdEvent, "req-3", m)
	if f := s.say(t, bot.Address{Chat: enter.Chat, ReplyTo: enter.ReplyTo}, samples()["refused"]); f.Cmd != cmdWelcome || f.Headers["req_id"] != "req-3" {
		t.Errorf("%+v", f)
	}
}

func TestLineBringsFilesUpInPieces(t *testing.T) {
	s := newPhone(t, "line-secret")
	<-s.fake.Ready
	c := reminder()
	c.File = &bot.File{Name: "清单.xlsx", Data: make([]byte, chunk+100)}
	to := bot.Address{Chat: bot.Chat{ID: "zhangsan", Kind: bot.Private}, Key: "f"}
	if f := s.say(t, to, c); !strings.Contains(string(f.Body), `"markdown"`) {
		t.Errorf("%s", f.Body)
	}
	if f := <-s.fake.Taken; !strings.Contains(string(f.Body), `"media_id":"line-media-1"`) || len(s.fake.Files()[0]) != chunk+100 {
		t.Errorf("%s", f.Body)
	}
}

func TestLineErrorsAreJudged(t *testing.T) {
	s := newPhone(t, "line-secret")
	<-s.fake.Ready
	to := bot.Address{Chat: bot.Chat{ID: "wrAbC", Kind: bot.Group}, Key: "g"}
	for code, again := range map[int]bot.Again{45009: bot.AgainLater, 93006: bot.AgainBroken, 93008: bot.AgainBroken, 40008: bot.AgainNever} {
		s.fake.Fault(cmdSend, code)
		_, err := s.Send(t.Context(), to, reminder())
		if se := sendError(t, err); se.Again != again {
			t.Errorf("%d: %+v", code, se)
		}
	}
	s.fake.Fault(cmdSend, -9)
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	_, err := s.Send(ctx, to, reminder())
	if se := sendError(t, err); se.Again != bot.AgainUnknown || se.Safe {
		t.Errorf("no answer: %+v", se)
	}
	s.fake.Fault(cmdRespond, 846608)
	to.ReplyTo = linePrefix + "text|zhangsan||req-9"
	if f := s.say(t, to, reminder()); f.Cmd != cmdSend {
		t.Errorf("an answer that comes too late is pushed: %s", f.Cmd)
	}
}

func TestLineStandsUpAgain(t *testing.T) {
	s := newPhone(t, "line-secret")
	<-s.fake.Ready
	s.fake.Cut()
	<-s.fake.Ready
	for _, odd := range []any{"text", []int{1}, nil, map[string]any{"aibotid": "another", "msgtype": "text"}} {
		if err := s.fake.Push(cmdMessage, "req", odd, 1); err != nil {
			t.Fatal(err)
		}
	}
	if e := s.push(t, cmdMessage, "req-1", wecomtest.RobotText(testRobot, "m9", "", "zhangsan", "", "待办")); e.ID != "m9" {
		t.Errorf("%+v", e)
	}
}

func TestLineThatDoesNotStandIsLater(t *testing.T) {
	set := settings{WSBase: "ws://127.0.0.1:1", Robot: &robotSettings{ID: testRobot, Mode: "connection", Secret: "s"}}
	p := openWith(t, set, http.DefaultClient, moment)
	_, err := p.Send(t.Context(), bot.Address{Chat: bot.Chat{ID: "wrAbC", Kind: bot.Group}}, reminder())
	if se := sendError(t, err); se.Again != bot.AgainLater || se.Code != "not_connected" {
		t.Errorf("%+v", se)
	}
	if len(p.Paths()) != 0 {
		t.Errorf("%q", p.Paths())
	}
	if err := p.Listen(t.Context(), nil); err == nil {
		t.Error("dialled nothing")
	}
}

// Who was kicked must not kick back, and a refused subscription is not repeated in a loop.
func TestLineRestsWhenUnwanted(t *testing.T) {
	fake := wecomtest.NewLine(testRobot, "line-secret")
	defer fake.Close()
	set := settings{WSBase: fake.URL, Robot: &robotSettings{ID: testRobot, Mode: "connection", Secret: "wrong"}}
	p := openWith(t, set, http.DefaultClient, moment)
	if err := p.Listen(t.Context(), nil); !errors.Is(err, errDenied) || !p.line.unwanted {
		t.Errorf("%v", err)
	}
	short, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	if err := p.Listen(short, nil); err != nil {
		t.Errorf("a refused robot did not rest: %v", err)
	}
	set.Robot.Secret = "line-secret"
	p = openWith(t, set, http.DefaultClient, moment)
	ended := make(chan error, 1)
	go func() { ended <- p.Listen(context.Background(), func(context.Context, bot.Event) error { return nil }) }()
	<-fake.Ready
	kick := map[string]any{"msgtype": "event", "event": map[string]any{"eventtype": eventKicked}}
	if err := fake.Push(cmdEvent, "k", kick, 1); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, errKicked) || !p.line.unwanted {
		t.Errorf("%v", err)
	}
}
