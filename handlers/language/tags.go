package language

import (
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"linzhangbot/models"
	"linzhangbot/models/chinese"
)

// class is a kind of thing that patterns can ask for.
type class int

const (
	classUnit    class = iota + 1 // an organisation
	classOwn                      // 我镇
	classIssue                    // 问题12, 督〔2026〕12号
	classNo                       // 12号, or a bare number: an issue where the words around say so
	classReport                   // 信3, 第3条, 刚才那条
	classMeeting                  // 联席会议
	classPost                     // 街镇总林长
	classStep                     // 约谈
	classDate                     // any moment
	classMonth                    // a month
	classCount                    // 两条
	classNth                      // 第二条
	classItem                     // 议定事项2
	classIssueNo                  // 第3期
	classPoints                   // 2分
)

// classes are the names that patterns use.
var classes = map[string]class{
	"unit": classUnit, "own": classOwn, "issue": classIssue, "no": classNo, "report": classReport, "meeting": classMeeting,
	"post": classPost, "step": classStep, "date": classDate, "month": classMonth, "count": classCount, "nth": classNth, "item": classItem, "period-no": classIssueNo, "points": classPoints,
}

// tag is something found in the sentence.
type tag struct {
	class      class
	begin, end int
	value      string
	org        *Org   // unit
	also       []*Org // further organisations of the same alias
	slip       bool   // a misheard name
	span       *chinese.Span
	careful    bool // step
}

// entry is a word of the district's dictionary.
type entry struct {
	word    string
	class   class
	value   string
	org     *Org
	also    []*Org
	slip    bool
	weak    bool // also an ordinary word: 应急, 组织
	careful bool
}

// dictionary finds the longest word at a position.
type dictionary map[rune][]entry

func (d dictionary) add(e entry) {
	if e.word == "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(e.word)
	for i, x := range d[r] {
		if x.word == e.word && x.class == e.class {
			if e.org != nil && x.org != e.org {
				d[r][i].also = append(d[r][i].also, e.org)
			}
			return
		}
	}
	d[r] = append(d[r], e)
	sort.SliceStable(d[r], func(i, j int) bool { return len(d[r][i].word) > len(d[r][j].word) })
}

func newDictionary(v Vocabulary) dictionary {
	d := dictionary{}
	for i := range v.Orgs {
		o := &v.Orgs[i]
		for _, w := range append([]string{o.Name, o.Full}, o.Aliases...) {
			d.add(entry{word: w, class: classUnit, value: o.Name, org: o, weak: weakName(o, w)})
		}
		for _, w := range o.Slips {
			d.add(entry{word: w, class: classUnit, value: o.Name, org: o, slip: true, weak: utf8.RuneCountInString(w) < 3})
		}
	}
	named := func(c class, names []Name) {
		for _, n := range names {
			for _, w := range append([]string{n.Name}, n.Aliases...) {
				d.add(entry{word: w, class: c, value: n.Name, careful: n.Careful})
			}
		}
	}
	named(classMeeting, v.Meetings)
	named(classStep, v.Steps)
	named(classPost, v.Posts)
	for _, w := range ownWords {
		d.add(entry{word: w, class: classOwn})
	}
	return d
}

// ownWords stand for the sender's organisation.
var ownWords = []string{"我镇", "我们镇", "本镇", "咱镇", "咱们镇", "我街", "我街道", "我们街道", "本街道", "咱街道", "咱们街道", "我局", "我们局", "本局", "我委", "我们委", "我部", "我办",
	"我单位", "我们单位", "本单位", "咱们单位", "我们这", "咱们这", "咱们", "我们", "咱"}

// weakName reports whether a name is an ordinary word too, so that it needs help from the words around it.
func weakName(o *Org, w string) bool {
	if o.Kind == models.KindTown || utf8.RuneCountInString(w) > 2 {
		return false
	}
	return !strings.ContainsRune("局委办部", lastRune(w)) || w == "分局"
}

// analysis is a sentence with everything found in it.
type analysis struct {
	text  string
	tags  []tag
	spans []chinese.Span
}

// of lists the tags of a class.
func (a *analysis) of(c class) []tag {
	var out []tag
	for _, t := range a.tags {
		if t.class == c {
			out = append(out, t)
		}
	}
	return out
}

func (a *analysis) first(c class) (tag, bool) {
	for _, t := range a.tags {
		if t.class == c {
			return t, true
		}
	}
	return tag{}, false
}

// analyse finds the district's words, references, numbers and dates.
func (l *Language) analyse(text string, s Scene) *analysis {
	a := &analysis{text: text}
	l.names(a)
	l.references(a)
	masked := a.mask(classIssue, classReport, classItem, classIssueNo)
	a.spans = chinese.Dates(masked, s.Now, l.calendar)
	for i := range a.spans {
		sp := &a.spans[i]
		c := tag{class: classDate, begin: sp.Begin, end: sp.End, span: sp}
		a.tags = append(a.tags, c)
		if sp.Grain == chinese.Month {
			c.class = classMonth
			a.tags = append(a.tags, c)
		}
	}
	return a
}

// mask blanks tags of the given classes, keeping every byte position.
func (a *analysis) mask(cs ...class) string {
	b := []byte(a.text)
	for _, t := range a.tags {
		for _, c := range cs {
			if t.class == c {
				for i := t.begin; i < t.end; i++ {
					b[i] = '_'
				}
			}
		}
	}
	return string(b)
}

// names finds the words of the dictionary, the longest at each place.
func (l *Language) names(a *analysis) {
	for i := 0; i < len(a.text); {
		r, n := utf8.DecodeRuneInString(a.text[i:])
		if e, ok := l.entryAt(a.text, i, r); ok {
			end := i + len(e.word)
			if e.slip {
				end = suffixEnd(a.text, end)
			}
			a.tags = append(a.tags, tag{class: e.class, begin: i, end: end, value: e.value, org: e.org, also: e.also, slip: e.slip, careful: e.careful})
			i = end
			continue
		}
		i += n
	}
}

func (l *Language) entryAt(text string, i int, r rune) (entry, bool) {
	for _, e := range l.words[r] {
		if !strings.HasPrefix(text[i:], e.word) {
			continue
		}
		after := text[i+len(e.word):]
		if e.class == classUnit && placeFollows(e, after) {
			continue
		}
		if e.slip && e.weak && suffixEnd(text, i+len(e.word)) == i+len(e.word) {
			continue
		}
		if !e.slip && e.weak && !standsAlone(text[:i], after) {
			continue
		}
		return e, true
	}
	return entry{}, false
}

func suffixEnd(text string, end int) int {
	for _, s := range []string{"街道办", "街道", "镇", "街"} {
		if strings.HasPrefix(text[end:], s) {
			return end + len(s)
		}
	}
	return end
}

// placeWords behind a town's short name make it the name of a place: 大寺公园, 中北工业园.
var placeWords = []string{"公园", "工业", "产业", "开发区", "园区", "大街", "大道", "路", "道", "村", "社区", "桥", "站", "地铁", "广场", "小区", "小学", "中学", "医院", "河", "商业", "古镇", "年画", "新城", "科技"}

func placeFollows(e entry, after string) bool {
	if e.org.Kind != models.KindTown || strings.HasSuffix(e.word, "镇") || strings.HasSuffix(e.word, "街道") {
		return false
	}
	for _, w := range placeWords {
		if strings.HasPrefix(after, w) && !(w == "道" && strings.HasPrefix(after, "道路")) {
			return true
		}
	}
	return false
}

// unitMarks stand before an organisation that is spoken to or about.
var unitMarks = []string{"由", "交办", "责成", "要求", "督促", "通知", "请", "责任单位", "责任单位：", "责任单位:", "给", "对", "向", "职责", "约谈", "函告", "查", "看", "看看", "和", "、", "转", "交", "@"}

// standsAlone reports whether an ordinary word can only be a name here.
func standsAlone(before, after string) bool {
	apart := before == "" || strings.ContainsRune(" \n，,：:", lastRune(before))
	before = strings.TrimRight(before, " ")
	alone := after == "" || strings.ContainsAny(after[:1], " \n") || strings.HasPrefix(after, "，") || strings.HasPrefix(after, "、") || strings.HasPrefix(after, "。") || strings.HasPrefix(after, "？") || strings.HasPrefix(after, "的职责")
	acts := hasAnyPrefix(after, []string{"对", "未", "没", "要", "需", "负责", "牵头", "应", "尽快", "还没"})
	if acts && (before == "" || strings.HasSuffix(before, "：") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "，")) {
		return true
	}
	for _, m := range unitMarks {
		if strings.HasSuffix(before, m) {
			return true
		}
	}
	return alone && apart
}

const numeralSet = `([0-9]{1,20}|[零一二三四五六七八九十百两]{1,6})`

var (
	rightNo     = regexp.MustCompile(`[0-9]{1,20}|[零一二三四五六七八九十百两]{1,6}`)
	codeRef     = regexp.MustCompile(`[A-Z]{1,3}[0-9]{8}-[0-9]{1,3}`)
	plainRef    = regexp.MustCompile(`(?:信息)?([0-9]{8}-[0-9]{1,3})`)
	problemRef  = regexp.MustCompile(`(?:问题|编号)(?:编号)?[:：#]?\s?` + numeralSet + `号?`)
	noProblem   = regexp.MustCompile(`第?` + numeralSet + `号(?:的)?问题`)
	noRef       = regexp.MustCompile(`第?` + numeralSet + `号`)
	itemRef     = regexp.MustCompile(`(?:会议)?(?:议定事项|议定的事项|决定事项|议定|事项)(?:第|编号)?[:：#]?\s?` + numeralSet + `[号项条]?|第` + numeralSet + `[项]`)
	nthRef      = regexp.MustCompile(`第` + numeralSet + `[条篇]`)
	countRef    = regexp.MustCompile(`([0-9]{1,3}|[一二三四五六七八九十两]{1,3})[条篇则个]`)
	pointsRef   = regexp.MustCompile(`[0-9]{1,3}(?:\.[0-9]{1,2})?\s*分|[一二两三四五六七八九十]{1,3}分`)
	bulletinRef = regexp.MustCompile(`第` + numeralSet + `期`)
)

// lastWords mean the item that was sent just now.
var lastWords = []string{"刚才那条", "刚刚那条", "刚才发的", "刚发的", "刚才报的", "刚报的", "上一条", "上条", "前一条", "最后一条", "刚才的", "刚才这条", "刚才发错", "刚发错", "这条发错", "刚才那个"}

// references finds the numbers that name records.
func (l *Language) references(a *analysis) {
	t := a.text
	for _, w := range lastWords {
		if i := strings.Index(t, w); i >= 0 {
			a.tags = append(a.tags, tag{class: classReport, begin: i, end: i + len(w), value: "last"})
			break
		}
	}
	if !strings.ContainsAny(t, "0123456789一二三四五六七八九十百两") {
		return
	}
	a.signed(l.issueFull, l.v.IssueSign, classIssue)
	a.signed(l.reportFull, l.v.ReportSign, classReport)
	a.find(codeRef, classIssue)
	a.find(plainRef, classReport)
	a.find(itemRef, classItem)
	a.find(noProblem, classIssue)
	a.find(problemRef, classIssue)
	a.find(bulletinRef, classIssueNo)
	a.find(nthRef, classNth)
	a.find(countRef, classCount)
	a.find(pointsRef, classPoints)
	a.find(noRef, classNo)
	a.bare()
}

// signed finds 督〔2026〕12号 and 督12.
func (a *analysis) signed(re *regexp.Regexp, mark string, c class) {
	if !strings.Contains(a.text, mark) {
		return
	}
	for _, m := range re.FindAllStringSubmatchIndex(a.text, 8) {
		if m[4] >= 0 {
			v := a.text[m[4]:m[5]]
			if m[2] >= 0 {
				v = mark + "〔" + a.text[m[2]:m[3]] + "〕" + v + "号"
			}
			a.put(c, m[0], m[1], v)
		}
	}
}

// notNumbered stand behind a number that counts or names something else.
var notNumbered = []string{"个", "处", "条", "块", "项", "起", "株", "亩", "人", "名", "月", "日", "天", "点", "分", "米", "公里", "万", "年", "期", "周", "小时", "%", ".", ":", "小班", "林班", "桩", "楼", "地块", "图斑", "院", "季度", "总林长令", "林长令", "线", "路", "村", "门", "标", "那天", "次", "家", "棵", "只", "吨", "公顷", "平方", "号", "/"}

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
		if numbered && re != codeRef && hasAnyPrefix(a.text[m[1]:], notNumbered) && !hasAnyPrefix(a.text[m[1]:], []string{"处置", "处理", "点评", "年底", "日前"}) {
			continue
		}
		a.put(c, m[0], m[1], v)
	}
}

// bare finds numbers that stand alone: 销号12.
func (a *analysis) bare() {
	for _, m := range rightNo.FindAllStringIndex(a.text, 16) {
		if after := a.text[m[1]:]; after != "" && (after[0] >= 'a' && after[0] <= 'z' || after[0] >= 'A' && after[0] <= 'Z') {
			continue // 1e3
		}
		if c := a.text[m[0]]; c < '0' || c > '9' || hasAnyPrefix(a.text[m[1]:], notNumbered) || m[1]-m[0] > 5 && m[1]-m[0] < 12 { // a telephone number is none

			continue
		}
		if before := a.text[:m[0]]; strings.HasSuffix(before, "第") || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, ":") || endsInLetter(before) || strings.HasPrefix(a.text[m[1]:], "-") {
			continue
		}
		a.put(classNo, m[0], m[1], a.text[m[0]:m[1]])
	}
}

func endsInLetter(s string) bool {
	return s != "" && (s[len(s)-1] >= 'a' && s[len(s)-1] <= 'z' || s[len(s)-1] >= 'A' && s[len(s)-1] <= 'Z')
}

// put adds a tag unless the place is taken by a reference already. Chinese numerals become digits.
func (a *analysis) put(c class, begin, end int, value string) {
	for _, t := range a.tags {
		if t.class != classUnit && t.class != classOwn && t.class != classMeeting && t.class != classStep && t.class != classPost && begin < t.end && t.begin < end {
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

func hasAnyPrefix(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
