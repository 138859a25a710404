package profile

import "testing"

// TestKeepsHeard: said days count, nothing said is half a year, and a district may keep nothing.
func TestKeepsHeard(t *testing.T) {
	for days, want := range map[int]int{30: 30, 0: 180, -1: 0} {
		if got := (Retention{HeardDays: days}).KeepsHeard(); got != want {
			t.Errorf("heard_days: %d keeps for %d days, want %d", days, got, want)
		}
	}
}
