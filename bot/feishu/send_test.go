package feishu_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
)

var note = bot.Card{Code: "duty.reminder", Tone: bot.ToneNear, Title: "本月还差 1 条", Text: "请于 31 日前报送"}

func to(key string) bot.Address { return bot.Address{Chat: group, Key: key} }

func TestSendReachesGroupPersonAndMessage(t *testing.T) {
	srv, p := stand(t)
	for _, c := range []struct {
		to            bot.Address
		idType, reply string
	}{
		{to("k1"), "chat_id", ""},
		{bot.Address{Chat: bot.Chat{ID: "ou_zhang", Kind: bot.Private}, Key: "k2"}, "open_id", ""},
		{bot.Address{Chat: bot.Chat{ID: "on_zhang", Kind: bot.Private}, Key: "k3"}, "union_id", ""},
		{bot.Address{Chat: group, ReplyTo: "om_1", Key: "k4"}, "", "om_1"},
		{bot.Address{Chat: group, ReplyTo: "https://elsewhere.invalid/", Key: "k5"}, "chat_id", ""},
	} {
		r, err := p.Send(t.Context(), c.to, note)
		if err != nil {
			t.Fatal(err)
		}
		m := srv.Take()[0]
		arrived := m.IDType == c.idType && m.ReplyTo == c.reply && m.Key == c.to.Key
		if !arrived || m.ID != r.ID || m.Type != "interactive" {
			t.Errorf("%+v came as %+v", c.to, m)
		}
	}
	for _, c := range srv.Complaints() {
		t.Error(c)
	}
}

func TestSendSaysOneThingOncePerKey(t *testing.T) {
	srv, p := stand(t)
	long := strings.Repeat("键", 30)
	for _, key := range []string{"same", "same", long, long} {
		if _, err := p.Send(t.Context(), to(key), note); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(srv.Take()); n != 2 {
		t.Errorf("%d messages", n)
	}
	if c := srv.Complaints(); len(c) > 0 {
		t.Error(c)
	}
}

func TestSendOutcomeUnknownIsSafeOnlyWithAKey(t *testing.T) {
	srv, p := stand(t)
	if _, err := p.Send(t.Context(), to("warm"), note); err != nil {
		t.Fatal(err)
	}
	srv.Take()
	for key, safe := range map[string]bool{"k": true, "": false} {
		srv.Script(feishutest.Fault{Path: "im/v1/messages", Hang: true, Accept: true})
		ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
		_, err := p.Send(ctx, to(key), note)
		stop()
		if se := sendError(t, err); se.Again != bot.AgainUnknown || se.Safe != safe {
			t.Errorf("key %q: %+v", key, se)
		}
	}
	srv.Take()
	if _, err := p.Send(t.Context(), to("k"), note); err != nil {
		t.Fatal(err)
	}
	if got := srv.Take(); len(got) != 0 {
		t.Errorf("the repeat was said again: %+v", got)
	}
}

func TestSendErrorClasses(t *testing.T) {
	const m = "im/v1/messages"
	for name, c := range map[string]struct {
		fault feishutest.Fault
		want  bot.Again
		after time.Duration
	}{
		"429 with reset":          {feishutest.Busy(m, 7), bot.AgainLater, 7 * time.Second},
		"400 and 99991400":        {feishutest.Fault{Path: m, Status: 400, Code: 99991400}, bot.AgainLater, 0},
		"429 without a body":      {feishutest.Fault{Path: m, Status: 429}, bot.AgainLater, 0},
		"chat frequency":          {feishutest.Fault{Path: m, Status: 400, Code: 230020}, bot.AgainLater, 0},
		"being sent":              {feishutest.Fault{Path: m, Status: 400, Code: 230049}, bot.AgainLater, 0},
		"internal":                {feishutest.Fault{Path: m, Status: 500, Code: 500000}, bot.AgainLater, 0},
		"unavailable":             {feishutest.Fault{Path: m, Status: 503, Body: "busy"}, bot.AgainLater, 0},
		"gateway time-out":        {feishutest.Fault{Path: m, Status: 504, Body: "<html>"}, bot.AgainUnknown, 0},
		"empty success":           {feishutest.Fault{Path: m}, bot.AgainUnknown, 0},
		"html success":            {feishutest.Fault{Path: m, Body: "<html>"}, bot.AgainUnknown, 0},
		"cut success":             {feishutest.Fault{Path: m, Body: `{"code":0,"data":`}, bot.AgainUnknown, 0},
		"huge success":            {feishutest.Fault{Path: m, Body: `{"code":0,"msg":"` + strings.Repeat("x", 5<<20) + `"}`}, bot.AgainUnknown, 0},
		"bot not in the group":    {feishutest.Fault{Path: m, Status: 400, Code: 230002}, bot.AgainBroken, 0},
		"group dissolved":         {feishutest.Fault{Path: m, Status: 400, Code: 232009}, bot.AgainBroken, 0},
		"out of availability":     {feishutest.Fault{Path: m, Status: 400, Code: 230013}, bot.AgainNever, 0},
		"resigned":                {feishutest.Fault{Path: m, Status: 400, Code: 230029}, bot.AgainNever, 0},
		"permission":              {feishutest.Fault{Path: m, Status: 400, Code: 99991672}, bot.AgainBroken, 0},
		"address list":            {feishutest.Fault{Path: m, Status: 400, Code: 99991401}, bot.AgainBroken, 0},
		"quota":                   {feishutest.Fault{Path: m, Status: 400, Code: 99991403}, bot.AgainBroken, 0},
		"bot ability off":         {feishutest.Fault{Path: m, Status: 400, Code: 230006}, bot.AgainBroken, 0},
		"refused in every form":   {feishutest.Fault{Path: m, Status: 400, Code: 230022, Times: 2}, bot.AgainNever, 0},
		"unknown code":            {feishutest.Fault{Path: m, Status: 400, Code: 424242, Times: 2}, bot.AgainNever, 0},
		"redirect":                {feishutest.Fault{Path: m, Status: 302, Header: map[string]string{"Location": "http://elsewhere.invalid/"}}, bot.AgainBroken, 0},
		"token void for good":     {feishutest.Fault{Path: m, Status: 400, Code: 99991663, Times: 2}, bot.AgainLater, time.Minute},
		"code as a string":        {feishutest.Fault{Path: m, Status: 400, Body: `{"code":"230020","msg":""}`}, bot.AgainLater, 0},
		"token endpoint hangs up": {feishutest.Fault{Path: "auth/", Status: 502, Body: "bad"}, bot.AgainLater, 0},
	} {
		t.Run(name, func(t *testing.T) {
			srv, p := stand(t)
			srv.Script(c.fault)
			_, err := p.Send(t.Context(), to("k"), note)
			se := sendError(t, err)
			if se.Again != c.want || se.After != c.after {
				t.Errorf("%+v", se)
			}
			if got := srv.Take(); len(got) != 0 {
				t.Errorf("something was said: %+v", got)
			}
		})
	}
}

func TestSendToANowhere(t *testing.T) {
	srv, p := stand(t)
	srv.Close()
	_, err := p.Send(t.Context(), to("k"), note)
	if se := sendError(t, err); se.Again != bot.AgainLater {
		t.Errorf("%+v", se)
	}
}

func TestSendWrongSecretBreaksTheChannel(t *testing.T) {
	_, p := stand(t, func(s *feishu.Settings) { s.AppSecret = "wrong" })
	_, err := p.Send(t.Context(), to("k"), note)
	if se := sendError(t, err); se.Again != bot.AgainBroken || strings.Contains(err.Error(), "wrong") {
		t.Errorf("%+v", se)
	}
}

func TestSendFallsBackToTextOnce(t *testing.T) {
	card := note
	card.Text = "联系人 13800001234"
	card.Mention = []string{"ou_zhang"}
	card.Buttons = []bot.Button{{Label: "看", URL: "https://bot.invalid/m"}, {Label: "收到", Command: "收到 1"}}
	for _, c := range []struct {
		code int
		msg  string
		want []string
		not  string
	}{
		{230099, "Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit", []string{`<at user_id=\"ou_zhang\">`, "13800001234", "收到请回复：收到 1", "https://bot.invalid/m"}, "****"},
		{230099, "ext=ErrCode: 100290; ErrMsg: bad user id", []string{"13800001234"}, "<at"},
		{230028, "dlp", []string{"138****1234"}, "13800001234"},
	} {
		srv, p := stand(t)
		srv.Script(feishutest.Fault{Path: "im/v1/messages", Status: 400, Code: c.code, Msg: c.msg})
		if _, err := p.Send(t.Context(), to("k"), card); err != nil {
			t.Fatal(err)
		}
		m := srv.Take()
		if len(m) != 1 || m[0].Type != "text" || m[0].Key != "k" {
			t.Fatalf("%+v", m)
		}
		for _, w := range c.want {
			if !strings.Contains(m[0].Content, w) {
				t.Errorf("%d: %q is missing in %s", c.code, w, m[0].Content)
			}
		}
		if strings.Contains(m[0].Content, c.not) {
			t.Errorf("%d: %q in %s", c.code, c.not, m[0].Content)
		}
	}
}

func TestSendAnswersInTheChatWhenTheMessageIsGone(t *testing.T) {
	srv, p := stand(t)
	srv.Script(feishutest.Fault{Path: "im/v1/messages/om_1/reply", Status: 400, Code: 230011})
	if _, err := p.Send(t.Context(), bot.Address{Chat: group, ReplyTo: "om_1", Key: "k"}, note); err != nil {
		t.Fatal(err)
	}
	if m := srv.Take(); len(m) != 1 || m[0].To != "oc_group" || m[0].ReplyTo != "" {
		t.Errorf("%+v", m)
	}
}

func TestSendPictureAndFile(t *testing.T) {
	srv, p := stand(t)
	card := note
	card.Picture = []byte("\x89PNG picture")
	card.File = &bot.File{Name: "问题/清单\u202e.xlsx", Data: []byte("sheet")}
	for range 2 { // the second time must say nothing new
		if _, err := p.Send(t.Context(), to("k"), card); err != nil {
			t.Fatal(err)
		}
	}
	m := srv.Take()
	if len(m) != 2 || m[0].Type != "interactive" || m[1].Type != "file" {
		t.Fatalf("%+v", m)
	}
	var content map[string]string
	if err := json.Unmarshal([]byte(m[1].Content), &content); err != nil {
		t.Fatal(err)
	}
	if u, _ := srv.Upload(content["file_key"]); u.Name != "问题_清单.xlsx" || string(u.Data) != "sheet" {
		t.Errorf("%+v", u)
	}
	if c := srv.Complaints(); len(c) > 0 {
		t.Error(c)
	}
}

func TestSendKeepsThePictureOfACardThatBecameText(t *testing.T) {
	srv, p := stand(t)
	card := note
	card.Picture = []byte("png")
	card.Text = strings.Repeat("长", 20_000)
	if _, err := p.Send(t.Context(), to("k"), card); err != nil {
		t.Fatal(err)
	}
	if m := srv.Take(); len(m) != 2 || m[0].Type != "text" || m[1].Type != "image" {
		t.Errorf("%+v", m)
	}
	if c := srv.Complaints(); len(c) > 0 {
		t.Error(c)
	}
}

func TestSendNothingWhenAnUploadFails(t *testing.T) {
	srv, p := stand(t)
	card := note
	card.File = &bot.File{Name: "a.pdf", Data: []byte("x")}
	srv.Script(feishutest.Fault{Path: "im/v1/files", Status: 504, Body: "late"})
	_, err := p.Send(t.Context(), to("k"), card)
	if se := sendError(t, err); se.Again != bot.AgainLater || len(srv.Take()) != 0 {
		t.Errorf("%+v", se)
	}
	card.File.Data = nil
	_, err = p.Send(t.Context(), to("k"), card)
	if se := sendError(t, err); se.Again != bot.AgainNever {
		t.Errorf("%+v", se)
	}
}

func TestTokenIsAskedOnceByMany(t *testing.T) {
	srv, p := stand(t)
	many := func(round int) {
		var wg sync.WaitGroup
		for i := range 30 {
			wg.Go(func() {
				chat := bot.Chat{ID: fmt.Sprintf("oc_%d", i), Kind: bot.Group}
				if _, err := p.Send(t.Context(), bot.Address{Chat: chat, Key: fmt.Sprintf("k-%d-%d", round, i)}, note); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	}
	many(1)
	if n := srv.TokenRequests(); n != 1 {
		t.Errorf("%d token requests when cold", n)
	}
	srv.VoidToken()
	many(2)
	if n := srv.TokenRequests(); n != 2 {
		t.Errorf("%d token requests after an early void", n)
	}
}

func TestFetchBringsWhatPeopleSent(t *testing.T) {
	srv, p := stand(t)
	srv.PutResource("om_1", "img_1", feishutest.Upload{Name: "evidence.jpg", Kind: "image", Data: []byte("jpeg")})
	srv.PutResource("om_1", "file_1", feishutest.Upload{Name: "报告.docx", Kind: "file", Data: []byte("{\"code\":0}")})
	f := p.(bot.Fetcher)
	e := bot.Event{ID: "om_1"}
	data, name, err := f.Fetch(t.Context(), e, bot.Media{Kind: "image", Ref: "img_1"}, 100)
	if err != nil || string(data) != "jpeg" || name != "evidence.jpg" {
		t.Errorf("%q %q %v", data, name, err)
	}
	srv.VoidToken()
	data, name, err = f.Fetch(t.Context(), e, bot.Media{Kind: "file", Ref: "file_1", Name: "信息.docx"}, 100)
	if err != nil || string(data) != "{\"code\":0}" || name != "信息.docx" {
		t.Errorf("%q %q %v", data, name, err)
	}
	if _, _, err = f.Fetch(t.Context(), e, bot.Media{Kind: "image", Ref: "img_1"}, 3); err == nil {
		t.Error("more bytes than allowed were taken")
	}
	if _, _, err = f.Fetch(t.Context(), e, bot.Media{Kind: "image", Ref: "../../x"}, 3); err == nil {
		t.Error("an unknown key was found")
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	_, p := stand(t)
	if found := p.(bot.Checker).Check(t.Context()); len(found) != 0 {
		t.Errorf("%q", found)
	}
	for want, change := range map[string]func(*feishu.Settings){
		"取不到访问凭证":     func(s *feishu.Settings) { s.AppSecret = "wrong" },
		"bot_open_id": func(s *feishu.Settings) { s.BotOpenID = "ou_other" },
		"bot_name":    func(s *feishu.Settings) { s.BotName = "别的" },
	} {
		_, p := stand(t, change)
		if found := p.(bot.Checker).Check(t.Context()); len(found) != 1 || !strings.Contains(found[0], want) {
			t.Errorf("%s: %q", want, found)
		}
	}
	srv, p := stand(t)
	srv.Script(feishutest.Fault{Path: "bot/v3/info", Status: 400, Code: 99991672})
	if found := p.(bot.Checker).Check(t.Context()); len(found) != 1 || !strings.Contains(found[0], "99991672") {
		t.Errorf("%q", found)
	}
}
