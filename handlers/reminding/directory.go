package reminding

import (
	"linzhangbot/handlers"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// sweep is a tick with what it has asked of the roster: nothing of it changes within its transaction.
type sweep struct {
	*handlers.Sweep
	groups   []roster.Group
	asked    bool
	liaisons map[string][]string // person codes by organisation
}

// allGroups lists the district's groups.
func (s *sweep) allGroups() (_ []roster.Group, err error) {
	if !s.asked {
		s.groups, err = roster.Groups(s.Tx)
		s.asked = err == nil
	}
	return s.groups, err
}

// name fills in what people call those whom nudges are about.
func (s *sweep) name(list []reminder.Reminder) error {
	for i, n := range list {
		if list[i].Name = s.Profile.OrgName(n.Org); n.Person == "" {
			continue
		}
		rule, _ := s.Profile.Duty(n.Rule)
		holders, err := roster.Holders(s.Tx, roster.Query{Post: rule.Who.Post, Person: n.Person}, s.Now)
		if err != nil {
			return err
		}
		for _, h := range holders {
			list[i].Name = roster.Called(s.Profile, h)
		}
	}
	return nil
}

// liaisonsOf lists an organisation's liaisons.
func (s *sweep) liaisonsOf(org string) (_ []string, err error) {
	if s.liaisons == nil {
		s.liaisons, err = roster.Liaisons(s.Tx, s.Now)
	}
	return s.liaisons[org], err
}
