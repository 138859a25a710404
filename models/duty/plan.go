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
	Step profile.Step
	Day  time.Time // local midnight
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

// EveryWorkday is the Repeat of a step that is said again every working day until the duty is met.
const EveryWorkday = "workday"

// Reached is the last step whose day has come and whose condition holds: what is to be said today. A step stands
// aside for the next one, so after days of silence one thing is said, not three.
func (s Standing) Reached(now time.Time, days Days) (StepDay, bool) {
	if !s.Open() {
		return StepDay{}, false
	}
	for i := len(s.Steps) - 1; i >= 0; i-- {
		step := s.Steps[i]
		if now.Before(step.Day) || !holds(step.Step.If, s) {
			continue
		}
		if step.Step.Repeat == EveryWorkday {
			today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
			step.Day = days.Before(today)
		}
		return step, true
	}
	return StepDay{}, false
}

// How many working days a step may be made up for after the program was down. That something was missed is worth
// saying for longer than that it is coming.
const (
	worthBefore = 2
	worthAfter  = 5
)

// Expires is when saying a reached step makes no sense any more: some working days after its day, or when the next
// step's day comes.
func (s Standing) Expires(step StepDay, days Days) time.Time {
	worth := worthBefore
	if step.Step.When.After > 0 || step.Step.When.Lapsed > 0 {
		worth = worthAfter
	}
	end := days.Add(days.After(step.Day), worth)
	for _, other := range s.Steps {
		if other.Day.After(step.Day) && other.Day.Before(end) {
			return other.Day
		}
	}
	return end
}

// NextStep is the first step still to come whose condition may hold.
func (s Standing) NextStep(now time.Time) (StepDay, bool) {
	for _, step := range s.Steps {
		if step.Day.After(now) && (step.Step.If != "none" || s.Have == 0) {
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
	if !Applies(r, p) {
		return nil
	}
	steps, _ := plan(r, p, dueAt(r.Due, p, days), days)
	return steps
}
