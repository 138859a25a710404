package feishu_test

import (
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wiretest"
)

// noon is the moment all tests happen at.
var noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// settings is a section that fits an app.
func settings(app feishutest.App, base string) feishu.Settings {
	return feishu.Settings{
		AppID: app.ID, AppSecret: app.Secret, VerificationToken: app.VerificationToken,
		EncryptKey: app.EncryptKey, APIBase: base, TenantKey: app.TenantKey,
	}
}

// decoder plays the house, which decodes a section into what the platform hands it.
func decoder(s feishu.Settings) func(any) error {
	return func(v any) error {
		b, err := json.Marshal(s)
		if err != nil {
			return err
		}
		return json.Unmarshal(b, v)
	}
}

// clock gives each call a moment a third of a second later, so that only tests about speed meet the rate limit.
func clock() func() time.Time {
	var n atomic.Int64
	return func() time.Time { return noon.Add(time.Duration(n.Add(1)) * time.Second / 3) }
}

// stand is a platform wired to a fake Feishu.
func stand(t testing.TB, change ...func(*feishu.Settings)) (*feishutest.Server, bot.Platform) {
	t.Helper()
	srv := feishutest.New(feishutest.Sample(), clock())
	t.Cleanup(srv.Close)
	s := settings(srv.App, srv.URL)
	for _, f := range change {
		f(&s)
	}
	return srv, open(t, srv, s)
}

func open(t testing.TB, srv *feishutest.Server, s feishu.Settings) bot.Platform {
	t.Helper()
	return openWith(t, srv, s, &wiretest.Memory{})
}

func openWith(t testing.TB, srv *feishutest.Server, s feishu.Settings, shared bot.Tokens) bot.Platform {
	t.Helper()
	p, err := feishu.Driver.Open(decoder(s), bot.Deps{
		Name: "xiqing-feishu", District: "xiqing", Now: func() time.Time { return noon },
		HTTP: srv.Client(), Tokens: shared,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const (
	eventURL = "http://bot.invalid/hook/xiqing-feishu/event"
	cardURL  = "http://bot.invalid/hook/xiqing-feishu/card"
)

var (
	inGroup   = feishutest.Person{OpenID: "ou_zhang", ChatID: "oc_group"}
	inPrivate = feishutest.Person{OpenID: "ou_zhang", ChatID: "oc_private", Private: true}
	group     = bot.Chat{ID: "oc_group", Kind: bot.Group}
)

// event delivers one document and returns the one event it makes.
func event(t *testing.T, p bot.Platform, app feishutest.App, doc any) bot.Event {
	t.Helper()
	d, err := p.Receive(app.Request(eventURL, noon, doc))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Events) != 1 {
		t.Fatalf("want one event, got %+v", d)
	}
	return d.Events[0]
}

// sendError asserts that err is a SendError.
func sendError(t *testing.T, err error) *bot.SendError {
	t.Helper()
	var se *bot.SendError
	if !errors.As(err, &se) {
		t.Fatalf("not a SendError: %v", err)
	}
	for _, secret := range []string{feishutest.Sample().Secret, "t-fake", "127.0.0.1"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("error shows %q: %v", secret, err)
		}
	}
	return se
}
