package ear_test

import (
	"testing"
	"time"

	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/profile"
)

// hearing is an ear of a few deeds of different traits.
func hearing() *ear.Ear {
	slots := []frame.Slot{{Name: "issue", From: "issue"}}
	var grammar []frame.Frame
	for intent, pattern := range map[string]string{"issue.close": "销号", "issue.rectify": "整改|完成", "duty.snooze": "别催|别提醒|再提醒",
		"issue.list": "问题清单", "report.submit": "^ 报送"} {
		grammar = append(grammar, frame.Frame{Intent: intent, Slots: slots, Phrases: []frame.Phrase{{Pattern: pattern}}})
	}
	return ear.New(words.New(grammar, words.Vocabulary{}), &profile.Profile{}, []ear.Command{{Intent: "issue.close", Writes: true},
		{Intent: "issue.rectify", Writes: true}, {Intent: "report.submit", Writes: true}, {Intent: "issue.list"}})
}

func TestOnlyWhatIsOrderedIsWritten(t *testing.T) {
	addressed := frame.Scene{Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), ToBot: true, Role: "office"}
	for text, want := range map[string]string{
		"销号5号": "issue.close", "能不能销号5号": "issue.close", "5号整改完毕": "issue.rectify", "先别催": "duty.snooze",
		"明天再提醒": "duty.snooze", "听说有问题清单": "issue.list", "报送 大寺镇准备造林，效果好": "report.submit",
		"听说5号销号": "left", "我们准备销号5号": "left", "“销号5号”这句话写错了": "left", "希望5号销号": "left", "5号销号，我就随便说说": "left",
		"先别销号5号": "asked", "明天再销号5号": "asked", "销号5号，等领导定了再说": "asked", "如果到位就销号5号": "asked", "5号销号了吗？": "asked",
		"5号整改80%": "asked", "5号预计下周完成": "asked", "报送 大寺镇造林，等领导定了再说": "asked",
	} {
		m := hearing().Understand(text, addressed)
		got := m.Intent
		switch {
		case got == frame.Unknown && m.Expect == frame.Ask && m.Why != "":
			got = "asked"
		case got == frame.Unknown:
			got = "left"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestNobodyIsAskedWhoDidNotSpeakToTheBot(t *testing.T) {
	m := hearing().Understand("先别销号5号", frame.Scene{Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Role: "office"})
	if m.Intent != frame.Unknown || m.Expect != frame.OK {
		t.Errorf("%s %s", m.Intent, m.Expect)
	}
}
