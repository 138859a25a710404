package bottest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
)

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
