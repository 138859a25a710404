package desk_test

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/audit"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// line is one message of a story with what must come of it.
type line struct{ who, text, code, words string }

// play says lines in the main group and checks the answers.
func play(t *testing.T, s *handlerstest.Stage, lines []line) {
	t.Helper()
	for _, x := range lines {
		s.Now = s.Now.Add(time.Minute)
		c := s.Say(x.who, x.text)
		if x.code != "" && string(c.Code) != x.code || !strings.Contains(c.Plain()+strings.Join(c.Labels(), " "), x.words) {
			t.Fatalf("%s: %s: %s, want %s %s\n%s %v", x.who, x.text, c.Code, x.code, x.words, c.Plain(), c.Labels())
		}
	}
}

var raised = []line{
	{"office.staff1", "挂问题：大寺镇林地堆放建筑垃圾，12月5日前整改到位", "issue.raised", ""},
	{"office.staff1", "挂问题：中北镇林地倾倒生活垃圾，12月6日前整改到位", "issue.raised", ""},
}

// TestBareWordsDoTheOneThing: every bare word, where one thing waits that it fits.
func TestBareWordsDoTheOneThing(t *testing.T) {
	wish := append(raised[:1:1], line{"dasi.liaison", "督1申请延期到12月20日，因为连续降雨", "issue.extension_asked", ""})
	plan := []line{{"office.staff1", "拟定会议 区总林长会议 12月8日上午九点 区政府三楼", "meeting.drafted", ""}}
	shared := []line{{"office.staff1", "信息共享 大寺镇：市级林长制会议精神已经印发，请学习", "share.sent", ""}}
	told := []line{{"dasi.liaison", "报送 大寺镇补植白蜡1200株，成活率95%", "report.accepted", ""}}
	notice := []line{{"office.staff1", "拟定会议 联络员会议 12月8日上午九点 区政府三楼", "meeting.drafted", ""}}
	for _, x := range []struct {
		name   string
		before []line
		who    string
		words  []string
		code   string
	}{
		{"a wish", wish, "office.staff1", []string{"可以", "同意", "没意见", "原则同意", "已阅，同意", "照此办理", "同意这个",
			"好的", "行"}, "issue.extended"},
		{"a wish refused", wish, "office.staff1", []string{"不同意"}, "issue.extension_refused"},
		{"a plan", plan, "chief.general", []string{"同意", "可以", "没意见"}, "meeting.agreed"},
		{"a receipt", raised[:1], "dasi.liaison", []string{"签收", "收到", "已收到", "收到，谢谢"}, "issue.accepted"},
		{"a share", shared, "dasi.liaison", []string{"签收", "收到"}, "share.received"},
		{"a report", told, "office.staff1", []string{"采用", "采用这条", "采用吧"}, "report.adopted"},
		{"a report sent back", told, "office.staff1", []string{"退回"}, "ask.which"},
		{"a plan sent back", plan, "chief.general", []string{"退回", "不同意"}, "ask.which"},
		{"a notice", notice, "shuiwu.liaison", []string{"参加", "准时参加", "请假"}, "meeting.answered"},
	} {
		for _, word := range x.words {
			t.Run(x.name+" "+word, func(t *testing.T) {
				house(t, func(t *testing.T, s *handlerstest.Stage) {
					play(t, s, append(x.before[:len(x.before):len(x.before)], line{x.who, word, x.code, ""}))
				})
			})
		}
	}
}

// TestSeveralWaitAreShown: nothing is done until one is chosen, by tap, by number or by name.
func TestSeveralWaitAreShown(t *testing.T) {
	wishes := append(raised[:2:2], line{"dasi.liaison", "督1申请延期到12月20日，因为连续降雨", "issue.extension_asked", ""},
		line{"zhongbei.liaison", "督2申请延期到12月25日，因为机械故障", "issue.extension_asked", ""}, line{"office.staff1", "谁还没报", "", ""})
	for _, answer := range []string{"2", "第二个", "督〔2026〕2号"} {
		t.Run(answer, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				play(t, s, wishes)
				rows := s.Count(&audit.Row{}, "1 = 1")
				c := s.Private("office.staff2", "可以") // who raised them speaks of the newest notice in his own chat
				s.Want(c, "ask.choose", "同意延期 督〔2026〕1号", "同意延期 督〔2026〕2号")
				if n := s.Count(&audit.Row{}, "1 = 1"); n != rows || len(c.Buttons) != 3 {
					t.Errorf("%d changes, buttons %v", n-rows, c.Labels())
				}
				s.Want(s.Private("office.staff2", answer), "issue.extended", "督〔2026〕2号")
			})
		})
	}
}

// TestTheCardDecides: the one that is replied to, else the newest of the chat that is about one record.
func TestTheCardDecides(t *testing.T) {
	reply := func(s *handlerstest.Stage, text, ref string) bot.Card {
		s.Tx(func(tx *db.Tx) error {
			return tx.DB().Model(&outbox.Parcel{}).Where("card LIKE ? AND code = 'report.accepted'", "%"+ref+"%").
				Update("receipt", "om"+ref).Error
		})
		return s.Event(bot.Event{From: "office.staff1", Text: text, QuoteID: "om" + ref})
	}
	told := []line{{"dasi.liaison", "报送 大寺镇补植白蜡1200株，成活率95%", "report.accepted", "信〔2026〕1号"},
		{"zhongbei.liaison", "报送 中北镇修复防火隔离带5公里，投入12人", "report.accepted", "信〔2026〕2号"}}
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, told)
		s.Want(reply(s, "采用", "信〔2026〕1号"), "report.adopted", "信〔2026〕1号")
		s.Want(reply(s, "采用", "信〔2026〕1号"), "ask.none") // it is adopted: the other one is not meant
		s.Want(reply(s, "采用", "信〔2026〕2号"), "report.adopted", "信〔2026〕2号")
		play(t, s, []line{{"office.staff1", "采用", "ask.none", "没有等着采用"}})
	})
	t.Run("newest", func(t *testing.T) {
		house(t, func(t *testing.T, s *handlerstest.Stage) {
			play(t, s, append(told[:2:2], line{"office.staff1", "采用这条", "report.adopted", "信〔2026〕2号"},
				line{"office.staff2", "采用这条", "ask.choose", "采用 信〔2026〕1号"}, // perhaps he means the same card
				line{"office.staff2", "1", "report.adopted", "信〔2026〕1号"}))
		})
	})
	t.Run("quoted words", func(t *testing.T) {
		house(t, func(_ *testing.T, s *handlerstest.Stage) {
			play(t, s, told)
			s.Want(s.Event(bot.Event{From: "office.staff1", Text: "采用", Quote: "已收到 信〔2026〕1号"}), "report.adopted", "信〔2026〕1号")
		})
	})
}

// TestNothingWaits: it is said so, and nothing is written; no courtesy is ever not understood.
func TestNothingWaits(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, raised)
		rows := s.Count(&audit.Row{}, "1 = 1")
		for _, who := range []string{"office.staff1", "xinkou.liaison", "chief.b", "shuiwu.member"} {
			for _, text := range []string{"可以", "好的", "行", "没意见", "同意", "原则同意", "已阅，同意", "照此办理", "签收", "收到", "参加",
				"采用", "不用了", "退回", "采用这条", "同意这个", "再催一下", "谢谢", "辛苦了", "好的，谢谢", "知道了", "哈哈", "👌", "嗯嗯", "继续"} {
				s.Now = s.Now.Add(time.Minute)
				c := s.Say(who, text)
				if c.Code == bot.CodeNotUnderstood || c.Code == "" || c.Code == "ask.choose" || c.Code == "ask.which" {
					t.Errorf("%s: %s: %s\n%s", who, text, c.Code, c.Plain())
				}
			}
		}
		if n := s.Count(&audit.Row{}, "1 = 1"); n != rows {
			t.Errorf("%d changes", n-rows)
		}
	})
}

// TestABareWordBesideAQuestion: 同意 in reply to another card is said to that card, and the question stays.
func TestABareWordBesideAQuestion(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		play(t, s, append(raised[:1:1], line{"dasi.liaison", "督1申请延期到12月20日，因为连续降雨", "issue.extension_asked", ""},
			line{"office.staff1", "拟定会议 联络员会议 12月8日上午九点", "ask.which", "在哪里开"},
			line{"office.staff1", "同意", "ask.which", "还差地点"}))
		s.Tx(func(tx *db.Tx) error {
			return tx.DB().Model(&outbox.Parcel{}).Where("code = 'issue.extension_asked' AND kind = 'reply'").
				Update("receipt", "om_1").Error
		})
		s.Want(s.Event(bot.Event{From: "office.staff1", Text: "同意", QuoteID: "om_1"}), "issue.extended", "还差地点，要接着办吗")
		s.Want(s.Say("office.staff1", "区政府三楼"), "meeting.drafted", "区政府三楼")
	})
}
