package handlers

import (
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Sweep is what a reminder gets at its tick: one district, one transaction, one now.
type Sweep struct {
	Tx      *db.Tx
	Now     time.Time // in the district's zone
	Profile *profile.Profile
	Days    duty.Days
	House   *House

	notices []Notice
}

// Say queues a notice.
func (s *Sweep) Say(n Notice) { s.notices = append(s.notices, n) }
