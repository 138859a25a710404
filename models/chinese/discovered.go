package chinese

import (
	"regexp"
)

var (
	discovered = regexp.MustCompile(`(?:查出|发现)(?:了|有)?([^，,。；;！!？?\n]*)`)
	denied     = regexp.MustCompile(`(?:未|没有?|无|不曾)(?:再|能)?(?:查出|发现)`)
	nothing    = regexp.MustCompile(`^(?:任何)?(?:问题|隐患|异常)?(?:为|：|:)?\s*(?:0|零|无|没有)|^(?:一切)?正常`)
)

// Discovered reports whether a sentence tells of something found without counting it: 发现林地堆放垃圾. A record must
// never turn such a sentence into 未发现.
func Discovered(text string) bool {
	text = denied.ReplaceAllString(Normalize(text), "")
	for _, m := range discovered.FindAllStringSubmatch(text, -1) {
		if m[1] != "" && !nothing.MatchString(m[1]) {
			return true
		}
	}
	return false
}
