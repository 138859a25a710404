package information

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
)

// filedAndAdopted files one report for each of the towns and lets the office adopt it.
func (s *stage) filedAndAdopted(towns ...string) []bot.Card {
	s.T.Helper()
	var out []bot.Card
	for _, town := range towns {
		c := s.Want(s.Say(town+".liaison", "报送信息："+s.Profile().OrgName(town)+"组织秋季造林"), "report.accepted")
		s.Want(s.Press("office.staff1", c, "采用"), "report.adopted")
		out = append(out, c)
	}
	return out
}

// TestArticle10OtherPosts: another profile lets the office review, and another post sign what was reviewed.
func TestArticle10OtherPosts(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Bulletins[0].Reviewer, s.Profile().Bulletins[0].Signer = "", "deputy_chief"
		s.filedAndAdopted("yangliuqing")
		s.Want(s.Say("office.staff1", "出个11月份简报"), "bulletin.drafted")
		s.Want(s.Say("chief.deputy", "签发简报 第1期"), "refused.bad_input", "已拟稿，还不能签发", "先发“审核简报第1期”")
		s.Want(s.Say("chief.deputy", "审核简报 第1期"), "refused.not_allowed", "要由区林长办公室审核")
		s.Want(s.Say("office.staff2", "审核简报 第1期"), "bulletin.reviewed", "已审核")
		s.Want(s.Say("office.director", "签发简报 第1期"), "refused.not_allowed", "副总林长签发")
		s.Want(s.Say("chief.deputy", "签发简报 第1期"), "bulletin.signed", "已签发")
	})
}

// TestArticle10Bulletin checks the way of a 简报: drafted, signed by the post of the profile, issued, recipients recorded.
func TestArticle10Bulletin(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "出个11月份简报"), "refused.bad_input", "还没有新采用的")
		s.filedAndAdopted("yangliuqing", "zhangjiawo")
		c := s.Want(s.Say("office.staff1", "出个11月份简报"), "bulletin.drafted", "2026年第1期", "1. 杨柳青镇组织秋季造林（杨柳青镇）")
		if got := s.told("bulletin.drafted"); len(got) != 1 || got[0] != "office.director" {
			t.Errorf("asked %v for review", got)
		}
		s.Want(s.Press("office.staff1", c, "签发"), "refused.not_allowed", "区林长办公室主任")
		c = s.Want(s.Press("office.director", c, "签发"), "bulletin.signed", "第1期")
		s.Want(s.Say(liaison, "看简报 第1期"), "refused.not_allowed", "还没有印发")
		s.Want(s.Say("chief.general", "看简报 第1期"), "bulletin.shown", "已签发")
		s.Want(s.Press("office.staff1", c, "印发"), "bulletin.issued", "报：区总林长（1）、区副总林长（1）、区级林长（4）", "送：区级林长制协作单位（12）")
		s.Want(s.Say("office.staff2", "印发简报 第1期"), "bulletin.issued", "已印发")
		want := 1 + 1 + 4 + 11 // 区总林长, 副总林长, 区级林长, 街镇总林长; the main group reads the answer
		if got := len(s.told("bulletin.issued")); got != want {
			t.Errorf("%d notices, want %d", got, want)
		}
		s.Tx(func(tx *db.Tx) error {
			list, err := information.Bulletins(tx, information.BulletinFilter{})
			if err != nil {
				return err
			}
			to, err := information.Given(tx, list[0])
			if len(to) != 1+1+4+12+11+11 {
				t.Errorf("%d recipients recorded", len(to))
			}
			return err
		})
		s.Want(s.Say(liaison, "看简报 第1期"), "bulletin.shown", "西青区林长制工作简报", "报：")
		s.Want(s.Say("office.staff1", "出个11月份简报"), "refused.bad_input")
	})
}

// TestArticle10MainGroup: what is issued in private is told to the main group, once for all organisations.
func TestArticle10MainGroup(t *testing.T) {
	each(t, func(s *stage) {
		s.filedAndAdopted("yangliuqing")
		s.Press("office.director", s.Say("office.staff1", "出个11月份简报"), "签发")
		s.Want(s.Private("office.staff1", "印发简报 第1期"), "bulletin.issued")
		main := slices.DeleteFunc(s.told("bulletin.issued"), func(chat string) bool { return chat != "main" })
		if len(main) != 1 {
			t.Errorf("the main group was told %d times", len(main))
		}
	})
}

// TestBulletinDropsRecalled checks that an item that was returned or taken back between preview and issue is dropped
// and said, and that an empty issue is refused.
func TestBulletinDropsRecalled(t *testing.T) {
	each(t, func(s *stage) {
		cards := s.filedAndAdopted("yangliuqing", "zhangjiawo")
		s.Press("office.director", s.Say("office.staff1", "出个11月份简报"), "签发")
		s.Want(s.Say("office.staff1", "退回 "+cards[1].Refs["report"]+" 理由：内容有误"), "report.confirm")
		s.Want(s.Say("office.staff1", "确认"), "report.returned")
		s.Want(s.Say("office.staff1", "印发简报 第1期"), "bulletin.issued", "不再编入：信〔2026〕2号", "1. 杨柳青镇")
		s.filedAndAdopted("xinkou")
		c := s.Press("office.director", s.Want(s.Say("office.staff1", "出个11月份简报"), "bulletin.drafted", "第2期"), "签发")
		s.Want(s.Say("office.staff1", "退回 信3 理由：内容有误"), "report.confirm")
		s.Want(s.Say("office.staff1", "确认"), "report.returned")
		s.Want(s.Press("office.staff1", c, "印发"), "refused.bad_input", "不能印发")
	})
}

// TestSpecial checks a 专报 of one item, with a counter of its own.
func TestSpecial(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("chilongnan.liaison", "报送信息：赤龙南街道创新护林机制"), "report.accepted")
		s.Want(s.Say("office.staff1", "把赤龙南那条做成专报报总林长"), "bulletin.drafted", "2026年专报第1期", "赤龙南街道创新护林机制")
		if x := s.report("信〔2026〕1号"); x.State != information.Adopted {
			t.Errorf("the item is %s", x.State)
		}
		s.Want(s.Say("office.staff1", "把赤龙南那条做成专报报总林长"), "refused.bad_input", "已经编过")
	})
}

// TestRecords checks that every record is listed with its state, for simulate.
func TestRecords(t *testing.T) {
	each(t, func(s *stage) {
		s.filedAndAdopted("yangliuqing")
		s.Say("office.staff1", "出个11月份简报")
		s.Say("dasi.liaison", "我镇更新林长公示牌12块")
		s.Tx(func(tx *db.Tx) error {
			rows, err := Module().Records(t.Context(), tx)
			var got []string
			for _, r := range rows {
				got = append(got, r.Type+" "+r.Ref+" "+r.State)
			}
			if want := "report 信〔2026〕1号 已采用, bulletin 2026年第1期 已拟稿, board  已登记"; strings.Join(got, ", ") != want {
				t.Errorf("records %s", strings.Join(got, ", "))
			}
			return err
		})
	})
}
