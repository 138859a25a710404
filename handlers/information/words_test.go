package information

import (
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/duty"
)

// TestIssueNumber checks how people name an issue of a 简报; without a year it is one of this year.
func TestIssueNumber(t *testing.T) {
	p := handlerstest.Sample(t).Latest()
	for said, want := range map[string][2]int{
		"3": {2027, 3}, "第3期": {2027, 3}, "第三期": {2027, 3}, "2026年第12期": {2026, 12}, "看简报 第3期": {2027, 3},
		"签发专报 2026年专报第1期": {2026, 1}, "签发简报": {0, 0}, "": {0, 0}, "第99999999999期": {0, 0}, "年期": {0, 0},
	} {
		r := &handlers.Request{Profile: p, Now: time.Date(2027, 1, 4, 10, 0, 0, 0, time.UTC), Args: handlers.Args{Text: said}}
		if f := issueNumber(r, p.Bulletins[0]); f.Year != want[0] || f.N != want[1] || f.Kind != "bulletin" {
			t.Errorf("%q: %+v, want %v", said, f, want)
		}
	}
}

// TestBodyAfter checks what 改内容 changes the body to.
func TestBodyAfter(t *testing.T) {
	p := handlerstest.Sample(t).Latest()
	for text, want := range map[string]string{
		"改内容 信3号 一是建台账。二是促整改。": "一是建台账。二是促整改。", "改内容 信〔2026〕3号：发放传单300份": "发放传单300份", "修改正文 改成 新的话": "新的话", "改标题 信3 新标题": "",
	} {
		r := &handlers.Request{Profile: p, Args: handlers.Args{Text: text, Slots: handlers.Slots{}}}
		if got := wishOf(r).body; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestSpanAndLeft checks the words for periods and days.
func TestSpanAndLeft(t *testing.T) {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	for key, want := range map[string]string{"2026-11": "本月", "2026-10": "10月", "2025-12": "2025年12月", "2026Q4": "本季度", "2026Q3": "2026年第三季度", "2026": "今年"} {
		p, _ := models.ParsePeriod(key, time.UTC)
		if got := span(p, now); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	month := models.PeriodOf(models.Month, now)
	for days, want := range map[int]string{0: "本月 1/2，今天截止", 1: "本月 1/2，还剩1天", 7: "本月 1/2，还剩7天"} {
		s := duty.Standing{Period: month, Have: 1, Want: 2, Due: now.AddDate(0, 0, days).Add(5 * time.Hour), State: duty.OnTrack}
		if got := tallyLine(s, now); got != want {
			t.Errorf("%d days: %s", days, got)
		}
	}
}
