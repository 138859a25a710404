package naming

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"linzhangbot/models/profile"
)

// called are words for a kind of record that stand before its number, beside the sign of the district's own form.
var called = map[string][]string{
	"report": {"信", "信息"}, "issue": {"督", "问题"}, "inspection": {"督查"}, "meeting": {"会"}, "resolution": {"议"},
	"patrol": {"巡"}, "activity": {"协"}, "share": {"享"}, "bulletin": {"简报"}, "special": {"专报"},
	"order": {"令", "林长令", "总林长令"},
}

// form is how numbers of one kind are written in one district.
type form struct {
	full, short, whole *regexp.Regexp
	signs              []string // the text has one of them when it has a short number
	needs              string   // and this when it has a full one
}

func formOf(p *profile.Profile, kind string) form {
	pattern := p.NumberForm(kind)
	return compiled("number "+kind+" "+pattern, func() form { return build(kind, pattern) })
}

const (
	opening = "〔[【(（"
	closing = "〕]】)）"
	// inBrackets is what stands behind a year: a bracket, or a space where it was left out.
	inBrackets = `(?:\s*[〕\]】)）]\s*|\s*[-—–]\s*|\s+)`
)

// build makes the expressions of a kind out of its pattern: 信〔{year}〕{n}号.
func build(kind, pattern string) form {
	head, rest, _ := strings.Cut(pattern, "{year}")
	middle, tail, _ := strings.Cut(rest, "{n}")
	sign := strings.TrimRight(head, opening+" ")
	unit, noun := "号", ""
	if r := []rune(tail); len(r) > 0 {
		unit, noun = string(r[0]), string(r[1:])
	}
	f := form{signs: slices.Clone(called[kind]), needs: sign}
	for _, s := range []string{sign, noun} {
		if s != "" && !slices.Contains(f.signs, s) {
			f.signs = append(f.signs, s)
		}
	}
	slices.SortFunc(f.signs, func(a, b string) int { return len(b) - len(a) })
	if f.needs == "" && tail != "" {
		f.needs = unit
	}
	units := `\s*[号` + regexp.QuoteMeta(unit) + `]`
	full := loose(head) + `([0-9]{4})` + loose(middle) + numeral
	if tail == "" || strings.ContainsAny(middle, closing) {
		f.full = regexp.MustCompile(full + `(?:` + units + `)?` + optional(noun))
	} else {
		f.full = regexp.MustCompile(full + units + optional(noun))
	}
	signs := alternatives(f.signs)
	numbered := `(?:([0-9]{1,6})(?:` + units + `)?|([一二三四五六七八九十百零〇两]{1,6})` + units + `)`
	f.short = regexp.MustCompile(signs + `\s*(?:第\s*)?` + numbered + optional(noun) +
		`|(?:第\s*)?` + numeral + units + `\s*` + alternatives(nouns(f.signs)))
	f.whole = regexp.MustCompile(`(?i)^(?:` + signs + `|第|编号|No\.?|#|\s)*` + numeral + wholeTail)
	return f
}

// nouns are the signs that may stand behind the number as well: 第1号总林长令.
func nouns(signs []string) []string {
	return slices.DeleteFunc(slices.Clone(signs), func(s string) bool { return utf8.RuneCountInString(s) < 2 })
}

// alternatives matches one of the words; without any, nothing.
func alternatives(words []string) string {
	if len(words) == 0 {
		return `[^\x00-\x{10FFFF}]`
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return `(?:` + strings.Join(quoted, "|") + `)`
}

func optional(word string) string {
	if word == "" {
		return ""
	}
	return `(?:\s*` + regexp.QuoteMeta(word) + `)?`
}

// loose matches a part of a pattern as people type it: any brackets, spaces, 第 or not.
func loose(part string) string {
	var b strings.Builder
	for _, r := range part {
		switch {
		case strings.ContainsRune(opening, r):
			b.WriteString(`\s*[〔\[【(（]?\s*`)
		case strings.ContainsRune(closing, r):
			b.WriteString(inBrackets + `(?:第\s*)?`)
		case r == '第':
			b.WriteString(`\s*第?\s*`)
		default:
			b.WriteString(`\s*` + regexp.QuoteMeta(string(r)) + `\s*`)
		}
	}
	return b.String()
}

// hits are the numbers of a kind in a sentence, whether or not they are a part of another kind's.
func hits(p *profile.Profile, kind string, s sentence) []Number {
	f := formOf(p, kind)
	var out []Number
	if strings.Contains(s.text, f.needs) {
		for _, m := range f.full.FindAllStringSubmatchIndex(s.text, 50) {
			bracketed := strings.ContainsAny(s.text[m[0]:m[1]], closing)
			if n, ok := s.number(kind, m); ok && n.Year > 0 && (bracketed || !dated(s.text, m[1])) {
				out = append(out, n)
			}
		}
	}
	if slices.ContainsFunc(f.signs, func(sign string) bool { return strings.Contains(s.text, sign) }) {
		for _, m := range f.short.FindAllStringSubmatchIndex(s.text, 50) {
			if n, ok := s.number(kind, m); ok && n.Year == 0 && meant(kind, s.text, m) {
				out = append(out, n)
			}
		}
	}
	if kind == "report" {
		out = append(out, daily(s, p.Location())...)
	}
	return out
}

var dayForm = regexp.MustCompile(`\b([0-9]{8})[-—–_]([0-9]{1,3})\b`)

// daily are reports by their place on a day: 20261123-02.
func daily(s sentence, loc *time.Location) []Number {
	var out []Number
	for _, m := range dayForm.FindAllStringSubmatchIndex(s.text, 50) {
		day, err := time.ParseInLocation("20060102", s.text[m[2]:m[3]], loc)
		seq, _ := strconv.Atoi(s.text[m[4]:m[5]])
		if err == nil && seq > 0 {
			out = append(out, Number{Kind: "report", Day: day, Seq: seq, At: m[0], End: m[1]})
		}
	}
	return out
}

// before are words that a sign of one character may follow directly; behind other characters 会8号 is a day and no
// number. 信 has no other sense before a number.
var before = []string{"参加", "请假", "同意", "批准", "退回", "报审", "取消", "纪要", "核实", "销号", "完成", "把", "将", "反馈",
	"更新", "撤回", "合并", "查看", "采用", "签收", "审核", "签发", "印发", "审定", "通过", "延期", "函告", "约谈", "通报", "转", "到", "和", "与", "跟",
	"缺席", "办结", "归档", "备案", "签署", "发布", "转办", "及", "、"}

// counters stand behind a number that counts something: 问题2处.
var counters = []string{"个", "处", "条", "块", "项", "起", "株", "亩", "人", "名", "米", "公", "万", "周", "小时", "%", "家", "棵",
	"只", "吨", "次", "套", "份", "张", "片", "平方", "类", "宗", "座", "季", "天", "分", "期", "件", "篇", "楼"}

// year ends what begins with a sign and goes on with a year: 会2026年.
var year = regexp.MustCompile(`(?:19|20)[0-9]{2}$`)

// meant reports whether a short number is one: not a day, an hour or a count.
func meant(kind, text string, m []int) bool {
	said, rest := text[m[0]:m[1]], text[m[1]:]
	last, _ := utf8.DecodeLastRuneInString(said)
	counts := func(w string) bool { return strings.HasPrefix(rest, w) }
	counted := unicode.IsDigit(last) && slices.ContainsFunc(counters, counts)
	if dated(text, m[1]) || counted || year.MatchString(said) || strings.HasSuffix(text[:m[0]], "月") { // 12月14号督查
		return false
	}
	if kind == "report" || !single(said) {
		return true
	}
	ahead, _ := utf8.DecodeLastRuneInString(text[:m[0]])
	follows := slices.ContainsFunc(before, func(w string) bool { return strings.HasSuffix(text[:m[0]], w) })
	return follows || !unicode.Is(unicode.Han, ahead)
}

// single reports whether what was said begins with a sign of one character: 会3号.
func single(said string) bool {
	const inNumber = "第0123456789一二三四五六七八九十百零〇两"
	sign, n := utf8.DecodeRuneInString(said)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(said[n:], " "))
	return !strings.ContainsRune(inNumber, sign) && strings.ContainsRune(inNumber, next)
}

// dated reports whether what follows end makes the number a part of a day or an hour: 会8月, 会10:30, but not 会3：1.….
func dated(text string, end int) bool {
	rest := text[end:]
	for _, w := range []string{"月", "日", "点", "年"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	r := []rune(rest)
	if !unicode.IsDigit(last) || len(r) < 2 || !unicode.IsDigit(r[1]) {
		return false
	}
	minutes := len(r) > 2 && unicode.IsDigit(r[2]) // an hour has two digits behind it, an item of a list one
	return r[0] == '.' || strings.ContainsRune(":：", r[0]) && minutes
}
