package approval

import (
	"errors"
	"slices"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/roster"
)

const record = "0123456789abcdef0123456789abcdef"

var second = Subject{Kind: "plan", Record: record, Version: "2", Drafted: "staff"}

func each(t *testing.T, run func(t *testing.T, tx *db.Tx) error) {
	t.Helper()
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		if err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error { return run(t, tx) }); err != nil {
			t.Fatal(err)
		}
	})
}

// verdicts are the words on a version as on file, in order.
func verdicts(t *testing.T, tx *db.Tx, s Subject) []string {
	t.Helper()
	rows, err := Words(tx, s)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, w := range rows {
		out = append(out, w.Post+":"+w.Verdict+":"+w.Person+":"+w.Reason)
	}
	return out
}

func demand(t *testing.T, tx *db.Tx, s Subject, r Rule) []Word {
	t.Helper()
	words, err := Demand(tx, s, r)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// TestOneWordOnce: nobody says a word that is said, whether it was asked for or not.
func TestOneWordOnce(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx) error {
		words := demand(t, tx, second, Rule{Posts: []string{"general", "deputy"}, Extra: "general"})
		if err := Say(tx, words[1:], "d", Agreed, "", dbtest.Start); err != nil {
			return err
		}
		if err := Say(tx, words[1:2], "successor", Returned, "late", dbtest.Start); !errors.Is(err, db.ErrChanged) {
			t.Errorf("said twice: %v", err)
		}
		unasked := Rule{Posts: []string{"general"}}.Fill(Subject{Kind: "order", Record: record, Version: "1"}, nil)
		if err := Say(tx, unasked, "g", Agreed, "", dbtest.Start); err != nil {
			return err
		}
		if err := Say(tx, unasked, "g2", Agreed, "", dbtest.Start); !errors.Is(err, db.ErrChanged) {
			t.Errorf("signed twice: %v", err)
		}
		want := []string{"general:::", "deputy:agreed:d:", "general:agreed:d:"}
		if got := verdicts(t, tx, second); !slices.Equal(got, want) {
			t.Errorf("plan: %v", got)
		}
		order := Subject{Kind: "order", Record: record, Version: "1"}
		if got := verdicts(t, tx, order); !slices.Equal(got, []string{"general:agreed:g:"}) {
			t.Errorf("order: %v", got)
		}
		return nil
	})
}

// TestNewVersion: what is missing on the version before is void, what was said stays on file, other records and kinds
// are left alone.
func TestNewVersion(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx) error {
		first, minutes, other := second, second, second
		first.Version, minutes.Kind, other.Record = "1", "minutes", "fedcba9876543210fedcba9876543210"
		rule := Rule{Posts: []string{"general", "deputy"}}
		words := demand(t, tx, first, rule)
		demand(t, tx, minutes, rule)
		demand(t, tx, other, rule)
		if err := Say(tx, words[:1], "g", Agreed, "", dbtest.Start); err != nil {
			return err
		}
		demand(t, tx, second, rule)
		for _, c := range []struct {
			name string
			s    Subject
			want []string
		}{
			{"first", first, []string{"general:agreed:g:", "deputy:spare::"}}, {"second", second, []string{"general:::", "deputy:::"}},
			{"minutes", minutes, []string{"general:::", "deputy:::"}}, {"other", other, []string{"general:::", "deputy:::"}},
		} {
			if got := verdicts(t, tx, c.s); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v", c.name, got)
			}
		}
		third := second
		third.Version = "3" // nobody's word is needed for it
		if words := demand(t, tx, third, Rule{}); len(words) != 0 {
			t.Errorf("asked for %v", words)
		}
		plans, err := Waiting(tx, "plan")
		both, err2 := Waiting(tx, "plan", "minutes")
		if len(plans) != 2 || plans[0].Record != other.Record || len(both) != 4 {
			t.Errorf("waiting: %v, %v", plans, both)
		}
		return errors.Join(err, err2)
	})
}

// TestReturn: one word says why, the others are not needed; who has agreed already says no second word.
func TestReturn(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx) error {
		words := demand(t, tx, second, Rule{Posts: []string{"general", "deputy"}, Extra: "deputy"})
		mine := second.Mine(words, []roster.Holder{{Person: "d", Post: "deputy"}})
		if err := Return(tx, second, mine, "d", "范围再压缩", dbtest.Start); err != nil {
			return err
		}
		if got := verdicts(t, tx, second); !slices.Equal(got, []string{"general:spare::", "deputy:returned:d:范围再压缩", "deputy:spare::"}) {
			t.Errorf("after the return: %v", got)
		}
		order := Subject{Kind: "order", Record: record, Version: "1"}
		words = demand(t, tx, order, Rule{Posts: []string{"general", "deputy"}})
		if err := Say(tx, words[:1], "g", Agreed, "", dbtest.Start); err != nil {
			return err
		}
		words[0].Verdict = Agreed
		if err := Return(tx, order, words[:1], "g", "改主意", dbtest.Start); err != nil {
			return err
		}
		if got := verdicts(t, tx, order); !slices.Equal(got, []string{"general:agreed:g:", "deputy:spare::"}) {
			t.Errorf("after his own agreement: %v", got)
		}
		return nil
	})
}

// TestAsk: a successor's wait begins anew; nobody is noted on a word that is said.
func TestAsk(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx) error {
		words := demand(t, tx, second, Rule{Posts: []string{"general", "deputy"}, InOrder: true})
		later := dbtest.Start.Add(48 * time.Hour)
		err := errors.Join(Ask(tx, words[0], "old", dbtest.Start), Ask(tx, words[0], "new", later),
			Say(tx, words[1:], "d", Agreed, "", dbtest.Start), Ask(tx, words[1], "x", later))
		rows, err2 := Words(tx, second)
		if err != nil || err2 != nil || len(rows) != 2 {
			t.Fatal(rows, err, err2)
		}
		if w := rows[0]; w.Person != "new" || !w.Asked.Equal(later) || !w.Open() {
			t.Errorf("the successor was not asked: %+v", w)
		}
		if w := rows[1]; w.Person != "d" || w.Asked != nil || !w.At.Equal(dbtest.Start) {
			t.Errorf("what is said was asked again: %+v", w)
		}
		return nil
	})
}

// TestDistricts: another district sees and voids nothing.
func TestDistricts(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx) error {
		demand(t, tx, second, Rule{Posts: []string{"general"}})
		there := tx.For("county")
		rows, err := Waiting(there, "plan")
		if err := errors.Join(err, Drop(there, second)); err != nil || len(rows) != 0 {
			t.Errorf("%v %v", rows, err)
		}
		if got := verdicts(t, tx, second); !slices.Equal(got, []string{"general:::"}) {
			t.Errorf("voided from elsewhere: %v", got)
		}
		return nil
	})
}
