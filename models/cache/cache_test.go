//go:build !lean

package cache

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
)

type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

// every runs the contract over the memory, over miniredis, and over a real Redis where there is one.
func every(t *testing.T, run func(t *testing.T, c Cache, pass func(time.Duration))) {
	start := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	t.Run("memory", func(t *testing.T) {
		k := &clock{start}
		run(t, NewMemory(k.now), func(d time.Duration) { k.t = k.t.Add(d) })
	})
	t.Run("miniredis", func(t *testing.T) {
		k := &clock{start}
		s := miniredis.RunT(t)
		r := NewRedis(Server{Addrs: []string{s.Addr()}, Prefix: "t:"}, k.now)
		defer func() { _ = r.Close() }()
		run(t, r, func(d time.Duration) { k.t = k.t.Add(d); s.FastForward(d) })
	})
}

func TestOnce(t *testing.T) {
	every(t, func(t *testing.T, c Cache, pass func(time.Duration)) {
		ctx := context.Background()
		if !c.Once(ctx, "a", time.Minute) || c.Once(ctx, "a", time.Minute) {
			t.Fatal("want true, then false")
		}
		pass(61 * time.Second)
		if !c.Once(ctx, "a", time.Minute) {
			t.Fatal("want true again after expiry")
		}
	})
}

func TestKeepAndForget(t *testing.T) {
	every(t, func(t *testing.T, c Cache, pass func(time.Duration)) {
		ctx := context.Background()
		c.Keep(ctx, "k", "v", time.Minute)
		if v, ok := c.Get(ctx, "k"); !ok || v != "v" {
			t.Fatalf("got %q %v", v, ok)
		}
		c.Forget(ctx, "k")
		if _, ok := c.Get(ctx, "k"); ok {
			t.Fatal("forgotten, yet there")
		}
		c.Keep(ctx, "k", "v", time.Minute)
		pass(61 * time.Second)
		if _, ok := c.Get(ctx, "k"); ok {
			t.Fatal("expired, yet there")
		}
	})
}

// TestTwentyAMinute: a greedy sender never gets more than 20 into any minute.
func TestTwentyAMinute(t *testing.T) {
	every(t, func(t *testing.T, c Cache, pass func(time.Duration)) {
		ctx := context.Background()
		var sent []time.Duration
		var now time.Duration
		for now < 3*time.Minute {
			ok, wait := c.Allow(ctx, "chat", 20, time.Minute)
			if ok {
				sent = append(sent, now)
				wait = 50 * time.Millisecond
			}
			if wait <= 0 {
				t.Fatal("refused without a waiting time")
			}
			now += wait
			pass(wait)
		}
		for i := range sent {
			if i >= 20 && sent[i]-sent[i-20] < time.Minute {
				t.Fatalf("21 messages within %v", sent[i]-sent[i-20])
			}
		}
		if len(sent) < 58 {
			t.Fatalf("only %d sent in three minutes", len(sent))
		}
	})
}

// TestRedisVanishes: without Redis the own memory serves.
func TestRedisVanishes(t *testing.T) {
	s := miniredis.RunT(t)
	k := &clock{time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	r := NewRedis(Server{Addrs: []string{s.Addr()}, Prefix: "t:"}, k.now)
	defer func() { _ = r.Close() }()
	ctx := context.Background()
	r.Keep(ctx, "token", "x", time.Hour)
	s.Close()
	if v, ok := r.Get(ctx, "token"); !ok || v != "x" {
		t.Fatalf("token lost with Redis: %q %v", v, ok)
	}
	if !r.Once(ctx, "a", time.Minute) || r.Once(ctx, "a", time.Minute) {
		t.Fatal("Once must go on in process")
	}
}

func TestRealRedis(t *testing.T) {
	addr := os.Getenv("LINZHANGBOT_TEST_REDIS")
	if addr == "" {
		t.Skip("LINZHANGBOT_TEST_REDIS is not set")
	}
	k := &clock{time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	r := NewRedis(Server{Addrs: []string{addr}, Prefix: "test-" + time.Now().Format("150405.000000") + ":"}, k.now)
	defer func() { _ = r.Close() }()
	ctx := context.Background()
	if err := r.Ping(ctx); err != nil {
		t.Fatal(err)
	}
	for i := range 25 {
		ok, wait := r.Allow(ctx, "chat", 20, time.Minute)
		if ok != (i < 20) || !ok && wait != time.Minute {
			t.Fatalf("call %d: %v, wait %v", i, ok, wait)
		}
	}
	if !r.Once(ctx, "a", time.Minute) || r.Once(ctx, "a", time.Minute) {
		t.Fatal("want true, then false")
	}
}
