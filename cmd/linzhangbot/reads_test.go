package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"linzhangbot/cmd/faces"
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/db"
)

// reading are the intents that change no record, written out: what is not among them may only run on a plain order.
var reading = strings.Fields(`activity.list board.list bulletin.recipients bulletin.show delivery.list disclosure.list dossier
	duty.explain duty.mine duty.missing help inspection.list issue.list issue.show meeting.answers meeting.list order.list org.duties
	patrol.list quota.query report.history report.list report.show report.waiting resolution.list roster.list share.list
	status.query summary.list`)

// Every intent is printed once, with everything that others hold on to; those that read are the ones written out above.
func TestIntents(t *testing.T) {
	code, out, errs := called(t, "commands", "--json")
	if code != 0 || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	var reads []string
	seen := map[string]bool{}
	for line := range strings.Lines(out) {
		var one intentLine
		dec := json.NewDecoder(strings.NewReader(line))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&one); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if seen[one.Intent] || one.Intent == "" || one.Title == "" || one.Usage == "" || len(one.Roles) == 0 || one.Codes == nil {
			t.Errorf("says %s", line)
		}
		seen[one.Intent] = true
		if !one.Writes {
			reads = append(reads, one.Intent)
		}
	}
	if slices.Sort(reads); !slices.Equal(reads, reading) {
		t.Errorf("these read:\n%v\nwritten out are\n%v", reads, reading)
	}
	if len(seen) < 80 || !seen["report.force"] || !seen["member.refuse"] {
		t.Errorf("%d intents", len(seen))
	}
}

// What reads changes no row but those of the conversation, whoever asks.
func TestWhatReadsChangesNoRecord(t *testing.T) {
	var out bytes.Buffer
	s, err := newStory(context.Background(), "xiqing", "", t.TempDir(), &out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.play(t.Context(), strings.NewReader(demoStory), ""); err != nil {
		t.Fatal(err)
	}
	p, understood := s.profile.At(s.clock.Now()), map[string]bool{}
	before := tables(t, s.app.db)
	for _, who := range []string{"office.staff1", "chief.c", "dasi.liaison", "shuiwu.member"} {
		for _, m := range faces.Modules() {
			for _, c := range m.Commands {
				if !c.Reads {
					continue
				}
				for _, text := range strings.Split(p.Words(c.Usage), "；") {
					l := scriptLine{At: s.clock.Now(), Chat: "@" + who, From: who, Text: text}
					seq := len(s.console.Lines(0))
					if err := s.line(t.Context(), l); err != nil {
						t.Fatal(err)
					}
					for _, said := range s.console.Lines(seq) {
						understood[c.Name] = understood[c.Name] || said.Card != nil && said.Card.Code != "not_understood"
					}
					if now := tables(t, s.app.db); now != before {
						t.Fatalf("%s of %s: %s", text, who, firstDifference(before, now))
					}
				}
			}
		}
	}
	if len(understood) != len(reading) {
		t.Errorf("understood are only %v", understood)
	}
}

// tables writes down every row of every table but those of the conversation itself.
func tables(t *testing.T, d *db.DB) string {
	t.Helper()
	var b strings.Builder
	err := d.Tx(t.Context(), db.Everyone, func(tx *db.Tx) error {
		var names []string
		if err := tx.DB().Raw("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Scan(&names).Error; err != nil {
			return err
		}
		for _, name := range names {
			if slices.Contains([]string{"inbox", "outbox", "dialogues"}, name) {
				continue
			}
			var rows []map[string]any
			if err := tx.DB().Raw("SELECT * FROM " + name).Scan(&rows).Error; err != nil {
				return err
			}
			for _, row := range rows {
				fmt.Fprintln(&b, name, row)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
