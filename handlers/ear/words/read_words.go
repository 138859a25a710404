package words

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// readRest takes all words behind the phrase.
func readRest(r *reading, s frame.Slot) {
	if t := tidy(r.rest()); t != "" {
		r.slots[s.Name] = t
	}
}

// readBodyAfter takes a new body behind a phrase: 改内容 信3 ….
func readBodyAfter(r *reading, s frame.Slot) {
	if !r.said("改内容", "修改内容", "内容改", "正文改", "改正文") {
		return
	}
	t := tidy(r.rest())
	for _, w := range []string{"改成", "改为", "成", "为"} {
		t = strings.TrimPrefix(t, w)
	}
	if t = r.withoutRef(tidy(t)); t != "" {
		r.slots[s.Name] = t
	}
}

// withoutRef takes the number of a report off the front.
func (r *reading) withoutRef(s string) string {
	for _, t := range r.a.tags {
		if t.class == classReport || t.class == classNth {
			s = strings.TrimPrefix(s, r.a.text[t.begin:t.end])
		}
	}
	return strings.TrimLeft(s, " ：:，,")
}

// readTitleAfter takes a title behind a phrase: 改成 …, 标题 ….
func readTitleAfter(r *reading, s frame.Slot) {
	if i := strings.Index(r.a.text, "《"); i >= 0 {
		if j := strings.Index(r.a.text[i:], "》"); j > 0 {
			r.slots[s.Name] = strings.Trim(r.a.text[i+len("《"):i+j], " ")
			return
		}
	}
	rest, best := "", -1
	for _, w := range strings.Split(s.Arg, "|") {
		w, itself := strings.CutPrefix(w, "=") // =关于: the title begins with the word, where no other was said
		i := strings.LastIndex(r.a.text, w)
		if itself && i >= 0 && best < 0 {
			best, rest = i, r.a.text[i:]
		} else if !itself && i >= 0 && i+len(w) > best {
			best, rest = i+len(w), r.a.text[i+len(w):]
		}
	}
	if t := r.withoutRef(tidy(rest)); best >= 0 && t != "" {
		r.slots[s.Name] = r.corrected(t)
	}
}

var becauseWord = regexp.MustCompile(`(因为|由于|原因是|原因为|原因|理由是|理由为|理由|因)[:：]?\s*([^。；;\n]+)`)

// itself are words behind 理由 and 原因 that speak of the reason itself: 理由不充分.
var itself = []string{"不", "欠", "充分", "牵强", "站不", "成立", "没", "太", "未", "说不"}

// reasonOf takes the reason out of a match of becauseWord.
func reasonOf(m []string) string {
	if (m[1] == "理由" || m[1] == "原因") && strings.HasPrefix(m[0], m[1]+m[2]) && hasAnyPrefix(m[2], itself) {
		return m[1] + m[2]
	}
	return m[2]
}

// readBecause takes a reason that is said to be one.
func readBecause(r *reading, s frame.Slot) {
	m := becauseWord.FindStringSubmatch(r.a.text)
	if m == nil && s.Arg == "clause" {
		r.spareClause(s.Name)
	}
	if m == nil && s.Arg == "refusal" {
		r.refusal(s.Name)
	}
	if m != nil {
		text := reasonOf(m)
		if first, more, ok := cutComma(text); ok && containsAny(more, []string{"延期", "申请", "延到", "延至"}) {
			text = first
		}
		for _, cut := range []string{"，申请", ",申请", "申请延期", "，需要延", "，延期", "，扣", "，加"} {
			if i := strings.Index(text, cut); i > 0 {
				text = text[:i]
			}
		}
		if t := tidy(text); t != "" {
			r.slots[s.Name] = t
		}
	}
}

// denials are the words by which a clause refuses, so that it gives no reason.
var denials = []string{"不同意", "不批", "不准", "不予", "驳回", "拒绝", "不给", "不能", "别", "申请", "按原", "按期", "如期"}

// refusal takes the clause that says why something is not granted: 不同意18号的延期，已经延过两回了.
func (r *reading) refusal(slot string) {
	for _, c := range clausesOf(r.a.text, r.end) {
		if c.begin < r.end || containsAny(c.text, denials) || utf8.RuneCountInString(c.text) < 4 ||
			hasAnyPrefix(c.text, demand) {
			continue
		}
		r.slots[slot] = tidy(c.text)
		return
	}
}

// wishes are in a clause that asks for more time or for a kindness, and gives no reason.
var wishes = []string{"延", "宽限", "推迟", "缓到", "缓几天", "来不及", "晚几天", "请批准", "请同意", "望", "附件", "可以吗", "行吗", "谢谢",
	"请领导"}

// spareClause takes a clause that says nothing else for a reason: 12号能不能延到18号，机械进不了场. One behind the request
// comes first, one before it must say more than whom it is told: 12号树苗还没到，申请延期到12月5日.
func (r *reading) spareClause(slot string) {
	var before string
	hidden := r.a.hidden()
	for _, c := range clausesOf(r.a.text, 0) {
		short := utf8.RuneCountInString(c.text) < 4
		if short || r.onlyNumber(c) || containsAny(c.text, wishes) || r.daysIn(c) {
			continue
		}
		said := tidy(r.withoutNumber(c))
		if c.end > r.end {
			r.slots[slot] = said
			return
		}
		hollow := around.covers(hidden[c.begin:c.end]) || sending.covers(hidden[c.begin:c.end])
		if utf8.RuneCountInString(said) >= 5 && !hollow {
			before = said
		}
	}
	if before != "" {
		r.slots[slot] = before
	}
}

// daysIn reports whether a clause names a day.
func (r *reading) daysIn(c clause) bool {
	in := func(sp chinese.Span) bool { return sp.Begin >= c.begin && sp.End <= c.end }
	return slices.ContainsFunc(r.dates(), in)
}

// withoutNumber is a clause without the number that it begins with: 四号弄不完.
func (r *reading) withoutNumber(c clause) string {
	for _, t := range r.a.tags {
		if (t.class == classIssue || t.class == classNo) && t.begin == c.begin && t.end < c.end {
			return strings.TrimPrefix(strings.TrimLeft(r.a.text[t.end:c.end], " 的"), "问题")
		}
	}
	return c.text
}

// onlyNumber reports whether a clause is nothing but the number of the problem: 能不能宽限几天，督12号，下雨没法施工.
func (r *reading) onlyNumber(c clause) bool {
	for _, t := range r.a.tags {
		number := t.begin == c.begin && (t.class == classIssue || t.class == classNo)
		if number && utf8.RuneCountInString(r.a.text[min(t.end, c.end):c.end]) <= 2 {
			return true
		}
	}
	return false
}

// readReason takes a reason that is marked, else what stands behind the phrase.
func readReason(r *reading, s frame.Slot) {
	if readBecause(r, s); r.slots[s.Name] != nil {
		return
	}
	rest := r.rest()
	numbers := []class{classIssue, classNo, classReport, classItem, classRecord}
	for _, t := range r.a.tags {
		if slices.Contains(numbers, t.class) && t.end > r.end && skipSoft(r.a.text, r.end) >= t.begin {
			rest = r.a.text[t.end:]
		}
	}
	rest = strings.TrimPrefix(strings.TrimLeft(rest, " ，,：:。"), "了")
	for _, w := range []string{"回去", "去", "来", "掉", "给他们", "他们"} {
		t, ok := strings.CutPrefix(rest, w)
		ends := t == "" || strings.ContainsRune("，,。：: 吧了！!", rune0(t))
		if ok && (ends || w == "回去" || w == "给他们") {
			rest = t
			break
		}
	}
	for _, w := range []string{"问题", "重新整改", "重新办理", "重拟", "重做", "修改", "一下", "给他们", "吧"} {
		rest = strings.TrimLeft(strings.TrimPrefix(rest, w), " ，,：:")
	}
	t := strings.TrimLeft(strings.TrimPrefix(tidy(undemanded(rest)), "号"), " ，,：:")
	t = r.beyondDeed(t)
	if t == tidy(r.a.text) || t != "" && redo.MatchString(t) {
		t = ""
		if why := r.complaint(); why != "" {
			t = why
		}
	}
	if utf8.RuneCountInString(t) >= 2 {
		r.slots[s.Name] = t
		return
	}
	if cs := clausesOf(r.a.text, 0); s.Arg == "before" && len(cs) > 1 {
		var parts []string
		for _, c := range cs {
			behind := c.end <= r.end && c.end > r.used.end && (c.begin > 0 || r.used.end > 0)
			if behind && !containsAny(c.text, []string{"退回", "打回", "方案我看"}) {
				parts = append(parts, strings.TrimPrefix(r.a.text[max(c.begin, r.used.end):c.end], "问题"))
			}
		}
		if len(parts) > 0 {
			r.slots[s.Name] = tidy(strings.Join(parts, "，"))
		}
	}
}

// redo is a clause that says no more than that it is to be done again.
var redo = regexp.MustCompile(`^(?:把|把它|给我)?(?:退回|打回|退|驳回)?(?:去|来|了)?(?:让他们|请)?(?:重改|重写|重拟|重来|重弄|重做|重整|返工|` +
	`再改|继续整改|接着改|重新(?:整改|弄|改|办理|报|做|整))?(?:一下|吧|啊)?[。！!]?$`)

// complaint are the clauses that say what is wrong, without the number: 18号整改不彻底，退回重改. A clause that only orders
// is none; where nothing else is said, what it is ordered for stands among several: 把12号删掉，挂错了.
func (r *reading) complaint() string {
	var parts, orders []string
	for _, c := range clausesOf(r.a.text, 0) {
		text := []byte(r.a.text[c.begin:c.end])
		for _, t := range r.a.tags {
			if (t.class == classIssue || t.class == classNo) && t.begin >= c.begin && t.end <= c.end {
				copy(text[t.begin-c.begin:], strings.Repeat(" ", t.end-t.begin))
			}
		}
		said := tidy(strings.TrimPrefix(strings.TrimLeft(strings.TrimPrefix(string(text), "把"), " ，,：:的"), "问题"))
		switch {
		case said == "" || redo.MatchString(said) || strings.Contains(said, "销号"):
		case r.beyondDeed(said) != "":
			parts = append(parts, r.beyondDeed(said))
		default:
			orders = append(orders, said)
		}
	}
	if len(parts) == 0 && len(orders) > 1 {
		parts = orders
	}
	return strings.Join(parts, "，")
}

// demands begin a clause behind a reason that says what to do about it: 拿回去改改再报.
var demands = strings.Fields("拿回去 改改再 改一下再 请重 请修改 请补 请改 补好 补上 补充 完善 改好 修改后 退回 打回 再报 改完再 重报 抓紧")

// undemanded takes clauses off the end of a reason that say what to do about it.
func undemanded(s string) string {
	for {
		i := strings.LastIndexAny(s, "，,。；;")
		if i <= 0 || tidy(s[:i]) == "" || !hasAnyPrefix(s[i+runeSize(s[i:]):], demands) {
			return s
		}
		s = s[:i]
	}
}

var mediaClause = regexp.MustCompile(`^(?:附|见|详见|上传|已上传|发|有)?(?:照片|图片|附件|图|现场照片|整改照片|前后对比图|对比照)[^，。]{0,8}$|^(?:附|详见|` +
	`见)(?:照片|图|附件).*$|申请销号|请(?:核查|核实|审核|验收|查收|林长办)`)

// readContent takes what was done: the clauses behind the phrase, without pictures; else the phrase itself.
func readContent(r *reading, s frame.Slot) {
	var parts []string
	for _, c := range clausesOf(r.a.text, r.end) {
		if t := strings.Trim(c.text, " ："); t != "" && !mediaClause.MatchString(t) && !softWords[t] {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 && s.Arg == "self" {
		from := 0
		for _, t := range r.a.tags {
			if (t.class == classIssue || t.class == classNo) && t.begin <= r.begin && t.end <= r.end {
				from = t.end
			}
		}
		if t := tidy(r.a.text[max(from, r.rowEnd):]); t != "" {
			parts = append(parts, strings.TrimPrefix(t, "问题"))
		}
	}
	if len(parts) > 0 {
		r.slots[s.Name] = tidy(strings.Join(parts, "，"))
	}
}

var softWords = words("了 吧 的 好 谢谢 收到")

var codeWord = regexp.MustCompile(`(?:^|[^A-Za-z0-9])([A-Za-z0-9]{4,8})(?:$|[^A-Za-z0-9])`)

// readCode takes a one-time code. A telephone number is longer and is none.
func readCode(r *reading, s frame.Slot) {
	if m := codeWord.FindStringSubmatch(r.rest()); m != nil {
		r.slots[s.Name] = m[1]
	}
}

// readAfter takes the rest of the clause behind one of the words.
func readAfter(r *reading, s frame.Slot) {
	for _, w := range strings.Split(s.Arg, "|") {
		i := strings.Index(r.a.text, w)
		if i < 0 {
			continue
		}
		if cs := clausesOf(r.a.text, i+len(w)); len(cs) > 0 {
			r.slots[s.Name] = tidy(cs[0].text)
		}
		return
	}
}

var (
	foundNone = regexp.MustCompile(`(?:未|没有?|无|没见)(?:发现|看到|看见|瞧见|见到?|查出)?(?:任何|新的?|明显|啥|嘛|什么|大|啥大|什么大)?(?:问题|隐患|异常|毛病)`)
	foundSome = regexp.MustCompile(`(?:发现|问题|隐患)[^0-9一二两三四五六七八九十，。]{0,8}([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|处|条|项|` +
		`起)|([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|处|条|项|起)(?:问题|隐患)`)
)

// foundBare is something amiss that is only counted: 有两处堆土.
var foundBare = regexp.MustCompile(`(?:有|看到|看见|见到|存在|(?:^|[，,。；;\s]))([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:处|起)[^，。]`)

// foundThings are counted things that are amiss by their names: 发现两棵古树倒伏, 看到枯枝堆3处.
var foundThings = regexp.MustCompile(`(?:有|发现|看到|见|存在)(?:了)?([0-9]{1,3}|[一二两三四五六七八九十]{1,3})` +
	`(?:处|起|棵|株|块)|(?:发现|看到|存在)[^，。0-9]{2,16}?([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?:处|起)`)

// readFound takes how many problems were found; none is zero.
func readFound(r *reading, s frame.Slot) {
	if m := foundSome.FindStringSubmatch(r.a.text); m != nil {
		if n, ok := chinese.Number(m[1] + m[2]); ok {
			r.slots[s.Name] = n
			return
		}
	}
	if m := foundThings.FindStringSubmatch(r.a.text); m != nil && !r.said("未发现", "没发现", "没有发现") {
		if n, ok := chinese.Number(m[1] + m[2]); ok {
			r.slots[s.Name] = n
			return
		}
	}
	if foundNone.MatchString(r.a.text) {
		r.slots[s.Name] = 0
		return
	}
	if m := foundBare.FindStringSubmatch(r.a.text); m != nil {
		if n, ok := chinese.Number(m[1]); ok {
			r.slots[s.Name] = n
		}
	}
}

// readScope says whether a standing is asked for one organisation or for all.
func readScope(r *reading, s frame.Slot) {
	u, _ := r.slots["unit"].(string)
	r.slots[s.Name] = "unit"
	if u == "" || u == "*" {
		r.slots[s.Name] = "district"
		delete(r.slots, "unit")
	}
	if u == "" && r.said(r.l.local.linked...) {
		r.slots[s.Name] = "linked"
	}
}

// readItemOnly takes the number of a resolution if one is said.
func readItemOnly(r *reading, s frame.Slot) {
	if t, ok := r.a.first(classItem); ok {
		r.slots[s.Name] = t.value
	}
}

// readPatrolled takes the town whose chief patrolled: the one said, else the sender's when a town's chief is meant.
func readPatrolled(r *reading, s frame.Slot) {
	if readAnyUnit(r, s); r.slots[s.Name] == nil && r.slots["unit"] == nil && r.s.Role == "liaison" && r.s.Unit != "" {
		r.slots[s.Name] = r.s.Unit
	}
}

var successorWord = regexp.MustCompile(`(?:交接给|移交给|换成|改为|变更为|更换为|由|给)\s*(\p{Han}{2,4}?)(?:接任|接替|担任|负责|$|，|。| )`)

// readSuccessor takes the name of whoever takes over.
func readSuccessor(r *reading, s frame.Slot) {
	if m := successorWord.FindStringSubmatch(r.a.text); m != nil {
		r.slots[s.Name] = m[1]
	}
}
