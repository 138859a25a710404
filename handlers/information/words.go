package information

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
)

// titled is a report's title for a line of a card.
func titled(title string, most int) string { return "《" + handlers.Cut(title, most) + "》" }

// span names a period the way people speak about it from within: 本月, 本季度; another month of this year by its name
// alone, other periods by their title.
func span(p models.Period, now time.Time) string {
	if p.Every == models.Month && p.From.Year() == now.Year() && !p.Contains(now) {
		return fmt.Sprintf("%d月", p.From.Month())
	}
	return handlers.PeriodWords(p.Key, now)
}

// tallyLines are 本月 1/2，还剩7天, one a duty.
func tallyLines(list []duty.Standing, now time.Time) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		line := tallyLine(s, now)
		if list[0].Rule.ID != list[len(list)-1].Rule.ID {
			line = s.Rule.Title + "：" + line // several quotas at once: each by its name
		}
		out = append(out, line)
	}
	return out
}

func tallyLine(s duty.Standing, now time.Time) string {
	state := "今天截止"
	if n := handlers.DaysLeft(s.Due, now); n > 0 {
		state = fmt.Sprintf("还剩%d天", n)
	}
	switch s.State {
	case duty.Waived:
		state = "已免报"
	case duty.Met:
		state = "已达标"
	case duty.Overdue:
		state = "已过期"
	}
	return fmt.Sprintf("%s %d/%d，%s", span(s.Period, now), s.Have, s.Want, state)
}

// nextLine is what is still to do: 还差1条, or 本月已达标. Of several quotas it says which, and of a month that is over how
// it is filled in late.
func nextLine(r *handlers.Request, list []duty.Standing) string {
	met := ""
	for _, s := range list {
		if s.Open() {
			name := ""
			if list[0].Rule.ID != list[len(list)-1].Rule.ID {
				name = s.Rule.Title
			}
			line := fmt.Sprintf("%s%s还差%d%s。", name, span(s.Period, r.Now), s.Short(), cmp.Or(s.Rule.Unit, "条"))
			if s.State == duty.Overdue {
				line += lateNext(r, s.Period)
			}
			return line
		}
		if s.State == duty.Met && met == "" {
			met = span(s.Period, r.Now) + "已达标，辛苦了。"
		}
	}
	return met
}

// lateNext is how a month that is over is filled in late, while that is possible.
func lateNext(r *handlers.Request, p models.Period) string {
	if p.Every != models.Month || p.Contains(r.Now) {
		return ""
	}
	if !r.Now.Before(p.To.AddDate(0, 0, r.Profile.Reports.LateDays)) {
		return "补报已经截止。"
	}
	return "补报请发“补报" + monthSaid(p, r.Now) + "信息：标题”。"
}

// monthSaid names a month so that it is understood: 10月, 上年 as 2025年12月.
func monthSaid(p models.Period, now time.Time) string {
	if p.From.Year() == now.Year() {
		return fmt.Sprintf("%d月", p.From.Month())
	}
	return p.Title()
}

// newReport is the way out where an old report can no longer be changed.
func newReport(r *handlers.Request) string {
	return "新的情况请发“报送 标题”，计入" + span(models.PeriodOf(models.Month, r.Now), r.Now) + "。"
}

// inBrackets puts marks behind a word; nothing for none.
func inBrackets(marks []string) string {
	if len(marks) == 0 {
		return ""
	}
	return "（" + strings.Join(marks, "，") + "）"
}
