package words

import (
	"time"

	"linzhangbot/models/chinese"
)

const (
	dayForm    = "2006-01-02"
	minuteForm = "2006-01-02T15:04"
)

// stamp writes a moment as exactly as it was said.
func stamp(t time.Time, g chinese.Grain) string {
	if g == chinese.Minute {
		return t.Format(minuteForm)
	}
	return t.Format(dayForm)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}
