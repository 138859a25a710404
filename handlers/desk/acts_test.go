package desk_test

import (
	"strings"
	"testing"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/supervision"
)

// twice are two problems of one town, so that one message may speak of both.
var twice = []line{
	{"office.staff1", "挂问题：大寺镇林地堆放建筑垃圾，12月5日前整改到位", "issue.raised", "督〔2026〕1号"},
	{"office.staff1", "挂问题：大寺镇苗圃围栏破损，12月6日前整改到位", "issue.raised", "督〔2026〕2号"},
}

// states are those of the first problems, in the order of their numbers.
func states(t *testing.T, s *handlerstest.Stage) string {
	t.Helper()
	var out []string
	s.Tx(func(tx *db.Tx) error {
		var all []supervision.Issue
		err := tx.DB().Order("number").Find(&all).Error
		for _, x := range all {
			out = append(out, x.State.Name())
		}
		return err
	})
	return strings.Join(out, " ")
}

// TestTwoOfAKindAreDoneAtOnce: one deed to two records needs no question, however the numbers are said.
func TestTwoOfAKindAreDoneAtOnce(t *testing.T) {
	for _, text := range []string{"问题1已整改，问题2已整改", "1号和2号都已整改", "督1、督2都已整改完成", "1.问题1已整改；2.问题2已整改"} {
		t.Run(text, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				play(t, s, twice)
				s.Want(s.Photo("dasi.liaison", text), "issue.rectified", "这条消息里的2件事", "督〔2026〕1号", "督〔2026〕2号")
				if got := states(t, s); got != "待核查 待核查" {
					t.Errorf("%s", got)
				}
			})
		})
	}
}

// TestTwoKindsAreConfirmed: they are shown, and a yes does both.
func TestTwoKindsAreConfirmed(t *testing.T) {
	const both = "1号已整改，2号申请延期到12月20日，因为缺苗"
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, twice)
		rows := s.Count(&audit.Row{}, "1 = 1")
		c := s.Want(s.Photo("dasi.liaison", both), "ask.preview", "这里有2件事", "1号", "2号", "缺苗")
		if s.Count(&audit.Row{}, "1 = 1") != rows {
			t.Error("it is done before the yes")
		}
		s.Want(s.Press("dasi.liaison", c, "确认"), "issue.rectified", "这条消息里的2件事", "督〔2026〕1号", "督〔2026〕2号")
		if got := states(t, s); got != "待核查 延期申请" {
			t.Errorf("%s", got)
		}
		s.Want(s.Press("office.staff1", s.One("issue.extension_asked").Card, "同意延期"), "issue.extended", "12月20日")
	})
	t.Run("lacking", func(t *testing.T) {
		house(t, func(t *testing.T, s *handlerstest.Stage) {
			play(t, s, twice)
			s.Want(s.Photo("dasi.liaison", "1号已整改，2号申请延期到12月20日"), "ask.preview")
			play(t, s, []line{{"dasi.liaison", "确认", "issue.rectified", "督〔2026〕2号延期的原因"},
				{"dasi.liaison", "缺苗", "issue.extension_asked", "原因：缺苗"}})
			if got := states(t, s); got != "待核查 延期申请" {
				t.Errorf("%s", got)
			}
		})
	})
	t.Run("no", func(t *testing.T) {
		house(t, func(t *testing.T, s *handlerstest.Stage) {
			play(t, s, append(twice[:2:2], line{"dasi.liaison", both, "ask.preview", ""}, line{"dasi.liaison", "谢谢", "ask.which", "还等您确认"},
				line{"dasi.liaison", "取消", "ask.cancelled", ""}))
			if got := states(t, s); got != "已立项 已立项" {
				t.Errorf("%s", got)
			}
		})
	})
}

// TestQuestionsOfSeveralWaitInTurn: what each order lacks is asked in the order of the orders, and none is lost.
func TestQuestionsOfSeveralWaitInTurn(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, append(twice[:2:2],
			line{"dasi.liaison", "1号申请延期到12月20日，2号申请延期到12月22日", "ask.preview", ""},
			line{"dasi.liaison", "确认", "ask.which", "先答上面那件"},
			line{"dasi.liaison", "缺苗", "issue.extension_asked", "督〔2026〕1号申请延期至12月20日"},
			line{"dasi.liaison", "连续降雨", "issue.extension_asked", "督〔2026〕2号申请延期至12月22日"}))
		if got := states(t, s); got != "延期申请 延期申请" {
			t.Errorf("%s", got)
		}
	})
}

// TestAskedInPassing: what is asked behind a report is answered, and is no part of the report.
func TestAskedInPassing(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, []line{{"dasi.liaison", "报送 大寺镇补植白蜡1200株，成活率95%，顺便看看我们报了几条", "report.accepted", "这条消息里的2件事"}})
		s.Tx(func(tx *db.Tx) error {
			var r information.Report
			err := tx.DB().First(&r).Error
			if strings.Contains(r.Title+r.Body, "顺便") {
				t.Errorf("%s %s", r.Title, r.Body)
			}
			return err
		})
	})
}

// TestOneOfSeveralIsRefused: it says which, and the others are done; where none is done, each says why.
func TestOneOfSeveralIsRefused(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, raised) // the second one is another town's
		s.Want(s.Photo("dasi.liaison", "问题2已整改，问题1已整改"), "issue.rectified", "督〔2026〕2号由中北镇整改",
			"督〔2026〕1号已报整改")
		if got := states(t, s); got != "待核查 已立项" {
			t.Errorf("%s", got)
		}
		c := s.Want(s.Say("xinkou.liaison", "问题1已整改，问题2已整改"), "refused.not_allowed", "大寺镇", "中北镇")
		if strings.Count(c.Plain(), "本单位的问题") != 2 {
			t.Errorf("%s", c.Plain())
		}
	})
}

// TestEveryRecordOfAMessageIsKept: several records of one kind that one message asks for are as many, whatever their
// kind, and the buttons of each say which one they are about.
func TestEveryRecordOfAMessageIsKept(t *testing.T) {
	for _, one := range []struct {
		who, text string
		table     any
	}{
		{"office.staff1", "中北镇曹庄绿地里有人种菜，12月5日前恢复；辛口镇水高庄公示牌倒了2块，12月2日前扶正", &supervision.Issue{}},
		{"dasi.liaison", "报送 大寺镇开展冬季巡林，出动30人次；报送 大寺镇补植苗木200株", &information.Report{}},
		{"dasi.liaison", "登记巡林 今天在大寺村巡林，未发现问题；登记巡林 今天在门道口村巡林，未发现问题", &cooperation.Patrol{}},
		{"office.staff1", "督查计划 11月30日去中北镇查造林绿化；督查计划 12月1日去辛口镇查森林防火", &supervision.Inspection{}},
	} {
		t.Run(one.text, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				c := s.Say(one.who, one.text)
				if c.Code == "ask.preview" {
					c = s.Press(one.who, c, "确认")
				}
				if n := s.Count(one.table, "1 = 1"); n != 2 {
					t.Errorf("%d: %s %s\n%s", n, c.Code, c.Title, c.Text)
				}
				labels := map[string]bool{}
				for _, b := range c.Buttons {
					if labels[b.Label] {
						t.Errorf("two buttons %s", b.Label)
					}
					labels[b.Label] = true
				}
			})
		})
	}
}
