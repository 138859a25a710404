package ear_test

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
)

const (
	county = "cmd/linzhangbot/testdata/county.yaml"
	other  = "cmd/linzhangbot/testdata/other.yaml"
)

// TestUsagesOfAnotherCounty: what another county's help says is heard there, although the models learned from one
// district alone.
func TestUsagesOfAnotherCounty(t *testing.T) {
	for _, file := range []string{county, other} {
		d := listen(t, file)
		heard, all := 0, 0
		for _, m := range modules() {
			for _, c := range m.Commands {
				for usage := range strings.SplitSeq(d.profile.Words(c.Usage), "；") {
					all++
					if d.anybody(usage, c.Name) {
						heard++
					} else {
						t.Errorf("%s: %q is not heard as %s", d.profile.Code, usage, c.Name)
					}
				}
			}
		}
		t.Logf("%s: %d of %d usages", d.profile.Code, heard, all)
	}
}

// anybody reports whether a sentence of some role is heard as an intent, or offered first.
func (d *district) anybody(text, intent string) bool {
	return slices.ContainsFunc([]string{"office", "liaison", "chief"}, func(role string) bool {
		return d.Understand(text, frame.Scene{Now: now, Private: true, ToBot: true, Role: role}).Intent == intent
	})
}

// elsewhere are sentences of a county whose names, titles, numbers and measures are its own.
var elsewhere = []struct {
	role, unit, text, intent string
	slots                    map[string]any
}{
	{"liaison", "王村", "报送 王村开展栽植冬青300株", "report.submit", map[string]any{"title": "王村开展栽植冬青300株", "unit": "王村"}},
	{"liaison", "河口镇", "@林小青 报送：河口镇巡护林带12公里", "report.submit", map[string]any{"title": "河口镇巡护林带12公里"}},
	{"office", "", "挂问题：王村林地堆放秸秆，12月5日前清走", "issue.raise", map[string]any{"unit": "王村", "deadline": "2026-12-05"}},
	{"office", "", "挂问题：东王村渠边缺株40棵，12月10日前补栽", "issue.raise", map[string]any{"unit": "王村"}},
	{"office", "", "挂问题：巴音苏木防火道不通，月底前打通", "issue.raise", map[string]any{"unit": "巴音苏木", "deadline": "2026-11-30"}},
	{"office", "", "销号 问题2026-3", "issue.close", nil},
	{"liaison", "王村", "问题2026-3已整改，秸秆已清走", "issue.rectify", nil},
	{"office", "", "采用 简讯3号", "report.adopt", map[string]any{"ref": "3"}},
	{"liaison", "河口镇", "撤回 简讯〔2026〕3号", "report.withdraw", map[string]any{"ref": "简讯〔2026〕3号"}},
	{"liaison", "河口镇", "参加 林会2026第1次", "meeting.answer", nil},
	{"office", "", "12月10日上午九点在县政府二楼召开林长全会", "meeting.schedule",
		map[string]any{"type": "林长全会", "start": "2026-12-10T09:00"}},
	{"office", "", "问题2026-3 采取面谈", "issue.escalate", map[string]any{"step": "面谈"}},
	{"office", "", "决2号 已完成，已印发细则", "resolution.update", nil},
	{"office", "", "登记督查 拉网检查 河口镇 未发现问题", "inspection.log", nil},
}

func TestSentencesOfAnotherCounty(t *testing.T) {
	d := listen(t, other)
	for _, x := range elsewhere {
		m := d.Understand(x.text, frame.Scene{Now: now, Private: true, ToBot: true, Role: x.role, Unit: x.unit})
		if m.Intent != x.intent || m.Expect != frame.OK && m.Expect != frame.Confirm {
			t.Errorf("%q: %s %s, want %s", x.text, m.Intent, m.Expect, x.intent)
			continue
		}
		for k, want := range x.slots {
			if !sameValue(want, m.Slots[k]) {
				t.Errorf("%q: %s is %v, want %v", x.text, k, m.Slots[k], want)
			}
		}
	}
}

// TestTalkOfAnotherCounty: its own names make no order of talk.
func TestTalkOfAnotherCounty(t *testing.T) {
	d := listen(t, other)
	for _, text := range []string{"王村那边雨下得挺大", "听说问题2026-3销号了", "先别采用简讯3号", "林会2026第1次开得不错", "老王村长退休了",
		"等常务林长批了再印发", "双林乡今年的桃子甜", "我们准备报送王村的材料"} {
		if m := d.Understand(text, office("office")); m.Expect == frame.OK && d.writes[m.Intent] {
			t.Errorf("%q does %s", text, m.Intent)
		}
	}
}
