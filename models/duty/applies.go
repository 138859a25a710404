package duty

import (
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Applies reports whether a rule speaks about a period at all: it is in force when the period begins, and in season.
func Applies(r profile.Duty, p models.Period) bool { return valid(r, p) }
