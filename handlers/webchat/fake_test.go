package webchat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
)

var zone = time.FixedZone("CST", 8*3600)

// fakeEngine remembers what it was given and answers reports with a card.
type fakeEngine struct {
	mu     sync.Mutex
	now    time.Time
	events []bot.Event
	fail   error
	room   *console.Console
}

func (f *fakeEngine) Now() time.Time { f.mu.Lock(); defer f.mu.Unlock(); return f.now }

func (f *fakeEngine) Deliver(ctx context.Context, e bot.Event) error {
	f.mu.Lock()
	f.events = append(f.events, e)
	fail := f.fail
	f.mu.Unlock()
	if fail != nil {
		return fail
	}
	if e.Kind == bot.KindText && strings.Contains(e.Text, "报送") {
		_, err := f.room.Send(ctx, bot.Address{Chat: e.Chat, Kind: "reply"}, accepted("信〔2026〕9号", e.From))
		return err
	}
	return nil
}

func (f *fakeEngine) MoveTo(_ context.Context, t time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = t
	return nil
}

func (f *fakeEngine) got(t *testing.T) bot.Event {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.events) == 0 {
		t.Fatal("no event was delivered")
	}
	return f.events[len(f.events)-1]
}

func accepted(number, who string) bot.Card {
	return bot.Card{Code: "report.accepted", Tone: bot.ToneDone, Title: "已收到 " + number, Text: "杨柳青镇开展护林防火巡查",
		Fields: []bot.Field{{Name: "本月已报", Value: "2 条，应报 2 条"}, {Name: "类别", Value: "工作动态"}}, Next: "本月任务已完成，谢谢。",
		Article: "信息制度 第九条", Refs: map[string]string{"report": number}, Mention: []string{who},
		Buttons: []bot.Button{{Label: "撤回", Command: "撤回 " + number, Confirm: "撤回这条信息，本月就少一条。确定吗？"}, {Label: "本月情况", Command: "本月报了几条", Primary: true}}}
}

var everybody = []Person{
	{Code: "chief.general", Kind: "chief", Name: "区总林长", Org: "区级", Post: "区总林长"}, {Code: "chief.a", Kind: "chief", Name: "区级林长甲", Org: "区级", Post: "区级林长"},
	{Code: "office.director", Kind: "office", Name: "林长办主任", Org: "区林长办公室", Post: "主任"}, {Code: "office.staff1", Kind: "office", Name: "林长办工作人员一", Org: "区林长办公室", Post: "工作人员"},
	{Code: "yangliuqing.chief", Kind: "town", Name: "杨柳青镇总林长", Org: "杨柳青镇", Post: "街镇级总林长"}, {Code: "yangliuqing.liaison", Kind: "town", Name: "杨柳青镇联络员", Org: "杨柳青镇", Post: "联络员"},
	{Code: "zhangjiawo.liaison", Kind: "town", Name: "张家窝镇联络员", Org: "张家窝镇", Post: "联络员"}, {Code: "liqizhuang.liaison", Kind: "town", Name: "李七庄街道联络员", Org: "李七庄街道", Post: "联络员"},
	{Code: "shuiwu.member", Kind: "unit", Name: "区水务局协作成员", Org: "区水务局", Post: "协作成员"}, {Code: "guizi.liaison", Kind: "unit", Name: "市规划资源局西青分局联络员", Org: "市规划资源局西青分局", Post: "联络员"},
}

type site struct {
	t      *testing.T
	engine *fakeEngine
	room   *console.Console
	gin    *gin.Engine
}

func newSite(t *testing.T) *site {
	gin.SetMode(gin.TestMode)
	f := &fakeEngine{now: time.Date(2026, 3, 24, 15, 20, 0, 0, zone)}
	f.room = console.New("demo", "xiqing", []string{"林长助手"}, f.Now)
	s := &site{t: t, engine: f, room: f.room, gin: gin.New()}
	Mount(s.gin, f.room, f, District{Title: "林长助手 · 西青区（演示）", People: everybody, Zone: zone,
		Groups: []string{"main", "office", "town.zhangjiawo"}, Whole: "全县", Towns: "乡镇", Units: "成员单位"})
	return s
}

// ask sends one request and reads the JSON answer into out unless that is nil.
func (s *site) ask(method, path, body string, out any, headers ...string) int {
	s.t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, bytes.NewBufferString(body))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.gin.ServeHTTP(w, r)
	if out != nil {
		if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
			s.t.Fatalf("%s %s: %v in %q", method, path, err, w.Body)
		}
	}
	return w.Code
}

// put makes a card appear in a chat.
func (s *site) put(chat string, c bot.Card) {
	_, _ = s.room.Send(context.Background(), bot.Address{Chat: console.ParseChat(chat), Kind: "notice"}, c)
}

var errDatabase = errors.New("database password secret is wrong")
