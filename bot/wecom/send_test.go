package wecom

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
)

var (
	toPerson = bot.Address{Chat: bot.Chat{ID: "zhangsan", Kind: bot.Private}, Key: "k1"}
	toMain   = bot.Address{Chat: bot.Chat{ID: "webhook:main", Kind: bot.Group}, Key: "k1"}
)

func reminder() bot.Card {
	return bot.Card{Code: "duty.reminder", Tone: bot.ToneNear, Title: "杨柳青镇本月还差 1 条", Text: "截止 3月31日", Article: "信息制度 第八条"}
}

func (s *stand) must(t *testing.T, to bot.Address, c bot.Card) []wecomtest.Message {
	t.Helper()
	if _, err := s.Send(t.Context(), to, c); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range s.fake.Complaints() {
		t.Error(wrong)
	}
	return s.fake.Taken()
}

func sendError(t *testing.T, err error) *bot.SendError {
	t.Helper()
	var se *bot.SendError
	if !errors.As(err, &se) {
		t.Fatalf("no SendError: %v", err)
	}
	return se
}

func TestReminderToGroupMentionsTheLiaison(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Mention = []string{"ylq.liaison", "@all", "all", "x><@y"}
	got := s.must(t, toMain, c)
	if len(got) != 1 || got[0].Type != "markdown" || len(got[0].Mention) != 1 || got[0].Mention[0] != "ylq.liaison" {
		t.Errorf("%+v", got)
	}
}

func TestErrorCodesAreJudgedByTheTable(t *testing.T) {
	for _, v := range verdicts {
		for _, code := range v.codes {
			for _, to := range []bot.Address{toPerson, toMain} {
				s := newStand(t, nil)
				path := "/cgi-bin/webhook/send"
				if to == toPerson {
					path = "/cgi-bin/message/send"
				}
				s.fake.Fault(path, wecomtest.Fault{Code: code}, wecomtest.Fault{Code: code})
				_, err := s.Send(t.Context(), to, reminder())
				se := sendError(t, err)
				if se.Again != v.again || se.After != v.after || se.Reason != v.reason {
					t.Errorf("%d: %+v", code, se)
				}
			}
		}
	}
	s := newStand(t, nil)
	s.fake.Fault("/cgi-bin/webhook/send", wecomtest.Fault{Code: 987654})
	_, err := s.Send(t.Context(), toMain, reminder())
	if se := sendError(t, err); se.Again != bot.AgainLater || se.Code != "987654" {
		t.Errorf("a code nobody knows: %+v", se)
	}
}

func TestHTTPTroubleIsJudged(t *testing.T) {
	for name, c := range map[string]struct {
		fault wecomtest.Fault
		again bot.Again
	}{
		"500":            {wecomtest.Fault{Status: 500}, bot.AgainLater},
		"502":            {wecomtest.Fault{Status: 502, Body: "<html>"}, bot.AgainLater},
		"504":            {wecomtest.Fault{Status: 504}, bot.AgainUnknown},
		"429":            {wecomtest.Fault{Status: 429}, bot.AgainLater},
		"redirect":       {wecomtest.Fault{Status: 302}, bot.AgainBroken},
		"html":           {wecomtest.Fault{Body: "<html></html>"}, bot.AgainUnknown},
		"no code":        {wecomtest.Fault{Body: "{}"}, bot.AgainUnknown},
		"code as text":   {wecomtest.Fault{Body: `{"errcode":"0","errmsg":"ok"}`}, bot.AgainUnknown},
		"cut off":        {wecomtest.Fault{Body: `{"errcode":0`}, bot.AgainUnknown},
		"trailing words": {wecomtest.Fault{Body: `{"errcode":0} ok`}, bot.AgainUnknown},
		"endless":        {wecomtest.Fault{Body: `{"errcode":0,"errmsg":"` + strings.Repeat("x", maxAnswer) + `"}`}, bot.AgainUnknown},
	} {
		s := newStand(t, nil)
		s.fake.Fault("/cgi-bin/message/send", c.fault)
		_, err := s.Send(t.Context(), toPerson, reminder())
		se := sendError(t, err)
		if se.Again != c.again || se.Again == bot.AgainUnknown && !se.Safe {
			t.Errorf("%s: %+v", name, se)
		}
	}
}

// A timeout after writing may be repeated only where WeCom drops the repeat.
func TestTimeoutIsSafeForTheAppAndUnsafeForTheWebhook(t *testing.T) {
	s := newStand(t, nil)
	for path, to := range map[string]bot.Address{"/cgi-bin/message/send": toPerson, "/cgi-bin/webhook/send": toMain} {
		s.fake.Fault(path, wecomtest.Fault{Hang: true})
		ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
		_, err := s.Send(ctx, to, reminder())
		stop()
		if se := sendError(t, err); se.Again != bot.AgainUnknown || se.Safe != (to == toPerson) {
			t.Errorf("%s: %+v", path, se)
		}
	}
	first := s.must(t, toPerson, reminder())
	second := s.must(t, toPerson, reminder())
	if first[0].Dropped || !second[0].Dropped {
		t.Errorf("the repeat was not dropped: %+v", second)
	}
}

func TestUnreachableServerIsLater(t *testing.T) {
	set := testSettings()
	set.APIBase = "http://127.0.0.1:1"
	p := openWith(t, set, http.DefaultClient, moment)
	for _, to := range []bot.Address{toPerson, toMain} {
		_, err := p.Send(t.Context(), to, reminder())
		if se := sendError(t, err); se.Again != bot.AgainLater || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), testHook) {
			t.Errorf("%+v", se)
		}
	}
}

func TestTokenIsAskedForOnceByMany(t *testing.T) {
	s := newStand(t, nil)
	var all sync.WaitGroup
	for i := range 30 {
		all.Go(func() {
			to := toPerson
			to.Key = strings.Repeat("k", i+1)
			if _, err := s.Send(t.Context(), to, reminder()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := s.fake.TokenRequests(); n != 1 {
		t.Errorf("asked %d times", n)
	}
	s.fake.VoidToken()
	s.must(t, toPerson, reminder())
	if n := s.fake.TokenRequests(); n != 2 {
		t.Errorf("asked %d times after the token was voided", n)
	}
}

func TestErrcodeZeroWithoutReceiverIsNoSuccess(t *testing.T) {
	s := newStand(t, nil)
	s.fake.Fault("/cgi-bin/message/send", wecomtest.Fault{Body: `{"errcode":0,"errmsg":"ok","invaliduser":"zhangsan"}`})
	_, err := s.Send(t.Context(), toPerson, reminder())
	if se := sendError(t, err); se.Again != bot.AgainNever {
		t.Errorf("%+v", se)
	}
}

// A refused card is said in plain words; the command to type takes the button's place.
func TestRefusedCardFallsBackToText(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Buttons = []bot.Button{{Label: "去报送", Command: "报送"}}
	for _, code := range []int{43012, 40058, 42014} {
		s.fake.Fault("/cgi-bin/message/send", wecomtest.Fault{Code: code})
		to := toPerson
		to.Key = strings.Repeat("x", code%7+1)
		got := s.must(t, to, c)
		if len(got) != 1 || !got[0].Dropped && (got[0].Type != "text" || !strings.Contains(got[0].Texts[0], "可回复：「报送」")) {
			t.Errorf("%d: %+v", code, got)
		}
	}
}

func TestLongCardGoesOnWhereItStopped(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Text = strings.Repeat("一二三四五六七八九十\n", 300)
	s.fake.Fault("/cgi-bin/webhook/send", wecomtest.Fault{Code: 0, Body: `{"errcode":0,"errmsg":"ok"}`}, wecomtest.Fault{Code: 45009})
	_, err := s.Send(t.Context(), toMain, c)
	if se := sendError(t, err); se.Again != bot.AgainLater || se.After != time.Minute {
		t.Fatalf("%+v", se)
	}
	got := s.must(t, toMain, c)
	if len(got) == 0 || !strings.Contains(got[0].Texts[0], "（2/") {
		t.Errorf("went on with %d messages, first %q", len(got), got[0].Texts)
	}
}

func TestFilesAndPicturesAreUploaded(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Picture = []byte("\x89PNG picture")
	c.File = &bot.File{Name: "../问题\"清单\u202e.xlsx", Type: "application/vnd.ms-excel", Data: []byte("sheet sheet")}
	for _, to := range []bot.Address{toPerson, toMain} {
		got := s.must(t, to, c)
		if len(got) != 3 || got[1].Type != "image" || got[2].Type != "file" {
			t.Fatalf("%s: %+v", to.Chat.ID, got)
		}
		id, _ := got[2].Body["file"].(map[string]any)["media_id"].(string)
		if data, name := s.fake.Uploaded(id); string(data) != "sheet sheet" || name != "问题＂清单.xlsx" {
			t.Errorf("%s: %q named %q", to.Chat.ID, data, name)
		}
	}
}

func TestResponseURLIsUsedOnceThenTheChat(t *testing.T) {
	s := newStand(t, func(set *settings) { set.Groups = map[string]string{testGroup: "main"} })
	to := bot.Address{Chat: bot.Chat{ID: testGroup, Kind: bot.Group}, ReplyTo: s.fake.ResponseURL("c1"), Key: "k"}
	if got := s.must(t, to, reminder()); len(got) != 1 || got[0].To != "response_url" || got[0].Type != "markdown" {
		t.Errorf("%+v", got)
	}
	if got := s.must(t, to, reminder()); len(got) != 1 || got[0].To != "webhook:"+testHook {
		t.Errorf("used address: %+v", got)
	}
	to.ReplyTo, to.Key = s.fake.ResponseURL("c2"), "k2"
	c := reminder()
	c.File = &bot.File{Name: "清单.xlsx", Data: []byte("sheet sheet")}
	s.fake.Fault("/cgi-bin/webhook/upload_media", wecomtest.Fault{Status: 504})
	_, err := s.Send(t.Context(), to, c)
	if se := sendError(t, err); se.Again != bot.AgainLater {
		t.Errorf("a lost upload says nothing twice: %+v", se)
	}
	if got := s.fake.Taken(); len(got) != 1 || got[0].To != "response_url" {
		t.Errorf("%+v", got)
	}
	if got := s.must(t, to, c); len(got) != 1 || got[0].Type != "file" {
		t.Errorf("the words came twice: %+v", got)
	}
}

func TestResponseURLOfAnotherHostIsLeftAlone(t *testing.T) {
	s := newStand(t, nil)
	to := toPerson
	to.ReplyTo = "http://169.254.169.254/latest"
	if got := s.must(t, to, reminder()); len(got) != 1 || got[0].To != "zhangsan" {
		t.Errorf("%+v", got)
	}
}

func TestChatsWithoutAWayOut(t *testing.T) {
	s := newStand(t, nil)
	for _, chat := range []bot.Chat{{}, {ID: testGroup, Kind: bot.Group}, {ID: "@all", Kind: bot.Private}, {ID: "a|b", Kind: bot.Private}, {ID: "ALL", Kind: bot.Private}} {
		_, err := s.Send(t.Context(), bot.Address{Chat: chat}, reminder())
		if se := sendError(t, err); se.Again != bot.AgainNever {
			t.Errorf("%+v: %+v", chat, se)
		}
	}
	_, err := s.Send(t.Context(), bot.Address{Chat: bot.Chat{ID: "webhook:none", Kind: bot.Group}}, reminder())
	if se := sendError(t, err); se.Again != bot.AgainBroken {
		t.Errorf("%+v", se)
	}
	_, err = s.Send(t.Context(), toMain, bot.Card{})
	if se := sendError(t, err); se.Again != bot.AgainNever {
		t.Errorf("%+v", se)
	}
	if n, per := s.Pace(toMain.Chat); n != 20 || per != time.Minute {
		t.Errorf("%d per %s", n, per)
	}
}

func TestCheckAsksForAToken(t *testing.T) {
	s := newStand(t, nil)
	if found := s.Check(t.Context()); len(found) != 0 {
		t.Errorf("%q", found)
	}
	s.fake.Fault("/cgi-bin/gettoken", wecomtest.Fault{Code: 40001})
	if found := s.Check(t.Context()); len(found) != 1 || !strings.Contains(found[0], "40001") || strings.Contains(found[0], "app-secret") {
		t.Errorf("%q", found)
	}
}

// A long text keeps its words when the card with the buttons is refused; what to type follows.
func TestRefusedCardBesideLongText(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Text = strings.Repeat("各街镇请按时报送。", 30)
	c.Buttons = []bot.Button{{Label: "去报送", Command: "报送"}, {Label: "看进度", URL: "https://bot.example.gov.cn/m"}}
	s.fake.Fault("/cgi-bin/message/send", wecomtest.Fault{Body: `{"errcode":0,"msgid":"first"}`}, wecomtest.Fault{Code: 43012})
	got := s.must(t, toPerson, c)
	if len(got) != 1 || got[0].Type != "text" || !strings.Contains(got[0].Texts[0], "可回复：「报送」") {
		t.Errorf("%+v", got)
	}
}

func TestWebhookHintCallsTheRobot(t *testing.T) {
	s := newStand(t, nil)
	c := reminder()
	c.Buttons = []bot.Button{{Label: "去报送", Command: "报送"}}
	if got := s.must(t, toMain, c); len(got) != 1 || !strings.Contains(got[0].Texts[0], "可回复：「@林长助手 报送」") {
		t.Errorf("%+v", got)
	}
	if got := s.PushChats(); got["main"] != "webhook:main" {
		t.Errorf("%v", got)
	}
}
