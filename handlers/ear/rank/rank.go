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

// Model ranks commands. It never changes, and many may use it at a time.
type Model struct {
	intents []string // by class
	chatter int      // the class of Chatter
	step    int64    // what a weight of 1 stands for, in 1/65536
	table   table
}

//go:embed weights.bin
var weights []byte

//go:embed orders.bin
var orders []byte

var (
	commandsModel = loaded("weights.bin", &weights)
	ordersModel   = loaded("orders.bin", &orders)
)

func loaded(name string, file *[]byte) func() *Model {
	return sync.OnceValue(func() *Model {
		m, err := read(*file)
		if err != nil {
			panic(fmt.Sprintf("%s of the ranking: %v; run go run ./cmd/earmodel", name, err)) // a broken build
		}
		return m
	})
}

// Load is the model of commands that comes with the program. It takes texts as Tagged wrote them.
func Load() *Model { return commandsModel() }

// LoadOrders is the model that tells orders from talk about deeds and from orders that lack something. It can only hold
// a deed back.
func LoadOrders() *Model { return ordersModel() }

var borrowed = sync.Pool{New: func() any { return &scratch{} }}

// Scores are those of a sentence for every class.
type Scores struct {
	m    *Model
	sums []int32 // hundredths, counted from chatter's
}

// Scores reads a sentence as Tagged wrote it.
func (m *Model) Scores(tagged, role string) *Scores {
	s := borrowed.Get().(*scratch)
	defer borrowed.Put(s)
	return &Scores{m, slices.Clone(m.scores(s, s.read(tagged, role)))}
}

// Of is the score of one class; zero, as likely as chatter, for one that was never learned.
func (s *Scores) Of(class string) int {
	at, known := slices.BinarySearch(s.m.intents, class)
	if !known {
		return 0
	}
	return int(s.sums[at])
}

// Best are the n likeliest commands, the best first; of equal ones the first by name. A score below zero says that the
// sentence is likelier chatter.
func (s *Scores) Best(n int) []Ranked {
	out := make([]Ranked, 0, n+1)
	for class, score := range s.sums {
		if class == s.m.chatter || n < 1 || len(out) == n && int(score) <= out[n-1].Score {
			continue
		}
		r := Ranked{s.m.intents[class], int(score)}
		at, _ := slices.BinarySearchFunc(out, r, func(a, b Ranked) int {
			return cmp.Or(b.Score-a.Score, -1) // behind its equals: classes are in the order of names
		})
		out = slices.Insert(out, at, r)
		out = out[:min(len(out), n)]
	}
	return out
}

// Knows reports whether a class was learned.
func (m *Model) Knows(class string) bool {
	_, known := slices.BinarySearch(m.intents, class)
	return known
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
