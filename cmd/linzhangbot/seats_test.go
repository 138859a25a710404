package main

import (
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/cmd/faces"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// seat gives a post of an organisation to somebody of the sample who holds another already.
type seat struct{ person, post, org string }

// give lets somebody hold a further post.
func give(s *handlerstest.Stage, x seat) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		post, ok := s.Profile().Post(x.post)
		if !ok {
			s.T.Fatalf("no post %s", x.post)
		}
		org, _ := s.Profile().Org(x.org)
		return roster.Give(tx, roster.Appointment{Post: post, Org: org.Brief(), Person: x.person, From: s.Now})
	})
}

// seatLine is one line of a situation: who says what where, and what comes of it. A text that begins with > presses the
// button of that label on the answer before.
type seatLine struct {
	in, who, text string
	code          string
	words         []string // the answer has them
	not           string   // the answer has it not
}

// The people with two posts: both of 区水务局 is a town's as well, 大寺镇's is of the office, a chief is a unit's member.
var (
	twoUnits  = seat{"shuiwu.liaison", "town_liaison", "dasi"}
	withStaff = seat{"dasi.liaison", "office", "office"}
	withChief = seat{"chief.b", "member", "yingji"}
)

const (
	two   = "shuiwu.liaison"
	staff = "dasi.liaison"
	chief = "chief.b"
)

// seatStories are what people with two posts say, and what happens.
var seatStories = []struct {
	name  string
	seats []seat
	lines []seatLine
}{
	{"督查制度 第七条: whose issue it is decides, and both lists are one", []seat{twoUnits}, []seatLine{
		{"", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：区水务局河道林带垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"", two, "问题清单", "issue.list", []string{"区水务局、大寺镇问题清单：2件", "大寺镇 公示牌", "区水务局 河道"}, "中北镇"},
		{"", two, "大寺镇问题清单", "issue.list", []string{"大寺镇问题清单：1件"}, "河道"},
		{"", two, "中北镇问题清单", "refused.not_allowed", []string{"只能看本单位的问题"}, ""},
		{"dasi", two, "问题清单", "issue.list", []string{"大寺镇问题清单：1件"}, "河道"},
		{"", two, "签收 督1号", "issue.accepted", []string{"督〔2026〕1号"}, ""},
		{"", two, "签收 督2号", "issue.accepted", []string{"督〔2026〕2号"}, ""},
		{"", two, "签收 督3号", "refused.not_allowed", []string{"由中北镇整改"}, ""},
		{"", two, "督1号 已整改，公示牌已更换，附照片", "issue.rectified", []string{"督〔2026〕1号", "责任单位：大寺镇"}, ""},
		{"", two, "督2号 已整改，会同大寺镇清运，附照片", "issue.rectified", []string{"督〔2026〕2号"}, ""},
		{"", "office.staff1", "督2号", "issue.shown", []string{"待核查"}, ""},
		{"", two, "撤回 督1号", "issue.undone", []string{"整改中"}, ""},
		{"", two, "撤回 督2号", "issue.undone", []string{"整改中"}, ""},
	}},
	{"督查制度 第七条: 已整改 without a number asks for the issue, not for the unit", []seat{twoUnits}, []seatLine{
		{"", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：区水务局河道林带垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"", two, "已经整改到位了", "ask.choose", nil, ""},
		{"", two, ">报告整改", "ask.which", []string{"可以报告整改的有2件"}, ""},
		{"", two, "取消", "ask.cancelled", nil, ""},
	}},
	{"督查制度 第八条: four eyes, whatever the seat", []seat{withStaff}, []seatLine{
		{"", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：大寺镇林带缺株，12月5日前整改到位", "issue.raised", nil, ""},
		{"", staff, "督1号 已整改，公示牌已更换，附照片", "issue.rectified", nil, ""},
		{"", staff, "销号 督1号", "refused.self_close", []string{"不能给自己的问题销号"}, ""},
		{"", "dasi.chief", "督3号 已整改，已补植，附照片", "issue.rectified", nil, ""},
		{"", staff, "销号 督3号", "refused.self_close", []string{"整改单位和报告整改的人"}, ""},
		{"", "office.staff1", "销号 督1号", "issue.closed", nil, ""},
		{"", "zhongbei.liaison", "督2号 已整改，已清运，附照片", "issue.rectified", nil, ""},
		{"", staff, "销号 督2号", "issue.closed", nil, ""},
	}},
	{"督查制度 第七条: nobody grants his own unit another day", []seat{withStaff}, []seatLine{
		{"", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位", "issue.raised", nil, ""},
		{"", staff, "督1号 申请延期到12月20日，因为连续降雨", "issue.extension_asked", nil, ""},
		{"", staff, "同意延期 督1号", "refused.not_allowed", []string{"由您任职的大寺镇整改"}, ""},
		{"", "office.staff1", "同意延期 督1号", "issue.extended", nil, ""},
		{"", staff, "撤销 督1号 重复立项", "refused.not_allowed", []string{"由您任职的大寺镇整改"}, ""},
	}},
	{"信息制度 第九条: asked once, by the names; told by the text or by the group", []seat{twoUnits}, []seatLine{
		{"", two, "报送 补植白蜡1200株", "ask.which", []string{"以哪个单位的名义"}, ""},
		{"", two, ">大寺镇", "report.accepted", []string{"信〔2026〕1号", "报送单位：大寺镇", "本月 1/2"}, ""},
		{"", two, "报送 区水务局巡查河道林带，发现隐患2处", "report.accepted", []string{"报送单位：区水务局"}, ""},
		{"dasi", two, "报送 整修防火道3公里", "report.accepted", []string{"报送单位：大寺镇", "本月 2/2"}, ""},
		{"", two, "信息列表", "report.list", []string{"区水务局、大寺镇本月信息：3条", "区水务局 信〔2026〕2号"}, ""},
		{"", two, "大寺镇信息列表", "report.list", []string{"大寺镇本月信息：2条"}, "河道林带"},
		{"", two, "这个月报了几条了", "duty.standing", []string{"大寺镇信息报送：本月 2/2", "区水务局本月已报1条"}, ""},
		{"", two, "撤回 信1号", "report.withdrawn", []string{"信〔2026〕1号", "报送单位：大寺镇", "本月 1/2"}, ""},
		{"", two, "撤回 信2号", "report.withdrawn", []string{"信〔2026〕2号"}, ""},
		{"", "zhongbei.liaison", "报送 中北镇修复防火隔离带5公里", "report.accepted", nil, "报送单位"},
		{"", two, "撤回 信4号", "refused.not_allowed", []string{"不能由您撤回"}, ""},
	}},
	{"信息制度 第九条: a town's liaison in the office takes back his own", []seat{withStaff}, []seatLine{
		{"", staff, "报送 大寺镇整修防火道3公里", "report.accepted", []string{"报送单位：大寺镇"}, ""},
		{"", "zhongbei.liaison", "报送 中北镇修复防火隔离带5公里", "report.accepted", nil, ""},
		{"", staff, "报送 王稳庄镇补植白蜡300株", "report.accepted", []string{"代王稳庄镇登记"}, ""},
		{"", staff, "采用 信2号", "report.adopted", nil, ""},
		{"", "zhongbei.liaison", "报送 中北镇开展护林员培训，参加42人", "report.accepted", nil, ""},
		{"", staff, "撤回上一条信息", "ask.which", []string{"信〔2026〕3号"}, ""}, // his own, not the newest that waits
		{"", staff, "取消", "ask.cancelled", nil, ""},
		{"", staff, "撤回 信1号", "report.withdrawn", nil, ""},
		{"", staff, "报送 清理林带垃圾3吨", "ask.which", []string{"以哪个单位的名义"}, ""},
		{"", staff, ">大寺镇", "report.accepted", []string{"报送单位：大寺镇"}, ""},
	}},
	{"督查制度 第四条: an order is signed for by each organisation", []seat{twoUnits}, []seatLine{
		{"office", "office.staff1", "发布2026年第1号总林长令，标题关于做好森林防火工作的令\n1.各街镇11月30日前完成林下可燃物清理\n" +
			"2.区应急局、区水务局12月10日前完成消防水源排查", "order.published", nil, ""},
		{"", two, "签收总林长令", "ask.which", []string{"以哪个单位的名义"}, ""},
		{"", two, ">区水务局", "order.acknowledged", []string{"区水务局已签收", "1/23"}, ""},
		{"", two, "签收总林长令", "order.acknowledged", []string{"大寺镇已签收", "2/23"}, ""},
		{"", two, "签收总林长令 2026年第1号", "order.acknowledged", []string{"已经签收过"}, ""},
		{"", two, "总林长令进展 2026年第1号 第1项 已完成", "order.progress", []string{"第1项", "责任单位：大寺镇"}, ""},
		{"", two, "总林长令进展 2026年第1号 第2项 已完成", "order.progress", []string{"第2项", "责任单位：区水务局"}, ""},
	}},
	{"协作会商制度 第九条: 收到 by what waits, each organisation by its name", []seat{twoUnits}, []seatLine{
		{"office", "office.staff1", "信息共享 大寺镇、区水务局：市级林长制会议精神", "share.sent", nil, ""},
		{"", two, "签收", "ask.choose", []string{"大寺镇签收", "区水务局签收"}, ""},
		{"", two, "2", "share.received", []string{"大寺镇已签收", "1/2"}, ""},
		{"", two, "签收", "share.received", []string{"区水务局已签收", "2/2"}, ""},
		{"office", "office.staff1", "信息共享 大寺镇、区水务局：防火要点", "share.sent", nil, ""},
		{"dasi", two, "签收", "share.received", []string{"大寺镇已签收", "1/2"}, ""},
		{"", two, "签收", "share.received", []string{"区水务局已签收", "2/2"}, ""},
		{"", two, "信息共享台账", "share.list", []string{"大寺镇已签收", "区水务局已签收"}, ""},
	}},
	{"协作会商制度 第八条: an invitation is answered for the one that was invited", []seat{twoUnits}, []seatLine{
		{"office", "office.staff1", "邀请区水务局、区应急局12月3日上午9点参加林长巡林，地点：独流减河", "activity.invited", nil, ""},
		{"", two, "答复活动 参加 动1号", "activity.answered", []string{"区水务局参加"}, ""},
	}},
	{"协作会商制度 第十条: the unit's summary, not the town's or the office's", []seat{twoUnits}, []seatLine{
		{"", two, "报送下半年工作总结：区水务局已完成河道林带补植，下一步安排巡查护林", "summary.accepted", []string{"区水务局"}, ""},
	}},
	{"协作会商制度 第十条: only the unit owes a summary, so it is not asked whose", []seat{twoUnits}, []seatLine{
		{"", two, "报送下半年工作总结，已完成河道林带补植，下一步安排巡查护林", "summary.accepted", []string{"区水务局"}, ""},
	}},
	{"协作会商制度 第五条: a patrol is the town's, whose chiefs patrol", []seat{twoUnits}, []seatLine{
		{"", two, "登记巡林 今天到生态屏障巡林 未发现问题", "patrol.logged", []string{"大寺镇总林长"}, ""},
		{"", two, "巡林台账", "patrol.list", []string{"区水务局、大寺镇2026年巡林：1次"}, ""},
	}},
	{"协作会商制度 第五条: a chief's patrol is not his unit's", []seat{withChief}, []seatLine{
		{"", chief, "登记巡林 今天到生态屏障巡林 未发现问题", "patrol.logged", []string{"区级林长（乙）"}, "应急"},
		{"", "yingji.liaison", "巡林台账", "patrol.list", []string{"0次"}, ""},
	}},
	{"信息制度 第九条: a town's chief who is a unit's member", []seat{{"dasi.chief", "member", "shuiwu"}}, []seatLine{
		{"", "dasi.chief", "登记巡林 今天到生态屏障巡林 未发现问题", "patrol.logged", []string{"大寺镇总林长"}, ""},
		{"", "dasi.chief", "报送 补植白蜡1200株", "ask.which", []string{"以哪个单位的名义"}, ""},
		{"", "dasi.chief", ">区水务局", "report.accepted", []string{"报送单位：区水务局"}, ""},
		{"", "dasi.chief", "报送 我镇补植白蜡300株", "report.accepted", []string{"报送单位：大寺镇"}, ""},
	}},
	{"信息制度 第七条: a board is named with its town", []seat{twoUnits}, []seatLine{
		{"", two, "更新公示牌 中心公园 林长甲 电话办公室", "ask.which", nil, ""},
		{"", two, ">大寺镇", "board.updated", []string{"已更新大寺镇公示牌：中心公园"}, ""},
		{"", two, "公示牌列表", "board.list", []string{"大寺镇：共1块"}, ""},
	}},
	{"督查制度 第八条: the town's group is shown the town's, the office's post notwithstanding", []seat{withStaff}, []seatLine{
		{"", "office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"dasi", staff, "问题清单", "issue.list", []string{"大寺镇问题清单：1件"}, ""},
		{"", staff, "问题清单", "issue.list", []string{"问题清单：2件"}, ""},
		{"", staff, "我们镇的问题", "issue.list", []string{"大寺镇问题清单：1件"}, ""},
		{"", staff, "已签收督1号", "issue.accepted", nil, ""},
		{"", "zhongbei.liaison", "督2号 申请延期到12月20日，因为连续降雨", "issue.extension_asked", nil, ""},
		{"", staff, "同意", "issue.extended", []string{"督〔2026〕2号"}, ""},
	}},
	{"协作会商制度 第六条: a chief who is a unit's member", []seat{withChief}, []seatLine{
		{"", "office.staff1", "挂问题：区应急局物资库消防通道堵塞，12月5日前整改到位", "issue.raised", nil, ""},
		{"", "office.staff1", "挂问题：辛口镇林地堆放垃圾，12月5日前整改到位", "issue.raised", nil, ""},
		{"", chief, "问题清单", "issue.list", []string{"问题清单：2件"}, ""},
		{"", chief, "督1号 已整改，已清空，附照片", "issue.rectified", nil, ""},
		{"", chief, "督2号 已整改，附照片", "refused.not_allowed", []string{"由辛口镇整改"}, ""},
		{"", chief, "报送 开展应急物资检查3处", "report.accepted", nil, "代"},
		{"", chief, "撤回 信1号", "report.withdrawn", nil, ""},
	}},
	{"one seat: nothing is asked and nothing is named", nil, []seatLine{
		{"", two, "报送 补植白蜡1200株", "report.accepted", nil, "报送单位"},
		{"", two, "问题清单", "issue.list", []string{"区水务局问题清单：0件"}, ""},
		{"", two, "大寺镇问题清单", "refused.not_allowed", nil, ""},
	}},
}

// TestSeats plays what people with two posts say.
func TestSeats(t *testing.T) {
	for _, story := range seatStories {
		t.Run(story.name, func(t *testing.T) {
			handlerstest.Each(t, handlerstest.Setup{Modules: faces.Modules()}, func(s *handlerstest.Stage) {
				for _, x := range story.seats {
					give(s, x)
				}
				s.Tx(func(tx *db.Tx) error {
					return roster.BindGroup(tx, roster.Group{Platform: "console", Chat: "dasi", Purpose: roster.PurposeOrg,
						Org: "dasi"})
				})
				var last bot.Card
				for _, l := range story.lines {
					last = play(s, l, last)
				}
			})
		})
	}
}

func play(s *handlerstest.Stage, l seatLine, last bot.Card) bot.Card {
	s.T.Helper()
	e := bot.Event{From: l.who, Text: l.text}
	if label, press := strings.CutPrefix(l.text, ">"); press {
		e.Text, e.Kind = s.Button(last, label), bot.KindPress
	}
	if l.in != "" {
		e.Chat = bot.Chat{ID: l.in, Kind: bot.Group}
	}
	c := s.Event(e)
	if string(c.Code) != l.code {
		s.T.Fatalf("%s: %s, want %s:\n%s", l.text, c.Code, l.code, c.Plain())
	}
	s.Want(c, l.code, l.words...)
	if l.not != "" && strings.Contains(c.Plain(), l.not) {
		s.T.Errorf("%s: says %q:\n%s", l.text, l.not, c.Plain())
	}
	return c
}

// TestSeatsReplyToACard: where nothing else tells, the card replied to does.
func TestSeatsReplyToACard(t *testing.T) {
	handlerstest.Each(t, handlerstest.Setup{Modules: faces.Modules()}, func(s *handlerstest.Stage) {
		give(s, twoUnits)
		c := s.Event(bot.Event{From: two, Text: "报送 补植白蜡1200株", Quote: "大寺镇本月还差2条信息"})
		s.Want(c, "report.accepted", "报送单位：大寺镇")
		c = s.Event(bot.Event{From: two, Text: "报送 巡查河道林带，发现隐患2处", Quote: "大寺镇、区水务局：还没有报送"})
		s.Want(c, "ask.which", "以哪个单位的名义")
	})
}

// TestSeatsTodo: 我的待办 has all seats, and a helper parts them.
func TestSeatsTodo(t *testing.T) {
	handlerstest.Each(t, handlerstest.Setup{Modules: faces.Modules()}, func(s *handlerstest.Stage) {
		give(s, twoUnits)
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，12月5日前整改到位")
		s.Say("office.staff1", "挂问题：区水务局河道林带垃圾，12月5日前整改到位")
		s.Say("office.staff1", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位")
		s.Want(s.Say(two, "我的待办"), "duty.standing", "大寺镇：督〔2026〕1号", "区水务局：督〔2026〕2号")
		s.Tx(func(tx *db.Tx) error {
			list, err := s.Deployment.TodoBySeat(t.Context(), s.Request(tx, two))
			var got []string
			for _, x := range list {
				got = append(got, x.Org.Name+" "+strings.Join(models.Each(x.Lines, func(l string) string {
					return strings.Fields(l)[0]
				}), " "))
			}
			if want := "区水务局 督〔2026〕2号|大寺镇 督〔2026〕1号"; strings.Join(got, "|") != want {
				t.Errorf("%s, want %s", strings.Join(got, "|"), want)
			}
			return err
		})
	})
}
