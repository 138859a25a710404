package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	rateLine    = regexp.MustCompile(`^(.+?)：(本月|本季度|今年|2026年上半年) (.+)$`)
	linkedLine  = regexp.MustCompile(`^(\S+?)：(.+)$`)
	countsLine  = regexp.MustCompile(`^(.+?)：已逾期(\d+)件，临近期限(\d+)件$`)
	listLine    = regexp.MustCompile(`^督查问题：在办(\d+)件，逾期(\d+)件，待核查(\d+)件$`)
	tasksLine   = regexp.MustCompile(`^议定事项：未办结(\d+)件，逾期(\d+)件$`)
	orderLine   = regexp.MustCompile(`^总林长令：未签收(\d+)家，未办结任务(\d+)项(?:，逾期(\d+)项)?$`)
	overLine    = regexp.MustCompile(`^(.*?)“(.+?)”(\d+)家，已过期限：还差(\d+).：(.+)$`)
	openLine    = regexp.MustCompile(`^(.*?)“(.+?)”(\d+)家：还差(\d+).：(.+)$`)
	monthlyLine = regexp.MustCompile(`^(\d+年\d+月|\d+年上半年)“(.+?)”：(.+)$`)
)

// digestLine checks one line of a weekly or monthly digest; ok is false where it is none.
func (r *checking) digestLine(line string) (ok bool) {
	for _, check := range []func(string) bool{r.heading, r.linked, r.rate, r.counts, r.lists, r.over, r.month, r.next} {
		if check(line) {
			return true
		}
	}
	return false
}

// heading is the title of a digest among other matters.
func (r *checking) heading(line string) bool {
	weekly, monthly := weeklyTitle.FindStringSubmatch(line), monthlyTitle.FindStringSubmatch(line)
	today := midnight(r.e.At)
	switch {
	case weekly != nil:
		return r.must(weekly[1], today.Format("1月2日"))
	case monthly != nil:
		return r.must(monthly[1], today.AddDate(0, 0, -today.Day()).Format("2006年1月2日"))
	}
	return false
}

// must compares a line with what it ought to be.
func (r *checking) must(line, want string) bool {
	if line != want {
		r.wrong("%q, and it is %q", line, want)
	}
	return true
}

// concerns tells whether the reader of a digest is told about an organisation: a chief's are the towns linked to him.
func (r *checking) concerns(org string) bool {
	linked, chief := linkedTo[strings.TrimPrefix(r.e.Chat, "@")]
	return !chief || slices.Contains(linked, org)
}

var linkedTo = map[string][]string{"chief.a": {"yangliuqing", "xinkou", "zhangjiawo"},
	"chief.b": {"zhongbei", "xiyingmen", "liqizhuang"}, "chief.c": {"dasi", "wangwenzhuang", "jingwu"},
	"chief.d": {"jinmenhu", "chilongnan"}}

// linked is how a chief's town stands: what it is short of now, and what of it is overdue, kind by kind.
func (r *checking) linked(line string) bool {
	x := linkedLine.FindStringSubmatch(line)
	_, chief := linkedTo[strings.TrimPrefix(r.e.Chat, "@")]
	if x == nil || !chief || !slices.Contains(quarterTowns, r.b.code[x[1]]) {
		return false
	}
	org := r.b.code[x[1]]
	if !r.concerns(org) {
		r.wrong("%q is none of his towns", line)
	}
	return r.must(line, x[1]+"："+r.townWords(org))
}

func (r *checking) townWords(org string) string {
	var parts []string
	const reports, boards = "每月报送工作情况", "公示牌信息与现任林长一致"
	if d, _ := r.b.duty("本月", reports, r.e.At); d.have(org) < d.want {
		parts = append(parts, fmt.Sprintf("%s%d/%d", reports, d.have(org), d.want))
	}
	if d, _ := r.b.duty("", boards, r.e.At); d.have(org) < d.want {
		parts = append(parts, boards+"需补充")
	}
	for _, kind := range kinds {
		late := r.b.those(func(m *matter) bool { return m.kind == kind && m.org == org && m.overdue(r.e.At) })
		if len(late) > 0 {
			parts = append(parts, fmt.Sprintf("%s逾期%d件", kind, len(late)))
		}
	}
	if len(parts) == 0 {
		return "都已完成"
	}
	return strings.Join(parts, "，")
}

// weekly: a chief hears of each of his towns, and every reader of each kind of which something is late or near.
func (r *checking) weekly(lines []string) {
	has := func(start string) bool {
		return slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, start+"：") })
	}
	for _, org := range linkedTo[strings.TrimPrefix(r.e.Chat, "@")] {
		if !has(r.b.name[org]) {
			r.wrong("nothing of %s", r.b.name[org])
		}
	}
	for _, kind := range kinds {
		if late, near := r.pressing(kind); late+near > 0 && !has(kind) {
			r.wrong("nothing of %s: %d overdue, %d near", kind, late, near)
		}
	}
}

func (r *checking) rate(line string) bool {
	x := rateLine.FindStringSubmatch(line)
	if x == nil {
		return false
	}
	d, ok := r.b.duty(x[2], x[1], r.e.At)
	if !ok {
		return false
	}
	short := d.short()
	want := map[bool]string{true: "已完成", false: "还没完成"}[len(short) == 0]
	if len(d.who) > 1 {
		if want = fmt.Sprintf("%d家全部完成", len(d.who)); len(short) > 0 {
			want = fmt.Sprintf("%d家中%d家完成", len(d.who), len(d.who)-len(short))
		}
		var open []string
		for _, org := range short {
			if r.concerns(org) {
				open = append(open, r.b.name[org])
			}
		}
		if len(open) > 0 && len(open) <= 3 {
			want += "，还差" + strings.Join(open, "、")
		}
	}
	return r.must(line, x[1]+"："+x[2]+" "+want)
}

func (r *checking) counts(line string) bool {
	x := countsLine.FindStringSubmatch(line)
	if x == nil {
		return false
	}
	late, near := r.pressing(x[1])
	return r.must(line, fmt.Sprintf("%s：已逾期%d件，临近期限%d件", x[1], late, near))
}

// pressing counts what of a kind is overdue and what is near, as far as it concerns the reader.
func (r *checking) pressing(kind string) (late, near int) {
	for _, m := range r.b.those(func(m *matter) bool { return m.kind == kind && r.concerns(m.org) }) {
		switch {
		case m.overdue(r.e.At):
			late++
		case m.near(r.e.At):
			near++
		}
	}
	return late, near
}

func (r *checking) lists(line string) bool {
	now := r.e.At
	count := func(kind string, fits func(*matter) bool) int {
		return len(r.b.those(func(m *matter) bool { return m.kind == kind && by(m.opened, now) && fits(m) }))
	}
	stands := func(m *matter) bool { return !by(m.checked, now) }
	overdue := func(m *matter) bool { return m.overdue(now) }
	waits := func(m *matter) bool { return by(m.settled, now) && !by(m.checked, now) }
	switch {
	case listLine.MatchString(line):
		return r.must(line, fmt.Sprintf("督查问题：在办%d件，逾期%d件，待核查%d件", count(kindIssue, stands), count(kindIssue, overdue),
			count(kindIssue, waits)))
	case tasksLine.MatchString(line):
		return r.must(line, fmt.Sprintf("议定事项：未办结%d件，逾期%d件", count(kindResolution, stands), count(kindResolution, overdue)))
	case orderLine.MatchString(line):
		want := fmt.Sprintf("总林长令：未签收%d家，未办结任务%d项", count(kindOrder, func(m *matter) bool { return m.open(now) }),
			count(kindItem, stands))
		if n := count(kindItem, overdue); n > 0 {
			want += fmt.Sprintf("，逾期%d项", n)
		}
		return r.must(line, want)
	}
	return false
}

// over is a duty of which the period is over, or nearly: who is short of how much.
func (r *checking) over(line string) bool {
	x := overLine.FindStringSubmatch(line)
	if x == nil {
		x = openLine.FindStringSubmatch(line)
	}
	if x == nil {
		return false
	}
	d, ok := r.b.duty(x[1], x[2], r.e.At)
	var short []string
	for _, org := range d.short() {
		if r.concerns(org) {
			short = append(short, org)
		}
	}
	if !ok || number(x[3]) != len(short) {
		r.wrong("%q, and %d are short", line, len(short))
	}
	for _, part := range strings.Split(line[strings.Index(line, "：还差"):], "；") {
		y := regexp.MustCompile(`还差(\d+).：(.+)$`).FindStringSubmatch(part)
		for _, name := range strings.Split(y[2], "、") {
			if org := r.b.code[name]; d.want-d.have(org) != number(y[1]) {
				r.wrong("%q: %s has %d of %d", line, name, d.have(org), d.want)
			}
		}
	}
	return true
}

// month is who has completed what in the month that is over.
func (r *checking) month(line string) bool {
	x := monthlyLine.FindStringSubmatch(line)
	if x == nil {
		return false
	}
	d, ok := r.b.duty(x[1], x[2], r.e.At)
	if !ok {
		return false
	}
	if r.duties[x[1]+x[2]] {
		r.wrong("%q is said twice", line)
	}
	var done []string
	for _, org := range d.who {
		if d.have(org) >= d.want {
			done = append(done, r.b.name[org])
		}
	}
	short := len(d.who) - len(done)
	want := fmt.Sprintf("%s已完成，还有%d家没有完成", strings.Join(done, "、"), short)
	switch 0 {
	case short:
		want = fmt.Sprintf("%d家全部完成", len(done))
	case len(done):
		want = fmt.Sprintf("%d家都还没有完成", short)
	}
	return r.must(line, fmt.Sprintf("%s“%s”：%s", x[1], x[2], want))
}

// next is the meeting that comes next.
func (r *checking) next(line string) bool {
	said, ok := strings.CutPrefix(line, "下次会议：")
	if !ok {
		return false
	}
	for _, m := range r.b.meetings {
		if by(m.noticed, r.e.At) && m.start.After(r.e.At) {
			return r.must(said, m.title+"，"+dayWords(m.start)+"，"+m.place)
		}
	}
	r.wrong("%q, and there is none", line)
	return true
}

var answersTitle = regexp.MustCompile(`^(\S+?)（(会〔2026〕\d+号)，(.+)）：参加(\d+)人，由人代0人，请假(\d+)人，未答复(\d+)人$`)

func dayWords(t time.Time) string {
	return t.Format("1月2日") + "（周" + []string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()] + "）" + t.Format("15:04")
}

func (r *checking) meeting(ref string) *gathering {
	for _, m := range r.b.meetings {
		if m.ref == ref && by(m.noticed, r.e.At) && m.start.After(r.e.At) {
			return m
		}
	}
	r.wrong("there is no meeting %s to come", ref)
	return &gathering{}
}

// attend is a person's own meeting of the next day.
func (r *checking) attend(lines []string) {
	ref, _, _ := strings.Cut(lines[0], " ")
	m, who := r.meeting(ref), strings.TrimPrefix(r.e.Chat, "@")
	if kind, org, own := strings.Cut(r.e.Chat, "."); own && !strings.HasPrefix(kind, "@") {
		post := map[bool]string{true: ".liaison", false: ".member"}[m.title == "联络员会议"]
		who = org + map[string]string{"town": ".chief", "unit": post}[kind]
	}
	state := "还没有答复"
	switch {
	case who == m.chair:
		state = "请您主持"
	case m.answers[who] != "":
		state = "已答复" + m.answers[who]
	}
	r.must(lines[0], fmt.Sprintf("%s %s %s %s，%s", ref, dayWords(m.start), m.place, m.title, state))
	r.rest(lines[1:])
}

// answers are who comes, for the office.
func (r *checking) answers(x, rest []string) {
	m, count := r.meeting(x[2]), map[string]int{}
	for _, word := range m.answers {
		count[word]++
	}
	silent := m.invited - len(m.answers)
	r.must(x[0], fmt.Sprintf("%s（%s，%s）：参加%d人，由人代0人，请假%d人，未答复%d人", m.title, m.ref, dayWords(m.start), count["参加"],
		count["请假"], silent))
	for _, line := range rest {
		names, ok := strings.CutPrefix(line, "未答复：")
		list := strings.Split(names, "、")
		if more := fmt.Sprintf("等%d人", silent); ok && len(list) != silent && !strings.HasSuffix(names, more) {
			r.wrong("%q, and %d have not answered", line, silent)
		}
	}
}
