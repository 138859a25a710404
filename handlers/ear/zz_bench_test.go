package ear_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/handlers/ear/speech"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

func corpusLines(b *testing.B) []line {
	f, _ := os.Open("/work/shared/corpus/sentences.jsonl")
	defer f.Close()
	var out []line
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var l line
		json.Unmarshal(sc.Bytes(), &l)
		out = append(out, l)
	}
	return out
}
func prof() *profile.Profile {
	data, _ := os.ReadFile("../../config/districts/xiqing.yaml")
	set, _ := profile.Parse("xiqing.yaml", data)
	return set.Latest()
}
func BenchmarkAll(b *testing.B) {
	e, _ := sample(b)
	ls := corpusLines(b)
	p := prof()
	m := rank.Load().With(rank.TagsOf(p))
	w := envelope.FromProfile(p)
	b.Run("understand", func(b *testing.B) {
		for i := range b.N {
			l := ls[i%len(ls)]
			e.Understand(l.Text, l.scene())
		}
	})
	b.Run("language", func(b *testing.B) {
		for i := range b.N {
			l := ls[i%len(ls)]
			e.Language.Understand(l.Text, l.scene())
		}
	})
	b.Run("rank", func(b *testing.B) {
		for i := range b.N {
			m.Best(ls[i%len(ls)].Text, "", 3)
		}
	})
	tags := rank.TagsOf(p)
	b.Run("tags", func(b *testing.B) {
		for i := range b.N {
			tags(ls[i%len(ls)].Text)
		}
	})
	b.Run("numbers", func(b *testing.B) {
		for i := range b.N {
			naming.Numbers(p, ls[i%len(ls)].Text)
		}
	})
	b.Run("dates", func(b *testing.B) {
		for i := range b.N {
			chinese.Dates(ls[i%len(ls)].Text, now, nil)
		}
	})
	b.Run("envelope", func(b *testing.B) {
		for i := range b.N {
			envelope.Open(ls[i%len(ls)].Text, w)
		}
	})
	b.Run("speech", func(b *testing.B) {
		for i := range b.N {
			speech.Clauses(ls[i%len(ls)].Text)
		}
	})
	b.Run("complete", func(b *testing.B) {
		for i := range b.N {
			speech.Complete(ls[i%len(ls)].Text)
		}
	})
}
