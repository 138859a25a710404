package supervision

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// lines are what waits, by heap, number and words.
func lines(list []handlers.Queued) (out []string) {
	for _, q := range list {
		out = append(out, q.Heap+" "+q.Ref+" "+q.Line)
	}
	return out
}

// TestSupervisionArticle7WhatIsReportedWaitsForTheOffice: oldest first, with what came, until it is closed or returned.
func TestSupervisionArticle7WhatIsReportedWaitsForTheOffice(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("office.staff1", "挂问题：大寺镇公示牌破损，12月20日前整改到位")
		if q := s.queue(""); len(q) > 0 {
			t.Fatalf("nothing is reported: %v", lines(q))
		}
		s.Photo("dasi.liaison", "问题2已整改")
		s.Now = s.Now.Add(time.Hour)
		s.Photo("zhongbei.liaison", "问题1已整改")
		want := []string{"待核查问题 督〔2026〕2号 大寺镇“公示牌破损”：11月23日报告整改，照片或附件1件",
			"待核查问题 督〔2026〕1号 中北镇“万卉路林地堆放建筑垃圾”：11月23日报告整改，照片或附件1件"}
		if got := lines(s.queue("")); !slices.Equal(got, want) {
			t.Errorf("waits: %v", got)
		}
		q := s.queue("")[1]
		if q.Code != "issue.rectified" || q.Key != "issue" || !q.Since.Equal(s.Now) ||
			s.Profile().Words(q.Article) != "督查制度 第八条" {
			t.Errorf("%+v", q)
		}
		s.Want(s.press("zhongbei.liaison", q, "销号"), models.SelfClose)
		s.Want(s.press("office.staff2", q, "退回"), "ask.which", "理由")
		s.Want(s.Say("office.staff2", "照片看不清"), "issue.returned")
		s.Want(s.press("office.staff2", s.queue("")[0], "销号"), "issue.closed", "督〔2026〕2号")
		if q := s.queue(""); len(q) > 0 {
			t.Errorf("done, and waits: %v", lines(q))
		}
		s.Photo("zhongbei.liaison", "问题1已整改")
		if got := lines(s.queue("")); len(got) != 1 || !strings.Contains(got[0], "第2次报告整改") {
			t.Errorf("corrected: %v", got)
		}
	})
}

// TestSupervisionArticle7WishesForAnotherDayWait with both days and the reason.
func TestSupervisionArticle7WishesForAnotherDayWait(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为连续降雨")
		q := s.queue("")
		if got := lines(q); len(got) != 1 ||
			got[0] != "延期申请 督〔2026〕1号 中北镇“万卉路林地堆放建筑垃圾”：申请由12月5日延至12月20日，连续降雨" {
			t.Fatalf("waits: %v", got)
		}
		s.Want(s.press("office.staff2", q[0], "同意延期"), "issue.extended", "12月20日")
		s.Say("zhongbei.liaison", "问题1申请延期到12月25日，因为缺苗")
		q = s.queue("")
		if got := lines(q); len(got) != 1 || !strings.Contains(got[0], "（此前延期1次）") {
			t.Fatalf("waits: %v", got)
		}
		s.Want(s.press("office.staff2", q[0], "不同意延期"), "issue.extension_refused")
		if q := s.queue(""); len(q) > 0 {
			t.Errorf("answered, and waits: %v", lines(q))
		}
	})
}

// TestSupervisionArticle6SpecialInspectionsWaitForTheirFiling, and so does the year's arrangement (第七条（一）);
// comprehensive ones need none, and a sealed one is shown to nobody.
func TestSupervisionArticle6SpecialInspectionsWaitForTheirFiling(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", "督查计划：11月25日，综合督查大寺镇，方式实地")
		s.Say("office.staff1", "督查计划：11月26日，专项督查辛口镇，方式实地")
		s.Private("office.staff1", "督查计划：12月14日，专项督查王稳庄，内容湿地围垦，四不两直")
		s.Now = s.Now.Add(time.Hour)
		s.Say("office.staff1", "督查计划 年度安排")
		q := s.queue("待备案督查")
		if len(q) != 2 || q[0].Ref != "督查〔2026〕2号" || s.Profile().Words(q[0].Article) != "督查制度 第六条（二）" {
			t.Fatalf("waits: %v", lines(q))
		}
		s.Tx(func(tx *db.Tx) error { // not even to whoever planned it: the list is read in a group
			list, err := queue(context.Background(), s.Request(tx, "office.staff1"))
			if strings.Contains(strings.Join(lines(list), " "), "12月14日") {
				t.Errorf("sealed: %v", lines(list))
			}
			return err
		})
		for _, one := range q {
			s.Want(s.press("office.staff2", one, "已备案"), "inspection.filed", one.Ref, "已备案")
		}
		s.At("2026-12-14 10:00") // the sealed one has begun and has no number until it is logged
		if q := s.queue("待备案督查"); len(q) > 0 {
			t.Errorf("filed, and waits: %v", lines(q))
		}
		s.Want(s.Say("office.staff1", "今天督查王稳庄镇，未发现问题"), "inspection.logged", "督查〔2026〕4号")
		if q := s.queue("待备案督查"); len(q) != 1 || q[0].Ref != "督查〔2026〕4号" {
			t.Errorf("begun: %v", lines(q))
		}
	})
}

// TestSupervisionArticle7WhoeverRaisedItHearsOfIt at once and in private, with the buttons; the office's group does
// not.
func TestSupervisionArticle7WhoeverRaisedItHearsOfIt(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff2", raise1)
		s.Fresh()
		s.Say("zhongbei.liaison", "问题1申请延期到12月20日，因为连续降雨")
		n := s.One("issue.extension_asked")
		if labels := strings.Join(n.Card.Labels(), " "); n.Chat != "office.staff2" || labels != "同意延期 不同意延期" {
			t.Errorf("told in %s: %s", n.Chat, labels)
		}
		s.Photo("zhongbei.liaison", "问题1已整改")
		n = s.One("issue.rectified")
		if labels := strings.Join(n.Card.Labels(), " "); n.Chat != "office.staff2" || labels != "销号 退回" {
			t.Errorf("told in %s: %s", n.Chat, labels)
		}
		s.Say("zhongbei.liaison", "撤回 问题1")
		for _, n := range s.Fresh("issue.undone") {
			if n.Chat != "office.staff2" && n.Chat != "town.zhongbei" {
				t.Errorf("taken back, told in %s", n.Chat)
			}
		}
	})
}

// TestSupervisionArticle7WhereNobodyRaisedItTheDirectorHears: whoever raised it left his post or has no account, or was
// a chief; else the office's group.
func TestSupervisionArticle7WhereNobodyRaisedItTheDirectorHears(t *testing.T) {
	gone := func(s *stage, person string) {
		s.Tx(func(tx *db.Tx) error {
			return tx.DB().Model(&roster.Held{}).Where("person = ?", person).Update("until", s.Now.UTC()).Error
		})
	}
	deaf := func(s *stage, person string) {
		s.Tx(func(tx *db.Tx) error { _, err := roster.Unbind(tx, person); return err })
	}
	for name, c := range map[string]struct {
		raiser  string
		happens func(s *stage)
		want    string
	}{
		"left":     {"office.staff1", func(s *stage) { gone(s, "office.staff1") }, "office.director"},
		"deaf":     {"office.staff1", func(s *stage) { deaf(s, "office.staff1") }, "office.director"},
		"chief":    {"chief.b", func(*stage) {}, "office.director"},
		"nobody":   {"office.staff1", func(s *stage) { gone(s, "office.staff1"); gone(s, "office.director") }, "office"},
		"all deaf": {"office.staff1", func(s *stage) { deaf(s, "office.staff1"); deaf(s, "office.director") }, "office"},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Want(s.Say(c.raiser, raise1), "issue.raised")
				s.Now = s.Now.Add(time.Hour)
				c.happens(s)
				s.Photo("zhongbei.liaison", "问题1已整改")
				if n := s.One("issue.rectified"); n.Chat != c.want {
					t.Errorf("told in %s, want %s", n.Chat, c.want)
				}
			})
		})
	}
}

// TestSupervisionArticle8WhoReportedItIsNotAskedToCheckIt, although he raised it and is of the office too: four eyes.
func TestSupervisionArticle8WhoReportedItIsNotAskedToCheckIt(t *testing.T) {
	each(t, func(s *stage) {
		s.Tx(func(tx *db.Tx) error {
			x := supervision.Issue{RaisedBy: "office.staff1", Reporter: "office.staff1"}
			got, err := checkers(s.Request(tx, "office.staff2"), x)
			if !slices.Equal(got, []string{"office.director"}) {
				t.Errorf("told to %v", got)
			}
			return err
		})
	})
}

// TestSupervisionArticle8WhatIsDoneIsSettled: whatever changes an issue takes back the reminder of it that has not
// left; a receipt, progress and an assisting unit take nothing back.
func TestSupervisionArticle8WhatIsDoneIsSettled(t *testing.T) {
	yes := func(s *stage) { s.Want(s.Say("office.staff1", "确认"), "issue.escalated") }
	for _, c := range []struct {
		who, text string
		then      func(s *stage)
		state     outbox.State
	}{
		{"zhongbei.liaison", "签收 问题1", nil, outbox.Pending},
		{"zhongbei.liaison", "问题1 进展：已清一半", nil, outbox.Pending},
		{"office.staff1", "协办 问题1 区城市管理委", nil, outbox.Pending},
		{"office.staff1", "转办 问题1 给大寺镇，原因：地界", nil, outbox.Cancelled},
		{"office.staff1", "撤销 问题1 重复立项", nil, outbox.Cancelled},
		{"zhongbei.liaison", "问题1 申请延期到12月30日，因为降雨", nil, outbox.Cancelled},
		{"office.staff1", "问题1 采取通报", yes, outbox.Cancelled}, // mutes the reminders
		{"office.staff1", "问题1 采取函告", yes, outbox.Pending},
		{"zhongbei.liaison", "问题1 已整改", nil, outbox.Cancelled},
	} {
		t.Run(c.text, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Say("office.staff1", raise1)
				s.At("2026-12-07 09:03")
				s.Sweep()
				n := s.Fresh("issue.overdue")
				s.Photo(c.who, c.text)
				if c.then != nil {
					c.then(s)
				}
				for _, now := range s.Notices("issue.overdue") {
					if now.Parcel.ID == n[0].Parcel.ID && now.State != c.state {
						t.Errorf("the reminder is %s", now.State)
					}
				}
			})
		})
	}
}

// TestSupervisionArticle8TheChecksNoticeIsSettled: what waits to be told at night is not told after somebody answered.
func TestSupervisionArticle8TheChecksNoticeIsSettled(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", raise1)
		s.At("2026-11-23 22:00")
		s.Photo("zhongbei.liaison", "问题1已整改")
		n := s.One("issue.rectified")
		if n.State != outbox.Pending {
			t.Fatalf("the notice is %s", n.State)
		}
		s.Want(s.Say("office.staff2", "协办 问题1 区城市管理委"), "issue.assisted")
		if now := s.Notices("issue.rectified")[0]; now.State != outbox.Pending {
			t.Errorf("it waits still, and the notice is %s", now.State)
		}
		s.Want(s.Say("office.staff2", "销号1"), "issue.closed")
		if now := s.Notices("issue.rectified")[0]; now.State != outbox.Cancelled {
			t.Errorf("closed, and the notice is %s", now.State)
		}
	})
}
