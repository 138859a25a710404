//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// What the parent tells the child process.
const (
	childEnv = "LINZHANGBOT_TEST_CHILD" // its settings: this process is the program and no test
	pointEnv = "LINZHANGBOT_TEST_POINT" // where it kills itself
	passEnv  = "LINZHANGBOT_TEST_PASS"  // at which pass of the point; 0: it lives
	shiftEnv = "LINZHANGBOT_TEST_SHIFT" // how far its clock is off
)

// TestMain makes the test's own binary the program when a test starts it as a child.
func TestMain(m *testing.M) {
	if file := os.Getenv(childEnv); file != "" {
		if err := child(file); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child serves for real, on the listener it has inherited, until it kills itself or its parent goes.
func child(file string) error {
	shift, err := time.ParseDuration(os.Getenv(shiftEnv))
	if err != nil {
		return err
	}
	d, err := installed(flag.NewFlagSet("serve", flag.ContinueOnError), []string{"--config", file}, func() time.Time { return wallClock().Add(shift) })
	if err != nil {
		return err
	}
	d.door = func(string) (net.Listener, error) { return net.FileListener(os.NewFile(3, "listener")) }
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _, _ = io.Copy(io.Discard, os.Stdin); cancel() }()
	a, err := d.assemble(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	probe := death(os.Getenv(pointEnv), os.Getenv(passEnv))
	a.desk.Probe, a.dispatcher.Probe, a.scheduler.Probe = probe, probe, probe
	if err := d.listen(ctx, a); err != nil {
		return err
	}
	return a.db.Close()
}

// death kills the process, as a power cut would, at the n-th pass of a point.
func death(point, n string) func(string) {
	var passes atomic.Int32
	return func(p string) {
		if p == point && fmt.Sprint(passes.Add(1)) == n {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
}

// points are the places where the program is killed, with the pass at which it is.
var points = map[string]int{"before commit": 3, "after commit": 3, "after claim": 1, "after send": 1, "inside sweep": 1}

// Killed at any point under load and started again: what was acknowledged is there, and nothing twice.
func TestKilledAtFivePoints(t *testing.T) {
	if testing.Short() {
		t.Skip("starts twenty processes")
	}
	everywhere(t, func(t *testing.T, driver string) {
		for point, pass := range points {
			t.Run(strings.ReplaceAll(point, " ", "-"), func(t *testing.T) { killed(t, driver, point, pass) })
		}
	})
}

const (
	load   = 40 // messages
	deaths = 2
)

func killed(t *testing.T, driver, point string, pass int) {
	s := newStand(t, driver)
	s.bindFeishu("oc_main")
	m := &machine{stand: s, point: point, pass: pass, shift: at(t, "2026-03-20 09:10").Sub(wallClock())}
	m.start(t)
	senders := min(8, load)
	var all sync.WaitGroup
	for i := range senders {
		all.Go(func() {
			for n := i; n < load; n += senders {
				m.deliver(t, n)
			}
		})
	}
	all.Wait()
	m.stop(t, func() bool {
		return m.died.Load() == deaths && s.rows("outbox", "kind = 'reply' AND state = 'sent'") == load
	})
	if died := m.died.Load(); died != deaths {
		t.Fatalf("killed %d times, want %d", died, deaths)
	}
	s.nothingTwice(t)
}

// nothingTwice holds the books against what was acknowledged: every message.
func (s *stand) nothingTwice(t *testing.T) {
	for what, count := range map[string]int{
		"messages":          s.rows("inbox", "intent = 'report.submit' AND code = 'report.accepted'"),
		"reports":           s.rows("reports", "state = 'submitted'"),
		"numbers":           s.rows("(SELECT DISTINCT n FROM reports) AS x", "n BETWEEN 1 AND ?", load),
		"lines of audit":    s.rows("audit", "kind = 'report'"),
		"answers delivered": s.rows("outbox", "kind = 'reply' AND state = 'sent'"),
	} {
		if count != load {
			t.Errorf("%d %s of %d", count, what, load)
		}
	}
	// every report that meets a quota withdraws the nudge and says the rest of it again
	if n := s.rows("outbox", "code = 'duty.reminder' AND platform = 'xiqing-feishu' AND state <> 'cancelled'"); n > 1 {
		t.Errorf("the nudge of the 20th stands %d times", n)
	}
	if n := s.rows("slots", "job = 'duties'"); n != 1 {
		t.Errorf("the morning of the 20th was done %d times", n)
	}
	answered := map[string]int{}
	for _, message := range s.feishu.Messages() {
		if message.ReplyTo != "" {
			answered[message.ReplyTo]++ // the fake drops what comes again under the same key, so this counts keys
		}
	}
	if len(answered) != load {
		t.Errorf("%d messages were answered of %d", len(answered), load)
	}
	for id, n := range answered {
		if n != 1 {
			t.Errorf("%s was answered under %d keys", id, n)
		}
	}
	s.content()
}

// bindFeishu makes a Feishu chat the main group.
func (s *stand) bindFeishu(chat string) {
	s.t.Helper()
	err := s.app.db.Tx(context.Background(), "xiqing", func(tx *db.Tx) error {
		return roster.BindGroup(tx, roster.Group{Platform: "xiqing-feishu", Chat: chat, Purpose: "main"})
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// machine runs the program as a process, and again whenever it was killed. The listener is the machine's: what
// comes while nothing runs waits there.
type machine struct {
	stand *stand
	point string
	pass  int

	listener *net.TCPListener
	died     atomic.Int32
	gone     chan error // the last child has ended
	stdin    io.Closer
	mu       sync.Mutex
	shift    time.Duration
}

func (m *machine) now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return wallClock().Add(m.shift)
}

func (m *machine) start(t *testing.T) {
	t.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	m.listener, m.gone = l, make(chan error, 1)
	t.Cleanup(func() { _ = l.Close() })
	m.stand.clock.set(m.now())
	cmd := m.spawn(t)
	go func() {
		for {
			err := cmd.Wait()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL { //nolint:forcetypeassert // on Unix it is
				m.gone <- err
				return
			}
			m.died.Add(1)
			m.mu.Lock()
			m.shift += 2 * time.Minute // it took so long to come back: what the dead held is free again
			m.mu.Unlock()
			m.stand.clock.set(m.now())
			cmd = m.spawn(t)
		}
	}()
}

// spawn starts the program; after enough deaths it lives.
func (m *machine) spawn(t *testing.T) *exec.Cmd {
	file, err := m.listener.File()
	if err != nil {
		t.Error(err)
	}
	defer func() { _ = file.Close() }()
	pass := m.pass
	if m.died.Load() >= deaths {
		pass = 0
	}
	cmd := exec.Command(os.Args[0]) //nolint:gosec // ourselves
	cmd.Env = append(os.Environ(), childEnv+"="+m.stand.file, pointEnv+"="+m.point, fmt.Sprintf("%s=%d", passEnv, pass), shiftEnv+"="+m.shift.String())
	cmd.ExtraFiles = []*os.File{file}
	cmd.Stderr = &bytes.Buffer{}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Error(err)
	}
	m.mu.Lock()
	m.stdin = stdin
	m.mu.Unlock()
	if err := cmd.Start(); err != nil {
		t.Error(err)
	}
	return cmd
}

// deliver sends one message until it is acknowledged, as the platform does.
func (m *machine) deliver(t *testing.T, n int) {
	town := someTowns[n%len(someTowns)]
	who := feishutest.Person{OpenID: "ou_" + town + ".liaison", ChatID: fmt.Sprintf("oc_%d", n%20)}
	text := fmt.Sprintf("报送 %s%s", somePlaces[n%len(somePlaces)], someDoings(10)[(n/len(someTowns)+n)%10])
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for range 20 {
		document := m.stand.feishu.Text(fmt.Sprintf("om_load_%d", n), who, text, true, m.now())
		r := m.stand.feishu.Request("http://"+m.listener.Addr().String()+"/hook/xiqing-feishu/event", m.now(), document)
		answer, err := client.Do(r)
		if err != nil {
			continue // killed in the middle of it
		}
		_ = answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return
		}
	}
	t.Errorf("message %d was never acknowledged", n)
}

// stop waits until all is done, and then stops the program in good order.
func (m *machine) stop(t *testing.T, done func() bool) {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for deadline := wallClock().Add(30 * time.Second); !done() && wallClock().Before(deadline); {
		<-ticker.C
	}
	m.mu.Lock()
	_ = m.stdin.Close()
	m.mu.Unlock()
	if err := <-m.gone; err != nil {
		t.Errorf("the program ended with %v", err)
	}
}

// Two real processes start in the same moment of the same morning on one database: one nudge.
func TestTwoRealProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		s.bindFeishu("oc_main")
		var both []*machine
		for range 2 {
			m := &machine{stand: s, shift: at(t, "2026-03-20 09:10").Sub(wallClock())}
			m.start(t)
			both = append(both, m)
		}
		for _, m := range both {
			m.stop(t, func() bool { return s.rows("outbox", "code = 'duty.reminder' AND state = 'sent'") >= 2 })
		}
		if n := len(s.feishu.Take()); n != 1 {
			t.Errorf("the Feishu group was nudged %d times", n)
		}
		if n := len(s.wecom.Taken()); n != 1 {
			t.Errorf("the WeCom group was nudged %d times", n)
		}
		s.content()
	})
}
