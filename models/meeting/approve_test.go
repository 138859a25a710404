package meeting

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// TestWhoApproves is 会议制度 第三条（二）（三） as a rule: the approvers, for a further meeting the consent, for the minutes
// others, and where one of several chiefs chairs his word alone.
func TestWhoApproves(t *testing.T) {
	mt := profile.MeetingType{Approve: []string{"general", "deputy"}, Extra: "general", Minutes: []string{"director"},
		All: true, InOrder: true}
	m := Meeting{ID: "m", Version: 2, Drafted: "staff", Org: "dasi", ChairPost: "chief", ChairPerson: "chief.a"}
	plan, n := PlanMatter(m, mt), MinutesMatter(m, mt, Minutes{Version: 1, Person: "clerk"})
	if plan.Kind != "plan" || plan.Version != "2" || plan.Drafted != "staff" || !plan.All || !plan.InOrder || plan.Own ||
		plan.Extra != "" {
		t.Errorf("plan %+v", plan)
	}
	if n.Kind != "minutes" || n.Version != "1" || n.Drafted != "clerk" || !n.All || !n.InOrder {
		t.Errorf("minutes %+v", n)
	}
	if !slices.Equal(plan.Posts, []string{"general", "deputy"}) || !slices.Equal(n.Posts, []string{"director"}) {
		t.Errorf("%v %v", plan.Posts, n.Posts)
	}
	m.Further = true
	if PlanMatter(m, mt).Extra != "general" || MinutesMatter(m, mt, Minutes{}).Extra != "" {
		t.Error("a further meeting needs consent, its minutes do not")
	}
	if n.May("chief", roster.Holder{Post: "chief", Person: "chief.b"}) || n.May("town", roster.Holder{Post: "town",
		Org: "zhongbei"}) {
		t.Error("another chief or another town approves")
	}
}

// TestUnderApproval: the minutes that wait, else the plan, which waits only while it is being approved.
func TestUnderApproval(t *testing.T) {
	mt := profile.MeetingType{Approve: []string{"general"}, Minutes: []string{"director"}}
	dbtest.Each(t, slices.Concat(approval.Migrations, Migrations), func(t *testing.T, d *db.DB) {
		within(t, d, func(tx *db.Tx) error {
			m := Meeting{ID: "m", Version: 1, State: Held}
			expect := func(kind, version string, waits bool) {
				t.Helper()
				x, got, err := UnderApproval(tx, m, mt)
				if err != nil || x.Kind != kind || x.Version != version || got != waits {
					t.Errorf("%s: %s %s waits %v: %v", m.State, x.Kind, x.Version, got, err)
				}
			}
			expect("plan", "1", false)
			n := Minutes{Meeting: "m", State: MinutesPending, At: dbtest.Start}
			if err := FileMinutes(tx, &n, nil); err != nil {
				return err
			}
			expect("minutes", "1", true)
			if err := SettleMinutes(tx, "m", MinutesFinal); err != nil {
				return err
			}
			m.State = Approving
			expect("plan", "1", true)
			return nil
		})
	})
}

// TestRefuseWords: each reason has its words and its article.
func TestRefuseWords(t *testing.T) {
	x := Matter{Subject: approval.Subject{Version: "2"}}
	for why, want := range map[approval.Reason]string{approval.NotHis: "会1号由区总林长审定", approval.OwnDraft: "自己拟定的方案不能自己审定",
		approval.Outdated: "第1稿已经作废，现在是第2稿"} {
		got := x.Refused(Meeting{Number: "会1号"}, profile.MeetingType{Article: "会议制度 第三条"}, why, "1", "区总林长")
		if got == nil || !strings.Contains(got.Message, want) || got.Article != "会议制度 第三条" || got.Next == "" {
			t.Errorf("%s: %+v", why, got)
		}
	}
	if got := x.Refused(Meeting{}, profile.MeetingType{}, "", "", ""); got != (*models.Error)(nil) {
		t.Errorf("refused without a reason: %v", got)
	}
}

// TestOldApprovals: what was asked for and said before all approvals shared a table is still there, also after a second
// run, and goes on.
func TestOldApprovals(t *testing.T) {
	old := slices.DeleteFunc(slices.Clone(Migrations), func(s db.Migration) bool { return s.Version == 507 })
	dbtest.Each(t, old, func(t *testing.T, d *db.DB) {
		row := "INSERT INTO meeting_approvals (id, district, meeting, version, pos, kind, post, person, verdict, reason, asked, at) VALUES "
		within(t, d, func(tx *db.Tx) error {
			for _, values := range []string{
				"('1', 'xiqing', 'm', 2, 0, 'plan', 'general', 'g', 'agreed', '', '2026-11-23 02:00:00.000', '2026-11-23 03:00:00.000')",
				"('2', 'xiqing', 'm', 2, 1, 'plan', 'deputy', 'd', '', '', '2026-11-23 02:00:00.000', NULL)",
				"('3', 'xiqing', 'm', 2, 2, 'consent', 'general', '', '', '', NULL, NULL)",
				"('4', 'xiqing', 'm', 2, 3, 'plan', 'deputy', '', '', '', NULL, NULL)", // a post that was named twice
				"('5', 'xiqing', 'm', 1, 0, 'minutes', 'general', 'g', 'returned', '时限要提前', NULL, '2026-11-24 03:00:00.000')",
				"('6', 'county', 'm', 2, 0, 'plan', 'general', '', '', '', NULL, NULL)",
			} {
				if err := tx.DB().Exec(row + values).Error; err != nil {
					return err
				}
			}
			return nil
		})
		all := slices.Concat(approval.Migrations, Migrations)
		if err := d.Migrate(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		within(t, d, func(tx *db.Tx) error {
			if err := tx.DB().Exec(all[len(all)-1].SQL[0]).Error; err != nil {
				t.Errorf("a second run: %v", err)
			}
			m := Meeting{ID: "m", Version: 2}
			words, err := approval.Words(tx, m.Plan())
			if err != nil || len(words) != 3 {
				t.Fatal(words, err)
			}
			g, deputy, consent := words[0], words[1], words[2]
			if g.ID != "1" || g.Verdict != approval.Agreed || g.Person != "g" || g.At.Format("01-02 15:04") != "11-23 03:00" ||
				g.Extra {
				t.Errorf("said: %+v", g)
			}
			if deputy.ID != "2" || !deputy.Open() || deputy.Asked.Format("01-02 15:04") != "11-23 02:00" ||
				consent.ID != "3" || !consent.Extra {
				t.Errorf("missing: %+v %+v", deputy, consent)
			}
			back, err := approval.Words(tx, MinutesMatter(m, profile.MeetingType{}, Minutes{Version: 1}).Subject)
			if err != nil || len(back) != 1 || back[0].Verdict != approval.Returned || back[0].Reason != "时限要提前" {
				t.Errorf("minutes: %+v %v", back, err)
			}
			return approval.Say(tx, words[1:], "d", approval.Agreed, "", dbtest.Start)
		})
	})
}
