package words_test

import (
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

func TestItAsksRatherThanGuesses(t *testing.T) {
	l := ear(t)
	office := frame.Scene{Now: monday, ToBot: true, Role: "office", Unit: "区林长办"}
	for _, x := range []struct {
		text, missing, why string
		expect             frame.Expect
	}{
		{"新增问题 西青分局 图斑未核查 12月15日前", "unit", "哪一家", frame.Ask},
		{"挂问题：大寺镇绿地被占，2月30日前整改", "deadline", "日历上没有", frame.Ask},
		{"挂问题：大寺镇绿地被占，13月5日前整改", "deadline", "日历上没有", frame.Ask},
		{"挂问题：大寺镇绿地被占", "deadline", "什么时候", frame.Ask},
		{"销号", "issue", "哪一个问题", frame.Ask},
		{"安排联席会议", "start", "哪天几点", frame.Ask},
		{"退回信6", "reason", "理由", frame.Ask},
		{"挂问题：大寺镇绿地被占，12月初整改", "", "不够确切", frame.Confirm},
		{"挂问题：张家沃镇绿地被占，12月5日前整改", "", "张家沃镇", frame.Confirm},
	} {
		m := l.Understand(x.text, office)
		if m.Expect != x.expect || m.Missing != x.missing || !strings.Contains(m.Why, x.why) {
			t.Errorf("%q = %s missing %q why %q", x.text, m.Expect, m.Missing, m.Why)
		}
	}
}

func TestTwoBranchOfficesAreOffered(t *testing.T) {
	m := ear(t).Understand("挂问题 分局 图斑未核查 12月15日前", frame.Scene{Now: monday, Role: "office"})
	if len(m.Choices) != 2 || m.Choices[0] != "公安西青分局" || m.Choices[1] != "市规划资源局西青分局" {
		t.Fatalf("choices %v", m.Choices)
	}
}

func TestSecretTextIsRefusedAndNotEchoed(t *testing.T) {
	l := ear(t)
	liaison := frame.Scene{Now: monday, Role: "liaison", Unit: "大寺镇"}
	for _, text := range []string{"报送信息：关于整改情况（机密）", "报送信息：某某情况 涉密\n正文：内容", "报送信息：秘密★文件"} {
		m := l.Understand(text, liaison)
		if m.Expect != frame.Refuse || m.Slots["secrecy"] == nil || m.Slots["body"] != nil || strings.Contains(m.Why, "情况") {
			t.Errorf("%q = %+v", text, m)
		}
	}
	if m := l.Understand("报送信息：大寺镇开展涉密人员培训", liaison); m.Expect != frame.OK {
		t.Errorf("an allowed phrase was refused: %+v", m)
	}
}

func TestTheRectifierMayNotClose(t *testing.T) {
	l := ear(t)
	if m := l.Understand("销号 12", frame.Scene{Now: monday, Role: "liaison", Unit: "大寺镇"}); m.Expect != frame.Refuse {
		t.Errorf("liaison: %+v", m)
	}
	if m := l.Understand("销号 12", frame.Scene{Now: monday, Role: "office"}); m.Expect != frame.OK {
		t.Errorf("office: %+v", m)
	}
}

func TestOnlyCommandWordsAreStrong(t *testing.T) {
	l := ear(t)
	for text, strong := range map[string]bool{"报送信息：大寺镇开展巡林": true, "销号12": true, "12号销了吧": false, "本月有什么会": false, "我的待办": true} {
		if m := l.Understand(text, frame.Scene{Now: monday, Role: "office"}); m.Strong != strong {
			t.Errorf("%q strong=%v (%s)", text, m.Strong, m.Intent)
		}
	}
}

func TestDisguisesAreSeenThrough(t *testing.T) {
	l := ear(t)
	liaison := frame.Scene{Now: monday, Role: "liaison", Unit: "杨柳青镇"}
	for _, text := range []string{"报\u200b送信息：杨\u2060柳青镇开展巡林", "報送信息：楊柳青鎮開展巡林", "　報送信息:\u202e杨柳青镇开展巡林", "@林长小助手\u2005报送信息：杨柳青镇开展巡林"} {
		if m := l.Understand(text, liaison); m.Intent != "report.submit" || m.Slots["title"] != "杨柳青镇开展巡林" {
			t.Errorf("%q = %+v", text, m)
		}
	}
}

func TestNumbersNoListHas(t *testing.T) {
	l := ear(t)
	for _, text := range []string{"销号 99999999999999999999", "销号 -1", "销号 1e3", "销号 ١٢"} {
		if m := l.Understand(text, frame.Scene{Now: monday, Role: "office", ToBot: true}); m.Expect == frame.OK && m.Intent == "issue.close" {
			t.Errorf("%q would close %v", text, m.Slots["issue"])
		}
	}
}

func TestAnswersFillSlots(t *testing.T) {
	l := ear(t)
	for _, x := range []struct {
		slot, text string
		want       any
		ok         bool
	}{
		{"deadline", "下周五", "2026-12-04", true}, {"deadline", "12月5日前", "2026-12-05", true}, {"deadline", "2月30日", nil, false}, {"deadline", "不知道", nil, false},
		{"start", "明天下午三点", "2026-11-24T15:00", true}, {"unit", "张家窝", "张家窝镇", true}, {"unit", "西青分局", nil, false},
		{"issue", "12号", "12", true}, {"issue", "督〔2026〕3号", "督〔2026〕3号", true}, {"type", "联席会", "联席会议", true}, {"reason", "材料不全", "材料不全", true}, {"reason", "还没定", nil, false},
	} {
		if v, ok := l.Slot(x.slot, x.text, monday); ok != x.ok || ok && v != x.want {
			t.Errorf("%s of %q = %v %v", x.slot, x.text, v, ok)
		}
	}
}

func TestTheBotsNameAndPleaseAreStripped(t *testing.T) {
	l := ear(t)
	for text, want := range map[string]string{"@林长助手 问题清单": "问题清单", "@林长小助手，麻烦帮我报个信息": "报个信息", "你好": "你好", "": "", "[强]": ""} {
		if got := l.Strip(text); got != want {
			t.Errorf("%q = %q, want %q", text, got, want)
		}
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	l := ear(t)
	lines := corpus(t, "messages.jsonl")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, x := range lines {
				a, b := l.Understand(x.Text, x.scene()), l.Understand(x.Text, x.scene())
				if a.Intent != b.Intent || a.Expect != b.Expect || !same(a.Slots, b.Slots) {
					t.Errorf("%q is not always the same", x.Text)
				}
			}
		})
	}
	wg.Wait()
}

func TestHostileTextIsCheap(t *testing.T) {
	l := ear(t)
	for _, piece := range []string{"问题", "12号", "杨柳青镇", "报送信息：", "12月5日前", "（", "督〔2026〕", "\n1.", "会议", "，"} {
		start := time.Now()
		l.Understand(strings.Repeat(piece, 1500), frame.Scene{Now: monday, Role: "office", ToBot: true})
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%d times %q took %v", 1500, piece, d)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	l := ear(f)
	for _, x := range corpus(f, "messages.jsonl") {
		f.Add(x.Text, x.Sender.Role)
	}
	f.Fuzz(func(t *testing.T, text, role string) {
		m := l.Understand(text, frame.Scene{Now: monday, Role: role, Unit: "大寺镇", ToBot: true})
		if m.Intent == "" || m.Expect == "" || m.Slots == nil {
			t.Fatalf("%q = %+v", text, m)
		}
		for k, v := range m.Slots {
			if s, ok := v.(string); ok && (!utf8.ValidString(s) || s == "") {
				t.Fatalf("%q: slot %s = %q", text, k, s)
			}
		}
	})
}

func BenchmarkUnderstand(b *testing.B) {
	l := ear(b)
	lines := corpus(b, "messages.jsonl")
	for i := 0; b.Loop(); i++ {
		x := lines[i%len(lines)]
		l.Understand(x.Text, x.scene())
	}
}
