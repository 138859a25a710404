package desk_test

import (
	"testing"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/inbox"
)

// TestEitherTheAnswerOrAnOrder: where free words are asked for, a sentence that orders something else may be both. It
// is asked which, nothing is written, and each of the two is a tap away.
func TestEitherTheAnswerOrAnOrder(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		s.Say("office.staff1", "挂问题：大寺镇林地堆放建筑垃圾，12月5日前整改到位")
		asked := func() {
			s.Say("dasi.liaison", "登记公开")
			s.Want(s.Say("dasi.liaison", "林长名单和公示牌"), "ask.which", "渠道")
		}
		asked()
		before := kept(s)
		c := s.Want(s.Say("dasi.liaison", "1号归我们，接单"), "ask.choose", "1. 渠道：1号归我们，接单", "签收")
		if now := kept(s); now != before {
			t.Errorf("records, questions, notices %s, before %s", now, before)
		}
		s.Want(s.Press("dasi.liaison", c, c.Buttons[1].Label), "issue.accepted", "督〔2026〕1号", "还差渠道")
		s.Want(s.Say("dasi.liaison", "微信公众号"), "ask.which", "谁审查")

		s.Say("dasi.liaison", "取消")
		asked()
		c = s.Want(s.Say("dasi.liaison", "1号归我们，接单"), "ask.choose")
		s.Want(s.Press("dasi.liaison", c, c.Buttons[0].Label), "ask.which", "渠道里没有“1号归我们，接单”")
		if n := s.Count(&inbox.Dialogue{}, "1 = 1"); n != 1 {
			t.Errorf("%d questions wait", n)
		}
	})
}

// TestAValueAmongMuchElse: a day or a number at the end of other news answers nothing.
func TestAValueAmongMuchElse(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		s.Say("office.staff1", heap[len("office.staff1: "):])
		s.Want(s.Say("dasi.liaison", "督1申请延期，因为连续降雨"), "ask.which")
		before := kept(s)
		for _, text := range []string{"虫子没了，工人走了，10号", "下雨天留客天，路也没通，唉，20号"} {
			s.Say("dasi.liaison", text)
			if now := kept(s); now != before {
				t.Errorf("%s: records, questions, notices %s, before %s", text, now, before)
			}
		}
		s.Want(s.Say("dasi.liaison", "12月20日吧，虫子没了，路也没通"), "issue.extension_asked", "12月20日")
	})
}

// TestAYesToAnotherDeed: a yes that names another deed confirms nothing.
func TestAYesToAnotherDeed(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		s.Want(s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株"), "report.accepted")
		s.Want(s.Say("dasi.liaison", "撤回刚才那条信息"), "ask.which", "撤回")
		rows := kept(s)
		s.Say("dasi.liaison", "可以销号")
		if now := kept(s); now != rows {
			t.Errorf("records, questions, notices %s, before %s", now, rows)
		}
		s.Want(s.Say("dasi.liaison", "确认"), "report.withdrawn")
	})
}

// TestAnAnswerThatOnlyResemblesAQuestion: an office, or a reason with the word of a list in it, is the answer.
func TestAnAnswerThatOnlyResemblesAQuestion(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		s.Say("dasi.liaison", "登记公开")
		s.Want(s.Say("dasi.liaison", "林长名单和公示牌"), "ask.which", "渠道")
		s.Want(s.Say("dasi.liaison", "微信公众号"), "ask.which", "谁审查")
		s.Want(s.Say("dasi.liaison", "办公室主任"), "disclosure.confirm", "审查人：办公室主任")
		s.Say("dasi.liaison", "取消")
		s.Say("office.staff1", "挂问题：大寺镇林地堆放建筑垃圾，12月5日前整改到位")
		s.Want(s.Say("office.staff1", "撤销 问题1"), "ask.which", "理由")
		s.Want(s.Say("office.staff1", "与去年的问题重复"), "issue.cancelled", "重复")
	})
}
