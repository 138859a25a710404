package handlers

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// GroupByHave names those with equally much on one line, those short of most first: 还差2条：辛口镇、中北镇.
func GroupByHave[T any](rule profile.Duty, list []T, read func(T) (name string, have, want int)) []string {
	names := map[int][]string{}
	var short []int
	for _, one := range list {
		name, have, want := read(one)
		missing := max(0, want-have)
		if rule.AtMost > 0 && have > rule.AtMost {
			missing = rule.AtMost - have
		}
		if names[missing] == nil {
			short = append(short, missing)
		}
		names[missing] = append(names[missing], name)
	}
	slices.Sort(short)
	slices.Reverse(short)
	var out []string
	for _, n := range short {
		if n < 0 {
			out = append(out, fmt.Sprintf("多出%d%s：%s", -n, rule.Unit, strings.Join(names[n], "、")))
			continue
		}
		out = append(out, fmt.Sprintf("还差%d%s：%s", n, rule.Unit, strings.Join(names[n], "、")))
	}
	return out
}

// ShortNames names who is short of one duty, those with most missing first.
func ShortNames(list []duty.Standing) string {
	return strings.Join(GroupByHave(list[0].Rule, list, func(s duty.Standing) (string, int, int) {
		return s.Subject.Name, s.Have, s.Want
	}), "；")
}

// Owners counts those who owe one duty as people do: 3家, or 3人 where each holder of a post (person) owes his own.
func Owners(n int, person string) string {
	if person != "" {
		return fmt.Sprintf("%d人", n)
	}
	return fmt.Sprintf("%d家", n)
}

// TallyWords says 已报0条，还差2条.
func TallyWords(rule profile.Duty, have, want int) string {
	if rule.AtMost > 0 && have > rule.AtMost {
		return fmt.Sprintf("已有%d%s，多出%d%s", have, rule.Unit, have-rule.AtMost, rule.Unit)
	}
	return fmt.Sprintf("已有%d%s，还差%d%s", have, rule.Unit, max(0, want-have), rule.Unit)
}

// PeriodWords says 本月 for the present month and names every other period.
func PeriodWords(key string, now time.Time) string {
	p, ok := models.ParsePeriod(key, now.Location())
	if !ok {
		return ""
	}
	if p.Contains(now) {
		switch p.Every {
		case models.Month:
			return "本月"
		case models.Quarter:
			return "本季度"
		case models.Workday:
			return "今天"
		case models.Week:
			return "本周"
		case models.Year:
			return "今年"
		}
	}
	return p.Title()
}

// DueWords says 11月30日前（还有7天）.
func DueWords(due, now time.Time) string {
	left := DaysLeft(due, now)
	switch {
	case left < 0:
		return "已过期限"
	case left == 0:
		return "今天到期"
	}
	return fmt.Sprintf("%d月%d日前（还有%d天）", due.Month(), due.Day(), left)
}

// Matter is what people call one standing, so that it can be named in a sentence: a deadline's number, a duty's title,
// and before it the period where that is over.
func Matter(s duty.Standing, now time.Time) string {
	if s.Once || s.Rule.Watch || s.Period.To.After(now) {
		return s.Called()
	}
	return s.Period.Title() + s.Rule.Title
}

// Exactly names one standing in a command for ever, whenever its button is pressed: a duty with its period.
func Exactly(s duty.Standing) string {
	if s.Once || s.Rule.Watch {
		return s.Called()
	}
	return s.Period.Title() + s.Rule.Title
}

// AndMore ends the command of a button that had no room for all that it is about.
const AndMore = "等"

// StandingLine says how one standing stands in one line: 本月“报送信息”：已有1条，还差1条，11月30日前（还有7天）.
func StandingLine(s duty.Standing, now time.Time, withName bool) string {
	name := ""
	if withName {
		name = s.Subject.Name + " "
	}
	if s.Undated {
		return name + s.Rule.Title // a number and words of its own, no title to quote
	}
	if s.Once {
		return name + s.Rule.Title + "：" + DueWords(s.Due, now)
	}
	if s.Rule.Watch {
		return name + "“" + s.Rule.Title + "”：" + TallyWords(s.Rule, s.Have, s.Want)
	}
	period := PeriodWords(s.Period.Key, now)
	if s.State == duty.Met {
		return fmt.Sprintf("%s%s“%s”：%d/%d，已完成", name, period, s.Rule.Title, s.Have, s.Want)
	}
	return fmt.Sprintf("%s%s“%s”：%s，%s", name, period, s.Rule.Title, TallyWords(s.Rule, s.Have, s.Want), DueWords(s.Due, now))
}

// GoneWords says since when an organisation is no more.
func GoneWords(o profile.Org) string {
	return o.Name + "从" + o.To.Format("2006年1月2日") + "起已撤销"
}
