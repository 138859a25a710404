package roster_test

import (
	"context"
	"os"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

const platform = "console"

var now = dbtest.Start

// xiqing reads the sample district.
func xiqing(t testing.TB) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	return set.At(now)
}

// each runs a test on seeded databases, inside one transaction.
func each(t *testing.T, run func(t *testing.T, tx *db.Tx, p *profile.Profile)) {
	t.Helper()
	p := xiqing(t)
	dbtest.Each(t, roster.Migrations, func(t *testing.T, d *db.DB) {
		in(t, d, func(tx *db.Tx) error { return roster.Seed(tx, p, platform, now) })
		in(t, d, func(tx *db.Tx) error { run(t, tx, p); return nil })
	})
}

func in(t *testing.T, d *db.DB, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(context.Background(), "xiqing", f); err != nil {
		t.Fatal(err)
	}
}

// must gives the value or ends the test.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestIdentify(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		a := must(roster.Identify(tx, p, platform, "yangliuqing.liaison", now))
		if !a.Bound || a.Name != "杨柳青镇联络员" || a.Org.Name != "杨柳青镇" || a.Org.Kind != models.KindTown || !a.Has(models.RoleLiaison) {
			t.Errorf("liaison: %+v", a)
		}
		chief := must(roster.Identify(tx, p, platform, "chief.a", now))
		if !chief.IsChief() || len(chief.Linked) != 3 || chief.Org.Code != "" {
			t.Errorf("chief: %+v", chief)
		}
		for _, unknown := range []string{"", "0", "*", "CHIEF.A", "nobody"} {
			a := must(roster.Identify(tx, p, platform, unknown, now))
			if a.Bound || a.Account != unknown || len(a.Roles) > 0 {
				t.Errorf("%q: %+v", unknown, a)
			}
		}
		if a := must(roster.Identify(tx.For("other"), p, platform, "chief.a", now)); a.Bound {
			t.Errorf("other district: %+v", a)
		}
	})
}

func TestHoldersAndLinks(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		for _, c := range []struct {
			q    roster.Query
			want int
		}{
			{roster.Query{}, 55}, {roster.Query{Post: "liaison"}, 12}, {roster.Query{Role: models.RoleLiaison}, 23},
			{roster.Query{Kind: models.KindTown}, 22}, {roster.Query{Org: "dasi", Role: models.RoleTownChief}, 1}, {roster.Query{Person: "nobody"}, 0},
		} {
			if got := must(roster.Holders(tx, c.q, now)); len(got) != c.want {
				t.Errorf("%+v: %d holders, want %d", c.q, len(got), c.want)
			}
		}
		if got := must(roster.Holders(tx, roster.Query{Person: "chief.d"}, now)); len(got) != 1 || len(got[0].Linked) != 2 {
			t.Errorf("linked: %+v", got)
		}
		if got := must(roster.Accounts(tx, platform, []string{"chief.a", "nobody"})); len(got) != 1 || got["chief.a"] != "chief.a" {
			t.Errorf("accounts: %v", got)
		}
	})
}

func TestSeedTwiceAndGroups(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		if err := roster.Seed(tx, p, platform, now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got := must(roster.Holders(tx, roster.Query{}, now.Add(2*time.Hour))); len(got) != 55 {
			t.Errorf("%d holders after seeding twice", len(got))
		}
		if err := roster.BindGroup(tx, roster.Group{Platform: platform, Chat: "main2", Purpose: roster.PurposeMain}); err != nil {
			t.Fatal(err)
		}
		got := must(roster.Groups(tx))
		if len(got) != 2 || got[0].Chat != "main2" || got[1].Purpose != roster.PurposeOffice {
			t.Errorf("groups: %+v", got)
		}
	})
}

// BenchmarkIdentify measures what every message pays: one query for a batch of senders.
func BenchmarkIdentify(b *testing.B) {
	p, d := xiqing(b), dbtest.SQLite(b, roster.Migrations)
	if err := d.Tx(context.Background(), "xiqing", func(tx *db.Tx) error { return roster.Seed(tx, p, platform, now) }); err != nil {
		b.Fatal(err)
	}
	tx := d.Read(context.Background(), "xiqing")
	for b.Loop() {
		if _, err := roster.Identify(tx, p, platform, "dasi.liaison", now); err != nil {
			b.Fatal(err)
		}
	}
}
