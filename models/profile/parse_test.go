package profile

import (
	"os"
	"testing"
	_ "time/tzdata"
)

func TestXiqing(t *testing.T) {
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := Parse("xiqing.yaml", data)
	for _, p := range problems {
		t.Error(p)
	}
	if set == nil {
		t.FailNow()
	}
	if p := set.Latest(); len(p.Orgs) != 24 || len(p.Sample.People) != 9+22+24 {
		t.Errorf("orgs %d, people %d", len(p.Orgs), len(p.Sample.People))
	}
}
