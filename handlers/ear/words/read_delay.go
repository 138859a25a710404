package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

var (
	moreDays = regexp.MustCompile(`(?:延期|延长|宽限|再给|多给|就给|只给|推迟|延后|顺延|推后|展期|再宽|再延|延|宽|缓|晚|给)` +
		`\p{Han}{0,4}?\s*([0-9]{1,3}|[一二三四五六七八九十两]{1,3}|半)\s*(天|日|个工作日|周|个星期|星期|个礼拜|礼拜|个月)`)
	moved = regexp.MustCompile(`(往后|推后|推迟|延后|顺延|往后推|后推|往前|提前|往前提)` +
		`\p{Han}{0,2}?\s*([0-9]{1,2}|[一二三四五六七两十]{1,2})\s*(天|日|周)`)
)

// unitDays are the days of a unit of time.
var unitDays = map[string]int{"天": 1, "日": 1, "个工作日": 1, "周": 7, "个星期": 7, "星期": 7, "个礼拜": 7, "礼拜": 7, "个月": 30}

// readNewDeadline takes the day that something is put off to: the one behind 到 or 至, else the last one ahead. 延期5天
// has none: the days are kept apart, for they count from the old limit.
func readNewDeadline(r *reading, s frame.Slot) {
	spans := r.dates()
	best := -1
	for i := len(spans) - 1; i >= 0; i-- {
		sp := spans[i]
		before := strings.TrimRight(r.a.text[:sp.Begin], " ")
		named := endsWithAny(before, dueWords) || strings.HasSuffix(before, "延期")
		unfit := sp.To.Before(midnight(r.s.Now)) || i > 0 || best >= 0
		if sp.Grain > chinese.Third || !named && unfit {
			continue
		}
		if best < 0 || named {
			best = i
		}
		if named {
			break
		}
	}
	if best >= 0 && !r.unclear(spans[best], s.Name) {
		sp := spans[best].Future(r.s.Now)
		r.vague = r.vague || sp.Vague
		r.slots[s.Name] = stamp(sp.To, sp.Grain)
		return
	}
	if m := bareDay.FindStringSubmatch(r.a.text); m != nil {
		if spans := chinese.Dates(m[1]+"月"+m[2]+"日", r.s.Now, r.l.calendar); len(spans) == 1 && !spans[0].Impossible {
			r.slots[s.Name] = stamp(spans[0].Future(r.s.Now).To, spans[0].Grain)
			return
		}
	}
	r.delay()
}

// bareDay is a day without its 日: 延到12月12.
var bareDay = regexp.MustCompile(`(?:到|至)([0-9]{1,2})月([0-9]{1,2})(?:[^0-9日号点:：]|$)`)

// delay takes the days in 延期5天 and 宽限两周.
func (r *reading) delay() {
	m := moreDays.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	r.grace = containsAny(m[0], []string{"宽", "再给", "多给", "就给", "只给"})
	if m[1] == "半" && m[2] == "个月" {
		r.slots["days"] = 15
	} else if n, ok := chinese.Number(m[1]); ok && m[1] != "半" {
		r.slots["days"] = n * unitDays[m[2]]
	}
}

// shifted moves the day of a meeting by the days that it is put off: 周四的会往后推一天. The hour is not said.
func (r *reading) shifted(spans []chinese.Span) bool {
	m := moved.FindStringSubmatch(r.a.text)
	if m == nil {
		return false
	}
	n, ok := chinese.Number(m[2])
	if m[3] == "周" {
		n *= 7
	}
	if strings.Contains(m[1], "前") {
		n = -n
	}
	for _, sp := range spans {
		if ok && sp.Grain <= chinese.Day && sp.Roll != chinese.NoDay {
			r.slots["date"] = sp.Future(r.s.Now).From.AddDate(0, 0, n).Format(dayForm)
			return true
		}
	}
	return false
}

// waived reports whether a slot that is missing is answered by another: items have their own titles, and days of grace
// count from the old limit.
func (r *reading) waived(s frame.Slot) bool {
	return s.Name == "title" && r.slots["items"] != nil || s.Name == "new_deadline" && r.grace
}
