package information

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/information"
)

// TestArticle4Disclosure checks 信息制度 第三至六条: reviewer and channel named, the secrecy question answered, kept.
func TestArticle4Disclosure(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", "登记公开 西青区林长名单"), "ask.which", "什么渠道")
		s.Want(s.Press("office.staff1", c, "微信公众号"), "ask.which", "审查")
		c = s.Want(s.Say("office.staff1", "办公室主任"), "disclosure.confirm", "不涉密", "组织体系", "审查人：办公室主任", "谁公开、谁审查、谁负责")
		s.Want(s.Press("office.staff1", c, "确认"), "disclosure.registered", "公开〔2026〕1号", "微信公众号")
		s.Want(s.Say("office.staff1", "信息公开台账"), "disclosure.list", "1条", "西青区林长名单", "导出信息公开台账")
		s.Want(s.Say(liaison, "信息公开台账"), "disclosure.list", "0条")
	})
}

// TestArticle5NotSecret: 不涉密 answers the question of secrecy, in the sentence itself as well.
func TestArticle5NotSecret(t *testing.T) {
	each(t, func(s *stage) {
		for _, answer := range []string{"不涉密", "不涉密的", "内容不涉密", "确认", "没有涉密内容", "可以公开"} {
			s.Want(s.Say(liaison, "登记公开 林长名单 微信公众号 审查人张科长"), "disclosure.confirm", "回“不涉密”即登记")
			s.Want(s.Say(liaison, answer), "disclosure.registered", "《林长名单》", "审查人：张科长")
		}
		s.Want(s.Say(liaison, "登记公开 林长名单 微信公众号 审查人张科长 不涉密"), "disclosure.registered", "《林长名单》")
		if got := s.told("report.secret"); len(got) > 0 {
			t.Errorf("alarms: %v", got)
		}
	})
}

// TestArticle5Secret: what is secret is not published: nothing is entered, and nobody is alarmed, since the answer
// itself bears no secret. A text that does is refused as ever.
func TestArticle5Secret(t *testing.T) {
	each(t, func(s *stage) {
		for _, answer := range []string{"涉密", "涉密的", "是涉密的", "press"} {
			c := s.Want(s.Say(liaison, "登记公开 林长名单 微信公众号 审查人张科长"), "disclosure.confirm", "回“涉密”不公开")
			if answer == "press" {
				c = s.Press(liaison, c, "涉密")
			} else {
				c = s.Say(liaison, answer)
			}
			s.Want(c, "refused.not_allowed", "不予公开，没有登记", "信息制度 第五条")
			s.Want(s.Say(liaison, "确认"), "ask.none")
		}
		if got, n := s.told("report.secret"), s.Count(&information.Disclosure{}, "1 = 1"); len(got) > 0 || n > 0 {
			t.Errorf("alarms %v, %d entries", got, n)
		}
		s.Want(s.Say(liaison, "登记公开 林长名单 微信公众号 审查人张科长"), "disclosure.confirm")
		s.Want(s.Say(liaison, "涉密文件里写的火险点在青沟水库东侧"), "report.secret")
		s.Want(s.Say(liaison, "取消"), "ask.cancelled")
		s.Want(s.Say(liaison, "涉密"), "report.secret")
		if got := s.told("report.secret"); len(got) != 2 {
			t.Errorf("alarms: %v", got)
		}
	})
}

// TestArticle5SecretAtAnyQuestion: the answer is understood while something else is asked of the publication too.
func TestArticle5SecretAtAnyQuestion(t *testing.T) {
	each(t, func(s *stage) {
		for text, question := range map[string]string{"登记公开 防火举措 政府门户网站": "谁审查的", "登记公开 林长名单 审查人张科长": "什么渠道",
			"登记公开 微信公众号 审查人张科长": "公开了什么"} {
			for _, answer := range []string{"涉密", "涉密的", "这条涉密"} {
				s.Want(s.Say("office.staff1", text), "ask.which", question)
				s.Want(s.Say("office.staff1", answer), "refused.not_allowed", "不予公开，没有登记", "信息制度 第五条")
				s.Want(s.Say("office.staff1", "确认"), "ask.none")
			}
		}
		if got, n := s.told("report.secret"), s.Count(&information.Disclosure{}, "1 = 1"); len(got) > 0 || n > 0 {
			t.Errorf("alarms %v, %d entries", got, n)
		}
		s.Want(s.Say("office.staff1", "登记公开 防火举措 政府门户网站"), "ask.which", "谁审查的")
		s.Want(s.Say("office.staff1", "张科长"), "disclosure.confirm", "审查人：张科长")
		s.Want(s.Say("office.staff1", "不涉密"), "disclosure.registered")
		s.Want(s.Say("office.staff1", "登记公开 防火举措 政府门户网站"), "ask.which", "谁审查的")
		s.Want(s.Say("office.staff1", "涉密文件里写的火险点在青沟水库东侧"), "report.secret")
	})
}

// TestArticle6Parts: a publication is understood by its parts, in whatever order; a channel is one of the list.
func TestArticle6Parts(t *testing.T) {
	each(t, func(s *stage) {
		for _, c := range []struct{ text, title, channel, reviewer string }{
			{"林长名单 微信公众号 审查人张科长", "林长名单", "微信公众号", "张科长"},
			{"微信公众号，林长名单，张科长审查", "林长名单", "微信公众号", "张科长"},
			{"林长名单，渠道：政府门户网站，审查人：张科长，不涉密", "林长名单", "政府门户网站", "张科长"},
			{"标题：林长名单；渠道：公众号和电视；审查：张科长", "林长名单", "微信公众号、电视", "张科长"},
			{"在政府网站发布了林长名单 由张科长负责审查", "林长名单", "政府门户网站", "张科长"},
			{"新闻发布会公布总林长令执行情况 审查人李主任", "总林长令执行情况", "新闻发布会", "李主任"},
			{"林长名单和责任区域 报刊、广播、电视 审查人张科长", "林长名单和责任区域", "报刊、广播、电视", "张科长"},
			{"林长名单 https://a.gov.cn/1.html 部门网站 审核人 张科长", "林长名单", "部门网站", ""},
			{"林长名单 网站 审查人张科长", "林长名单 网站", "", "张科长"},
			{"公众号信息发布管理办法 审查人张科长", "公众号信息发布管理办法", "", "张科长"},
		} {
			got := partsOf(s.Profile(), c.text)
			if c.reviewer == "" {
				c.reviewer = got.reviewer
			}
			if channel := strings.Join(got.channels, "、"); got.title != c.title || channel != c.channel || got.reviewer != c.reviewer {
				t.Errorf("%s: %+v", c.text, got)
			}
		}
	})
}

// TestArticle6Asked: a channel that is none of the list is asked for again, and nothing that was said is lost.
func TestArticle6Asked(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say(liaison, "登记公开 林长名单 审查人张科长"), "ask.which", "什么渠道")
		if !slices.Equal(c.Labels(), s.Profile().Disclosure.Channels) {
			t.Errorf("offered %v", c.Labels())
		}
		s.Want(s.Say(liaison, "抖音"), "ask.which", "渠道里没有“抖音”")
		s.Want(s.Say(liaison, "公众号"), "disclosure.confirm", "《林长名单》", "渠道：微信公众号", "审查人：张科长")
		s.Want(s.Say(liaison, "取消"), "ask.cancelled")
		s.Want(s.Say(liaison, "登记公开 微信公众号 审查人张科长"), "ask.which", "公开了什么")
		s.Want(s.Say(liaison, "林长名单及责任区域"), "disclosure.confirm", "类别：组织体系", "渠道：微信公众号", "审查人：张科长")
	})
}

// TestArticle6Register reads the register as a spreadsheet does.
func TestArticle6Register(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say(liaison, "登记公开 林长名单 微信公众号 审查人张科长 https://a.gov.cn/1.html 不涉密")
		if c.Code == "ask.choose" { // an address is unlike what people say
			c = s.Press(liaison, c, c.Buttons[0].Label)
		}
		s.Want(c, "disclosure.registered")
		s.Want(s.Say("dasi.liaison", "登记公开 =林长制工作简介 电视 审查人李主任 不涉密"), "disclosure.registered")
		rows := cells(t, s.Want(s.Say("office.staff1", "导出信息公开台账"), "disclosure.list", "2条"), "信息公开台账")
		if len(rows) != 2 {
			t.Fatalf("%d rows", len(rows))
		}
		for head, want := range map[string]string{"编号": "公开〔2026〕1号", "公开日期": "2026-11-23", "公开单位": s.Profile().OrgName("yangliuqing"),
			"标题": "林长名单", "类别": "组织体系", "渠道": "微信公众号", "审查人": "张科长", "不涉密已确认": "是", "链接": "https://a.gov.cn/1.html"} {
			if got := rows[0].Cells[head]; got != want {
				t.Errorf("%s is %q, want %q", head, got, want)
			}
		}
		if len(rows[1].Formulas) > 0 {
			t.Error("words became a formula")
		}
	})
}
