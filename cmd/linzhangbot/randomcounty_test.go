package main

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// countyRules is a county of three towns and two units. Its budget is small, so that it is used up.
const countyRules = `code: shanwan
name: 虚构山湾县
short: 山湾县
zone: Asia/Shanghai
version: 第一版
effective: 2026-01-01
bot_names: [林长助手]
orgs:
  - {code: office, name: 县林长办公室, kind: office}
  - {code: east, name: 东乡, kind: town}
  - {code: west, name: 西乡, kind: town}
  - {code: north, name: 北乡, kind: town%s}
  - {code: water, name: 县水务站, kind: unit}
  - {code: park, name: 县园林站, kind: unit}
posts:
  - {key: director, title: 县林长办公室主任, role: director, of: office}
  - {key: office, title: 县林长办公室工作人员, role: office, of: office}
  - {key: liaison, title: 联络员, role: liaison}
sample:
  note: 示例：人员均以职务代称。
  people:
    - {code: office.staff1, name: 县林长办工作人员一, org: office, post: office}
    - {code: office.staff2, name: 县林长办工作人员二, org: office, post: office}
    - {code: east.liaison, name: 东乡联络员, org: east, post: liaison}
    - {code: west.liaison, name: 西乡联络员, org: west, post: liaison}
    - {code: north.liaison, name: 北乡联络员, org: north, post: liaison}
    - {code: water.liaison, name: 县水务站联络员, org: water, post: liaison}
    - {code: park.liaison, name: 县园林站联络员, org: park, post: liaison}
  groups:
    - {chat: main, purpose: main}
    - {chat: office, purpose: office}
categories:
  - {key: work, name: 工作情况, default: true}
reports: {duplicate: 0.8, title_min: 4, title_max: 40, body_max: 1500, edit_until: period, late_days: 31, undo_minutes: 10}
issues:
  default_days: 15
  steps:
    - {key: b3, when: {before: 3}, to: owner, in: own}
    - {key: due, when: {on_due: true}, to: owner, in: own}
    - {key: overdue, when: {after: 1}, if: missed, to: owner, in: own, repeat: workday}
duties:
  - id: info
    title: 报送信息
    article: 信息制度 第五条
    who: {kind: town}
    what: report
    unit: 条
    at_least: %d
    every: month
    due: {end: true}
    how: 发“报送 标题”
    steps:
      - {key: d10, when: {day: 10}, if: none, to: owner, in: own}
      - {key: d20, when: {day: 20}, if: short, to: owner, in: own}
      - {key: last1, when: {last_working: 1}, if: short, to: owner, in: own, text: 今天是本月最后一个工作日。}
      - {key: missed, when: {after: 1}, if: missed, to: owner, in: own}
digests:
  - {key: main-monthly, when: monthly, audience: main, title: 林长制工作通报}
budget: {per_month: 3, overdue_first: 3, overdue_every: 5}
hours: {morning: "09:03", until: "09:07", from: "08:30", to: "18:00"}
`

const countyBudget = 3

var countyNames = map[string]string{"east": "东乡", "west": "西乡", "north": "北乡", "water": "县水务站", "park": "县园林站"}

// randomHistory is a random history of the county: what was drawn, and what it comes to.
type randomHistory struct {
	t      *testing.T
	rt     *rapid.T
	script *script
	now    time.Time
	acts   []act // of each line that is answered
	books  countyBooks
	titles int
	sent   []string // whose the reports are, by number
	raised []string // whose the issues are
}

// act is what a line of the script is for: what it changes once it is accepted, or which statement it asks for.
type act struct {
	code string
	then func(at time.Time, reply event)
}

// countyBooks are the records of a history, from the answers alone, and the rules as they were drawn.
type countyBooks struct {
	quotas  []quotaFrom // the oldest first
	joins   time.Time   // of 北乡; zero: always there
	leaves  time.Time   // of 西乡; zero: never
	reports []*countyReport
	issues  []*countyIssue
}

type quotaFrom struct {
	from time.Time
	n    int
}

// countyReport counts for a month from some moments on, and does not from others on.
type countyReport struct {
	org   string
	month time.Time
	turns []turn
}

// countyIssue is owned and open from some moments on.
type countyIssue struct {
	ref   string
	turns []turn
}

type turn struct {
	at  time.Time
	on  bool
	org string
}

func lastTurn(list []turn, now time.Time) (t turn) {
	for _, x := range list {
		if !x.at.After(now) {
			t = x
		}
	}
	return t
}

func firstOf(t time.Time) time.Time {
	t = t.In(zone)
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, zone)
}

// want is how many a month asks for: what the version asks for that held when the month began.
func (b *countyBooks) want(month time.Time) (n int) {
	for _, q := range b.quotas {
		if !q.from.After(month) {
			n = q.n
		}
	}
	return n
}

// owes: the town was there when the month began, and is not gone, or was not before it was over.
func (b *countyBooks) owes(town string, month, now time.Time) bool {
	switch town {
	case "north":
		return !b.joins.After(month)
	case "west":
		return b.leaves.IsZero() || now.Before(b.leaves) || !b.leaves.Before(month.AddDate(0, 1, 0))
	}
	return town == "east"
}

func (b *countyBooks) have(town string, month, now time.Time) (n int) {
	for _, x := range b.reports {
		if x.org == town && x.month.Equal(month) && lastTurn(x.turns, now).on {
			n++
		}
	}
	return n
}

// short are the towns that owe a month more than they have: how much.
func (b *countyBooks) short(month, now time.Time) map[string]int {
	out := map[string]int{}
	for _, town := range []string{"east", "west", "north"} {
		if missing := b.want(month) - b.have(town, month, now); b.owes(town, month, now) && missing > 0 {
			out[town] = missing
		}
	}
	return out
}

// TestThePastKeepsItsRulesWhateverHappens plays random histories of a small county: reports, withdrawals, returns,
// amendments, issues handed over, towns that come and go, quotas that change in mid-month, outages. What is said of a
// past month is what its own records come to under the rules it began with; nothing is said of what is settled; the budget
// holds; and all that the chats are told of a missed month together is how the towns stand.
//
// The long run: go test -run ThePastKeepsItsRules -rapid.checks 500.
func TestThePastKeepsItsRulesWhateverHappens(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = f.Value.Set("8") // a history is half a year of the whole program
		defer func() { _ = f.Value.Set(f.DefValue) }()
	}
	rapid.Check(t, func(rt *rapid.T) {
		h := &randomHistory{t: t, rt: rt, script: &script{t: t}, now: at(t, "2026-03-02 08:35")}
		h.groups()
		rules := h.rules()
		for h.now.Before(at(t, "2026-06-14 00:00")) {
			h.step()
		}
		end := rapid.SampledFrom([]string{"2026-06-30 12:00", "2026-07-01 09:30", "2026-07-08 16:00"}).Draw(rt, "end")
		all := events(t, simulated(t, written(t, "county.yaml", rules), h.script.String(), end))
		h.enter(all)
		h.hold(all, at(t, end))
	})
}

// rules draws the versions of the profile.
func (h *randomHistory) rules() string {
	draw := func(what string, list ...string) string { return rapid.SampledFrom(list).Draw(h.rt, what) }
	join := draw("北乡 joins", "", "2026-04-01", "2026-04-15", "2026-05-20")
	from := ""
	if join != "" {
		from, h.books.joins = ", from: "+join, at(h.t, join+" 00:00")
	}
	first := rapid.IntRange(1, 2).Draw(h.rt, "quota")
	h.books.quotas = []quotaFrom{{at(h.t, "2026-01-01 00:00"), first}}
	text := fmt.Sprintf(countyRules, from, first)
	for i, day := range []string{draw("second version", "2026-04-01", "2026-04-11", "2026-05-01"), draw("third version", "2026-05-13", "2026-06-01")} {
		n := rapid.IntRange(1, 3).Draw(h.rt, "new quota")
		h.books.quotas = append(h.books.quotas, quotaFrom{at(h.t, day+" 00:00"), n})
		text += fmt.Sprintf("---\nversion: 第%d版\neffective: %s\nchange:\n  duties: {info: {at_least: %d}}\n", i+2, day, n)
		leave := draw("西乡 leaves", "", "", "2026-05-20", "2026-06-05")
		if i == 0 && leave != "" {
			h.books.leaves = at(h.t, leave+" 00:00")
			text += fmt.Sprintf("  orgs: {west: {to: %s, successor: east}}\n", leave)
		}
	}
	return text
}

// groups lets some have a group of their own.
func (h *randomHistory) groups() {
	for _, org := range []string{"east", "west", "north", "water", "park"} {
		if !rapid.Bool().Draw(h.rt, "own group") {
			continue
		}
		kind := "town."
		if org == "water" || org == "park" {
			kind = "unit."
		}
		h.say(kind+org, org+".liaison", "帮助", "", nil)
	}
}

func (h *randomHistory) say(chat, from, text, code string, then func(at time.Time, reply event)) {
	h.now = h.now.Add(time.Minute)
	h.script.say(h.now.Format("2006-01-02 15:04"), chat, from, text)
	h.acts = append(h.acts, act{code: code, then: then})
}
