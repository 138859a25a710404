package naming

import (
	"fmt"
	"strings"

	"linzhangbot/models/profile"
)

// Short is a record's number as people say it within its year, 督12号 for 督〔2026〕12号; in full where it is of another
// year, is no number, or has no sign before its year.
func Short(p *profile.Profile, ref string, year int) string {
	list := Numbers(p, ref)
	if len(list) != 1 || list[0].N == 0 || list[0].Year != year || ref != p.Number(list[0].Kind, year, list[0].N) {
		return ref
	}
	head, _, _ := strings.Cut(p.NumberForm(list[0].Kind), "{year}")
	if sign := strings.TrimRight(head, opening+" "); sign != "" {
		short := fmt.Sprintf("%s%d号", sign, list[0].N)
		if n, ok := Find(p, list[0].Kind, short); ok && n.N == list[0].N {
			return short
		}
	}
	return ref
}
