package information

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// post ends what is the name of a post and not of a person: 大寺镇总林长, 王书记.
var post = regexp.MustCompile(`(?:林长|区长|县长|镇长|乡长|场长|书记|主任|负责人)$`)

// calledBy is the longest surname before the name of a post: 王林长, 欧阳书记.
const calledBy = 2

// PresentNames are the names of the chiefs in office; ok is false where the roster does not tell them all: it may hold
// posts instead of persons, and a post may be vacant.
func (s Signs) PresentNames() (names []string, ok bool) {
	names = s.Present()
	for _, n := range names {
		if post.MatchString(n) {
			return nil, false
		}
	}
	return names, len(names) > 0
}

// NamesStranger reports whether a sign names somebody who is none of the present chiefs, where the roster tells who
// they are.
func (s Signs) NamesStranger(b Board) bool {
	names, known := s.PresentNames()
	if !known || b.Chief == "" {
		return false
	}
	for _, n := range names {
		if b.Chief == n || calledAfter(b.Chief, n) {
			return false
		}
	}
	return true
}

// calledAfter reports whether a sign names a person by surname and post: 王林长 for 王建国.
func calledAfter(said, name string) bool {
	surname := post.ReplaceAllString(strings.TrimSuffix(said, "总林长"), "")
	n := utf8.RuneCountInString(surname)
	return surname != said && n > 0 && n <= calledBy && strings.HasPrefix(name, surname)
}

// Unchecked reports whether a sign names somebody of whom the roster cannot tell whether he is the present chief. What
// the town said since of all its signs vouches for him.
func (s Signs) Unchecked(b Board) bool {
	present, former := s.names()
	_, known := s.PresentNames()
	return !known && b.Chief != "" && !present[b.Chief] && !former[b.Chief] && !s.covered(b)
}

// UncheckedCount is how many signs bear such a name.
func (s Signs) UncheckedCount() int {
	n := 0
	for _, b := range s.Boards {
		if s.Unchecked(b) && s.Shows(b) {
			n += max(1, b.Amount)
		}
	}
	return min(n, s.Amount())
}
