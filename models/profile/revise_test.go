package profile

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// three are three versions of one year: one number, a new town and a dropped duty, and a section and a reminder.
const three = `---
version: 二
effective: 2026-04-01
change:
  duties:
    weekly: {at_least: 2}
    short-first: {at_least: 6, due: {day: 25}, every: quarter}
  orgs: {zone: {to: 2026-04-01, successor: east}}
---
version: 三
effective: 2026-09-16
add: {orgs: [{code: north, name: 北乡, kind: town, class: first}], ambiguous: []}
drop: {duties: [weekly], categories: [event]}
change:
  hours: {morning: "09:05"}
  duties: {points: {at_least: 80}}
  numbering: {report: "甲信〔{year}〕{n}号"}
---
version: 四
effective: 2026-10-01
add: {duties: [{id: patrol, title: 巡林, article: 巡林办法 第一条, who: {kind: town}, what: patrol, unit: 次, at_least: 1, every: workday}]}
change: {posts: {liaison: {title: 联络员}}}
`

func quotas(t *testing.T, more string) *Set {
	t.Helper()
	data, err := os.ReadFile("testdata/quotas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(data), "---\n")
	set, problems := Parse("x.yaml", []byte(first+more))
	for _, p := range problems {
		t.Error(p)
	}
	if set == nil {
		t.FailNow()
	}
	return set
}

// TestAYearWithThreeChanges: each version says only what it changes, the others keep theirs, and all of it is told.
func TestAYearWithThreeChanges(t *testing.T) {
	set := quotas(t, three)
	one, two, last := set.Versions[0], set.Versions[1], set.Latest()
	if one.Duties[0].AtLeast != 8 || two.Duties[0].AtLeast != 6 || !one.Duties[0].Due.End || two.Duties[0].Due != (Due{Day: 25}) {
		t.Errorf("the first version is not what it was: %+v", one.Duties[0])
	}
	if len(one.Orgs) != 5 || len(last.Orgs) != 6 || len(one.Categories) != 3 || len(last.Categories) != 2 {
		t.Error("lists are not told apart")
	}
	want := []string{
		"自2026-04-01起：组织“开发区” 结束日期 无→2026-04-01", "自2026-04-01起：组织“开发区” 承接单位 无→east",
		"自2026-04-01起：短信息 至少8条→6条", "自2026-04-01起：短信息 周期 每月→每季度", "自2026-04-01起：短信息 到期日 期末→25日",
		"自2026-04-01起：每周动态 至少1条→2条（从4月6日当周算起）",
		"自2026-09-16起：新增组织“北乡”", "自2026-09-16起：信息质量分 至少60分→80分（从2027年算起）",
		"自2026-09-16起：不再有义务“每周动态”", "自2026-09-16起：不再有信息类别“一事一报”",
		"自2026-09-16起：编号 report：无→甲信〔{year}〕{n}号", "自2026-09-16起：时间 早上提醒 09:03→09:05",
		"自2026-10-01起：职务“信息员” 名称 信息员→联络员", "自2026-10-01起：新增义务“巡林”",
	}
	got := set.Changes()
	for i, line := range got {
		if i >= len(want) || line != want[i] {
			t.Errorf("line %d: %s", i, line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d", len(got), len(want))
	}
}

// TestAddedItemsHaveTheirLine: a mistake in an item that comes in is told where it is written.
func TestAddedItemsHaveTheirLine(t *testing.T) {
	data, err := os.ReadFile("testdata/quotas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data) + "---\neffective: 2027-01-01\nadd:\n  duties:\n    - id: new\n      title: 新\n      article: 办法 第一条\n" +
		"      what: report\n      who: {kind: farms}\n      at_least: 1\n      every: month\n"
	_, problems := Parse("x.yaml", []byte(text))
	lines := strings.Split(text, "\n")
	i := slices.IndexFunc(problems, func(p Problem) bool { return strings.Contains(p.Text, "没有 farms 这一类组织") })
	if len(problems) != 1 || i < 0 || !strings.Contains(lines[problems[i].Line-1], "farms") {
		t.Errorf("got %v", problems)
	}
}

// TestChangeWithinAnItem: a reminder of a duty by its key, and one that goes.
func TestChangeWithinAnItem(t *testing.T) {
	steps := "---\neffective: 2026-06-01\nchange: {duties: {weekly: {steps: [{key: a, when: {after: 1}}, {key: b, when: {on_due: true}}]}}}\n"
	set := quotas(t, steps+"---\neffective: 2026-07-01\nchange: {duties: {weekly: {steps: {a: {when: {after: 2}}}}}}\n"+
		"drop: {duties: {weekly: {steps: [b]}}}\n")
	two, last := mustDuty(t, set.Versions[1], "weekly"), mustDuty(t, set.Latest(), "weekly")
	if len(two.Steps) != 2 || two.Steps[0].When.After != 1 || len(last.Steps) != 1 || last.Steps[0].When.After != 2 {
		t.Errorf("steps %+v, then %+v", two.Steps, last.Steps)
	}
}

// TestChangedPeriods: whoever changes a duty's period reads which days fall into no period, and which into two.
func TestChangedPeriods(t *testing.T) {
	for _, c := range []struct{ effective, change, want string }{
		{"2026-05-15", "short-first: {every: quarter}", "短信息 2026-06-01至2026-06-30不计数（旧周期已结束，新周期从2026年第三季度算起）"},
		{"2026-07-01", "short-first: {every: quarter}", ""},
		{"2026-06-15", "short-first: {every: quarter}", ""},
		{"2026-05-15", "points: {every: month}", "信息质量分 2026-06-01至2026-12-31新旧周期都要计数"},
		{"2026-05-15", "short-first: {at_least: 3}", ""},
	} {
		set := quotas(t, "---\nversion: 二\neffective: "+c.effective+"\nchange: {duties: {"+c.change+"}}\n")
		got := ""
		for _, line := range set.Changes() {
			if _, words, _ := strings.Cut(line, "："); strings.Contains(words, "计数") {
				got = words
			}
		}
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.effective, c.change, got, c.want)
		}
	}
}

// TestBudgetOfNothing: a 0 says that there is no limit, or is refused: it never means something else than check says.
func TestBudgetOfNothing(t *testing.T) {
	set := quotas(t, "---\nversion: 二\neffective: 2026-04-01\nchange: {budget: {per_month: 8, snooze_days: 3, snoozes: 2}}\n"+
		"---\nversion: 三\neffective: 2026-05-01\nchange: {budget: {per_month: 0, snooze_days: 0, snoozes: 0, overdue_every: 7}}\n")
	var got []string
	for _, line := range set.Changes() {
		if words, ok := strings.CutPrefix(line, "自2026-05-01起：提醒次数 "); ok {
			got = append(got, words)
		}
	}
	want := []string{"每月最多几天 8→不限", "最多延后几天 3→不限", "可延后几次 2→不限", "逾期以后隔几天 5→7"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if first, every := set.Latest().Budget.Overdue(); first != 3 || every != 7 {
		t.Errorf("told on %d days, then every %d", first, every)
	}
	data, err := os.ReadFile("testdata/quotas.yaml")
	if err != nil {
		t.Fatal(err)
	}
	base, _, _ := strings.Cut(string(data), "---\n")
	for _, key := range []string{"overdue_first", "overdue_every", "queue_every", "missed_worth"} {
		_, problems := Parse("x.yaml", []byte(base+"---\nversion: 二\neffective: 2026-04-01\nchange:\n  budget: {"+key+": 0}\n"))
		if len(problems) != 1 || !strings.Contains(problems[0].Text, key+" 不能是 0") {
			t.Errorf("%s: %v", key, problems)
		}
	}
}

// TestWhatIsStillUsed: who drops what something else needs reads what that is, once for each.
func TestWhatIsStillUsed(t *testing.T) {
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const drop = "---\nversion: 二\neffective: 2026-09-01\ndrop: {duties: [town-monthly-information], orgs: [dasi]}\n"
	_, problems := Parse("x.yaml", append(data, drop...))
	var got []string
	for _, p := range problems {
		got = append(got, p.Text)
	}
	for _, want := range []string{"没有代号为 town-monthly-information 的义务（指标类“体系建设和实施运行情况” 指标“信息报送”）",
		"没有代号为 dasi 的组织（示例人员“大寺镇联络员”）"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("told twice: %q", got)
	}
}
