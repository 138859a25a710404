package handlers

import (
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/roster"
)

// known is what a sweep has asked once: nothing of it changes within its transaction.
type known struct {
	groups    []roster.Group
	asked     bool
	liaisons  map[string][]string                 // person codes by organisation
	deadlines map[string]map[string]duty.Deadline // by kind and key
}

// allGroups lists the district's groups.
func (s *Sweep) allGroups() ([]roster.Group, error) {
	if s.known.asked {
		return s.known.groups, nil
	}
	groups, err := roster.Groups(s.Tx)
	if err != nil {
		return nil, err
	}
	s.known.groups, s.known.asked = groups, true
	return groups, nil
}

// liaisonsOf lists an organisation's liaisons.
func (s *Sweep) liaisonsOf(org string) ([]string, error) {
	if s.known.liaisons == nil {
		holders, err := roster.Holders(s.Tx, roster.Query{Role: models.RoleLiaison}, s.Now)
		if err != nil {
			return nil, err
		}
		s.known.liaisons = map[string][]string{}
		for _, h := range holders {
			s.known.liaisons[h.Org] = append(s.known.liaisons[h.Org], h.Person)
		}
	}
	return s.known.liaisons[org], nil
}

// keep remembers the deadlines of a kind.
func (k *known) keep(kind string, list []duty.Deadline) map[string]duty.Deadline {
	out := make(map[string]duty.Deadline, len(list))
	for _, d := range list {
		out[d.Key()] = d
	}
	if k.deadlines == nil {
		k.deadlines = map[string]map[string]duty.Deadline{}
	}
	k.deadlines[kind] = out
	return out
}
