package information

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/models/duty"
)

// FactBoard is the name under which duties ask whether a town's signs show its present chiefs; FactBoardLapse is the
// day since when they do not.
const (
	FactBoard      = "board.current"
	FactBoardLapse = FactBoard + duty.Lapse
)

// Tenure is a chief's time in a town's post, as far as signs care.
type Tenure struct {
	Name  string
	Since time.Time
	Until time.Time // zero while he is in office
}

// Signs is what is known of a town's signs, beside its chiefs, present and former (第七条).
type Signs struct {
	Boards  []Board
	Tenures []Tenure
}

// Whole is what the town said last of all its signs together; ok is false when it never did.
func (s Signs) Whole() (all Board, ok bool) {
	for _, b := range s.Boards {
		if b.All() {
			return b, true
		}
	}
	return Board{}, false
}

// Single are the signs that are known one by one.
func (s Signs) Single() []Board {
	var out []Board
	for _, b := range s.Boards {
		if !b.All() {
			out = append(out, b)
		}
	}
	return out
}

// Amount is how many signs the town has: those known one by one are among those it counted.
func (s Signs) Amount() int {
	all, _ := s.Whole()
	single := 0
	for _, b := range s.Single() {
		single += max(1, b.Amount)
	}
	return max(all.Amount, single)
}

// Present are the names of the chiefs in office.
func (s Signs) Present() []string {
	var out []string
	for _, t := range s.Tenures {
		if t.Until.IsZero() {
			out = append(out, t.Name)
		}
	}
	return out
}

// Changed is when chiefs changed last: one left, or his successor came. It is zero while there was no change.
func (s Signs) Changed() time.Time {
	present, former := s.names()
	var first, last time.Time
	for _, t := range s.Tenures {
		if former[t.Name] && (first.IsZero() || t.Until.Before(first)) {
			first = t.Until
		}
	}
	if first.IsZero() {
		return first
	}
	for _, t := range s.Tenures {
		switch {
		case former[t.Name] && t.Until.After(last):
			last = t.Until
		case present[t.Name] && !t.Since.Before(first) && t.Since.After(last):
			last = t.Since // the post was vacant for a while
		}
	}
	return last
}

// names parts the chiefs: whoever came back is present, not former.
func (s Signs) names() (present, former map[string]bool) {
	present, former = map[string]bool{}, map[string]bool{}
	for _, t := range s.Tenures {
		if t.Until.IsZero() {
			present[t.Name] = true
		}
	}
	for _, t := range s.Tenures {
		if !t.Until.IsZero() && !present[t.Name] {
			former[t.Name] = true
		}
	}
	return present, former
}

// NamesFormer reports whether a sign names a chief who has left.
func (s Signs) NamesFormer(b Board) bool {
	_, former := s.names()
	return former[b.Chief]
}

// Shows reports whether a sign shows a present chief: it names one, or it was looked at since the last change and does
// not name anybody else. What was said of all signs together covers those entered before.
func (s Signs) Shows(b Board) bool {
	present, former := s.names()
	if s.covered(b) || present[b.Chief] {
		return true
	}
	return !former[b.Chief] && !s.NamesStranger(b) && !b.At.Before(s.Changed())
}

// covered reports whether a sign was entered before the town said of all of them that they show the present chief.
func (s Signs) covered(b Board) bool {
	all, ok := s.Whole()
	return ok && !b.All() && !b.At.After(all.At) && s.Shows(all)
}

// Stale lists the signs known one by one that do not show the present chief.
func (s Signs) Stale() []Board {
	var out []Board
	for _, b := range s.Single() {
		if !s.Shows(b) {
			out = append(out, b)
		}
	}
	return out
}

// Behind is how many of the town's signs are known not to show the present chief. Of those that it only counted none is
// in order until it says so of all of them, or has named as many that are.
func (s Signs) Behind() int {
	stale := 0
	for _, b := range s.Stale() {
		stale += max(1, b.Amount)
	}
	if all, ok := s.Whole(); !ok || s.Shows(all) {
		return stale
	}
	named := 0
	for _, b := range s.Single() {
		named += max(1, b.Amount)
	}
	return stale + max(0, s.Amount()-named)
}

// Current reports whether the town has signs and all of them show the present chiefs: one without a sign has not done
// what the article asks.
func (s Signs) Current() bool { return s.Amount() > 0 && s.Behind() == 0 }

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
	named := b.Chief != "" && !present[b.Chief] && !former[b.Chief]
	return named && !known && !s.covered(b)
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
