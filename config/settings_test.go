package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/strict"
)

// contract is the example of the contract, word for word where it can be.
const contract = `listen: 0.0.0.0:8080
admin_listen: 127.0.0.1:9090
public_url: https://bot.example.gov.cn
trusted_proxies: []
database: {driver: mysql, dsn: "user:pass@tcp(127.0.0.1:3306)/linzhangbot"}
redis: {addrs: ["127.0.0.1:6379"], password: ""}
districts: [xiqing]
platforms:
  - name: xiqing-wecom
    kind: wecom
    district: xiqing
    corp_id: ww1
    app:   {agent_id: 1000002, secret: s1, token: t1, aes_key: k1}
    webhooks: {main: KEY, office: KEY}
  - name: xiqing-feishu
    kind: feishu
    district: xiqing
    app_id: cli_1
    mode: callback
`

type wecom struct {
	CorpID string `yaml:"corp_id"`
	App    struct {
		AgentID int    `yaml:"agent_id"`
		Secret  Secret `yaml:"secret"`
		Token   string `yaml:"token"`
		AESKey  string `yaml:"aes_key"`
	} `yaml:"app"`
	Webhooks map[string]string `yaml:"webhooks"`
}

func env(pairs map[string]string) strict.Lookup {
	return func(name string) (string, bool) {
		v, ok := pairs[name]
		return v, ok
	}
}

func TestContract(t *testing.T) {
	s, problems := Parse("app.yaml", []byte(contract), env(nil))
	for _, p := range problems {
		t.Error(p)
	}
	if s == nil || len(s.Platforms) != 2 {
		t.Fatalf("settings %+v", s)
	}
	var w wecom
	if err := s.Platforms[0].Decode(&w); err != nil {
		t.Fatal(err)
	}
	if w.App.AgentID != 1000002 || w.Webhooks["main"] != "KEY" || w.App.Secret.Reveal() != "s1" {
		t.Errorf("section %+v", w)
	}
	if s.Database.DSN.Reveal() != "user:pass@tcp(127.0.0.1:3306)/linzhangbot" || s.Shutdown.Std() != 20*time.Second {
		t.Errorf("settings %+v", s)
	}
}

func TestEnvironment(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, problems := Parse("app.yaml", []byte(contract), env(map[string]string{
		"LINZHANGBOT_LISTEN":                               "127.0.0.1:1",
		"LINZHANGBOT_DATABASE_DSN_FILE":                    file,
		"LINZHANGBOT_REDIS_ADDRS":                          "a:1, b:2",
		"LINZHANGBOT_SHUTDOWN":                             "5s",
		"LINZHANGBOT_PLATFORMS_XIQING_WECOM_APP_SECRET":    "from-env",
		"LINZHANGBOT_PLATFORMS_XIQING_WECOM_WEBHOOKS_MAIN": "K2",
		"LINZHANGBOT_SERVICE_HOST":                         "10.0.0.1", // what Kubernetes sets by itself is no setting
	}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var w wecom
	if err := s.Platforms[0].Decode(&w); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(s.Listen, s.Database.DSN.Reveal(), s.Redis.Addrs, s.Shutdown, w.App.Secret.Reveal(), w.Webhooks)
	if want := "127.0.0.1:1from-file[a:1 b:2]5s from-env map[main:K2 office:KEY]"; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got %s, want %s", got, want)
	}
	_, problems = Parse("app.yaml", []byte(contract), env(map[string]string{
		"LINZHANGBOT_REDIS_DB":            "hunter2",
		"LINZHANGBOT_REDIS_PASSWORD_FILE": "/nowhere",
		"LINZHANGBOT_SHUTDOWN":            "soon",
	}))
	if len(problems) != 3 {
		t.Errorf("problems %v", problems)
	}
	for _, p := range problems {
		if !strings.HasPrefix(p.String(), "环境变量 LINZHANGBOT_") || strings.Contains(p.String(), "hunter2") {
			t.Error(p)
		}
	}
}

// TestTenMistakes asks for every mistake at once, each with its line, and for no word of the secrets around them.
func TestTenMistakes(t *testing.T) {
	text := `listen: 8080
admin_listen: 127.0.0.1:9090
publik_url: https://bot.example.gov.cn
trusted_proxies: [nowhere]
shutdown: 20
shutdown: 30s
log_level: loud
database:
  driver: oracle
  dsn: [topsecret-1]
redis: {addrs: ["127.0.0.1"], password: topsecret-2, db: many}
districts: [nowhere, xiqing, xiqing]
platforms:
  - name: A B
    kind: wecom
    secret: topsecret-3
`
	_, problems := Parse("app.yaml", []byte(text), env(nil))
	want := []struct {
		line int
		word string
	}{
		{1, "8080"}, {3, "publik_url（是不是 public_url？）"}, {4, "nowhere"}, {5, "20 不是时长"}, {6, "重复"}, {7, "log_level"},
		{9, "driver"}, {10, "dsn 应当是文字"}, {10, "缺少 database.dsn"}, {11, "127.0.0.1"}, {11, "db 应当是整数"},
		{12, "nowhere"}, {12, "重复"}, {14, "A B"}, {14, "district"},
	}
	for _, w := range want {
		found := false
		for _, p := range problems {
			found = found || p.Line == w.line && strings.Contains(p.Text, w.word)
		}
		if !found {
			t.Errorf("line %d: %s is not told", w.line, w.word)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("%d problems, want %d:\n%v", len(problems), len(want), strict.Problems(problems))
	}
	if all := strict.Problems(problems).Error(); strings.Contains(all, "topsecret") {
		t.Errorf("a secret is shown:\n%s", all)
	}
}

func TestSectionMistakesHaveLines(t *testing.T) {
	text := strings.Replace(contract, "corp_id: ww1", "corpid: ww1", 1)
	text = strings.Replace(text, "agent_id: 1000002", "agent_id: one", 1)
	s, problems := Parse("app.yaml", []byte(text), env(nil))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var w wecom
	err := s.Platforms[0].Decode(&w)
	var all strict.Problems
	if !errors.As(err, &all) || len(all) != 2 || all[0].Line != 12 || all[1].Line != 13 {
		t.Errorf("got %v", err)
	}
	if got := s.Platforms[0].Where(); got != "app.yaml:9" {
		t.Errorf("the section is at %s", got)
	}
}

func TestBrokenFiles(t *testing.T) {
	for name, text := range map[string]string{
		"empty":     "",
		"list":      "- a\n",
		"unclosed":  "database: {driver: mysql, dsn: topsecret\n",
		"tab":       "redis:\n\tpassword: topsecret\n",
		"two parts": contract + "---\nlisten: a:1\n",
		"alias":     "listen: &a x:1\nadmin_listen: *a\n",
	} {
		_, problems := Parse("app.yaml", []byte(text), env(nil))
		if len(problems) == 0 {
			t.Errorf("%s is accepted", name)
		}
		if strings.Contains(strict.Problems(problems).Error(), "topsecret") {
			t.Errorf("%s shows a secret: %v", name, problems)
		}
	}
	if _, problems := Load(filepath.Join(t.TempDir(), "none.yaml")); len(problems) != 1 {
		t.Errorf("a missing file: %v", problems)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	s := Secret("hunter2")
	data, err := json.Marshal(map[string]any{"s": s})
	if err != nil {
		t.Fatal(err)
	}
	shown := fmt.Sprintf("%s %v %q %#v %d %x %+v %s", s, s, s, s, s, s, Database{DSN: s}, data)
	if strings.Contains(shown, "hunter2") || strings.Contains(shown, fmt.Sprintf("%x", "hunter2")) || !strings.Contains(shown, masked) {
		t.Error(shown)
	}
	if Secret("").String() != "" {
		t.Error("an empty secret looks like one")
	}
}

func TestDistrict(t *testing.T) {
	data, name, err := District("xiqing")
	if err != nil || len(data) == 0 || name != "xiqing.yaml" {
		t.Errorf("%s: %v", name, err)
	}
	file := filepath.Join(t.TempDir(), "other.yaml")
	if err := os.WriteFile(file, []byte("code: other\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, name, err = District(file); err != nil || string(data) != "code: other\n" || name != file {
		t.Errorf("%s: %v", name, err)
	}
	for _, missing := range []string{"nowhere", "./nowhere.yaml", "../districts"} {
		if _, _, err := District(missing); err == nil {
			t.Errorf("%s is accepted", missing)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(contract))
	f.Add([]byte("a: [1, {b: c}]\nplatforms: [{name: a, kind: b, district: c, x: y}]"))
	f.Add([]byte("? a\n: b\n<<: *x\n--- \n!!binary x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Parse("fuzz.yaml", data, env(nil))
		if s == nil && len(problems) == 0 {
			t.Fatal("neither settings nor problems")
		}
		if s == nil {
			return
		}
		for _, section := range s.Platforms {
			var w wecom
			if err := section.Decode(&w); err != nil && err.Error() == "" {
				t.Fatal("an error without words")
			}
		}
	})
}

// TestPorts: a port that no machine has is a mistake.
func TestPorts(t *testing.T) {
	for port, right := range map[string]bool{"8080": true, "65535": true, "65536": false, "99999": false, "": false, "http": false} {
		_, problems := Parse("app.yaml", []byte(strings.Replace(contract, "0.0.0.0:8080", "0.0.0.0:"+port, 1)), env(nil))
		if (len(problems) == 0) != right {
			t.Errorf("port %q: %v", port, problems)
		}
	}
}
