package main

import (
	"linzhangbot/cmd/faces"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// TestEveryUsageIsUnderstood: what the help tells people to say is heard as the command it stands for, in every
// district's words, from somebody who may.
func TestEveryUsageIsUnderstood(t *testing.T) {
	for _, district := range []string{"xiqing", "testdata/county.yaml", "testdata/other.yaml"} {
		set, err := oneProfile(district)
		if err != nil {
			t.Fatal(err)
		}
		p := set.Latest()
		deployed, err := handlers.NewDeployment(faces.Modules(), map[string]*profile.Set{p.Code: set}, calendar.New())
		if err != nil {
			t.Fatal(err)
		}
		ear, now := desk.Ear(deployed, p), time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())
		for _, m := range faces.Modules() {
			for _, c := range m.Commands {
				for usage := range strings.SplitSeq(p.Words(c.Usage), "；") {
					var heard []string
					for _, role := range []string{"office", "liaison", "chief"} {
						heard = append(heard, ear.Understand(usage, frame.Scene{Now: now, ToBot: true, Role: role}).Intent)
					}
					if !slices.Contains(heard, c.Name) {
						t.Errorf("%s: %q is heard as %v, want %s", p.Code, usage, heard, c.Name)
					}
				}
			}
		}
	}
}
