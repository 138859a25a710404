package rank

import (
	"slices"
	"strings"
	"testing"
	_ "time/tzdata"
)

func TestBest(t *testing.T) {
	m := Load()
	for text, want := range map[string]string{
		"把18号那条采用了吧":             "report.adopt",
		"麻烦销号一下督12号":             "issue.close",
		"大寺镇这个月报了几条":             "quota.query",
		"下周三下午两点开林长制工作例会，在三楼会议室": "meeting.schedule",
		"问题12申请延期到3月30日，因为缺苗":    "issue.extend",
		"本周有什么会":                 "meeting.list",
	} {
		best := m.Scores(text, "office").Best(3)
		if len(best) != 3 || best[0].Intent != want || best[0].Score != m.Scores(text, "office").Of(want) {
			t.Errorf("%q: %v, want %s", text, best, want)
		}
		for i, r := range best[1:] {
			if r.Score > best[i].Score || r.Intent == Chatter {
				t.Errorf("%q: %v", text, best)
			}
		}
	}
	for _, text := range []string{"哈哈，中午吃啥", "今天天气真好", "谢谢大家，辛苦了"} {
		if best := m.Scores(text, "").Best(1); best[0].Score >= 0 {
			t.Errorf("%q is taken for %v", text, best)
		}
	}
	if all, none := m.Scores("你好", "").Best(1000), m.Scores("你好", "").Best(0); len(all) != len(m.intents)-1 || len(none) != 0 {
		t.Errorf("%d and %d of %d", len(all), len(none), len(m.intents))
	}
	if got := m.Scores("你好", "").Of("nobody.listens"); got != 0 || m.Knows("nobody.listens") {
		t.Errorf("a command that was never learned scores %d", got)
	}
}

// TestOrders: the second model tells orders from talk and from orders that lack something.
func TestOrders(t *testing.T) {
	m := LoadOrders()
	for text, want := range map[string]string{
		"N督已整改完毕，请核查": Order, "请采用N信，谢谢": Order, "退回9号，照片拍得不清楚": Order, "同意9号延期": Order,
		"撤回9号": Ask, "会改到D": Ask, "给他们发个函": Ask,
		"9号我们D争取整改完": Chatter, "听说9号销了": Chatter, "D9号也是这么整改的": Chatter,
	} {
		order, ask := m.Scores(text, "office").Of(Order), m.Scores(text, "office").Of(Ask)
		got := Chatter
		if order > 0 && order > ask {
			got = Order
		} else if ask > 0 {
			got = Ask
		}
		if got != want {
			t.Errorf("%q: order %d, ask %d, want %s", text, order, ask, want)
		}
	}
}

func TestTagged(t *testing.T) {
	for _, c := range []struct {
		text   string
		places []Place
		want   string
	}{
		{"督12号已整改80%", []Place{{0, 8, TagRecord("issue")}}, "N督已整改%"},
		{"扣辛口镇2分", []Place{{3, 12, TagOrg}, {12, 16, TagTime}}, "扣U9分"},
		{"采用18号", []Place{{6, 11, TagTime}}, "采用9号"},
		{"签署总林长令", []Place{{6, 15, TagPost}}, "签署总林长令"},
		{"第十二条和三条，统一一下", nil, "第9条和9条，统一一下"},
		{"完成百分之八十", nil, "完成%"},
		{"应急  预案\n\nOK", nil, "应急 预案\nok"},
		{"大寺镇政府", []Place{{0, 6, TagOrg}, {0, 9, TagOrg}}, "U政府"},
		{"", nil, ""},
	} {
		if got := Tagged(c.text, c.places); got != c.want {
			t.Errorf("%q → %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	for _, file := range [][]byte{nil, []byte("lzrank2\n"), []byte("lzrank0\n\x00"), weights[:len(weights)/2],
		append(slices.Clone(weights), 0)} {
		if _, err := read(file); err == nil {
			t.Errorf("%d bytes are read", len(file))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(weights[:2000])
	f.Add(Train([]Line{{Text: "采用N信", Intent: "report.adopt"}, {Text: "采用 N信", Intent: "report.adopt"}, {Text: "你好", Intent: Chatter}}))
	f.Fuzz(func(_ *testing.T, file []byte) {
		if m, err := read(file); err == nil {
			m.Scores("采用N信", "").Best(3)
		}
	})
}

func FuzzBest(f *testing.F) {
	for _, s := range []string{"采用18号", "\xff督", strings.Repeat("长", 500), "@林长小助手 １２％"} {
		f.Add(s)
	}
	m := Load()
	f.Fuzz(func(t *testing.T, text string) {
		if len(m.Scores(text, "").Best(3)) != 3 {
			t.Fatal(text)
		}
	})
}
