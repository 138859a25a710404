package ear

import (
	"strings"

	"linzhangbot/handlers/ear/frame"
)

// doubt asks where the rules' own evidence is not complete, although the grammar would act.
func (h *hearing) doubt(m frame.Meaning) frame.Meaning {
	e, text, s := h.e, h.core, h.s
	if m.Expect != frame.OK && m.Expect != frame.Confirm || !e.writes(m.Intent) {
		return m
	}
	if m.Expect != frame.OK {
		return m
	}
	switch {
	case m.Intent == "issue.raise" && strings.Contains(text, "交界"):
		m.Expect, m.Why, m.Missing = frame.Ask, "交界的地方由哪个单位整改？", "unit"
	case m.Intent == "assessment.score" && m.Slots["indicator"] == nil:
		m.Expect, m.Why, m.Missing = frame.Ask, "是哪一项指标？", "indicator"
	case m.Intent == "duty.ack" && !!strings.HasPrefix(m.Text, "收到") && !strings.HasPrefix(m.Text, "已收到"):
		return frame.Meaning{Intent: frame.Unknown, Slots: map[string]any{}, Expect: frame.OK}
	case (m.Intent == "summary.submit" || m.Intent == "selfcheck.submit") && s.Media == 0 && len([]rune(m.Text)) <= 5:
		m.Expect, m.Why, m.Missing = frame.Ask, "请附上文件，或把内容写在后面。", "body"
	case m.Intent == "report.submit" && strings.Contains(text, "工作总结") && strings.Contains(text, "报送"):
		m.Expect = frame.Choose
		m.Candidates = []frame.Candidate{{Intent: "summary.submit", Slots: h.slots("summary.submit")}, {Intent: m.Intent, Slots: m.Slots}}
		m.Intent, m.Slots = m.Candidates[0].Intent, m.Candidates[0].Slots
	}
	return m
}

// slots are what the sentence would say if a command was meant.
func (h *hearing) slots(intent string) map[string]any {
	m, ok := h.Read(intent)
	if !ok {
		return map[string]any{}
	}
	return m.Slots
}
