package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/supervision"
)

// deed is how a verb is said, by whom, and what the answer is called.
type deed struct {
	office bool
	words  string // %s is the issue's number
	photo  string
	code   string
}

var deeds = map[supervision.Verb]deed{
	supervision.Accept:   {false, "签收 %s", "", "issue.accepted"},
	supervision.Progress: {false, "%s 进展：垃圾已清运一半", "", "issue.progress"},
	supervision.Rectify:  {false, "%s 已整改，垃圾已清运", "after.jpg", "issue.rectified"},
	supervision.Close:    {true, "销号 %s", "", "issue.closed"},
	supervision.Return:   {true, "退回 %s 材料不全", "", "issue.returned"},
	supervision.Ask:      {false, "%s 申请延期到12月31日，因为连续降雨", "", "issue.extension_asked"},
	supervision.Extend:   {true, "同意延期 %s", "", "issue.extended"},
	supervision.Refuse:   {true, "不同意延期 %s", "", "issue.extension_refused"},
	supervision.Transfer: {true, "转办 %s 给大寺镇，原因：属大寺镇地界", "", "issue.transferred"},
	supervision.Assist:   {true, "协办 %s 区水务局", "", "issue.assisted"},
	supervision.Escalate: {true, "%s 采取函告", "", "issue.escalated"},
	supervision.Decline:  {true, "暂不采取措施 %s，原因：正在整改", "", "issue.escalation_declined"},
	supervision.Cancel:   {true, "撤销 %s，原因：重复立项", "", "issue.cancelled"},
	supervision.Reopen:   {true, "重新立项 %s，12月30日前，原因：现场反弹", "", "issue.reopened"},
}

// paths lead from 立项 to each state.
var paths = map[supervision.State][]supervision.Verb{
	supervision.Raised: nil, supervision.Working: {supervision.Accept}, supervision.Review: {supervision.Rectify},
	supervision.Returned: {supervision.Rectify, supervision.Return}, supervision.Asking: {supervision.Ask}, supervision.Cancelled: {supervision.Cancel},
	supervision.Closed: {supervision.Rectify, supervision.Close}, supervision.Reopened: {supervision.Rectify, supervision.Close, supervision.Reopen},
}

// year writes a year of issues as a script, with the code each sentence is to be answered with.
type year struct {
	script
	towns []string
	n     int
	clock time.Time
	want  []string
}

// raise opens the next issue, a week after the one before.
func (y *year) raise() (number, town string) {
	y.n++
	y.clock = at(y.t, "2026-01-05 10:00").AddDate(0, 0, 6*(y.n-1))
	town = y.towns[y.n%len(y.towns)]
	due := y.clock.AddDate(0, 0, 20)
	y.line("office.staff1", "", fmt.Sprintf("挂问题：%s第%d处林地堆放建筑垃圾，%d月%d日前整改到位", townNames[town], y.n, due.Month(), due.Day()), "issue.raised")
	return fmt.Sprintf("督〔2026〕%d号", y.n), town
}

var townNames = map[string]string{"zhongbei": "中北镇", "jingwu": "精武镇", "xinkou": "辛口镇", "liqizhuang": "李七庄街道"}

func (y *year) line(from, photo, text, code string) {
	l := map[string]string{"chat": "@" + from, "from": from, "text": text}
	if photo != "" {
		l["photo"] = photo
	}
	y.add(y.clock.Format("2006-01-02 15:04"), l)
	y.want = append(y.want, code)
	y.clock = y.clock.Add(time.Minute)
}

func (y *year) do(v supervision.Verb, number, town, code string) {
	d := deeds[v]
	from := town + ".liaison"
	if d.office {
		from = "office.staff2"
	}
	if v == supervision.Escalate && code == d.code { // the draft is shown first
		y.line(from, d.photo, fmt.Sprintf(d.words, number), "ask.preview")
		y.line(from, "", "确认", code)
		return
	}
	y.line(from, d.photo, fmt.Sprintf(d.words, number), code)
}

// TestMustShow1AYearOfIssues walks every line of the state table in one simulated year, and tries every pair that is
// not in it: each is refused with its reason and article.
func TestMustShow1AYearOfIssues(t *testing.T) {
	y := &year{script: script{t: t}, towns: []string{"zhongbei", "jingwu", "xinkou", "liqizhuang"}}
	for _, line := range supervision.Transitions {
		number, town := y.raise()
		for _, v := range paths[line.From] {
			y.do(v, number, town, deeds[v].code)
		}
		y.do(line.Do, number, town, deeds[line.Do].code)
	}
	for _, s := range supervision.States {
		number, town := y.raise()
		for _, v := range paths[s] {
			y.do(v, number, town, deeds[v].code)
		}
		for _, v := range supervision.Verbs {
			if !slices.ContainsFunc(supervision.Transitions, func(x supervision.Transition) bool { return x.From == s && x.Do == v }) {
				y.do(v, number, town, "refused.bad_input")
			}
		}
	}
	if y.n < 40 {
		t.Fatalf("only %d issues", y.n)
	}
	var out bytes.Buffer
	s, err := newStory(context.Background(), "xiqing", "", t.TempDir(), &out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.play(context.Background(), strings.NewReader(y.String()), at(t, "2026-12-31 18:00").Format(time.RFC3339)); err != nil {
		t.Fatal(err)
	}
	all := events(t, out.String())
	y.answered(all)
	walked(t, s)
	everyState(t, all)
	proposed, err := db.Count(s.app.db.Read(context.Background(), "xiqing").DB().Model(&supervision.Issue{}).
		Where("proposed > 0"), "count proposals")
	if err != nil || proposed == 0 {
		t.Errorf("no measure was proposed in a year of late issues, %v", err)
	}
	for _, e := range those(all, func(e event) bool { return e.Kind == "notice" && e.Code == "issue.escalation_proposed" }) {
		if e.Chat != "office" {
			t.Errorf("a proposal left to %s by the clock alone", e.Chat)
		}
	}
}

// answered holds each reply against what was to be said.
func (y *year) answered(all []event) {
	y.t.Helper()
	replies := those(all, func(e event) bool { return e.Kind == "reply" })
	if len(replies) != len(y.want) {
		y.t.Fatalf("%d replies to %d sentences", len(replies), len(y.want))
	}
	for i, e := range replies {
		if e.Code != y.want[i] {
			y.t.Errorf("%q by %s: %s, want %s:\n%s", y.lines[i]["text"], y.lines[i]["from"], e.Code, y.want[i], e.Text)
		}
		if strings.HasPrefix(e.Code, "refused.") && (e.Article == "" || !strings.Contains(e.Text, "不能")) {
			y.t.Errorf("poor refusal: %s", e.Text)
		}
	}
}

// walked checks that every line of the table was gone.
func walked(t *testing.T, s *story) {
	t.Helper()
	var steps []supervision.Change
	if err := s.app.db.Read(context.Background(), "xiqing").DB().Find(&steps).Error; err != nil {
		t.Fatal(err)
	}
	gone := map[string]bool{}
	for _, x := range steps {
		gone[fmt.Sprintf("%s %s %s", x.From, x.Verb, x.To)] = true
	}
	for _, x := range supervision.Transitions {
		if !gone[fmt.Sprintf("%s %s %s", x.From, x.Do, x.To)] {
			t.Errorf("nobody went %s %s %s", x.From, x.Do, x.To)
		}
	}
}

// everyState checks that the year ends with issues in all states.
func everyState(t *testing.T, all []event) {
	t.Helper()
	have := map[string]bool{}
	for _, e := range those(all, func(e event) bool { return e.Kind == "record" && e.Type == "issue" }) {
		have[e.State] = true
	}
	for _, s := range supervision.States {
		if !have[s.Name()] {
			t.Errorf("no issue ends as %s", s.Name())
		}
	}
}
