package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/inbox"
	"linzhangbot/models/profile"
)

// TestCorpusExport: what was not understood and what was offered become training lines; after the district's time
// nothing of it is left.
func TestCorpusExport(t *testing.T) {
	s, err := newStory(context.Background(), "xiqing", "", t.TempDir(), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	said := (&script{t: t}).say("2026-03-02 09:15", "main", "dasi.liaison", "呜哩哇啦 13800000000").
		add("2026-03-02 09:16", map[string]string{"chat": "main", "from": "dasi.liaison", "text": "呜哩哇啦"}).
		say("2026-03-02 09:17", "main", "dasi.liaison", "呜哩哇啦 机密★三年").
		say("2026-03-02 09:18", "@office.staff1", "office.staff1", "概况")
	if err := s.play(t.Context(), strings.NewReader(said.String()), ""); err != nil {
		t.Fatal(err)
	}
	now := s.clock.Now()
	exported := func(now time.Time) string {
		var out bytes.Buffer
		if err := exportHeard(s.app.db.Read(t.Context(), "xiqing"), &out, s.profile, now); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	want := `{"text":"呜哩哇啦 138********","intent":"unknown","role":"liaison","expect":"ok"}` + "\n"
	if got := exported(now); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := exported(now.AddDate(0, 0, 181)); got != "" {
		t.Errorf("too old, and still brought out: %s", got)
	}
	forget := func(now time.Time) {
		err := s.app.db.Tx(t.Context(), "xiqing", func(tx *db.Tx) error {
			return forgetting("xiqing", s.profile).Run(t.Context(), tx, now)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	forget(now.AddDate(0, 0, 179))
	if exported(now) != want {
		t.Error("forgotten too early")
	}
	forget(now.AddDate(0, 0, 181))
	if got := exported(now); got != "" {
		t.Errorf("kept too long: %s", got)
	}
}

// TestCorpusCommand: the command wants a verb and settings, and an office that has just begun exports nothing.
func TestCorpusCommand(t *testing.T) {
	for _, args := range [][]string{{"corpus"}, {"corpus", "import"}, {"corpus", "export"}} {
		if code, _, _ := called(t, args...); code != 2 {
			t.Errorf("%v ends with %d", args, code)
		}
	}
	settings := "listen: 127.0.0.1:0\ndatabase: {driver: sqlite, dsn: %s/x.db}\ndistricts: [xiqing]\nplatforms: []\n"
	file := written(t, "app.yaml", fmt.Sprintf(settings, t.TempDir()))
	if code, out, wrong := called(t, "corpus", "export", "--config", file); code != 0 || out != "" {
		t.Errorf("ends with %d: %s%s", code, out, wrong)
	}
}

// TestChosenReadingsAreTaught: the export names what was chosen, and says unknown for what nobody chose.
func TestChosenReadingsAreTaught(t *testing.T) {
	for _, c := range []struct{ chosen, expect, want string }{
		{"issue.close", "ask", `"intent":"issue.close","role":"office","expect":"ask"`},
		{"none", "", `"intent":"unknown","role":"office","expect":"ok"`},
		{"", "", `"intent":"unknown","role":"office","expect":"ok"`},
	} {
		d, rules := heardOnce(t, c.chosen, c.expect)
		var out bytes.Buffer
		if err := exportHeard(d.Read(t.Context(), "xiqing"), &out, rules, at(t, "2026-03-03 09:00")); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), c.want) || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%q: %s", c.chosen, out.String())
		}
	}
}

// heardOnce is a database in which one sentence is kept.
func heardOnce(t *testing.T, chosen, expect string) (*db.DB, *profile.Set) {
	t.Helper()
	s, err := newStory(context.Background(), "xiqing", "", t.TempDir(), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	err = s.app.db.Tx(t.Context(), "xiqing", func(tx *db.Tx) error {
		return inbox.KeepHeard(tx, inbox.Heard{Platform: "console", Message: "1", Role: "office", Text: "那个事",
			Offered: "issue.close", Chosen: chosen, Expect: expect, At: at(t, "2026-03-02 09:00")})
	})
	if err != nil {
		t.Fatal(err)
	}
	return s.app.db, s.profile
}
