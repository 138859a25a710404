package ear_test

import (
	"encoding/json"
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// wrappers are envelopes; X is the sentence and U the sender's organisation.
var wrappers = []string{
	"尊敬的各位领导、同志们，大家上午好！X",
	"王主任您好，打扰一下，X",
	"@林长小助手 @张科长 X",
	"X，@林长助手",
	"大家好，\n@林长助手 X",
	"[抱拳][玫瑰]X[抱拳]",
	"X，以上情况请各位领导知悉，谢谢🙏",
	"对了，X哈",
	"好的，X，感谢支持！",
	"X，请查收，如有问题请随时联系",
	"＠林长助手，X🌲🌲~",
	"11月23日（周一）\nX",
	"【2026-11-23】各位领导：X",
	"U林长办：X",
	"【U】X",
	"各位领导好，这里是U，X",
	"U联络员李红：X，辛苦了",
	"X\nU林长办\n11月23日",
	"U小王报告：@林长助手 X，收到请回复",
}

func (l line) in(wrapper string) string {
	return strings.NewReplacer("X", l.Text, "U", l.Sender.Unit).Replace(wrapper)
}

func TestEnvelopeKeepsTheMeaning(t *testing.T) {
	e, _ := sample(t)
	base := some(t, true, 40)
	if len(base) != 40 {
		t.Fatalf("%d sentences, want 40", len(base))
	}
	for _, w := range wrappers {
		for _, l := range base {
			if strings.Contains(w, "U") && l.Sender.Role != "liaison" {
				continue
			}
			bare, wrapped := e.Understand(l.Text, l.scene()), e.Understand(l.in(w), l.scene())
			if bare.Slots["unit"] == nil && strings.Contains(w, "U") {
				if wrapped.Slots["unit"] != l.Sender.Unit {
					t.Errorf("%q is for %v, want %s", l.in(w), wrapped.Slots["unit"], l.Sender.Unit)
				}
				delete(wrapped.Slots, "unit")
			}
			want, _ := json.Marshal(bare)
			if got, _ := json.Marshal(wrapped); string(got) != string(want) {
				t.Errorf("%q means\n%s, want\n%s", l.in(w), got, want)
			}
		}
	}
}

func TestEnvelopeMakesNoCommand(t *testing.T) {
	e, _ := sample(t)
	for _, w := range wrappers {
		for _, l := range some(t, false, 100) {
			if m := e.Understand(l.in(w), l.scene()); m.Intent != e.Understand(l.Text, l.scene()).Intent {
				t.Errorf("%q means %s", l.in(w), m.Intent)
			}
		}
	}
}

// TestPassedOnIsNotDone: what somebody else said is never done at once.
func TestPassedOnIsNotDone(t *testing.T) {
	e, writes := sample(t)
	for _, w := range []string{"转：X", "【转发】X", "各位领导好，转发：X", "[聊天记录]X",
		"「李红：X」\n- - - - - - -\n", "「李红：X」\n- - - - - - -\n知悉", "“X”", "> X"} {
		for _, l := range some(t, true, 40) {
			if w == "> X" {
				l.Text = strings.ReplaceAll(l.Text, "\n", "\n> ") // every line is marked
			}
			m := e.Understand(l.in(w), l.scene())
			if m.Expect == frame.OK && writes[m.Intent] && m.Intent != "duty.ack" {
				t.Errorf("%q does %s", l.in(w), m.Intent)
			}
		}
	}
	boss := frame.Scene{Now: now, Private: true, Role: "chief"}
	m := e.Understand("「李红：12号申请延期」\n- - - - - - -\n督〔2026〕12号销号", boss)
	if m.Intent != "issue.close" || m.Expect != frame.OK {
		t.Errorf("the answer to a quotation means %s %s", m.Intent, m.Expect)
	}
}

func TestWhoSpeaks(t *testing.T) {
	e, _ := sample(t)
	for _, c := range []struct {
		text, unit, intent string
		expect             frame.Expect
		slot               any
	}{
		{"大寺镇：问题清单", "大寺镇", "issue.list", frame.OK, "大寺镇"},
		{"大寺：问题清单", "", "issue.list", frame.OK, "大寺镇"},
		{"大寺镇林长办：12号已整改，垃圾清运完毕", "大寺镇", "issue.rectify", frame.OK, "大寺镇"},
		{"11月18日，区林长办督查张家窝镇 没有发现问题", "区林长办", "inspection.log", frame.OK, "张家窝镇"},
	} {
		m := e.Understand(c.text, frame.Scene{Now: now, Private: true, ToBot: true, Role: "office", Unit: c.unit})
		if m.Intent != c.intent || m.Expect != c.expect || m.Slots["unit"] != c.slot {
			t.Errorf("%q means %s %s %v", c.text, m.Intent, m.Expect, m.Slots)
		}
	}
	// Said by somebody else: nothing is done for the sender's own organisation.
	m := e.Understand("大寺镇林长办：12号已整改，垃圾清运完毕",
		frame.Scene{Now: now, Private: true, Role: "liaison", Unit: "辛口镇"})
	if m.Intent != "issue.rectify" || m.Expect != frame.Confirm || m.Slots["unit"] != "大寺镇" {
		t.Errorf("another town's report means %s %s %v", m.Intent, m.Expect, m.Slots)
	}
	// A day that is not today belongs to the matter.
	m = e.Understand("11月19日，区林长办对津门湖街道开展实地督查，发现问题2个", frame.Scene{Now: now, Private: true, Role: "office"})
	if m.Intent != "inspection.log" || m.Slots["date"] != "2026-11-19" {
		t.Errorf("a day over an inspection means %s %v", m.Intent, m.Slots)
	}
	// Said to somebody else in a group.
	m = e.Understand("@张三 报送信息：大寺镇开展巡林", frame.Scene{Now: now, Role: "liaison", Unit: "大寺镇"})
	if m.Intent != frame.Unknown {
		t.Errorf("said to somebody else it means %s", m.Intent)
	}
}
