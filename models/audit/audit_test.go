package audit

import (
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

type record struct {
	State string `json:"state"`
	N     int    `json:"n"`
}

func in(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

// TestRowsTellBeforeAndAfter: a change keeps who, why and both states as JSON; what is new has no before.
func TestRowsTellBeforeAndAfter(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error {
			later := Row{Kind: "report", Record: "r1", Ref: "信1", Verb: "adopted", Person: "office.x", Account: "u1", Message: "m1", Note: "好", At: dbtest.Start.Add(time.Hour)}
			if err := Put(tx, later, record{"submitted", 1}, record{"adopted", 2}); err != nil {
				return err
			}
			if err := Put(tx, Row{Kind: "report", Record: "r2", Verb: "filed", At: dbtest.Start}, nil, record{}); err != nil {
				return err
			}
			return Put(tx, Row{Kind: "report", Record: "r1", Verb: "filed", At: dbtest.Start}, nil, record{"submitted", 1})
		})
		in(t, d, "a", func(tx *db.Tx) error {
			rows, err := Of(tx, "report", "r1")
			if err != nil || len(rows) != 2 {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			first, last := rows[0], rows[1]
			if first.Verb != "filed" || first.Before != "" || first.After != `{"state":"submitted","n":1}` {
				t.Errorf("first: %+v", first)
			}
			if last.Before != `{"state":"submitted","n":1}` || last.After != `{"state":"adopted","n":2}` {
				t.Errorf("last: %+v", last)
			}
			last.ID, last.Before, last.After, last.At = "", "", "", time.Time{}
			want := Row{District: "a", Kind: "report", Record: "r1", Ref: "信1", Verb: "adopted", Person: "office.x", Account: "u1", Message: "m1", Note: "好"}
			if last != want {
				t.Errorf("%+v, want %+v", last, want)
			}
			return nil
		})
	})
}

// TestHistoryStaysInItsDistrictAndKind: the same id elsewhere is another record.
func TestHistoryStaysInItsDistrictAndKind(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error { return Put(tx, Row{Kind: "issue", Record: "1", At: dbtest.Start}, nil, nil) })
		for _, c := range []struct {
			district, kind string
			want           int
		}{{"a", "issue", 1}, {"a", "report", 0}, {"b", "issue", 0}} {
			in(t, d, c.district, func(tx *db.Tx) error {
				rows, err := Of(tx, c.kind, "1")
				if len(rows) != c.want {
					t.Errorf("%s %s: %d rows, want %d", c.district, c.kind, len(rows), c.want)
				}
				return err
			})
		}
	})
}

// TestWhatCannotBeWrittenIsAnError: a change is never kept without its states.
func TestWhatCannotBeWrittenIsAnError(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, "a", func(tx *db.Tx) error {
			if Put(tx, Row{}, func() {}, nil) == nil || Put(tx, Row{}, nil, func() {}) == nil {
				t.Error("a function was written as JSON")
			}
			return nil
		})
		in(t, d, "a", func(tx *db.Tx) error {
			rows, err := Of(tx, "", "")
			if len(rows) != 0 {
				t.Errorf("%d rows kept", len(rows))
			}
			return err
		})
	})
}
