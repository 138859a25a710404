package ear_test

import (
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

func TestDisguisesAreSeenThrough(t *testing.T) {
	e, _ := sample(t)
	liaison := frame.Scene{Now: now, Private: true, ToBot: true, Role: "liaison", Unit: "杨柳青镇"}
	for _, text := range []string{"报\u200b送信息：杨\u2060柳青镇开展巡林", "報送信息：楊柳青鎮開展巡林",
		"　報送信息:\u202e杨柳青镇开展巡林", "@林长小助手\u2005报送信息：杨柳青镇开展巡林"} {
		if m := e.Understand(text, liaison); m.Intent != "report.submit" || m.Slots["title"] != "杨柳青镇开展巡林" {
			t.Errorf("%q = %+v", text, m)
		}
	}
}

func TestNumbersNoListHas(t *testing.T) {
	e, _ := sample(t)
	for _, text := range []string{"销号 99999999999999999999", "销号 -1", "销号 1e3", "销号 ١٢"} {
		m := e.Understand(text, office("office"))
		if m.Expect == frame.OK && m.Intent == "issue.close" {
			t.Errorf("%q would close %v", text, m.Slots["issue"])
		}
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	e, _ := sample(t)
	lines := corpus(t, messages)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, x := range lines {
				a, _ := json.Marshal(e.Understand(x.Text, x.scene()))
				if b, _ := json.Marshal(e.Understand(x.Text, x.scene())); string(a) != string(b) {
					t.Errorf("%q is not always the same", x.Text)
				}
			}
		})
	}
	wg.Wait()
}

// TestLongTextIsCheap: whoever pastes the same thousands of times does not make the others wait.
func TestLongTextIsCheap(t *testing.T) {
	e, _ := sample(t)
	for _, piece := range []string{"问题", "12号", "杨柳青镇", "报送信息：", "12月5日前", "（", "督〔2026〕", "\n1.", "会议", "，",
		"督12号已整改，", "“", "先别", "@张三 "} {
		start := time.Now()
		e.Understand(strings.Repeat(piece, frame.Longest/utf8.RuneCountInString(piece)), office("office"))
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q over and over took %v", piece, d)
		}
	}
}

// TestEveryWrapperIsHeard: whatever is said around an order, there is a meaning.
func TestEveryWrapperIsHeard(t *testing.T) {
	e, _ := sample(t)
	for _, w := range wrapping(t) {
		for _, order := range []string{"采用张家窝镇第2条", "督〔2026〕12号已整改完毕，请核查", "不同意延期 问题12", "明天下午2点召开联席会议"} {
			text := strings.Replace(w, "{}", order, 1)
			if fault := unfit(e.Understand(text, office("office"))); fault != "" {
				t.Errorf("%q: %s", text, fault)
			}
			e.Why(text, office("office"))
		}
		for _, intent := range []string{"report.adopt", "issue.rectify", "issue.close", "meeting.schedule"} {
			e.As(intent, strings.Replace(w, "{}", "采用18号", 1), office("office"))
		}
	}
}

// wrapping are the wrappers that the models learn from.
func wrapping(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("rank/corpus/wrappers.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for l := range strings.Lines(string(raw)) {
		var w struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal([]byte(l), &w); err != nil {
			t.Fatal(err)
		}
		out = append(out, w.Text)
	}
	return out
}

// FuzzUnderstand: whatever is typed, whoever types it, wherever: there is a meaning, and a slot is text that can be
// shown.
func FuzzUnderstand(f *testing.F) {
	e, _ := sample(f)
	for _, x := range corpus(f, messages) {
		f.Add(x.Text, x.Sender.Role, "", "")
	}
	for _, text := range []string{"", "\xff\xfe督", "@", "“", "「」\n- - - - - - -\n同意", "1.督12号已整改；2.信3号撤回", "转：", "[文件]"} {
		f.Add(text, "office", "issue.rectified", "督〔2026〕12号已整改")
	}
	f.Fuzz(func(t *testing.T, text, role, card, quote string) {
		s := frame.Scene{Now: now, Role: role, Unit: "大寺镇", ToBot: true, Quote: quote,
			Card: &frame.Card{Code: card, Refs: map[string]string{"issue": "督〔2026〕12号"}}}
		for _, pending := range []*frame.Pending{nil, {Intent: "meeting.schedule", Missing: "start"}} {
			s.Pending = pending
			if fault := unfit(e.Understand(text, s)); fault != "" {
				t.Fatalf("%q: %s", text, fault)
			}
		}
		e.Why(text, s)
	})
}

// unfit says what is wrong with a meaning, whatever was said.
func unfit(m frame.Meaning) string {
	switch {
	case m.Intent == "" || m.Expect == "" || m.Slots == nil:
		return "no meaning"
	case m.Expect == frame.Choose && (len(m.Candidates) == 0 || len(m.Candidates) > 3):
		return "nothing to choose from, or too much"
	case m.Expect == frame.Ask && m.Why == "":
		return "a question without words"
	}
	for k, v := range m.Slots {
		if s, ok := v.(string); ok && (!utf8.ValidString(s) || s == "") {
			return "slot " + k + " is no text"
		}
	}
	return ""
}

// TestReadForOneIntent: a text is read as what it would mean if that was meant, greetings and calls taken off.
func TestReadForOneIntent(t *testing.T) {
	e, _ := sample(t)
	m, ok := e.As("issue.close", "@林长助手 各位领导好，督12号的垃圾都运走了，谢谢", office("office"))
	if !ok || m.Intent != "issue.close" || m.Slots["issue"] != "12" || m.Expect != frame.OK {
		t.Errorf("%v %+v", ok, m)
	}
	if m, ok := e.As("nobody.listens", "督12号", office("office")); ok {
		t.Errorf("%+v", m)
	}
}
