package feishu_test

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
)

type doc = map[string]any

func TestMessageContents(t *testing.T) {
	srv, p := stand(t)
	mention := []map[string]any{
		{"key": "@_user_1", "id": doc{"open_id": srv.BotOpenID}, "name": "林长助手"},
		{"key": "@_user_10", "id": doc{"open_id": "ou_li"}, "name": "李同志"},
	}
	for name, c := range map[string]struct {
		kind    string
		content doc
		text    string
		media   []bot.Media
	}{
		"text":     {"text", doc{"text": "@_user_1 请 @_user_10 和 @_all 看 @_user_7"}, "@林长助手 请 @李同志 和 @所有人 看 @_user_7", nil},
		"image":    {"image", doc{"image_key": "img_1"}, "", []bot.Media{{Kind: "image", Ref: "img_1"}}},
		"file":     {"file", doc{"file_key": "f_1", "file_name": "总结.docx"}, "", []bot.Media{{Kind: "file", Ref: "f_1", Name: "总结.docx"}}},
		"audio":    {"audio", doc{"file_key": "a_1", "duration": 2000}, "", []bot.Media{{Kind: "voice", Ref: "a_1"}}},
		"media":    {"media", doc{"file_key": "v_1", "image_key": "i", "file_name": "v.mp4"}, "", []bot.Media{{Kind: "video", Ref: "v_1", Name: "v.mp4"}}},
		"location": {"location", doc{"name": "第六埠", "longitude": "117.02", "latitude": "39.08"}, "位置 第六埠 117.02,39.08", nil},
		"post": {"post", doc{"title": "巡林", "content": []any{
			[]any{doc{"tag": "at", "user_id": "@_user_1", "user_name": "x"}, doc{"tag": "text", "text": "报送 发现枯树"}},
			[]any{doc{"tag": "img", "image_key": "img_1"}, doc{"tag": "media", "file_key": "v_1"}},
			[]any{doc{"tag": "a", "text": "详情", "href": "https://a.invalid"}, doc{"tag": "emotion", "emoji_type": "OK"}},
		}}, "巡林\n@林长助手 报送 发现枯树\n详情 https://a.invalid", []bot.Media{{Kind: "image", Ref: "img_1"}, {Kind: "video", Ref: "v_1"}}},
	} {
		e := event(t, p, srv.App, srv.Message("om_"+name, inGroup, c.kind, c.content, mention, noon))
		if e.Kind != bot.KindText || e.Text != c.text || !reflect.DeepEqual(e.Media, c.media) || !e.ToBot {
			t.Errorf("%s: %+v", name, e)
		}
		dated := e.At.Equal(noon) && e.At.Location() == time.UTC
		if e.ID != "om_"+name || e.ReplyTo != e.ID || e.District != "xiqing" || !dated {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestAddressedByIDThenByNameElseNot(t *testing.T) {
	other := []map[string]any{{"key": "@_user_1", "id": doc{"open_id": "ou_li"}, "name": "林长助手", "mentioned_type": "user"}}
	bare := []map[string]any{{"key": "@_user_1", "id": doc{}, "name": "林长助手"}}
	text := doc{"text": "@_user_1 待办"}

	srv, p := stand(t)
	if e := event(t, p, srv.App, srv.Message("om_1", inGroup, "text", text, other, noon)); e.ToBot {
		t.Error("another one's mention counts as ours")
	}
	if e := event(t, p, srv.App, srv.Message("om_2", inGroup, "text", doc{"text": "@_all 待办"}, nil, noon)); e.ToBot || e.Text != "@所有人 待办" {
		t.Errorf("%+v", e)
	}
	if e := event(t, p, srv.App, srv.Text("om_3", inPrivate, "待办", false, noon)); !e.ToBot || e.Chat.Kind != bot.Private {
		t.Errorf("%+v", e)
	}

	srv, p = stand(t)
	srv.Script(feishutest.Fault{Path: "bot/v3/info", Status: 500, Times: 99})
	for i := range 3 {
		if e := event(t, p, srv.App, srv.Text("om_4", inGroup, "待办", true, noon)); e.ToBot {
			t.Errorf("%d: nobody knows who the bot is, and yet it is addressed", i)
		}
	}
	if n := srv.Calls("bot/v3/info"); n != 1 {
		t.Errorf("asked %d times within a minute", n)
	}

	srv, p = stand(t, func(s *feishu.Settings) { s.BotName = "林长助手" })
	srv.Script(feishutest.Fault{Path: "bot/v3/info", Status: 500, Times: 99})
	if e := event(t, p, srv.App, srv.Message("om_5", inGroup, "text", text, bare, noon)); !e.ToBot {
		t.Error("the configured name does not count")
	}
	if e := event(t, p, srv.App, srv.Message("om_6", inGroup, "text", text, other, noon)); e.ToBot {
		t.Error("a person of that name counts")
	}

	srv, p = stand(t, func(s *feishu.Settings) { s.BotOpenID = "ou_sample_bot" })
	if e := event(t, p, srv.App, srv.Text("om_7", inGroup, "待办", true, noon)); !e.ToBot || srv.Calls("bot/v3/info") != 0 {
		t.Errorf("%+v", e)
	}
}

func TestOtherRobotsAreNotHeard(t *testing.T) {
	srv, p := stand(t)
	d := srv.Text("om_1", inGroup, "待办", true, noon)
	d["event"].(doc)["sender"].(doc)["sender_type"] = "bot"
	got, err := p.Receive(srv.Request(eventURL, noon, d))
	if err != nil || len(got.Events) != 0 || got.Answer == nil || string(got.Answer.Body) != "{}" {
		t.Errorf("%+v %v", got, err)
	}
}

func TestPressIsAnsweredInPlace(t *testing.T) {
	srv, p := stand(t)
	value := doc{"command": "采用 信〔2026〕3号", "chat": "oc_private", "kind": "private"}
	d, err := p.Receive(srv.Request(cardURL, noon, srv.Press("ev-1", inPrivate, value, noon)))
	if err != nil || len(d.Events) != 1 || d.Reply == nil || d.Answer != nil {
		t.Fatalf("%+v %v", d, err)
	}
	e := d.Events[0]
	pressed := e.Kind == bot.KindPress && e.Text == "采用 信〔2026〕3号"
	if !pressed || e.Chat.Kind != bot.Private || e.ReplyTo != "om_card_1" || !e.At.Equal(noon) {
		t.Errorf("%+v", e)
	}
	a, err := d.Reply(bot.Card{Code: "report.adopted", Tone: bot.ToneDone, Title: "已采用", Buttons: []bot.Button{{Label: "撤回", Command: "撤回 3"}}})
	if err != nil {
		t.Fatal(err)
	}
	toast, r, err := srv.ReadAnswer(a.Body)
	if err != nil || toast != "已采用" || len(r.Buttons) != 1 || r.Buttons[0].Value["kind"] != "private" {
		t.Errorf("%q %+v %v", toast, r, err)
	}
}

func TestPressRefusedLeavesTheCardAlone(t *testing.T) {
	srv, p := stand(t)
	d, err := p.Receive(srv.Request(cardURL, noon, srv.Press("ev-1", inGroup, "采用 3", noon)))
	if err != nil {
		t.Fatal(err)
	}
	a, err := d.Reply(bot.Card{Code: "refused.not_allowed", Tone: bot.ToneLate, Title: "不能采用", Text: "只有区林长办公室可以采用"})
	if err != nil || strings.Contains(string(a.Body), `"card"`) || !strings.Contains(string(a.Body), "只有区林长办公室可以采用") {
		t.Errorf("%s %v", a.Body, err)
	}
}

func TestPressTellsHowToGetWhatDoesNotFit(t *testing.T) {
	srv, p := stand(t)
	for name, c := range map[string]bot.Card{
		"file":    {Code: "document.ready", Title: "已生成", File: &bot.File{Name: "a.docx", Data: []byte("x")}},
		"picture": {Code: "status.shown", Title: "概况", Next: "看逾期", Picture: []byte("png")},
		"long": {Code: "issue.list", Title: strings.Repeat("长", 20_000), Text: strings.Repeat("\"", 60_000), Article: strings.Repeat("条", 20_000),
			Buttons: []bot.Button{{Label: "看", Command: "看 1"}, {Label: "超长", Command: strings.Repeat("长", 9_000)}}},
	} {
		d, err := p.Receive(srv.Request(cardURL, noon, srv.Press("ev-1", inGroup, "导出 3", noon)))
		if err != nil {
			t.Fatal(err)
		}
		a, err := d.Reply(c)
		if err != nil {
			t.Fatal(name, err)
		}
		_, r, err := srv.ReadAnswer(a.Body)
		if err != nil || !strings.Contains(strings.Join(r.Texts, " "), "请直接发送：导出 3") {
			t.Errorf("%s: %q %v", name, r.Texts, err)
		}
	}
}

func TestPressWithoutACommandGetsABody(t *testing.T) {
	srv, p := stand(t)
	d, err := p.Receive(srv.Request(cardURL, noon, srv.Press("ev-1", inGroup, doc{"a": "x"}, noon)))
	unknown := len(d.Events) == 1 && d.Events[0].Kind == bot.KindUnknown
	if err != nil || d.Answer == nil || string(d.Answer.Body) != "{}" || !unknown {
		t.Errorf("%+v %v", d, err)
	}
}

func TestPressOfAForwardedCardCountsAsGroup(t *testing.T) {
	srv, p := stand(t)
	elsewhere := doc{"command": "待办", "chat": "oc_private", "kind": "private"}
	if e := event(t, p, srv.App, srv.Press("ev-1", inGroup, elsewhere, noon)); e.Chat.Kind != bot.Group || e.Chat.ID != "oc_group" {
		t.Errorf("%+v", e)
	}
	own := doc{"command": "待办", "chat": "ou_zhang", "kind": "private"}
	if e := event(t, p, srv.App, srv.Press("ev-2", inPrivate, own, noon)); e.Chat.Kind != bot.Private {
		t.Errorf("%+v", e)
	}
	if e := event(t, p, srv.App, srv.Press("ev-3", inGroup, `{"command":"待办"}`, noon)); e.Text != "待办" {
		t.Errorf("%+v", e)
	}
}

func TestEnterRecallAndFirstGeneration(t *testing.T) {
	srv, p := stand(t)
	if e := event(t, p, srv.App, srv.Enter("ev-1", inGroup, noon)); e.Kind != bot.KindEnter || e.Chat != group || e.From != "ou_zhang" {
		t.Errorf("%+v", e)
	}
	if e := event(t, p, srv.App, srv.Enter("ev-2", inPrivate, noon)); e.Kind != bot.KindEnter || e.Chat.Kind != bot.Private {
		t.Errorf("%+v", e)
	}
	if e := event(t, p, srv.App, srv.Recall("ev-3", inGroup, "om_9", noon)); e.Kind != bot.KindRecall || e.Target != "om_9" || e.ID != "ev-3" {
		t.Errorf("%+v", e)
	}
	first := doc{"ts": "1772424000.5", "uuid": "u-1", "token": srv.VerificationToken, "type": "event_callback", "event": doc{
		"type": "p2p_chat_create", "app_id": srv.App.ID, "tenant_key": srv.TenantKey, "chat_id": "oc_p", "operator": doc{"open_id": "ou_zhang"}}}
	if e := event(t, p, srv.App, first); e.Kind != bot.KindEnter || e.ID != "u-1" || e.From != "ou_zhang" {
		t.Errorf("%+v", e)
	}
	first["event"].(doc)["app_id"] = "cli_other"
	if _, err := p.Receive(srv.Request(eventURL, noon, first)); err == nil {
		t.Error("another app's event was taken")
	}
}

func TestURLCheck(t *testing.T) {
	srv, p := stand(t)
	d, err := p.Receive(srv.Unsigned(eventURL, srv.URLCheck(`a","x":"y`)))
	if err != nil || string(d.Answer.Body) != `{"challenge":"a\",\"x\":\"y"}` || !strings.HasPrefix(d.Answer.Type, "application/json") {
		t.Errorf("%+v %v", d.Answer, err)
	}
	if _, err := p.Receive(srv.Request(cardURL, noon, srv.URLCheck("abc"))); err != nil {
		t.Errorf("a signed check is refused: %v", err)
	}
}

func TestTheHousesOwnLimitStaysRecognisable(t *testing.T) {
	srv, p := stand(t)
	r := srv.Request(eventURL, noon, srv.Text("om_1", inGroup, "待办", true, noon))
	r.Body = http.MaxBytesReader(nil, r.Body, 100)
	var large *http.MaxBytesError
	if _, err := p.Receive(r); !errors.As(err, &large) {
		t.Errorf("%v", err)
	}
}

func TestFreshnessIsASetting(t *testing.T) {
	srv, p := stand(t, func(s *feishu.Settings) { s.Freshness = "5m" })
	text := srv.Text("om_1", inGroup, "待办", true, noon)
	if _, err := p.Receive(srv.Request(eventURL, noon.Add(-4*time.Minute), text)); err != nil {
		t.Error(err)
	}
	if _, err := p.Receive(srv.Request(eventURL, noon.Add(-6*time.Minute), text)); err == nil {
		t.Error("an old stamp was taken")
	}
}

func TestSettingsAreChecked(t *testing.T) {
	srv, _ := stand(t)
	good := settings(srv.App, srv.URL)
	for want, change := range map[string]func(*feishu.Settings){
		"encrypt_key":        func(s *feishu.Settings) { s.EncryptKey = " " },
		"verification_token": func(s *feishu.Settings) { s.VerificationToken = "" },
		"app_id":             func(s *feishu.Settings) { s.AppID = "" },
		"app_secret":         func(s *feishu.Settings) { s.AppSecret = "" },
		"长连接":                func(s *feishu.Settings) { s.Mode = "connection" },
		"mode":               func(s *feishu.Settings) { s.Mode = "both" },
		"api_base":           func(s *feishu.Settings) { s.APIBase = "open.feishu.cn" },
		"freshness":          func(s *feishu.Settings) { s.Freshness = "soon" },
	} {
		s := good
		change(&s)
		_, err := feishu.Driver.Open(decoder(s), bot.Deps{Name: "x", HTTP: srv.Client()})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), srv.EncryptKey) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestPathsAndPace(t *testing.T) {
	_, p := stand(t)
	if got := p.(bot.Router).Paths(); !reflect.DeepEqual(got, []string{"event", "card"}) {
		t.Error(got)
	}
	if n, per := p.(bot.Pacer).Pace(group); n != 5 || per != time.Second {
		t.Error(n, per)
	}
}
