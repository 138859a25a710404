package meeting

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// Ref is a record's number as somebody wrote it.
type Ref struct {
	Year    int // 0: not said
	N       int
	Version int // 第2稿; 0: not said
	End     int // byte in the text behind what was read
}

var versionWord = regexp.MustCompile(`^\s*第\s*([0-9]{1,4}|[一二三四五六七八九十]{1,3})\s*稿`)

// ParseRef finds a number of a kind (meeting, resolution) in a text, in the district's own form, or in short: 会3号,
// 会3. ok is false when there is none. The text should be as typed.
func ParseRef(p *profile.Profile, kind, text string) (ref Ref, ok bool) {
	head, tail := "", ""
	if form := p.Number(kind, 0, 1); form != "" {
		head, _, _ = strings.Cut(form, "0")
		_, tail, _ = strings.Cut(form, "1")
	}
	sign := strings.TrimRight(head, "〔[(【 ")
	if sign == "" {
		return Ref{}, false
	}
	re := regexp.MustCompile(regexp.QuoteMeta(sign) + `\s*(?:[〔\[(（【]?\s*([0-9]{4})\s*[〕\])）】]?\s*)?(?:第\s*)?([0-9]{1,4})(?:` + regexp.QuoteMeta(tail) + `|号)?`)
	m := firstRef(re.FindAllStringSubmatchIndex(text, 8), text)
	if m == nil {
		return Ref{}, false
	}
	if m[2] >= 0 {
		ref.Year, _ = strconv.Atoi(text[m[2]:m[3]])
	}
	ref.N, _ = strconv.Atoi(text[m[4]:m[5]])
	ref.End = m[1]
	if v := versionWord.FindStringSubmatchIndex(text[ref.End:]); v != nil {
		ref.Version, _ = chinese.Number(text[ref.End+v[2] : ref.End+v[3]])
		ref.End += v[1]
	}
	return ref, ref.N > 0
}

// Numbers are the full numbers a reference may mean: in January people still speak of December's.
func (r Ref) Numbers(p *profile.Profile, kind string, year int) []string {
	if r.Year > 0 {
		return []string{p.Number(kind, r.Year, r.N)}
	}
	return []string{p.Number(kind, year, r.N), p.Number(kind, year-1, r.N)}
}

// before are words that a short number may follow directly; behind other characters 会8号 is a day, not a number.
var before = []string{"参加", "请假", "同意", "批准", "退回", "报审", "取消", "纪要", "核实", "销号", "完成", "把", "将", "反馈", "更新"}

func firstRef(found [][]int, text string) []int {
	for _, m := range found {
		head := text[:m[0]]
		last, _ := utf8.DecodeLastRuneInString(head)
		follows := slices.ContainsFunc(before, func(w string) bool { return strings.HasSuffix(head, w) })
		if m[2] < 0 && (unicode.Is(unicode.Han, last) && !follows || isDay(text[m[1]:])) {
			continue
		}
		return m
	}
	return nil
}

// isDay reports whether what follows makes the number a date or a time.
func isDay(rest string) bool {
	for _, w := range []string{"月", "日", "点", "年", ":", "：", "."} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}
