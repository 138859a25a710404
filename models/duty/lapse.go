package duty

import (
	"slices"
	"time"

	"linzhangbot/models"
)

// Lapse behind a fact's name makes the fact that a watched condition fell back: board.current.lapse is the day on which
// a town's signs ceased to show its chiefs. It counts nothing; the steps whose day is lapsed are laid out from it.
const Lapse = ".lapse"

// lapsed adds the steps that follow the last lapse, in the round that holds their day. The lapse's day is a part of
// their keys, so that a further one is told of again.
func lapsed(s Standing, round models.Period, lapses []Fact, days Days) []StepDay {
	if !s.Rule.Watch || len(lapses) == 0 {
		return s.Steps
	}
	last := slices.MaxFunc(lapses, func(a, b Fact) int { return a.At.Compare(b.At) }).At
	y, m, d := last.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, last.Location())
	out := s.Steps
	for _, step := range s.Rule.Steps {
		told := days.Add(days.Before(day), step.When.Lapsed)
		if step.When.Lapsed > 0 && round.Contains(told) { // each round has a record of its own of what was said
			step.Key += "@" + day.Format(time.DateOnly)
			out = append(out, StepDay{Step: step, Day: told})
		}
	}
	slices.SortStableFunc(out, func(a, b StepDay) int { return a.Day.Compare(b.Day) })
	return out
}
