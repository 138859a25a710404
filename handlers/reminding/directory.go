package reminding

import (
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
	"linzhangbot/models/roster"
)

// sweep is a tick with what it has asked: nothing of it changes within its transaction.
type sweep struct {
	*handlers.Sweep
	groups   []roster.Group
	grouped  bool
	liaisons map[string][]string // person codes by organisation
	stood    []duty.Standing     // how everybody stands; nil: not asked yet
	asked    map[string][]duty.Standing
	failed   error // of what was asked while words were made
}

func newSweep(of *handlers.Sweep) *sweep { return &sweep{Sweep: of, asked: map[string][]duty.Standing{}} }

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
