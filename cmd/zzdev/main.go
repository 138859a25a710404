package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	_ "time/tzdata"

	"linzhangbot/config"
	"linzhangbot/handlers/ear/rank"
	"linzhangbot/models/profile"
)

type L struct {
	Text, Intent, Role string
	Sender             struct{ Role string }
	Intent_alt         []string
	Tags               []string
}

func read(f string, tags rank.Tags) (out []rank.Line, ls []L) {
	file, _ := os.Open(f)
	d := json.NewDecoder(file)
	for {
		var l L
		if d.Decode(&l) != nil {
			return
		}
		if l.Role == "" {
			l.Role = l.Sender.Role
		}
		out = append(out, rank.Line{Text: tags(l.Text), Role: l.Role, Intent: l.Intent})
		ls = append(ls, l)
	}
}
func main() {
	data, name, _ := config.District("xiqing")
	p, _ := profile.Parse(name, data)
	tags := rank.TagsOf(p.Latest())
	var train []rank.Line
	for _, f := range []string{"handlers/language/testdata/messages.jsonl", "handlers/language/testdata/heldout.jsonl", "handlers/ear/rank/testdata/usage.jsonl", "/tmp/said.jsonl"} {
		l, _ := read(f, tags)
		train = append(train, l...)
	}
	b := rank.Train(train)
	m, err := rank.Read(b)
	fmt.Println(len(train), len(b), err, m.Margins())
	var tr []int
	for _, f := range []string{"/work/shared/corpus/sentences.jsonl", "/root/ear-work/sets/eyes1.jsonl", "/root/ear-work/sets/eyes2.jsonl", "/root/ear-work/sets/eyes3.jsonl"} {
		lines, ls := read(f, tags)
		n, one, three := 0, 0, 0
		var scores []int
		for i, l := range lines {
			best := m.Best(l.Text, l.Role, 3)
			if l.Intent == "unknown" {
				tr = append(tr, best[0].Score)
				continue
			}
			must := false
			for _, t := range ls[i].Tags {
				must = must || t == "must-ask"
			}
			if must {
				continue
			}
			ok := func(s string) bool {
				for _, a := range append(ls[i].Intent_alt, l.Intent) {
					if a == s {
						return true
					}
				}
				return false
			}
			n++
			scores = append(scores, best[0].Score)
			switch {
			case ok(best[0].Intent):
				one++
				three++
			case ok(best[1].Intent) || ok(best[2].Intent):
				three++
				if len(os.Args) > 1 {
					fmt.Println(ls[i].Text, "|", l.Intent, best)
				}
			default:
				if len(os.Args) > 1 {
					fmt.Println("!", ls[i].Text, "|", l.Intent, best)
				}
			}
		}
		sort.Ints(scores)
		fmt.Println(f, n, float64(one)/float64(n), float64(three)/float64(n), "lowest deciles", scores[n/20], scores[n/10], scores[n/5])
	}
	sort.Ints(tr)
	fmt.Println("traps", len(tr), tr[len(tr)/2], tr[len(tr)*8/10], tr[len(tr)*9/10], tr[len(tr)-1])
}
