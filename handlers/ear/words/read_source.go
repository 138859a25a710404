package words

import (
	"strings"

	"linzhangbot/models"
)

// source finds where the problem comes from by the words of the district.
func (r *reading) source() {
	for _, t := range r.a.of(classUnit) {
		if t.org.Kind != models.KindUnit || !reporter(r.a.text, t) {
			continue
		}
		if n := r.l.sourceOf("分局反映"); n != "" {
			r.slots["source"] = n
			return
		}
	}
	if n := r.l.sourceOf(r.a.text); n != "" {
		r.slots["source"] = n
	}
}

// vagueSource are words that stand in all kinds of problems, whatever their source.
var vagueSource = words("反映 督查 交办")

// sourceOf chooses the source whose longest word is in the text. Short words count only in front, where a sentence
// says where it comes from.
func (l *Language) sourceOf(text string) string {
	best, size := "", 0
	for _, s := range l.v.Sources {
		for _, w := range s.Aliases {
			i := strings.Index(text, w)
			late := len(w) <= 6 && i > 12
			if i < 0 || late || len(w) <= size || vagueSource[w] {
				continue
			}
			best, size = s.Name, len(w)
		}
	}
	return best
}
