package words

import (
	"regexp"
	"strings"

	"linzhangbot/models/chinese"
)

const numeralSet = `([0-9]{1,20}|[零一二三四五六七八九十百两]{1,6})`

var (
	rightNo    = regexp.MustCompile(`[0-9]{1,20}|[零一二三四五六七八九十百两]{1,6}`)
	codeRef    = regexp.MustCompile(`[A-Z]{1,3}[0-9]{8}-[0-9]{1,3}`)
	plainRef   = regexp.MustCompile(`(?:信息)?([0-9]{8}-[0-9]{1,3})`)
	problemRef = regexp.MustCompile(`(?:问题|编号)(?:编号)?[:：#]?\s?` + numeralSet + `号?`)
	noProblem  = regexp.MustCompile(`第?` + numeralSet + `号(?:的)?问题`)
	noRef      = regexp.MustCompile(`第?` + numeralSet + `号`)
	itemRef    = regexp.MustCompile(`(?:会议)?(?:议定事项|议定的事项|决定事项|议定|事项)(?:第|编号)?[:：#]?\s?` + numeralSet + `[号项条]?|第` +
		numeralSet + `[项]`)
	nthRef      = regexp.MustCompile(`第` + numeralSet + `[条篇]`)
	countRef    = regexp.MustCompile(`([0-9]{1,3}|[一二三四五六七八九十两]{1,3})[条篇则个]`)
	pointsRef   = regexp.MustCompile(`[0-9]{1,3}(?:\.[0-9]{1,2})?\s*分|[一二两三四五六七八九十]{1,3}分`)
	bulletinRef = regexp.MustCompile(`第` + numeralSet + `期`)
)

// lastWords mean the item that was sent just now.
var lastWords = listed([]string{"刚才那条", "刚刚那条", "刚才发的", "刚发的", "刚才报的", "刚报的", "上一条", "上条", "前一条", "最后一条", "刚才的",
	"刚才这条", "刚才发错", "刚发错", "这条发错", "刚才那个"})

// references finds the numbers that name records.
func (l *Language) references(a *analysis) {
	t := a.text
	for _, w := range lastWords.words {
		if !a.has(lastWords) {
			break
		}
		if i := strings.Index(t, w); i >= 0 {
			a.tags = append(a.tags, tag{class: classReport, begin: i, end: i + len(w), value: "last"})
			break
		}
	}
	if !strings.ContainsAny(t, "0123456789一二三四五六七八九十百两") {
		return
	}
	l.records(a)
	a.signed(l.issueFull, l.v.IssueSign, classIssue)
	a.signed(l.reportFull, l.v.ReportSign, classReport)
	for _, f := range forms {
		if a.has(f.needs) {
			a.find(f.re, f.class)
		}
	}
	a.bare()
}

// classOf are the classes of kinds that slots read; the numbers of all others are records of no command but their own.
var classOf = map[string]class{"issue": classIssue, "report": classReport, "resolution": classItem,
	"bulletin": classIssueNo, "special": classIssueNo}

// records finds the numbers that say of what kind they are. Such a number belongs to its kind and to nothing else.
func (l *Language) records(a *analysis) {
	if l.v.Numbers == nil {
		return
	}
	for _, n := range l.v.Numbers(a.heard) {
		t := tag{class: classOf[n.Kind], begin: n.At, end: n.End, value: itoa(n.N), kind: n.Kind}
		switch {
		case t.class == 0:
			t.class = classRecord
		case n.Seq > 0 || n.Last:
			t.value = a.text[n.At:n.End]
		case n.Year > 0 && t.class != classIssueNo:
			t.value = l.v.Number(n.Kind, n.Year, n.N)
		}
		a.tags = append(a.tags, t)
	}
}

// forms are the ways records are numbered in words, with what a sentence must have for the costly search to be
// worth it. The first to claim a place has it.
var forms = []struct {
	re    *regexp.Regexp
	class class
	needs wordlist
}{
	{codeRef, classIssue, listed([]string{"-"})},
	{plainRef, classReport, listed([]string{"-"})},
	{itemRef, classItem, listed([]string{"议定", "事项", "项"})},
	{noProblem, classIssue, listed([]string{"问题"})},
	{problemRef, classIssue, listed([]string{"问题", "编号"})},
	{bulletinRef, classIssueNo, listed([]string{"期"})},
	{nthRef, classNth, listed([]string{"条", "篇"})},
	{countRef, classCount, listed([]string{"条", "篇", "则", "个"})},
	{pointsRef, classPoints, listed([]string{"分"})},
	{noRef, classNo, listed([]string{"号"})},
}

// spoken stand behind a numeral that counts or belongs to a turn of speech: 督一下, 信一直.
var spoken = append([]string{"下", "直", "定", "般", "般", "样", "些", "起", "共", "旦", "向", "次", "次性", "时", "同", "并", "切", "再",
	"封", "遍", "位", "名", "家", "组", "办", "查", "促", "号文"}, notNumbered...)

// signed finds 督〔2026〕12号 and 督12.
func (a *analysis) signed(re *regexp.Regexp, mark string, c class) {
	if !strings.Contains(a.text, mark) {
		return
	}
	for _, m := range re.FindAllStringSubmatchIndex(a.text, 8) {
		if m[4] >= 0 {
			v := a.text[m[4]:m[5]]
			if n, ok := chinese.Number(v); ok && (v[0] < '0' || v[0] > '9') {
				if m[2] < 0 && !strings.HasSuffix(a.text[:m[1]], "号") && hasAnyPrefix(a.text[m[1]:], spoken) {
					continue // 督一下, 信一条
				}
				v = itoa(n)
			}
			if m[2] >= 0 {
				v = mark + "〔" + a.text[m[2]:m[3]] + "〕" + v + "号"
			}
			a.put(c, m[0], m[1], v)
		}
	}
}

// notNumbered stand behind a number that counts or names something else.
var notNumbered = []string{"个", "处", "条", "块", "项", "起", "株", "亩", "人", "名", "月", "日", "天", "点", "分", "米", "公里", "万",
	"年", "期", "周", "小时", "%", ".", ":", "小班", "林班", "桩", "楼", "地块", "图斑", "院", "季度", "总林长令", "林长令", "线", "路", "村", "门",
	"标", "那天", "次", "家", "棵", "只", "吨", "公顷", "平方", "号", "/", "前", "之前", "以前", "以后", "之后", "上午", "下午", "晚上", "早上", "左右",
	"当天", "开会", "有会", "会议", "的会"}

// notCounted begin like what stands behind a number that counts, and are something else.
var notCounted = []string{"处置", "处理", "点评", "年底", "日前", "前期"}

// find puts the matches of one expression, the number being its first group that took part.
func (a *analysis) find(re *regexp.Regexp, c class) {
	for _, m := range re.FindAllStringSubmatchIndex(a.text, 8) {
		v := a.text[m[0]:m[1]]
		for g := 2; g+1 < len(m); g += 2 {
			if m[g] >= 0 {
				v = a.text[m[g]:m[g+1]]
				break
			}
		}
		numbered := c == classIssue || c == classNo || c == classItem
		after := a.text[m[1]:]
		if numbered && re != codeRef && hasAnyPrefix(after, notNumbered) && !hasAnyPrefix(after, notCounted) {
			continue
		}
		a.put(c, m[0], m[1], v)
	}
}

// numberedBy are the command words that a number follows, even one in characters.
var numberedBy = []string{"销号", "消号", "核销", "退回", "撤回", "签收", "问题"}

// bare finds numbers that stand alone: 销号12.
func (a *analysis) bare() {
	for _, m := range rightNo.FindAllStringIndex(a.text, 16) {
		before, after := a.text[:m[0]], a.text[m[1]:]
		figure := a.text[m[0]] >= '0' && a.text[m[0]] <= '9'
		last := strings.Trim(after, " 。.!！了吧") == ""
		if !figure && last && endsWithAny(strings.TrimRight(before, " "), numberedBy) {
			a.put(classNo, m[0], m[1], a.text[m[0]:m[1]]) // 销号 十二
			continue
		}
		if beginsInLetter(after) {
			continue // 1e3
		}
		if !figure || hasAnyPrefix(after, notNumbered) || telephone(m[1]-m[0]) {
			continue
		}
		if endsWithAny(before, []string{"第", ".", "-", ":"}) || endsInLetter(before) || strings.HasPrefix(after, "-") {
			continue
		}
		a.put(classNo, m[0], m[1], a.text[m[0]:m[1]])
	}
}

// telephone reports whether so many figures in a row are those of a telephone, which is no record's number.
func telephone(figures int) bool { return figures > 5 && figures < 12 }

// names reports whether tags of a class name somebody or something: a number may stand inside the name.
func (c class) names() bool {
	switch c {
	case classUnit, classOwn, classMeeting, classStep, classPost:
		return true
	}
	return false
}

// put adds a tag unless the place is taken by a reference already. Chinese numerals become digits.
func (a *analysis) put(c class, begin, end int, value string) {
	for _, t := range a.tags {
		if !t.class.names() && begin < t.end && t.begin < end {
			return
		}
	}
	if len(value) > 3 || value != "" && (value[0] < '0' || value[0] > '9') {
		if n, ok := chinese.Number(value); ok && (value[0] < '0' || value[0] > '9') {
			value = itoa(n)
		}
	}
	a.tags = append(a.tags, tag{class: c, begin: begin, end: end, value: value})
}
