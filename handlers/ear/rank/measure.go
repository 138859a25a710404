package rank

import "slices"

// Figures say how well a corpus is ranked by models that had not seen the lines they ranked.
type Figures struct {
	Commands, Chatter int     // lines
	First, Three      int     // commands that were the best, or among the best three
	Margins           Margins // of the chatter
	// Kept are the commands whose best reading scores at least Possible, Likely and Sure.
	Kept [3]int
}

// Fold says to which of the folds a line belongs.
type Fold func(i, lines int) int

// InTurn deals the lines out like cards.
func InTurn(i, _ int) int { return i % folds }

// InBlocks cuts the corpus, so that lines that were written together stay together.
func InBlocks(i, lines int) int { return i * folds / lines }

// Measure trains once for each fold, on all other lines, and ranks the lines of the fold. A line that is learned word
// for word, but for names and numbers, says nothing and is not counted.
func Measure(lines []Line, fold Fold) Figures {
	var f Figures
	var chatter, commands []int
	for k := range folds {
		var train, test []Line
		for i, line := range lines {
			if !line.Shown && fold(i, len(lines)) == k {
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
			if known[line.Text] {
				continue
			}
			best := m.Best(line.Text, line.Role, 3)
			if line.Intent == Chatter {
				chatter = append(chatter, best[0].Score)
				continue
			}
			commands = append(commands, best[0].Score)
			at := slices.IndexFunc(best, func(r Ranked) bool { return r.Intent == line.Intent })
			if at == 0 {
				f.First++
			}
			if at >= 0 {
				f.Three++
			}
		}
	}
	f.Commands, f.Chatter = len(commands), len(chatter)
	slices.Sort(chatter)
	f.Margins = Margins{above(chatter, 90), above(chatter, 95), above(chatter, 99)}
	for i, least := range []int{f.Margins.Possible, f.Margins.Likely, f.Margins.Sure} {
		for _, score := range commands {
			if score >= least {
				f.Kept[i]++
			}
		}
	}
	return f
}

// above is the score below which a share of sorted scores stays, in hundredths.
func above(sorted []int, share int) int {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)*share/100, len(sorted)-1)] + 1
}
