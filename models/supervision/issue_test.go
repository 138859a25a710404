package supervision

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

var (
	zone = time.FixedZone("CST", 8*3600)
	due  = time.Date(2026, 11, 20, 23, 59, 59, 999e6, zone) // a Friday
)

func in(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

// opened is an issue of Dasi under a ladder of three rungs, kept in the database.
func opened(t *testing.T, d *db.DB) Issue {
	t.Helper()
	p := &profile.Profile{Issues: profile.Issues{Ladder: []profile.Rung{{Key: "warn", Name: "提醒", Overdue: 1},
		{Key: "letter", Name: "函告", Overdue: 3, Returned: 2}, {Key: "talk", Name: "约谈", Overdue: 10, Grave: true}}}}
	x := Issue{Number: "督〔2026〕1号", Year: 2026, N: 1, Title: "林地堆放垃圾", Org: "dasi", Due: due, DueDay: "2026-11-20",
		Platform: "wecom", Message: "m1", At: due}
	in(t, d, "a", func(tx *db.Tx) error {
		taken, err := Open(tx, &x, p, Change{Person: "office.x", At: due})
		if taken {
			t.Error("taken before it was opened")
		}
		return err
	})
	return x
}

// TestSupervisionArticle9LadderTriggers: a rung is reached on its working day or with its return, not before, and
// proposed once; a grave issue that is late begins at the rung for grave ones.
func TestSupervisionArticle9LadderTriggers(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		x := opened(t, d)
		for _, c := range []struct {
			day                      int // of November, at 9:03
			state                    State
			returned, taken, already int
			grave                    bool
			want                     string
		}{
			{20, Raised, 0, 0, 0, false, ""}, {22, Raised, 0, 0, 0, false, ""}, {23, Raised, 0, 0, 0, false, "warn"},
			{24, Raised, 0, 0, 0, false, "warn"},
			{25, Raised, 0, 0, 0, false, "letter"}, {25, Raised, 0, 0, 1, false, "letter"},
			{25, Raised, 0, 0, 2, false, ""}, {25, Raised, 0, 2, 0, false, ""},
			{20, Returned, 1, 0, 0, false, ""}, {20, Returned, 2, 0, 0, false, "letter"},
			{23, Raised, 0, 0, 0, true, "talk"}, {20, Raised, 0, 0, 0, true, ""},
			{25, Review, 0, 0, 0, false, ""}, {25, Asking, 0, 0, 0, false, "letter"}, {25, Closed, 0, 0, 0, false, ""},
		} {
			x.State, x.Returned, x.Rung, x.Proposed, x.Grave = c.state, c.returned, c.taken, c.already, c.grave
			got, ok, err := x.Proposes(time.Date(2026, 11, c.day, 9, 3, 0, 0, zone), calendar.New())
			if err != nil || ok == (len(got.Reasons) == 0) || got.Rung.Key != c.want {
				t.Errorf("%+v: %q %v %v", c, got.Rung.Key, got.Reasons, err)
			}
		}
		in(t, d, "a", func(tx *db.Tx) error {
			for n, want := range []bool{false, true, true} {
				fresh, err := Propose(tx, x.ID, n, due)
				again, err2 := Propose(tx, x.ID, n, due)
				if fresh != want || again || err != nil || err2 != nil {
					t.Errorf("rung %d: fresh %v, again %v, %v %v", n, fresh, again, err, err2)
				}
			}
			return nil
		})
	})
}

// TestChangeKeepsWhatMayChange: extensions are counted, the ladder and the number stay as they were when it opened, the
// step tells what was before, and the slower of two is told.
func TestChangeKeepsWhatMayChange(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		was := opened(t, d)
		is := was
		is.State, is.Extensions, is.ApprovedBy, is.Due, is.Ladder, is.Number, is.Proposed = Working, 1, "office.x",
			due.AddDate(0, 0, 5).UTC(), "[]", "督〔2026〕9号", 7
		in(t, d, "a",
			func(tx *db.Tx) error { return Record(tx, &was, &is, Change{Verb: Extend, Person: "office.x", At: due}) })
		slow := was
		err := d.Tx(t.Context(), "a",
			func(tx *db.Tx) error { return Record(tx, &was, &slow, Change{Verb: Cancel, At: due}) })
		if !errors.Is(err, db.ErrChanged) {
			t.Errorf("the slower change: %v", err)
		}
		in(t, d, "a", func(tx *db.Tx) error {
			got, _, err := ByNumber(tx, naming.Number{N: 1}, 2027)
			if err != nil {
				return err
			}
			kept := fmt.Sprintf("%d %s %s %v %d", got.Extensions, got.ApprovedBy, got.State, got.Due.Equal(is.Due), got.Version)
			if kept != "1 office.x working true 2" {
				t.Errorf("kept as %s", kept)
			}
			if got.Ladder != was.Ladder || got.Number != was.Number || got.Proposed != 0 {
				t.Errorf("changed what stays: %s %s %d", got.Ladder, got.Number, got.Proposed)
			}
			steps, err := History(tx, was.ID)
			if len(steps) != 2 {
				t.Fatalf("steps %+v", steps)
			}
			if last := steps[1]; fmt.Sprintf("%s %s %s %d", last.Verb, last.From, last.To, last.Seq) != "extend raised working 2" {
				t.Errorf("step %+v", last)
			}
			former, err2 := steps[1].Former()
			if former.Extensions != 0 || former.State != Raised || err2 != nil {
				t.Errorf("before it was %+v, %v", former, err2)
			}
			return err
		})
		in(t, d, "a", func(tx *db.Tx) error {
			twice := Issue{Number: "督〔2026〕2号", Year: 2026, N: 2, Org: "dasi", Platform: "wecom", Message: "m1",
				Due: due, At: due}
			taken, err := Open(tx, &twice, &profile.Profile{}, Change{At: due})
			if !taken {
				t.Error("one message raised an issue twice")
			}
			return err
		})
	})
}

// TestSupervisionArticle7Deadline: the last moment is still in time, what was returned does not stand, and who asks for another day owes it by the
// old one.
func TestSupervisionArticle7Deadline(t *testing.T) {
	late := due.Add(time.Millisecond)
	for _, c := range []struct {
		state    State
		reported *time.Time
		overdue  bool // at the last moment and after it
		inTime   bool
	}{
		{Raised, nil, true, false}, {Working, nil, true, false}, {Returned, &due, true, false},
		{Reopened, nil, true, false}, {Asking, nil, true, false}, // until it is granted
		{Review, &due, false, true}, {Closed, &due, false, true}, {Review, &late, false, false},
		{Closed, nil, false, false}, {Cancelled, &due, false, false},
	} {
		x := Issue{State: c.state, Due: due, ReportedAt: c.reported}
		if x.Overdue(due) || x.Overdue(late) != c.overdue {
			t.Errorf("%s is overdue %v in the last moment and %v after it", c.state, x.Overdue(due), x.Overdue(late))
		}
		if x.InTime() != c.inTime {
			t.Errorf("%s reported %v: in time %v", c.state, c.reported, x.InTime())
		}
	}
}

// TestSupervisionArticle5Sealed: 四不两直 shows itself to its team and to who planned it, to others when it starts; a
// visit is logged once for an organisation and day.
func TestSupervisionArticle5Sealed(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		starts := time.Date(2026, 11, 24, 9, 0, 0, 0, zone)
		in(t, d, "a", func(tx *db.Tx) error {
			i := Inspection{Number: "督查〔2026〕1号", Year: 2026, Kind: "special", Sealed: true, PlannedBy: "boss",
				Members: "|one|two|", FromDay: "2026-11-24", ToDay: "2026-11-24", Starts: starts, At: due}
			_, err := Plan(tx, &i)
			return err
		})
		for _, c := range []struct {
			person string
			now    time.Time
			want   bool
		}{{"one", due, true}, {"boss", due, true}, {"on", due, false}, {"", due, false},
			{"else", starts.Add(-time.Millisecond), false}, {"else", starts, true}, {"", starts, true}} {
			in(t, d, "a", func(tx *db.Tx) error {
				v := Viewer{Person: c.person, Now: c.now}
				rows, err := Inspections(tx, v, "2026-11-01", "2026-11-30")
				_, found, err2 := InspectionByNumber(tx, v, "督查〔2026〕1号")
				if len(rows) == 1 != c.want || found != c.want || err2 != nil {
					t.Errorf("%q at %s sees %d, %v, %v", c.person, c.now, len(rows), found, err2)
				}
				return err
			})
		}
		in(t, d, "a", func(tx *db.Tx) error {
			var got []bool
			for _, v := range []Visit{{Org: "dasi", Day: "2026-11-24"}, {Org: "dasi", Day: "2026-11-24"},
				{Org: "dasi", Day: "2026-11-25"}, {Org: "xinkou", Day: "2026-11-24"}} {
				v.Inspection, v.At = "i1", due
				taken, err := Log(tx, &v)
				if err != nil {
					return err
				}
				got = append(got, taken)
			}
			if !slices.Equal(got, []bool{false, true, false, false}) {
				t.Errorf("taken %v", got)
			}
			return nil
		})
	})
}
