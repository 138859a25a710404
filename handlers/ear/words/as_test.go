package words_test

import (
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// TestAsReadsAnyTextForAnIntent: with the slots of its grammar, whether or not a phrase of it is in the sentence, and
// judged as ever.
func TestAsReadsAnyTextForAnIntent(t *testing.T) {
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
		m, ok := l.As(x.intent, x.text, office)
		value, _ := m.Slots[x.slot].(string)
		if !ok || m.Intent != x.intent || m.Expect != x.expect || m.Missing != x.missing || value != x.value {
			t.Errorf("%s of %s: %v %+v", x.intent, x.text, ok, m)
		}
	}
	for _, x := range [][2]string{{"nobody.listens", "督12号"}, {"issue.close", "@林长助手 "}, {"issue.close", ""}} {
		if m, ok := l.As(x[0], x[1], office); ok {
			t.Errorf("%v: %+v", x, m)
		}
	}
}
