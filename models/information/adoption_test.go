package information

import (
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestAdoptionsCountByLevel: the district's own adoption and each higher one count once, and only while the report
// itself counts.
func TestAdoptionsCountByLevel(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			x := Report{Org: "east", Number: "信1", Year: 2026, N: 1, Title: "题", Period: "2026-11", At: noon, Arrived: noon}
			if _, err := File(tx, &x); err != nil {
				return err
			}
			levels(t, tx, "")
			x.State = Adopted
			if err := Save(tx, &x); err != nil {
				return err
			}
			levels(t, tx, "district ")
			for _, want := range []bool{false, true} {
				taken, err := AdoptedBy(tx, &Adoption{Report: x.ID, Level: "city", Person: "p", At: noon})
				if err != nil || taken != want {
					t.Errorf("taken %v, want %v, %v", taken, want, err)
				}
			}
			levels(t, tx, "district city ")
			if list, err := Adoptions(tx, x.ID); err != nil || len(list) != 1 || list[0].Level != "city" {
				t.Errorf("adoptions %v, %v", list, err)
			}
			x.State = Returned
			err := Save(tx, &x)
			levels(t, tx, "")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func levels(t *testing.T, tx *db.Tx, want string) {
	t.Helper()
	day := time.Date(noon.Year(), noon.Month(), 1, 0, 0, 0, 0, zone)
	facts, err := KindFacts(t.Context(), tx, day, day.AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range facts {
		if f.What == FactAdoption {
			got += f.Level + " "
		}
	}
	if got != want {
		t.Errorf("adopted by %q, want %q", got, want)
	}
}
