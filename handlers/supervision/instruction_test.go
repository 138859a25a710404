package supervision

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/db"
)

// quotedOrder is an order that a card tells people to say.
var quotedOrder = regexp.MustCompile(`发“([^”]+)”`)

// howNow is what the reminder's card tells about issue 1.
func (s *stage) howNow() (how string) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		list, err := deadlines(context.Background(), tx, s.Profile(), "zhongbei")
		if len(list) > 0 {
			how = list[0].How
		}
		return err
	})
	return how
}

// TestSupervisionArticle7WhatTheCardSaysWorks: the words on the card of an issue, said as they stand and with a
// picture, report it done: new, accepted, overdue, returned, reopened, and while another day is asked for.
func TestSupervisionArticle7WhatTheCardSaysWorks(t *testing.T) {
	for name, before := range map[string]func(s *stage){
		"new":      func(*stage) {},
		"accepted": func(s *stage) { s.Say("zhongbei.liaison", "签收 问题1") },
		"overdue":  func(s *stage) { s.At("2026-12-08 10:00") },
		"asked":    func(s *stage) { s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为连续降雨") },
		"returned": func(s *stage) {
			s.Photo("zhongbei.liaison", "问题1已整改")
			s.Say("office.staff1", "退回 问题1 材料不全")
		},
		"late and returned": func(s *stage) {
			s.Photo("zhongbei.liaison", "问题1已整改")
			s.At("2026-12-08 10:00")
			s.Say("office.staff1", "退回 问题1 材料不全")
		},
		"reopened": func(s *stage) {
			s.Photo("zhongbei.liaison", "问题1已整改")
			s.Say("office.staff1", "销号1")
			s.Say("office.staff1", "重新立项 问题1，12月30日前，原因：反弹")
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Say("office.staff1", raise1)
				how := s.howNow()
				before(s)
				if now := s.howNow(); now != "" {
					how = now
				}
				said := quotedOrder.FindAllStringSubmatch(how, -1)
				if len(said) != 2 || said[0][1] != "督〔2026〕1号 已整改" || said[1][1] != "督〔2026〕1号 申请延期" {
					t.Fatalf("the card tells: %s", how)
				}
				own, alone := bot.Chat{ID: "town.zhongbei", Kind: bot.Group}, bot.Chat{ID: "zhongbei.liaison", Kind: bot.Private}
				for _, chat := range []bot.Chat{own, alone} {
					if s.issue(1).IsDue() {
						s.Want(s.Event(bot.Event{From: "zhongbei.liaison", Chat: chat, Text: said[1][1]}), "ask.which", "哪一天")
					}
					s.Want(s.Event(bot.Event{From: "zhongbei.liaison", Chat: chat, Text: said[0][1],
						Media: []bot.Media{{Kind: "image", Name: "after.jpg", Ref: "after.jpg"}}}), "issue.rectified", "等区林长办核查")
				}
			})
		})
	}
}

// TestSupervisionArticle7NothingIsOfferedThatIsRefused: no extension where none is left, no picture where none is
// asked for.
func TestSupervisionArticle7NothingIsOfferedThatIsRefused(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Issues.Extensions = 0
		s.Say("office.staff1", "挂问题：中北镇台账未更新，不需照片，12月5日前整改到位")
		if how := s.howNow(); how != "整改后发“督〔2026〕1号 已整改”。" {
			t.Errorf("the card tells: %s", how)
		}
	})
}

// TestSupervisionArticle7OverdueSaysHowLong: in working days, and never none at all on a day off.
func TestSupervisionArticle7OverdueSaysHowLong(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1) // due on Saturday, December 5
		for day, want := range map[string]string{"2026-12-05 10:00": "12月5日（今天到期）", "2026-12-06 10:00": "12月5日（已过期限）",
			"2026-12-07 10:00": "12月5日（已逾期1个工作日）", "2026-12-09 10:00": "12月5日（已逾期3个工作日）"} {
			s.At(day)
			s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown", want)
		}
		s.At("2026-12-06 10:00")
		if c := s.Photo("zhongbei.liaison", "问题1已整改"); strings.Contains(c.Plain(), "0个工作日") {
			t.Errorf("reported on a day off: %s", c.Plain())
		}
	})
}

// TestSupervisionArticle7WhyExplainsTheIssue that was reminded of, with its number, and with words that work.
func TestSupervisionArticle7WhyExplainsTheIssue(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		for _, day := range []string{"2026-12-04 09:03", "2026-12-07 09:03"} {
			s.At(day)
			s.Sweep()
			s.Want(s.Say("zhongbei.liaison", "为什么催我"), "duty.explain", "督〔2026〕1号", "督查制度 第七条", "12月5日",
				"发“督〔2026〕1号 已整改”并附照片")
		}
	})
}
