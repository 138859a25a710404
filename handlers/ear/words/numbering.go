package words

import (
	"regexp"
	"strings"

	"linzhangbot/models/chinese"
)

// formRef finds numbers of a district's own form that bears no hexagonal brackets, such as 整改{year}-{n}. mark is what
// stands before the year. ok is false for forms with brackets, which are found by their mark.
func formRef(form string) (re *regexp.Regexp, mark string, ok bool) {
	form = chinese.Normalize(form)
	mark, _, ok = strings.Cut(form, "{year}")
	if !ok || strings.Contains(form, "〔") || strings.Index(form, "{n}") < len(mark) {
		return nil, "", false
	}
	pattern := strings.NewReplacer(`\{year\}`, `([0-9]{4})`, `\{n\}`, `([0-9]{1,6})`).Replace(regexp.QuoteMeta(form))
	return regexp.MustCompile(pattern), mark, true
}
