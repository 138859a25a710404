package feishutest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot/feishu/feishutest"
)

type object = map[string]any

// caller speaks to the fake as a careless client would.
type caller struct {
	t     *testing.T
	srv   *feishutest.Server
	token string
}

func call(t *testing.T, now func() time.Time) caller {
	t.Helper()
	srv := feishutest.New(feishutest.Sample(), now)
	t.Cleanup(srv.Close)
	c := caller{t: t, srv: srv}
	got := c.post("auth/v3/tenant_access_token/internal", object{"app_id": srv.App.ID, "app_secret": srv.Secret})
	c.token, _ = got["tenant_access_token"].(string)
	return c
}

func (c caller) post(path string, v any) object {
	c.t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, c.srv.URL+"/open-apis/"+path, bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := c.srv.Client().Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var out object
	if err := json.Unmarshal(raw, &out); err != nil {
		c.t.Fatalf("%s: %v", raw, err)
	}
	return out
}

func (c caller) text(key, text string) object {
	content, _ := json.Marshal(object{"text": text})
	return c.post("im/v1/messages?receive_id_type=chat_id", object{"receive_id": "oc_1", "msg_type": "text", "content": string(content), "uuid": key})
}

func TestDuplicateKeyLivesAnHour(t *testing.T) {
	now := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	c := call(t, func() time.Time { return now })
	c.text("k", "一")
	now = now.Add(59 * time.Minute)
	c.text("k", "一")
	if n := len(c.srv.Take()); n != 1 {
		t.Errorf("%d messages within the hour", n)
	}
	now = now.Add(2 * time.Minute)
	c.text("k", "一")
	if n := len(c.srv.Take()); n != 1 {
		t.Errorf("%d messages after the hour", n)
	}
}

func TestFiveASecondAndChat(t *testing.T) {
	now := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	c := call(t, func() time.Time { return now })
	for i := range 6 {
		got := c.text(fmt.Sprint(i), "一")
		if want := map[bool]float64{true: 230020}[i == 5]; got["code"] != want {
			t.Errorf("%d: %v", i, got)
		}
	}
	now = now.Add(time.Second)
	if got := c.text("next", "一"); got["code"] != 0.0 {
		t.Error(got)
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	now := time.Now()
	c := call(t, func() time.Time { return now })
	card := func(c string) object { return object{"receive_id": "oc_1", "msg_type": "interactive", "content": c} }
	const head = `{"schema":"2.0","header":{"title":{"tag":"plain_text","content":"x"}},"config":{},`
	for want, body := range map[string]any{
		"content is not a JSON":  object{"receive_id": "oc_1", "msg_type": "text", "content": "hello"},
		"cannot unmarshal":       object{"receive_id": "oc_1", "msg_type": "text", "content": object{"text": "x"}},
		"unknown field":          object{"receive_id": "oc_1", "msg_type": "text", "content": `{"text":"x"}`, "extra": 1},
		"uuid of 51":             object{"receive_id": "oc_1", "msg_type": "text", "content": `{"text":"x"}`, "uuid": strings.Repeat("k", 51)},
		`"ou_1" is no "chat_id"`: object{"receive_id": "ou_1", "msg_type": "text", "content": `{"text":"x"}`},
		"over the limit":         object{"receive_id": "oc_1", "msg_type": "text", "content": `{"text":"` + strings.Repeat("x", 150_001) + `"}`},
		"never uploaded":         object{"receive_id": "oc_1", "msg_type": "file", "content": `{"file_key":"nope"}`},
		"schema":                 card(`{"header":{}}`),
		"unknown attribute":      card(head + `"body":{"elements":[{"tag":"markdown","content":"x","colour":"red"}]}}`),
		"unknown element":        card(head + `"body":{"elements":[{"tag":"note"}]}}`),
		"none of the templates":  card(strings.Replace(head, `"header":{`, `"header":{"template":"pink",`, 1) + `"body":{"elements":[]}}`),
		"value is no object":     card(head + `"body":{"elements":[{"tag":"button","text":{"tag":"plain_text","content":"x"},"behaviors":[{"type":"callback","value":"x"}]}]}}`),
		"content of":             card(head + `"body":{"elements":[{"tag":"markdown","content":"` + strings.Repeat("x", 31_000) + `"}]}}`),
	} {
		c.post("im/v1/messages?receive_id_type=chat_id", body)
		if got := strings.Join(c.srv.Complaints(), "; "); !strings.Contains(got, want) {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func TestReadingFindsMentions(t *testing.T) {
	c := call(t, time.Now)
	c.text("1", `<at user_id="all"></at> 请 <at user_id="ou_1">某</at> 看`)
	m := c.srv.Take()[0]
	if strings.Join(m.Mentions, ",") != "all,ou_1" || len(m.Texts) != 1 || strings.Contains(m.Texts[0], "<") {
		t.Errorf("%+v", m.Reading)
	}
}

func TestTokenIsNeeded(t *testing.T) {
	c := call(t, time.Now)
	c.srv.VoidToken()
	if got := c.text("k", "一"); got["code"] != 99991663.0 {
		t.Error(got)
	}
	if got := c.post("im/v1/nowhere", object{}); got["code"] != 99991201.0 || len(c.srv.Complaints()) != 1 {
		t.Error(got)
	}
}
