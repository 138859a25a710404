package meeting

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/meeting"
)

// TestAnotherCountyByProfileAlone: two plenary meetings a year, approved one after the other, minutes approved by the
// chair, and a meeting of each town every quarter: nothing but a profile makes the difference.
func TestAnotherCountyByProfileAlone(t *testing.T) {
	data, err := os.ReadFile("testdata/county.yaml")
	if err != nil {
		t.Fatal(err)
	}
	with := setup()
	with.Profile = handlerstest.Parsed(t, "county", string(data))
	eachWith(t, with, func(t *testing.T, s *stage) {
		s.Want(s.say("director", "11月26日下午三点在县政府二楼召开全体会议"), "meeting.drafted", "丁林会[2026]1号 第1稿", "会议办法 第二条")
		if got := s.chats("meeting.approval_asked"); !slices.Equal(got, []string{"deputy"}) {
			t.Fatalf("asked out of order: %v", got)
		}
		s.Want(s.say("general", "同意 丁林会[2026]1号 第1稿"), "refused.not_allowed", "会议办法 第二条")
		s.Want(s.press("deputy", "meeting.approval_asked", "同意"), "meeting.agreed", "还等总林长")
		s.Want(s.press("general", "meeting.approval_asked", "同意"), "meeting.approved")
		s.Want(s.press("nan.chief", codeNotice, "参加"), "meeting.answered")
		s.to("2026-11-27 10:00")
		s.Want(s.say("director", "纪要 丁林会[2026]1号：1.南乡12月20日前完成补植"), "meeting.minutes_drafted", "总林长审定")
		s.Want(s.say("deputy", "同意 丁林会[2026]1号 第1稿 纪要"), "refused.not_allowed")
		s.Want(s.say("nan.clerk", "议定事项"), "resolution.list", "没有符合条件")
		s.Want(s.press("general", "meeting.approval_asked", "退回"), "ask.which", "请说一下退回的理由")
		s.Want(s.say("general", "时限要提前"), "meeting.sent_back", "理由：时限要提前")
		s.Want(s.say("director", "纪要 丁林会[2026]1号：1.南乡12月10日前完成补植"), "meeting.minutes_drafted", "第2稿")
		s.clear()
		s.to("2026-12-02 10:00") // three working days after Friday
		if len(s.log) == 0 || !strings.Contains(s.log[len(s.log)-1].card.Plain(), "丁林会[2026]1号 审定全体会议纪要第2稿") {
			t.Errorf("the chair was not reminded of the minutes: %v", s.chats(""))
		}
		s.Want(s.say("general", "同意 丁林会[2026]1号 第2稿 纪要"), "meeting.minuted", "丁议[2026]1号", "12月10日前")
		s.Want(s.say("nan.clerk", "丁议[2026]1号 已完成，补植3000株"), "resolution.updated", "待核实")

		s.say("director", "12月10日下午三点在县政府二楼召开全体会议")
		if m := s.meeting("丁林会[2026]2号"); m.Further {
			t.Error("the second of two is no further meeting")
		}
		s.Want(s.say("director", "12月20日下午三点在县政府二楼召开全体会议"), "meeting.drafted", "另行召开须经总林长同意")

		s.clear()
		s.Want(s.say("bei.clerk", "12月3日上午九点在乡政府召开乡级林长会议"), "meeting.drafted", "会议办法 第五条", "北乡林长")
		s.Want(s.say("nan.chief", "同意 丁林会[2026]4号 第1稿"), "refused.not_allowed", "会议办法 第五条")
		s.Want(s.press("bei.chief", "meeting.approval_asked", "同意"), "meeting.approved")
		if got := s.chats(codeNotice); !slices.Equal(got, []string{"bei.chief", "bei.village"}) {
			t.Errorf("notices %v", got)
		}
		s.to("2026-12-04 10:00")
		s.standings(t)
	})
}

// standings: the plenary meetings count for the office, the town's meeting for its town alone.
func (s *stage) standings(t *testing.T) {
	t.Helper()
	for id, want := range map[string]map[string]int{"plenary": {"office": 1}, "town-meeting": {"bei": 1, "nan": 0}} {
		rule, _ := s.Profile().Duty(id)
		period := models.PeriodOf(rule.Every, s.Now)
		var all []duty.Standing
		s.Tx(func(tx *db.Tx) (err error) {
			all, err = s.Deployment.StandingsFor(context.Background(), tx, s.Profile(), rule, period, s.Now)
			return err
		})
		for _, st := range all {
			if st.Have != want[st.Subject.Org] {
				t.Errorf("%s of %s: %d, want %d", id, st.Subject.Org, st.Have, want[st.Subject.Org])
			}
		}
	}
}

// TestOtherDistrictSeesNothing: meetings never leak from one district into another.
func TestOtherDistrictSeesNothing(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", general)
		err := s.DB.Tx(context.Background(), "elsewhere", func(tx *db.Tx) error {
			rows, err := meeting.Find(tx, meeting.Filter{From: time.Unix(0, 0)})
			if len(rows) != 0 {
				t.Errorf("another district sees %d meetings", len(rows))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
