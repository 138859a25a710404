package cooperation

import "testing"

// TestNobodyIsRemindedAsHeIsTold: what is said on a day off leaves on the next working day, and no reminder leaves with it.
func TestNobodyIsRemindedAsHeIsTold(t *testing.T) {
	each(t, func(s *stage) {
		s.At("2026-11-28 10:00") // a Saturday; three working days before the activity is Monday
		s.Want(s.Say("office.staff1", invitingAll), "activity.invited")
		rows := s.parcels("activity.reminder", "")
		if len(rows) == 0 {
			t.Fatal("no reminder at all")
		}
		for _, p := range rows {
			if day := p.NextAt.In(s.Now.Location()).Format("2006-01-02"); day <= "2026-11-30" {
				t.Errorf("reminded on %s, told on 2026-11-30", day)
			}
		}
	})
}
