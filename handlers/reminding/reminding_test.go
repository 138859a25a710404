package reminding_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/reminding"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
)

// scene is the sample district with a regulation whose facts and deadlines are written by the test.
type scene struct {
	*handlerstest.Stage
	facts     []duty.Fact
	deadlines []duty.Deadline
}

// each opens the scene on every kind of database; towns whose code is given have a group of their own.
func each(t *testing.T, run func(s *scene), own ...string) {
	t.Helper()
	s := &scene{}
	handlerstest.Each(t, handlerstest.Setup{Modules: []handlers.Module{s.module()}, Own: own}, func(stage *handlerstest.Stage) {
		*s = scene{Stage: stage}
		run(s)
	})
}

func (s *scene) module() handlers.Module {
	kind := handlers.DeadlineKind{Kind: "issue", Title: "问题整改", Near: "issue.reminder", Late: "issue.overdue", Ref: "issue",
		List: func(_ context.Context, _ *db.Tx, _ *profile.Profile, org string) ([]duty.Deadline, error) {
			return slices.DeleteFunc(slices.Clone(s.deadlines), func(d duty.Deadline) bool { return org != "" && d.Org != org }), nil
		}}
	return handlers.Module{Name: "test", Deadlines: []handlers.DeadlineKind{kind},
		Reminders: []handlers.Reminder{handlers.MorningReminder()},
		Facts: []duty.Source{{What: []string{"report"}, Facts: func(context.Context, *db.Tx, time.Time, time.Time) ([]duty.Fact, error) {
			return s.facts, nil
		}}},
		Frames: []frame.Frame{{Intent: "test.settle", Phrases: []frame.Phrase{{Pattern: "^ 办结了", Strong: true}}}},
		Commands: []handlers.Command{{Name: "test.settle", Title: "办结", Allow: []models.Role{models.RoleBound},
			Run: func(_ context.Context, r *handlers.Request) (bot.Card, error) {
				for _, d := range s.deadlines {
					if d.Org == r.Actor.Org.Code {
						r.Settled(d.Key())
					}
				}
				return bot.Card{Code: "test.settled", Title: "办结"}, nil
			}}}}
}

// report writes down that towns have reported so often on a day.
func (s *scene) report(day string, times int, towns ...string) {
	at, err := time.ParseInLocation(time.DateOnly, day, s.Now.Location())
	if err != nil {
		s.T.Fatal(err)
	}
	for _, town := range towns {
		for range times {
			s.facts = append(s.facts, duty.Fact{What: "report", Org: town, At: at})
		}
	}
}

// owe makes an organisation owe something by the end of a day.
func (s *scene) owe(org, id, due string) {
	at, err := time.ParseInLocation(time.DateOnly, due, s.Now.Location())
	if err != nil {
		s.T.Fatal(err)
	}
	s.deadlines = append(s.deadlines, duty.Deadline{Kind: "issue", ID: id, Ref: "督" + id, Title: "清理垃圾", Org: org,
		Opened: at.AddDate(0, -1, 0), Due: handlers.EndOfDay(at), Steps: s.Profile().Issues.Steps})
}

// morning is what the chats are told at a moment.
func (s *scene) morning(at string) map[string]string {
	s.T.Helper()
	s.At(at)
	s.Sweep()
	out := map[string]string{}
	for _, h := range s.Fresh() {
		out[h.Chat] += h.Card.Plain() + "\n"
	}
	return out
}

var towns = []string{"yangliuqing", "zhangjiawo", "xinkou", "zhongbei", "jingwu", "dasi", "wangwenzhuang", "liqizhuang",
	"xiyingmen", "jinmenhu", "chilongnan"}

func has(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if missing := strings.TrimPrefix(w, "!"); strings.Contains(text, missing) == strings.HasPrefix(w, "!") {
			t.Errorf("%s: %q wanted in\n%s", what, w, text)
		}
	}
}

// TestArticle9QuotaIsToldOnItsDays (信息制度 第九条): on the 10th to who has nothing, on the 20th to who is short, and
// nobody is told twice or on a day in between.
func TestArticle9QuotaIsToldOnItsDays(t *testing.T) {
	each(t, func(s *scene) {
		s.morning("2026-11-02 09:03") // what October left open
		s.report("2026-11-03", 1, "dasi")
		s.report("2026-11-03", 2, towns[:5]...)
		if got := s.morning("2026-11-09 09:03"); len(got) != 0 {
			t.Errorf("the 9th: %v", got)
		}
		has(t, "the 10th", s.morning("2026-11-10 09:03")["main"], "11家中6家还没完成", "还差2条：王稳庄镇", "另有1家也没有完成", "!大寺镇", "!中北镇")
		if got := s.morning("2026-11-10 15:00"); len(got) != 0 {
			t.Errorf("again on the 10th: %v", got)
		}
		has(t, "the 20th", s.morning("2026-11-20 09:03")["main"], "11家中6家还没完成", "还差1条：大寺镇", "!中北镇", "!另有")
	})
}

// TestNothingIsSaidOnDaysOff: a reminder's day that is a day off has moved before it; the day itself is silent.
func TestNothingIsSaidOnDaysOff(t *testing.T) {
	each(t, func(s *scene) {
		s.morning("2026-12-01 09:03")
		if got := s.morning("2026-12-20 09:03"); len(got) != 0 { // a Sunday
			t.Errorf("on a Sunday: %v", got)
		}
	})
}

// TestOwnGroupHearsItsOwn: a town with a group of its own is told there, without its name; the others in the main group.
func TestOwnGroupHearsItsOwn(t *testing.T) {
	each(t, func(s *scene) {
		got := s.morning("2026-11-10 09:03")
		has(t, "its own group", got["town.dasi"], "已有0条，还差2条", "!大寺镇")
		has(t, "the main group", got["main"], "11家中11家还没完成", "另有1家也没有完成", "!大寺镇")
	}, "town.dasi")
}

// TestDeadlineSteps (督查制度 第七条): 7, 3 and 1 days before, on the day, and overdue from the next working day on.
func TestDeadlineSteps(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.report("2026-12-01", 2, towns...)
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-12-11")
		for _, x := range [][2]string{{"2026-12-03", ""}, {"2026-12-04", "还有7天"}, {"2026-12-07", ""}, {"2026-12-08", "还有3天"},
			{"2026-12-09", ""}, {"2026-12-10", "还有1天"}, {"2026-12-11", "今天到期"}, {"2026-12-14", "已逾期1个工作日"}} {
			got := s.morning(x[0] + " 09:03")["town.dasi"]
			if x[1] == "" && got != "" || !strings.Contains(got, x[1]) {
				t.Errorf("%s: want %q, got %q", x[0], x[1], got)
			}
		}
	}, "town.dasi")
}

// TestAMissedMonthIsMadeUp (信息制度 第九条): after a long outage it is said once that a month was missed, for as long as
// it can still be filled in.
func TestAMissedMonthIsMadeUp(t *testing.T) {
	for back, told := range map[string]bool{"2026-11-18": true, "2026-11-30": true, "2026-12-02": false} {
		t.Run(back, func(t *testing.T) {
			each(t, func(s *scene) {
				s.At("2026-09-01 09:00")
				s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
				got := s.morning(back + " 09:03")["main"]
				if strings.Contains(got, "2026年10月“每月报送工作情况”：11家中11家没有完成") != told {
					t.Errorf("told: %s", got)
				}
				if again := s.morning(back + " 09:05")["main"]; strings.Contains(again, "10月") {
					t.Errorf("said twice: %s", again)
				}
			})
		})
	}
}

// TestOverdueIsToldLessAndLess (SPEC 7): on the first three working days, then on every fifth.
func TestOverdueIsToldLessAndLess(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-11-03")
		var days []string
		for day := 4; day <= 30; day++ {
			at := time.Date(2026, 11, day, 9, 3, 0, 0, s.Now.Location())
			if strings.Contains(s.morning(at.Format("2006-01-02 15:04"))["town.dasi"], "督1") {
				days = append(days, at.Format("2"))
			}
		}
		if got := strings.Join(days, " "); got != "4 5 6 13 20 27" { // the 4th is the first working day after; the 13th its eighth
			t.Errorf("told on %s", got)
		}
	}, "town.dasi")
}

// TestBudgetOfAMonth: on so many mornings a month an organisation is mentioned, and the office is told once. Last days and
// missed notices pass, and the figures go on counting it.
func TestBudgetOfAMonth(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now.AddDate(0, -1, 0)) })
		for id := range 30 { // every day is the seventh before one due day, and the last of another
			s.owe("dasi", strconv.Itoa(id+1), time.Date(2026, 11, id+1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		}
		mentioned := 0
		for day := 2; day <= 30; day++ {
			at := time.Date(2026, 11, day, 9, 3, 0, 0, s.Now.Location())
			got := s.morning(at.Format("2006-01-02 15:04"))["town.dasi"]
			if more := s.morning(at.Format("2006-01-02") + " 16:00")["town.dasi"]; more != "" {
				t.Errorf("twice on %s: %s", at, more)
			}
			if got == "" {
				continue
			}
			mentioned++
			if day == 30 && (!strings.Contains(got, "督30 清理垃圾，今天到期") || !strings.Contains(got, "早已逾期")) {
				t.Errorf("the last day passes: %s", got)
			}
		}
		s.Tx(func(tx *db.Tx) error {
			counted, err := reminder.Mornings(tx, "2026-11-01", "2026-12-01")
			if counted["dasi"] != 8 || mentioned != 21 {
				t.Errorf("mentioned on %d mornings, %d of them beside last days and missed notices", mentioned, counted["dasi"])
			}
			return err
		})
		var said int
		for _, h := range s.Notices() {
			if strings.Contains(h.Card.Plain(), "本月提醒已达8次上限：大寺镇") && h.Chat == "office" {
				said++
			}
		}
		if said != 1 {
			t.Errorf("the office was told %d times that the budget is used up", said)
		}
	}, "town.dasi")
}

// TestHeldBackIsCounted: whom the budget spares is named and counted, and not mentioned.
func TestHeldBackIsCounted(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		for day := 2; day <= 19; day++ {
			s.Tx(func(tx *db.Tx) error {
				at := time.Date(2026, 11, day, 9, 0, 0, 0, s.Now.Location())
				return reminder.Keep(tx, []reminder.Reminder{{Key: at.String(), Standing: "x", Rule: "issue", Org: "dasi",
					Target: reminder.TargetMain, Due: at.UTC(), Day: at.Format(time.DateOnly), At: at.UTC()}})
			})
		}
		s.At("2026-11-20 09:03")
		s.Sweep()
		got := s.One("duty.reminder")
		has(t, "the 20th", got.Card.Plain(), "11家中11家还没完成", "大寺镇")
		if len(got.Card.Mention) != 10 || slices.Contains(got.Card.Mention, "dasi.liaison") {
			t.Errorf("mentioned: %v", got.Card.Mention)
		}
	})
}

// TestSecondMatterOfADayWaits: what falls due after the morning's message is said the next morning.
func TestSecondMatterOfADayWaits(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-12-01 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.report("2026-12-01", 2, towns...)
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-12-11")
		has(t, "the morning", s.morning("2026-12-04 09:03")["town.dasi"], "督1")
		s.owe("dasi", "2", "2026-12-11")
		if got := s.morning("2026-12-04 16:00")["town.dasi"]; got != "" {
			t.Errorf("a second message on one day: %s", got)
		}
		has(t, "the next morning", s.morning("2026-12-07 09:03")["town.dasi"], "督2", "!督1")
	}, "town.dasi")
}

// TestOfficeHasNoBudget: what the office owes is told it whatever it has heard before.
func TestOfficeHasNoBudget(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.owe("office", "1", "2026-10-30")
		for day := 2; day <= 27; day++ {
			at := time.Date(2026, 11, day, 9, 3, 0, 0, s.Now.Location())
			for i := range s.deadlines {
				s.deadlines[i].Steps = []profile.Step{{Key: "late", When: profile.When{After: 1}, If: "missed", To: "office",
					In: "office", Repeat: duty.EveryWorkday}}
			}
			due := slices.Contains([]int{2, 3, 4, 11, 18, 25}, day)
			if got := s.morning(at.Format("2006-01-02 15:04"))["office"]; due != strings.Contains(got, "督1") {
				t.Errorf("%s: %q", at.Format(time.DateOnly), got)
			}
		}
	})
}

// TestOverdueAmongOthers: one overdue matter makes the message an overdue notice that counts both.
func TestOverdueAmongOthers(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-12-01 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.report("2026-12-01", 2, towns...)
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-12-03")
		s.owe("dasi", "2", "2026-12-11")
		s.At("2026-12-04 09:03")
		s.Sweep()
		got := s.One("issue.overdue")
		has(t, "the message", got.Card.Plain(), "2件，其中1件已逾期", "督1", "督2", "还有7天")
	}, "town.dasi")
}

// TestSnoozedStandingIsLetBe until its day.
func TestSnoozedStandingIsLetBe(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-11-02 09:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		s.owe("dasi", "1", "2026-12-11")
		until := time.Date(2026, 12, 9, 0, 0, 0, 0, s.Now.Location())
		s.Tx(func(tx *db.Tx) error {
			return reminder.KeepSnooze(tx, reminder.Snooze{Standing: s.deadlines[0].Key(), Until: until})
		})
		has(t, "snoozed", s.morning("2026-12-08 09:03")["town.dasi"], "!清理垃圾")
		has(t, "afterwards", s.morning("2026-12-10 09:03")["town.dasi"], "清理垃圾")
	}, "town.dasi")
}

// TestSettledBeforeItLeaves: what waits for the morning is taken back when it is settled, and said again without it
// where it was about others too.
func TestSettledBeforeItLeaves(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-12-04 08:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now.AddDate(0, -1, 0)) })
		s.report("2026-12-01", 2, towns...)
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-12-11")
		s.owe("zhongbei", "2", "2026-12-11")
		has(t, "both", s.morning("2026-12-04 08:10")["main"], "2件临近期限", "大寺镇", "中北镇")
		s.Want(s.Say("dasi.liaison", "办结了"), "test.settled")
		again := s.One("issue.reminder")
		has(t, "what is said again", again.Card.Plain(), "1件临近期限", "中北镇", "!大寺镇")
		states := map[outbox.State]int{}
		for _, h := range s.Notices("issue.reminder") {
			states[h.State]++
		}
		if states[outbox.Cancelled] != 1 || states[outbox.Pending] != 1 {
			t.Errorf("parcels: %v", states)
		}
		s.Want(s.Say("zhongbei.liaison", "办结了"), "test.settled")
		if list := s.Fresh("issue.reminder"); len(list) != 0 {
			t.Errorf("nothing is left to say: %v", list)
		}
	})
}

// TestSettledTogether: one word may settle several things of a message: it is drawn once without all of them.
func TestSettledTogether(t *testing.T) {
	each(t, func(s *scene) {
		s.At("2026-12-04 08:00")
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now.AddDate(0, -1, 0)) })
		s.report("2026-12-01", 2, towns...)
		s.report("2026-11-03", 2, towns...)
		s.owe("dasi", "1", "2026-12-11")
		s.owe("dasi", "2", "2026-12-11")
		s.owe("zhongbei", "3", "2026-12-11")
		has(t, "all", s.morning("2026-12-04 08:10")["main"], "3件临近期限")
		s.Want(s.Say("dasi.liaison", "办结了"), "test.settled")
		has(t, "what is said again", s.One("issue.reminder").Card.Plain(), "1件临近期限", "中北镇", "!大寺镇")
	})
}

// TestCatchUp: a morning's reminder makes sense until the quiet hours begin, one with a time of its own for two hours.
func TestCatchUp(t *testing.T) {
	p := handlerstest.Sample(t).Latest()
	for _, x := range []struct {
		when string
		want time.Duration
	}{{"", 18*time.Hour - (9*time.Hour + 3*time.Minute)}, {"45 17 * * *", 2 * time.Hour}} {
		if got := reminding.CatchUp(p, handlers.Reminder{When: x.when}); got != x.want {
			t.Errorf("%q: %s, want %s", x.when, got, x.want)
		}
	}
	if got := reminding.MorningCron(p); got != "3 9 * * *" {
		t.Errorf("the morning: %s", got)
	}
}
