package reminding

import (
	"context"
	"fmt"
	"linzhangbot/handlers"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
	"slices"
	"time"
)

// sweep is a tick with what it has asked: nothing of it changes within its transaction.
type sweep struct {
	*handlers.Sweep
	groups   []roster.Group
	grouped  bool
	liaisons map[string][]string // person codes by organisation
	accounts map[string]bool     // persons who can be told in private; nil: not asked yet
	stood    []duty.Standing     // how everybody stands; nil: not asked yet
	asked    map[string][]duty.Standing
	failed   error // of what was asked while words were made
}

func newSweep(of *handlers.Sweep) *sweep {
	return &sweep{Sweep: of, asked: map[string][]duty.Standing{}}
}

// allGroups lists the district's groups.
func (s *sweep) allGroups() (_ []roster.Group, err error) {
	if !s.grouped {
		s.groups, err = roster.Groups(s.Tx)
		s.grouped = err == nil
	}
	return s.groups, err
}

// liaisonsOf lists an organisation's liaisons.
func (s *sweep) liaisonsOf(org string) (_ []string, err error) {
	if s.liaisons == nil {
		s.liaisons, err = roster.Liaisons(s.Tx, s.Now)
	}
	return s.liaisons[org], err
}

// reachable lists an organisation's liaisons who can be told in private.
func (s *sweep) reachable(org string) ([]string, error) {
	people, err := s.liaisonsOf(org)
	if err != nil {
		return nil, err
	}
	if s.accounts == nil {
		var all []string
		for _, list := range s.liaisons {
			all = append(all, list...)
		}
		keys, err := roster.AccountsAnywhere(s.Tx, all)
		if err != nil {
			return nil, err
		}
		s.accounts = map[string]bool{}
		for person, list := range keys {
			s.accounts[person] = len(list) > 0
		}
	}
	return slices.DeleteFunc(slices.Clone(people), func(p string) bool { return !s.accounts[p] }), nil
}

func (s *sweep) day() string { return s.Now.Format(time.DateOnly) }

// standings are how everybody stands now with every duty and every deadline, asked once a sweep.
func (s *sweep) standings(ctx context.Context) ([]duty.Standing, error) {
	if s.stood != nil {
		return s.stood, nil
	}
	all, err := s.Deployment.Standings(ctx, s.Tx, s.Profile, s.Profile.Duties, s.Now)
	if err != nil {
		return nil, err
	}
	for _, m := range s.Deployment.Modules {
		for _, k := range m.Deadlines {
			list, err := s.Owed(ctx, k, "")
			if err != nil {
				return nil, fmt.Errorf("list deadlines %s: %w", k.Kind, err)
			}
			for _, d := range list {
				all = append(all, handlers.StandingOf(d, s.Profile, s.Now, s.Days))
			}
		}
	}
	s.stood = all
	return all, nil
}

// begun is the district's first day with the program: what fell before it is not said.
func begun(tx *db.Tx, now time.Time) (time.Time, error) {
	since, err := reminder.Since(tx, now)
	return calendar.Midnight(since), err
}

func cadence(p *profile.Profile) duty.Cadence {
	first, every := p.Budget.Overdue()
	return duty.Cadence{First: first, Every: every}
}

// budgetKey is said once a month of an organisation.
func (s *sweep) budgetKey(org string) string { return "budget " + org + " " + s.Now.Format("2006-01") }
