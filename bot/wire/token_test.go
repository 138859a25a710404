package wire_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
	"linzhangbot/bot/wiretest"
)

// office is a platform's end of a token: it counts how often it was asked.
type office struct {
	mu    sync.Mutex
	asked int
	life  time.Duration
	now   time.Time
}

func (o *office) ask(context.Context) (string, time.Duration, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.asked++
	return fmt.Sprint("t", o.asked), o.life, nil
}

func (o *office) token(shared bot.Tokens) *wire.Token {
	return wire.NewToken("key", bot.Deps{Tokens: shared, Now: func() time.Time { return o.now }}, o.ask)
}

func get(t *testing.T, token *wire.Token, void, want string) {
	t.Helper()
	if got, err := token.Get(t.Context(), void); err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestTokenIsAskedForOnceByMany(t *testing.T) {
	o := &office{life: time.Hour}
	token := o.token(&wiretest.Memory{})
	var all sync.WaitGroup
	for range 30 {
		all.Go(func() { get(t, token, "", "t1") })
	}
	all.Wait()
	for range 30 {
		all.Go(func() { get(t, token, "t1", "t2") })
	}
	all.Wait()
}

func TestTokenEndsWithItsLife(t *testing.T) {
	o := &office{life: time.Hour}
	token := o.token(forgetful{})
	get(t, token, "", "t1")
	o.now = o.now.Add(59 * time.Minute)
	get(t, token, "", "t1")
	o.now = o.now.Add(time.Minute)
	get(t, token, "", "t2")
}

type forgetful struct{}

func (forgetful) Get(context.Context, string) (string, bool)          { return "", false }
func (forgetful) Keep(context.Context, string, string, time.Duration) {}
func (forgetful) Forget(context.Context, string)                      {}

func TestTokenOfNoLifeIsNotKept(t *testing.T) {
	o, shared := &office{}, &wiretest.Memory{}
	token := o.token(shared)
	get(t, token, "", "t1")
	get(t, token, "", "t2")
	if _, kept := shared.Get(t.Context(), "key"); kept {
		t.Error("a token to be used once was kept")
	}
}

// What one replica asked for serves the other, but for a minute only: then the memory is asked again.
func TestTokenIsSharedByReplicas(t *testing.T) {
	o, shared := &office{life: time.Hour}, &wiretest.Memory{}
	first, second := o.token(shared), o.token(shared)
	get(t, first, "", "t1")
	get(t, second, "", "t1")
	get(t, first, "t1", "t2")
	o.now = o.now.Add(time.Minute)
	get(t, second, "", "t2")
	if shared.Lives()["key"] != time.Hour {
		t.Errorf("kept for %s", shared.Lives()["key"])
	}
}

func TestVoidTokenIsRenewedOnce(t *testing.T) {
	o := &office{life: time.Hour}
	token, void := o.token(&wiretest.Memory{}), errors.New("void")
	isVoid := func(err error) bool { return errors.Is(err, void) }
	var used []string
	call := func(token string) error {
		used = append(used, token)
		return void
	}
	if err := token.Use(t.Context(), isVoid, call); !errors.Is(err, void) || fmt.Sprint(used) != "[t1 t2]" {
		t.Errorf("%v, used %q", err, used)
	}
	other := errors.New("busy")
	if err := token.Use(t.Context(), isVoid, func(string) error { return other }); !errors.Is(err, other) || o.asked != 2 {
		t.Errorf("%v, asked %d times", err, o.asked)
	}
}

func TestWaitingForATokenEndsWithTheCaller(t *testing.T) {
	inside, free := make(chan struct{}), make(chan struct{})
	token := wire.NewToken("key", bot.Deps{Tokens: forgetful{}, Now: time.Now},
		func(context.Context) (string, time.Duration, error) {
			close(inside)
			<-free
			return "t", time.Hour, nil
		})
	var all sync.WaitGroup
	all.Go(func() { get(t, token, "", "t") })
	<-inside
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := token.Get(ended, ""); !errors.Is(err, wire.ErrUnreached) {
		t.Error(err)
	}
	close(free)
	all.Wait()
}

func TestLife(t *testing.T) {
	for seconds, want := range map[int64]time.Duration{
		7200: 115 * time.Minute, 0: 0, -5: 0, 60: 30 * time.Second, 1 << 40: 115 * time.Minute,
		600: 5 * time.Minute, 602: 5*time.Minute + 2*time.Second,
	} {
		if got := wire.Life(seconds, 5*time.Minute); got != want {
			t.Errorf("%d: %s", seconds, got)
		}
	}
}
