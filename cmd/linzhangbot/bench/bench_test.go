// Package bench measures the program from the platform's call to the reply: the binary that ships, on MariaDB,
// beside the same work written plainly. `make bench` prints the table; docs/performance.md keeps one and says how to
// read it. It has tests only, and they are skipped unless LINZHANGBOT_BENCH is set.
package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// rounds is how many rounds of each kind there are: the value of the variable that asks for the benchmark, at least 3.
func rounds() int {
	n, _ := strconv.Atoi(os.Getenv(benchEnv))
	return max(n, 3)
}

const (
	benchEnv = "LINZHANGBOT_BENCH"

	senders = 32
	span    = 4 * time.Second // how long the senders of one round work
	rate    = 300             // messages a second of the open loop
)

// side is one of the two programs that are compared.
type side struct {
	name   string
	base   string
	inside string // address of its profiles, if it has any
	pid    int
	books  books
	rounds map[string][]measurement // by platform
	next   int                      // number of the next message
}

// measurement is one round of one side.
type measurement struct {
	rate     float64 // replies a second
	p50, p99 time.Duration
	cpu      time.Duration // of program and database, for one message
	own      time.Duration // of the program alone
}

// stand is everything a run needs.
type stand struct {
	store store
	api   *api
	dir   string
}

func TestBench(t *testing.T) {
	if os.Getenv(benchEnv) == "" {
		t.Skip("make bench")
	}
	s := &stand{store: openStore(t), api: newAPI(), dir: t.TempDir()}
	t.Cleanup(s.api.Close)
	ours, other := s.ours(t), s.plain(t)
	both := []*side{ours, other}
	for _, p := range platforms {
		for _, x := range both { // caches fill, pools open
			s.round(t, x, p, time.Second)
			x.rounds[p.name] = nil
		}
		for range rounds() {
			for _, x := range both {
				s.round(t, x, p, span)
			}
			slices.Reverse(both)
		}
	}
	open := map[string]load{}
	for _, p := range platforms {
		open[p.name] = s.open(t, ours, p)
	}
	s.print(ours, other, open)
}

// round lets 32 senders send as fast as they are answered, and waits until every reply was seen.
func (s *stand) round(t *testing.T, x *side, p platform, most time.Duration) {
	t.Helper()
	x.books.empty(t)
	s.api.forget()
	list := requests(p, x.base, x.next, int(most/time.Second)*6000)
	x.next += len(list)
	own, all := cpu(x.pid), cpu(x.pid)+cpu(s.store.pid)
	begun := time.Now()
	profiled := s.profile(x, p, most)
	l := send(address(x.base), senders, list, most, nil)
	<-profiled
	if l.err != nil {
		t.Fatalf("%s, %s: %v", x.name, p.name, l.err)
	}
	took := s.replied(t, x, p, l, begun)
	n := time.Duration(l.acks)
	x.rounds[p.name] = append(x.rounds[p.name], measurement{rate: float64(l.acks) / took.Seconds(), p50: l.percentile(.5), p99: l.percentile(.99),
		own: (cpu(x.pid) - own) / n, cpu: (cpu(x.pid) + cpu(s.store.pid) - all) / n})
	t.Logf("%s, %s: %.0f replies/s", p.name, x.name, float64(l.acks)/took.Seconds())
	if got := x.books.filed(t); got != l.acks {
		t.Fatalf("%s, %s: %d acknowledged, %d in the books, %v", x.name, p.name, l.acks, got, x.books.others(t))
	}
}

// profile keeps a processor profile of the program during a round where the environment names a folder for it.
func (s *stand) profile(x *side, p platform, most time.Duration) <-chan struct{} {
	done := make(chan struct{})
	folder := os.Getenv("LINZHANGBOT_BENCH_PROFILE")
	if folder == "" || x.inside == "" || most < span {
		close(done)
		return done
	}
	go func() {
		defer close(done)
		resp, err := http.Get(fmt.Sprintf("%s/debug/pprof/profile?seconds=%d", x.inside, most/time.Second-1))
		if err != nil {
			return
		}
		defer func() { _ = resp.Body.Close() }()
		text, _ := io.ReadAll(resp.Body)
		_ = os.WriteFile(filepath.Join(folder, p.name+".pprof"), text, 0o600)
	}()
	return done
}

// replied waits for the replies that come by themselves and returns when all of them were there.
func (s *stand) replied(t *testing.T, x *side, p platform, l load, begun time.Time) time.Duration {
	t.Helper()
	if l.size > l.acks*200 { // the acknowledgement was the reply
		return l.took
	}
	if err := s.api.wait(l.acks); err != nil {
		t.Fatalf("%s: %v", x.name, err)
	}
	messages, times, last := s.api.seen()
	if messages != times {
		t.Fatalf("%s: %d messages were answered %d times", x.name, messages, times)
	}
	return last.Sub(begun)
}

// open sends at a fixed rate, whatever the answers do.
func (s *stand) open(t *testing.T, x *side, p platform) load {
	t.Helper()
	x.books.empty(t)
	s.api.forget()
	const seconds = 10
	list := requests(p, x.base, x.next, rate*seconds)
	x.next += len(list)
	l := send(address(x.base), 128, list, time.Minute, func(i int) time.Duration { return time.Duration(i) * time.Second / rate })
	if l.err != nil {
		t.Fatalf("%s, %s: %v", x.name, p.name, l.err)
	}
	s.replied(t, x, p, l, time.Now())
	return l
}

// ours builds the program, gives it a district of a thousand towns and starts it.
func (s *stand) ours(t *testing.T) *side {
	t.Helper()
	binary := os.Getenv("LINZHANGBOT_BENCH_BINARY")
	if binary == "" {
		binary = filepath.Join(s.dir, "linzhangbot")
		build := exec.Command("go", "build", "-tags", "nomsgpack", "-o", binary, "linzhangbot/cmd/linzhangbot")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, out)
		}
	}
	rules, dsn, port, inside := filepath.Join(s.dir, "bench.yaml"), s.store.dsn("ours"), freePort(t), "127.0.0.1:"+freePort(t)
	file := filepath.Join(s.dir, "settings.yaml")
	save(t, rules, profileFile(t))
	save(t, file, []byte(s.settings(dsn, rules, "127.0.0.1:"+port, inside)))
	pid := start(t, exec.Command(binary, "serve", "--config", file))
	x := &side{name: "linzhangbot", base: "http://127.0.0.1:" + port, inside: "http://" + inside, pid: pid, rounds: map[string][]measurement{}}
	eventually(t, x.name, func() error { return healthy(x.base) })
	s.seed(t, dsn, rules)
	x.books = s.store.books(t, dsn, "reports", "audit", "inbox", "outbox")
	return x
}

func (s *stand) settings(dsn, rules, listen, inside string) string {
	redis := ""
	if a := os.Getenv("LINZHANGBOT_TEST_REDIS"); a != "" {
		redis = "redis: {addrs: [\"" + a + "\"]}\n"
	}
	return fmt.Sprintf(`listen: %q
admin_listen: %q
data: %q
log_level: warn
database: {driver: %s, dsn: %q}
%sdistricts: [%q]
platforms:
  - {name: feishu, kind: feishu, district: bench, app_id: %q, app_secret: %q, verification_token: %q, encrypt_key: %q, api_base: %q, bot_open_id: %q}
  - {name: wecom, kind: wecom, district: bench, corp_id: ww0123456789abcdef, robot: {id: %q, name: 林长助手, mode: callback, token: %q, aes_key: %q}, api_base: %q}
`, listen, inside, s.dir, s.store.driver, dsn, redis, rules, feishuApp.ID, feishuApp.Secret, feishuApp.VerificationToken, feishuApp.EncryptKey, s.api.URL,
		feishuApp.BotOpenID, robot, wecomKeys.Token, wecomKeys.AESKey, s.api.URL)
}

func (s *stand) seed(t *testing.T, dsn, rules string) {
	t.Helper()
	d, err := db.Open(context.Background(), s.store.driver, dsn, db.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	text, err := os.ReadFile(rules)
	if err != nil {
		t.Fatal(err)
	}
	set, wrong := profile.Parse(rules, text)
	if len(wrong) > 0 {
		t.Fatalf("profile: %v", wrong)
	}
	for _, p := range platforms {
		err := d.Tx(context.Background(), district, func(tx *db.Tx) error { return roster.Seed(tx, set.Latest(), p.name, time.Now()) })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// plain starts the other side: this very test binary as a server.
func (s *stand) plain(t *testing.T) *side {
	t.Helper()
	set := plainSettings{Listen: "127.0.0.1:" + freePort(t), Driver: s.store.driver, DSN: s.store.dsn("plain"), API: s.api.URL}
	text, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestPlainServer$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), plainEnv+"="+string(text))
	x := &side{name: "plain", base: "http://" + set.Listen, pid: start(t, cmd), rounds: map[string][]measurement{}}
	eventually(t, x.name, func() error { return healthy(x.base) })
	x.books = s.store.books(t, set.DSN, "plain_reports", "plain_audits", "plain_inboxes", "plain_outboxes")
	return x
}

func save(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
