package duty

import (
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Applies reports whether a rule speaks about a period at all: it is in force when the period begins, and in season.
func Applies(r profile.Duty, p models.Period) bool {
	if !r.From.IsZero() && p.From.Before(local(r.From.Time, p.From)) || !r.To.IsZero() && !p.From.Before(local(r.To.Time, p.From)) {
		return false
	}
	if r.Season == nil {
		return true
	}
	m := int(p.From.Month())
	if r.Season.From <= r.Season.To {
		return m >= r.Season.From && m <= r.Season.To
	}
	return m >= r.Season.From || m <= r.Season.To
}

// local reads a calendar day in the location of another time.
func local(day, like time.Time) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, like.Location())
}

// occurs reports whether a rule speaks about a period. Days off are no period of a duty of every working day.
func occurs(r profile.Duty, p models.Period, days Days) bool {
	return Applies(r, p) && (p.Every != models.Workday || days.Working(p.From))
}
