package wecom

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
)

func TestOpenRefusesUnsafeSettings(t *testing.T) {
	for want, change := range map[string]func(*settings){
		"缺少 corp_id":       func(s *settings) { s.CorpID = "" },
		"缺少 app.agent_id":  func(s *settings) { s.App.AgentID = 0 },
		"缺少 app.secret":    func(s *settings) { s.App.Secret = "" },
		"app.token: 没有填":   func(s *settings) { s.App.Token = "" },
		"app.aes_key: ":    func(s *settings) { s.App.AESKey = "" },
		"robot.token: 没有填": func(s *settings) { s.Robot.Token = "" },
		"robot.aes_key: ":  func(s *settings) { s.Robot.AESKey = testKey + "=" },
		"缺少 robot.id":      func(s *settings) { s.Robot.ID = "" },
		"长连接要填":            func(s *settings) { s.Robot.Mode = "connection" },
		"ws_base":          func(s *settings) { s.Robot.Mode, s.Robot.Secret, s.WSBase = "connection", "s", "https://x" },
		"不是 \"x\"":         func(s *settings) { s.Robot.Mode = "x" },
		"缺少 webhooks.main": func(s *settings) { s.Webhooks["main"] = "" },
		"webhooks 里没有":     func(s *settings) { s.Groups = map[string]string{"wr1": "other"} },
		"至少要配一样":           func(s *settings) { *s = settings{CorpID: testCorp} },
		"api_base":         func(s *settings) { s.APIBase = "qyapi.weixin.qq.com" },
		"card_url":         func(s *settings) { s.CardURL = "javascript:alert(1)" },
		"max_age: ":        func(s *settings) { s.MaxAge = "240h" },
	} {
		set := testSettings()
		change(&set)
		_, err := tryOpen(set, http.DefaultClient, moment)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
		for _, secret := range []string{testKey, testToken, "app-secret-0001"} {
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the error shows a secret", want)
			}
		}
	}
	_, err := Driver.Open(func(any) error { return errors.New("unknown key") }, bot.Deps{HTTP: http.DefaultClient})
	if err == nil || !strings.Contains(err.Error(), "unknown key") {
		t.Error(err)
	}
}

func TestPathsAreThoseWithKeys(t *testing.T) {
	set := testSettings()
	if got := openWith(t, set, http.DefaultClient, moment).Paths(); !slices.Equal(got, []string{"app", "robot"}) {
		t.Errorf("%q", got)
	}
	set.App = nil
	p := openWith(t, set, http.DefaultClient, moment)
	if got := p.Paths(); !slices.Equal(got, []string{"robot"}) || p.set.APIBase != publicAPI {
		t.Errorf("%q", got)
	}
	set.Robot = nil
	if got := openWith(t, set, http.DefaultClient, moment).Paths(); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
