package main

import (
	"strings"
	"testing"
)

// mistaken is a settings file with fourteen mistakes, in the settings, in the platforms and in a profile.
const mistaken = `listen: 8080
publik_url: https://bot.example.gov.cn
log_level: loud
shutdown: soon
database: {driver: oracle, dsn: x}
redis: {addrs: ["127.0.0.1"]}
districts: [xiqing, PROFILE]
platforms:
  - name: xiqing-wecom
    kind: wecom
    district: xiqing
    corp_id: ww0000000000000000
    webhooks: {main: key, main: key}
  - name: xiqing-feishu
    kind: feishu
    district: elsewhere
    app_id: cli_1
    app_secrett: s
    verification_token: v
    encrypt_key: e
  - name: xiqing-robot
    kind: wecom
    district: xiqing
    robot: {id: aib1, name: 林长助手, token: t, aes_key: short}
  - name: xiqing-pigeon
    kind: pigeon
    district: xiqing
`

// All mistakes are told at once, each with its file and line.
func TestCheckTellsEveryMistake(t *testing.T) {
	profile := written(t, "county.yaml", "code: county\nname: 某县\nshort: 某县\nzone: Asia/Nowhere\nquotas: 2\n")
	file := written(t, "app.yaml", strings.Replace(mistaken, "PROFILE", profile, 1))
	code, out, _ := called(t, "check", "--config", file)
	if code != 1 {
		t.Errorf("exit %d", code)
	}
	for _, want := range []struct{ where, word string }{
		{file + ":1:", "8080"}, {file + ":2:", "publik_url"}, {file + ":3:", "log_level"}, {file + ":4:", "soon"},
		{file + ":5:", "driver"}, {file + ":6:", "127.0.0.1"}, {file + ":13:", "main"},
		{file + ":14:", "elsewhere"}, {file + ":18:", "app_secrett"}, {file + ":21:", "aes_key"}, {file + ":25:", "pigeon"},
		{profile + ":4:", "Nowhere"}, {profile + ":5:", "quotas"},
	} {
		told := 0
		for line := range strings.Lines(out) {
			if strings.HasPrefix(line, want.where) && strings.Contains(line, want.word) {
				told++
			}
		}
		if told == 0 {
			t.Errorf("%s %s is not told", want.where, want.word)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

// A sound file is sound; what no regulation can count yet is a hint and no mistake.
func TestCheckOfSoundSettings(t *testing.T) {
	county := written(t, "county.yaml", `{code: county, name: 某县, short: 某县, zone: Asia/Shanghai, version: 一, effective: 2026-01-01,
orgs: [{code: office, name: 县林长办, kind: office}], posts: [{key: liaison, title: 联络员, role: liaison}], duties: [
{id: fish, title: 放鱼, article: 河湖办法 第一条, who: {kind: office}, what: fish.released, unit: 次, at_least: 1, every: year, due: {end: true}}],
hours: {morning: "09:03", until: "09:07", from: "08:30", to: "17:30"}}`)
	file := written(t, "app.yaml", "listen: 127.0.0.1:0\ndatabase: {driver: sqlite, dsn: x.db}\ndistricts: ["+county+"]\n")
	code, out, stderr := called(t, "check", "--config", file)
	if code != 0 || !strings.HasSuffix(out, "ok\n") {
		t.Fatalf("exit %d\n%s%s", code, out, stderr)
	}
	if !strings.Contains(out, "提示 "+county+":3: 没有哪项制度能统计 fish.released") {
		t.Errorf("the uncounted duty is not pointed out:\n%s", out)
	}
}
