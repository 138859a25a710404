package asking

import (
	"os"
	"strings"
	"testing"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/reminder"
)

// eachRevised opens the sample district on 2026-08-03 with a later version of its rules, where reports are counted.
func eachRevised(t *testing.T, version string, run func(s *stage)) {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	opened(t, "2026-08-03 09:30", handlerstest.Parsed(t, "xiqing", string(data)+"---\n"+version), func(s *stage) {
		s.Tx(func(tx *db.Tx) error { return reminder.Begin(tx, s.Now) })
		run(s)
	}, "report")
}

// answers holds what the office hears on some days against what it must hear.
func (s *stage) answers(list [][3]string) {
	s.T.Helper()
	for _, c := range list {
		s.At(c[0])
		if text := s.Say("office.staff1", c[1]).Plain(); !strings.Contains(text, c[2]) {
			s.T.Errorf("%s %s: no %q in\n%s", c[0], c[1], c[2], text)
		}
	}
}

// TestATownThatWillBeClosed: 信息制度 第九条 speaks of every town until it is closed; from then on its unfinished month
// is in no number, and the month that was over before keeps its list.
func TestATownThatWillBeClosed(t *testing.T) {
	const closing = "version: 撤并\neffective: 2026-09-10\n" +
		"change: {orgs: {chilongnan: {to: 2026-09-16, successor: jinmenhu}}}\n"
	eachRevised(t, closing, func(s *stage) {
		s.report("chilongnan", "2026-09-01", 1)
		s.answers([][3]string{
			{"2026-09-02 09:30", "概况", "本月 11家中0家完成"},
			{"2026-09-11 09:30", "概况", "本月 11家中0家完成"},
			{"2026-09-11 09:31", "谁还没报", "本月“每月报送工作情况”11家"},
			{"2026-09-11 09:32", "谁还没报", "还差1条：赤龙南街道"},
			{"2026-09-11 09:33", "谁还没报", "2026年8月“每月报送工作情况”11家"},
			{"2026-09-16 09:30", "概况", "本月 10家中0家完成"},
			{"2026-09-16 09:31", "谁还没报", "本月“每月报送工作情况”10家"},
			{"2026-09-16 09:32", "谁还没报", "2026年8月“每月报送工作情况”11家"},
			{"2026-09-16 09:33", "上月谁还没报", "2026年8月“每月报送工作情况”11家"},
			{"2026-10-08 09:30", "上月谁还没报", "2026年9月“每月报送工作情况”10家"},
		})
	})
}

// TestAChangedPeriod: 信息制度 第九条 asked for two reports in September; a version that asks by the quarter from then on
// denies nothing of it, and later months are no period.
func TestAChangedPeriod(t *testing.T) {
	const quarterly = "version: 改季度\neffective: 2026-09-10\n" +
		"change: {duties: {town-monthly-information: {every: quarter, at_least: 5, title: 每季度报送工作情况}}}\n"
	eachRevised(t, quarterly, func(s *stage) {
		s.report("dasi", "2026-09-01", 2)
		s.answers([][3]string{
			{"2026-10-09 09:30", "上月谁还没报", "2026年9月“每月报送工作情况”10家，已过期限"},
			{"2026-10-09 09:31", "谁还没报", "2026年9月“每月报送工作情况”10家，已过期限"},
			{"2026-10-09 09:32", "谁还没报", "本季度“每季度报送工作情况”11家"},
			{"2027-02-01 09:30", "2026年8月谁还没报", "2026年8月“每月报送工作情况”11家，已过期限"},
			{"2027-02-01 09:31", "上月谁还没报", "没有按这个周期算的义务"},
			{"2027-02-01 09:32", "去年谁还没报", "2026年没有按这个周期算的义务"}, // nothing that this stage counts
		})
	})
}

// TestAYearOfTheOffice: where only the office owes something by the year (会议制度 第三条), a question about the year is
// answered with that.
func TestAYearOfTheOffice(t *testing.T) {
	opened(t, "2026-08-03 09:30", nil, func(s *stage) {
		s.answers([][3]string{
			{"2026-09-02 09:30", "今年谁还没报", "今年“每年召开区总林长会议”1家：还差1次：区林长办公室"},
			{"2027-01-05 09:30", "去年谁还没报", "2026年“每年召开区总林长会议”1家，已过期限：还差1次：区林长办公室"},
			{"2027-01-05 09:31", "上月谁还没报", "“每月报送工作情况”11家"},
		})
	}, "report", "meeting.general")
}
