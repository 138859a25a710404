package meeting

import (
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/meeting"
)

// beforeSummary reports whether the office is still to hear, some morning, who comes: on the working day of the first
// reminder that the type sets, or on the meeting's own.
func (r *request) beforeSummary(m meeting.Meeting) bool {
	day := calendar.Midnight(m.Start.In(r.Now.Location()))
	if days := meeting.DaysBefore(m.TypeIn(r.Profile)); len(days) > 0 {
		day = r.Days.Before(day.AddDate(0, 0, -days[0]))
	}
	slot, err := time.ParseInLocation("15:04", r.Profile.Hours.Morning, r.Now.Location())
	if err != nil {
		return false
	}
	at := day.Add(time.Duration(slot.Hour())*time.Hour + time.Duration(slot.Minute())*time.Minute)
	return r.Now.Before(at)
}
