package meeting

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/approval"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// TestSuccessor: a seat goes to who holds its post now, of several to the one who came last and does not sit there.
func TestSuccessor(t *testing.T) {
	since := func(day int) time.Time { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC) }
	old, early, late := roster.Holder{Person: "old", Post: "liaison", Org: "dasi", Since: since(1)},
		roster.Holder{Person: "early", Post: "liaison", Org: "dasi", Since: since(2)},
		roster.Holder{Person: "late", Post: "liaison", Org: "dasi", Since: since(3)}
	other := roster.Holder{Person: "other", Post: "liaison", Org: "xinkou", Since: since(9)}
	seat := Attendee{Person: "old", Post: "liaison", Org: "dasi"}
	for _, c := range []struct {
		name    string
		seat    Attendee
		holders []roster.Holder
		taken   []Attendee
		want    string
	}{
		{"still holds it", seat, []roster.Holder{early, old}, nil, ""},
		{"the one who came last", seat, []roster.Holder{early, late, other}, nil, "late"},
		{"whatever the order", seat, []roster.Holder{late, early}, nil, "late"},
		{"who sits there already", seat, []roster.Holder{early, late}, []Attendee{{Person: "late"}}, "early"},
		{"another town's", seat, []roster.Holder{other}, nil, ""},
		{"a seat without a post", Attendee{Person: "old", Org: "dasi"}, []roster.Holder{late}, nil, ""},
	} {
		next, ok := Successor(c.seat, c.holders, c.taken)
		if next.Person != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", c.name, next.Person, ok, c.want)
		}
	}
}

// TestChairNow: the chair goes to who took the post over with its towns.
func TestChairNow(t *testing.T) {
	m := Meeting{ChairPost: "chief", ChairPerson: "old"}
	before := []roster.Holder{{Person: "old", Post: "chief", Linked: []string{"dasi"}}}
	heir, stranger := roster.Holder{Person: "heir", Post: "chief", Linked: []string{"dasi", "xinkou"}},
		roster.Holder{Person: "stranger", Post: "chief", Linked: []string{"nanhe"}}
	for name, c := range map[string]struct {
		holders []roster.Holder
		want    string
	}{
		"still there": {append(before, heir), "old"}, "with its towns": {[]roster.Holder{stranger, heir}, "heir"},
		"towns of others": {[]roster.Holder{stranger}, ""},
	} {
		if got := ChairNow(m, before, c.holders); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestClashes: a day off, and the chair's other meeting in the same half of the day.
func TestClashes(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		zone := time.FixedZone("CST", 8*3600)
		at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, zone) }
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			other := Meeting{Number: "会〔2026〕1号", Title: "调度会", Start: at(24, 9), ChairPost: "chief", ChairPerson: "a",
				At: at(20, 9)}
			if err := Create(tx, &other, nil); err != nil {
				return err
			}
			for _, c := range []struct {
				post, person string
				start        time.Time
				want         string
			}{
				{"chief", "a", at(24, 11), "调度会"}, {"chief", "a", at(24, 14), ""}, {"chief", "b", at(24, 11), ""},
				{"deputy", "a", at(24, 11), ""},
				{"chief", "a", at(25, 9), ""}, {"chief", "a", at(22, 9), "不是工作日"},
			} {
				got, err := Clashes(tx, Meeting{ID: "new", ChairPost: c.post, ChairPerson: c.person}, c.start,
					calendar.New())
				if err != nil || (len(got) == 1) != (c.want != "") || !strings.Contains(strings.Join(got, ""), c.want) {
					t.Errorf("%+v: %v, %v", c, got, err)
				}
			}
			own, err := Clashes(tx, other, at(24, 9), calendar.New())
			if len(own) != 0 {
				t.Errorf("a meeting clashes with itself: %v", own)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestArticle3Further is 会议制度 第三条（三）: one more than the duty asks for in its period needs consent.
func TestArticle3Further(t *testing.T) {
	p := &profile.Profile{Duties: []profile.Duty{{What: FactPrefix + "general", AtLeast: 1, Every: "year"}}}
	laws := &profile.Set{Versions: []*profile.Profile{p}}
	kind := profile.MeetingType{Key: "general", Extra: "chief"}
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		start := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			for _, want := range []bool{false, true} {
				got, err := Further(tx, laws, kind, Meeting{ID: "new"}, start, calendar.New())
				if got != want || err != nil {
					t.Errorf("further %v, want %v, %v", got, want, err)
				}
				m := Meeting{Number: "会" + map[bool]string{true: "2", false: "1"}[want], Type: "general", Start: start,
					At: start}
				if err := Create(tx, &m, nil); err != nil {
					return err
				}
			}
			got, err := Further(tx, laws, kind, Meeting{ID: "new"}, start.AddDate(1, 0, 0), calendar.New())
			if got {
				t.Error("last year's meetings count")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestResolutionIsLateAfterItsDeadline and only while something is asked of who carries it out.
func TestResolutionIsLateAfterItsDeadline(t *testing.T) {
	due := time.Date(2026, 11, 24, 15, 59, 59, 0, time.UTC)
	for stage, late := range map[State]bool{Open: true, Progress: true, Done: false, Checked: false, Issued: false,
		Dropped: false} {
		x := Resolution{State: stage, Deadline: due}
		if x.Late(due) || x.Late(due.Add(time.Millisecond)) != late {
			t.Errorf("%s: late %v in the last moment, %v after it", stage, x.Late(due),
				x.Late(due.Add(time.Millisecond)))
		}
	}
}
