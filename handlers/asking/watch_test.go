package asking

import (
	"strings"
	"testing"

	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// TestMissingLiaisonIsToldToTheOffice: 协作会商制度 第六条, on the profile's day of every month until there is exactly one.
func TestMissingLiaisonIsToldToTheOffice(t *testing.T) {
	each(t, func(s *stage) {
		if got := s.seats("2026-01-09 09:03"); got != "" {
			s.T.Errorf("all seats are taken, yet: %s", got)
		}
		s.Tx(func(tx *db.Tx) error { return roster.End(tx, "liaison", "shuiwu", "shuiwu.liaison", s.Now) })
		if got := s.seats("2026-02-09 09:03"); got != "" {
			s.T.Errorf("told before its day: %s", got)
		}
		first := s.seats("2026-02-10 09:03")
		if !strings.Contains(first, "“明确1名联络员”：12家中1家还不齐全") || !strings.Contains(first, "还差1名：区水务局") {
			s.T.Errorf("the office is told: %q", first)
		}
		if got := s.seats("2026-02-11 09:03"); got != "" {
			s.T.Errorf("told twice in one month: %s", got)
		}
		if got := s.seats("2026-03-10 09:03"); !strings.Contains(got, "区水务局") {
			s.T.Errorf("the month after: %q", got)
		}
		s.Tx(func(tx *db.Tx) error {
			post, _ := s.Profile().Post("liaison")
			for _, person := range []string{"shuiwu.liaison", "shuiwu.member"} {
				a := roster.Appointment{Post: post, Person: person, From: s.Now}
				a.Org.Code, a.Org.Kind = "shuiwu", "unit"
				if err := roster.Give(tx, a); err != nil {
					return err
				}
			}
			return nil
		})
		if got := s.seats("2026-04-10 09:03"); !strings.Contains(got, "多出1名：区水务局") {
			s.T.Errorf("one too many: %q", got)
		}
		s.Tx(func(tx *db.Tx) error { return roster.End(tx, "liaison", "shuiwu", "shuiwu.member", s.Now) })
		if got := s.seats("2026-05-09 09:03"); got != "" {
			s.T.Errorf("exactly one: %s", got)
		}
	})
}

// seats is what the office is told about seats on a morning.
func (s *stage) seats(when string) string {
	s.T.Helper()
	for _, c := range s.morning(when, "duty.reminder") {
		if c.Chat == "office" && strings.Contains(c.Card.Duty, "unit-one-") {
			return c.Card.Plain()
		}
	}
	return ""
}
