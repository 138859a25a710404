package handlers

import (
	"context"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Pages lets a module's pages read the records of the district whose secret they were called with.
type Pages struct {
	DB         *db.DB
	Deployment *Deployment
	Now        func() time.Time
}

// Visit is what a page works with: one district, one reading connection, one now.
type Visit struct {
	Tx      *db.Tx       // reads only
	Now     time.Time    // in the district's zone
	Actor   models.Actor // only what the secret's record names; a page that needs his roles asks the roster
	Profile *profile.Profile
	Days    *calendar.Calendar
}

// Visitor tells whose page a secret opens, looking through all districts; district is empty when it opens none.
type Visitor func(all *db.Tx) (district string, actor models.Actor, err error)

// Visit opens a page. ok is false when the secret opens none, or when the district is not served here.
func (p *Pages) Visit(ctx context.Context, who Visitor) (v Visit, ok bool, err error) {
	district, actor, err := who(p.DB.Read(ctx, db.Everyone))
	if err != nil || district == "" {
		return v, false, err
	}
	now := p.Now()
	rules, ok := p.Deployment.Profile(district, now)
	if !ok {
		return v, false, nil
	}
	return Visit{Tx: p.DB.Read(ctx, district), Now: now.In(rules.Location()), Actor: actor, Profile: rules,
		Days: p.Deployment.Days}, true, nil
}
