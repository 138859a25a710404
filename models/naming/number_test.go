package naming

import (
	"os"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"
	"unicode/utf8"

	"linzhangbot/models/profile"
)

func load(t testing.TB, file string) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse(file, data)
	if set == nil {
		t.Fatal(problems)
	}
	return set.Latest()
}

func xiqing(t testing.TB) *profile.Profile { return load(t, "../../config/districts/xiqing.yaml") }

func county(t testing.TB) *profile.Profile {
	return load(t, "../../handlers/meeting/testdata/county.yaml")
}

// TestFind checks what a sentence says of one kind, and what only looks like a number.
func TestFind(t *testing.T) {
	x, c := xiqing(t), county(t)
	for _, k := range []struct {
		p          *profile.Profile
		kind, text string
		year, n, v int
		said       string
	}{
		{x, "meeting", "同意 会〔2026〕3号 第2稿", 2026, 3, 2, "会〔2026〕3号 第2稿"},
		{x, "meeting", "参加会〔2026〕12号", 2026, 12, 0, "会〔2026〕12号"},
		{x, "meeting", "同意会3号，谢谢", 0, 3, 0, "会3号"},
		{x, "meeting", "参会 会3号 区水务局", 0, 3, 0, "会3号"},
		{x, "meeting", "会[２０２６]３號第二稿！", 2026, 3, 2, "会[２０２６]３號第二稿"},
		{x, "meeting", "会2026 3号", 2026, 3, 0, "会2026 3号"},
		{x, "meeting", "会3", 0, 3, 0, "会3"},
		{x, "meeting", "会3 会〔2026〕5号", 2026, 5, 0, "会〔2026〕5号"},
		{x, "meeting", "取消联席会12月8日", 0, 0, 0, ""},
		{x, "meeting", "联席会8号上午", 0, 0, 0, ""},
		{x, "meeting", "会9.30开", 0, 0, 0, ""},
		{x, "meeting", "纪要 会3号：1.清理垃圾；2.补植", 0, 3, 0, "会3号"},
		{x, "meeting", "纪要 会〔2026〕3号：1.清理垃圾", 2026, 3, 0, "会〔2026〕3号"},
		{x, "meeting", "会2026 12月8日", 0, 0, 0, ""},
		{x, "meeting", "会9999999999号", 0, 0, 0, ""},
		{x, "meeting", "开会", 0, 0, 0, ""},
		{x, "meeting", "3", 0, 0, 0, ""},
		{x, "meeting", "核实 议〔2026〕2号", 0, 0, 0, ""},
		{x, "resolution", "核实 议〔2026〕2号", 2026, 2, 0, "议〔2026〕2号"},
		{x, "resolution", "议2号 已完成", 0, 2, 0, "议2号"},
		{x, "resolution", "会议2号", 0, 0, 0, ""},
		{x, "report", "采用信1，信2和信3", 0, 1, 0, "信1"},
		{x, "report", "撤回 信3.", 0, 3, 0, "信3"},
		{x, "report", "改内容 信〔2026〕3号：发放传单300份", 2026, 3, 0, "信〔2026〕3号"},
		{x, "report", "本月报送信息2条", 0, 0, 0, ""},
		{x, "report", "信3月", 0, 0, 0, ""},
		{x, "issue", "归档 督〔2026〕1号", 2026, 1, 0, "督〔2026〕1号"},
		{x, "issue", "归档 督查〔2026〕1号", 0, 0, 0, ""},
		{x, "issue", "问题1已整改", 0, 1, 0, "问题1"},
		{x, "issue", "督12号延期到12月20日", 0, 12, 0, "督12号"},
		{x, "issue", "督十二号", 0, 12, 0, "督十二号"},
		{x, "issue", "督一下", 0, 0, 0, ""},
		{x, "issue", "发现问题2处", 0, 0, 0, ""},
		{x, "inspection", "归档 督查〔2026〕1号", 2026, 1, 0, "督查〔2026〕1号"},
		{x, "inspection", "本季度督查2次", 0, 0, 0, ""},
		{x, "activity", "不参加 协〔2026〕1号 因有会", 2026, 1, 0, "协〔2026〕1号"},
		{x, "share", "区水务局已签收享〔2026〕1号", 2026, 1, 0, "享〔2026〕1号"},
		{x, "order", "总林长令进展 2026年第1号 第2项 已完成", 2026, 1, 0, "2026年第1号"},
		{x, "order", "签署总林长令 2026年第1号 第2稿", 2026, 1, 2, "2026年第1号 第2稿"},
		{x, "order", "已签收第1号总林长令", 0, 1, 0, "第1号总林长令"},
		{x, "order", "签收十二号总林长令", 0, 12, 0, "十二号总林长令"},
		{x, "order", "发布2026年第2号总林长令，标题", 2026, 2, 0, "2026年第2号总林长令"},
		{x, "order", "2026年12月", 0, 0, 0, ""},
		{x, "bulletin", "看简报 第3期", 0, 3, 0, "简报 第3期"},
		{x, "bulletin", "2026年第12期", 2026, 12, 0, "2026年第12期"},
		{x, "bulletin", "签发专报 2026年专报第1期", 0, 0, 0, ""},
		{x, "special", "签发专报 2026年专报第1期", 2026, 1, 0, "2026年专报第1期"},
		{x, "paper", "见西青林长办〔2026〕7号文", 2026, 7, 0, "西青林长办〔2026〕7号"},
		{c, "meeting", "退回 丁林会[2026]1号 第1稿 纪要", 2026, 1, 1, "丁林会[2026]1号 第1稿"},
		{c, "meeting", "同意丁林会3号", 0, 3, 0, "丁林会3号"},
		{c, "resolution", "丁议〔2026〕4号 已完成", 2026, 4, 0, "丁议〔2026〕4号"},
	} {
		n, ok := Find(k.p, k.kind, k.text)
		if ok != (k.n > 0) || n.Year != k.year || n.N != k.n || n.Version != k.v || k.text[n.At:n.End] != k.said {
			t.Errorf("%s in %q: %+v %v %q", k.kind, k.text, n, ok, k.text[n.At:n.End])
		}
	}
}

// TestParseNumber checks every form in which people answer with a number.
func TestParseNumber(t *testing.T) {
	p := xiqing(t)
	for kind, cases := range map[string]map[string][2]int{
		"report": {
			"3": {0, 3}, "信3": {0, 3}, "信3号": {0, 3}, "第3条": {0, 3}, "第三条": {0, 3}, "３号": {0, 3}, "信息12号": {0, 12}, "#7": {0, 7},
			"No.7": {0, 7}, "编号7": {0, 7}, "信息3条": {0, 3}, "三号": {0, 3},
			"信〔2026〕3号": {2026, 3}, "信[2026]3": {2026, 3}, "信【2026】 3号": {2026, 3}, "信（2026）3号": {2026, 3}, "〔2026〕3号": {2026, 3},
			"": {}, "0": {}, "-1": {}, "1e3": {}, "99999999999999999999": {}, "٣": {}, "20261323-01": {}, "20261123-00": {}, "杨柳青镇": {},
			"督〔2026〕3号": {}, "会3号": {},
		},
		"issue": {
			"12": {0, 12}, "问题12": {0, 12}, "第12号": {0, 12}, "十二号": {0, 12}, "十二": {0, 12}, "督12": {0, 12}, "12号问题": {0, 12},
			"督〔2026〕12号": {2026, 12}, "督[2025]3号": {2025, 3}, "W20261120-03": {}, "  ": {}, "第2稿": {}, "第三季度": {},
		},
		"bulletin": {
			"3": {0, 3}, "第3期": {0, 3}, "第三期": {0, 3}, "2026年第12期": {2026, 12}, "看简报 第3期": {0, 3}, "签发简报": {},
			"第99999999999期": {}, "年期": {}, "印发 第1期": {0, 1},
			"签发专报 2026年专报第1期": {2026, 1},
		},
		"special": {"签发专报 2026年专报第1期": {2026, 1}, "看专报 2026年第1期": {2026, 1}, "第2期": {0, 2}},
		"order": {
			"2026年第1号": {2026, 1}, "第1号": {0, 1}, "查看第1号总林长令": {0, 1}, "总林长令 第一号": {0, 1}, "2026年1号": {2026, 1}, "令3": {0, 3},
			"签收 2025年第二号令": {2025, 2}, "协〔2026〕1号": {},
		},
		"activity": {"查看活动 协〔2026〕1号": {2026, 1}, "登记缺席协1": {0, 1}, "第一号": {0, 1}, "联合活动": {}, "〔2026〕第4号": {2026, 4}},
		"share":    {"享12": {0, 12}, "〔〕号": {}},
	} {
		for text, want := range cases {
			n, ok := ParseNumber(p, kind, text)
			if ok != (want[1] > 0) || n.Year != want[0] || n.N != want[1] {
				t.Errorf("%s %q: %+v %v", kind, text, n, ok)
			}
		}
	}
}

func TestReportsOfADayAndTheLast(t *testing.T) {
	p := xiqing(t)
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, p.Location())
	for _, text := range []string{"20261123-02", "撤销信息20261123-02"} {
		if n, ok := Find(p, "report", text); !ok || !n.Day.Equal(day) || n.Seq != 2 || n.N != 0 || n.Candidates(p, 2026) != nil {
			t.Errorf("%q: %+v", text, n)
		}
		if n, ok := Find(p, "issue", text); ok {
			t.Errorf("%q is an issue: %+v", text, n)
		}
	}
	for _, text := range []string{"last", "刚才那条", "上一条"} {
		if n, ok := ParseNumber(p, "report", text); !ok || !n.Last {
			t.Errorf("%q: %+v", text, n)
		}
		if n, ok := ParseNumber(p, "issue", text); ok {
			t.Errorf("%q is an issue: %+v", text, n)
		}
	}
}

func TestNumbersOfAllKinds(t *testing.T) {
	p := xiqing(t)
	const text = "信3号转为督〔2026〕12号，见督查〔2026〕2号、会〔2026〕1号第2稿和2026年第1号总林长令；20261123-02"
	want := []string{"report 信3号", "issue 督〔2026〕12号", "inspection 督查〔2026〕2号", "meeting 会〔2026〕1号第2稿",
		"order 2026年第1号总林长令", "report 20261123-02"}
	var got []string
	for _, n := range Numbers(p, text) {
		got = append(got, n.Kind+" "+text[n.At:n.End])
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestCandidates(t *testing.T) {
	p := xiqing(t)
	if got := (Number{Kind: "report", N: 3}).Candidates(p, 2027); !slices.Equal(got, []string{"信〔2027〕3号", "信〔2026〕3号"}) {
		t.Errorf("in January: %v", got)
	}
	if got := (Number{Kind: "issue", Year: 2025, N: 3}).Candidates(p, 2027); !slices.Equal(got, []string{"督〔2025〕3号"}) {
		t.Errorf("with its year: %v", got)
	}
}

// TestWhatIsPrintedIsRead reads back every number that any profile of the house prints, for every kind.
func TestWhatIsPrintedIsRead(t *testing.T) {
	for _, p := range []*profile.Profile{xiqing(t), county(t), load(t, "../../cmd/linzhangbot/testdata/county.yaml"), {},
		{Numbering: map[string]string{"issue": "{year}-{n}", "paper": "林办函〔{year}〕第{n}号", "share": "{year}年第{n}次通报"}}} {
		for _, kind := range p.NumberKinds() {
			for _, n := range []int{1, 10, 2026, 999999} {
				number := p.Number(kind, 2026, n)
				text := "查看 " + number + "，谢谢"
				got, ok := Find(p, kind, text)
				if !ok || got.Kind != kind || got.Year != 2026 || got.N != n || text[got.At:got.End] != number {
					t.Errorf("%s: %s %s is read as %+v %q", p.Name, kind, number, got, text[got.At:got.End])
				}
				all := Numbers(p, text)
				if len(all) != 1 || all[0] != got {
					t.Errorf("%s: %s %s among all: %+v", p.Name, kind, number, all)
				}
				if parsed, ok := ParseNumber(p, kind, number); !ok || parsed.Year != 2026 || parsed.N != n {
					t.Errorf("%s: %s %s alone is %+v", p.Name, kind, number, parsed)
				}
			}
		}
	}
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"同意 会〔2026〕3号 第2稿", "会9999999999号", "\xff督１２號", "第三条", "〔〕号", "9999年第999999号", "20261123-02 last"} {
		f.Add(s)
	}
	x, c := xiqing(f), county(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []*profile.Profile{x, c} {
			all := Numbers(p, text)
			for _, kind := range p.NumberKinds() {
				if n, ok := ParseNumber(p, kind, text); ok {
					all = append(all, n)
				}
			}
			for _, n := range all {
				inside := 0 <= n.At && n.At < n.End && n.End <= len(text)
				if !inside || n.N <= 0 && n.Seq <= 0 && !n.Last || utf8.ValidString(text) && !utf8.ValidString(text[n.At:n.End]) {
					t.Fatalf("%q: %+v", text, n)
				}
			}
		}
	})
}
