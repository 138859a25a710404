package meeting

import (
	"slices"
	"time"

	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
)

const minuteForm = "2006-01-02T15:04"

// startMeant is when the meeting begins; what is missing of it is asked.
func (r *request) startMeant() (time.Time, error) {
	t, ok := r.moment()
	over := func(sp chinese.Span) bool { return sp.Grain == chinese.Minute && !sp.From.After(r.Now) }
	switch day := r.Args.Slots.Str("date"); {
	case !ok && slices.ContainsFunc(r.moments(r.Args.Text), over):
		return t, r.ask("start", "这个时间已经过了，会议改在哪天几点？")
	case !ok && r.Args.Missing == "start" && r.Args.Why != "":
		return t, r.ask("start", r.Args.Why)
	case !ok && day != "":
		return t, r.ask("clock", naming.DayOf(day, r.Now)+"几点开？")
	case !ok:
		return t, r.ask("start", "会议定在哪天几点？")
	case !t.After(r.Now):
		for _, slot := range []string{"start", "date", "clock"} {
			delete(r.Args.Slots, slot)
		}
		return t, r.ask("start", naming.Clock(t, r.Now)+"已经过了，改在哪天几点？")
	}
	return t, nil
}

// moments are the minutes and days that words name.
func (r *request) moments(words string) []chinese.Span {
	var out []chinese.Span
	for _, sp := range chinese.Dates(chinese.Normalize(words), r.Now, r.Days) {
		if sp = sp.Future(r.Now); !sp.Impossible && sp.Grain <= chinese.Day {
			out = append(out, sp)
		}
	}
	return out
}

// moment reads the start out of the slots: a whole moment, the words of an answer, or a day with its hour.
func (r *request) moment() (time.Time, bool) {
	s := r.Args.Slots
	if t, err := time.ParseInLocation(minuteForm, s.Str("start"), r.Now.Location()); err == nil {
		return t, true
	}
	for _, slot := range []string{"start", "clock"} {
		words := s.Str(slot)
		if day := s.Str("date"); words != "" && day != "" && slot == "clock" {
			words = day + " " + words
		}
		for _, sp := range r.moments(words) {
			if sp.Grain == chinese.Minute {
				return sp.From, true
			}
			if s.Str("date") == "" {
				r.Args.Slots["date"] = sp.From.Format(time.DateOnly)
			}
		}
	}
	return time.Time{}, false
}
