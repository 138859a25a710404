package rank

import (
	"cmp"
	"maps"
	"slices"
)

// Line is a sentence of the corpus, tagged, with what it asks for.
type Line struct {
	Text   string
	Role   string // liaison, office, chief; empty: not known
	Intent string
	Writes bool // the command changes records
	Asks   bool // something is missing or unclear, and no rule finds it: the bot must ask
	Open   bool // something is missing that a rule finds
	Shown  bool // an example that people are shown: always learned, never measured
}

const (
	epochs   = 24
	folds    = 5
	rateFrom = 48 << 16     // of the first epoch
	rateTo   = 4 << 16      // and of the last
	seldom   = 2            // a feature of fewer lines is not learned
	fileGoal = 900 << 10    // bytes; small weights are left out until the file is no longer
	ignored  = one >> 9     // a difference between said and learned that is not worth a step
	seed     = 0x9E3779B97F // of the order of lines
)

// learner holds the weights while they are learned.
type learner struct {
	intents  []string
	index    map[uint32]int // feature → row
	hashes   []uint32       // row → feature
	weights  []int64        // row × class, 16 bits behind the point
	examples []example
}

// example is a line by the rows of its features.
type example struct {
	rows  []int
	scale int64 // 1/√features, also of those that are not learned
	class int
}

// learn makes a model and its weights as they are written, without margins.
func learn(lines []Line) (*Model, []entry) {
	l := newLearner(lines)
	order := make([]int, len(l.examples))
	for i := range order {
		order[i] = i
	}
	random := uint64(seed)
	sums := make([]int64, len(l.intents))
	for e := range epochs {
		for i := len(order) - 1; i > 0; i-- {
			random ^= random << 13
			random ^= random >> 7
			random ^= random << 17
			j := int(random % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		rate := int64(rateFrom - (rateFrom-rateTo)*e/(epochs-1))
		for _, i := range order {
			l.step(&l.examples[i], rate, sums)
		}
	}
	return l.model()
}

func newLearner(lines []Line) *learner {
	names := map[string]bool{Chatter: true}
	seen := map[uint32]int{}
	s := &scratch{}
	for _, line := range lines {
		names[line.Intent] = true
		features := slices.Clone(s.read(line.Text, line.Role))
		slices.Sort(features)
		for _, f := range slices.Compact(features) {
			seen[f]++
		}
	}
	l := &learner{intents: slices.Sorted(maps.Keys(names)), index: map[uint32]int{}}
	maps.DeleteFunc(seen, func(_ uint32, n int) bool { return n < seldom })
	l.hashes = slices.Sorted(maps.Keys(seen))
	for i, f := range l.hashes {
		l.index[f] = i
	}
	l.weights = make([]int64, len(l.hashes)*len(l.intents))
	for _, line := range lines {
		features := s.read(line.Text, line.Role)
		x := example{scale: inverse(len(features))}
		x.class, _ = slices.BinarySearch(l.intents, line.Intent)
		for _, f := range features {
			if row, known := l.index[f]; known {
				x.rows = append(x.rows, row)
			}
		}
		l.examples = append(l.examples, x)
	}
	return l
}

// step learns one line.
func (l *learner) step(x *example, rate int64, sums []int64) {
	n := len(l.intents)
	clear(sums)
	for _, row := range x.rows {
		for c, w := range l.weights[row*n : row*n+n] {
			sums[c] += w
		}
	}
	best := slices.Max(sums)
	total := int64(0)
	for c := range sums {
		sums[c] = exp((best - sums[c]) * x.scale >> 16)
		total += sums[c]
	}
	for c := range sums {
		wrong := -sums[c] * one / total
		if c == x.class {
			wrong += one
		}
		if max(wrong, -wrong) < ignored {
			continue
		}
		by := (wrong * x.scale >> 16) * rate >> 20
		for _, row := range x.rows {
			l.weights[row*n+c] += by
		}
	}
}

// model writes the weights in bytes, the largest as 127, and leaves out small ones until the file is short enough.
func (l *learner) model() (*Model, []entry) {
	largest := int64(1)
	for _, w := range l.weights {
		largest = max(largest, w, -w)
	}
	m := &Model{intents: l.intents, step: cmp.Or((largest+126)/127, 1)}
	m.chatter, _ = slices.BinarySearch(l.intents, Chatter)
	for least := int64(1); ; least++ {
		entries := l.entries(m.step, least)
		if file := m.bytes(entries); len(file) <= fileGoal {
			fresh, err := read(file)
			if err != nil {
				panic(err) // we wrote it
			}
			return fresh, entries
		}
	}
}

func (l *learner) entries(step, least int64) []entry {
	var out []entry
	n := len(l.intents)
	for row, hash := range l.hashes {
		e := entry{hash: hash}
		for c, w := range l.weights[row*n : row*n+n] {
			q := (max(w, -w) + step/2) / step
			if q < least {
				continue
			}
			if w < 0 {
				q = -q
			}
			e.weights = append(e.weights, weight{uint8(c), int8(q)})
		}
		if len(e.weights) > 0 {
			out = append(out, e)
		}
	}
	return out
}
