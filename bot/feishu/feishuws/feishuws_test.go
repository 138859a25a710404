package feishuws

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/larksuite/oapi-sdk-go/v3/ws"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
)

var noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

// relay is Feishu's end of the long connection: it pushes documents and collects the acknowledgements.
func relay(t *testing.T, app feishutest.App, documents []any, acks chan<- string) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	mux.HandleFunc("POST /callback/ws/endpoint", func(w http.ResponseWriter, r *http.Request) {
		var in struct{ AppID, AppSecret string }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.AppID != app.ID || in.AppSecret != app.Secret {
			_ = json.NewEncoder(w).Encode(map[string]any{"code": 514, "msg": "app secret " + in.AppSecret})
			return
		}
		url := "ws" + strings.TrimPrefix(srv.URL, "http") + "/push?device_id=d&service_id=1"
		_ = json.NewEncoder(w).Encode(map[string]any{"code": 0, "data": map[string]any{"URL": url,
			"ClientConfig": map[string]int{"ReconnectCount": 1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 120}}})
	})
	mux.HandleFunc("GET /push", func(w http.ResponseWriter, r *http.Request) {
		up := websocket.Upgrader{}
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		for i, d := range documents {
			push(t, conn, i, d)
		}
		for {
			_, raw, err := conn.ReadMessage()
			if err != nil {
				return
			}
			var f ws.Frame
			if err := f.Unmarshal(raw); err != nil {
				t.Error(err)
				return
			}
			if f.Method == 1 {
				acks <- string(f.Payload)
			}
		}
	})
	return srv
}

func push(t *testing.T, conn *websocket.Conn, i int, document any) {
	payload, err := json.Marshal(document)
	if err != nil {
		t.Error(err)
		return
	}
	f := ws.Frame{Method: 1, Service: 1, Payload: payload, Headers: []ws.Header{
		{Key: "type", Value: "event"}, {Key: "message_id", Value: string(rune('a' + i))}, {Key: "sum", Value: "1"}, {Key: "seq", Value: "0"},
	}}
	raw, err := f.Marshal()
	if err == nil {
		err = conn.WriteMessage(websocket.BinaryMessage, raw)
	}
	if err != nil {
		t.Error(err)
	}
}

type forgetful struct{}

func (forgetful) Get(context.Context, string) (string, bool)          { return "", false }
func (forgetful) Keep(context.Context, string, string, time.Duration) {}
func (forgetful) Forget(context.Context, string)                      {}

func open(t *testing.T, app feishutest.App, base string) bot.Listener {
	t.Helper()
	p, err := Driver.Open(func(v any) error {
		*v.(*feishu.Settings) = feishu.Settings{AppID: app.ID, AppSecret: app.Secret, Mode: "connection", APIBase: base, BotOpenID: app.BotOpenID}
		return nil
	}, bot.Deps{Name: "xiqing-feishu", District: "xiqing", Now: func() time.Time { return noon }, HTTP: http.DefaultClient, Tokens: forgetful{}})
	if err != nil {
		t.Fatal(err)
	}
	return p.(bot.Listener)
}

func TestEventsComeOverTheConnection(t *testing.T) {
	app := feishutest.Sample()
	who := feishutest.Person{OpenID: "ou_zhang", ChatID: "oc_group"}
	other := app
	other.ID = "cli_other"
	acks := make(chan string, 8)
	srv := relay(t, app, []any{
		app.Text("om_1", who, "待办", true, noon),
		app.Press("ev-2", who, map[string]string{"command": "采用 3"}, noon),
		other.Text("om_3", who, "待办", true, noon),
		app.Text("om_fail", who, "待办", true, noon),
	}, acks)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := make(chan bot.Event, 8)
	ended := make(chan error, 1)
	go func() {
		ended <- open(t, app, srv.URL).Listen(ctx, func(_ context.Context, e bot.Event) error {
			if e.ID == "om_fail" {
				return errors.New("database is away")
			}
			got <- e
			return nil
		})
	}()
	codes := map[string]int{}
	for range 4 {
		ack := <-acks
		codes[ack[:11]]++
	}
	if codes[`{"code":200`] != 3 || codes[`{"code":500`] != 1 {
		t.Errorf("acknowledged %v", codes)
	}
	seen := map[string]bot.Event{}
	for range 2 {
		e := <-got
		seen[e.ID] = e
	}
	if e := seen["om_1"]; e.Kind != bot.KindText || !e.ToBot {
		t.Errorf("%+v", e)
	}
	if e := seen["ev-2"]; e.Kind != bot.KindPress || e.Text != "采用 3" || e.ReplyTo == "" {
		t.Errorf("%+v", e)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestRefusedConnectionIsToldWithoutSecrets(t *testing.T) {
	app := feishutest.Sample()
	srv := relay(t, app, nil, nil)
	wrong := app
	wrong.Secret = "wrong-secret"
	err := open(t, wrong, srv.URL).Listen(t.Context(), func(context.Context, bot.Event) error { return nil })
	if err == nil || strings.Contains(err.Error(), "wrong-secret") || strings.Contains(err.Error(), "127.0.0.1") {
		t.Error(err)
	}
}
