package information

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// mostUnfolded keeps a span that is a slip of the finger from becoming a list without end.
const mostUnfolded = 200

var (
	// spanIn is a span of numbers: 1到3, 信3-信6, 信〔2026〕3号至6号. Figures that stand close before it (20261123-02) are
	// a number of another form.
	spanIn = regexp.MustCompile(`(^|[^\d\-〔\[【(（])(信?\s*(?:` + inYear + `)?\s*)(\d{1,6})\s*(?:号|条)?\s*(?:到|至|-|—|–|~|～)+` +
		`\s*(?:信?\s*(?:` + inYear + `)?\s*)(\d{1,6})\s*(?:号|条)?`)

	// signedRef is a number with a sign: 信-1号.
	signedRef = regexp.MustCompile(`信\s*[-—–]\s*\d`)
)

// unfolded writes a list in place of each span of numbers: 采用 1到3 is 采用 1、2、3.
func unfolded(text string) string {
	return spanIn.ReplaceAllStringFunc(text, func(span string) string {
		m := spanIn.FindStringSubmatch(span)
		from, _ := strconv.Atoi(m[3])
		to, _ := strconv.Atoi(m[4])
		if from > to {
			from, to = to, from
		}
		if to-from > mostUnfolded {
			return span
		}
		var list []string
		for n := from; n <= to; n++ {
			list = append(list, fmt.Sprintf("%s%d号", strings.TrimSpace(m[2]), n))
		}
		return m[1] + strings.Join(list, "、")
	})
}
