package profile

import "slices"

// Selects reports whether the organisation is among those the rule speaks about.
func (w Who) Selects(o Org) bool {
	if w.Kind != "" && o.Kind != w.Kind || w.Class != "" && o.Class != w.Class {
		return false
	}
	return !slices.Contains(w.Except, o.Code) && (len(w.Orgs) == 0 || slices.Contains(w.Orgs, o.Code))
}
