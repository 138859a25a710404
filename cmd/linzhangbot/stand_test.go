package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/strict"
)

const redisEnv = "LINZHANGBOT_TEST_REDIS"

// stand is a deployment as a settings file describes it, between a fake WeCom and a fake Feishu.
type stand struct {
	t       testing.TB
	file    string // the settings
	driver  string
	dsn     string
	clock   *handClock
	app     *app
	handler http.Handler
	wecom   *wecomtest.Server
	feishu  *feishutest.Server
	robot   wecomtest.Caller // the robot in groups
	agent   wecomtest.Caller // the app, one to one
}

const (
	robotID  = "aibXIQING0001"
	corpID   = "ww0123456789abcdef"
	aesRobot = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	aesApp   = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"
)

// everywhere runs a test on SQLite alone, and on MariaDB with Redis where the environment names them.
func everywhere(t *testing.T, run func(t *testing.T, driver string)) {
	t.Run(db.SQLite, func(t *testing.T) { run(t, db.SQLite) })
	if os.Getenv(dbtest.Env) != "" {
		t.Run(db.MySQL, func(t *testing.T) { run(t, db.MySQL) })
	}
}

// newStand starts the two fakes, writes the settings and brings up the program behind its HTTP handler.
func newStand(t testing.TB, driver string) *stand {
	t.Helper()
	s := &stand{t: t, clock: &handClock{t: at(t, "2026-03-02 09:15")}}
	s.fakes()
	dsn, ok := dbtest.Address(t, driver)
	if !ok {
		t.Skip("no " + driver + " at hand")
	}
	s.driver, s.dsn = driver, dsn
	s.file = written(t, "app.yaml", s.settings(driver, dsn))
	s.app, s.handler = s.program()
	s.people()
	return s
}

// fakes are the two platforms.
func (s *stand) fakes() {
	s.wecom = wecomtest.NewServer(wecomtest.Config{CorpID: corpID, Secret: "app-secret", AgentID: 1000002,
		Webhooks: []string{"hook-main", "hook-office"}, Now: s.clock.Now})
	s.feishu = feishutest.New(feishutest.Sample(), s.clock.Now)
	s.t.Cleanup(s.wecom.Close)
	s.t.Cleanup(s.feishu.Close)
	s.robot = wecomtest.Caller{Keys: wecomtest.Keys{Token: "robot-token", AESKey: aesRobot}, URL: "/hook/xiqing-wecom/robot", Now: s.clock.Now}
	s.agent = wecomtest.Caller{Keys: wecomtest.Keys{Token: "app-token", AESKey: aesApp, Receiver: corpID}, URL: "/hook/xiqing-wecom/app", Now: s.clock.Now}
}

// settings are what an operator would write.
func (s *stand) settings(driver, dsn string) string {
	redis := ""
	if addr := os.Getenv(redisEnv); addr != "" && driver == db.MySQL {
		forget(s.t, addr)
		redis = "redis: {addrs: [\"" + addr + "\"], db: 11}\n"
	}
	f := s.feishu.App
	return fmt.Sprintf(`listen: 127.0.0.1:0
admin_listen: ""
log_level: error
database: {driver: %s, dsn: %q}
%sdistricts: [xiqing]
platforms:
  - name: xiqing-wecom
    kind: wecom
    district: xiqing
    corp_id: %s
    app: {agent_id: 1000002, secret: app-secret, token: app-token, aes_key: %s}
    robot: {id: %s, name: 林长助手, token: robot-token, aes_key: %s}
    webhooks: {main: hook-main, office: hook-office}
    api_base: %s
  - name: xiqing-feishu
    kind: feishu
    district: xiqing
    app_id: %s
    app_secret: %s
    verification_token: %s
    encrypt_key: %s
    api_base: %s
`, driver, dsn, redis, corpID, aesApp, robotID, aesRobot, s.wecom.URL, f.ID, f.Secret, f.VerificationToken, f.EncryptKey, s.feishu.URL)
}

// forget empties the tests' own database of Redis.
func forget(t testing.TB, addr string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "SELECT 11\r\nFLUSHDB\r\n"); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, len("+OK\r\n+OK\r\n"))
	if _, err := io.ReadFull(conn, answer); err != nil {
		t.Fatal(err)
	}
}

// program is one process: the settings read, the app assembled, its desk at work. It ends with the test.
func (s *stand) program() (*app, http.Handler) {
	s.t.Helper()
	d := read(s.file, s.clock.Now)
	if len(d.problems) > 0 {
		s.t.Fatal(strict.Problems(d.problems))
	}
	ctx, cancel := context.WithCancel(context.Background())
	a, err := d.assemble(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		s.t.Fatal(err)
	}
	if err := d.bindGroups(ctx, a); err != nil {
		s.t.Fatal(err)
	}
	var work sync.WaitGroup
	work.Go(func() { a.desk.Run(ctx) })
	s.t.Cleanup(func() { cancel(); work.Wait(); _ = a.db.Close() })
	return a, d.public(a)
}

// people are the sample's, each with an account on both platforms: the person's code, ou_ before it on Feishu.
func (s *stand) people() {
	s.t.Helper()
	set, err := oneProfile("xiqing")
	if err != nil {
		s.t.Fatal(err)
	}
	if err := enrol(s.app.db, set.Latest(), s.clock.Now()); err != nil {
		s.t.Fatal(err)
	}
}

func enrol(d *db.DB, p *profile.Profile, now time.Time) error {
	sample := *p.Sample
	sample.Groups = nil // these stand for the demo's chats
	bare := *p
	bare.Sample = &sample
	return d.Tx(context.Background(), p.Code, func(tx *db.Tx) error {
		if err := roster.Seed(tx, &bare, "xiqing-wecom", now); err != nil {
			return err
		}
		for _, person := range sample.People {
			if err := roster.Bind(tx, roster.AccountKey{Platform: "xiqing-feishu", Account: "ou_" + person.Code}, person.Code, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// ask sends one request through the HTTP handler and then lets every parcel leave.
func (s *stand) ask(r *http.Request) *httptest.ResponseRecorder {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if err := s.app.carry(context.Background()); err != nil {
		s.t.Fatal(err)
	}
	return w
}

// inGroup says something to the WeCom robot in a group and returns what is shown as the answer.
func (s *stand) inGroup(id, from, text string) string {
	s.t.Helper()
	w := s.ask(s.robot.JSON(wecomtest.RobotText(robotID, id, "wrkMAIN", from, s.wecom.ResponseURL(id), "@林长助手 "+text)))
	plain, err := s.robot.Keys.OpenJSON(w.Body.Bytes())
	if err != nil {
		s.t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	wrong, said, err := wecomtest.Reply(plain)
	if err != nil || len(wrong) > 0 {
		s.t.Errorf("the robot's answer: %v %v", wrong, err)
	}
	return strings.Join(said.Texts, "\n")
}

// toApp says something to the WeCom app, one to one.
func (s *stand) toApp(id, from, text string) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.ask(s.agent.XML(wecomtest.AppText(corpID, 1000002, id, from, text, s.clock.Now())))
}

// onFeishu says something to the bot in a Feishu group and returns what it sent since.
func (s *stand) onFeishu(id, from, text string) []feishutest.Message {
	s.t.Helper()
	s.feishu.Take()
	w := s.ask(s.feishu.Request("/hook/xiqing-feishu/event", s.clock.Now(),
		s.feishu.Text(id, feishutest.Person{OpenID: "ou_" + from, ChatID: "oc_main"}, text, true, s.clock.Now())))
	if w.Code != http.StatusOK {
		s.t.Errorf("Feishu's event gets %d %s", w.Code, w.Body)
	}
	return s.feishu.Take()
}

// rows counts the rows of a table that fit a condition, past all of the program's own code.
func (s *stand) rows(table, where string, args ...any) int {
	s.t.Helper()
	return rows(s.t, s.driver, s.dsn, table, where, args...)
}

func rows(t testing.TB, driver, dsn, table, where string, args ...any) int {
	t.Helper()
	pool, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	query := "SELECT COUNT(*) FROM " + table
	if where != "" {
		query += " WHERE " + where
	}
	n := 0
	if err := pool.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// content is everything the fakes complained about: nothing, at the end of every test.
func (s *stand) content() {
	s.t.Helper()
	for _, c := range append(s.wecom.Complaints(), s.feishu.Complaints()...) {
		s.t.Error("complaint: " + c)
	}
}
