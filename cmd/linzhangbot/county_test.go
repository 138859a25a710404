package main

import (
	"fmt"
	"strings"
	"testing"
)

// countyStory: in February the first class brings all eight, the second two of three; a long piece comes from one.
func countyStory(t *testing.T) string {
	s := &script{t: t}
	s.say("2026-02-01 09:00", "@bei.liaison", "bei.liaison", "帮助")
	for i, doing := range someDoings(8) {
		s.say(fmt.Sprintf("2026-02-%02d 10:00", 2+i), "main", "bei.liaison", "报送 北山乡"+doing)
	}
	s.say("2026-02-03 11:00", "main", "linchang.liaison", "报送 国有林场修剪防护林带320亩")
	s.say("2026-02-05 11:00", "main", "linchang.liaison", "报送 国有林场新开防火隔离带5公里")
	s.say("2026-03-09 15:00", "main", "nan.liaison", "报送 调研：南河乡河岸林带管护的做法与难处")
	s.say("2026-03-11 16:00", "@chief.east", "chief.east", "登记巡林 3月11日到北山林区巡林，未发现问题")
	return s.String()
}

// someDoings are different enough not to be taken for repeats.
func someDoings(n int) []string {
	return []string{"植树3200株", "排查火险隐患14处", "召开林长例会", "清理枯枝落叶6吨", "培训护林员58人", "给古树挂牌21块",
		"查处乱占林地2起", "放飞赤眼蜂防治美国白蛾", "检修瞭望塔", "修复林道4公里"}[:n]
}

// A county with other classes, quotas, periods, seasons and steps runs by its profile alone.
func TestAnotherCountyByProfileAlone(t *testing.T) {
	all := events(t, simulated(t, "testdata/county.yaml", countyStory(t), "2026-03-31 18:00"))
	standing := func(duty, org, period string) string {
		for _, e := range all {
			if e.Kind == "standing" && e.Duty == duty && (e.Org == org || e.Person == org) && e.Period == period {
				return fmt.Sprintf("%d/%d %s", e.Have, e.Want, e.State)
			}
		}
		return "none"
	}
	for what, want := range map[[3]string]string{
		{"first-monthly", "nan", "2026-02"}:       "0/8 overdue",
		{"first-monthly", "bei", "2026-02"}:       "none", // met and over
		{"first-monthly", "nan", "2026-03"}:       "1/8 near",
		{"first-monthly", "linchang", "2026-03"}:  "none", // another class
		{"second-monthly", "linchang", "2026-02"}: "2/3 overdue",
		{"second-monthly", "linchang", "2026-03"}: "0/3 near",
		{"long-quarterly", "nan", "2026Q1"}:       "1/1 met",
		{"long-quarterly", "bei", "2026Q1"}:       "0/1 near",
		{"patrol", "chief.east", "2026-03"}:       "1/1 met",
		{"patrol", "chief.west", "2026-03"}:       "0/1 near",
		{"patrol", "chief.west", "2026-02"}:       "none", // no patrols in winter
	} {
		if got := standing(what[0], what[1], what[2]); got != want {
			t.Errorf("%v stands at %s, want %s", what, got, want)
		}
	}
	for _, want := range []struct{ day, chat, has, hasNot string }{
		{"2026-02-14", "main", "南河乡", "北山乡"},        // the 15th is a Sunday; eight are in
		{"2026-02-14", "main", "还差1条：国有林场", ""},     // the second class owes three
		{"2026-03-02", "main", "2026年2月", "北山乡"},    // the month is over
		{"2026-03-20", "main", "长篇信息", "南河乡"},       // ten days before the quarter ends, on the working day before
		{"2026-03-20", "@chief.west", "区域林长巡林", ""}, //
	} {
		said := those(all, func(e event) bool {
			return e.Kind == "notice" && e.Chat == want.chat && e.At.Format("2006-01-02") == want.day && strings.Contains(e.Text, want.has)
		})
		if len(said) != 1 || want.hasNot != "" && strings.Contains(said[0].Text, want.hasNot) {
			t.Errorf("on %s in %s %d notices with %s and without %s: %v", want.day, want.chat, len(said), want.has, want.hasNot, said)
		}
	}
	if receipt := coded(all, "report.accepted"); !strings.Contains(receipt[0].Text, "1/8") || !strings.Contains(receipt[7].Text, "2/8") && !strings.Contains(receipt[9].Text, "8/8") {
		t.Errorf("the receipts say\n%s\n%s", receipt[0].Text, receipt[9].Text)
	}
	for _, e := range those(all, func(e event) bool { return e.Kind == "notice" }) {
		if e.Chat == "@chief.east" || e.Chat == "@chief.west" && e.At.Format("2006-01") == "2026-02" {
			t.Errorf("%s is reminded on %s: %s", e.Chat, e.At, e.Text)
		}
		if clock := e.At.Format("15:04"); clock < "08:33" || clock > "08:37" {
			t.Errorf("said at %s, outside the county's morning", clock)
		}
	}
}

// The ladder is the county's own.
func TestAnotherCountysLadder(t *testing.T) {
	set, err := oneProfile("testdata/county.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, step := range set.Latest().Issues.Ladder {
		names = append(names, step.Name)
	}
	if got := strings.Join(names, "→"); got != "提示→约谈→通报" {
		t.Error(got)
	}
}

// TestWordsOfACountyWithFewRules: a profile that leaves out kinds, articles and units leaves no holes in what is said,
// and what is suggested can be done.
func TestWordsOfACountyWithFewRules(t *testing.T) {
	for _, c := range []struct{ chat, from, text, code, holds, never string }{
		{"@who.new", "who.new", "绑定 北山乡 信息员 小周", "member.asked", "北山乡信息员，小周", ""},
		{"office", "office.staff1", "通报各单位：上级会议精神", "refused.bad_input", "信息共享 北山乡：", "0家"},
		{"office", "office.staff1", "信息共享 北山乡：上级会议精神", "share.sent", "1家", ""},
		{"office", "office.staff1", "登记督查 南河乡 未发现问题", "inspection.logged", "\n3月2日｜南河乡", "｜3月2日"},
		{"@nan.liaison", "nan.liaison", "重发 1", "refused.not_allowed", "县林长办", ""},
	} {
		all := events(t, simulated(t, "testdata/county.yaml",
			(&script{t: t}).say("2026-03-02 09:00", c.chat, c.from, c.text).String(), "2026-03-02 09:01"))
		if e := all[0]; e.Code != c.code || !strings.Contains(e.Text, c.holds) || c.never != "" && strings.Contains(e.Text, c.never) {
			t.Errorf("%s: %s %q", c.text, e.Code, e.Text)
		}
	}
	for _, e := range events(t, simulated(t, "testdata/county.yaml", countyStory(t), "2026-03-16 18:00")) {
		if strings.Contains(e.Article, "信息办法 第五条、信息办法 第五条") {
			t.Errorf("an article is named twice: %s", e.Text)
		}
	}
}
