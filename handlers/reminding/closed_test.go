package reminding_test

import (
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/reminder"
)

// TestAClosedOrganisationIsLetBe (DESIGN 2): what it left open is not said to anybody any more.
func TestAClosedOrganisationIsLetBe(t *testing.T) {
	s := &scene{}
	with := handlerstest.Setup{Modules: []handlers.Module{s.module()},
		Profile: handlerstest.Sample(t, "  - code: dasi\n", "  - code: dasi\n    to: 2026-12-05\n    successor: xinkou\n")}
	handlerstest.Each(t, with, func(stage *handlerstest.Stage) {
		*s = scene{Stage: stage}
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.owe("dasi", "1", "2026-12-07")
		has(t, "while it is there", s.morning("2026-12-04 09:03")["main"], "督1")
		has(t, "closed", s.morning("2026-12-07 09:03")["main"], "!督1", "!大寺镇")
	})
}
