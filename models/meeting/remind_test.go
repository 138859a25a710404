package meeting

import (
	"slices"
	"testing"
	"time"

	"linzhangbot/models/approval"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// TestRemindersOfAType: what the profile sets a day or more before is told in the morning, the rest shortly before.
func TestRemindersOfAType(t *testing.T) {
	for _, c := range []struct {
		minutes, days, soon []int
	}{
		{[]int{1440, 60}, []int{1}, []int{60}}, {[]int{30, 2880, 4320, 60}, []int{3, 2}, []int{30, 60}},
		{[]int{1439}, nil, []int{1439}}, {[]int{1440, 1500}, []int{1}, nil}, {nil, nil, nil},
	} {
		mt := profile.MeetingType{Remind: c.minutes}
		if days, soon := DaysBefore(mt), SoonBefore(mt); !slices.Equal(days, c.days) || !slices.Equal(soon, c.soon) {
			t.Errorf("%v: days %v, soon %v", c.minutes, days, soon)
		}
	}
}

// TestAttendance: the day before is left out when the notice came on it; who is told in private owes it himself.
func TestAttendance(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	mt := profile.MeetingType{Remind: []int{1440, 60}}
	start := time.Date(2026, 12, 9, 14, 30, 0, 0, zone)
	for _, c := range []struct {
		noticed time.Time
		channel string
		person  string
		steps   int
	}{
		{start.AddDate(0, 0, -2), Private, "p", 1}, {start.AddDate(0, 0, -1), Private, "p", 0}, {start.Add(-3 * time.Hour), Own, "", 0},
		{start.AddDate(0, 0, -9), Own, "", 1},
	} {
		m := Meeting{ID: "m", Number: "会1号", Start: start.UTC(), Changed: c.noticed.UTC()}
		d := Attendance(m, Attendee{ID: "a", Org: "dasi", Person: "p", Channel: c.channel}, mt, zone)
		if d.Person != c.person || d.Org != "dasi" || len(d.Steps) != c.steps || !d.Due.Equal(start) {
			t.Errorf("noticed %s: %+v", c.noticed, d)
		}
	}
	for _, c := range []struct {
		a    Attendee
		owes bool
	}{
		{Attendee{Told: 1}, true}, {Attendee{}, false}, {Attendee{Told: 1, Channel: ByHand}, false},
		{Attendee{Told: 1, Answer: Leave}, false}, {Attendee{Told: 1, Answer: Proxy}, true}, {Attendee{Told: 1, Answer: Yes}, true},
	} {
		if c.a.Owes() != c.owes {
			t.Errorf("%+v owes: %v", c.a, c.a.Owes())
		}
	}
}

// TestStuck: a word is stuck when it is missing for more working days than the profile leaves to an approver.
func TestStuck(t *testing.T) {
	asked := time.Date(2026, 11, 26, 16, 0, 0, 0, time.UTC) // a Thursday
	for _, c := range []struct {
		days, after int
		want        bool
	}{{2, 4, false}, {2, 5, true}, {0, 30, false}} {
		x := Wanting{Word: approval.Word{Asked: &asked}}
		got := x.Stuck(profile.MeetingType{ApproverDays: c.days}, asked.AddDate(0, 0, c.after), calendar.New())
		if got != c.want {
			t.Errorf("%d days, %d later: %v", c.days, c.after, got)
		}
	}
}
