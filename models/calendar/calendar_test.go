package calendar

import (
	"os"
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata"
)

var shanghai = func() *time.Location {
	loc, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return loc
}()

func date(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, text, shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorking(t *testing.T) {
	c := New()
	for _, x := range []struct {
		day  string
		want bool
		name string
	}{
		{"2026-02-28", true, "春节调休上班"}, // a working Saturday that is also the end of a month
		{"2026-01-04", true, "元旦调休上班"},
		{"2026-02-14", true, "春节调休上班"},
		{"2026-05-09", true, "劳动节调休上班"},
		{"2026-09-20", true, "国庆节调休上班"},
		{"2026-10-10", true, "国庆节调休上班"},
		{"2026-01-02", false, "元旦"},
		{"2026-02-23", false, "春节"},
		{"2026-05-31", false, "周日"},
		{"2026-11-23", true, ""},
		{"2025-10-08", false, "国庆节、中秋节"},
		{"2025-04-27", true, "劳动节调休上班"},
		{"2027-01-01", false, "元旦"}, // not published, but off by law
		{"2027-01-04", true, ""},    // not published: a plain Monday
		{"2027-10-03", false, "国庆节"},
		{"2027-01-02", false, "周六"},
	} {
		d := date(t, x.day)
		if got := c.Working(d); got != x.want {
			t.Errorf("Working(%s) = %v", x.day, got)
		}
		if got := c.Name(d.Add(13 * time.Hour)); got != x.name {
			t.Errorf("Name(%s) = %q, want %q", x.day, got, x.name)
		}
	}
}

func TestYearsHave248WorkingDays(t *testing.T) {
	c := New()
	for _, year := range []int{2025, 2026} {
		from := time.Date(year-1, 12, 31, 0, 0, 0, 0, shanghai)
		if n := c.Between(from, from.AddDate(1, 0, 0)); n != 248 {
			t.Errorf("%d has %d working days", year, n)
		}
		if !c.Published(year) {
			t.Errorf("%d is not known", year)
		}
	}
	if c.Published(2027) {
		t.Error("2027 is said to be published")
	}
}

func TestNeighbours(t *testing.T) {
	c := New()
	for _, x := range []struct{ day, before, after string }{
		{"2026-05-31", "2026-05-29", "2026-06-01"}, // Sunday month end: the nudge moves, the due date does not
		{"2026-02-28", "2026-02-28", "2026-02-28"},
		{"2026-10-04", "2026-09-30", "2026-10-08"},
		{"2026-01-31", "2026-01-30", "2026-02-02"},
	} {
		d := date(t, x.day)
		if got := c.Before(d); !got.Equal(date(t, x.before)) {
			t.Errorf("Before(%s) = %s", x.day, got)
		}
		if got := c.After(d); !got.Equal(date(t, x.after)) {
			t.Errorf("After(%s) = %s", x.day, got)
		}
	}
}

func TestAdd(t *testing.T) {
	c := New()
	for _, x := range []struct {
		day  string
		n    int
		want string
	}{
		{"2026-02-28", -2, "2026-02-26"}, // the last three working days of February 2026 are 26, 27, 28
		{"2026-02-28", 1, "2026-03-02"},
		{"2026-09-30", 1, "2026-10-08"},
		{"2026-10-08", -1, "2026-09-30"},
		{"2026-11-22", 0, "2026-11-22"},
		{"2026-11-22", 1, "2026-11-23"},
		{"2026-12-31", 1, "2027-01-04"}, // off by law on the 1st, then weekdays until 2027 is published
	} {
		if got := c.Add(date(t, x.day), x.n); !got.Equal(date(t, x.want)) {
			t.Errorf("Add(%s, %d) = %s, want %s", x.day, x.n, got.Format(time.DateOnly), x.want)
		}
	}
}

func TestTheZoneDecidesTheDay(t *testing.T) {
	c := New()
	instant := time.Date(2026, 2, 27, 16, 30, 0, 0, time.UTC) // Saturday the 28th in 西青, Friday in UTC
	if got := c.After(instant.In(shanghai)); !got.Equal(date(t, "2026-02-28")) {
		t.Errorf("After = %s", got)
	}
}

func TestLoadAYearWithoutARelease(t *testing.T) {
	dir := t.TempDir()
	text := `{"$schema":"x","year":2027,"papers":["x"],"days":[
		{"name":"元旦","date":"2027-01-01","isOffDay":true},
		{"name":"元旦","date":"2026-12-27","isOffDay":false}]}`
	file := filepath.Join(dir, "2027.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, dir} {
		years, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		c := New()
		c.Learn(years...)
		if !c.Published(2027) || c.Working(date(t, "2027-01-01")) {
			t.Error("2027 was not learned")
		}
		if !c.Working(date(t, "2026-12-27")) {
			t.Error("next year's file may change this December")
		}
	}
}

func TestFaultyFiles(t *testing.T) {
	for name, text := range map[string]string{
		"no json":         `year: 2027`,
		"not published":   `{"year":2027,"days":[]}`,
		"no year":         `{"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`,
		"no such day":     `{"year":2027,"days":[{"name":"元旦","date":"2027-02-30","isOffDay":true}]}`,
		"another decade":  `{"year":2027,"days":[{"name":"元旦","date":"2017-01-01","isOffDay":true}]}`,
		"said twice":      `{"year":2027,"days":[{"date":"2027-01-01","isOffDay":true},{"date":"2027-01-01"}]}`,
		"wrong kind":      `{"year":"2027","days":[]}`,
		"cut in the half": `{"year":2027,"days":[{`,
	} {
		if _, err := ParseYear([]byte(text)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none.json")); err == nil {
		t.Error("a missing file was accepted")
	}
}

func TestMornings(t *testing.T) {
	c := New()
	h, err := ParseHours("09:03", "09:07", "08:30", "18:00")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		got, err := time.ParseInLocation("2006-01-02 15:04", text, shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, x := range []struct{ now, morning, release string }{
		{"2026-11-23 07:00", "2026-11-23 09:03", "2026-11-23 09:03"},
		{"2026-11-23 09:03", "2026-11-23 09:03", "2026-11-23 09:03"},
		{"2026-11-23 10:00", "2026-11-24 09:03", "2026-11-23 10:00"},
		{"2026-11-23 18:00", "2026-11-24 09:03", "2026-11-24 09:03"},
		{"2026-02-27 20:00", "2026-02-28 09:03", "2026-02-28 09:03"}, // the next morning is a working Saturday
		{"2026-09-30 20:00", "2026-10-08 09:03", "2026-10-08 09:03"},
		{"2026-10-01 10:00", "2026-10-08 09:03", "2026-10-08 09:03"},
	} {
		if got := c.NextMorning(at(x.now), h); !got.Equal(at(x.morning)) {
			t.Errorf("NextMorning(%s) = %s", x.now, got)
		}
		if got := c.Release(at(x.now), h); !got.Equal(at(x.release)) {
			t.Errorf("Release(%s) = %s", x.now, got)
		}
	}
	for _, key := range []string{"", "a", "yangliuqing"} {
		got := h.Spread(at("2026-11-23 09:03"), key)
		if got.Before(at("2026-11-23 09:03")) || !got.Before(at("2026-11-23 09:07")) || got != h.Spread(at("2026-11-23 09:03"), key) {
			t.Errorf("Spread(%q) = %s", key, got)
		}
	}
	if _, err := ParseHours("9点", "09:07", "08:30", "18:00"); err == nil {
		t.Error("a time in words was accepted")
	}
}

func FuzzParseYear(f *testing.F) {
	f.Add([]byte(`{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if y, err := ParseYear(data); err == nil {
			c := New(y)
			c.Add(time.Date(y.Year, 6, 1, 0, 0, 0, 0, shanghai), 5)
		}
	})
}
