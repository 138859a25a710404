package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/audit"
	"linzhangbot/models/inbox"
)

// house is the sample district with its regulations.
func house(t *testing.T, run func(t *testing.T, s *handlerstest.Stage)) {
	t.Helper()
	modules := []handlers.Module{asking.Module(), information.Module(), meeting.Module(), supervision.Module(),
		cooperation.Module()}
	with := handlerstest.Setup{Modules: modules, Posted: time.Date(2026, 10, 23, 2, 0, 0, 0, time.UTC)}
	handlerstest.Each(t, with, func(s *handlerstest.Stage) { run(s.T.(*testing.T), s) })
}

// open is a question of one type, and how it may be answered.
type open struct {
	kind     string
	who      string
	before   []string // who: sentence, that lead up to it
	asks     string   // the sentence that is asked back about
	slot     string   // how the question is spoken of
	right    string   // an answer of the right shape
	code     string   // what it leads to
	words    string   // what that card says
	further  string   // an answer that brings another slot
	brings   string   // what the card then says too
	unshaped []string // what is no answer to it
}

const heap = "office.staff1: 挂问题：大寺镇林地堆放建筑垃圾，12月5日前整改到位"

var opens = []open{
	{"place", "office.staff1", nil, "拟定会议 联络员会议 12月8日上午九点", "地点", "区政府三楼会议室", "meeting.drafted", "地点：区政府三楼会议室",
		"区政府二楼会议室，上午十点", "12月8日（周二）10:00", []string{"今天天气不错", "领导不在办公室", "已经通知各单位了", "路上有点堵车呢"}},
	{"start", "office.staff1", nil, "拟定会议 联络员会议 地点区政府三楼", "时间", "12月8日上午九点", "meeting.drafted", "12月8日（周二）09:00",
		"12月8日上午九点，通知各联络员", "09:00", []string{"区政府三楼", "昨天大寺镇下了雨", "大寺镇", "人到得齐"}},
	{"deadline", "office.staff1", nil, "挂问题：大寺镇林地堆放建筑垃圾", "时限", "12月5日前", "issue.raised", "12月5日",
		"12月5日前，抓紧", "12月5日", []string{"大寺镇", "尽快吧", "上周五巡林看到有人倒垃圾"}},
	{"new day", "dasi.liaison", []string{heap}, "督1申请延期，因为连续降雨", "日期", "12月20日", "issue.extension_asked", "12月20日",
		"延到12月20日，苗木没到", "12月20日", []string{"苗木还没到", "再宽限些", "区政府三楼"}},
	{"reason", "dasi.liaison", []string{heap}, "督1申请延期到12月20日", "原因", "连续降雨没法施工", "issue.extension_asked", "连续降雨没法施工",
		"连续降雨没法施工，延到12月25日", "12月25日", []string{"雨"}},
	{"title", "dasi.liaison", nil, "报送信息", "标题", "补植白蜡1200株", "report.accepted", "补植白蜡1200株",
		"11月20日补植白蜡1200株", "补植白蜡1200株", []string{"补植"}},
	{"unit", "office.staff1", nil, "挂问题：林地堆放建筑垃圾，12月5日前整改到位", "单位", "大寺镇", "issue.raised", "大寺镇",
		"大寺镇，12月8日前", "12月8日", []string{"大寺镇说他们在忙", "那边的镇", "区政府三楼"}},
	{"number", "office.staff2", []string{heap,
		"office.staff1: 挂问题：中北镇林地倾倒生活垃圾，12月6日前整改到位", "dasi.liaison: 督1已整改，垃圾已清运，附照片",
		"zhongbei.liaison: 督2已整改，垃圾已清运，附照片"}, "销号", "编号", "督2", "issue.closed", "督〔2026〕2号",
		"督2，已现场核查", "督〔2026〕2号", []string{"9", "垃圾那个吧", "大寺镇"}},
	{"yes or no", "office.staff2", []string{heap, "dasi.liaison: 督1已整改，垃圾已清运，附照片"}, "销号", "确认",
		"报吧，没错", "issue.closed", "督〔2026〕1号",
		"可以", "督〔2026〕1号", []string{"垃圾那个", "区政府三楼", "12月5日"}},
	{"free words", "dasi.liaison", []string{"dasi.liaison: 登记公开", "dasi.liaison: 林长名单和公示牌"}, "", "渠道",
		"微信公众号", "ask.which", "审查",
		"部门网站", "审查", []string{"哦"}},
	{"person", "dasi.liaison", []string{"dasi.liaison: 登记公开", "dasi.liaison: 林长名单和公示牌"}, "微信公众号",
		"审查人", "张科长", "disclosure.confirm", "审查人：张科长",
		"由李志强审查", "审查人：李志强", []string{"本月报得怎样", "要审查吗"}},
}

// ask leads up to the question, in the office's group or the main one.
func (o open) ask(s *handlerstest.Stage) bot.Card {
	for _, line := range o.before {
		who, text, _ := strings.Cut(line, ": ")
		s.Say(who, text)
	}
	if o.asks == "" {
		return bot.Card{}
	}
	return s.Say(o.who, o.asks)
}

// kept is what must not change by talk: records and questions.
func kept(s *handlerstest.Stage) string {
	return fmt.Sprint(s.Count(&audit.Row{}, "1 = 1"), s.Count(&inbox.Dialogue{}, "1 = 1"), len(s.Notices()))
}

// TestEveryTypeOfQuestion: an answer of the right shape is taken; all else fills nothing, and the
// question stays open.
func TestEveryTypeOfQuestion(t *testing.T) {
	for _, o := range opens {
		t.Run(o.kind, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				o.ask(s)
				before := kept(s)
				talk := append([]string{"谢谢", "还没定", "不知道", "下周再说", "等领导定", "几点呀？", "为什么呢", "哈哈"}, o.unshaped...)
				if o.kind != "yes or no" {
					talk = append(talk, "好的", "收到")
				}
				for _, text := range talk {
					if c := s.Say(o.who, text); c.Code != "ask.which" || !strings.Contains(c.Plain(), o.slot) {
						t.Errorf("%s: %s\n%s", text, c.Code, c.Plain())
					}
					if now := kept(s); now != before {
						t.Fatalf("%s: records, questions, notices %s, before %s", text, now, before)
					}
				}
				s.Want(s.Say(o.who, o.right), o.code, o.words)
			})
		})
	}
}

// TestAnAnswerBringsMore: what is said beside the slot that was asked for is taken too.
func TestAnAnswerBringsMore(t *testing.T) {
	for _, o := range opens {
		t.Run(o.kind, func(t *testing.T) {
			house(t, func(_ *testing.T, s *handlerstest.Stage) {
				o.ask(s)
				s.Want(s.Say(o.who, o.further), o.code, o.brings)
			})
		})
	}
}

// TestACommandWinsAndTheQuestionStays: the card of the command says what is still open, and the way back leads there.
func TestACommandWinsAndTheQuestionStays(t *testing.T) {
	for _, o := range opens {
		t.Run(o.kind, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				o.ask(s)
				for text, code := range map[string]string{"谁还没报": "duty.standing", "我的待办": "duty.standing", "帮助": "help.shown"} {
					c := s.Say(o.who, text)
					if string(c.Code) == code && !strings.Contains(c.Plain(), "接着办") || c.Code == "ask.which" {
						t.Errorf("%s: %s\n%s", text, c.Code, c.Plain())
					}
				}
				c := s.Say(o.who, "谁还没报")
				s.Want(c, "duty.standing", "刚才的", o.slot, "要接着办吗")
				again := s.Press(o.who, c, "接着办")
				if o.slot != "确认" {
					s.Want(again, "ask.which")
				}
				s.Want(s.Say(o.who, o.right), o.code, o.words)
			})
		})
	}
}

// TestCallingOff: ends the question of every type, and writes nothing.
func TestCallingOff(t *testing.T) {
	for _, o := range opens {
		t.Run(o.kind, func(t *testing.T) {
			house(t, func(t *testing.T, s *handlerstest.Stage) {
				o := o // each database begins anew
				for _, text := range []string{"算了", "取消", "先别报", "不报了", "不办了吧"} {
					if o.ask(s); s.Count(&inbox.Dialogue{}, "1 = 1") != 1 {
						t.Fatalf("%s: nothing is asked", text)
					}
					rows := s.Count(&audit.Row{}, "1 = 1")
					s.Want(s.Say(o.who, text), "ask.cancelled")
					if n := s.Count(&audit.Row{}, "1 = 1"); n != rows {
						t.Errorf("%s: %d changes", text, n-rows)
					}
					if n := s.Count(&inbox.Dialogue{}, "1 = 1"); n != 0 {
						t.Errorf("%s: %d questions wait", text, n)
					}
					o.before = nil
					if o.kind == "free words" || o.kind == "person" {
						break
					}
				}
			})
		})
	}
}

// TestTheSameCommandAnew: said whole once more, it is the new one that counts.
func TestTheSameCommandAnew(t *testing.T) {
	house(t, func(_ *testing.T, s *handlerstest.Stage) {
		s.Want(s.Say("office.staff1", "拟定会议 联络员会议 12月8日上午九点"), "ask.which", "在哪里开")
		s.Want(s.Say("office.staff1", "拟定会议 联络员会议 12月9日14:30 区政府三楼"), "meeting.drafted", "12月9日（周三）14:30", "地点：区政府三楼")
		s.Want(s.Say("office.staff1", "接着办"), "ask.none")
	})
}

// TestQuestionsBehindOneAnother: a command that asks back itself parks the open question, which comes back after it.
func TestQuestionsBehindOneAnother(t *testing.T) {
	house(t, func(t *testing.T, s *handlerstest.Stage) {
		s.Want(s.Say("office.staff1", "拟定会议 联络员会议 12月8日上午九点"), "ask.which", "在哪里开")
		s.Want(s.Say("office.staff1", "挂问题：大寺镇林地堆放建筑垃圾"), "ask.which", "整改到位")
		c := s.Want(s.Say("office.staff1", "12月5日前"), "issue.raised", "“拟定会议”还差地点，要接着办吗")
		s.Want(s.Press("office.staff1", c, "接着办"), "ask.which", "在哪里开")
		s.Want(s.Say("office.staff1", "挂问题：中北镇林地倾倒生活垃圾"), "ask.which", "整改到位")
		s.Want(s.Say("office.staff1", "算了"), "ask.cancelled", "“拟定会议”还差地点")
		s.Want(s.Say("office.staff1", "区政府三楼"), "meeting.drafted", "12月8日（周二）09:00", "区政府三楼")
		if n := s.Count(&inbox.Dialogue{}, "1 = 1"); n != 0 {
			t.Errorf("%d questions wait", n)
		}
	})
}

// TestANameThatMayBeAPlace: is asked about once, and fills nothing until it is said to be one.
func TestANameThatMayBeAPlace(t *testing.T) {
	for _, x := range []struct {
		answers []string
		code    string
		words   string
	}{
		{[]string{"老地方", "对"}, "meeting.drafted", "地点：老地方"},
		{[]string{"老地方", "是的"}, "meeting.drafted", "地点：老地方"},
		{[]string{"老地方", "区政府三楼"}, "meeting.drafted", "地点：区政府三楼"},
		{[]string{"老地方", "不对", "区政府三楼"}, "meeting.drafted", "地点：区政府三楼"},
		{[]string{"老地方", "不对", "对"}, "ask.which", "还差地点"},
		{[]string{"老地方", "谢谢", "对"}, "ask.which", "还差地点"},
		{[]string{"老地方", "算了"}, "ask.cancelled", ""},
	} {
		t.Run(strings.Join(x.answers, " "), func(t *testing.T) {
			house(t, func(_ *testing.T, s *handlerstest.Stage) {
				s.Say("office.staff1", "拟定会议 联络员会议 12月8日上午九点")
				last := len(x.answers) - 1
				for _, text := range x.answers[:last] {
					s.Want(s.Say("office.staff1", text), "ask.which", "地点")
				}
				s.Want(s.Say("office.staff1", x.answers[last]), x.code, x.words)
			})
		})
	}
}
