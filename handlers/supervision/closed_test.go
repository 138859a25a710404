package supervision

import (
	"testing"

	"linzhangbot/handlers/handlerstest"
)

// TestAClosedTownGetsNoIssue: who took its matters over is offered instead.
func TestAClosedTownGetsNoIssue(t *testing.T) {
	with := setup()
	with.Profile = handlerstest.Sample(t, "  - code: chilongnan\n",
		"  - code: chilongnan\n    to: 2026-11-15\n    into: jinmenhu\n")
	handlerstest.Each(t, with, func(on *handlerstest.Stage) {
		s := &stage{on}
		s.Want(s.Say("office.staff1", "挂问题：赤龙南街道公园枯死树木没有清理，12月15日前整改"), "ask.which",
			"赤龙南街道已于2026年11月15日撤销", "津门湖街道")
		s.Want(s.Say("office.staff1", "津门湖街道"), "issue.raised", "津门湖街道")
	})
}
