package webchat

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
)

func TestPageHasNoInlineScriptAndASafePolicy(t *testing.T) {
	s := newSite(t)
	w := httptest.NewRecorder()
	s.gin.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	page := w.Body.String()
	if w.Code != 200 || !strings.Contains(page, "林长助手 · 西青区（演示）") {
		t.Fatalf("%d %s", w.Code, page)
	}
	for _, tag := range strings.Split(page, "<script")[1:] {
		if !strings.HasPrefix(tag, ` src="/chat/`) {
			t.Errorf("inline script %.60s", tag)
		}
	}
	if strings.Contains(page, "style=") || strings.Contains(page, "onclick=") {
		t.Error("inline style or handler")
	}
	if !strings.Contains(w.Header().Get("Content-Security-Policy"), "script-src 'self';") {
		t.Error("policy " + w.Header().Get("Content-Security-Policy"))
	}
	for _, file := range []string{"base.css", "chat.css", "chat.js", "render.js", "icon.svg"} {
		if code := s.ask("GET", "/chat/"+file, "", nil); code != 200 {
			t.Errorf("%s answered %d", file, code)
		}
	}
}

func TestStateNamesTheChatsOfAPerson(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ as, me, chats, chip string }{
		{"", "yangliuqing.liaison", "main office(旁观) @yangliuqing.liaison", "报送…"},
		{"nobody", "yangliuqing.liaison", "main office(旁观) @yangliuqing.liaison", "报送…"},
		{"zhangjiawo.liaison", "zhangjiawo.liaison", "main office(旁观) town.zhangjiawo @zhangjiawo.liaison", "本月报了几条"},
		{"office.staff1", "office.staff1", "main office @office.staff1", "谁还没报"},
		{"chief.general", "chief.general", "main office(旁观) @chief.general", "概况"},
		{"shuiwu.member", "shuiwu.member", "main office(旁观) @shuiwu.member", "我的待办"},
	} {
		var got struct {
			Me    string
			Chats []chatRoom
			Chips []chip
			Clock clockView
		}
		s.ask("GET", "/api/chat/state?as="+c.as, "", &got)
		var chats []string
		for _, r := range got.Chats {
			if r.Watch {
				r.ID += "(旁观)"
			}
			chats = append(chats, r.ID)
		}
		if got.Me != c.me || strings.Join(chats, " ") != c.chats {
			t.Errorf("as %q: %s in %v", c.as, got.Me, chats)
		}
		if !strings.Contains(fmt.Sprint(got.Chips), c.chip) {
			t.Errorf("as %q: chips %v", c.as, got.Chips)
		}
		if got.Clock.Text != "2026年3月24日 星期二 15:20" {
			t.Errorf("clock %q", got.Clock.Text)
		}
	}
}

func TestSayBecomesAnEvent(t *testing.T) {
	for _, c := range []struct {
		body  string
		toBot bool
		chat  bot.Chat
	}{
		{`{"chat":"main","from":"yangliuqing.liaison","text":"@林长助手 报送 巡林","photo":"a.jpg"}`, true, bot.Chat{ID: "main", Kind: bot.Group}},
		{`{"chat":"main","from":"yangliuqing.liaison","text":"大家好"}`, false, bot.Chat{ID: "main", Kind: bot.Group}},
		{`{"chat":"@yangliuqing.liaison","from":"yangliuqing.liaison","text":"我的待办"}`, true, bot.Chat{ID: "yangliuqing.liaison", Kind: bot.Private}},
	} {
		s := newSite(t)
		if code := s.ask("POST", "/api/chat/say", c.body, nil); code != 200 {
			t.Errorf("%s answered %d", c.body, code)
			continue
		}
		e := s.engine.got(t)
		if e.Kind != bot.KindText || e.ToBot != c.toBot || e.Chat != c.chat || e.From != "yangliuqing.liaison" || e.ID == "" {
			t.Errorf("%s became %+v", c.body, e)
		}
		if strings.Contains(c.body, "photo") && (len(e.Media) != 1 || e.Media[0].Name != "a.jpg") {
			t.Errorf("media %v", e.Media)
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	long := strings.Repeat("长", longest+1)
	for _, c := range []struct {
		name, path, body string
		code             int
	}{
		{"unknown person", "say", `{"chat":"main","from":"x","text":"a"}`, 400},
		{"somebody else's private chat", "say", `{"chat":"@chief.general","from":"yangliuqing.liaison","text":"a"}`, 403},
		{"the office's group", "say", `{"chat":"office","from":"yangliuqing.liaison","text":"a"}`, 403},
		{"another town's group", "say", `{"chat":"town.zhangjiawo","from":"yangliuqing.liaison","text":"a"}`, 403},
		{"nothing said", "say", `{"chat":"main","from":"yangliuqing.liaison","text":"  "}`, 400},
		{"too long", "say", `{"chat":"main","from":"yangliuqing.liaison","text":"` + long + `"}`, 400},
		{"too large", "say", `{"chat":"main","from":"yangliuqing.liaison","text":"` + strings.Repeat("a", bodyLimit) + `"}`, 413},
		{"a path for a photo", "say", `{"chat":"main","from":"yangliuqing.liaison","photo":"../../x"}`, 400},
		{"unknown key", "say", `{"chat":"main","from":"yangliuqing.liaison","text":"a","x":1}`, 400},
		{"two values", "say", `{"chat":"main","from":"yangliuqing.liaison","text":"a"}{}`, 400},
		{"no json", "say", `chat=main`, 400},
		{"no such button", "press", `{"chat":"main","from":"yangliuqing.liaison","label":"采用","seq":7}`, 404},
		{"nothing to recall", "recall", `{"id":"demo-7"}`, 404},
		{"clock back", "clock", `{"to":"2026-03-24T09:00:00+08:00"}`, 409},
		{"clock stands", "clock", `{"to":"2026-03-24T15:20"}`, 409},
		{"clock too far", "clock", `{"to":"2036-03-24T09:00"}`, 400},
		{"no instant", "clock", `{"to":"明天"}`, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t)
			var got struct{ Error string }
			if code := s.ask("POST", "/api/chat/"+c.path, c.body, &got); code != c.code {
				t.Errorf("answered %d %s", code, got.Error)
			}
			if got.Error == "" || strings.ContainsAny(got.Error, "abcdefghijklmnopqrstuvwxyz") {
				t.Errorf("not a sentence for people: %q", got.Error)
			}
			if len(s.engine.events) != 0 || len(s.room.Lines(0)) != 0 {
				t.Error("something happened")
			}
		})
	}
}

func TestForeignPagesAreRefused(t *testing.T) {
	body := `{"chat":"main","from":"yangliuqing.liaison","text":"a"}`
	for _, c := range []struct {
		name    string
		headers []string
		code    int
	}{
		{"own page", []string{"Origin", "http://127.0.0.1:8080", "Sec-Fetch-Site", "same-origin"}, 200},
		{"foreign origin", []string{"Origin", "http://evil.example"}, 403},
		{"cross-site", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"a form", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415},
		{"plain text", []string{"Content-Type", "text/plain"}, 415},
	} {
		s := newSite(t)
		if code := s.ask("POST", "/api/chat/say", body, nil, c.headers...); code != c.code {
			t.Errorf("%s answered %d", c.name, code)
		}
	}
}

func TestPressUsesTheCommandOfThatVeryCard(t *testing.T) {
	s := newSite(t)
	s.put("main", accepted("信〔2026〕1号", "yangliuqing.liaison"))
	s.put("main", accepted("信〔2026〕2号", "yangliuqing.liaison"))
	for body, want := range map[string]string{
		`{"chat":"main","from":"yangliuqing.liaison","label":"撤回","code":"report.accepted","seq":1}`: "撤回 信〔2026〕1号",
		`{"chat":"main","from":"yangliuqing.liaison","label":"撤回","code":"report.accepted"}`:         "撤回 信〔2026〕2号",
	} {
		if code := s.ask("POST", "/api/chat/press", body, nil); code != 200 {
			t.Fatalf("%s answered %d", body, code)
		}
		if e := s.engine.got(t); e.Kind != bot.KindPress || e.Text != want || !e.ToBot {
			t.Errorf("%s became %+v", body, e)
		}
	}
	private := `{"chat":"@yangliuqing.liaison","from":"yangliuqing.liaison","label":"撤回","seq":1}`
	if code := s.ask("POST", "/api/chat/press", private, nil); code != 404 {
		t.Errorf("a card of another chat answered %d", code)
	}
}

func TestRecallNamesTheMessage(t *testing.T) {
	s := newSite(t)
	s.ask("POST", "/api/chat/say", `{"chat":"main","from":"yangliuqing.liaison","text":"写错了"}`, nil)
	id := s.engine.got(t).ID
	if code := s.ask("POST", "/api/chat/recall", `{"id":"`+id+`"}`, nil); code != 200 {
		t.Fatal(code)
	}
	if e := s.engine.got(t); e.Kind != bot.KindRecall || e.Target != id {
		t.Errorf("became %+v", e)
	}
}

func TestFailuresAreKindAndSilentAboutTheReason(t *testing.T) {
	s := newSite(t)
	s.engine.fail = errDatabase
	var got struct{ Error string }
	code := s.ask("POST", "/api/chat/say", `{"chat":"main","from":"yangliuqing.liaison","text":"a"}`, &got)
	if code != 500 || got.Error != "系统繁忙，请稍后再试。" {
		t.Errorf("%d %q", code, got.Error)
	}
}

func TestClockMovesForward(t *testing.T) {
	for _, to := range []string{"2026-03-25T09:00:00+08:00", "2026-03-25T01:00:00Z", "2026-03-25T09:00"} {
		s := newSite(t)
		var got struct{ Clock clockView }
		if code := s.ask("POST", "/api/chat/clock", `{"to":"`+to+`"}`, &got); code != 200 || got.Clock.Text != "2026年3月25日 星期三 09:00" {
			t.Errorf("%s: %d %q", to, code, got.Clock.Text)
		}
	}
}

func TestMarksKnowWhatIsPast(t *testing.T) {
	for _, c := range []struct {
		now, last string
		past      int
	}{
		{"2026-03-05T10:00:00+08:00", "2026-04-01T09:30:00+08:00", 0},
		{"2026-03-24T15:20:00+08:00", "2026-04-01T09:30:00+08:00", 2},
		{"2026-01-31T18:00:00+08:00", "2026-02-01T09:30:00+08:00", 3},
		{"2026-12-31T18:00:00+08:00", "2027-01-01T09:30:00+08:00", 3},
	} {
		now, _ := time.Parse(time.RFC3339, c.now)
		list, past := marks(now.In(zone)), 0
		for _, m := range list {
			if m.Past {
				past++
			}
		}
		if past != c.past || list[len(list)-1].To != c.last {
			t.Errorf("at %s: %v", c.now, list)
		}
	}
}

func TestLinesAreThoseOfOnesOwnChats(t *testing.T) {
	s := newSite(t)
	s.put("main", bot.Card{Title: "群", Picture: []byte("png"), File: &bot.File{Name: `清单"<b>.xlsx`, Data: []byte("x")}})
	s.put("@chief.general", bot.Card{Title: "密"})
	s.put("town.zhangjiawo", bot.Card{Title: "镇"})
	var got struct {
		Lines []lineView
		Next  int
	}
	s.ask("GET", "/api/chat/lines?as=yangliuqing.liaison&after=0", "", &got)
	if len(got.Lines) != 1 || got.Next != 3 || got.Lines[0].Card.Title != "群" || got.Lines[0].Day != "3月24日 星期二" || got.Lines[0].Time != "15:20" {
		t.Fatalf("%+v", got)
	}
	if l := got.Lines[0]; !l.Picture || l.File == "" || l.Card.Picture != nil || l.Card.File != nil {
		t.Errorf("attachments %+v", l)
	}
	w := httptest.NewRecorder()
	s.gin.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/chat/file/1", nil))
	if d := w.Header().Get("Content-Disposition"); w.Code != 200 || !strings.HasPrefix(d, "attachment;") || strings.Contains(d, "<") {
		t.Errorf("%d %s", w.Code, d)
	}
	for path, code := range map[string]int{"picture/1": 200, "picture/2": 404, "picture/x": 404, "file/9": 404, "lines?as=nobody": 400, "lines?as=chief.a&after=-1": 400} {
		if got := s.ask("GET", "/api/chat/"+path, "", nil); got != code {
			t.Errorf("%s answered %d", path, got)
		}
	}
}

func TestLinesWaitForNews(t *testing.T) {
	s := newSite(t)
	s.put("main", bot.Card{Title: "旧"})
	answer := make(chan struct{})
	var got struct{ Lines []lineView }
	go func() {
		defer close(answer)
		s.ask("GET", "/api/chat/lines?as=chief.a&after=1&wait=1", "", &got)
	}()
	s.put("@office.staff1", bot.Card{Title: "别人的"})
	s.put("main", bot.Card{Title: "新"})
	<-answer
	if len(got.Lines) != 1 || got.Lines[0].Card.Title != "新" {
		t.Errorf("%+v", got.Lines)
	}
}

func TestAPageThatOpensGetsTheLatestOnly(t *testing.T) {
	s := newSite(t)
	for i := range perChat + 20 {
		s.put("main", bot.Card{Title: fmt.Sprint(i)})
	}
	s.put("office", bot.Card{Title: "办"})
	var got struct{ Lines []lineView }
	s.ask("GET", "/api/chat/lines?as=chief.a", "", &got)
	if len(got.Lines) != perChat+1 || got.Lines[0].Card.Title != "20" {
		t.Errorf("%d lines from %s", len(got.Lines), got.Lines[0].Card.Title)
	}
}

func FuzzSay(f *testing.F) {
	f.Add(`{"chat":"main","from":"yangliuqing.liaison","text":"<script>alert(1)</script>"}`)
	f.Add(`{"to":"2026-03-25T09:00"}`)
	f.Fuzz(func(t *testing.T, body string) {
		s := newSite(t)
		for _, path := range []string{"say", "press", "recall", "clock"} {
			if code := s.ask("POST", "/api/chat/"+path, body, nil); code == http.StatusInternalServerError {
				t.Errorf("%s broke on %q", path, body)
			}
		}
	})
}
