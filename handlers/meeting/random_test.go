package meeting

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
)

// world is a random history being played: the program on one side, what ought to be true on the other.
type world struct {
	*stage
	rt   *rapid.T
	seen int // how much of the log has been looked at

	heard map[string]map[string]bool // by meeting: who was told of it, and not yet that it is off
	off   map[string]time.Time       // by meeting: when it was cancelled, before its time
}

// TestNobodyIsRemindedInVain plays random histories: whatever the order of events, nobody is reminded of a meeting that
// was cancelled, moved or held, nor asked for an answer he has given, nor told of a meeting he never heard of.
func TestNobodyIsRemindedInVain(t *testing.T) {
	s := &stage{Stage: handlerstest.New(t, dbtest.SQLite(t, handlerstest.Migrations(Module())), setup())}
	start := s.Now
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		_ = f.Value.Set("25") // a history costs some hundred statements
	}
	rapid.Check(t, func(rt *rapid.T) {
		s.wipe()
		s.Now = start
		w := &world{stage: s, rt: rt, heard: map[string]map[string]bool{}, off: map[string]time.Time{}}
		steps := rapid.IntRange(3, 14).Draw(rt, "steps")
		for range steps {
			w.step(rapid.SampledFrom([]string{"draft", "agree", "agree", "back", "answer", "answer", "answer", "leave",
				"proxy", "move", "place", "cancel", "wait", "wait"}).Draw(rt, "event"))
			w.look()
		}
		w.until(w.Now.AddDate(0, 0, 25))
		w.look()
		for number := range w.off {
			if len(w.heard[number]) > 0 {
				rt.Fatalf("%s was cancelled, and %v never heard of it: %v", number, w.heard[number], w.chats(""))
			}
		}
	})
}

var invited = []string{"shuiwu.member", "caizheng.member", "gongan.member", "office.director", "chief.a",
	"xinkou.chief"}

// step lets one thing happen.
func (w *world) step(event string) {
	day := func(name string) string {
		return w.Now.AddDate(0, 0, rapid.IntRange(1, 9).Draw(w.rt,
			name)).Format("1月2日") + rapid.SampledFrom([]string{"上午九点", "下午三点"}).Draw(w.rt, "hour")
	}
	who := rapid.SampledFrom(invited).Draw(w.rt, "who")
	number := fmt.Sprintf("会〔%d〕%d号", w.Now.Year(), rapid.IntRange(1, 3).Draw(w.rt, "number"))
	switch event {
	case "draft":
		kind := rapid.SampledFrom([]string{"召开联席会议，请区水务局、区财政局、公安西青分局参加", "召开区林长办公室会议", "召开区级林长会议，请区级林长（甲）主持"}).Draw(w.rt,
			"kind")
		c := w.say("office.staff1", day("on")+"在区政府三楼"+kind)
		if c.Code == "ask.which" {
			w.say("office.staff1", rapid.SampledFrom([]string{"确认", "取消", "区级林长（甲）"}).Draw(w.rt, "yes"))
		}
	case "agree":
		w.say(rapid.SampledFrom([]string{"chief.a", "office.director"}).Draw(w.rt, "by"), "同意 "+number)
	case "back":
		w.say(rapid.SampledFrom([]string{"chief.a", "office.director"}).Draw(w.rt, "by"), "退回 "+number+" 再压缩")
	case "answer":
		w.say(who, "参加 "+number)
	case "leave":
		w.say(who, "请假 "+number)
	case "proxy":
		w.say(who, "由张科长代我参加 "+number)
	case "move":
		w.say("office.staff2", number+" 改到"+day("to"))
	case "place":
		w.say("office.staff2", number+" 地点改到区农业农村委五楼")
	case "cancel":
		if m, ok := w.maybe(number); ok && m.Start.After(w.Now) && w.say("office.staff1",
			"取消 "+number).Code == "meeting.cancelled" {
			if m.State != meeting.Returned { // who sent a plan back has done with it
				w.off[number] = w.Now
			}
			delete(w.heard[number], "office.staff1") // his own chat got the answer
		}
	case "wait":
		w.until(w.Now.Add(time.Duration(rapid.IntRange(1, 70).Draw(w.rt, "hours")) * time.Hour))
	}
}

// look holds everything that left since against the records.
func (w *world) look() {
	for _, x := range w.log[w.seen:] {
		number := x.card.Refs["meeting"]
		if w.heard[number] == nil {
			w.heard[number] = map[string]bool{}
		}
		switch x.card.Code {
		case codeReminder:
			w.judge(x)
		case codeNotice, "meeting.approval_asked":
			w.heard[number][x.chat] = true
		case codeChanged, "meeting.cancelled":
			if !w.heard[number][x.chat] {
				w.rt.Fatalf("%s got %s of %s without ever having heard of it: %v", x.chat, x.card.Code, number, w.chats(""))
			}
			if x.card.Code == "meeting.cancelled" {
				delete(w.heard[number], x.chat)
			}
		case "meeting.approved":
			delete(w.heard[number], "office")
		}
	}
	w.seen = len(w.log)
	w.pending()
}

// judge: at the moment a reminder left, the meeting was to come, at the time it names; who is asked for an answer had
// given none. The log is looked at after every step, so the records are those of that moment, but for the clock.
// A message of the morning may speak of several meetings.
func (w *world) judge(x said) {
	for number := range strings.SplitSeq(x.card.Refs["meeting"], "、") {
		w.judgeOne(x, w.meeting(number))
	}
}

func (w *world) judgeOne(x said, m meeting.Meeting) {
	if m.State == meeting.Cancelled && m.Changed.Before(x.at.UTC()) {
		w.rt.Fatalf("%s reminded at %s of cancelled %s", x.chat, x.at, m.Number)
	}
	when := naming.Clock(m.Start, x.at.In(w.Now.Location()))
	if !strings.Contains(x.card.Title+x.card.Text, when) || !x.at.Before(m.Start) {
		w.rt.Fatalf("%s reminded at %s of %q, but %s begins %s", x.chat, x.at, x.card.Title, m.Number, m.Start)
	}
	for _, a := range w.seats(m) {
		if a.Person != x.chat {
			continue
		}
		asked := slices.Contains(x.card.Labels(), "参加")
		if a.Answered != nil && a.Answered.Before(x.at.UTC()) && (asked || a.Answer == meeting.Leave) {
			w.rt.Fatalf("%s reminded at %s though he answered %s: %s", x.chat, x.at, a.Answer, x.card.Plain())
		}
	}
}

// pending: what still waits in the outbox must be right as well, and each seat that comes has its reminders once.
func (w *world) pending() {
	w.Tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("state = ? AND code = ?", outbox.Pending, codeReminder).Find(&rows).Error; err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, p := range rows {
			c := handlerstest.CardOf(w.T, p)
			m, _, err := meeting.ByNumber(tx, []string{c.Refs["meeting"]})
			if err != nil {
				return err
			}
			k := m.ID + p.Chat + p.NextAt.String()
			if m.State != meeting.Noticed || seen[k] || !strings.Contains(c.Title, naming.Clock(m.Start, w.Now)) {
				w.rt.Fatalf("waiting for %s: %q, but %s is %s at %s (twice: %v)", p.Chat, c.Title, m.Number, m.State, m.Start,
					seen[k])
			}
			seen[k] = true
		}
		return nil
	})
}

// maybe reads a meeting that there may be.
func (w *world) maybe(number string) (m meeting.Meeting, ok bool) {
	w.Tx(func(tx *db.Tx) (err error) { m, ok, err = meeting.ByNumber(tx, []string{number}); return err })
	return m, ok
}

func (w *world) seats(m meeting.Meeting) []meeting.Attendee {
	var out []meeting.Attendee
	w.Tx(func(tx *db.Tx) (err error) { out, err = meeting.Attendees(tx, m.ID); return err })
	return out
}

// wipe forgets everything but the people.
func (s *stage) wipe() {
	s.T.Helper()
	s.log = nil
	s.Tx(func(tx *db.Tx) error {
		for _, table := range []string{
			"meetings", "approvals", "meeting_attendees", "meeting_minutes", "resolutions", "outbox", "inbox", "dialogues", "counters", "audit", "nudges",
		} {
			if err := tx.DB().Exec("DELETE FROM " + table).Error; err != nil {
				return err
			}
		}
		return nil
	})
}
