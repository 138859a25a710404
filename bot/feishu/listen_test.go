package feishu_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wiretest"
)

// TestConnectionHandsEventsOver plays the long connection with a Connector of its own.
func TestConnectionHandsEventsOver(t *testing.T) {
	app := feishutest.Sample()
	otherApp, otherTenant := app, app
	otherApp.ID, otherTenant.TenantKey = "cli_other", "other"
	pushed := []any{
		otherApp.Text("om_1", inGroup, "待办", true, noon),
		otherTenant.Text("om_2", inGroup, "待办", true, noon),
		"not an event",
		app.Text("om_3", inGroup, "待办", true, noon),
		app.Text("om_4", inGroup, "待办", true, noon),
	}
	connect := func(ctx context.Context, a feishu.App, sink func(context.Context, []byte) error) error {
		if a.ID != app.ID || a.Secret != app.Secret || a.Base != "https://open.feishu.cn" {
			t.Errorf("%+v", a)
		}
		for _, d := range pushed {
			raw, err := json.Marshal(d)
			if err != nil {
				return err
			}
			if err := sink(ctx, raw); err != nil {
				return err
			}
		}
		return nil
	}
	p, err := feishu.NewDriver(connect).Open(decoder(feishu.Settings{
		AppID: app.ID, AppSecret: app.Secret, TenantKey: app.TenantKey, Mode: "connection", BotOpenID: app.BotOpenID,
	}), bot.Deps{Name: "x", Now: func() time.Time { return noon }, HTTP: http.DefaultClient, Tokens: &wiretest.Memory{}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Receive(app.Request(eventURL, noon, pushed[3])); err == nil || p.(bot.Router).Paths() != nil {
		t.Error("a callback was taken in connection mode")
	}
	var got []string
	away := errors.New("database is away")
	err = p.(bot.Listener).Listen(t.Context(), func(_ context.Context, e bot.Event) error {
		got = append(got, e.ID)
		if e.ID == "om_4" {
			return away
		}
		return nil
	})
	if !errors.Is(err, away) || len(got) != 2 || got[0] != "om_3" {
		t.Errorf("%q %v", got, err)
	}
}
