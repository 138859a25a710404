package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// checking is one message of the clock being held against the books of its minute.
type checking struct {
	b      *books
	e      event
	own    string // the organisation whose chat it is
	said   map[*matter]bool
	duties map[string]bool // whose figures it has said
	queued map[string]bool // kinds and numbers of what is overdue and waits for the office in it
	nudged map[string]int  // on how many mornings of the month each was mentioned, beside last days and missed notices
	faults []string
}

func (r *checking) wrong(format string, args ...any) {
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

var (
	severalTitle = regexp.MustCompile(`^\d+月\d+日提醒：(\d+)件事$`)
	dailyTitle   = regexp.MustCompile(`^今日要办（(.+)）$`)
	weeklyTitle  = regexp.MustCompile(`^林长制一周情况（(.+)）$`)
	monthlyTitle = regexp.MustCompile(`^林长制工作通报（截至(.+)）$`)
	manyTitle    = regexp.MustCompile(`^(.*?)“(.+?)”：(\d+)家中(\d+)家(还没完成|没有完成)，(.+)$`)
	ownTitle     = regexp.MustCompile(`^(.*?)“(.+?)”：已有(\d+).，还差(\d+).，(.+)$`)
	kindTitle    = regexp.MustCompile(`^(.*?)(问题整改|会议议定事项|总林长令任务|签收总林长令|签收信息共享|答复活动邀请)：(\d+)件(.+)$`)
	watchMany    = regexp.MustCompile(`^“(.+?)”：(\d+)家中(\d+)家还不齐全$`)
	watchOwn     = regexp.MustCompile(`^“(.+?)”：已有(\d+).，还差(\d+).$`)
	heapTitle    = regexp.MustCompile(`^([^：]+)：(\d+)件$`)
	spentTitle   = regexp.MustCompile(`^本月提醒已达(\d+)次上限：(.+)$`)
	oldTitle     = regexp.MustCompile(`^早先逾期未完成：(.+)$`)
	article      = regexp.MustCompile(`（[^（）]*制度 第[^（）]*条(（[^（）]*）)?[^（）]*）$`)
	inQuotes     = regexp.MustCompile(`“[^”]*”`)
	anyDigit     = regexp.MustCompile(`\d`)
)

// check holds every figure of the message against the books and returns what is wrong.
func (r *checking) check() []string {
	var header string
	var blocks [][]string
	lines := strings.Split(r.e.Text, "\n")
	head := lines[0]
	alone := true
	for _, title := range []*regexp.Regexp{severalTitle, dailyTitle, weeklyTitle, monthlyTitle} {
		if title.MatchString(head) {
			header, lines, alone = head, lines[1:], false
			r.heading(head)
		}
	}
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "● "):
			blocks = append(blocks, []string{article.ReplaceAllString(strings.TrimPrefix(line, "● "), "")})
		case i == 0:
			blocks = append(blocks, []string{line})
		default:
			blocks[len(blocks)-1] = append(blocks[len(blocks)-1], line)
		}
	}
	if alone && strings.Count(r.e.Text, "● ") > 0 {
		r.wrong("no heading: %s", head)
	}
	if m := severalTitle.FindStringSubmatch(header); m != nil && m[1] != strconv.Itoa(len(blocks)) {
		r.wrong("%s, and there are %d", header, len(blocks))
	}
	if m := dailyTitle.FindStringSubmatch(header); m != nil && m[1] != r.e.At.In(zone).Format("1月2日") {
		r.wrong("dated %s", m[1])
	}
	var titles []string
	for _, b := range blocks {
		titles = append(titles, b[0])
		r.block(b)
	}
	if r.e.Chat == "office" {
		r.complete(titles)
	}
	if weeklyTitle.MatchString(head) || strings.Contains(r.e.Text, "● 林长制一周情况") {
		r.weekly(lines)
	}
	return r.faults
}

// block is one matter of a message: its title and what stands under it.
func (r *checking) block(lines []string) {
	title, rest := lines[0], lines[1:]
	switch {
	case manyTitle.MatchString(title):
		r.many(manyTitle.FindStringSubmatch(title), rest)
	case ownTitle.MatchString(title):
		r.alone(ownTitle.FindStringSubmatch(title), rest)
	case watchMany.MatchString(title):
		x := watchMany.FindStringSubmatch(title)
		r.many([]string{title, "", x[1], x[2], x[3], "", ""}, rest)
	case watchOwn.MatchString(title):
		x := watchOwn.FindStringSubmatch(title)
		r.alone([]string{title, "", x[1], x[2], x[3], ""}, rest)
	case kindTitle.MatchString(title):
		r.deadlines(kindTitle.FindStringSubmatch(title), rest)
	case oldTitle.MatchString(title):
		r.old(oldTitle.FindStringSubmatch(title)[1], rest)
	case strings.HasSuffix(title, "参加会议：1件"):
		r.attend(rest)
	case answersTitle.MatchString(title):
		r.answers(answersTitle.FindStringSubmatch(title), rest)
	case spentTitle.MatchString(title):
		r.spent(spentTitle.FindStringSubmatch(title))
		r.rest(rest)
	case heapTitle.MatchString(title):
		r.heap(heapTitle.FindStringSubmatch(title), rest)
	default:
		r.rest(lines)
	}
}

// rest are lines that bear no figure of a block: those of digests, and words that nobody needs to count.
func (r *checking) rest(lines []string) {
	for _, line := range lines {
		if names, ok := strings.CutPrefix(line, "依据："); ok {
			list := strings.Split(names, "、")
			if slices.Sort(list); len(slices.Compact(slices.Clone(list))) != len(list) {
				r.wrong("an article twice: %s", line)
			}
			continue
		}
		known := r.digestLine(line)
		if !known && anyDigit.MatchString(inQuotes.ReplaceAllString(line, "")) {
			r.wrong("no recomputation of %q", line)
		}
	}
}

func number(text string) int { n, _ := strconv.Atoi(text); return n }

// many is a duty in a chat of many: 11家中9家还没完成.
func (r *checking) many(m, rest []string) {
	now := r.e.At
	d, ok := r.b.duty(m[1], m[2], now)
	if !ok {
		r.wrong("no such duty: %s", m[0])
		return
	}
	r.duties[m[1]+m[2]] = true
	short := d.short()
	if number(m[3]) != len(d.who) || number(m[4]) != len(short) {
		r.wrong("%s, and %d of %d have not", m[0], len(short), len(d.who))
	}
	r.when(m[6], r.dueOf(m[1], m[2]), m[5] == "没有完成")
	named := map[string]bool{}
	var others []string
	for _, line := range rest {
		missing := regexp.MustCompile(`^还差(\d+).：(.+)$`).FindStringSubmatch(line)
		if missing == nil {
			others = append(others, line)
			continue
		}
		for _, name := range strings.Split(missing[2], "、") {
			org := r.b.code[name]
			if d.want-d.have(org) != number(missing[1]) || named[org] {
				r.wrong("%s in %q has %d of %d", name, line, d.have(org), d.want)
			}
			named[org] = true
		}
	}
	unnamed := len(short) - len(named)
	said := 0
	for _, line := range others {
		if x := regexp.MustCompile(`^另有(\d+)家也没有完成。$`).FindStringSubmatch(line); x != nil {
			said = number(x[1])
			continue
		}
		if names, ok := strings.CutPrefix(line, "已完成："); ok {
			r.completed(d, names)
			continue
		}
		r.rest([]string{line})
	}
	if said != unnamed {
		r.wrong("%s: %d are not named, and it says %d", m[0], unnamed, said)
	}
}

func (r *checking) completed(d dutyOf, names string) {
	for _, org := range d.who {
		if done := slices.Contains(strings.Split(names, "、"), r.b.name[org]); done != (d.have(org) >= d.want) {
			r.wrong("%s has %d of %d, and those who have completed are %s", r.b.name[org], d.have(org), d.want, names)
		}
	}
}

// alone is a duty in its owner's own chat: 已有1条，还差1条.
func (r *checking) alone(m, rest []string) {
	d, ok := r.b.duty(m[1], m[2], r.e.At)
	org := r.own
	if org == "" || r.e.Chat == "office" {
		org = "office"
	}
	if !ok || d.have(org) != number(m[3]) || d.want-d.have(org) != number(m[4]) || d.have(org) >= d.want {
		r.wrong("%s of %s, and it has %d of %d", m[0], org, d.have(org), d.want)
	}
	r.when(m[5], r.dueOf(m[1], m[2]), m[5] == "已过期限")
	r.rest(rest)
}

// dueOf is the last day of a duty in a period.
func (r *checking) dueOf(period, title string) time.Time {
	now := midnight(r.e.At)
	month := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, zone)
	for i := range 12 {
		if period == month.AddDate(0, -i, 0).Format("2006年1月") {
			month = month.AddDate(0, -i, 0)
		}
	}
	switch title {
	case "每月报送工作情况":
		return month.AddDate(0, 1, -1)
	case "每年提出督查工作安排并申请备案":
		return time.Date(now.Year(), 3, 31, 0, 0, 0, 0, zone)
	}
	return time.Date(now.Year(), 6, 30, 0, 0, 0, 0, zone)
}

var (
	leftWords = regexp.MustCompile(`^(\d+)月(\d+)日前（还有(\d+)天）$`)
	lateWords = regexp.MustCompile(`^(\d+)月(\d+)日到期，已逾期(\d+)个工作日$`)
)

// when holds 4月30日前（还有20天） against the day.
func (r *checking) when(words string, due time.Time, over bool) {
	if words == "" {
		return // it is looked at as it stands now
	}
	today, due := midnight(r.e.At), midnight(due)
	left := int(due.Sub(today).Hours() / 24)
	ok := false
	switch x := leftWords.FindStringSubmatch(words); {
	case x != nil:
		ok = number(x[1]) == int(due.Month()) && number(x[2]) == due.Day() && number(x[3]) == left && left > 0
	case words == "今天到期":
		ok = left == 0
	case words == "已过期限":
		ok = left < 0 && over
	case lateWords.MatchString(words):
		x := lateWords.FindStringSubmatch(words)
		ok = number(x[1]) == int(due.Month()) && number(x[2]) == due.Day() && number(x[3]) == workdaysBetween(due, today) && left < 0
	}
	if !ok {
		r.wrong("%q, and the day is %s", words, due.Format(time.DateOnly))
	}
}

var deadlineLine = regexp.MustCompile(`^(?:(\S+) )?((?:督|议|享|协)〔2026〕\d+号|2026年第1号总林长令(?:第\d+项)?)(?:等(\d+)件)? (.+?)，` +
	`(\d+月\d+日前（还有\d+天）|今天到期|\d+月\d+日到期，已逾期\d+个工作日)(?:：(.+))?$`)

// deadlines are matters of one kind: how many, how many of them late, and each with its day.
func (r *checking) deadlines(m, rest []string) {
	now, kind := r.e.At, m[2]
	count, late, besides := 0, 0, 0
	for _, line := range rest {
		if x := regexp.MustCompile(`^……另有(\d+)件$`).FindStringSubmatch(line); x != nil {
			count += number(x[1])
			late = -1000 // those that are only counted may be late
			continue
		}
		if x := regexp.MustCompile(`^另有(\d+)件早已逾期，仍未办结。$`).FindStringSubmatch(line); x != nil {
			besides = number(x[1])
			continue
		}
		x := deadlineLine.FindStringSubmatch(line)
		if x == nil {
			r.rest([]string{line})
			continue
		}
		for _, owed := range r.meant(kind, x, line) {
			count++
			if owed.overdue(now) {
				late++
			}
			if !owed.open(now) {
				r.wrong("%q is settled", line)
			}
			if r.said[owed] {
				r.wrong("%q is said twice", line)
			}
			r.said[owed] = true
			r.cadence(owed, line)
			r.when(x[5], owed.due, false)
		}
	}
	r.others(kind, besides)
	want := fmt.Sprintf("%d件，其中%d件已逾期", count, late)
	switch late {
	case 0:
		want = fmt.Sprintf("%d件临近期限", count)
	case count:
		want = fmt.Sprintf("%d件已逾期", count)
	}
	if got := m[3] + "件" + m[4]; got != want && late >= 0 || number(m[3]) != count {
		r.wrong("%s, and there are %s", m[0], want)
	}
}

// cadence: what is overdue is told on three working days, then on every fifth, or less often.
func (r *checking) cadence(m *matter, line string) {
	n := m.late(r.e.At)
	if !m.overdue(r.e.At) {
		return
	}
	if m.told++; m.told > min(n, 3+max(0, n-3)/5) {
		r.wrong("%q is told for the %dth time", line, m.told)
	}
}

// meant are the matters of a line: one, or what several owe alike.
func (r *checking) meant(kind string, x []string, line string) (out []*matter) {
	names := []string{x[1]}
	if x[6] != "" {
		names = strings.Split(x[6], "、")
	}
	for _, name := range names {
		org := r.b.code[name]
		if name == "" {
			org = r.own
		}
		owed := r.b.find(kind, x[2], org)
		if x[3] != "" { // numbers of their own: 议〔2026〕3号等11件
			first := r.b.those(func(m *matter) bool { return m.kind == kind && m.ref == x[2] })
			alike := r.b.those(func(m *matter) bool {
				return m.kind == kind && m.org == org && len(first) == 1 && m.due.Equal(first[0].due) && m.opened.Equal(first[0].opened)
			})
			if len(alike) == 1 {
				owed = alike[0]
			}
		}
		if owed == nil {
			r.wrong("%q is nobody's: %q", line, name)
			continue
		}
		out = append(out, owed)
	}
	if x[3] != "" && number(x[3]) != len(out) {
		r.wrong("%q, and there are %d", line, len(out))
	}
	return out
}

// others are those that are overdue and not told today: in the main group everybody's, elsewhere the same owners'.
func (r *checking) others(kind string, said int) {
	owners := map[string]bool{}
	for m := range r.said {
		if m.kind == kind {
			owners[m.org] = true
		}
	}
	n := len(r.b.those(func(m *matter) bool {
		return m.kind == kind && (r.e.Chat == "main" || owners[m.org]) && m.overdue(r.e.At) && !r.said[m]
	}))
	if n != said {
		r.wrong("%s: 另有%d件, and there are %d", kind, said, n)
	}
}
