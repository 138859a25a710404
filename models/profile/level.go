package profile

import "strings"

// OwnLevel is the level of what the district itself adopts: a plain 采用.
const OwnLevel = "district"

// Level finds a level of adoption by its key.
func (p *Profile) Level(key string) (Level, bool) {
	for _, l := range p.Reports.Levels {
		if l.Key == key {
			return l, true
		}
	}
	return Level{}, false
}

// LevelSaid is the level of adoption that words name (市级, 市里): by the longest of its words. ok is false when they
// name none, or when the district tells no levels apart.
func (p *Profile) LevelSaid(words string) (level Level, ok bool) {
	size := 0
	for _, l := range p.Reports.Levels {
		for _, w := range append([]string{l.Name}, l.Words...) {
			if len(w) > size && strings.Contains(words, w) {
				level, size = l, len(w)
			}
		}
	}
	return level, size > 0
}
