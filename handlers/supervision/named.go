package supervision

import (
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
)

// charged are the responsible organisations: the one the language found, with those named beside it.
func charged(p *profile.Profile, unit, text string) []profile.Org {
	first, ok := orgNamed(p, unit)
	if !ok || first.Kind == models.KindOffice {
		return nil
	}
	text = chinese.Normalize(text)
	for _, list := range enumerations(p, text) {
		for _, o := range list {
			if o.Code == first.Code {
				return list
			}
		}
	}
	return []profile.Org{first}
}

// enumerations are the organisations named one after the other: 中北镇、精武镇和大寺镇.
func enumerations(p *profile.Profile, text string) [][]profile.Org {
	var out [][]profile.Org
	var list []profile.Org
	end := -1
	for i := 0; i < len(text); {
		o, n := orgAt(p, text[i:])
		if n == 0 {
			i++
			continue
		}
		between := ""
		if end >= 0 {
			between = strings.TrimSpace(text[end:i])
		}
		if end < 0 || !hasWord(between, "、", "和", "及", "与", "，", ",", "以及", "") {
			list = nil
		}
		list = append(list, o)
		if len(list) > 1 {
			out = append(out, list)
		}
		i += n
		end = i
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i] // the longest first
	}
	return out
}

// orgAt is the organisation whose name or alias begins a text, the longest one.
func orgAt(p *profile.Profile, text string) (best profile.Org, size int) {
	for _, o := range p.Orgs {
		if o.Kind == models.KindOffice {
			continue
		}
		for _, w := range append([]string{o.Name}, o.Aliases...) {
			if len(w) > size && len(w) > 6 && strings.HasPrefix(text, w) || o.Kind == models.KindTown && len(w) > size && strings.HasPrefix(text, w) {
				best, size = o, len(w)
			}
		}
	}
	return best, size
}

func withoutNames(p *profile.Profile, title string, orgs []profile.Org) string {
	if len(orgs) < 2 {
		return title
	}
	for {
		rest := strings.TrimLeft(title, "、，, 和及与")
		_, n := orgAt(p, rest)
		if n == 0 {
			return strings.TrimSpace(rest)
		}
		title = rest[n:]
	}
}

func hasWord(s string, words ...string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// dayOf reads a deadline: a day, a minute, or Chinese words for one.
func dayOf(r *handlers.Request, text string) (time.Time, bool) {
	loc := r.Now.Location()
	if t, err := time.ParseInLocation("2006-01-02T15:04", text, loc); err == nil {
		return t, true
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, loc); err == nil {
		return endOfDay(t), true
	}
	for _, sp := range chinese.Dates(text, r.Now, r.Days) {
		if !sp.Impossible {
			return endOfDay(sp.Future(r.Now).To), true
		}
	}
	return time.Time{}, false
}
