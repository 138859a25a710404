package supervision

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models"
)

// TestSupervisionArticle8EverybodyConcernedHearsOfAMeasure: without a group of its own each of the town's people, and
// whoever carries the measure out, hears it in private.
func TestSupervisionArticle8EverybodyConcernedHearsOfAMeasure(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，11月25日前整改到位")
		s.At("2026-12-08 10:00")
		s.Say("office.staff2", "对大寺镇总林长进行约谈")
		s.Fresh()
		s.Want(s.Say("office.staff2", "确认"), "issue.escalated", "约谈")
		var heard []string
		for _, n := range s.Fresh("issue.escalated") {
			heard = append(heard, n.Chat)
		}
		slices.Sort(heard)
		if got := strings.Join(heard, " "); got != "chief.c dasi.chief dasi.liaison" {
			t.Errorf("heard by %s", got)
		}
	})
}

// TestSupervisionArticle8TheFormerOrganisationHearsOfATransfer, and what the reason is.
func TestSupervisionArticle8TheFormerOrganisationHearsOfATransfer(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.In("office", "office.staff1", "转办 问题1 给大寺镇，原因：属大寺镇地界"), "issue.transferred")
		if n := s.One("issue.transferred"); n.Chat != "town.zhongbei" || !strings.Contains(n.Card.Text, "属大寺镇地界") {
			t.Errorf("told in %s: %s", n.Chat, n.Card.Plain())
		}
	})
}

// TestSupervisionArticle6WhichInspectionAVisitBelongsTo: to the plan of the said kind, and to no day to come.
func TestSupervisionArticle6WhichInspectionAVisitBelongsTo(t *testing.T) {
	for _, c := range []struct{ text, code, want string }{
		{"登记督查 综合督查 大寺镇 未发现问题", "inspection.logged", "督查〔2026〕1号"},
		{"登记督查 大寺镇 未发现问题", "inspection.logged", "督查〔2026〕1号"},
		{"登记督查 专项督查 大寺镇 未发现问题", "inspection.logged", "督查〔2026〕2号"},
		{"登记督查 中北镇 未发现问题", "inspection.logged", "督查〔2026〕2号"},
		{"登记督查 2026年11月24日 大寺镇 未发现问题", models.BadInput, "还没到的日子"},
	} {
		t.Run(c.text, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Want(s.Say("office.staff1", "督查计划：11月23日至25日，综合督查大寺镇、辛口镇"), "inspection.planned", "督查〔2026〕1号")
				s.Want(s.Say("office.staff1", c.text), c.code, c.want)
			})
		})
	}
}

// TestSupervisionArticle6ASealedPlanHasNoNumber before it starts: a gap in the numbers would tell of it.
func TestSupervisionArticle6ASealedPlanHasNoNumber(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Private("office.staff1", "督查计划：12月14日督查王稳庄，内容湿地围垦，四不两直"), "inspection.planned")
		if len(c.Refs) > 0 || strings.Contains(c.Plain(), "督查〔2026〕") {
			t.Errorf("numbered: %v %s", c.Refs, c.Plain())
		}
		s.Want(s.Say("office.staff1", "登记督查 辛口镇 未发现问题"), "inspection.logged", "督查〔2026〕1号")
	})
}

// TestSupervisionArticle8EverybodysWordsAreOfTheDistrict: no mark is left in what is kept or handed over.
func TestSupervisionArticle8EverybodysWordsAreOfTheDistrict(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "给中北镇发整改建议书 万卉路林地堆放建筑垃圾 时限十二月五号")
		s.Want(s.Say("office.staff1", "问题1 采取函告"), "ask.preview")
		s.Want(s.Say("office.staff1", "确认"), "issue.escalated")
		for name, text := range unzip(t, s.Say("office.staff1", "归档 督〔2026〕1号")) {
			if strings.Contains(text, "‹") || strings.HasPrefix(name, "文书/") && !strings.Contains(text, "报区林长办公室") {
				t.Errorf("%s: %s", name, text)
			}
		}
	})
}
