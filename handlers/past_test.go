package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// county is a county of two towns that owe one report a month, told of on the 10th and when it was missed.
const county = `code: past
name: 某县
short: 某县
zone: Asia/Shanghai
version: 2026年版
effective: 2026-01-01
orgs:
  - {code: office, name: 县林长办, kind: office}
  - {code: east, name: 东乡, kind: town}
  - {code: west, name: 西乡, kind: town}
posts:
  - {key: liaison, title: 联络员, role: liaison, of: town}
sample:
  people:
    - {code: east.liaison, name: 东乡联络员, org: east, post: liaison}
    - {code: west.liaison, name: 西乡联络员, org: west, post: liaison}
  groups:
    - {chat: main, purpose: main}
    - {chat: office, purpose: office}
duties:
  - id: info
    title: 报送信息
    article: 信息制度 第九条
    who: {kind: town}
    what: report
    unit: 条
    at_least: 1
    every: month
    due: {end: true}
    steps:
      - {key: d10, when: {day: 10}, if: short, to: owner, in: own}
      - {key: missed, when: {after: 1}, if: missed, to: owner, in: own}
hours: {morning: "09:03", until: "09:07", from: "08:30", to: "18:00"}
`

// past is the county with the reports that a test writes.
type past struct {
	*handlerstest.Stage
	facts []duty.Fact
}

// open opens the county on the day that a test begins, with further versions of its rules.
func open(t *testing.T, start, versions string, run func(s *past)) {
	t.Helper()
	set := handlerstest.Parsed(t, "past", county+versions)
	at, err := time.ParseInLocation("2006-01-02 15:04", start, set.Latest().Location())
	if err != nil {
		t.Fatal(err)
	}
	s := &past{}
	src := duty.Source{What: []string{"report"}, Facts: func(context.Context, *db.Tx, time.Time, time.Time) ([]duty.Fact, error) {
		return s.facts, nil
	}}
	module := handlers.Module{Name: "test", Facts: []duty.Source{src}, Reminders: []handlers.Reminder{handlers.MorningReminder()}}
	handlerstest.Each(t, handlerstest.Setup{Modules: []handlers.Module{module}, Profile: set, Start: at},
		func(stage *handlerstest.Stage) {
			*s = past{Stage: stage}
			s.Sweep() // the district begins
			run(s)
		})
}

// report is one report of a town on a day.
func (s *past) report(org, day string) {
	s.T.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, s.Now.Location())
	if err != nil {
		s.T.Fatal(err)
	}
	s.facts = append(s.facts, duty.Fact{What: "report", Org: org, At: at.Add(10 * time.Hour), Ref: "信1"})
}

// stand lists how everybody stands: east 2026-08 1/1 met.
func (s *past) stand() string {
	s.T.Helper()
	var lines []string
	s.Tx(func(tx *db.Tx) error {
		p := s.Profile()
		list, err := s.Deployment.Standings(context.Background(), tx, p, p.Duties, s.Now)
		lines = models.Each(list, words)
		return err
	})
	return strings.Join(lines, "; ")
}

// standFor lists how everybody stood in one period.
func (s *past) standFor(key string) string {
	s.T.Helper()
	var lines []string
	s.Tx(func(tx *db.Tx) error {
		period, _ := models.ParsePeriod(key, s.Now.Location())
		list, err := s.Deployment.StandingsFor(context.Background(), tx, s.Profile(), profile.Duty{ID: "info"}, period, s.Now)
		lines = models.Each(list, words)
		return err
	})
	return strings.Join(lines, "; ")
}

func words(st duty.Standing) string {
	gone := map[bool]string{true: ", gone"}[st.Gone]
	return fmt.Sprintf("%s %s %d/%d %s%s", st.Subject.Org, st.Period.Key, st.Have, st.Want, st.State, gone)
}

// morning lets the morning of a day come and returns everything that was said.
func (s *past) morning(day string) string {
	s.T.Helper()
	s.At(day + " 09:03")
	var said []string
	before := len(s.Notices())
	s.Sweep()
	for _, n := range s.Notices()[before:] {
		said = append(said, n.Card.Plain())
	}
	return strings.Join(said, "\n")
}

func (s *past) want(got, want string) {
	s.T.Helper()
	if got != want {
		s.T.Errorf("%s: got  %s\nwant %s", s.Now.Format(time.DateOnly), got, want)
	}
}

const quotaTwo = `---
version: 2026年9月修订
effective: %s
change: {duties: {info: {at_least: 2}}}
`

// TestAugustKeepsItsQuota: one report was enough in August; two are asked for from September on, of September alone.
func TestAugustKeepsItsQuota(t *testing.T) {
	open(t, "2026-08-03 09:03", fmt.Sprintf(quotaTwo, "2026-09-01"), func(s *past) {
		s.report("east", "2026-08-05")
		s.want(s.morning("2026-08-31"), "")
		if said := s.morning("2026-09-01"); strings.Contains(said, "东乡") || strings.Contains(said, "2条") {
			t.Errorf("August is judged by September's rule: %s", said)
		}
		s.want(s.stand(), "east 2026-09 0/2 on_track; west 2026-08 0/1 overdue; west 2026-09 0/2 on_track")
		s.want(s.standFor("2026-08"), "east 2026-08 1/1 met; west 2026-08 0/1 overdue")
	})
}

// TestAVersionInMidMonth: what began under the old number ends under it.
func TestAVersionInMidMonth(t *testing.T) {
	open(t, "2026-08-03 09:03", fmt.Sprintf(quotaTwo, "2026-08-15"), func(s *past) {
		s.report("east", "2026-08-05")
		s.At("2026-08-20 10:00")
		s.want(s.stand(), "east 2026-08 1/1 met; west 2026-08 0/1 near")
		s.At("2026-09-02 10:00")
		s.want(s.stand(), "east 2026-09 0/2 on_track; west 2026-08 0/1 overdue; west 2026-09 0/2 on_track")
	})
}

const thirdTown = `---
version: 2026年5月修订
effective: 2026-05-15
add: {orgs: [{code: north, name: 北乡, kind: town%s}]}
`

// TestATownThatJoins owes neither what was over when it joined nor the month it joined in.
func TestATownThatJoins(t *testing.T) {
	for _, from := range []string{"", ", from: 2026-05-15"} {
		open(t, "2026-04-01 09:03", fmt.Sprintf(thirdTown, from), func(s *past) {
			s.report("east", "2026-04-05")
			s.report("west", "2026-04-05")
			s.report("east", "2026-05-05")
			s.report("west", "2026-05-05")
			for _, day := range []string{"2026-05-18", "2026-05-29", "2026-06-01"} {
				s.want(s.morning(day), "")
			}
			s.want(s.stand(), "east 2026-06 0/1 on_track; west 2026-06 0/1 on_track; north 2026-06 0/1 on_track")
			s.want(s.standFor("2026-05"), "east 2026-05 1/1 met; west 2026-05 1/1 met")
		})
	}
}

// TestATownThatIsClosed owes what all owe until its day; then nothing of what is not over, and is asked nothing any
// more. What was over stays as it was on file.
func TestATownThatIsClosed(t *testing.T) {
	const closed = "---\nversion: 撤乡\neffective: 2026-05-10\nchange: {orgs: {west: {to: 2026-05-15, successor: east}}}\n"
	open(t, "2026-04-01 09:03", closed, func(s *past) {
		s.report("east", "2026-04-05")
		s.report("east", "2026-05-05")
		s.At("2026-05-06 10:00")
		s.want(s.stand(), "east 2026-05 1/1 met; west 2026-04 0/1 overdue; west 2026-05 0/1 on_track")
		s.At("2026-05-18 10:00")
		s.want(s.stand(), "east 2026-05 1/1 met; west 2026-04 0/1 overdue, gone")
		for _, day := range []string{"2026-05-18", "2026-06-01", "2026-06-10"} {
			if said := s.morning(day); strings.Contains(said, "西乡") {
				t.Errorf("%s: a closed town is asked: %s", day, said)
			}
		}
		s.want(s.standFor("2026-04"), "east 2026-04 1/1 met; west 2026-04 0/1 overdue")
		s.want(s.standFor("2026-05"), "east 2026-05 1/1 met; west 2026-05 0/1 waived")
		s.want(s.standFor("2026-06"), "east 2026-06 0/1 near")
	})
}

// TestADroppedDutyStillJudgesItsTime: the last period that began under it is told of; nothing that begins later.
func TestADroppedDutyStillJudgesItsTime(t *testing.T) {
	other := "---\nversion: 新\neffective: 2026-09-01\nduties:\n  - {id: other, title: 别的, article: 信息制度 第一条, " +
		"who: {kind: town}, what: report, unit: 条, at_least: 1, every: quarter, due: {end: true}}\ndrop: {duties: [info]}\n"
	open(t, "2026-08-03 09:03", other, func(s *past) {
		s.report("east", "2026-08-05")
		s.At("2026-09-02 10:00")
		s.want(s.stand(), "west 2026-08 0/1 overdue") // the quarter began before the rule
		var versions []string
		s.Tx(func(tx *db.Tx) error {
			list, err := s.Deployment.Standings(context.Background(), tx, s.Profile(), s.Profile().Duties, s.Now)
			for _, st := range list {
				versions = append(versions, st.Law.Version)
			}
			return err
		})
		if !slices.Equal(versions, []string{"2026年版"}) {
			t.Errorf("judged by %v", versions)
		}
		s.At("2026-10-08 10:00")
		s.want(s.stand(), "east 2026Q4 0/1 on_track; west 2026Q4 0/1 on_track")
	})
}
