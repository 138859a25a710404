package meeting

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

func xiqing(t testing.TB) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return set.Versions[0]
}

// now is 2026-11-23 10:00 in Tianjin, a Monday.
func now(p *profile.Profile) time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, p.Location()) }

// TestTransitions: every pair of state and verb is either in the table or refused with words and an article.
func TestTransitions(t *testing.T) {
	life := map[State]map[Verb]State{
		Drafted:   {Submit: Approving, Issue: Noticed, Change: Drafted, Cancel: Cancelled},
		Approving: {Agree: Approving, Issue: Noticed, SendBack: Returned, Change: Drafted, Cancel: Cancelled},
		Returned:  {Change: Drafted, Submit: Approving, Cancel: Cancelled},
		Noticed:   {Answer: Noticed, Change: Noticed, Cancel: Cancelled, Hold: Held, Minute: Minuted},
		Held:      {Minute: Minuted}, Minuted: {Minute: Minuted}, Cancelled: {},
	}
	for state, verbs := range life {
		for _, do := range []Verb{Submit, Agree, SendBack, Issue, Change, Cancel, Answer, Hold, Minute} {
			got, refusal := May(Meeting{Number: "会1号", State: state}, do, "会议制度 第三条")
			to, want := verbs[do]
			if want != (refusal == nil) || want && got.To != to {
				t.Errorf("%s in %s: to %q, want %q, refusal %v", do, state, got.To, to, refusal)
			}
			if refusal != nil && (refusal.Article == "" || refusal.Next == "" || !strings.Contains(refusal.Message,
				state.Name())) {
				t.Errorf("%s in %s is refused without saying why: %+v", do, state, refusal)
			}
		}
	}
}

// TestResolving does the same for resolutions, and keeps four eyes on what was reported done.
func TestResolving(t *testing.T) {
	own, other, office := By{Person: "a", Org: "dasi"}, By{Person: "b", Org: "shuiwu"}, By{Person: "c", Org: "office",
		Office: true}
	x := Resolution{Number: "议1号", Org: "dasi", Assist: "|shuiwu|", DoneBy: "a"}
	for _, c := range []struct {
		state State
		do    Verb
		by    By
		code  string
	}{
		{Open, Advance, own, ""}, {Open, Finish, own, ""}, {Open, Advance, other, ""}, {Open, Finish, other,
			models.NotAllowed},
		{Open, Check, office, models.BadInput}, {Done, Check, office, ""}, {Done, Check, own, models.NotAllowed},
		{Done, Check, By{Person: "a", Org: "office", Office: true}, models.SelfClose}, {Done, Reject, office, ""}, {Done,
			Advance, own, models.BadInput},
		{Checked, Finish, own, models.BadInput}, {Open, ToIssue, office, ""}, {Open, ToIssue, own,
			models.NotAllowed}, {Issued, ToIssue, office, models.BadInput},
	} {
		x.State = c.state
		_, refusal := x.MayDo(c.do, c.by, "会议制度 第三条")
		if code := codeOf(refusal); code != c.code {
			t.Errorf("%s %s by %s: %q, want %q", c.state, c.do, c.by.Person, code, c.code)
		}
	}
}

func codeOf(e *models.Error) string {
	if e == nil {
		return ""
	}
	return e.Code
}

// TestNumbers: how people write the numbers of meetings and resolutions, and what is none.
func TestNumbers(t *testing.T) {
	p := xiqing(t)
	for _, c := range []struct {
		kind, text string
		want       naming.Number
		ok         bool
	}{
		{"meeting", "同意 会〔2026〕3号 第2稿", naming.Number{Year: 2026, N: 3, Version: 2}, true},
		{"meeting", "参加会〔2026〕12号", naming.Number{Year: 2026, N: 12}, true},
		{"meeting", "同意会3号", naming.Number{N: 3}, true},
		{"meeting", "会[2026]3号第二稿", naming.Number{Year: 2026, N: 3, Version: 2}, true},
		{"meeting", "取消联席会12月8日", naming.Number{}, false},
		{"meeting", "联席会8号上午", naming.Number{}, false},
		{"meeting", "开会", naming.Number{}, false},
		{"resolution", "核实 议〔2026〕2号", naming.Number{Year: 2026, N: 2}, true},
		{"resolution", "议2号 已完成", naming.Number{N: 2}, true},
		{"resolution", "会议2号", naming.Number{}, false},
	} {
		got, ok := naming.Find(p, c.kind, c.text)
		same := got.Year == c.want.Year && got.N == c.want.N && got.Version == c.want.Version
		if ok != c.ok || ok && !same {
			t.Errorf("%q: %+v %v", c.text, got, ok)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	p := xiqing(f)
	f.Add("同意 会〔2026〕3号 第2稿")
	f.Add("会9999999999号")
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []string{"meeting", "resolution"} {
			if ref, ok := naming.Find(p, kind, text); ok && (ref.N <= 0 || ref.End > len(text)) {
				t.Fatalf("%q: %+v", text, ref)
			}
		}
	})
}

// TestItems: owners, who assists, deadlines; several organisations; nobody is charged by a guess.
func TestItems(t *testing.T) {
	p := xiqing(t)
	text := `会议认为……
1. 区水务局12月31日前完成河道绿化，区财政局配合。
2、大寺镇、精武镇会同区应急局于12月20日前清理可燃物；
（三）各街镇年底前
补植到位。
四是加强应急宣传`
	items := Items(p, text, now(p), calendar.New())
	want := []struct {
		owners   int
		first    string
		assist   string
		deadline string
	}{{1, "shuiwu", "caizheng", "2026-12-31 23:59:59.999"}, {2, "dasi", "yingji", "2026-12-20 23:59:59.999"}, {11,
		"yangliuqing", "", "2026-12-31 23:59:59.999"}, {0, "", "", ""}}
	if len(items) != len(want) {
		t.Fatalf("%d items: %+v", len(items), items)
	}
	for i, w := range want {
		it := items[i]
		day := ""
		if !it.Deadline.IsZero() {
			day = it.Deadline.In(p.Location()).Format("2006-01-02 15:04:05.000")
		}
		if len(it.Owners) != w.owners || w.owners > 0 && it.Owners[0] != w.first || strings.Join(it.Assist,
			",") != w.assist || day != w.deadline {
			t.Errorf("item %d: %+v %s", i+1, it, day)
		}
	}
}

// TestItemsThatBeginWithADay are items of their own, whichever way they are numbered: nothing resolved is swallowed.
func TestItemsThatBeginWithADay(t *testing.T) {
	p := xiqing(t)
	for _, text := range []string{
		"1.各街镇12月10日前完成补植；2.区水务局12月10日前完成河道巡查；3.12月20日前完成总结",
		"1、各街镇12月10日前完成补植；2、12月10日前区水务局完成河道巡查；3、12月20日前完成总结",
		"一、12月10日前各街镇完成补植。二、12月10日前区水务局完成河道巡查。三、12月20日前完成总结。",
	} {
		items := Items(p, text, now(p), calendar.New())
		if len(items) != 3 {
			t.Errorf("%s: %d items", text, len(items))
			continue
		}
		last := items[2]
		if day := last.Deadline.In(p.Location()).Format(time.DateOnly); len(last.Owners) > 0 || day != "2026-12-20" ||
			last.Text != "12月20日前完成总结" {
			t.Errorf("%s: the last is %+v", text, last)
		}
	}
}

func FuzzItems(f *testing.F) {
	p := xiqing(f)
	f.Add("1. 区水务局12月31日前完成\n2、大寺镇会同区应急局")
	f.Add("（一）")
	f.Fuzz(func(t *testing.T, text string) {
		for _, it := range Items(p, text, now(p), calendar.New()) {
			for _, org := range append(it.Owners, it.Assist...) {
				if _, ok := p.Org(org); !ok {
					t.Fatalf("%q charges %s", text, org)
				}
			}
		}
	})
}

// TestFurther is 会议制度 第三条（三）: once a year, further ones by consent; cancelled ones do not count.
func TestFurther(t *testing.T) {
	p := xiqing(t)
	general, _ := TypeOf(p, "总林长会")
	joint, _ := TypeOf(p, "联席会议")
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		within(t, d, func(tx *db.Tx) error {
			add := func(number string, state State, start time.Time) {
				m := Meeting{Number: number, Type: "general", Title: "会", Start: start, At: now(p)}
				if err := Create(tx, &m, nil); err != nil {
					t.Fatal(err)
				}
				m.State = state
				if err := Save(tx, &m, now(p)); err != nil {
					t.Fatal(err)
				}
				m.Rev--
				if err := Save(tx, &m, now(p)); !errors.Is(err, db.ErrChanged) {
					t.Errorf("a stale write: %v", err)
				}
			}
			expect := func(want bool, mt profile.MeetingType, start time.Time) {
				laws := &profile.Set{Versions: []*profile.Profile{p}}
				if got, err := Further(tx, laws, mt, Meeting{}, start, calendar.New()); err != nil || got != want {
					t.Errorf("%s %s: %v %v", mt.Name, start, got, err)
				}
			}
			expect(false, general, now(p))
			add("会1", Cancelled, now(p))
			add("会2", Held, now(p).AddDate(-1, 0, 0))
			expect(false, general, now(p))
			add("会3", Held, now(p).AddDate(0, -6, 0))
			expect(true, general, now(p))
			expect(false, general, now(p).AddDate(1, 0, 0))
			expect(false, joint, now(p))
			facts, err := Facts(t.Context(), tx, now(p).AddDate(0, -11, 0), now(p))
			if err != nil || len(facts) != 1 || facts[0].What != "meeting.general" {
				t.Errorf("facts %v %v", facts, err)
			}
			return nil
		})
	})
}

func within(t *testing.T, d *db.DB, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), "xiqing", f); err != nil {
		t.Fatal(err)
	}
}

// TestFeedSecrets: only the newest address of an owner works, in whatever district it is looked for.
func TestFeedSecrets(t *testing.T) {
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		var first, second string
		within(t, d, func(tx *db.Tx) (err error) {
			if first, err = OpenFeed(tx, "a", "", dbtest.Start); err != nil {
				return err
			}
			second, err = OpenFeed(tx, "a", "", dbtest.Start)
			return err
		})
		err := d.Tx(t.Context(), db.Everyone, func(tx *db.Tx) error {
			for secret, want := range map[string]bool{first: false, second: true, "": false, strings.Repeat("0", 32): false} {
				f, ok, err := FeedBy(tx, secret)
				if err != nil || ok != want || ok && (f.District != "xiqing" || f.Person != "a" || strings.Contains(f.Hash,
					secret)) {
					t.Errorf("%q: %+v %v %v", secret, f, ok, err)
				}
			}
			return nil
		})
		if err != nil || len(first) != 32 || first == second {
			t.Errorf("%s %s %v", first, second, err)
		}
	})
}

// TestSuccessors: a seat and a chair go to whoever took the post over, and to nobody who sits there already.
func TestSuccessors(t *testing.T) {
	old := dbtest.Start.AddDate(-1, 0, 0)
	a := roster.Holder{Person: "a", Post: "chief", Linked: []string{"x"}, Since: old}
	b := roster.Holder{Person: "b", Post: "chief", Linked: []string{"y"}, Since: old}
	next := roster.Holder{Person: "n", Post: "chief", Linked: []string{"x"}, Since: dbtest.Start}
	seat := Attendee{Person: "a", Post: "chief"}
	if _, moved := Successor(seat, []roster.Holder{a, b, next}, nil); moved {
		t.Error("he still holds the post")
	}
	if h, moved := Successor(seat, []roster.Holder{b, next}, []Attendee{{Person: "b"}}); !moved || h.Person != "n" {
		t.Errorf("successor %+v", h)
	}
	if _, moved := Successor(seat, []roster.Holder{b}, []Attendee{{Person: "b"}}); moved {
		t.Error("b sits there already")
	}
	m := Meeting{ChairPost: "chief", ChairPerson: "a"}
	if got := ChairNow(m, []roster.Holder{a}, []roster.Holder{b, next}); got != "n" {
		t.Errorf("chair %s", got)
	}
	if got := ChairNow(m, []roster.Holder{a}, []roster.Holder{a, next}); got != "a" {
		t.Errorf("chair %s", got)
	}
}
