package handlers

import (
	"time"

	"linzhangbot/models"
)

// Morning is when a message of this sweep leaves: within the minutes that the profile spreads a morning over.
func (s *Sweep) Morning(key string) (time.Time, error) {
	h, err := hours(s.Profile)
	if err != nil {
		return time.Time{}, err
	}
	return h.Spread(s.Now, key), nil
}

// As asks the regulations as if somebody did, in this sweep: what a person hears by the clock is what he would be
// answered. Nothing that such a request says or settles is kept.
func (s *Sweep) As(actor models.Actor) *Request {
	return &Request{Tx: s.Tx, Now: s.Now, Actor: actor, Profile: s.Profile, Days: s.Days, House: s.House}
}
