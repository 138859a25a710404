package supervision

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/postal"
	"linzhangbot/handlers/reminding"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// limit is how long the morning's sweep may take on a quiet machine; where tests share two processors it may take
// longer, and the environment says how much.
func limit() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("LINZHANGBOT_TEST_SWEEP")); err == nil {
		return d
	}
	return 5 * time.Second
}

// TestMustShow6TenThousandOpenIssues: 10,000 open issues in 300 districts. The morning's sweep of reminders and of the
// ladder stays under the limit, and says one page a group.
func TestMustShow6TenThousandOpenIssues(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const districts, total = 300, 10_000
	each := total/districts + 1
	set := handlerstest.Sample(t)
	sets := map[string]*profile.Set{}
	for k := range districts {
		sets[code(k)] = set
	}
	deployed, err := handlers.NewDeployment(setup().Modules, sets, calendar.New())
	if err != nil {
		t.Fatal(err)
	}
	ctx, sweeps := context.Background(), reminding.Runner{Deployment: deployed, Post: postal.New(deployed.Days).Post}
	now := time.Date(2026, 12, 10, 9, 3, 0, 0, set.Latest().Location())
	dbtest.Each(t, handlerstest.Migrations(setup().Modules...), func(t *testing.T, d *db.DB) {
		for k := range districts {
			settle(t, d, set.Latest(), k, each, now)
		}
		begin := time.Now()
		for k := range districts {
			for _, r := range append(Module().Reminders, handlers.MorningReminder()) {
				err := d.Tx(ctx, code(k), func(tx *db.Tx) error { return sweeps.Run(ctx, tx, r, now) })
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		took := time.Since(begin)
		t.Logf("%d issues, %d districts: %s", districts*each, districts, took)
		if took > limit() {
			t.Errorf("the sweep took %s", took)
		}
		onePageEach(t, d)
	})
}

func code(k int) string { return fmt.Sprintf("d%03d", k) }

// settle gives a district its people, groups and open issues, due around now.
func settle(t *testing.T, d *db.DB, p *profile.Profile, k, n int, now time.Time) {
	t.Helper()
	towns := p.OrgsOf("town", now)
	err := d.Tx(context.Background(), code(k), func(tx *db.Tx) error {
		if err := roster.Seed(tx, p, "console"+code(k), now); err != nil {
			return err
		}
		for i, o := range towns {
			if i%2 == 0 {
				g := roster.Group{Platform: "console" + code(k), Chat: "town." + o.Code, Purpose: "org", Org: o.Code}
				if err := roster.BindGroup(tx, g); err != nil {
					return err
				}
			}
		}
		for i := range n {
			due := handlers.EndOfDay(now.AddDate(0, 0, i%16-5))
			x := supervision.Issue{Number: p.Number("issue", 2026, i+1), Year: 2026, N: i + 1, Title: "林地堆放建筑垃圾未及时清运", Org: towns[i%len(towns)].Code,
				Due: due, DueDay: due.Format(time.DateOnly), At: now.AddDate(0, -1, 0)}
			if _, err := supervision.Open(tx, &x, p, supervision.Change{At: now}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// onePageEach checks that every chat got one message of a page at most.
func onePageEach(t *testing.T, d *db.DB) {
	t.Helper()
	var rows []outbox.Parcel
	if err := d.Read(context.Background(), db.Everyone).DB().Where("code IN ?", []string{"issue.reminder", "issue.overdue"}).Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range rows {
		if seen[p.Platform+p.Chat] {
			t.Errorf("%s %s got two messages", p.Platform, p.Chat)
		}
		seen[p.Platform+p.Chat] = true
		c := handlerstest.CardOf(t, p)
		if n := strings.Count(c.Text, "\n"); n > 23 || len(c.Plain()) > 4000 {
			t.Errorf("%s has %d lines, %d bytes", p.Chat, n, len(c.Plain()))
		}
	}
	t.Logf("%d messages", len(rows))
}
