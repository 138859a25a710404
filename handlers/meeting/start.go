package meeting

import (
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/chinese"
)

const minuteForm = "2006-01-02T15:04"

// startOf is when the meeting begins; a card asks for what is missing of it.
func startOf(r *handlers.Request) (time.Time, *bot.Card) {
	t, ok := moment(r)
	ask := func(slot, text string) (time.Time, *bot.Card) {
		card := r.Ask(handlers.Question{Missing: slot, Text: text})
		return time.Time{}, &card
	}
	switch day := r.Args.Slots.Str("date"); {
	case !ok && past(r):
		return ask("start", "这个时间已经过了，会议改在哪天几点？")
	case !ok && r.Args.Missing == "start" && r.Args.Why != "":
		return ask("start", r.Args.Why)
	case !ok && day != "":
		return ask("clock", dayWords(r, day)+"几点开？")
	case !ok:
		return ask("start", "会议定在哪天几点？")
	case !t.After(r.Now):
		delete(r.Args.Slots, "start")
		delete(r.Args.Slots, "date")
		delete(r.Args.Slots, "clock")
		return ask("start", clock(t, r.Now)+"已经过了，改在哪天几点？")
	}
	return t, nil
}

// past reports whether the words name a moment that is over, which is no moment to meet at.
func past(r *handlers.Request) bool {
	for _, sp := range chinese.Dates(chinese.Normalize(r.Args.Text), r.Now, r.Days) {
		if sp.Grain == chinese.Minute && !sp.Impossible && !sp.Future(r.Now).From.After(r.Now) {
			return true
		}
	}
	return false
}

func dayWords(r *handlers.Request, text string) string {
	d, err := time.ParseInLocation(time.DateOnly, text, r.Now.Location())
	if err != nil {
		return ""
	}
	return day(d, r.Now)
}

// moment reads the start out of the slots: a whole moment, the words of an answer, or a day with its hour.
func moment(r *handlers.Request) (time.Time, bool) {
	s := r.Args.Slots
	if t, err := time.ParseInLocation(minuteForm, s.Str("start"), r.Now.Location()); err == nil {
		return t, true
	}
	for _, slot := range []string{"start", "clock"} {
		words := s.Str(slot)
		if words == "" {
			continue
		}
		if day := s.Str("date"); day != "" && slot == "clock" {
			words = day + " " + words
		}
		for _, sp := range chinese.Dates(chinese.Normalize(words), r.Now, r.Days) {
			sp = sp.Future(r.Now)
			if sp.Impossible {
				continue
			}
			if sp.Grain == chinese.Minute {
				return sp.From, true
			}
			if sp.Grain <= chinese.Day && s.Str("date") == "" {
				keep(r, "date", sp.From.Format(time.DateOnly))
			}
		}
	}
	return time.Time{}, false
}
