package delivery_test

import (
	"fmt"
	"strings"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
)

// lost leaves some notices behind that nobody got, one of them perhaps.
func lost(s *handlerstest.Stage, n int) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		for i := range n {
			state := outbox.Dead
			if i == 0 {
				state = outbox.Unknown
			}
			at := s.Now.AddDate(0, 0, i-n).UTC()
			row := outbox.Parcel{ID: tx.NewID(), Kind: "notice", Key: fmt.Sprint("lost", i), Subjects: "||", Platform: "console", Chat: "main",
				ChatKind: "group", Code: "test.lost", Card: fmt.Sprintf(`{"title":"第%d件"}`, i), State: state, NextAt: at, At: at}
			if err := tx.DB().Create(&row).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// TestUndelivered: only the office sees what nobody got, newest first, and sends one or all of it again.
func TestUndelivered(t *testing.T) {
	handlerstest.Each(t, handlerstest.Setup{Modules: []handlers.Module{delivery.Module()}}, func(s *handlerstest.Stage) {
		s.Want(s.Say("office.staff1", "未送达"), "delivery.list", "没有未送达的通知")
		lost(s, 3)
		for _, who := range []string{"dasi.liaison", "chief.general"} {
			s.Want(s.Say(who, "未送达"), "refused.not_allowed", "由区林长办处理")
			s.Want(s.Say(who, "重发 1条"), "refused.not_allowed")
		}
		list := s.Want(s.Say("office.staff1", "未送达"), "delivery.list", "有3条通知没有送达",
			"1. 11月22日10:00 第2件（没有送到）", "3. 11月20日10:00 第0件（不确定是否送到）")
		for _, text := range []string{"重发 0条", "重发 4条"} {
			s.Want(s.Say("office.staff1", text), "refused.not_found", "没有第"+strings.TrimPrefix(text, "重发 "))
		}
		which := s.Want(s.Say("office.staff1", "重发"), "ask.choose") // which one is not said, so that nothing is sent
		s.Want(s.Press("office.staff1", which, "重发"), "delivery.list", "有3条通知没有送达")
		s.Want(s.Say("office.director", "重发 2条"), "delivery.resent", "已重新发送1条")
		if n := s.Count(&outbox.Parcel{}, "dedupe = 'lost1' AND state = 'pending'"); n != 1 {
			s.T.Error("the second of the list is not back in line")
		}
		s.Want(s.Press("office.staff1", list, "全部重发"), "delivery.resent", "已重新发送2条")
		if n := s.Count(&outbox.Parcel{}, "code = 'test.lost' AND state = 'pending'"); n != 3 {
			s.T.Errorf("%d are back in line", n)
		}
	})
}
