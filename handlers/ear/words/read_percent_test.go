package words_test

import (
	"testing"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
)

// TestPercentages as people say them, of what is done or of what is left; of other things they are none.
func TestPercentages(t *testing.T) {
	l := words.New([]frame.Frame{{Intent: "x", Slots: []frame.Slot{{Name: "percent", From: "percent"}},
		Phrases: []frame.Phrase{{Pattern: "进展"}}}}, words.Vocabulary{})
	for text, want := range map[string]any{
		"已完成80%": 80, "完成 80 ％": 80, "进度85.5%": 85, "完成率达到90%": 90, "完成100%": 100, "完成百分之八十五": 85, "百分之30": 30,
		"完成百分之百": 100, "补了八成": 80, "补了8成": 80, "拆了六成半": 65, "清了一半": 50, "拆了一半，约占一亩": 50,
		"还剩20%": 80, "还剩两成": 80, "还剩三成": 70, "剩余约百分之十": 90, "三成没弄": 70, "还差一成": 90,
		"成活率95%": nil, "坡度30%": nil, "成活率95%，完成80%": 80, "完成120%": nil, "补了七八成": nil, "一成不变": nil, "八成是下雨": nil,
		"三成林": nil, "过半": nil, "一半都没清": nil, "不到80%": nil, "还剩3处": nil, "完成": nil,
	} {
		m, ok := l.Hear("进展，"+text, frame.Scene{Now: monday}).Read("x")
		if got := m.Slots["percent"]; !ok || got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
