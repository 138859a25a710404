package information

import (
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
)

// TestIssueNumber checks how people name an issue of a 简报.
func TestIssueNumber(t *testing.T) {
	for said, want := range map[string][2]int{
		"3": {0, 3}, "第3期": {0, 3}, "第三期": {0, 3}, "2026年第12期": {2026, 12}, "看简报 第3期": {0, 3}, "签发专报 2026年专报第1期": {2026, 1},
		"签发简报": {0, 0}, "": {0, 0}, "第99999999999期": {0, 0}, "年期": {0, 0},
	} {
		if year, n := issueNumber(said); year != want[0] || n != want[1] {
			t.Errorf("%q: %d %d, want %v", said, year, n, want)
		}
	}
}

// FuzzIssueNumber keeps reading issue numbers from failing on whatever people type.
func FuzzIssueNumber(f *testing.F) {
	f.Add("2026年第12期")
	f.Add("第\xff期")
	f.Fuzz(func(t *testing.T, s string) {
		if year, n := issueNumber(s); year < 0 || n < 0 {
			t.Fatalf("%q: %d %d", s, year, n)
		}
	})
}

// TestBodyAfter checks what 改内容 changes the body to.
func TestBodyAfter(t *testing.T) {
	for text, want := range map[string]string{
		"改内容 信3号 一是建台账。二是促整改。": "一是建台账。二是促整改。", "改内容 信〔2026〕3号：发放传单300份": "发放传单300份", "修改正文 改成 新的话": "新的话", "改标题 信3 新标题": "",
	} {
		r := &handlers.Request{Args: handlers.Args{Text: text, Slots: handlers.Slots{}}}
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
	for days, want := range map[int]string{0: "今天截止", 1: "还剩1天", 7: "还剩7天"} {
		if got := left(now.AddDate(0, 0, days).Add(5*time.Hour), now); got != want {
			t.Errorf("%d days: %s", days, got)
		}
	}
}
