package information

import (
	"strconv"
	"strings"
	"testing"

	"linzhangbot/models/profile"
)

var town = profile.Org{Code: "yangliuqing", Name: "杨柳青镇", Aliases: []string{"杨柳青"}}

// TestAlike checks what is the same, nearly the same, and only looks so.
func TestAlike(t *testing.T) {
	p := &profile.Profile{Reports: profile.Reports{Duplicate: 0.8}}
	for _, c := range []struct {
		name, oldTitle, oldBody, title, body string
		want                                 bool
	}{
		{"same title", "杨柳青镇开展巡林", "甲", "杨柳青镇开展巡林！", "完全不同的正文写了别的事情", true},
		{"nearly the same", "杨柳青镇开展春季巡林护林工作", "", "杨柳青镇开展春季巡林护林工作情况", "", true},
		{"same town, other work", "杨柳青镇开展春季巡林", "", "杨柳青镇开展春季防火", "", false},
		{"next quarter", "杨柳青镇一季度巡林情况通报", "", "杨柳青镇二季度巡林情况通报", "", false},
		{"next time", "杨柳青镇第3次联合巡林行动", "", "杨柳青镇第4次联合巡林行动", "", false},
		{"same body under another title", "巡林", strings.Repeat("沿运河检查林木长势并清理枯枝", 5), "巡护", strings.Repeat("沿运河检查林木长势并清理枯枝", 5), true},
		{"short words", "巡林", "", "造林", "", false},
	} {
		old := []Report{{State: Submitted, Title: c.oldTitle, Body: c.oldBody}}
		if _, got := Alike(p, town, c.title, c.body, old); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		old[0].State = Withdrawn
		if _, got := Alike(p, town, c.title, c.body, old); got {
			t.Errorf("%s: a withdrawn report stands in the way", c.name)
		}
	}
}

var sample = &profile.Profile{Categories: []profile.Category{
	{Key: "decision", Name: "决策部署落实", Words: []string{"传达学习", "部署要求"}},
	{Key: "promotion", Name: "工作推动", Words: []string{"巡林", "培训", "推进会"}},
	{Key: "emergency", Name: "突发应急", Words: []string{"火情", "明火"}, Emergency: true},
	{Key: "other", Name: "其他", Default: true},
}, Reports: profile.Reports{TitleMin: 6, TitleMax: 20, BodyMax: 50}}

// TestArticle8Categories checks 第八条: the class is guessed from the words, a drill is no emergency.
func TestArticle8Categories(t *testing.T) {
	for _, c := range []struct{ title, body, want string }{
		{"大寺镇开展联合巡林", "", "promotion"},
		{"大寺镇传达学习上级会议", "会上部署巡林", "decision"},
		{"大寺镇处置一起林地火情", "", "emergency"},
		{"大寺镇开展火情处置演练", "", "other"},
		{"大寺镇开展防火巡查", "未发生明火", "other"},
		{"大寺镇修剪行道树", "", "other"},
	} {
		if got := Guess(sample, c.title, c.body); got.Key != c.want {
			t.Errorf("%s: %s, want %s", c.title, got.Key, c.want)
		}
	}
	for said, want := range map[string]string{"emergency": "emergency", "突发应急": "emergency", "3": "emergency", "第三类": "emergency", "应急": "emergency", "推动": "promotion"} {
		if got, ok := CategoryOf(sample, said); !ok || got.Key != want {
			t.Errorf("%s: %s", said, got.Key)
		}
	}
	if _, ok := CategoryOf(sample, "天气"); ok {
		t.Error("found a category that is none")
	}
}

// TestArticle11 checks 第十一条: what the advice is about, and that a good item gets none.
func TestArticle11(t *testing.T) {
	for _, c := range []struct{ name, title, body, day, want string }{
		{"good", "大寺镇开展联合巡林", "11月20日，组织12人巡林", "", ""},
		{"long title", strings.Repeat("巡林", 15), "11月20日，12人", "", "标题30个字"},
		{"short title", "巡林", "11月20日，12人", "", "具体"},
		{"no facts", "大寺镇开展联合巡林", "", "", "做法和成效"},
		{"no date", "大寺镇开展联合巡林", "组织12人巡林", "", "时间"},
		{"no number", "大寺镇开展联合巡林", "昨天组织巡林", "2026-11-20", "数字"},
		{"long body", "大寺镇开展联合巡林", "11月20日" + strings.Repeat("组织巡林12人", 10), "", "正文偏长"},
	} {
		got := strings.Join(Advice(sample, c.title, c.body, c.day), "；")
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// FuzzAlike checks that the quick look never overlooks what the full comparison calls alike.
func FuzzAlike(f *testing.F) {
	f.Add("杨柳青镇开展春季巡林护林工作", "杨柳青镇开展春季巡林护林工作情况")
	f.Add("abcabcabc", "abcabc")
	f.Add("", "\xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		fresh, old := sketchOf(town, a, ""), sketchOf(town, b, "")
		if Share(fresh.text, old.text) >= 0.8 && len(fresh.text) > 1 && len(old.text) > 1 && !near(pairsOf(fresh.text), len(fresh.text), town, Report{Title: b}, 0.8) {
			t.Fatalf("%q and %q were overlooked", a, b)
		}
	})
}

// BenchmarkAlike is the check of one report against a busy town's last sixty.
func BenchmarkAlike(b *testing.B) {
	p := &profile.Profile{Reports: profile.Reports{Duplicate: 0.8}}
	var old []Report
	for i := range 60 {
		old = append(old, Report{State: Submitted, Title: "杨柳青镇开展第" + strconv.Itoa(i) + "次巡林", Body: strings.Repeat(string(rune('一'+i))+"村检查林木", 40)})
	}
	for b.Loop() {
		Alike(p, town, "杨柳青镇组织防火培训", strings.Repeat("护林员学习扑火要领", 30), old)
	}
}
