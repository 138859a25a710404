package states

import (
	"slices"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// TestTable lays out a door that can be opened, shut and painted.
func TestTable(t *testing.T) {
	rule := func(p *profile.Profile) models.Article { return p.Reports.Article }
	door := slices.Concat(Leads("open", "wide", "owner", rule, "shut", "ajar"), Stays("paint", Office, nil, "shut", "wide"))
	for _, c := range []struct {
		from, do, to string
		who          Side
		ok           bool
	}{
		{"shut", "open", "wide", "owner", true}, {"ajar", "open", "wide", "owner", true}, {"wide", "open", "", "", false},
		{"shut", "paint", "shut", "office", true}, {"wide", "paint", "wide", "office", true}, {"ajar", "paint", "", "", false},
		{"shut", "sell", "", "", false},
	} {
		got, ok := door.Find(c.from, c.do)
		if ok != c.ok || got.To != c.to || got.Who != c.who {
			t.Errorf("%s %s: %+v %v, want %+v", c.from, c.do, got, ok, c)
		}
	}
	p := &profile.Profile{Reports: profile.Reports{Article: "门 第一条"}}
	if a, b := door[0].Article(p), door[2].Article(p); a != "门 第一条" || b != "" {
		t.Errorf("articles %q and %q", a, b)
	}
}
