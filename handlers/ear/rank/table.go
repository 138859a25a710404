package rank

import (
	"encoding/binary"
	"errors"
)

// weight is what a feature says for or against a class.
type weight struct {
	class uint8
	value int8
}

// table finds the weights of a feature by its hash: open addressing over a power of two of slots, at most half full.
type table struct {
	slots   []slot
	weights []weight
}

type slot struct {
	hash       uint32
	begin, end uint32 // of weights; equal in a free slot
}

func (t *table) of(hash uint32) []weight {
	mask := uint32(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.begin == s.end {
			return nil
		}
		if s.hash == hash {
			return t.weights[s.begin:s.end]
		}
	}
}

func (t *table) add(hash uint32, list []weight) {
	mask := uint32(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i].begin != t.slots[i].end {
		i = (i + 1) & mask
	}
	begin := uint32(len(t.weights))
	t.weights = append(t.weights, list...)
	t.slots[i] = slot{hash, begin, uint32(len(t.weights))}
}

// The file: a mark, the classes' names, the step, then the features in the order of their hashes, each
// as its distance from the one before, the number of its weights, and these. All numbers are varints.
const fileMark = "lzrank2\n"

var errBroken = errors.New("the file is broken")

// entry is a feature with its weights, as they are written.
type entry struct {
	hash    uint32
	weights []weight
}

// bytes writes a model.
func (m *Model) bytes(entries []entry) []byte {
	b := []byte(fileMark)
	b = binary.AppendUvarint(b, uint64(len(m.intents)))
	for _, name := range m.intents {
		b = binary.AppendUvarint(b, uint64(len(name)))
		b = append(b, name...)
	}
	b = binary.AppendVarint(b, m.step)
	b = binary.AppendUvarint(b, uint64(len(entries)))
	last := uint32(0)
	for _, e := range entries {
		b = binary.AppendUvarint(b, uint64(e.hash-last))
		b = append(b, byte(len(e.weights)))
		for _, w := range e.weights {
			b = append(b, w.class, byte(w.value))
		}
		last = e.hash
	}
	return b
}

// reader takes a file apart; after the first fault it reads zeros.
type reader struct {
	left   []byte
	broken bool
}

func (r *reader) take(n uint64) []byte {
	if n > uint64(len(r.left)) {
		r.left, r.broken = nil, true
		return nil
	}
	b := r.left[:n]
	r.left = r.left[n:]
	return b
}

func (r *reader) unsigned() uint64 {
	x, n := binary.Uvarint(r.left)
	r.take(uint64(max(n, 0)))
	r.broken = r.broken || n <= 0
	return x
}

func (r *reader) signed() int64 {
	x, n := binary.Varint(r.left)
	r.take(uint64(max(n, 0)))
	r.broken = r.broken || n <= 0
	return x
}

// read reads a model.
func read(file []byte) (*Model, error) {
	r := &reader{left: file}
	if string(r.take(uint64(len(fileMark)))) != fileMark {
		return nil, errBroken
	}
	m := &Model{chatter: -1}
	for n := r.unsigned(); n > 0 && !r.broken; n-- {
		name := string(r.take(r.unsigned()))
		if name == Chatter {
			m.chatter = len(m.intents)
		}
		m.intents = append(m.intents, name)
	}
	m.step = r.signed()
	count := r.unsigned()
	if r.broken || m.chatter < 0 || count > uint64(len(r.left)) {
		return nil, errBroken
	}
	size := 2
	for uint64(size) < 2*count {
		size *= 2
	}
	m.table = table{slots: make([]slot, size), weights: make([]weight, 0, len(r.left)/3)}
	hash := uint32(0)
	var list []weight
	for ; count > 0 && !r.broken; count-- {
		hash += uint32(r.unsigned())
		list = list[:0]
		if n := r.take(1); n != nil {
			for pairs := r.take(2 * uint64(n[0])); len(pairs) > 0; pairs = pairs[2:] {
				if int(pairs[0]) >= len(m.intents) {
					return nil, errBroken
				}
				list = append(list, weight{pairs[0], int8(pairs[1])})
			}
		}
		m.table.add(hash, list)
	}
	if r.broken || len(r.left) > 0 {
		return nil, errBroken
	}
	return m, nil
}
