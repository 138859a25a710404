package meeting

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wecom"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/models/cache"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// almanac is a stage beside a fake WeCom and a fake Feishu, with two people who have accounts on both.
type almanac struct {
	*stage
	wx        *wecomtest.Server
	fs        *feishutest.Server
	platforms map[string]bot.Platform
}

func newAlmanac(t *testing.T, s *stage) *almanac {
	t.Helper()
	begun := s.Now
	fixed := func() time.Time { return begun }
	a := &almanac{stage: s, fs: feishutest.New(feishutest.Sample(), fixed), platforms: map[string]bot.Platform{},
		wx: wecomtest.NewServer(wecomtest.Config{CorpID: "ww1", Secret: "s", AgentID: 7, Now: fixed})}
	t.Cleanup(a.wx.Close)
	t.Cleanup(a.fs.Close)
	key := "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"
	a.open(wecom.Driver, "wx", map[string]any{"corp_id": "ww1", "api_base": a.wx.URL,
		"app": map[string]any{"agent_id": 7, "secret": "s", "token": "LinZhangZhiTestToken01", "aes_key": key,
			"calendar": true, "calendar_id": "wcCAL"}})
	a.open(feishu.Driver, "fs", map[string]any{"app_id": a.fs.App.ID, "app_secret": a.fs.App.Secret,
		"verification_token": a.fs.App.VerificationToken,
		"encrypt_key":        a.fs.App.EncryptKey, "api_base": a.fs.URL, "calendar_id": feishutest.CalendarID})
	s.Tx(func(tx *db.Tx) error {
		for account, who := range map[roster.AccountKey]string{{Platform: "wx", Account: "shuiwu"}: "shuiwu.member",
			{Platform: "wx", Account: "caizheng"}:  "caizheng.member",
			{Platform: "fs", Account: "ou_shuiwu"}: "shuiwu.member", {Platform: "fs",
				Account: "ou_caizheng"}: "caizheng.member"} {
			if err := roster.Bind(tx, account, who, s.Now.AddDate(-1, 0, 0)); err != nil {
				return err
			}
		}
		return nil
	})
	return a
}

func (a *almanac) open(d bot.Driver, name string, section map[string]any) {
	a.T.Helper()
	data, err := json.Marshal(section)
	if err != nil {
		a.T.Fatal(err)
	}
	p, err := d.Open(func(into any) error { return json.Unmarshal(data, into) }, bot.Deps{Name: name,
		District: a.Set.Code(), Now: func() time.Time { return a.Now },
		HTTP: a.wx.Client(), Tokens: cache.NewMemory(func() time.Time { return a.Now })})
	if err != nil {
		a.T.Fatal(err)
	}
	a.platforms[name] = p
}

// work lets so many replicas do their chores at once.
func (a *almanac) work(replicas int) { a.T.Helper(); a.Work(a.platforms, replicas) }

// later works again after the pauses of failed tries.
func (a *almanac) later(replicas int) {
	a.T.Helper()
	a.until(a.Now.Add(5 * time.Minute))
	a.work(replicas)
}

// kept checks that both calendars know one entry, changed and taken away so often.
func (a *almanac) kept(updates, deleted int) {
	a.T.Helper()
	for _, wrong := range append(a.wx.Complaints(), a.fs.Complaints()...) {
		a.T.Error(wrong)
	}
	wx, fs := a.wx.Scheduled(), a.fs.Events()
	if len(wx) != 1 || wx[0].Updates != updates || wx[0].Deleted != deleted {
		a.T.Errorf("WeCom has %+v, want one, %d changes, %d times taken away", wx, updates, deleted)
	}
	if len(fs) != 1 || fs[0].Updates != updates || fs[0].Deleted != deleted {
		a.T.Errorf("Feishu has %+v, want one, %d changes, %d times taken away", fs, updates, deleted)
	}
}

// lost makes the next call of both platforms arrive without an answer.
func (a *almanac) lost(path, event string) {
	a.wx.Fault(path, wecomtest.Fault{Status: 504, Accept: true})
	a.fs.Script(feishutest.Fault{Path: "calendar/v4/calendars/" + feishutest.CalendarID + "/events" + event, Status: 504,
		Accept: true})
}

// TestOneCalendarEntryAMeeting: noticed, moved after half the answers and cancelled leaves one entry, changed once and
// taken away once, also when the first answer is lost and when replicas work at once.
func TestOneCalendarEntryAMeeting(t *testing.T) {
	for name, c := range map[string]struct {
		replicas int
		lost     bool
	}{"plainly": {1, false}, "the first answer lost": {1, true}, "three replicas": {3,
		false}, "three replicas, the first answer lost": {3, true}} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, s *stage) {
				a := newAlmanac(t, s)
				if c.lost {
					a.lost("/cgi-bin/oa/schedule/add", "")
				}
				s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
				a.work(c.replicas)
				a.later(c.replicas)
				a.kept(0, 0)
				if wx, fs := a.wx.Scheduled()[0], a.fs.Events()[0]; !slices.Contains(wx.Attendees, "shuiwu") ||
					!slices.Contains(fs.Attendees, "ou_caizheng") || len(fs.Attendees) != 2 {
					t.Errorf("attendees %v, %v", wx.Attendees, fs.Attendees)
				}
				for _, who := range []string{"gongan.member", "chengguan.member", "shengtai.member"} {
					s.say(who, "参加")
				}
				s.Want(s.say("office.staff1", "联席会议改到12月9日上午9点"), "meeting.changed")
				a.work(c.replicas)
				a.later(c.replicas)
				a.kept(1, 0)
				moved := float64(s.meeting("会〔2026〕1号").Start.Unix())
				if at := a.wx.Scheduled()[0].Body["start_time"]; at != moved {
					t.Errorf("entry at %v, want %v", at, moved)
				}
				s.Want(s.say("office.staff1", "取消 会〔2026〕1号"), "meeting.cancelled")
				a.work(c.replicas)
				a.later(c.replicas)
				a.kept(1, 1)
			})
		})
	}
}

// TestCancelledBeforeTheCalendarKnew: nothing is made for nothing; what was made and lost is found and taken away.
func TestCancelledBeforeTheCalendarKnew(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		a := newAlmanac(t, s)
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
		s.Want(s.say("office.staff1", "取消 会〔2026〕1号"), "meeting.cancelled")
		a.work(1)
		if n := len(a.wx.Scheduled()) + len(a.fs.Events()); n != 0 {
			t.Fatalf("%d entries of a cancelled meeting", n)
		}
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
		a.lost("/cgi-bin/oa/schedule/add", "")
		a.work(1)
		s.Want(s.say("office.staff1", "取消 会〔2026〕2号"), "meeting.cancelled")
		a.later(1)
		a.kept(0, 1)
	})
}

// TestCalendarThatRefusesIsGivenUp: after eight tries, with one notice to the office; the next change tries anew.
func TestCalendarThatRefusesIsGivenUp(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		a := newAlmanac(t, s)
		delete(a.platforms, "fs")
		for range entryTries {
			a.wx.Fault("/cgi-bin/oa/schedule/add", wecomtest.Fault{Code: -1})
		}
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼召开联席会议")
		for range entryTries + 2 {
			a.work(1)
			s.until(s.Now.Add(lastPause))
		}
		if got := s.chats("calendar.failed"); len(got) != 1 || got[0] != "office" || len(a.wx.Scheduled()) != 0 {
			t.Errorf("told %v; %d entries", got, len(a.wx.Scheduled()))
		}
		s.Want(s.say("office.staff1", "联席会议改到12月9日上午9点"), "meeting.changed")
		a.work(1)
		if got := a.wx.Scheduled(); len(got) != 1 {
			t.Errorf("%+v", got)
		}
		var left []meeting.Entry
		s.Tx(func(tx *db.Tx) (err error) { left, err = meeting.DueEntries(tx, []string{"wx"}, s.Now, 10); return err })
		if len(left) != 0 {
			t.Errorf("left %+v", left)
		}
	})
}
