package cooperation

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/db"
)

// waits lists what waits for the office.
func (s *stage) waits() (list []handlers.Queued) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) (err error) {
		list, err = queue(s.T.Context(), s.Request(tx, "office.staff1"))
		return err
	})
	return list
}

// TestTasksToCheckWait (督查制度 第四条（二）): a task waits for the office from when it was reported done, and the buttons
// end that.
func TestTasksToCheckWait(t *testing.T) {
	for _, label := range []string{"办结", "退回重办"} {
		t.Run(label, func(t *testing.T) {
			each(t, func(s *stage) { checkedBy(s, label) })
		})
	}
}

func checkedBy(s *stage, label string) {
	s.Say("office.staff1", withItems)
	s.At("2026-11-25 15:00")
	s.Say("shuiwu.liaison", "总林长令进展 2026年第1号 第2项 已完成排查12处")
	list := s.waits()
	if len(list) != 1 || list[0].Since.In(s.Now.Location()).Format(time.DateTime) != "2026-11-25 15:00:00" {
		s.T.Fatalf("waits %+v", list)
	}
	for _, b := range list[0].Buttons {
		if b.Label == label {
			s.Want(s.Say("office.staff2", s.Profile().Words(b.Command)), "order.checked", "区水务局")
		}
	}
	if list := s.waits(); len(list) != 0 {
		s.T.Errorf("still waits %+v", list)
	}
}

// TestReceiptsMissingWait: who has not signed for an order by its last day is named to the office until he has, or the
// office has for him.
func TestReceiptsMissingWait(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", order1)
		for _, code := range everyOne(&handlers.Request{Profile: s.Profile(), Now: s.Now}) {
			if code != "dasi" && code != "shuiwu" {
				s.Say(code+".liaison", "签收 2026年第1号总林长令")
			}
		}
		s.At("2026-11-26 17:00")
		if got := s.queued(); got != "" {
			t.Errorf("on its last day: %s", got)
		}
		s.At("2026-11-27 09:00")
		if got := s.queued(); got != "过期没签收的总林长令：2026年第1号总林长令 2家没有签收：区水务局、大寺镇" && got != "过期没签收的总林长令：2026年第1号总林长令 2家没有签收：大寺镇、区水务局" {
			t.Errorf("waits %s", got)
		}
		s.Want(s.Say("shuiwu.liaison", "签收 2026年第1号总林长令"), "order.acknowledged")
		s.Want(s.Say("office.staff1", "签收 2026年第1号总林长令 大寺镇"), "order.acknowledged", "大寺镇已签收", "23/23")
		if got := s.queued(); got != "" {
			t.Errorf("still waits %s", got)
		}
	})
}

// TestDraftsWait: a draft waits while a signature is missing, and for a new draft once it was sent back.
func TestDraftsWait(t *testing.T) {
	each(t, func(s *stage) {
		s.Profile().Cooperation.Approve = []string{"general_chief", "deputy_chief"}
		s.Say("office.staff1", order1)
		if got := s.queued(); got != "等签署的总林长令：2026年第1号总林长令 《关于做好森林防火工作的令》，还差区总林长、副总林长" {
			t.Errorf("waits %s", got)
		}
		s.Say("chief.general", "签署总林长令 2026年第1号")
		if got := s.queued(); !strings.HasSuffix(got, "还差副总林长") {
			t.Errorf("waits %s", got)
		}
		s.At("2026-11-24 10:00")
		s.Say("chief.deputy", "退回总林长令 2026年第1号 理由是缺少时限")
		if got := s.queued(); got != "退回修改的总林长令：2026年第1号总林长令 《关于做好森林防火工作的令》，原因：缺少时限" {
			t.Errorf("waits %s", got)
		}
		if since := s.waits()[0].Since.In(s.Now.Location()).Format(time.DateTime); since != "2026-11-24 10:00:00" {
			t.Errorf("since %s", since)
		}
		s.Say("office.staff1", order1)
		s.Say("chief.deputy", "签署总林长令 2026年第1号")
		s.Say("chief.general", "签署总林长令 2026年第1号")
		if got := s.queued(); got != "" {
			t.Errorf("published, and still waits %s", got)
		}
	})
}
