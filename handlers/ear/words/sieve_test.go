package words

import (
	"strings"
	"testing"
)

// FuzzSieve holds the sieve against a plain search: it must never miss a word.
func FuzzSieve(f *testing.F) {
	f.Add("报送 张村开展巡林", "巡林")
	f.Add("a\xe4\xb8巡", "巡")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, text, word string) {
		if word == "" {
			t.Skip("no grammar has an empty word")
		}
		a := &analysis{text: text, heard: text}
		if got := a.has(listed([]string{"没有这个词", word})); got != (strings.Contains(text, word) || strings.Contains(text, "没有这个词")) && strings.ToValidUTF8(word, "") == word {
			t.Errorf("%q in %q: %v", word, text, got)
		}
	})
}
