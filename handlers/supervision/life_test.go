package supervision

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

const raise1 = "挂问题：中北镇万卉路林地堆放建筑垃圾，12月5日前整改到位"

// TestSupervisionArticle8LifeOfAnIssue walks 立项 → 签收 → 整改 → 退回 → 整改 → 销号.
func TestSupervisionArticle8LifeOfAnIssue(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", raise1), "issue.raised", "督〔2026〕1号", "中北镇", "堆放建筑垃圾", "12月5日（还有12天）", "督查制度 第八条")
		n := s.One("issue.raised")
		if n.Chat != "town.zhongbei" || n.Card.Labels()[0] != "签收" {
			t.Errorf("notice in %s with %v", n.Chat, n.Card.Labels())
		}
		s.Want(s.Press("zhongbei.liaison", c, "签收"), "issue.accepted", "中北镇已签收")
		s.Want(s.Say("zhongbei.liaison", "问题1已整改，垃圾全部清运"), models.BadInput, "照片")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改，垃圾全部清运"), "issue.rectified", "等区林长办核查", "垃圾全部清运")
		n = s.One("issue.rectified")
		if n.Chat != "office.staff1" {
			t.Errorf("whoever raised it is told in %s", n.Chat)
		}
		s.Want(s.Press("office.staff1", n.Card, "退回"), "ask.which", "理由")
		s.Want(s.Say("office.staff1", "材料不全"), "issue.returned", "材料不全", "第1次")
		if x := s.issue(1); x.Returned != 1 || x.State != supervision.Returned {
			t.Errorf("returned: %+v", x)
		}
		s.Want(s.Photo("zhongbei.liaison", "问题1整改完毕"), "issue.rectified")
		s.Want(s.Say("office.staff2", "销号1"), "issue.closed", "已销号", "林长办工作人员二")
		s.Want(s.Say("zhongbei.liaison", "问题1"), "issue.shown", "已销号", "立项", "签收", "退回", "销号")
		s.Want(s.Say("dasi.liaison", "问题1"), models.NotAllowed)
	})
}

// TestReceiptOffersWhatItsReadersMayDo: who is to rectify signs where he reads it; the office's own chat has nobody who
// may.
func TestReceiptOffersWhatItsReadersMayDo(t *testing.T) {
	for chat, want := range map[string]bool{"main": true, "office": false, "@office.staff1": false} {
		t.Run(chat, func(t *testing.T) {
			each(t, func(s *stage) {
				say := func(text string) bot.Card {
					if chat[0] == '@' {
						return s.Private(chat[1:], text)
					}
					return s.In(chat, "office.staff1", text)
				}
				c := s.Want(say(raise1), "issue.raised", "督〔2026〕1号")
				if got := slices.Contains(c.Labels(), "签收"); got != want {
					t.Errorf("in %s offers %v", chat, c.Labels())
				}
				s.Want(say("撤销 问题1 重复立项"), "issue.cancelled")
				c = s.Want(say("重新立项 问题1，原因：现场反弹"), "issue.reopened", "中北镇整改后发“督〔2026〕1号 已整改”")
				if got := slices.Contains(c.Labels(), "签收"); got != want {
					t.Errorf("reopened in %s offers %v", chat, c.Labels())
				}
			})
		})
	}
}

// TestNoExtensionIntoNextYearBySlip: a day gone by is a slip; next year's is said with its year.
func TestNoExtensionIntoNextYearBySlip(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", raise1), "issue.raised")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到10月5日，因为降雨"), models.BadInput, "10月5日已经过去", "写上年份")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到2027年10月5日，因为降雨"), "issue.extension_asked", "2027年10月5日")
		s.Want(s.Say("office.staff1", "同意延期 问题1"), "issue.extended", "2027年10月5日")
	})
}

// TestTheYearsEndSaidInSpring: the last of December lies ahead, although one has just gone by.
func TestTheYearsEndSaidInSpring(t *testing.T) {
	each(t, func(s *stage) {
		s.At("2027-03-10 09:03")
		s.Want(s.Say("office.staff1", "挂问题：中北镇万卉路林地堆放建筑垃圾，12月31日前整改到位"), "issue.raised", "12月31日（还有296天）")
	})
}

// TestTheReasonBeginsBehindTheNumber: however the number is written.
func TestTheReasonBeginsBehindTheNumber(t *testing.T) {
	for _, text := range []string{"撤销 问题1 重复立项", "撤销问题1，重复立项", "撤销 督1号 重复立项", "取消 督〔2026〕1号 重复立项"} {
		each(t, func(s *stage) {
			s.Want(s.Say("office.staff1", raise1), "issue.raised")
			s.Want(s.Say("office.staff1", text), "issue.cancelled", "理由：重复立项")
		})
	}
}

func TestSupervisionArticle8SeveralTownsMakeSeveralIssues(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "挂问题：中北镇、精武镇和大寺镇公示牌信息未更新，月底前整改"), "issue.raised", "已立项3件", "督〔2026〕3号")
		for i, org := range []string{"zhongbei", "jingwu", "dasi"} {
			if x := s.issue(i + 1); x.Org != org || x.Title != "公示牌信息未更新" {
				t.Errorf("issue %d: %s %q", i+1, x.Org, x.Title)
			}
		}
	})
}

func TestCooperationArticle4SuggestsAUnit(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", "挂问题：中北镇一株古树名木支撑破损，12月5日前整改到位"), "issue.raised", "区城市管理委", "协作会商制度 第四条（十）")
		s.Want(s.Press("office.staff1", c, "请其协办"), "issue.assisted", "区城市管理委")
		if x := s.issue(1); !x.Concerns("chengguan") {
			t.Errorf("assisting: %q", x.Assisting)
		}
		c = s.Want(s.Say("office.staff1", "挂问题：水土流失严重，12月5日前整改到位"), "ask.which", "区水务局")
		s.Want(s.Press("office.staff1", c, "区水务局"), "issue.raised", "区水务局")
	})
}

func TestIssueWithoutDeadlineIsAskedFor(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", "公安分局反映大寺镇有人毁林，请核实"), "ask.which", "什么时候")
		s.Want(s.Press("office.staff1", c, "12月8日"), "issue.raised", "大寺镇", "毁林", "12月8日")
	})
}

func TestPhonesAreMaskedInGroups(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("office.staff1", "挂号：防火通道堵塞 王稳庄镇 责任人张三 电话13800000000 12.15前"), "issue.raised", "138****0000")
		for _, n := range append(s.Fresh(), handlerstest.Heard{Card: c}) {
			if strings.Contains(n.Card.Plain(), "13800000000") {
				t.Errorf("number shown: %s", n.Card.Plain())
			}
		}
	})
}

func TestSupervisionArticle7Extension(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月20日"), "ask.which", "原因")
		s.Want(s.Say("zhongbei.liaison", "连续降雨无法进场"), "issue.extension_asked", "12月20日", "连续降雨")
		n := s.One("issue.extension_asked")
		s.Want(s.Press("office.staff1", n.Card, "不同意延期"), "issue.extension_refused", "12月5日")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期5天，因为连续降雨"), "issue.extension_asked", "12月10日")
		n = s.One("issue.extension_asked")
		s.Want(s.Press("office.staff1", n.Card, "同意延期"), "issue.extended", "12月10日", "第1次")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月9日，因为降雨"), models.BadInput)
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月15日，因为降雨"), "issue.extension_asked")
		s.Want(s.Say("office.staff1", "同意1号延期至2026年12月20日"), "issue.extended", "12月20日")
		s.Want(s.Say("zhongbei.liaison", "问题1申请延期到12月30日，因为降雨"), models.NotAllowed, "最多2次")
		s.Want(s.Say("jingwu.liaison", "问题1申请延期到12月30日，因为降雨"), models.NotAllowed)
		if x := s.issue(1); x.DueDay != "2026-12-20" || x.Extensions != 2 || x.State != supervision.Working {
			t.Errorf("extended: %+v", x)
		}
	})
}

func TestTransferKeepsItsRemark(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.Say("office.staff1", "转办 问题1 给大寺镇，原因：属大寺镇地界"), "issue.transferred", "大寺镇", "属大寺镇地界")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), models.NotAllowed)
		s.Want(s.Say("dasi.liaison", "问题1"), "issue.shown", "属大寺镇地界")
	})
}

func TestUndoWithinMinutesAndUntilSomebodyElseActed(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Say("office.staff1", raise1)
		s.Want(s.Say("office.staff2", "撤回 问题1"), models.BadInput, "林长办工作人员一")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), "issue.rectified")
		s.Want(s.Press("office.staff1", c, "撤回"), models.BadInput)
		s.Want(s.Say("zhongbei.liaison", "撤回 问题1"), "issue.undone", "报告整改")
		if x := s.issue(1); x.State != supervision.Raised || x.ReportedAt != nil || x.Proof != "" {
			t.Errorf("undone: %+v", x)
		}
		s.Photo("zhongbei.liaison", "问题1已整改")
		s.Now = s.Now.Add(11 * 60e9)
		s.Want(s.Say("zhongbei.liaison", "撤回 问题1"), models.BadInput, "过了")
		s.Say("office.staff1", "挂问题：大寺镇林地堆放垃圾，12月5日前整改到位")
		s.Want(s.Say("office.staff1", "撤回 问题2"), "issue.cancelled")
		if x := s.issue(2); x.State != supervision.Cancelled {
			t.Errorf("undone raise: %s", x.State)
		}
	})
}

func TestCancelAndReopenNeedReasons(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.Say("office.staff1", "撤销 问题1"), "ask.which", "理由")
		s.Want(s.Say("office.staff1", "与去年的问题重复"), "issue.cancelled", "重复")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), models.BadInput, "已撤销")
		s.Want(s.Say("office.staff1", "重新立项 问题1，原因：现场反弹"), "issue.reopened", "现场反弹", "12月5日")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改"), "issue.rectified")
	})
}

// TestMustShow2Refusals: every way around the four eyes is refused with its article.
func TestMustShow2Refusals(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Photo("zhongbei.liaison", "问题1已整改，已清运")
		for who, text := range map[string]string{"zhongbei.liaison": "我自己销号1", "zhongbei.chief": "销号1"} {
			c := s.Want(s.Say(who, text), models.SelfClose)
			if c.Article != "督查制度 第八条" {
				t.Errorf("%s: article %q", who, c.Article)
			}
		}
		s.Want(s.Say("dasi.liaison", "销号1"), models.NotAllowed)
		s.Want(s.Photo("dasi.liaison", "问题1已整改"), models.NotAllowed, "中北镇", "督查制度 第七条")
		s.Want(s.Say("shuiwu.liaison", "挂问题：中北镇林地堆放垃圾，12月5日前整改到位"), models.NotAllowed)
	})
}

func TestPicturesInPrivateChatAndClaimedInAGroup(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("office.staff1", "挂问题：中北镇公示牌破损，12月5日前整改到位")
		s.Want(s.Event(bot.Event{From: "zhongbei.liaison", Text: "问题1 整改完毕", Chat: bot.Chat{ID: "zhongbei.liaison", Kind: bot.Private},
			Media: []bot.Media{{Kind: "image", Ref: "x"}}}), "issue.rectified", "照片或附件1件")
		s.Want(s.Say("zhongbei.liaison", "问题2已整改，公示牌已更换，附照片"), "issue.rectified", "照片另发")
	})
}

func TestAQuotedPictureAndMoreEvidence(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Event(bot.Event{ID: "pic", From: "zhongbei.liaison", Chat: bot.Chat{ID: "zhongbei.liaison", Kind: bot.Private},
			Media: []bot.Media{{Kind: "image", Ref: "x", Name: "x.jpg"}}})
		s.Want(s.Event(bot.Event{From: "zhongbei.liaison", Text: "问题1 整改完毕", QuoteID: "pic"}), "issue.rectified", "照片或附件1件")
		s.Want(s.Photo("zhongbei.liaison", "问题1已整改，补一张"), "issue.rectified", "补充材料", "照片或附件2件")
	})
}

func TestRectifyWithoutANumberAsksWhich(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Want(s.Photo("zhongbei.liaison", "垃圾清理完毕"), "ask.which", "督〔2026〕1号")
		s.Want(s.Say("zhongbei.liaison", "确认"), "issue.rectified", "照片或附件1件")
	})
}
