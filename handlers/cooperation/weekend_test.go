package cooperation

import (
	"maps"
	"testing"
)

// TestNobodyIsRemindedAsHeIsTold: what is said on a day off or in the evening leaves on the next working day, and no
// reminder leaves with it.
func TestNobodyIsRemindedAsHeIsTold(t *testing.T) {
	for _, at := range []string{"2026-11-27 18:30", "2026-11-28 10:00"} { // a Friday evening, a Saturday
		t.Run(at, func(t *testing.T) {
			own(t, func(s *stage) {
				s.At(at) // three working days before the activity is Monday
				s.Want(s.Say("office.staff1", invitingAll), "activity.invited")
				s.Want(s.Say("office.staff1", order1+"\n1.区水务局12月3日前完成排查"), "order.published")
				s.Want(s.Say("office.staff1", "通报各协作单位：市级会议精神"), "share.sent")
				said := s.mornings("2026-11-29", "2026-12-04", "unit.shuiwu")
				want := map[string]string{theActivity: "12-02", theTask: "12-02 12-04" + lateMark,
					theOrder: "12-01 12-03", theShare: "12-01 12-03"}
				if !maps.Equal(said, want) {
					t.Errorf("told on %v, want %v", said, want)
				}
			}, "unit.shuiwu")
		})
	}
}
