package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/cmd/faces"

	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// TestEveryUsageIsUnderstood: what the help tells people to say is heard at once as the command it stands for, in every
// district's words, from somebody who may: nothing is offered to choose from.
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
		ear, now := faces.Ear(deployed, p), time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location())
		for _, m := range faces.Modules() {
			for _, c := range m.Commands {
				for usage := range strings.SplitSeq(p.Words(c.Usage), "；") {
					var heard []string
					for _, role := range spokenBy(c.Allow) {
						m := ear.Understand(usage, frame.Scene{Now: now, ToBot: true, Role: role})
						if m.Expect == frame.Choose {
							m.Intent += "?"
						}
						heard = append(heard, m.Intent)
					}
					if !slices.Contains(heard, c.Name) {
						t.Errorf("%s: %q is heard as %v, want %s", p.Code, usage, heard, c.Name)
					}
				}
			}
		}
	}
}

// spokenBy are the roles, as the ear knows them, of those who may give a command.
func spokenBy(allow []models.Role) []string {
	may := func(roles ...models.Role) bool {
		return len(allow) == 0 || slices.ContainsFunc(append(roles, models.RoleBound, models.RoleAnyone),
			func(r models.Role) bool { return slices.Contains(allow, r) })
	}
	var out []string
	if may(models.RoleOffice, models.RoleDirector) {
		out = append(out, "office")
	}
	if may(models.RoleLiaison, models.RoleMember) {
		out = append(out, "liaison")
	}
	if may(models.RoleGeneralChief, models.RoleDeputyChief, models.RoleChief, models.RoleTownChief) {
		out = append(out, "chief")
	}
	return out
}
