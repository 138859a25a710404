package ear_test

import "testing"

// BenchmarkUnderstand is the mean of the corpus on one core (docs/performance.md): 0.1 ms a sentence at most.
func BenchmarkUnderstand(b *testing.B) {
	e, _ := sample(b)
	lines := some(b, true, 1000)
	lines = append(lines, some(b, false, 1000)...)
	b.ResetTimer()
	for i := range b.N {
		l := lines[i%len(lines)]
		e.Understand(l.Text, l.scene())
	}
}
