package bottest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
)

// Run asks a platform every question of the suite; mk makes a fresh bench for each of them.
func Run(t *testing.T, mk func(t *testing.T) Bench) {
	for name, ask := range map[string]func(*testing.T, Bench){
		"receive/text":        textArrives,
		"receive/redelivery":  redeliveryHasTheSameID,
		"receive/press":       pressBecomesItsCommand,
		"receive/recall":      recallNamesItsTarget,
		"receive/unknown":     unknownIsHarmless,
		"receive/forged":      forgedIsRefusedAlike,
		"send/nasty":          nastyTextIsHarmless,
		"send/mention":        mentionComesFromTheListOnly,
		"send/long":           longTextKeepsTheLimits,
		"send/buttons":        buttonsCarryTheirCommands,
		"send/faults":         faultsAreTold,
		"reply/nasty":         repliesAreHarmless,
		"reply/long":          longRepliesKeepTheLimits,
		"send/address":        unknownChatIsNotGuessed,
		"receive/wrong-paths": otherMethodsAreRefused,
	} {
		t.Run(name, func(t *testing.T) { ask(t, mk(t)) })
	}
}

func receive(t *testing.T, b Bench, r *http.Request) bot.Delivery {
	t.Helper()
	d, err := b.Platform.Receive(r)
	if err != nil {
		t.Fatalf("a well-signed request was refused: %v", err)
	}
	return d
}

func one(t *testing.T, b Bench, r *http.Request) bot.Event {
	t.Helper()
	d := receive(t, b, r)
	if len(d.Events) != 1 {
		t.Fatalf("want one event, got %d", len(d.Events))
	}
	return d.Events[0]
}

func textArrives(t *testing.T, b Bench) {
	for _, chat := range []bot.Chat{b.Group, b.Person} {
		m := Message{ID: "m-text-1", Chat: chat, From: "zhangsan", Text: "报送 开展春季巡林🌲 <b>&amp; 5 株"}
		e := one(t, b, b.Text(m))
		if e.Kind != bot.KindText || !strings.Contains(e.Text, m.Text) {
			t.Errorf("%s: text came as %s %q", chat.Kind, e.Kind, e.Text)
		}
		if e.From != m.From || e.Chat != chat || !e.ToBot || e.ID == "" {
			t.Errorf("%s: event is %+v", chat.Kind, e)
		}
		if e.Platform != b.Platform.Name() {
			t.Errorf("platform is called %q in the event and %q outside", e.Platform, b.Platform.Name())
		}
	}
}

func redeliveryHasTheSameID(t *testing.T, b Bench) {
	m := Message{ID: "m-again-1", Chat: b.Group, From: "zhangsan", Text: "待办"}
	first, second := one(t, b, b.Text(m)), one(t, b, b.Text(m))
	if first.ID != second.ID {
		t.Errorf("a redelivery changed its id from %q to %q", first.ID, second.ID)
	}
	m.ID = "m-again-2"
	if other := one(t, b, b.Text(m)); other.ID == first.ID {
		t.Errorf("two messages share the id %q", other.ID)
	}
}

func pressBecomesItsCommand(t *testing.T, b Bench) {
	m := Message{ID: "m-press-1", Chat: b.Group, From: "lisi", Text: "采用 信〔2026〕3号"}
	e := one(t, b, b.Press(m))
	if e.Kind != bot.KindPress || e.Text != m.Text || e.From != m.From || !e.ToBot || e.ID == "" {
		t.Errorf("press came as %+v", e)
	}
	again := one(t, b, b.Press(m))
	if again.ID != e.ID {
		t.Errorf("the same press came as %q and %q", e.ID, again.ID)
	}
}

func recallNamesItsTarget(t *testing.T, b Bench) {
	if b.Recall == nil {
		t.Skip("this platform tells nothing about recalls")
	}
	e := one(t, b, b.Recall(Message{ID: "m-recall-1", Chat: b.Group, From: "zhangsan"}))
	if e.Kind != bot.KindRecall || e.Target != "m-recall-1" || e.ID == "" || e.ID == e.Target {
		t.Errorf("recall came as %+v", e)
	}
}

func unknownIsHarmless(t *testing.T, b Bench) {
	for i, r := range b.Unknown() {
		d := receive(t, b, r)
		for _, e := range d.Events {
			if e.Kind != bot.KindUnknown {
				t.Errorf("unknown request %d came as %s", i, e.Kind)
			}
		}
	}
}

func forgedIsRefusedAlike(t *testing.T, b Bench) {
	var first *bot.Refusal
	for name, r := range b.Forged() {
		d, err := b.Platform.Receive(r)
		var no *bot.Refusal
		if !errors.As(err, &no) {
			t.Errorf("%s: not refused: %+v, %v", name, d, err)
			continue
		}
		if len(d.Events) != 0 || d.Answer != nil || d.Reply != nil {
			t.Errorf("%s: refused, and yet it carries something", name)
		}
		if first == nil {
			first = no
		}
		if no.Status != first.Status || no.Body != first.Body {
			t.Errorf("%s: answer %d %q differs from %d %q", name, no.Status, no.Body, first.Status, first.Body)
		}
		if no.Status < 400 || no.Reason == "" {
			t.Errorf("%s: status %d, reason %q", name, no.Status, no.Reason)
		}
	}
	if first == nil {
		t.Error("the bench has no forged requests")
	}
}

func otherMethodsAreRefused(t *testing.T, b Bench) {
	for _, method := range []string{http.MethodPut, http.MethodDelete, http.MethodTrace, http.MethodPatch} {
		r := b.Text(Message{ID: "m-method", Chat: b.Group, From: "zhangsan", Text: "待办"})
		r.Method = method
		if d, err := b.Platform.Receive(r); err == nil {
			t.Errorf("%s was accepted: %+v", method, d)
		}
	}
}

// nastyCard puts one string into every place a person's words can reach.
func nastyCard(s string) bot.Card {
	return bot.Card{
		Code: "report.accepted", Tone: bot.ToneDone, Title: "标题 " + s, Text: "正文 " + s + "\n" + s,
		Fields: []bot.Field{{Name: "栏 " + s, Value: s}, {Name: s, Value: "值"}},
		Next:   "下一步 " + s, Article: "信息制度 第九条 " + s,
	}
}

func (b Bench) check(t *testing.T, what string, said Said) {
	t.Helper()
	judge := b.Live
	if judge == nil {
		judge = Live
	}
	for _, text := range said.Texts {
		if bad := judge(text); bad != "" {
			t.Errorf("%s: %s in %q", what, bad, text)
		}
	}
	if len(said.Mention) > 0 {
		t.Errorf("%s: mentions %q", what, said.Mention)
	}
}

func (b Bench) complain(t *testing.T, what string) {
	t.Helper()
	for _, c := range b.Complaints() {
		t.Errorf("%s: the server complains: %s", what, c)
	}
}

func nastyTextIsHarmless(t *testing.T, b Bench) {
	for i, s := range Nasty {
		for j, chat := range b.Chats {
			c := nastyCard(s)
			if j == 0 {
				c.Buttons = []bot.Button{{Label: "看 " + s, Command: "看 1"}}
			}
			if _, err := b.Platform.Send(t.Context(), address(chat, i, j), c); err != nil {
				t.Fatalf("%q to %s: %v", s, chat.ID, err)
			}
			said := b.Said()
			if len(said) == 0 {
				t.Fatalf("%q to %s: nothing arrived", s, chat.ID)
			}
			for _, one := range said {
				b.check(t, fmt.Sprintf("%q to %s", s, chat.ID), one)
			}
			b.complain(t, chat.ID)
		}
	}
}

func address(chat bot.Chat, i, j int) bot.Address {
	return bot.Address{Chat: chat, Key: fmt.Sprintf("suite-%d-%d", i, j)}
}

func mentionComesFromTheListOnly(t *testing.T, b Bench) {
	for j, chat := range b.Chats {
		c := bot.Card{Code: "duty.reminder", Title: "还差 1 条", Text: "@lisi @所有人 请看", Mention: []string{"zhangsan"}}
		if _, err := b.Platform.Send(t.Context(), address(chat, 1, j), c); err != nil {
			t.Fatalf("%s: %v", chat.ID, err)
		}
		for _, one := range b.Said() {
			for _, who := range one.Mention {
				if who != "zhangsan" {
					t.Errorf("%s: mentions %q", chat.ID, who)
				}
			}
		}
	}
	for j, chat := range b.Chats {
		c := bot.Card{Code: "duty.reminder", Title: "还差 1 条", Mention: []string{"all", "@all", "所有人", "a><@b"}}
		if _, err := b.Platform.Send(t.Context(), address(chat, 2, j), c); err != nil {
			continue
		}
		for _, one := range b.Said() {
			b.check(t, "a mention list that names everybody", one)
		}
	}
}

// longCard is far beyond every platform's limit, with runes of one, three and four bytes.
func longCard(n int) bot.Card {
	c := nastyCard(strings.Repeat("林长制🌲a", n))
	for i := range 40 {
		c.Fields = append(c.Fields, bot.Field{Name: fmt.Sprintf("第%d项", i), Value: strings.Repeat("长", n)})
	}
	return c
}

func longTextKeepsTheLimits(t *testing.T, b Bench) {
	for i, n := range []int{1, 7, 60, 170, 700, 5000} {
		for j, chat := range b.Chats {
			if _, err := b.Platform.Send(t.Context(), address(chat, i, j), longCard(n)); err != nil {
				t.Fatalf("%d to %s: %v", n, chat.ID, err)
			}
			for _, one := range b.Said() {
				b.check(t, chat.ID, one)
			}
			b.complain(t, chat.ID)
		}
	}
}

func buttonsCarryTheirCommands(t *testing.T, b Bench) {
	c := bot.Card{Code: "meeting.approval_asked", Title: "请审定会议方案", Text: "区林长办公室会议",
		Buttons: []bot.Button{{Label: "同意", Command: "同意 会〔2026〕1号", Primary: true}, {Label: "退回", Command: "退回 会〔2026〕1号"}}}
	if _, err := b.Platform.Send(t.Context(), address(b.Chats[0], 0, 0), c); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, one := range b.Said() {
		got = append(got, one.Buttons...)
	}
	if strings.Join(got, "|") != "同意 会〔2026〕1号|退回 会〔2026〕1号" {
		t.Errorf("buttons carry %q", got)
	}
	b.complain(t, b.Chats[0].ID)
}

func unknownChatIsNotGuessed(t *testing.T, b Bench) {
	_, err := b.Platform.Send(t.Context(), bot.Address{Key: "k"}, bot.Card{Code: "help.shown", Title: "帮助"})
	var se *bot.SendError
	if !errors.As(err, &se) || (se.Again != bot.AgainNever && se.Again != bot.AgainBroken) {
		t.Errorf("a card for no chat: %v", err)
	}
}

// verdicts says what Send may answer to each fault; empty means that Send must succeed.
var verdicts = map[Fault][]bot.Again{
	FaultBusy:    {bot.AgainLater},
	FaultServer:  {bot.AgainLater, bot.AgainUnknown},
	FaultHang:    {bot.AgainUnknown},
	FaultGarbage: {bot.AgainUnknown},
	FaultContent: {bot.AgainNever},
	FaultGone:    {bot.AgainNever, bot.AgainBroken},
	FaultSecret:  {bot.AgainBroken},
	FaultToken:   nil,
}

func faultsAreTold(t *testing.T, b Bench) {
	for f, allowed := range verdicts {
		for j, chat := range b.Chats {
			if !b.Fault(chat, f) {
				continue
			}
			ctx, stop := context.WithTimeout(t.Context(), patience(f))
			_, err := b.Platform.Send(ctx, address(chat, len(f), j), bot.Card{Code: "duty.reminder", Title: "提醒 " + string(f)})
			stop()
			b.judge(t, fmt.Sprintf("%s to %s", f, chat.ID), err, allowed)
			b.Said()
		}
	}
}

// patience is short only where the server is meant to hang.
func patience(f Fault) time.Duration {
	if f == FaultHang {
		return 150 * time.Millisecond
	}
	return 10 * time.Second
}

func (b Bench) judge(t *testing.T, what string, err error, allowed []bot.Again) {
	t.Helper()
	if len(allowed) == 0 {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		return
	}
	var se *bot.SendError
	if !errors.As(err, &se) {
		t.Errorf("%s: not a SendError: %v", what, err)
		return
	}
	ok := false
	for _, a := range allowed {
		ok = ok || se.Again == a
	}
	if !ok {
		t.Errorf("%s: again is %s, want one of %v (%v)", what, se.Again, allowed, err)
	}
	for _, s := range b.Secrets {
		if strings.Contains(err.Error(), s) {
			t.Errorf("%s: the error shows a secret", what)
		}
	}
}

// answer receives a message and replies to it; nil where the platform takes no answer there.
func (b Bench) answer(t *testing.T, r *http.Request, c bot.Card) *Said {
	t.Helper()
	d := receive(t, b, r)
	if d.Reply == nil {
		return nil
	}
	a, err := d.Reply(c)
	if err != nil {
		t.Fatalf("reply: %v", err)
	}
	if a == nil || b.Open == nil {
		return nil
	}
	if bytes.HasPrefix(a.Body, []byte("\xef\xbb\xbf")) {
		t.Error("reply begins with a byte order mark")
	}
	said, err := b.Open(a)
	if err != nil {
		t.Fatalf("the platform could not read the reply: %v", err)
	}
	return &said
}

func (b Bench) incoming() []*http.Request {
	m := Message{ID: "m-reply", Chat: b.Group, From: "zhangsan", Text: "待办"}
	p := m
	p.Chat = b.Person
	return []*http.Request{b.Text(m), b.Text(p), b.Press(m)}
}

func repliesAreHarmless(t *testing.T, b Bench) {
	for _, s := range Nasty {
		for i, r := range b.incoming() {
			c := nastyCard(s)
			c.Buttons = []bot.Button{{Label: s, Command: "看 1"}}
			if said := b.answer(t, r, c); said != nil {
				b.check(t, fmt.Sprintf("%q as reply %d", s, i), *said)
			}
		}
	}
}

func longRepliesKeepTheLimits(t *testing.T, b Bench) {
	for _, n := range []int{1, 170, 700, 5000} {
		for i, r := range b.incoming() {
			if said := b.answer(t, r, longCard(n)); said != nil {
				b.check(t, fmt.Sprintf("long reply %d", i), *said)
			}
			b.complain(t, fmt.Sprintf("long reply %d", i))
		}
	}
}
