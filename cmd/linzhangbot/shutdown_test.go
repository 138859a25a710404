package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"testing"

	"go.uber.org/goleak"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/models/strict"
)

// serve stops when it is told: what is in hand is finished, the answer of the last message has left or waits on
// file, and no goroutine stays behind.
func TestServeStopsCleanly(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		before := goleak.IgnoreCurrent()
		d := read(s.file, s.clock.Now)
		if len(d.problems) > 0 {
			t.Fatal(strict.Problems(d.problems))
		}
		door, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		d.door = func(string) (net.Listener, error) { return door, nil }
		ctx, stop := context.WithCancel(context.Background())
		a, err := d.assemble(ctx, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		stopped := make(chan error, 1)
		go func() { stopped <- d.listen(ctx, a) }()

		who := feishutest.Person{OpenID: "ou_xinkou.liaison", ChatID: "oc_main"}
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		answer, err := client.Do(s.feishu.Request("http://"+door.Addr().String()+"/hook/xiqing-feishu/event", s.clock.Now(),
			s.feishu.Text("om_last", who, "报送 辛口镇清理可燃物2吨", true, s.clock.Now())))
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%v %v", answer, err)
		}
		_ = answer.Body.Close()
		stop()
		if err := <-stopped; err != nil {
			t.Errorf("serve ended with %v", err)
		}
		if n := s.rows("outbox", "kind = 'reply' AND state IN ('sent', 'pending')"); n != 1 || s.rows("outbox", "state = 'sending'") > 0 {
			t.Errorf("the last answer is neither sent nor waiting")
		}
		if err := a.db.Close(); err != nil {
			t.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
		if err := goleak.Find(before); err != nil {
			t.Error(err)
		}
	})
}
