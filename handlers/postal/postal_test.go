package postal_test

import (
	"slices"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/postal"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// mail is a district in which a test says something to somebody.
type mail struct {
	*handlerstest.Stage
	router *postal.Router
}

func each(t *testing.T, run func(s *mail)) {
	t.Helper()
	handlerstest.Each(t, handlerstest.Setup{Own: []string{"town.dasi"}}, func(s *handlerstest.Stage) {
		run(&mail{s, postal.New(s.Deployment.Days)})
	})
}

// post sends mail and lists what was queued by it.
func (s *mail) post(m handlers.Mail, list ...handlers.Notice) []handlerstest.Heard {
	s.T.Helper()
	m.Profile, m.Now, m.Notices = s.Profile(), s.Now, list
	s.Tx(func(tx *db.Tx) error {
		m.Tx = tx
		return s.router.Post(m)
	})
	return s.Fresh()
}

func (s *mail) chats(to handlers.Audience) []string {
	s.T.Helper()
	s.Now = s.Now.Add(time.Second)
	var out []string
	for _, h := range s.post(handlers.Mail{}, handlers.Notice{Key: s.Now.String(), To: to, Card: bot.Card{Code: "test.said", Title: "话"}}) {
		out = append(out, h.Chat)
		for _, who := range h.Card.Mention {
			out = append(out, "@"+who)
		}
	}
	return out
}

// TestAudience: who is meant is found in chats, with whom it concerns mentioned.
func TestAudience(t *testing.T) {
	each(t, func(s *mail) {
		for _, x := range []struct {
			name string
			to   handlers.Audience
			want []string
		}{
			{"the district", handlers.Audience{Main: true}, []string{"main"}},
			{"the office", handlers.Audience{Office: true}, []string{"office"}},
			{"a town with a group of its own", handlers.Audience{Org: "dasi"}, []string{"town.dasi", "@dasi.liaison"}},
			{"a town without one", handlers.Audience{Org: "zhongbei"}, []string{"zhongbei.liaison"}},
			{"a unit's head", handlers.Audience{Org: "shuiwu", Roles: []models.Role{models.RoleMember}}, []string{"shuiwu.member"}},
			{"a person", handlers.Audience{Person: "chief.a"}, []string{"chief.a"}},
			{"a post", handlers.Audience{Post: "general_chief"}, []string{"chief.general"}},
			{"a stranger's account", handlers.Audience{Account: roster.AccountKey{Platform: "console", Account: "new"}}, []string{"new"}},
			{"nobody", handlers.Audience{Person: "nobody"}, nil},
		} {
			if got := s.chats(x.to); !slices.Equal(got, x.want) {
				t.Errorf("%s: %v, want %v", x.name, got, x.want)
			}
		}
	})
}

// TestPausedGroupHearsNothing: its organisation is spoken to in private, and in the main group where nobody of it can be
// reached.
func TestPausedGroupHearsNothing(t *testing.T) {
	each(t, func(s *mail) {
		s.Tx(func(tx *db.Tx) error {
			return roster.BindGroup(tx, roster.Group{Platform: "console", Chat: "town.dasi", Purpose: "org", Org: "dasi", Paused: true})
		})
		if got := s.chats(handlers.Audience{Org: "dasi"}); !slices.Equal(got, []string{"dasi.liaison"}) {
			t.Errorf("said in %v", got)
		}
		s.Tx(func(tx *db.Tx) error { return roster.End(tx, "town_liaison", "dasi", "dasi.liaison", s.Now) })
		if got := s.chats(handlers.Audience{Org: "dasi"}); !slices.Equal(got, []string{"main"}) {
			t.Errorf("without a liaison said in %v", got)
		}
	})
}

// TestSaidOnce: a key is said once in a chat, ever.
func TestSaidOnce(t *testing.T) {
	each(t, func(s *mail) {
		n := handlers.Notice{Key: "rule/dasi/2026-11/d10", To: handlers.Audience{Main: true}, Card: bot.Card{Code: "test.said", Title: "话"}}
		if first, again := len(s.post(handlers.Mail{}, n)), len(s.post(handlers.Mail{}, n)); first != 1 || again != 0 {
			t.Errorf("said %d times, then %d", first, again)
		}
	})
}

// TestQuietHours: what is ready in the evening or on a day off leaves on the next working morning; urgent things at once.
func TestQuietHours(t *testing.T) {
	for _, x := range []struct {
		now    string
		urgent bool
		want   string
	}{
		{"2026-11-23 10:00", false, "2026-11-23 10:00"},
		{"2026-11-23 08:29", false, "2026-11-23 09:03"},
		{"2026-11-23 08:30", false, "2026-11-23 08:30"},
		{"2026-11-23 17:59", false, "2026-11-23 17:59"},
		{"2026-11-23 18:00", false, "2026-11-24 09:03"},
		{"2026-11-27 21:30", false, "2026-11-30 09:03"}, // a Friday night
		{"2026-11-28 10:00", false, "2026-11-30 09:03"}, // a Saturday
		{"2026-11-28 23:00", true, "2026-11-28 23:00"},
	} {
		t.Run(x.now, func(t *testing.T) {
			each(t, func(s *mail) {
				s.At(x.now)
				got := s.post(handlers.Mail{}, handlers.Notice{Key: "k", Urgent: x.urgent, To: handlers.Audience{Main: true}, Card: bot.Card{Code: "c"}})
				if at := got[0].Parcel.NextAt.In(s.Now.Location()).Format("2006-01-02 15:04"); at != x.want || got[0].Urgent != x.urgent {
					t.Errorf("leaves %s, want %s (urgent: %v)", at, x.want, got[0].Urgent)
				}
			})
		})
	}
}

// TestNotBefore: a notice with a moment of its own waits for it, and expires where it says so.
func TestNotBefore(t *testing.T) {
	each(t, func(s *mail) {
		at := s.Now.Add(3 * time.Hour)
		got := s.post(handlers.Mail{}, handlers.Notice{Key: "k", At: at, Until: at.Add(time.Hour), To: handlers.Audience{Main: true}})[0].Parcel
		if !got.NextAt.Equal(at) || got.Until == nil || !got.Until.Equal(at.Add(time.Hour)) {
			t.Errorf("leaves %s until %v", got.NextAt, got.Until)
		}
	})
}

// TestAnswerAndNoticeMelt: what would be said twice in one chat is said once, with everybody mentioned.
func TestAnswerAndNoticeMelt(t *testing.T) {
	each(t, func(s *mail) {
		reply := &bot.Card{Code: "issue.raised"}
		m := handlers.Mail{Reply: reply, Event: bot.Event{Platform: "console", Chat: bot.Chat{ID: "main", Kind: bot.Group}, From: "office.staff1"}}
		to := handlers.Audience{Org: "zhongbei"}
		same := handlers.Notice{Key: "1", To: to, Card: bot.Card{Code: "issue.raised"}}
		other := handlers.Notice{Key: "2", To: to, Card: bot.Card{Code: "issue.returned"}}
		elsewhere := handlers.Notice{Key: "3", To: handlers.Audience{Org: "dasi"}, Card: bot.Card{Code: "issue.raised"}}
		var codes []string
		for _, h := range s.post(m, same, other, elsewhere) {
			codes = append(codes, string(h.Card.Code)+"@"+h.Chat)
		}
		slices.Sort(codes)
		if want := []string{"issue.raised@town.dasi", "issue.returned@zhongbei.liaison"}; !slices.Equal(codes, want) {
			t.Errorf("queued %v, want %v", codes, want)
		}
		if !slices.Equal(reply.Mention, []string{"zhongbei.liaison"}) {
			t.Errorf("the answer mentions %v", reply.Mention)
		}
	})
}

// TestDistrictWords: terms and articles become the district's own on the way out.
func TestDistrictWords(t *testing.T) {
	each(t, func(s *mail) {
		got := s.post(handlers.Mail{}, handlers.Notice{Key: "k", To: handlers.Audience{Main: true},
			Card: bot.Card{Code: "c", Title: "请联系" + models.TheOffice, Next: "请各" + models.Towns + "办理",
				Fields: []bot.Field{{Name: "签发", Value: models.GeneralChief}}, Buttons: []bot.Button{{Label: "发", Command: "发 " + models.ExampleTown}}}})
		want := "请联系区林长办\n签发：区总林长\n请各街镇办理"
		if c := got[0].Card; c.Plain() != want || c.Buttons[0].Command != "发 杨柳青镇" {
			t.Errorf("said:\n%s\n%+v", c.Plain(), c.Buttons)
		}
	})
}

// TestUndelivered: the office is told once an hour and platform, never about such a notice itself nor about a reply.
func TestUndelivered(t *testing.T) {
	each(t, func(s *mail) {
		tell := s.router.Undelivered(s.Deployment, func() time.Time { return s.Now })
		lost := func(code string, kind string) int {
			s.T.Helper()
			s.Tx(func(tx *db.Tx) error {
				return tell(tx, outbox.Parcel{Platform: "console", Code: code, Kind: kind, State: outbox.Dead, Urgent: code != "meeting.notice"})
			})
			list := s.Fresh("delivery.failed")
			for _, h := range list {
				if h.Chat != "office" {
					t.Errorf("told in %s", h.Chat)
				}
			}
			return len(list)
		}
		got := []int{lost("delivery.failed", "notice"), lost("x", "reply"), lost("duty.reminder", "notice"), lost("issue.overdue", "notice"), lost("meeting.notice", "notice")}
		s.Now = s.Now.Add(time.Hour)
		got = append(got, lost("duty.reminder", "notice"))
		if want := []int{0, 0, 1, 0, 0, 1}; !slices.Equal(got, want) {
			t.Errorf("told %v times, want %v", got, want)
		}
	})
}
