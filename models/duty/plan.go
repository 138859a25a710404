package duty

import (
	"fmt"
	"sort"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// StepDay is a step with the day it falls on, already moved to a working day.
type StepDay struct {
	Step  profile.Step
	Day   time.Time // local midnight
	Again int       // of a step that repeats: working days since it was first said
}

// dueAt is the last moment of a duty in a period: the end of its due day unless an hour is said.
func dueAt(d profile.Due, p models.Period, days Days) time.Time {
	month := monthOf(d, p)
	last := month.AddDate(0, 1, -1)
	day := p.Last()
	switch {
	case d.Third != "":
		n := map[string]int{"上旬": 10, "中旬": 20, "下旬": last.Day()}[d.Third]
		day = month.AddDate(0, 0, n-1)
	case d.WorkingDay > 0:
		day = days.Add(days.After(month), d.WorkingDay-1)
	case d.WorkingDay < 0:
		day = days.Add(days.Before(last), d.WorkingDay+1)
	case d.Day > 0:
		day = month.AddDate(0, 0, min(d.Day, last.Day())-1)
	case d.Day < 0:
		day = last.AddDate(0, 0, d.Day+1)
	case d.Month > 0 || d.After > 0:
		day = last
	}
	if at, err := time.Parse("15:04", d.At); err == nil {
		return day.Add(time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute)
	}
	return day.AddDate(0, 0, 1).Add(-time.Millisecond)
}

// monthOf is the first day of the month the due day lies in: month n of the period, or n months after it.
func monthOf(d profile.Due, p models.Period) time.Time {
	switch {
	case d.After > 0:
		return p.To.AddDate(0, d.After-1, 0)
	case d.Month > 0:
		return firstOf(p.From).AddDate(0, d.Month-1, 0)
	}
	return firstOf(p.Last())
}

func firstOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, t.Location())
}

func opens(d profile.Due, p models.Period) time.Time {
	if d.Opens > 0 {
		return monthOf(d, p).AddDate(0, 0, d.Opens-1)
	}
	return p.From
}

// plan lays out the steps of one period. A day that is no working day moves to the working day before it; a step
// after the due day to the one after. Moved tells of every move.
func plan(r profile.Duty, p models.Period, due time.Time, days Days) (out []StepDay, moved []string) {
	dueDay := time.Date(due.Year(), due.Month(), due.Day(), 0, 0, 0, 0, due.Location())
	for _, s := range r.Steps {
		if s.When.Lapsed > 0 {
			continue // its day is no day of the period: see lapsed
		}
		want, day := stepDay(s.When, p, dueDay, days)
		if !day.Equal(want) {
			moved = append(moved, fmt.Sprintf("%d月%d日不是工作日，改在%d月%d日", want.Month(), want.Day(), day.Month(), day.Day()))
		}
		out = append(out, StepDay{Step: s, Day: day})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Day.Before(out[j].Day) })
	return out, moved
}

// stepDay is the day as written and the working day it is done on.
func stepDay(w profile.When, p models.Period, due time.Time, days Days) (want, day time.Time) {
	switch {
	case w.LastWorking > 0:
		want = days.Add(days.Before(due), -(w.LastWorking - 1))
		return want, want
	case w.After > 0:
		want = days.Add(days.Before(due), w.After)
		return want, want
	case w.Ahead > 0:
		want = days.Add(due, -w.Ahead)
		return want, want
	case w.Before > 0:
		want = due.AddDate(0, 0, -w.Before)
	case w.OnDue:
		want = due
	case w.FirstOf > 0:
		want = firstOf(p.From).AddDate(0, w.FirstOf-1, 0)
	case w.Month > 0:
		want = time.Date(p.From.Year(), time.Month(w.Month), 1, 0, 0, 0, 0, p.From.Location())
		if want.Before(p.From) {
			want = want.AddDate(1, 0, 0)
		}
	case w.Day > 0:
		month := firstOf(p.Last())
		want = month.AddDate(0, 0, min(w.Day, month.AddDate(0, 1, -1).Day())-1)
	}
	day = days.Before(want)
	if day.Before(p.From) {
		day = days.After(want) // the first days of a period never move into the one before
	}
	return want, day
}

// EveryWorkday is the Repeat of a step that is said again after its day until the duty is met, at a cadence.
const EveryWorkday = "workday"

// Reached is the last step whose day has come and whose condition holds: what is to be said today. A step stands
// aside for the next one, so after days of silence one thing is said, not three. A step that repeats is reached anew
// on each day of its cadence.
func (s Standing) Reached(now time.Time, days Days, c Cadence) (StepDay, bool) {
	if !s.Open() || s.Waits {
		return StepDay{}, false
	}
	for i := len(s.Steps) - 1; i >= 0; i-- {
		step := s.Steps[i]
		if now.Before(step.Day) || !holds(step.Step.If, s) {
			continue
		}
		if step.Step.Repeat == EveryWorkday {
			step.Again = c.of(step.Step).last(days.Between(step.Day, now))
			step.Day = days.Add(step.Day, step.Again)
		}
		return step, true
	}
	return StepDay{}, false
}

// Cadence is how often something overdue is told: on each of the First working days, then on every Every-th.
type Cadence struct{ First, Every int }

// of is how often a step is told: one before the due day on every working day.
func (c Cadence) of(s profile.Step) Cadence {
	if s.When.After > 0 {
		return c
	}
	return Cadence{First: 1, Every: 1}
}

// last is the newest telling, in working days behind the first one, of those that n working days have seen.
func (c Cadence) last(n int) int {
	first, every := max(c.First, 1)-1, max(c.Every, 1)
	if n <= first {
		return max(n, 0)
	}
	return first + (n-first)/every*every
}

// next is the first telling that n working days have not seen.
func (c Cadence) next(n int) int {
	if first := max(c.First, 1) - 1; n < first {
		return n + 1
	}
	return c.last(n) + max(c.Every, 1)
}

// Passes reports whether a reached step is told whatever was told before: the last day, and the notice that it was
// missed (SPEC 7, budget).
func (d StepDay) Passes() bool {
	w := d.Step.When
	return w.OnDue || w.LastWorking == 1 || w.After > 0 && d.Again == 0
}

// worthBefore is how many working days a step before the due day may be made up for after the program was down. That
// something was missed is worth saying for longer: the profile says for how long.
const worthBefore = 2

// Expires is when saying a reached step makes no sense any more: some working days after its day, or when the next
// step's day comes. That a period was missed is worth saying for as long as it can still be filled in late.
func (s Standing) Expires(step StepDay, days Days, p *profile.Profile) time.Time {
	worth, missed := worthBefore, step.Step.When.After > 0
	if missed || step.Step.When.Lapsed > 0 {
		worth = p.Budget.Missed()
	}
	end := days.Add(days.After(step.Day), worth)
	if late := s.lateUntil(p); missed && late.After(end) {
		end = late
	}
	for _, other := range s.Steps {
		if other.Day.After(step.Day) && other.Day.Before(end) {
			return other.Day
		}
	}
	return end
}

// lateUntil is until when a period that is over can still be filled in; zero where the rule knows no way to do that.
func (s Standing) lateUntil(p *profile.Profile) time.Time {
	if s.Once || s.Rule.HowLate == "" || p.Reports.LateDays < 0 {
		return time.Time{}
	}
	return s.Period.To.AddDate(0, 0, p.Reports.LateDays)
}

// NextStep is the first step still to come whose condition may hold; what is overdue is told again at its cadence.
func (s Standing) NextStep(now time.Time, days Days, c Cadence) (StepDay, bool) {
	if s.Waits {
		return StepDay{}, false
	}
	for _, step := range s.Steps {
		if step.Day.After(now) && (step.Step.If != "none" || s.Have == 0) {
			return step, true
		}
	}
	for _, step := range s.Steps {
		if step.Step.Repeat == EveryWorkday {
			step.Again = c.of(step.Step).next(days.Between(step.Day, now))
			step.Day = days.Add(step.Day, step.Again)
			return step, true
		}
	}
	return StepDay{}, false
}

func holds(cond string, s Standing) bool {
	switch cond {
	case "none":
		return s.Have == 0 && s.State != Overdue
	case "missed":
		return s.State == Overdue
	default:
		return s.Have < s.Want || s.tooMany()
	}
}

// Calendar lists the steps of one rule in one period, for timetables.
func Calendar(r profile.Duty, p models.Period, days Days) []StepDay {
	if !occurs(r, p, days) {
		return nil
	}
	steps, _ := plan(r, p, dueAt(r.Due, p, days), days)
	return steps
}
