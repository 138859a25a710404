package cooperation

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/db"
)

// TestArticle9Sharing checks 协作会商制度 第九条: what the office sends to units is kept with a receipt for each.
func TestArticle9Sharing(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "通报各协作单位：市级林长制会议部署冬季防火，请结合职责抓好落实"), "share.sent", "已发给12家单位", "享〔2026〕1号", "第九条")
		notice := s.notice("share.sent")
		if got := s.chats("share.sent", ""); got != "main" || len(notice.Mention) != 12 || !strings.Contains(notice.Text, "冬季防火") {
			t.Errorf("sent to %s: %s", got, notice.Plain())
		}
		s.Want(s.Press("shuiwu.liaison", notice, "签收"), "share.received", "区水务局已签收享〔2026〕1号", "1/12")
		s.Want(s.Press("shuiwu.member", notice, "签收"), "share.received", "已经签收过")
		s.Want(s.Press("dasi.liaison", notice, "签收"), "refused.not_allowed", "没有发给大寺镇")
		s.Want(s.Say("caizheng.liaison", "签收通报"), "share.received", "2/12")
		s.Want(s.Say("office.staff1", "信息共享台账"), "share.list", "签收2/12", "未签收：")
		s.Want(s.Say("shuiwu.liaison", "信息共享台账"), "share.list", "信息共享：1份", "已签收")
		s.morning("2026-11-24")
		if got := s.reminded(theShare, ""); strings.Contains(got, "shuiwu") || len(strings.Fields(got)) != 10 {
			t.Errorf("reminded %s", got)
		}
		s.Want(s.Say("office.staff1", "通报各街镇"), "ask.which", "通报什么")
		s.Want(s.Say("office.staff1", "本周有大风，注意用火安全"), "share.sent", "已发给11家单位")
	})
}

// TestRecords checks that every record is listed with its state, for simulate.
func TestRecords(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("shuiwu.liaison", "报送全年工作总结，见附件")
		s.Say("dasi.liaison", "登记巡林 镇级总林长今天到鸭淀水库巡林 未发现问题")
		s.Say("office.staff1", invitingAll)
		s.Say("office.staff1", order1)
		s.Say("office.staff1", "通报各协作单位：市级会议精神")
		s.Tx(func(tx *db.Tx) error {
			rows, err := Module().Records(t.Context(), tx)
			var got []string
			for _, r := range rows {
				got = append(got, r.Type+" "+r.Ref+" "+r.State)
			}
			want := "summary 总结〔2026〕1号 已报送, patrol 巡〔2026〕1号 已登记, activity 协〔2026〕1号 已邀请, order 2026年第1号总林长令 已发布, share 享〔2026〕1号 已发送"
			if strings.Join(got, ", ") != want {
				t.Errorf("records %s", strings.Join(got, ", "))
			}
			return err
		})
	})
}

// TestTodo checks what waits for whom, and the line in the status.
func TestTodo(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", invitingAll)
		s.Say("office.staff1", withItems)
		s.Say("office.staff1", "通报各协作单位：市级会议精神")
		want := []string{"2026年第1号总林长令 签收《关于做好森林防火工作的令》：11月26日前（还有3天）",
			"享〔2026〕1号 签收《市级会议精神》：11月26日前（还有3天）",
			"协〔2026〕1号 答复12月3日（周四）09:00是否参加林长巡林：12月3日前（还有10天）",
			"2026年第1号总林长令第2项 区应急局、区水务局12月10日前完成消防水源排查：12月10日前（还有17天）"}
		if got := s.owes("shuiwu.liaison", ""); !slices.Equal(got, want) {
			t.Errorf("owes\n%s", strings.Join(got, "\n"))
		}
		s.Tx(func(tx *db.Tx) error {
			fields, err := status(t.Context(), s.Request(tx, "shuiwu.liaison"), "")
			if len(fields) != 1 || fields[0].Value != "未签收23家，未办结任务13项" {
				t.Errorf("status %v", fields)
			}
			return err
		})
	})
}
