package rank

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	_ "time/tzdata"

	"linzhangbot/models/profile"
)

func district(t testing.TB, file string) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash("../../../" + file))
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse(file, data)
	if set == nil {
		t.Fatal(problems)
	}
	return set.Latest()
}

func xiqing(t testing.TB) *profile.Profile { return district(t, "config/districts/xiqing.yaml") }

func county(t testing.TB) *profile.Profile {
	return district(t, "cmd/linzhangbot/testdata/county.yaml")
}

// corpus is one of the files that the weights are made of, as typed.
func corpus(t testing.TB, file string) []Line {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(file))
	if err != nil {
		t.Fatal(err)
	}
	var out []Line
	for l := range strings.Lines(string(text)) {
		var line Line
		if err := json.Unmarshal([]byte(l), &line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	return out
}

func TestBest(t *testing.T) {
	m := Load().With(TagsOf(xiqing(t)))
	for text, want := range map[string]string{
		"把18号那条采用了吧":             "report.adopt",
		"麻烦销号一下督12号":             "issue.close",
		"大寺镇这个月报了几条":             "quota.query",
		"下周三下午两点开林长制工作例会，在三楼会议室": "meeting.schedule",
		"问题12申请延期到3月30日，因为缺苗":    "issue.extend",
		"本周有什么会":                 "meeting.list",
	} {
		best := m.Best(text, "office", 3)
		if len(best) != 3 || best[0].Intent != want || best[0].Score != m.Score(text, "office", want) {
			t.Errorf("%q: %v, want %s", text, best, want)
		}
		for i, r := range best[1:] {
			if r.Score > best[i].Score || r.Intent == Chatter {
				t.Errorf("%q: %v", text, best)
			}
		}
	}
	for _, text := range []string{"哈哈，中午吃啥", "今天天气真好", "谢谢大家，辛苦了"} {
		if best := m.Best(text, "", 1); best[0].Score >= 0 {
			t.Errorf("%q is taken for %v", text, best)
		}
	}
	if all, none := m.Best("你好", "", 1000), m.Best("你好", "", 0); len(all) != len(m.intents)-1 || len(none) != 0 {
		t.Errorf("%d and %d of %d", len(all), len(none), len(m.intents))
	}
	if got := m.Score("你好", "", "nobody.listens"); got != 0 || m.Knows("nobody.listens") {
		t.Errorf("a command that was never learned scores %d", got)
	}
}

// TestOrders: the second model tells orders from talk and from orders that lack something.
func TestOrders(t *testing.T) {
	m := LoadOrders().With(TagsOf(xiqing(t)))
	for text, want := range map[string]string{
		"督12号已整改完毕，请核查": Order, "请采用信18号，谢谢": Order, "退回12号，照片拍得不清楚": Order, "同意12号延期": Order,
		"撤回12号": Ask, "会改到下午三点": Ask, "给他们发个函": Ask,
		"12号我们明天争取整改完": Chatter, "听说12号销了": Chatter, "去年12号也是这么整改的": Chatter,
	} {
		order, ask := m.Score(text, "office", Order), m.Score(text, "office", Ask)
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

// Another county says the same in its own words: the same weights, other tags.
func TestAnotherCountyNeedsNoTraining(t *testing.T) {
	ours, theirs := TagsOf(xiqing(t)), TagsOf(county(t))
	for _, c := range [][3]string{
		{"报送 大寺镇开展春季巡林", "报送 南河乡开展春季巡林", "报送 U开展春季巡林"},
		{"大寺镇本月报了几条", "北山乡本月报了几条", "UD报了几条"},
		{"采用 信〔2026〕3号", "采用 信〔2026〕3号", "采用 N信"},
		{"给区级林长看看", "给区域林长看看", "给P看看"},
	} {
		if ours(c[0]) != c[2] || theirs(c[1]) != c[2] {
			t.Errorf("%s | %s, want %s", ours(c[0]), theirs(c[1]), c[2])
		}
		a, b := Load().With(ours).Best(c[0], "", 3), Load().With(theirs).Best(c[1], "", 3)
		if !slices.Equal(a, b) {
			t.Errorf("%v, there %v", a, b)
		}
	}
}

func TestTags(t *testing.T) {
	tags := TagsOf(xiqing(t))
	for text, want := range map[string]string{
		"@林长小助手 督12号已整改80％":     "@ N督已整改%",
		"12月5日前各单位报３０株":         "D各U报9株",
		"各街镇报":                  "各U报",
		"签署总林长令":                "签署总林长令",
		"扣辛口镇2分，请总林长阅":          "扣U9分，请P阅",
		"9点05分到":                "D到",
		"采用18号":                 "采用9号",
		"第十二条和三条，统一一下":          "第9条和9条，统一一下",
		"完成百分之八十":               "完成%",
		"应急  预案\n\nOK":          "应急 预案\nok",
		"会〔2026〕3号定在12月9日14:00": "N会定在D",
		"":                      "",
	} {
		if got := tags(text); got != want {
			t.Errorf("%q → %q, want %q", text, got, want)
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
			m.Best("采用N信", "", 3)
		}
	})
}

func FuzzBest(f *testing.F) {
	for _, s := range []string{"采用18号", "\xff督", strings.Repeat("长", 500), "@林长小助手 １２％"} {
		f.Add(s)
	}
	m := Load().With(TagsOf(xiqing(f)))
	f.Fuzz(func(t *testing.T, text string) {
		if len(m.Best(text, "", 3)) != 3 {
			t.Fatal(text)
		}
	})
}

// Ranking is the hot path: no sentence may cost more than some fifty microseconds, with its tags twice that.
func BenchmarkBest(b *testing.B) {
	tags := TagsOf(xiqing(b))
	var typed, tagged []string
	for _, line := range corpus(b, "../../language/testdata/messages.jsonl") {
		typed, tagged = append(typed, line.Text), append(tagged, tags(line.Text))
	}
	for _, way := range []struct {
		name  string
		model *Model
		lines []string
	}{{"tagged", Load(), tagged}, {"typed", Load().With(tags), typed}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				way.model.Best(way.lines[i%len(way.lines)], "", 3)
			}
		})
	}
}
