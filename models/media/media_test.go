package media

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

func in(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

// noted keeps the references of a message's files and returns them, oldest first.
func noted(t *testing.T, d *db.DB, district string, names ...string) (files []File) {
	t.Helper()
	in(t, d, district, func(tx *db.Tx) error {
		for _, n := range names {
			Note(tx, File{Platform: "wecom", Message: "m1", Kind: "image", Name: n, Ref: "ref-" + n, Secret: "k", At: dbtest.Start})
		}
		return nil
	})
	in(t, d, district, func(tx *db.Tx) (err error) { files, err = Of(tx, "wecom", "m1"); return err })
	if len(files) != len(names) {
		t.Fatalf("%d files, want %d", len(files), len(names))
	}
	return files
}

func due(t *testing.T, d *db.DB, district string, now time.Time) (names string) {
	t.Helper()
	in(t, d, district, func(tx *db.Tx) error {
		rows, err := Due(tx, now, 10)
		for _, f := range rows {
			names += f.Name
		}
		return err
	})
	return names
}

// TestAFileIsFetchedByOne: of two replicas one takes it, until its lease is over; every try counts.
func TestAFileIsFetchedByOne(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		now := dbtest.Start
		f := noted(t, d, "a", "x")[0]
		want := File{ID: f.ID, District: "a", Platform: "wecom", Message: "m1", Kind: "image",
			Name: "x", Ref: "ref-x", Secret: "k", State: "waiting", NextAt: f.NextAt, At: f.At}
		if f != want || !f.NextAt.Equal(now) {
			t.Errorf("noted as %+v, want %+v", f, want)
		}
		take := func(f File, until time.Time) (ok bool) {
			in(t, d, "a", func(tx *db.Tx) (err error) { ok, err = Take(tx, f, until); return err })
			return ok
		}
		if due(t, d, "a", now.Add(-time.Second)) != "" || due(t, d, "a", now) != "x" || due(t, d, "b", now) != "" {
			t.Error("not due when it came, or due elsewhere")
		}
		if !take(f, now.Add(time.Minute)) || take(f, now.Add(time.Minute)) {
			t.Error("taken by two, or by none")
		}
		if due(t, d, "a", now.Add(59*time.Second)) != "" || due(t, d, "a", now.Add(time.Minute)) != "x" {
			t.Error("the lease does not hold, or for ever")
		}
		if f.Attempts = 1; !take(f, now.Add(2*time.Minute)) {
			t.Error("not taken again when the lease was over")
		}
		in(t, d, "a", func(tx *db.Tx) error {
			rows, err := Of(tx, "wecom", "m1")
			if rows[0].Attempts != 2 {
				t.Errorf("%d attempts, want 2", rows[0].Attempts)
			}
			return err
		})
	})
}

// TestKeptAndLost: the bytes are kept once with their sum, and what is given up is asked for no more.
func TestKeptAndLost(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		files := noted(t, d, "a", "x", "y", "z")
		in(t, d, "a", func(tx *db.Tx) error {
			for _, err := range []error{Keep(tx, files[0], []byte("abc"), strings.Repeat("名", 300)), Keep(tx, files[0], []byte("abc"), ""), GiveUp(tx, files[1])} {
				if err != nil {
					return err
				}
			}
			rows, err := Of(tx, "wecom", "m1")
			x, y := rows[0], rows[1]
			if x.State != "kept" || x.Size != 3 || x.Hash != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" || x.Name != "x" {
				t.Errorf("kept as %+v", x)
			}
			if y.State != "lost" {
				t.Errorf("given up as %+v", y)
			}
			return err
		})
		if got := due(t, d, "a", dbtest.Start); got != "z" {
			t.Errorf("%q are due, want z alone", got)
		}
		for _, c := range []struct{ district, id, want string }{{"a", files[0].ID, "abc"}, {"a", files[1].ID, ""}, {"b", files[0].ID, ""}} {
			in(t, d, c.district, func(tx *db.Tx) error {
				got, err := Bytes(tx, c.id)
				if !bytes.Equal(got, []byte(c.want)) {
					t.Errorf("bytes in %s: %q, want %q", c.district, got, c.want)
				}
				return err
			})
		}
	})
}

// TestNamesAreCut: a name longer than its column is cut between characters, not refused.
func TestNamesAreCut(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		f := noted(t, d, "a", "x")[0]
		in(t, d, "a", func(tx *db.Tx) error { return Keep(tx, f, []byte("1"), strings.Repeat("名", 300)) })
		in(t, d, "a", func(tx *db.Tx) error {
			rows, err := Of(tx, "wecom", "m1")
			if rows[0].Name != strings.Repeat("名", 200) {
				t.Errorf("name %q", rows[0].Name)
			}
			return err
		})
	})
}
