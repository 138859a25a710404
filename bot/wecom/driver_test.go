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
		"corp_id is empty":         func(s *settings) { s.CorpID = "" },
		"agent_id":                 func(s *settings) { s.App.AgentID = 0 },
		"app.secret is empty":      func(s *settings) { s.App.Secret = "" },
		"app: token is empty":      func(s *settings) { s.App.Token = "" },
		"app: aes_key":             func(s *settings) { s.App.AESKey = "" },
		"robot: token is empty":    func(s *settings) { s.Robot.Token = "" },
		"robot: aes_key":           func(s *settings) { s.Robot.AESKey = testKey + "=" },
		"robot.id is empty":        func(s *settings) { s.Robot.ID = "" },
		"needs robot.id and":       func(s *settings) { s.Robot.Mode = "connection" },
		"ws_base":                  func(s *settings) { s.Robot.Mode, s.Robot.Secret, s.WSBase = "connection", "s", "https://x" },
		"robot.mode \"x\"":         func(s *settings) { s.Robot.Mode = "x" },
		"webhooks.main":            func(s *settings) { s.Webhooks["main"] = "" },
		"there is no webhook":      func(s *settings) { s.Groups = map[string]string{"wr1": "other"} },
		"nothing is configured":    func(s *settings) { *s = settings{CorpID: testCorp} },
		"api_base":                 func(s *settings) { s.APIBase = "qyapi.weixin.qq.com" },
		"card_url":                 func(s *settings) { s.CardURL = "javascript:alert(1)" },
		"max_age must lie between": func(s *settings) { s.MaxAge = "240h" },
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
