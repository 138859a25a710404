package profile

import (
	"fmt"

	"linzhangbot/models/calendar"
)

// OfficeHours are the hours within which the district is spoken to.
func (p *Profile) OfficeHours() (calendar.Hours, error) {
	h, err := calendar.ParseHours(p.Hours.Morning, p.Hours.Until, p.Hours.From, p.Hours.To)
	if err != nil {
		return h, fmt.Errorf("read office hours: %w", err)
	}
	return h, nil
}
