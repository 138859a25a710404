package ear_test

import (
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// become are sentences by what is done about them, at once or after a tap; "" is nothing: they are asked about or left
// alone.
var become = map[string]string{
	"销号5号": "issue.close", "能不能销号5号": "issue.close", "5号整改完毕": "issue.rectify", "先别催": "duty.snooze",
	"明天再提醒": "duty.snooze", "听说有问题清单": "issue.list", "报送 大寺镇准备造林，效果好": "report.submit", "5号销号了吗？": "issue.show",
	"听说5号销号": "", "我们准备销号5号": "", "“销号5号”这句话写错了": "", "希望5号销号": "", "5号销号，我就随便说说": "",
	"先别销号5号": "", "明天再销号5号": "", "销号5号，等领导定了再说": "", "如果到位就销号5号": "",
	"5号整改80%": "issue.progress", "5号预计下周完成": "", "报送 大寺镇造林，等领导定了再说": "",
	"11月20日 下周一交总结": "", "11月20日\n周三交总结": "",
	"报送全年工作总结：巡林9次，清理垃圾3处。明年计划：加强宣传，争取不丢分": "summary.submit",
}

func TestOnlyWhatIsOrderedIsWritten(t *testing.T) {
	e, _ := sample(t)
	for text, want := range become {
		m := e.Understand(text, office("office"))
		got := m.Intent
		if got == frame.Unknown || m.Expect == frame.Choose && want == "" {
			got = ""
		}
		if got != want {
			t.Errorf("%s: %s %s, want %q", text, m.Intent, m.Expect, want)
		}
	}
}

func TestNobodyIsAskedWhoDidNotSpeakToTheBot(t *testing.T) {
	e, _ := sample(t)
	m := e.Understand("先别销号5号", frame.Scene{Now: now, Role: "office"})
	if m.Intent != frame.Unknown || m.Expect != frame.OK {
		t.Errorf("%s %s", m.Intent, m.Expect)
	}
}
