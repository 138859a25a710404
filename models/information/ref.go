package information

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"linzhangbot/models/chinese"
)

// Ref is how people point at a report: by its number, by the day and the order on it, or as the last one.
type Ref struct {
	Last bool
	Year int       // 0: this year
	N    int       // 信〔Year〕N号
	Day  time.Time // with Seq: the Seq-th report of that day
	Seq  int
}

var (
	fullRef  = regexp.MustCompile(`[〔\[【(（](\d{4})[〕\]】)）]\s*(\d{1,6})`)
	dayRef   = regexp.MustCompile(`\b(\d{4})(\d{2})(\d{2})[-—–_](\d{1,3})\b`)
	shortRef = regexp.MustCompile(`^(?:信息?|第|编号|No\.?|#)*\s*(\d{1,6})\s*(?:号|条|篇)?(?:信息)?$`)
	anyRef   = regexp.MustCompile(`信?\s*` + fullRef.String() + `\s*号?|` + dayRef.String() + `|信息?\s*\d{1,6}\s*号?`)
	cnRef    = regexp.MustCompile(`^(?:信息?|第)*([一二三四五六七八九十百零〇两]{1,6})(?:号|条|篇)(?:信息)?$`)
)

// lastWords mean the newest one.
var lastWords = []string{"last", "上一条", "刚才", "最后一条", "最近一条", "最新一条", "这条", "那条", "上条"}

// ParseRef reads one reference. ok is false for anything that is none; a day is read in loc.
func ParseRef(s string, loc *time.Location) (ref Ref, ok bool) {
	s = strings.TrimSpace(chinese.Normalize(s))
	if m := fullRef.FindStringSubmatch(s); m != nil {
		return Ref{Year: atoi(m[1]), N: atoi(m[2])}, atoi(m[2]) > 0
	}
	if m := dayRef.FindStringSubmatch(s); m != nil {
		day, err := time.ParseInLocation("20060102", m[1]+m[2]+m[3], loc)
		return Ref{Day: day, Seq: atoi(m[4])}, err == nil && atoi(m[4]) > 0
	}
	if m := shortRef.FindStringSubmatch(s); m != nil {
		return Ref{N: atoi(m[1])}, atoi(m[1]) > 0
	}
	if m := cnRef.FindStringSubmatch(s); m != nil {
		n, read := chinese.Number(m[1])
		return Ref{N: n}, read && n > 0
	}
	for _, w := range lastWords {
		if strings.Contains(s, w) {
			return Ref{Last: true}, true
		}
	}
	return Ref{}, false
}

// Refs finds every number in a sentence, in order: 信〔2026〕3号, 20261123-02, 信3号.
func Refs(s string) []string {
	return anyRef.FindAllString(chinese.Normalize(s), 50)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
