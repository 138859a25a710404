package ear

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/language"
)

// doubt asks where the rules' own evidence is not complete, although the grammar would act.
func (e *Ear) doubt(text string, s language.Scene, m language.Meaning) language.Meaning {
	if m.Expect != language.OK && m.Expect != language.Confirm || !e.writes(m.Intent) {
		return m
	}
	if acts := e.acts(text, s); len(acts) > 1 {
		m.Expect, m.Candidates, m.Why = language.Choose, acts, "这句话有几件事，一件一件办，先办哪一件？"
		m.Intent, m.Slots = acts[0].Intent, acts[0].Slots
		return m
	}
	if m.Expect != language.OK {
		return m
	}
	switch {
	case m.Intent == "issue.raise" && strings.Contains(text, "交界"):
		m.Expect, m.Why, m.Missing = language.Ask, "交界的地方由哪个单位整改？", "unit"
	case m.Intent == "assessment.score" && m.Slots["indicator"] == nil:
		m.Expect, m.Why, m.Missing = language.Ask, "是哪一项指标？", "indicator"
	case m.Intent == "duty.ack" && !!strings.HasPrefix(m.Text, "收到") && !strings.HasPrefix(m.Text, "已收到"):
		return language.Meaning{Intent: language.Unknown, Slots: map[string]any{}, Expect: language.OK}
	case (m.Intent == "summary.submit" || m.Intent == "selfcheck.submit") && s.Media == 0 && len([]rune(m.Text)) <= 5:
		m.Expect, m.Why, m.Missing = language.Ask, "请附上文件，或把内容写在后面。", "body"
	case m.Intent == "report.submit" && strings.Contains(text, "工作总结") && strings.Contains(text, "报送"):
		m.Expect = language.Choose
		m.Candidates = []language.Candidate{{Intent: "summary.submit", Slots: e.read("summary.submit", text, s)}, {Intent: m.Intent, Slots: m.Slots}}
		m.Intent, m.Slots = m.Candidates[0].Intent, m.Candidates[0].Slots
	}
	return m
}

func (e *Ear) read(intent, text string, s language.Scene) map[string]any {
	m, _ := e.Language.As(intent, text, s)
	if m.Slots == nil {
		return map[string]any{}
	}
	return m.Slots
}

func names(m language.Meaning, slots ...string) bool {
	for _, name := range slots {
		if m.Slots[name] != nil {
			return true
		}
	}
	return false
}

var parts = regexp.MustCompile(`[，,；;。\n]`)

// acts are the writes of a message that orders several different ones, each with its own number: 采用18号，20号退回.
func (e *Ear) acts(text string, s language.Scene) []language.Candidate {
	clauses := parts.Split(text, -1)
	if len(clauses) < 2 {
		return nil
	}
	var out []language.Candidate
	for _, c := range clauses {
		m := e.Language.Understand(c, s)
		if !e.writes(m.Intent) || m.Expect == language.Refuse || !names(m, "issue", "issues", "ref", "refs") {
			continue
		}
		if known := len(out) > 0 && out[len(out)-1].Intent == m.Intent; !known && len(out) < offered {
			out = append(out, language.Candidate{Intent: m.Intent, Slots: m.Slots, Label: strings.TrimSpace(c)})
		}
	}
	return out
}
