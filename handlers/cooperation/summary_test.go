package cooperation

import (
	"fmt"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

func (s *stage) summary(org, period string) cooperation.Summary {
	s.T.Helper()
	var out cooperation.Summary
	s.Tx(func(tx *db.Tx) error {
		x, ok, err := cooperation.SummaryOf(tx, org, period)
		if !ok {
			s.T.Errorf("no summary of %s for %s", org, period)
		}
		out = x
		return err
	})
	return out
}

// TestArticle10Summary checks 协作会商制度 第十条: a unit's written summary meets its duty of the period; one of the whole
// year closes the half that ends the year.
func TestArticle10Summary(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("caizheng.liaison", "报送全年林长制工作总结，下一步安排见附件"), "summary.accepted", "总结〔2026〕1号", "区财政局 2026年", "1/1", "第十条")
		if c.Duty != "unit-halfyear-summary" || c.Refs["summary"] != "总结〔2026〕1号" {
			t.Errorf("card %+v", c)
		}
		x := s.summary("caizheng", "2026H2")
		if x.Said != "2026" || x.Month != "2026-12" || x.Late || x.Person != "caizheng.liaison" {
			t.Errorf("summary %+v", x)
		}
		s.Want(s.Say("office.staff1", "总结情况"), "summary.list", "2026年下半年工作总结：已交1家，未交11家", "区财政局 总结〔2026〕1号", "未交：", "区水务局")
		s.Want(s.Say("shuiwu.liaison", "查看财政局总结"), "summary.list", "1份")
	})
}

// TestArticle10WhichHalf checks that 半年总结 in November is asked about, and that the answer goes on with the words.
func TestArticle10WhichHalf(t *testing.T) {
	for i, answer := range []string{"2026年上半年", "上半年", "1"} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			each(t, func(s *stage) {
				s.Want(s.Say("gongan.liaison", "公安西青分局提交半年总结：办理涉林案件3起，开展联合检查12次。下一步加强巡逻"), "ask.which", "上半年还是下半年")
				s.Want(s.Say("gongan.liaison", answer), "summary.accepted", "公安西青分局 2026年上半年", "迟报")
				if x := s.summary("gongan", "2026H1"); !x.Late || x.Plan != "加强巡逻" || !strings.Contains(x.Body, "涉林案件3起") {
					t.Errorf("summary %+v", x)
				}
			})
		})
	}
}

// TestArticle10Unsaid checks that a summary without a period is asked about only while the former one is owed.
func TestArticle10Unsaid(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("shuiwu.liaison", "报送林长制工作总结，见附件"), "ask.which", "哪一期")
		s.Want(s.Say("shuiwu.liaison", "2026年上半年"), "summary.accepted", "2026年上半年")
		s.Want(s.Say("shuiwu.liaison", "报送林长制工作总结，见附件"), "summary.accepted", "2026年下半年", "总结〔2026〕2号")
		s.Want(s.Say("shuiwu.liaison", "报送2027年上半年工作总结，见附件"), "refused.bad_input", "还没有到")
	})
}

// TestArticle10Written checks that there must be a file or words: 书面.
func TestArticle10Written(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("shuiwu.liaison", "报送全年工作总结"), "ask.which", "总结文件")
		s.Want(s.Say("shuiwu.liaison", "全年完成河道绿化12公里，下一步做好水土保持"), "summary.accepted", "2026年")
		s.Want(s.Say("caizheng.liaison", "报送全年工作总结"), "ask.which", "总结文件")
		c := s.Event(bot.Event{From: "caizheng.liaison", Media: []bot.Media{{Kind: "file", Name: "财政局总结.docx", Ref: "f2"}}})
		s.Want(c, "summary.accepted", "区财政局 2026年", "附件：财政局总结.docx")
		c = s.Event(bot.Event{From: "yingji.liaison", Text: "报送全年工作总结", Media: []bot.Media{{Kind: "file", Name: "应急局总结.docx", Ref: "f1"}}})
		s.Want(c, "summary.accepted", "附件：应急局总结.docx")
	})
}

// TestArticle10Replace checks that a second one for the same period asks, and is a new version with the former kept.
func TestArticle10Replace(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("shuiwu.liaison", "报送全年工作总结，见附件")
		c := s.Want(s.Say("shuiwu.member", "报送下半年工作总结：全年完成河道绿化12公里，植树三万株"), "summary.duplicate", "总结〔2026〕1号")
		s.Want(s.Press("shuiwu.member", c, "保留原来的"), "summary.kept")
		c = s.Say("shuiwu.member", "报送下半年工作总结：全年完成河道绿化12公里，植树三万株")
		s.Want(s.Press("shuiwu.member", c, "替换"), "summary.accepted", "第2稿")
		if x := s.summary("shuiwu", "2026H2"); x.Version != 2 || !strings.Contains(x.Body, "12公里") {
			t.Errorf("summary %+v", x)
		}
		if got := s.verbs("summary"); got != "accepted replaced" {
			t.Errorf("history %s", got)
		}
	})
}

// TestArticle10Whose checks who may hand in for whom.
func TestArticle10Whose(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("shuiwu.liaison", "区财政局报送全年工作总结，见附件"), "refused.not_allowed", "第十条")
		s.Want(s.Say("chief.a", "报送全年工作总结，见附件"), "refused.not_allowed")
		s.Want(s.Say("office.staff1", "报送全年工作总结，见附件"), "ask.which", "哪个单位")
		s.Want(s.Say("office.staff1", "区财政局"), "summary.accepted", "区财政局")
	})
}

// TestArticle10CadenceIsData runs another county's cadence: every quarter, no code changed.
func TestArticle10CadenceIsData(t *testing.T) {
	each(t, func(s *stage) {
		for i := range s.Profile().Duties {
			if d := &s.Profile().Duties[i]; d.What == "summary" {
				d.Every = models.Quarter
			}
		}
		s.Want(s.Say("shuiwu.liaison", "报送三季度工作总结，见附件"), "summary.accepted", "2026年第三季度", "迟报")
		s.Want(s.Say("shuiwu.liaison", "报送全年工作总结，见附件"), "summary.accepted", "本季度", "1/1")
		s.Want(s.Say("office.staff1", "总结情况"), "summary.list", "2026年第四季度工作总结：已交1家")
	})
}

// TestArticle5Secrecy checks that a marked summary is refused and nothing of it kept, also as the answer to a question.
func TestArticle5Secrecy(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("shuiwu.liaison", "报送全年工作总结（涉密）：水库绿化情况及下一步安排"), "report.secret")
		s.Say("shuiwu.liaison", "报送全年工作总结")
		s.Want(s.Say("shuiwu.liaison", "机密★全年完成河道绿化12公里，下一步做好水土保持"), "report.secret")
		s.Want(s.Say("office.staff1", "总结情况"), "summary.list", "已交0家")
	})
}

// TestRecallSummary checks that a message taken back takes its summary with it, and that the next one counts again.
func TestRecallSummary(t *testing.T) {
	each(t, func(s *stage) {
		s.Event(bot.Event{ID: "a", From: "shuiwu.liaison", Text: "报送全年工作总结，见附件"})
		s.Want(s.Event(bot.Event{Kind: bot.KindRecall, From: "shuiwu.liaison", Target: "a"}), "summary.withdrawn", "总结〔2026〕1号")
		s.Want(s.Say("office.staff1", "总结情况"), "summary.list", "已交0家")
		s.Want(s.Say("shuiwu.liaison", "报送全年工作总结，见附件"), "summary.accepted", "1/1")
	})
}
