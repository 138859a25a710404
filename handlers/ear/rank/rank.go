package rank

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"sync"
)

// Chatter is the class of sentences that ask nothing of the bot. It is never ranked: scores are counted from it.
const Chatter = "unknown"

// Ranked is a command with its score.
type Ranked struct {
	Intent string // report.submit
	Score  int    // hundredths of the natural logarithm of how much likelier it is than chatter
}

// Margins are scores of the best command below which a share of the chatter stays that training had put aside.
type Margins struct {
	Possible int // 90 of 100
	Likely   int // 95
	Sure     int // 99
}

// Model ranks commands. It never changes, and many may use it at a time.
type Model struct {
	intents []string // by class
	chatter int      // the class of Chatter
	step    int64    // what a weight of 1 stands for, in 1/65536
	margins Margins
	table   table
	tags    Tags
}

//go:embed weights.bin
var weights []byte

var shared = sync.OnceValue(func() *Model {
	m, err := read(weights)
	if err != nil {
		panic(fmt.Sprintf("weights of the ranking: %v; run go run ./cmd/earmodel", err)) // a broken build
	}
	return m
})

// Load is the model that comes with the program. It takes texts as tagged already; With gives it a district's tags.
func Load() *Model { return shared() }

// With is the model for texts as people type them, which tags turns into what the model was trained on.
func (m *Model) With(tags Tags) *Model {
	c := *m
	c.tags = tags
	return &c
}

// Margins are the scores at which a caller may take the best command for more than chatter.
func (m *Model) Margins() Margins { return m.margins }

var borrowed = sync.Pool{New: func() any { return &scratch{} }}

// Best are the n likeliest commands, the best first; of equal ones the first by name. A score below zero says that the
// sentence is likelier chatter; Margins says what a score is worth.
func (m *Model) Best(text, role string, n int) []Ranked {
	if m.tags != nil {
		text = m.tags(text)
	}
	s := borrowed.Get().(*scratch)
	defer borrowed.Put(s)
	scores := m.scores(s, s.read(text, role))
	out := make([]Ranked, 0, n+1)
	for class, score := range scores {
		if class == m.chatter || n < 1 || len(out) == n && int(score) <= out[n-1].Score {
			continue
		}
		r := Ranked{m.intents[class], int(score)}
		at, _ := slices.BinarySearchFunc(out, r, func(a, b Ranked) int {
			return cmp.Or(b.Score-a.Score, -1) // behind its equals: classes are in the order of names
		})
		out = slices.Insert(out, at, r)
		out = out[:min(len(out), n)]
	}
	return out
}

// scores adds up the weights of the features for every class, counted from chatter's.
func (m *Model) scores(s *scratch, features []uint32) []int32 {
	s.sums = append(s.sums[:0], make([]int32, len(m.intents))...)
	for _, f := range features {
		for _, w := range m.table.of(f) {
			s.sums[w.class] += int32(w.value)
		}
	}
	scale := m.step * inverse(len(features)) * 100
	base := s.sums[m.chatter]
	for c := range s.sums {
		s.sums[c] = int32(int64(s.sums[c]-base) * scale >> 32)
	}
	return s.sums
}

// Score is the score of one command; the lowest there is for one that was never learned.
func (m *Model) Score(text, role, intent string) int {
	for _, r := range m.Best(text, role, len(m.intents)) {
		if r.Intent == intent {
			return r.Score
		}
	}
	return -1000
}
