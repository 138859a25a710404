package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wecom/wecomtest"
)

// The same sentence comes encrypted by three ways and makes the same rows, each answered as its platform wants.
func TestThreeWaysIn(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		if said := s.inGroup("m1", "yangliuqing.liaison", "报送 杨柳青镇开展春季巡林，出动42人次"); !strings.Contains(said, "已收到 信〔2026〕1号") || !strings.Contains(said, "1/2") {
			t.Errorf("the robot answers\n%s", said)
		}
		if w := s.toApp("1001", "dasi.liaison", "报送 大寺镇补植白蜡1200株"); w.Code != http.StatusOK || w.Body.Len() > 0 { // its buttons want a message of their own
			t.Errorf("the app answers %d %s", w.Code, w.Body)
		}
		if sent := s.wecom.Taken(); len(sent) != 1 || sent[0].To != "dasi.liaison" || len(sent[0].Buttons) == 0 || !strings.Contains(strings.Join(sent[0].Texts, " "), "信〔2026〕2号") {
			t.Errorf("the app sends %+v", sent)
		}
		said := s.onFeishu("om_1", "xinkou.liaison", "报送 辛口镇清理可燃物2吨")
		if len(said) != 1 || said[0].ReplyTo != "om_1" || said[0].Key == "" || !strings.Contains(strings.Join(said[0].Texts, " "), "信〔2026〕3号") {
			t.Errorf("Feishu is told %+v", said)
		}
		if plain, err := s.agent.Keys.OpenXML(s.toApp("1002", "chief.a", "谁是水务局联络员").Body.Bytes()); err != nil || !strings.Contains(plain, "区水务局联络员") {
			t.Errorf("the app answers in place %q, %v", plain, err)
		}
		for _, platform := range []string{"xiqing-wecom", "xiqing-feishu"} {
			want := map[string]int{"xiqing-wecom": 2, "xiqing-feishu": 1}[platform]
			if n := s.rows("inbox", "platform = ? AND code = 'report.accepted' AND intent = 'report.submit'", platform); n != want {
				t.Errorf("%d rows of %s in the inbox, want %d", n, platform, want)
			}
			if n := s.rows("outbox", "platform = ? AND code = 'report.accepted' AND state = 'sent' AND kind = 'reply'", platform); n != want {
				t.Errorf("%d answers of %s on file, want %d", n, platform, want)
			}
		}
		if n := s.rows("reports", "state = 'submitted'"); n != 3 {
			t.Errorf("%d reports", n)
		}
		if n := s.rows("audit", "kind = 'report'"); n != 3 {
			t.Errorf("%d audit rows", n)
		}
		s.content()
	})
}

// WeCom's and Feishu's first look at an address is answered as they ask.
func TestHandshakes(t *testing.T) {
	s := newStand(t, "sqlite")
	for _, c := range []wecomtest.Caller{s.robot, s.agent} {
		if w := s.ask(c.Verify("echo-1234")); w.Code != http.StatusOK || w.Body.String() != "echo-1234" {
			t.Errorf("%s: %d %q", c.URL, w.Code, w.Body)
		}
	}
	w := s.ask(s.feishu.Unsigned("/hook/xiqing-feishu/event", s.feishu.URLCheck("challenge-1")))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "challenge-1") {
		t.Errorf("Feishu's check: %d %s", w.Code, w.Body)
	}
}

// forgeries are requests that are not the platform's, for one address.
func (s *stand) forgeries(path string) map[string]*http.Request {
	good := func() *http.Request {
		switch path {
		case s.robot.URL:
			return s.robot.JSON(wecomtest.RobotText(robotID, "f1", "wrkMAIN", "dasi.liaison", "", "@林长助手 报送 假的"))
		case s.agent.URL:
			return s.agent.XML(wecomtest.AppText(corpID, 1000002, "f1", "dasi.liaison", "报送 假的", s.clock.Now()))
		}
		return s.feishu.Request(path, s.clock.Now(), s.feishu.Text("om_f", feishutest.Person{OpenID: "ou_dasi.liaison", ChatID: "oc_main"}, "报送 假的", true, s.clock.Now()))
	}
	unsigned, garbled, wrong := good(), good(), good()
	unsigned.URL.RawQuery = ""
	for name := range unsigned.Header {
		if strings.HasPrefix(name, "X-Lark") {
			unsigned.Header.Del(name)
		}
	}
	garbled.Body = http.NoBody
	q := wrong.URL.Query()
	q.Set("msg_signature", strings.Repeat("0", 40))
	wrong.URL.RawQuery = q.Encode()
	wrong.Header.Set("X-Lark-Signature", strings.Repeat("0", 64))
	return map[string]*http.Request{"unsigned": unsigned, "empty": garbled, "wrongly signed": wrong,
		"no JSON":     httptest.NewRequest(http.MethodPost, path+"?"+good().URL.RawQuery, strings.NewReader("{{{")),
		"plain words": httptest.NewRequest(http.MethodPost, path, strings.NewReader(`{"encrypt":"bm90aGluZw=="}`))}
}

// Whoever is not the platform always hears the same bytes, and nothing of it is kept.
func TestForgeriesLearnNothing(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		for _, path := range []string{s.robot.URL, s.agent.URL, "/hook/xiqing-feishu/event", "/hook/xiqing-feishu/card"} {
			var first []byte
			for name, r := range s.forgeries(path) {
				w := s.ask(r)
				got := fmt.Appendf(nil, "%d %v %s", w.Code, w.Header(), w.Body)
				if first == nil {
					first = got
				}
				if w.Code/100 != 4 || !bytes.Equal(first, got) {
					t.Errorf("%s, %s: %s\nelse %s", path, name, got, first)
				}
			}
		}
		for _, table := range []string{"inbox", "outbox", "audit", "reports", "dialogues"} {
			if n := s.rows(table, ""); n != 0 {
				t.Errorf("%d rows in %s", n, table)
			}
		}
	})
}

// The nudge of the 20th is pushed by the group robot of WeCom and into the Feishu group that the office has bound.
func TestNudgesReachBothPlatforms(t *testing.T) {
	everywhere(t, func(t *testing.T, driver string) {
		s := newStand(t, driver)
		if said := s.onFeishu("om_b", "office.staff1", "本群设为 主群"); len(said) != 1 || s.rows("inbox", "code = 'group.bound'") != 1 {
			t.Fatalf("the group is not bound: %+v", said)
		}
		s.inGroup("m1", "yangliuqing.liaison", "报送 杨柳青镇开展春季巡林，出动42人次")
		s.inGroup("m2", "yangliuqing.liaison", "报送 杨柳青镇整修防火道3公里")
		ctx := context.Background()
		if err := s.app.runTo(ctx, s.clock, at(t, "2026-03-19 18:00")); err != nil {
			t.Fatal(err)
		}
		s.wecom.Taken()
		s.feishu.Take()
		if err := s.app.runTo(ctx, s.clock, at(t, "2026-03-20 09:30")); err != nil {
			t.Fatal(err)
		}
		pushed, sent := s.wecom.Taken(), s.feishu.Take()
		if len(pushed) != 1 || pushed[0].To != "webhook:hook-main" || len(sent) != 1 || sent[0].To != "oc_main" {
			t.Fatalf("pushed %+v\nsent %+v", pushed, sent)
		}
		for where, text := range map[string]string{"WeCom": strings.Join(pushed[0].Texts, "\n"), "Feishu": strings.Join(sent[0].Texts, "\n")} {
			if !strings.Contains(text, "10家还没完成") || !strings.Contains(text, "张家窝镇") || strings.Contains(text, "杨柳青镇") {
				t.Errorf("%s shows\n%s", where, text)
			}
		}
		if early := pushed[0].At; early.Before(at(t, "2026-03-20 09:03")) || early.After(at(t, "2026-03-20 09:08")) {
			t.Errorf("pushed at %s", early.In(zone).Format(time.TimeOnly))
		}
		s.content()
	})
}
