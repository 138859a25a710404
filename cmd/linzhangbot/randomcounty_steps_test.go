package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"pgregory.net/rapid"
)

var tallyInText = regexp.MustCompile(` \d+/\d+`)

var refInText = regexp.MustCompile(`(?:信|督)〔2026〕\d+号`)

// step is some days going by and one thing that happens then, at any hour.
func (h *randomHistory) step() {
	days := rapid.IntRange(0, 4).Draw(h.rt, "days")
	hour := rapid.IntRange(7, 20).Draw(h.rt, "hour")
	next := midnight(h.now).AddDate(0, 0, days).Add(time.Duration(hour) * time.Hour).Add(15 * time.Minute)
	if next.After(h.now) {
		h.now = next
	}
	for range rapid.IntRange(1, 3).Draw(h.rt, "things") {
		do := rapid.SampledFrom([]func(){h.report, h.late, h.withdraw, h.sendBack, h.amend, h.raise, h.rectify, h.rectify,
			h.close, h.transfer, h.ask, h.ask, h.outage}).Draw(h.rt, "what")
		do()
	}
}

func (h *randomHistory) town() string {
	return rapid.SampledFrom([]string{"east", "west", "north"}).Draw(h.rt, "town")
}

// title is a new one each time: two doings of ten.
func (h *randomHistory) title(town string) string {
	list := someDoings(10)
	i := h.titles % 90
	h.titles++
	return countyNames[town] + list[i%10] + "，" + list[(i%10+1+i/10)%10]
}

func (h *randomHistory) report() { h.submit("报送 ", firstOf(h.now)) }
func (h *randomHistory) late()   { h.submit("补报上月信息：", firstOf(h.now).AddDate(0, -1, 0)) }

// submit brings a report of a month; a late one is asked about first.
func (h *randomHistory) submit(words string, month time.Time) {
	town := h.town()
	h.sent = append(h.sent, town)
	words += h.title(town)
	if month.Before(firstOf(h.now)) {
		h.say("@"+town+".liaison", town+".liaison", words, "report.confirm", nil)
		words = "确认"
	}
	h.say("@"+town+".liaison", town+".liaison", words, "report.accepted", func(at time.Time, reply event) {
		h.books.reports = append(h.books.reports, &countyReport{org: town, month: month, turns: []turn{{at: at, on: true}}})
		want := fmt.Sprintf(" %d/%d", h.books.have(town, month, at), h.books.want(month))
		got := tallyInText.FindString(reply.Text)
		free := got == "" || town == "west" && (strings.Contains(reply.Text, "已免报") || at.Before(h.books.leaves))
		if owes := h.books.owes(town, month, at); owes && got != want || !owes && !free {
			h.rt.Fatalf("on %s the receipt says %q of %s of %s, and it is %q: %s\n%s", at, got, month.Format("2006-01"), town, want, reply.Text, h.script)
		}
	})
}

// recent is one of the last few of a list, by the number that it will bear if all are accepted, and whose it is.
func (h *randomHistory) recent(list []string, what string) (n int, org string) {
	n = rapid.IntRange(max(1, len(list)-4), max(1, len(list))).Draw(h.rt, what)
	if n > len(list) {
		return n, "east"
	}
	return n, list[n-1]
}

// turned notes whether a report counts from now on: the answer must name it.
func (h *randomHistory) turned(on bool) func(time.Time, event) {
	return func(at time.Time, reply event) {
		var n int
		if _, err := fmt.Sscanf(refInText.FindString(reply.Text), "信〔2026〕%d号", &n); err == nil && n <= len(h.books.reports) {
			x := h.books.reports[n-1]
			x.turns = append(x.turns, turn{at: at, on: on})
		}
	}
}

func (h *randomHistory) withdraw() {
	n, town := h.recent(h.sent, "report")
	h.say("@"+town+".liaison", town+".liaison", fmt.Sprintf("撤回 信〔2026〕%d号", n), "report.withdrawn", h.turned(false))
}

func (h *randomHistory) sendBack() {
	n, _ := h.recent(h.sent, "report")
	h.say("office", "office.staff1", fmt.Sprintf("退回 信〔2026〕%d号 缺少数字", n), "report.returned", h.turned(false))
}

func (h *randomHistory) amend() {
	n, town := h.recent(h.sent, "report")
	h.say("@"+town+".liaison", town+".liaison", fmt.Sprintf("改标题 信〔2026〕%d号 %s，共3处", n, h.title(town)), "report.amended",
		h.turned(true))
}

func (h *randomHistory) raise() {
	org := rapid.SampledFrom([]string{"east", "west", "north", "water", "park"}).Draw(h.rt, "owner")
	due := h.now.AddDate(0, 0, rapid.IntRange(2, 20).Draw(h.rt, "term"))
	h.raised = append(h.raised, org)
	h.say("office", "office.staff1", fmt.Sprintf("挂问题：%s第%d处围栏损坏，%s前整改到位", countyNames[org], len(h.raised), due.Format("1月2日")),
		"issue.raised", func(at time.Time, reply event) {
			h.books.issues = append(h.books.issues, &countyIssue{ref: refInText.FindString(reply.Text), turns: []turn{{at, true, org}}})
		})
}

// changed notes a new turn of the issue that an answer names.
func (h *randomHistory) changed(on bool, org string) func(time.Time, event) {
	return func(at time.Time, reply event) {
		for _, x := range h.books.issues {
			if x.ref == refInText.FindString(reply.Text) {
				was := lastTurn(x.turns, at)
				if org != "" {
					was.org = org
				}
				x.turns = append(x.turns, turn{at, on, was.org})
			}
		}
	}
}

func (h *randomHistory) rectify() {
	n, org := h.recent(h.raised, "issue")
	h.say("@"+org+".liaison", org+".liaison", fmt.Sprintf("督〔2026〕%d号已整改，围栏已修好", n), "issue.rectified", h.changed(false, ""))
	h.script.lines[len(h.script.lines)-1]["photo"] = "after.jpg"
}

func (h *randomHistory) close() {
	n, _ := h.recent(h.raised, "issue")
	if rapid.Bool().Draw(h.rt, "good") {
		h.say("office", "office.staff2", fmt.Sprintf("销号 %d", n), "issue.closed", h.changed(false, ""))
		return
	}
	h.say("office", "office.staff2", fmt.Sprintf("退回 督〔2026〕%d号 照片不清", n), "issue.returned", h.changed(true, ""))
}

func (h *randomHistory) transfer() {
	org := rapid.SampledFrom([]string{"east", "water", "park"}).Draw(h.rt, "successor")
	n, _ := h.recent(h.raised, "issue")
	h.say("office", "office.staff1", fmt.Sprintf("转办 督〔2026〕%d号 给%s，原因：属其地界", n, countyNames[org]), "issue.transferred",
		h.changed(true, org))
	if n <= len(h.raised) {
		h.raised[n-1] = org
	}
}

// ask lets the office ask who is short of a month that is over.
func (h *randomHistory) ask() {
	month := firstOf(h.now).AddDate(0, -rapid.IntRange(1, 3).Draw(h.rt, "months ago"), 0)
	if month.Before(firstOf(at(h.t, "2026-03-01 00:00"))) {
		return
	}
	h.say("office", "office.staff1", month.Format("1月")+"谁没报信息", "duty.standing", func(at time.Time, reply event) {
		if got, want := reply.Text, h.books.statement(month, at); !strings.HasPrefix(got, want) {
			h.rt.Fatalf("on %s it is said of %s\n%s\nand it is\n%s\n%s", at, month.Format("2006-01"), got, want, h.script)
		}
	})
}

// statement is what is true of a month that is over.
func (b *countyBooks) statement(month, now time.Time) string {
	short := b.short(month, now)
	if len(short) == 0 {
		return "都完成了，没有欠着的。"
	}
	var parts []string
	for n := 3; n > 0; n-- {
		var names []string
		for _, town := range []string{"east", "west", "north"} {
			if short[town] == n {
				names = append(names, countyNames[town])
			}
		}
		if len(names) > 0 {
			parts = append(parts, fmt.Sprintf("还差%d条：%s", n, strings.Join(names, "、")))
		}
	}
	title := month.Format("2006年1月")
	return fmt.Sprintf("%s没有完成的\n%s“报送信息”%d家，已过期限：%s", title, title, len(short), strings.Join(parts, "；"))
}

func (h *randomHistory) outage() {
	span := rapid.SampledFrom([]string{"90m", "20h", "50h", "120h"}).Draw(h.rt, "outage")
	h.now = h.now.Add(time.Minute)
	h.script.down(h.now.Format("2006-01-02 15:04"), span)
	d, _ := time.ParseDuration(span)
	h.now = h.now.Add(d)
}
