package ear

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"linzhangbot/handlers/language"
	"linzhangbot/models/naming"
)

// doubt asks where the rules' own evidence is not complete, although the grammar would act.
func (e *Ear) doubt(text string, s language.Scene, m language.Meaning) language.Meaning {
	if m.Expect != language.OK && m.Expect != language.Confirm || !e.writes(m.Intent) {
		return m
	}
	if m.Expect != language.OK {
		return m
	}
	if day := contradiction(text, s.Now); day != "" {
		m.Expect, m.Why, m.Missing = language.Ask, day+"对不上，是哪一天？", dayAsked(m)
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

var dated = regexp.MustCompile(`([0-9]{1,2})月([0-9]{1,2})日\s*[（(]?\s*(?:星期|周|礼拜)([一二三四五六日天])`)

// contradiction names a day whose weekday is said wrongly: 11月26日是周四，和“周三”.
func contradiction(text string, now time.Time) string {
	m := dated.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	said := "周" + strings.Replace(m[3], "天", "日", 1)
	for _, year := range []int{now.Year(), now.Year() + 1, now.Year() - 1} {
		t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, now.Location())
		if near := t.Sub(now).Abs() < 200*24*time.Hour; near && t.Day() == day && naming.Weekday(t) != said {
			return fmt.Sprintf("%d月%d日是%s，和“%s”", month, day, naming.Weekday(t), said)
		}
	}
	return ""
}

func dayAsked(m language.Meaning) string {
	for _, slot := range []string{"start", "deadline", "new_deadline", "date"} {
		if m.Slots[slot] != nil {
			return slot
		}
	}
	return "date"
}
