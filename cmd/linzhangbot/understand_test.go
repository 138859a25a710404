package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"linzhangbot/cmd/faces"

	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// Every line is taken as addressed, and what stands around it never makes the program fail.
func TestUnderstandTakesWhatStandsAround(t *testing.T) {
	set, err := oneProfile("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	p := set.Latest()
	deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	around := []string{`"card":{"code":"issue.raised","refs":{"issue":"督〔2026〕12号"}}`, `"reply_to":{"code":"issue.raised"}`,
		`"quote":"问题1已整改"`, `"pending":{"intent":"meeting.schedule","missing":"place"}`,
		`"open":{"issue":["督〔2026〕12号"],"report":[],"approval":[]}`, `"tags":["trap"]`, `"to_bot":false`}
	var in, out bytes.Buffer
	for _, more := range append(around, strings.Join(around[:5], ",")) {
		in.WriteString(`{"id":"1","now":"2026-11-23T10:00:00+08:00","chat":"group","sender":{"role":"office","unit":null},"text":"销号 12",` + more + "}\n")
	}
	if err := understandAll(&in, &out, faces.Ear(deployed, p), p, false); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		var m meant
		if err := json.Unmarshal([]byte(line), &m); err != nil || m.Intent != "issue.close" || strings.Contains(line, "candidates") {
			t.Errorf("%v: %s", err, line)
		}
	}
	if n := strings.Count(out.String(), "\n"); n != len(around)+1 {
		t.Errorf("%d lines", n)
	}
}

// In a group only @, to_bot and a reply to a card are heard; nothing else is answered or written.
func TestOnlyWhatIsAddressedIsHeard(t *testing.T) {
	s := &script{t: t}
	line := func(minute, text string, more ...string) {
		l := map[string]string{"chat": "main", "from": "dasi.liaison", "text": text}
		for i := 0; i < len(more); i += 2 {
			l[more[i]] = more[i+1]
		}
		s.add("2026-03-02 09:"+minute, l)
	}
	line("10", "报送 大寺镇开展义务植树400株")
	line("11", "大寺镇东侧林地起火，有人员伤亡，请求支援")
	line("12", "报送 大寺镇卫片 机密★三年")
	line("20", "@林长助手 报送 大寺镇开展义务植树400株")
	line("21", "＠林长助手 报送 大寺镇补植白蜡30株")
	line("22", "撤回", "reply_to", "report.accepted")
	line("23", "撤回")
	all := events(t, simulated(t, "xiqing", s.String(), "2026-03-02 09:30"))
	said := those(all, func(e event) bool { return e.Kind == "reply" })
	if len(said) != 3 || len(coded(all, "report.accepted")) != 2 || said[2].At.Format("15:04") != "09:22" {
		t.Errorf("said %+v", said)
	}
	if told := append(coded(all, "report.emergency"), coded(all, "report.secret")...); len(told) != 0 {
		t.Errorf("told %+v", told)
	}
	if n := len(those(all, func(e event) bool { return e.Kind == "record" })); n != 2 {
		t.Errorf("%d records", n)
	}
	bad := `{"at":"2026-03-02T09:10:00+08:00","chat":"main","from":"dasi.liaison","text":"撤回","reply_to":"report.accepted"}`
	lost, err := newStory(context.Background(), "xiqing", "", t.TempDir(), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	defer lost.close()
	if err := lost.play(t.Context(), strings.NewReader(bad), ""); err == nil {
		t.Error("a reply to no card is let pass")
	}
}
