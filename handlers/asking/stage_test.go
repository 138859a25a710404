package asking

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// stage is the sample district with its seats and the facts a test brings; mornings are rung by hand.
type stage struct {
	*testing.T
	db    *db.DB
	house *handlers.Deployment
	set   *profile.Set
	facts []duty.Fact // reports and summaries
	now   time.Time
}

func each(t *testing.T, run func(s *stage)) {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var steps []db.Step
	for _, list := range [][]db.Step{outbox.Steps, duty.Steps, roster.Steps} {
		steps = append(steps, list...)
	}
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		s := &stage{T: t, db: d, set: set}
		brings := duty.Source{What: []string{"report", "summary", "selfcheck"}, Facts: func(context.Context, *db.Tx, time.Time, time.Time) ([]duty.Fact, error) { return s.facts, nil }}
		s.house, err = handlers.NewDeployment([]handlers.Module{Module(), {Name: "facts", Facts: []duty.Source{brings, roster.Source()}}},
			map[string]*profile.Set{"xiqing": set}, calendar.New())
		if err != nil {
			t.Fatal(err)
		}
		s.at("2026-01-05 09:03")
		s.tx(func(tx *db.Tx) error { return roster.Seed(tx, set.Latest(), "console", s.now) })
		run(s)
	})
}

func (s *stage) at(text string) {
	s.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", text, s.set.Latest().Location())
	if err != nil {
		s.Fatal(err)
	}
	s.now = now
}

func (s *stage) tx(f func(tx *db.Tx) error) {
	s.Helper()
	if err := s.db.Tx(s.Context(), "xiqing", f); err != nil {
		s.Fatal(err)
	}
}

// report brings n reports of a town in a month.
func (s *stage) report(town, day string, n int) {
	s.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, s.set.Latest().Location())
	if err != nil {
		s.Fatal(err)
	}
	for range n {
		s.facts = append(s.facts, duty.Fact{What: "report", Org: town, At: at})
	}
}

// said is a notice with the chat it goes to and when it leaves.
type said struct {
	bot.Card
	chat string
	at   time.Time
}

// morning rings every reminder of the module at a local moment and lists what was queued anew, under one code.
func (s *stage) morning(when, code string) []said {
	s.Helper()
	s.at(when)
	var out []said
	s.tx(func(tx *db.Tx) error {
		if err := tx.DB().Where("1 = 1").Delete(&outbox.Parcel{}).Error; err != nil {
			return err
		}
		for _, r := range Module().Reminders {
			if err := handlerstest.Tick(s.Context(), tx, s.house, r, s.now); err != nil {
				return err
			}
		}
		var rows []outbox.Parcel
		if err := tx.DB().Order("chat").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			one := said{chat: p.Chat, at: p.NextAt.In(s.now.Location())}
			if err := json.Unmarshal([]byte(p.Card), &one.Card); err != nil {
				return err
			}
			if one.Code == code {
				out = append(out, one)
			}
		}
		return nil
	})
	return out
}
