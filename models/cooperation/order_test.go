package cooperation

import (
	"slices"
	"testing"

	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
)

// TestOldSignatures: every post must sign each draft for itself, and a signature given before all approvals shared a
// table still counts.
func TestOldSignatures(t *testing.T) {
	p := &profile.Profile{Cooperation: profile.Cooperation{Approve: []string{"general_chief", "deputy_chief"}}}
	old := slices.DeleteFunc(slices.Clone(Migrations), func(s db.Migration) bool { return s.Version == 605 })
	dbtest.Each(t, old, func(t *testing.T, d *db.DB) {
		within := func(f func(tx *db.Tx) error) {
			t.Helper()
			if err := d.Tx(t.Context(), "a", f); err != nil {
				t.Fatal(err)
			}
		}
		within(func(tx *db.Tx) error {
			return tx.DB().Exec("INSERT INTO order_signatures (id, district, order_id, draft, post, person, at)" +
				" VALUES ('1', 'a', 'o', 2, 'deputy_chief', 'd', '2026-11-23 03:00:00.000')").Error
		})
		all := slices.Concat(approval.Migrations, Migrations)
		if err := d.Migrate(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		within(func(tx *db.Tx) error {
			if err := tx.DB().Exec(all[slices.IndexFunc(all, func(s db.Migration) bool { return s.Version == 605 })].SQL[0]).Error; err != nil {
				t.Errorf("a second run: %v", err)
			}
			o, rule := Order{ID: "o", Draft: 2, Person: "staff"}, SignRule(p)
			words, err := Signatures(tx, p, o)
			if err != nil || len(words) != 2 || words[1].Person != "d" || words[1].Verdict != approval.Agreed || rule.Complete(words) {
				t.Fatalf("%+v %v", words, err)
			}
			if err := approval.Say(tx, rule.Turn(words), "g", approval.Agreed, "", dbtest.Start); err != nil {
				return err
			}
			if words, err = Signatures(tx, p, o); err != nil || !rule.Complete(words) {
				t.Errorf("all have signed: %+v %v", words, err)
			}
			o.Draft = 3
			if words, err = Signatures(tx, p, o); err != nil || len(rule.Turn(words)) != 2 {
				t.Errorf("a new draft has signatures: %+v %v", words, err)
			}
			return nil
		})
		if why := SignRule(p).Refuse(Order{Draft: 3, Person: "g"}.Signing(), []approval.Word{{}}, "g", "2"); why != approval.Outdated {
			t.Errorf("whoever drafted signs this draft alone: %q", why)
		}
	})
}

// TestItemsOfAPublishedOrderStay: only a draft's items are dropped for a new one.
func TestItemsOfAPublishedOrderStay(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), "a", func(tx *db.Tx) error {
			for state, left := range map[OrderState]int{Published: 1, Drafted: 0} {
				o := Order{ID: string(state), State: state}
				if taken, err := AddItem(tx, &Item{OrderID: o.ID, No: 1, Org: "dasi", At: dbtest.Start}); taken || err != nil {
					return err
				}
				if err := DropItems(tx, o); (err != nil) != (state == Published) {
					t.Errorf("%s: %v", state, err)
				}
				if have, err := Items(tx, "", o.ID); len(have) != left || err != nil {
					t.Errorf("%s has %d items: %v", state, len(have), err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
