package rank

import "slices"

// Figures say how well a corpus is ranked by models that had not seen the lines they ranked.
type Figures struct {
	Commands, Chatter int // lines
	First, Three      int // commands that were the best, or among the best three
	Kept, Left        int // commands above 0, and lines of chatter below it
}

// Measure deals the lines out in turn and trains once for each fold, on all other lines, and ranks the lines of the
// fold. A line that is learned word for word, but for names and numbers, says nothing and is not counted.
func Measure(lines []Line) Figures {
	var f Figures
	for k := range folds {
		var train, test []Line
		for i, line := range lines {
			if !line.Shown && i%folds == k {
				test = append(test, line)
			} else {
				train = append(train, line)
			}
		}
		m, _ := learn(train)
		known := map[string]bool{}
		for _, line := range train {
			known[line.Text] = true
		}
		for _, line := range test {
			if !known[line.Text] {
				f.count(line, m.Scores(line.Text, line.Role).Best(3))
			}
		}
	}
	return f
}

func (f *Figures) count(line Line, best []Ranked) {
	likely := best[0].Score > 0
	if line.Intent == Chatter {
		f.Chatter++
		if !likely {
			f.Left++
		}
		return
	}
	f.Commands++
	if likely {
		f.Kept++
	}
	at := slices.IndexFunc(best, func(r Ranked) bool { return r.Intent == line.Intent })
	if at == 0 {
		f.First++
	}
	if at >= 0 {
		f.Three++
	}
}
