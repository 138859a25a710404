package words_test

import (
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// TestItAsksRatherThanGuesses: what is missing or doubtful is one question, which names the slot that it fills.
func TestItAsksRatherThanGuesses(t *testing.T) {
	l := ear(t)
	office := frame.Scene{Now: monday, ToBot: true, Role: "office", Unit: "区林长办"}
	for _, x := range []struct {
		intent, text, missing, why string
		expect                     frame.Expect
	}{
		{"issue.raise", "新增问题 西青分局 图斑未核查 12月15日前", "unit", "哪一家", frame.Ask},
		{"issue.raise", "挂问题：大寺镇绿地被占，2月30日前整改", "deadline", "日历上没有", frame.Ask},
		{"issue.raise", "挂问题：大寺镇绿地被占，13月5日前整改", "deadline", "日历上没有", frame.Ask},
		{"issue.raise", "挂问题：大寺镇绿地被占", "deadline", "什么时候", frame.Ask},
		{"issue.close", "销号", "issue", "哪一个问题", frame.Ask},
		{"meeting.schedule", "安排联席会议", "start", "哪天几点", frame.Ask},
		{"report.return", "退回信6", "reason", "理由", frame.Ask},
		{"issue.raise", "挂问题：大寺镇绿地被占，12月初整改", "", "不够确切", frame.Confirm},
		{"issue.raise", "挂问题：张家沃镇绿地被占，12月5日前整改", "", "张家沃镇", frame.Confirm},
	} {
		m, ok := l.Hear(x.text, office).Read(x.intent)
		if !ok || m.Expect != x.expect || m.Missing != x.missing || !strings.Contains(m.Why, x.why) {
			t.Errorf("%q = %s missing %q why %q", x.text, m.Expect, m.Missing, m.Why)
		}
	}
}

func TestTwoBranchOfficesAreOffered(t *testing.T) {
	office := frame.Scene{Now: monday, Role: "office"}
	m, _ := ear(t).Hear("挂问题 分局 图斑未核查 12月15日前", office).Read("issue.raise")
	if len(m.Choices) != 2 || m.Choices[0] != "公安西青分局" || m.Choices[1] != "市规划资源局西青分局" {
		t.Fatalf("choices %v", m.Choices)
	}
}

func TestSecretTextIsRefusedAndNotEchoed(t *testing.T) {
	l := ear(t)
	liaison := frame.Scene{Now: monday, Role: "liaison", Unit: "大寺镇"}
	for _, text := range []string{"报送信息：关于整改情况（机密）", "报送信息：某某情况 涉密\n正文：内容", "报送信息：秘密★文件"} {
		m, _ := l.Hear(text, liaison).Read("report.submit")
		refused := m.Expect == frame.Refuse && m.Slots["secrecy"] != nil
		if !refused || m.Slots["body"] != nil || strings.Contains(m.Why, "情况") {
			t.Errorf("%q = %+v", text, m)
		}
	}
	if m, _ := l.Hear("报送信息：大寺镇开展涉密人员培训", liaison).Read("report.submit"); m.Expect != frame.OK {
		t.Errorf("an allowed phrase was refused: %+v", m)
	}
}

func TestTheRectifierMayNotClose(t *testing.T) {
	l := ear(t)
	for role, want := range map[string]frame.Expect{"liaison": frame.Refuse, "office": frame.OK} {
		m, _ := l.Hear("销号 12", frame.Scene{Now: monday, Role: role, Unit: "大寺镇"}).Read("issue.close")
		if m.Expect != want {
			t.Errorf("%s: %+v", role, m)
		}
	}
}

func TestOnlyCommandWordsAreStrong(t *testing.T) {
	l := ear(t)
	for _, x := range []struct {
		intent, text string
		strong       bool
	}{
		{"report.submit", "报送信息：大寺镇开展巡林", true}, {"issue.close", "销号12", true}, {"issue.close", "12号销了吧", false},
		{"meeting.list", "本月有什么会", false}, {"duty.mine", "我的待办", true},
	} {
		m, ok := l.Hear(x.text, frame.Scene{Now: monday, Role: "office"}).Read(x.intent)
		if !ok || m.Strong != x.strong {
			t.Errorf("%q strong=%v (%s)", x.text, m.Strong, m.Intent)
		}
	}
}

func TestAnswersFillSlots(t *testing.T) {
	l := ear(t)
	for _, x := range []struct {
		slot, text string
		want       any // nil: it is no answer
	}{
		{"deadline", "下周五", "2026-12-04"}, {"deadline", "12月5日前", "2026-12-05"}, {"deadline", "2月30日", nil},
		{"deadline", "不知道", nil}, {"start", "明天下午三点", "2026-11-24T15:00"}, {"unit", "张家窝", "张家窝镇"},
		{"unit", "西青分局", nil}, {"issue", "12号", "12"}, {"issue", "督〔2026〕3号", "督〔2026〕3号"}, {"type", "联席会", "联席会议"},
		{"reason", "材料不全", "材料不全"}, {"reason", "还没定", nil},
	} {
		if v, ok := l.Slot(x.slot, x.text, monday); ok != (x.want != nil) || ok && v != x.want {
			t.Errorf("%s of %q = %v %v", x.slot, x.text, v, ok)
		}
	}
}

func TestTheBotsNameAndPleaseAreStripped(t *testing.T) {
	l := ear(t)
	for text, want := range map[string]string{"@林长助手 问题清单": "问题清单", "@林长小助手，麻烦帮我报个信息": "报个信息",
		"你好": "你好", "": "", "[强]": ""} {
		if got := l.Strip(text); got != want {
			t.Errorf("%q = %q, want %q", text, got, want)
		}
	}
}

// TestAnyTextIsReadForAnIntent: with the slots of its frame, whether or not a phrase of it is in the sentence, and
// judged as ever.
func TestAnyTextIsReadForAnIntent(t *testing.T) {
	l := ear(t)
	office := frame.Scene{Now: monday, Private: true, ToBot: true, Role: "office", Unit: "区林长办"}
	for _, x := range []struct {
		intent, text, slot, value, missing string
		expect                             frame.Expect
	}{
		{"issue.close", "督12号的垃圾都运走了", "issue", "12", "", frame.OK},
		{"issue.close", "垃圾都运走了", "issue", "", "issue", frame.Ask},
		{"issue.rectify", "督12号的垃圾都运走了", "issue", "12", "", frame.OK},
		{"report.return", "退回信6 缺少数字", "reason", "缺少数字", "", frame.OK},
		{"issue.raise", "大寺镇林地堆放垃圾，12月5日前整改", "deadline", "2026-12-05", "", frame.OK},
		{"issue.raise", "大寺镇林地堆放垃圾，2月30日前整改", "deadline", "", "deadline", frame.Ask},
	} {
		m, ok := l.Hear(x.text, office).Read(x.intent)
		value, _ := m.Slots[x.slot].(string)
		if !ok || m.Intent != x.intent || m.Expect != x.expect || m.Missing != x.missing || value != x.value {
			t.Errorf("%s of %s: %v %+v", x.intent, x.text, ok, m)
		}
	}
	if m, ok := l.Hear("督12号", office).Read("nobody.listens"); ok {
		t.Errorf("%+v", m)
	}
}

// FuzzRead: whatever is typed, every command can be read out of it, and a slot is text that can be shown.
func FuzzRead(f *testing.F) {
	l := ear(f)
	for _, text := range []string{"", "督〔2026〕12号、信3号退回，12月5日前", "挂问题：张家窝 2月30日前 \xff", "1.信3号；2.二十号\n80%"} {
		f.Add(text, "office")
	}
	f.Fuzz(func(t *testing.T, text, role string) {
		h := l.Hear(text, frame.Scene{Now: monday, Role: role, Unit: "大寺镇", ToBot: true})
		for _, g := range l.Frames() {
			if m, ok := h.Read(g.Intent); !ok || m.Expect == "" || m.Slots == nil {
				t.Fatalf("%q for %s = %+v", text, g.Intent, m)
			}
		}
		if level := h.Level("report.submit"); level < frame.Silent || level > frame.Openly {
			t.Fatalf("%q: level %d", text, level)
		}
	})
}
