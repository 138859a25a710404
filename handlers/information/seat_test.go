package information

import (
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// twoSeats lets the liaison of 区水务局 be that of 大寺镇 as well.
func twoSeats(s *stage) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		post, _ := s.Profile().Post("town_liaison")
		return roster.Give(tx, roster.Appointment{Post: post, Org: models.Org{Code: "dasi", Kind: models.KindTown}, Person: "shuiwu.liaison", From: s.Now})
	})
}

// TestTwoSeatsAreAskedWhich: reliability 87, whoever sits on two seats is never guessed at.
func TestTwoSeatsAreAskedWhich(t *testing.T) {
	each(t, func(s *stage) {
		twoSeats(s)
		s.At("2026-11-30 23:59:30.000")
		c := s.Event(bot.Event{From: "shuiwu.liaison", Text: "报送 补植白蜡1200株", Kind: bot.KindText, Media: []bot.Media{{Kind: "image", Ref: "r1"}}})
		s.Want(c, "ask.which", "哪个单位")
		if got := strings.Join(c.Labels(), " "); got != "区水务局 大寺镇" {
			t.Errorf("offered %s", got)
		}
		s.At("2026-12-01 00:00:30.000")
		s.Want(s.Press("shuiwu.liaison", c, "大寺镇"), "report.accepted", "信〔2026〕1号")
		if x := s.report("信〔2026〕1号"); x.Org != "dasi" || x.Period != "2026-11" || x.Message != "m1" || x.Media == "" || x.Title != "补植白蜡1200株" {
			t.Errorf("kept as %+v", x)
		}
		s.Want(s.Say("shuiwu.liaison", "报送 清理河道林带垃圾3吨"), "ask.which")
		s.Want(s.Say("shuiwu.liaison", "1"), "report.accepted")
		if x := s.report("信〔2026〕2号"); x.Org != "shuiwu" {
			t.Errorf("by number: %s", x.Org)
		}
	})
}

// TestTwoSeatsNamed: the organisation that the sentence names is taken, without a question, the second one too.
func TestTwoSeatsNamed(t *testing.T) {
	each(t, func(s *stage) {
		twoSeats(s)
		for i, x := range []struct{ text, org string }{
			{"报送 大寺镇开展护林员培训，参加42人", "dasi"}, {"报送 区水务局巡查河道林带，发现隐患2处", "shuiwu"},
		} {
			c := s.Say("shuiwu.liaison", x.text)
			s.Want(c, "report.accepted")
			if got := s.reports()[i]; got.Org != x.org {
				t.Errorf("%s: kept for %s", x.text, got.Org)
			}
		}
		s.Want(s.Say("shuiwu.liaison", "更新公示牌 中心公园 林长甲 电话办公室"), "ask.which")
		s.Want(s.Say("shuiwu.liaison", "大寺镇"), "board.updated", "中心公园", "林长甲")
		s.Want(s.Say("shuiwu.liaison", "报送 中北镇修复防火隔离带5公里"), "ask.which") // neither is his
		s.Want(s.Say("shuiwu.liaison", "取消"), "ask.cancelled")
		s.Want(s.Say("dasi.liaison", "报送 整修防火道3公里"), "report.accepted") // one seat: nothing to ask
		s.Want(s.Say("dasi.liaison", "报送 中北镇修复防火隔离带5公里"), "report.confirm", "标题写的是中北镇，按大寺镇报送")
	})
}
