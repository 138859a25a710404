package information

import (
	"testing"
	"time"

	"linzhangbot/models/profile"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestArticle9OpenUntil (第九条): until when an organisation can change its report.
func TestArticle9OpenUntil(t *testing.T) {
	for _, c := range []struct {
		name     string
		x        Report
		returned string
		until    string // profile's edit_until
		grace    int
		want     string
	}{
		{"a report closes with its month", Report{State: Submitted}, "", "period", 31, "2026-12-01"},
		{"one filled in late has the days of grace", Report{State: Submitted, Late: true}, "", "period", 31, "2027-01-01"},
		{"so has one returned within the month", Report{State: Returned}, "2026-11-20 10:00", "period", 31, "2027-01-01"},
		{"one returned later has them from then", Report{State: Returned}, "2026-12-20 23:00", "period", 31, "2027-01-21"},
		{"none where nothing is taken late", Report{State: Returned}, "2026-12-20 23:00", "period", -1, "2026-12-01"},
		{"and ever where nothing closes", Report{State: Submitted}, "", "", 31, ""},
	} {
		c.x.Period = "2026-11"
		if c.returned != "" {
			at := day(t, c.returned).UTC()
			c.x.Turned = &at
		}
		p := &profile.Profile{Reports: profile.Reports{EditUntil: c.until, LateDays: c.grace}}
		got := ""
		if end := c.x.OpenUntil(p, zone); !end.IsZero() {
			got = end.Format(time.DateOnly)
			if !c.x.Closed(p, end) || c.x.Closed(p, end.Add(-time.Millisecond)) {
				t.Errorf("%s: closes at another moment than %s", c.name, got)
			}
		}
		if got != c.want {
			t.Errorf("%s: open until %s, want %s", c.name, got, c.want)
		}
	}
}

// TestArticle9PutRight (第九条): what is put right within its month is not late, afterwards it is, and stays so.
func TestArticle9PutRight(t *testing.T) {
	for _, c := range []struct {
		at   string
		was  bool
		late bool
	}{{"2026-11-30 23:59", false, false}, {"2026-12-01 00:00", false, true}, {"2026-11-30 23:59", true, true}} {
		x := Report{Period: "2026-11", State: Submitted, Late: c.was}
		x.PutRight(day(t, c.at))
		if x.Late != c.late || !x.Corrected() || !x.WaitsSince().Equal(day(t, c.at)) {
			t.Errorf("put right at %s: %+v", c.at, x)
		}
	}
}

// TestEnclosures: what came later keeps its message, and what came twice is there once.
func TestEnclosures(t *testing.T) {
	x := Report{Message: "m1"}
	x.Enclose()
	if x.Media != "" {
		t.Errorf("nothing came, kept %s", x.Media)
	}
	first := Enclosure{Kind: "image", Ref: "a", Message: "m1"}
	later := Enclosure{Kind: "file", Name: "方案.docx", Ref: "b", Message: "m2"}
	x.Enclose(first)
	x.Enclose(first, later)
	got := x.Enclosures()
	if len(got) != 2 || got[0] != first || got[1] != later {
		t.Errorf("kept %+v", got)
	}
	if photos, files := Photos(got); photos != 1 || files != 1 {
		t.Errorf("%d pictures, %d files", photos, files)
	}
}
