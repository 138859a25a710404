package chinese

import (
	"regexp"
	"strconv"
	"strings"
)

// numbered is the number of an item at the start of a line, or behind a mark that ends what was said before it.
var numbered = regexp.MustCompile(`(?m)(^|[；;。：:])\s*(([0-9]{1,2})\s*[.．、)）]|[一二三四五六七八九十]{1,3}\s*、|` +
	`[（(]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[）)])`)

// first is the number that begins a list in the middle of a line: 关于…的令1.… An annex (附件1) and 统一、 are none.
var first = regexp.MustCompile(`(?:^|[^0-9附件表图])(1\s*[.．、)）]|[（(]\s*[1一]\s*[）)])|(?:^|[\s：:。；;，,》令])(一\s*、)`)

// dayHead is how an item begins with a day: 3月20日前…, 2026年…, 20日前….
var dayHead = regexp.MustCompile(`^\s*(?:[0-9]{1,2}月|[0-9]{4}年|[0-9]{1,2}[日号])`)

// Itemised breaks a text before each numbered item that goes on in the line of the one before: …；二、…。3.3月20日前….
// A figure (；2.5万亩) and a span of days (；9、10日) begin no item: before a digit the number must be the next one and
// a day must follow. Behind a colon only the first of a list begins.
func Itemised(text string) string {
	var out strings.Builder
	from, last := 0, 0
	for _, m := range numbered.FindAllStringSubmatchIndex(text, -1) {
		at, rest, n := m[4], text[m[1]:], 0
		if m[6] >= 0 {
			n, _ = strconv.Atoi(text[m[6]:m[7]])
		}
		if !begins(rest, n, last) || opens(text[m[2]:m[3]]) && !firstOf(text[at:m[1]]) {
			continue
		}
		last = n
		if m[2] == m[3] {
			continue // at the start of its line as it is
		}
		out.WriteString(text[from:at] + "\n")
		from = at
	}
	return out.String() + text[from:]
}

// begins reports whether what follows a number can begin an item; n is 0 for a number that is no plain figure.
func begins(rest string, n, last int) bool {
	if rest == "" || rest[0] < '0' || rest[0] > '9' {
		return rest != ""
	}
	return dayHead.MatchString(rest) && (n == 0 || n == last+1)
}

func opens(mark string) bool { return mark == "：" || mark == ":" }

func firstOf(number string) bool {
	bare := strings.Trim(number, " .．、()（）")
	return bare == "1" || bare == "一"
}

// FirstItem is where the first item of a numbered list begins in a text, in the middle of a line as well; -1 where the
// text holds no list.
func FirstItem(text string) int {
	for _, m := range first.FindAllStringSubmatchIndex(text, -1) {
		if at := max(m[2], m[4]); begins(text[m[1]:], 1, 0) {
			return at
		}
	}
	return -1
}
