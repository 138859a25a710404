package ear_test

import (
	"strings"
	"testing"

	"linzhangbot/handlers/ear"
	"linzhangbot/handlers/ear/frame"
)

// understandCorpus is the mean of the corpus on one core (docs/performance.md): 0.1 ms a sentence at most.
func understandCorpus(b *testing.B, e *ear.Ear) {
	lines := append(some(b, true, 1000), some(b, false, 1000)...)
	b.ResetTimer()
	for i := range b.N {
		l := lines[i%len(lines)]
		e.Understand(l.Text, l.scene())
	}
}

func BenchmarkUnderstand(b *testing.B) {
	e, _ := sample(b)
	understandCorpus(b, e)
}

// BenchmarkUnderstandTwiceThePhrases is to take less than a tenth longer: a sentence costs the same however many ways
// there are to say a thing.
func BenchmarkUnderstandTwiceThePhrases(b *testing.B) {
	frames := grammar()
	for i, g := range frames {
		frames[i].Phrases = append(append([]frame.Phrase{}, g.Phrases...), again(g.Phrases)...)
	}
	understandCorpus(b, listenWith(b, "config/districts/xiqing.yaml", frames).Ear)
}

// again are the same phrases in words that nobody says: every element of words is another one, so that none is shared.
func again(phrases []frame.Phrase) []frame.Phrase {
	var out []frame.Phrase
	for _, p := range phrases {
		fields := strings.Fields(p.Pattern)
		for i, f := range fields {
			if plain := strings.Trim(f, "^$…&>_?"); plain != "" && !strings.ContainsAny(f, "{_") {
				optional := strings.HasSuffix(f, "?")
				words := strings.Split(strings.TrimSuffix(f, "?"), "|")
				for j := range words {
					words[j] = "甪" + words[j]
				}
				fields[i] = strings.Join(words, "|")
				if strings.HasPrefix(f, ">") || optional {
					fields[i] = f
				}
			}
		}
		p.Pattern = strings.Join(fields, " ")
		out = append(out, p)
	}
	return out
}
