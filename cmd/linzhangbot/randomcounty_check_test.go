package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// enter puts into the books what was accepted, and holds each statement about the past as it comes.
func (h *randomHistory) enter(all []event) {
	replies := those(all, func(e event) bool { return e.Kind == "reply" })
	if len(replies) != len(h.acts) {
		h.rt.Fatalf("%d answers to %d sentences", len(replies), len(h.acts))
	}
	for i, a := range h.acts {
		if a.then != nil && replies[i].Code == a.code {
			a.then(replies[i].At, replies[i])
		}
	}
}

// hold checks everything that the clock said, and how it stands at the end.
func (h *randomHistory) hold(all []event, end time.Time) {
	spent := map[string]int{}
	missed := map[string]map[string]int{} // by morning: who was told that it is the last day, or that a month was missed
	for _, e := range those(all, func(e event) bool { return e.Kind == "notice" }) {
		clock := e.At.In(zone).Format("15:04")
		scheduled := strings.Contains(e.Text, "“报送信息”") || strings.Contains(e.Text, "问题整改：")
		if e.Chat == "office" || !scheduled || clock < "08:00" {
			continue
		}
		if !atWork(e.At) {
			h.rt.Fatalf("on a day off: %s %s", e.At, e.Text)
		}
		h.lines(e, missed)
		for org := range countyNames {
			if h.spends(e, org) {
				spent[org+e.At.In(zone).Format(" 2006-01")]++
			}
		}
	}
	for who, n := range spent {
		if n > countyBudget {
			h.rt.Fatalf("%s is mentioned on %d mornings\n%s", who, n, h.script)
		}
	}
	h.together(missed)
	h.standings(all, end)
}

// spends: an organisation is mentioned, and not only for a last day or a missed notice.
func (h *randomHistory) spends(e event, org string) bool {
	if !slices.Contains(e.Mention, org+".liaison") {
		return false
	}
	name := ""
	if e.Chat == "main" {
		name = countyNames[org]
		quota := strings.Contains(e.Text, "今天是本月最后一个工作日") || strings.Contains(e.Text, "没有完成，已过期限")
		for _, line := range strings.Split(e.Text, "\n") {
			if quota && strings.HasPrefix(line, "还差") && strings.Contains(line, name) {
				return false
			}
		}
	}
	return !onlyPasses(e, name)
}

var (
	countyIssueLine = regexp.MustCompile(`^(?:(\S+) )?(督〔2026〕\d+号) .+，(?:今天到期|.*还有\d+天）|.*已逾期\d+个工作日)$`)
	countyMany      = regexp.MustCompile(`^(.*?)“报送信息”：(\d+)家中(\d+)家(?:还没完成|没有完成)，`)
	countyMonth     = regexp.MustCompile(`^(.*?)“报送信息”：(.+)$`)
	countyOwn       = regexp.MustCompile(`^(.*?)“报送信息”：已有(\d+)条，还差(\d+)条，`)
)

// lines: nothing is said about what is settled, and every figure of the quota is true.
func (h *randomHistory) lines(e event, missed map[string]map[string]int) {
	wrong := func(line string, args ...any) {
		h.rt.Fatalf("%s in %s: %s: %v\n%s", e.At, e.Chat, line, fmt.Sprint(args...), h.script)
	}
	_, own, _ := strings.Cut(e.Chat, ".")
	var month time.Time
	told := func(org string) {
		lastDay := midnight(workdaysAfter(e.At, 1)).Month() != midnight(e.At).Month()
		if mentioned := slices.Contains(e.Mention, org+".liaison"); mentioned && (!month.Equal(firstOf(e.At)) || lastDay) {
			day := e.At.In(zone).Format(time.DateOnly)
			if missed[day] == nil {
				missed[day] = map[string]int{}
			}
			missed[day][org]++
		}
	}
	for _, line := range strings.Split(e.Text, "\n") {
		line = strings.TrimPrefix(article.ReplaceAllString(line, ""), "● ")
		if x := countyIssueLine.FindStringSubmatch(line); x != nil {
			org := own
			if x[1] != "" {
				org = codeOf(x[1])
			}
			if i := h.books.issue(x[2]); i == nil || lastTurn(i.turns, e.At) != (turn{lastTurn(i.turns, e.At).at, true, org}) {
				wrong(line, "it is settled or another's")
			}
		}
		if x := countyMany.FindStringSubmatch(line); x != nil {
			month = monthCalled(x[1], e.At)
			short, owing := h.books.short(month, e.At), 0
			for _, town := range []string{"east", "west", "north"} {
				if h.books.owes(town, month, e.At) {
					owing++
				}
			}
			if number(x[2]) != owing || number(x[3]) != len(short) {
				wrong(line, owing, " owe it, short are ", short)
			}
		}
		if x := countyOwn.FindStringSubmatch(line); x != nil {
			month = monthCalled(x[1], e.At)
			missing := h.books.short(month, e.At)[own]
			if number(x[3]) != missing || missing == 0 || number(x[2]) != h.books.have(own, month, e.At) {
				wrong(line, "short of ", missing)
			}
			told(own)
		}
		if x := countyMonth.FindStringSubmatch(line); x != nil && strings.Contains(e.Text, "工作通报") && !countyMany.MatchString(line) {
			if want := h.books.completed(monthCalled(x[1], e.At), e.At); x[2] != want {
				wrong(line, "it is ", want)
			}
		}
		if n, names, ok := strings.Cut(strings.TrimPrefix(line, "还差"), "条："); ok && strings.HasPrefix(line, "还差") {
			for _, name := range strings.Split(names, "、") {
				if got := h.books.short(month, e.At)[codeOf(name)]; got != number(n) {
					wrong(line, name, " is short of ", got)
				}
				told(codeOf(name))
			}
		}
	}
}

// together: what all chats are told of a month on its last working day and on the first one after it is who is short of
// it, each once, whatever was said before.
func (h *randomHistory) together(missed map[string]map[string]int) {
	for day, told := range missed {
		now := at(h.t, day+" 09:03")
		month, first := firstOf(now), workdaysAfter(firstOf(now).AddDate(0, 0, -1), 1)
		lastDay := midnight(workdaysAfter(now, 1)).Month() != now.Month()
		if !lastDay {
			month = month.AddDate(0, -1, 0)
		}
		short := h.books.short(month, now)
		for org, times := range told {
			if times != 1 || short[org] == 0 {
				h.rt.Fatalf("%s: %s is told %d times, short are %v\n%s", day, org, times, short, h.script)
			}
		}
		if len(told) != len(short) && (lastDay || midnight(now).Equal(first)) {
			h.rt.Fatalf("%s: told are %v, short are %v\n%s", day, told, short, h.script)
		}
	}
}

// standings: what is printed at the end is what the records come to.
func (h *randomHistory) standings(all []event, end time.Time) {
	for back := range 2 {
		month := firstOf(end).AddDate(0, -back, 0)
		short := h.books.short(month, end)
		for _, town := range []string{"east", "west", "north"} {
			list := those(all, func(e event) bool {
				return e.Kind == "standing" && e.Org == town && e.Period == month.Format("2006-01") && e.State != "waived"
			})
			owed := h.books.owes(town, month, end) && (back == 0 || short[town] > 0) && (town != "west" || h.books.leaves.IsZero())
			switch {
			case town == "west" && !h.books.leaves.IsZero(): // gone: what was over stays on file, and nobody is asked
			case owed != (len(list) == 1):
				h.rt.Fatalf("%s %s: %d standings\n%s", town, month.Format("2006-01"), len(list), h.script)
			case owed && (list[0].Want != h.books.want(month) || list[0].Have != h.books.have(town, month, end)):
				h.rt.Fatalf("%s %s stands at %d/%d, and it is %d/%d\n%s", town, month.Format("2006-01"), list[0].Have, list[0].Want,
					h.books.have(town, month, end), h.books.want(month), h.script)
			}
		}
	}
}

func (b *countyBooks) issue(ref string) *countyIssue {
	for _, x := range b.issues {
		if x.ref == ref {
			return x
		}
	}
	return nil
}

func codeOf(name string) string {
	for code, n := range countyNames {
		if n == name {
			return code
		}
	}
	return ""
}

// monthCalled is the month that a message means: 本月, or one by its name.
func monthCalled(words string, now time.Time) time.Time {
	if m, err := time.ParseInLocation("2006年1月", words, zone); err == nil {
		return m
	}
	return firstOf(now)
}

// completed is what the monthly digest says of a month that is over.
func (b *countyBooks) completed(month, now time.Time) string {
	short, done := b.short(month, now), []string{}
	for _, town := range []string{"east", "west", "north"} {
		if b.owes(town, month, now) && short[town] == 0 {
			done = append(done, countyNames[town])
		}
	}
	switch {
	case len(short) == 0:
		return fmt.Sprintf("%d家全部完成", len(done))
	case len(done) == 0:
		return fmt.Sprintf("%d家都还没有完成", len(short))
	}
	return fmt.Sprintf("%s已完成，还有%d家没有完成", strings.Join(done, "、"), len(short))
}
