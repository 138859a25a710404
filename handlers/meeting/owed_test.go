package meeting

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// mine is what waits for somebody now: the deadlines that are his or his organisation's, what the face adds to his
// list, and for the office its queue.
func (s *stage) mine(who string) []string {
	s.T.Helper()
	var out []string
	s.Tx(func(tx *db.Tx) error {
		r := s.Request(tx, who)
		for _, st := range s.owed(r) {
			if st.Subject.Person == r.Actor.Person || st.Subject.Person == "" && st.Subject.Org == r.Actor.Org.Code {
				out = append(out, handlers.StandingLine(st, s.Now, false))
			}
		}
		lines, err := todo(s.T.Context(), r)
		if err != nil || !r.Actor.IsOffice() {
			out = append(out, lines...)
			return err
		}
		heaps, err := queue(s.T.Context(), r)
		for _, q := range heaps {
			lines = append(lines, q.Ref+" "+q.Line)
		}
		out = append(out, lines...)
		return err
	})
	return out
}

// owed are the deadlines of all kinds that are open.
func (s *stage) owed(r *handlers.Request) []duty.Standing {
	s.T.Helper()
	var out []duty.Standing
	for _, k := range Module().Deadlines {
		list, err := k.List(s.T.Context(), r.Tx, r.Profile, "")
		if err != nil {
			s.T.Fatal(err)
		}
		for _, d := range list {
			if st := d.Standing(s.Now, r.Days); st.Open() {
				out = append(out, st)
			}
		}
	}
	return out
}

// morning is what chats hear this morning beside what they owe.
func (s *stage) morning() (out []handlers.Section) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) (err error) {
		sweep := &handlers.Sweep{Tx: tx, Now: s.Now, Profile: s.Profile(), Days: s.Deployment.Days, Deployment: s.Deployment}
		out, err = morning(s.T.Context(), sweep)
		return err
	})
	return out
}

// queue is what waits for the office.
func (s *stage) queue() (out []handlers.Queued) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) (err error) {
		out, err = queue(s.T.Context(), s.Request(tx, "office.staff1"))
		return err
	})
	return out
}

// told are the moments at which somebody heard cards of a code.
func (s *stage) told(who, code string) []string {
	var out []string
	for _, x := range s.log {
		if x.chat == who && string(x.card.Code) == code {
			out = append(out, x.at.Format("01-02 15:04"))
		}
	}
	return out
}

// TestEveryKindOwed: what is owed is told on its day, once on the list of whoever owes it, and gone once it is settled.
func TestEveryKindOwed(t *testing.T) {
	for _, c := range []struct {
		name    string
		begin   []string // who: what he says
		who     string
		line    string // in 我的待办
		code    string
		days    []string // on which he hears it while nothing is done
		until   string
		settle  []string
		remains int // lines afterwards
	}{
		{name: "会议制度 第三条 an answer, and to come", begin: []string{"office.staff1: " + joint}, who: "shuiwu.member",
			line: "会〔2026〕1号 12月9日（周三）14:30", code: codeReminder, days: []string{"12-08 09:03"},
			until: "2026-12-09 12:00", settle: []string{"shuiwu.member: 请假 会〔2026〕1号"}},
		{name: "a meeting that is cancelled", begin: []string{"office.staff1: " + joint}, who: "shuiwu.member",
			line: "会〔2026〕1号", code: codeReminder, days: []string{"12-08 09:03"}, until: "2026-12-09 12:00",
			settle: []string{"office.staff1: 取消 会〔2026〕1号"}},
		{name: "会议制度 第三条（二） a word on the plan", begin: []string{"office.staff1: " + later}, who: "chief.deputy",
			line: "会〔2026〕1号 审定区总林长会议方案第1稿", code: codeOwed, days: []string{"11-25 09:03"}, until: "2026-12-09 12:00",
			settle: []string{"chief.deputy: 同意 会〔2026〕1号 第1稿"}},
		{name: "a plan that another sent back", begin: []string{"office.staff1: " + later}, who: "chief.deputy",
			line: "审定区总林长会议方案第1稿", code: codeOwed, days: []string{"11-25 09:03"}, until: "2026-12-09 12:00",
			settle: []string{"chief.general: 退回 会〔2026〕1号 第1稿 再压缩"}},
		{name: "a plan of which a new version is asked for", begin: []string{"office.staff1: " + later}, who: "chief.deputy",
			line: "第1稿", code: codeOwed, days: []string{"11-25 09:03"}, until: "2026-12-09 12:00",
			settle: []string{"office.staff1: 会〔2026〕1号 改到12月16日下午三点"}, remains: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			play := func(t *testing.T, s *stage, lines []string) {
				for _, line := range lines {
					who, text, _ := strings.Cut(line, ": ")
					s.say(who, text)
				}
			}
			each(t, func(t *testing.T, s *stage) {
				play(t, s, c.begin)
				if got := s.mine(c.who); len(got) != 1 || !strings.Contains(got[0], c.line) {
					t.Fatalf("to do: %q", got)
				}
				s.to(c.until)
				if got := s.told(c.who, c.code); !slices.Equal(got, c.days) {
					t.Errorf("told at %v, want %v", got, c.days)
				}
			})
			each(t, func(t *testing.T, s *stage) {
				play(t, s, c.begin)
				s.clear()
				play(t, s, c.settle)
				if got := s.mine(c.who); len(got) != c.remains {
					t.Errorf("still to do: %q", got)
				}
				s.clear()
				if s.to(c.until); c.remains == 0 && len(s.told(c.who, c.code)) > 0 {
					t.Errorf("told at %v of what is settled", s.told(c.who, c.code))
				}
			})
		})
	}
}

const later = "12月15日下午2点半在区政府三楼召开区总林长会议"

// TestTakenBackBeforeItLeft: what settles a thing between the sweep and the minute at which the message leaves takes it
// out of the message.
func TestTakenBackBeforeItLeft(t *testing.T) {
	for _, c := range []struct {
		name, begin, day, code string
		settle                 []string
	}{
		{"asked for leave, and cancelled", joint, "2026-12-08", codeReminder,
			[]string{"shuiwu.member: 请假 会〔2026〕1号", "office.staff1: 取消 会〔2026〕1号"}},
		{"agreed", later, "2026-11-25", codeOwed,
			[]string{"chief.general: 同意 会〔2026〕1号 第1稿", "chief.deputy: 同意 会〔2026〕1号 第1稿"}},
		{"sent back", later, "2026-11-25", codeOwed, []string{"chief.general: 退回 会〔2026〕1号 第1稿 再压缩"}},
		{"cancelled before it was approved", later, "2026-11-25", codeOwed, []string{"office.staff1: 取消 会〔2026〕1号"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, s *stage) {
				s.say("office.staff1", c.begin)
				s.to(c.day + " 08:00")
				s.clear()
				s.At(c.day + " 09:03")
				s.sweep() // nothing has left yet
				for _, line := range c.settle {
					who, text, _ := strings.Cut(line, ": ")
					s.Private(who, text)
				}
				s.to(c.day + " 18:00")
				if got := s.chats(c.code); len(got) > 0 {
					t.Errorf("reminded %v", s.chats(""))
				}
			})
		})
	}
}

// TestReminderSaysTimeAndPlace of the meeting, and what was answered.
func TestReminderSaysTimeAndPlace(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		s.say("shuiwu.member", "由张科长代我参加 会〔2026〕1号")
		for who, words := range map[string]string{"shuiwu.member": "由人代（张科长）", "caizheng.member": "还没有答复",
			"office.director": "请您主持"} {
			got := s.mine(who)
			if len(got) == 0 || !strings.Contains(got[0], "12月9日（周三）14:30 农业农村委三楼 联席会议，") || !strings.Contains(got[0], words) {
				t.Errorf("%s: %q", who, got)
			}
		}
	})
}

// TestShortlyBefore: an hour before, once; withdrawn when the meeting is moved or cancelled on its day, queued at once
// when it is called or moved to that day.
func TestShortlyBefore(t *testing.T) {
	const today = "2026-12-09 "
	for _, c := range []struct {
		name, at, say string
		want          []string
	}{
		{"as it was called", "10:00", "会议安排", []string{"12-09 13:30"}},
		{"cancelled in the morning", "10:00", "取消 会〔2026〕1号", nil},
		{"moved to another day", "10:00", "会〔2026〕1号 改到12月14日上午10点", []string{"12-11 09:03", "12-14 09:00"}},
		{"moved to a later hour", "10:00", "会〔2026〕1号 改到今天下午四点", []string{"12-09 15:00"}},
		{"moved to another place", "10:00", "会〔2026〕1号 地点改到区政府五楼", []string{"12-09 13:30"}},
		{"moved so near that nothing comes between", "13:00", "会〔2026〕1号 改到今天下午一点半", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, s *stage) {
				s.say("office.staff1", joint)
				s.to(today + c.at)
				s.clear()
				s.say("office.staff1", c.say)
				s.to("2026-12-16 10:00")
				if got := s.told("shuiwu.member", codeReminder); !slices.Equal(got, c.want) {
					t.Errorf("reminded at %v, want %v: %v", got, c.want, s.chats(""))
				}
			})
		})
	}
}

// TestCalledForTheSameDay: the hour before is told of, and nothing in the morning that is over.
func TestCalledForTheSameDay(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "今天下午三点在农业农村委三楼召开联席会议，请区水务局参加")
		s.say("shuiwu.member", "参加 会〔2026〕1号")
		s.to("2026-11-24 10:00")
		if got := s.told("shuiwu.member", codeReminder); !slices.Equal(got, []string{"11-23 14:00"}) {
			t.Errorf("reminded at %v", got)
		}
	})
}

// TestAttendeesChanged: who is added after the notice owes an answer and is reminded; who is left out is not.
func TestAttendeesChanged(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		s.Want(s.say("office.staff1", "参会 会〔2026〕1号 区水务局、公安西青分局"), codeChanged)
		if got := s.mine("gongan.member"); len(got) != 1 {
			t.Errorf("the new one owes %q", got)
		}
		if got := s.mine("caizheng.member"); len(got) != 0 {
			t.Errorf("who was left out owes %q", got)
		}
		s.clear()
		s.to("2026-12-09 18:00")
		for who, want := range map[string][]string{"gongan.member": {"12-08 09:03", "12-09 13:30"}, "caizheng.member": nil} {
			if got := s.told(who, codeReminder); !slices.Equal(got, want) {
				t.Errorf("%s was reminded at %v", who, got)
			}
		}
	})
}

// TestOwnGroupOwesTheAnswer: an organisation with a group of its own hears there what its people owe.
func TestOwnGroupOwesTheAnswer(t *testing.T) {
	with := setup()
	with.Own = []string{"unit.shuiwu"}
	eachWith(t, with, func(t *testing.T, s *stage) {
		s.say("office.staff1", joint)
		if got := s.mine("shuiwu.liaison"); len(got) != 1 {
			t.Errorf("the unit owes %q", got)
		}
		s.to("2026-12-09 18:00")
		if got := s.told("unit.shuiwu", codeReminder); !slices.Equal(got, []string{"12-08 09:03"}) {
			t.Errorf("the group is reminded at %v", got)
		}
		if got := s.told("shuiwu.member", codeReminder); !slices.Equal(got, []string{"12-09 13:30"}) {
			t.Errorf("who is to come is reminded at %v", got)
		}
	})
}

// TestApproverIsNeverLate: no article sets a day for his word, so none is said to be over.
func TestApproverIsNeverLate(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", later)
		s.to("2026-12-04 10:00")
		s.Tx(func(tx *db.Tx) error {
			for _, st := range s.owed(s.Request(tx, "chief.deputy")) {
				if st.State == duty.Overdue || strings.Contains(handlers.StandingLine(st, s.Now, false), "期限") {
					t.Errorf("%s: %s", st.State, handlers.StandingLine(st, s.Now, false))
				}
				if st.Subject.Org != "" || st.Rule.Article != models.Article("会议制度 第三条") {
					t.Errorf("%+v", st.Subject)
				}
			}
			return nil
		})
	})
}
