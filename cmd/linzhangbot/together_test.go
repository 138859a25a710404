package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wecom/wecomtest"
)

// Fifty deliveries of one message at the same moment, over two processes on one database: one report, one answer,
// and every one of the fifty is told that all is well.
func TestFiftyDeliveriesOfOneMessage(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		_, second := s.program()
		doors := []http.Handler{s.handler, second}
		for round, request := range map[string]func() *http.Request{
			"Feishu": func() *http.Request {
				return s.feishu.Request("/hook/xiqing-feishu/event", s.clock.Now(), s.feishu.Text("om_50",
					feishutest.Person{OpenID: "ou_xinkou.liaison", ChatID: "oc_main"}, "报送 辛口镇清理可燃物2吨", true, s.clock.Now()))
			},
			"WeCom": func() *http.Request {
				return s.robot.JSON(wecomtest.RobotText(robotID, "m50", "wrkMAIN", "dasi.liaison", s.wecom.ResponseURL("m50"), "@林长助手 报送 大寺镇补植白蜡1200株"))
			},
		} {
			t.Run(round, func(t *testing.T) { fifty(t, doors, request) })
		}
		if err := s.app.carry(context.Background()); err != nil {
			t.Fatal(err)
		}
		if n := s.rows("reports", ""); n != 2 {
			t.Errorf("%d reports of two messages", n)
		}
		if n := s.rows("inbox", ""); n != 2 {
			t.Errorf("%d rows in the inbox", n)
		}
		if n := s.rows("outbox", "state = 'sent'"); n != 2 || s.rows("outbox", "") != 2 {
			t.Errorf("%d answers sent of %d", n, s.rows("outbox", ""))
		}
		if said := s.feishu.Take(); len(said) != 1 {
			t.Errorf("Feishu was told %d times", len(said))
		}
		s.content()
	})
}

var somePlaces = strings.Fields("北堤 南堤 东桥 西桥 头道闸 二道闸 三号林 四号林 老河湾 新河口 子牙河左岸 独流减河右岸 津沧高速旁 外环线外 王顶堤 小学后 公园里 苗圃东侧 高铁沿线 垂柳大道 " +
	"青年林 巾帼林 民兵林 军民林 碳汇林 湿地边 景观带 果园南 水库西 林场路")

// Two processes get the same message in the same moment, thirty times over: both give the one answer.
func TestTheSameAnswerFromTwoProcesses(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		_, second := s.program()
		for i := range 30 {
			id := fmt.Sprintf("m%d", i)
			request := func() *http.Request {
				return s.robot.JSON(wecomtest.RobotText(robotID, id, "wrkMAIN", "dasi.liaison", s.wecom.ResponseURL(id), fmt.Sprintf("@林长助手 报送 %s%s", somePlaces[i], someDoings(10)[i%10])))
			}
			first, other := httptest.NewRecorder(), httptest.NewRecorder()
			r1, r2 := request(), request()
			var both sync.WaitGroup
			both.Go(func() { s.handler.ServeHTTP(first, r1) })
			both.Go(func() { second.ServeHTTP(other, r2) })
			both.Wait()
			for _, w := range []*httptest.ResponseRecorder{first, other} {
				if plain, err := s.robot.Keys.OpenJSON(w.Body.Bytes()); w.Code != http.StatusOK || err != nil || !strings.Contains(plain, fmt.Sprintf("信〔2026〕%d号", i+1)) {
					t.Fatalf("round %d: %d %q %v", i, w.Code, plain, err)
				}
			}
		}
		if n := s.rows("inbox", ""); n != 30 {
			t.Errorf("%d rows in the inbox", n)
		}
	})
}

// fifty sends one request fifty times at once, by turns through the doors. Whatever is answered in place is the
// same answer.
func fifty(t *testing.T, doors []http.Handler, request func() *http.Request) {
	start, answers := make(chan struct{}), make([]*httptest.ResponseRecorder, 50)
	var all sync.WaitGroup
	for i := range answers {
		r := request()
		all.Go(func() {
			<-start
			answers[i] = httptest.NewRecorder()
			doors[i%len(doors)].ServeHTTP(answers[i], r)
		})
	}
	close(start)
	all.Wait()
	for i, a := range answers {
		if a.Code != http.StatusOK || (a.Body.Len() == 0) != (answers[0].Body.Len() == 0) {
			t.Errorf("delivery %d gets %d %s", i, a.Code, a.Body)
		}
	}
}

// Two processes look at the same clock: every nudge leaves once.
func TestTwoProcessesSayItOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		s.onFeishu("om_b", "office.staff1", "本群设为 主群")
		s.feishu.Take()
		other, _ := s.program()
		ctx := context.Background()
		days := 0
		for day := at(t, "2026-03-09 09:00"); day.Before(at(t, "2026-04-03 00:00")); day = day.AddDate(0, 0, 1) {
			for minute := range 12 { // every replica ticks every minute
				s.clock.set(day.Add(minutes(minute)))
				var both sync.WaitGroup
				for _, a := range []*app{s.app, other} {
					both.Go(func() {
						if err := a.step(ctx); err != nil {
							t.Error(err)
						}
					})
				}
				both.Wait()
			}
			days++
		}
		pushed, sent := s.wecom.Taken(), s.feishu.Take()
		for where, list := range map[string][]string{"WeCom": texts(pushed, func(m wecomtest.Message) []string { return append([]string{m.To}, m.Texts...) }),
			"Feishu": texts(sent, func(m feishutest.Message) []string { return append([]string{m.To}, m.Texts...) })} {
			if twice := doubled(list); twice != "" {
				t.Errorf("%s hears twice:\n%s", where, twice)
			}
		}
		// the 10th, the 20th, the last three working days, the first of the next month, which says the monthly standing too;
		// the office hears of its own, each chief in private how the week stands
		group := slices.DeleteFunc(sent, func(m feishutest.Message) bool { return m.IDType != "chat_id" })
		if n := len(group); n != 6 {
			t.Errorf("%d messages in the Feishu group over %d days: %v", n, days, texts(group, func(m feishutest.Message) []string { return m.Texts[:1] }))
		}
		if waiting := s.rows("outbox", "state <> 'sent'"); waiting > 0 {
			t.Errorf("%d parcels have not left", waiting)
		}
		s.content()
	})
}

func texts[T any](list []T, read func(T) []string) []string {
	var out []string
	for _, one := range list {
		out = append(out, fmt.Sprint(read(one)))
	}
	return out
}

func doubled(list []string) string {
	seen := map[string]bool{}
	for _, text := range list {
		if seen[text] {
			return text
		}
		seen[text] = true
	}
	return ""
}
