package supervision

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/supervision"
)

// TestMustShow3CloseAndReturnAtOnce: two office members press 销号 and 退回 on two replicas at the same moment. One
// wins, the other is told who, and the history holds one step.
func TestMustShow3CloseAndReturnAtOnce(t *testing.T) {
	each(t, func(s *stage) {
		for n := 1; n <= 8; n++ {
			s.Say("office.staff1", fmt.Sprintf("挂问题：中北镇第%d处林地堆放建筑垃圾，12月5日前整改到位", n))
			s.Photo("zhongbei.liaison", fmt.Sprintf("问题%d已整改", n))
			cards := s.together(fmt.Sprint("round", n), []bot.Event{
				{From: "office.staff1", Text: fmt.Sprintf("销号 督〔2026〕%d号", n), Kind: bot.KindPress},
				{From: "office.staff2", Text: fmt.Sprintf("退回 督〔2026〕%d号 材料不全", n), Kind: bot.KindPress}})
			x := s.issue(n)
			winner, loser, who := 0, 1, "林长办工作人员一"
			if x.State == supervision.Returned {
				winner, loser, who = 1, 0, "林长办工作人员二"
			}
			if code := cards[winner].Code; code != "issue.closed" && code != "issue.returned" {
				t.Errorf("winner hears %s: %s", code, cards[winner].Plain())
			}
			if c := cards[loser]; c.Code != models.BadInput || !strings.Contains(c.Title, who) {
				t.Errorf("loser hears %s: %s", c.Code, c.Plain())
			}
			history, err := supervision.History(s.DB.Read(context.Background(), "xiqing"), x.ID)
			if err != nil || len(history) != 3 {
				t.Errorf("%d steps, %v", len(history), err)
			}
		}
	})
}

// together delivers each event on a replica of its own at once.
func (s *stage) together(round string, events []bot.Event) []bot.Card {
	s.T.Helper()
	out := make([]bot.Card, len(events))
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i, e := range events {
		d := s.NewDesk()
		e.Platform, e.District, e.ToBot, e.At, e.ID = "console", "xiqing", true, s.Now, fmt.Sprintf("%s.%d", round, i)
		e.Chat = bot.Chat{ID: "office", Kind: bot.Group}
		wg.Go(func() {
			<-start
			o, err := d.Deliver(context.Background(), e)
			if err != nil {
				s.T.Errorf("%s: %v", e.Text, err)
			} else if o.Card != nil {
				out[i] = *o.Card
			}
		})
	}
	close(start)
	wg.Wait()
	return out
}

// TestNumbersHaveNoGapUnderTwoReplicas raises on many desks at once; numbers run from 1 without gap or double, also
// when some of the sentences are refused.
func TestNumbersHaveNoGapUnderTwoReplicas(t *testing.T) {
	each(t, func(s *stage) {
		var events []bot.Event
		for i := range 12 {
			who, text := "office.staff1", fmt.Sprintf("挂问题：中北镇第%d处林地堆放建筑垃圾，12月5日前整改到位", i)
			if i%4 == 3 {
				who = "dasi.liaison"
			}
			events = append(events, bot.Event{From: who, Text: text, Kind: bot.KindText})
		}
		s.together("rush", events)
		rows, err := supervision.Find(s.DB.Read(context.Background(), "xiqing"), supervision.Filter{})
		if err != nil || len(rows) != 9 {
			t.Fatalf("%d issues, %v", len(rows), err)
		}
		for i, x := range rows {
			if x.N != i+1 {
				t.Errorf("number %d at place %d", x.N, i+1)
			}
		}
	})
}

// TestRaiseForAnotherRegulation opens issues through the spine, two in one message.
func TestRaiseForAnotherRegulation(t *testing.T) {
	each(t, func(s *stage) {
		s.Tx(func(tx *db.Tx) error {
			r := s.Request(tx, "chief.b")
			r.Event = bot.Event{Platform: "console", ID: "patrol", Chat: bot.Chat{ID: "main", Kind: bot.Group}}
			for i, want := range []string{"督〔2026〕1号", "督〔2026〕2号"} {
				n, err := raiseFor(context.Background(), r, handlers.RaiseIssue{Title: fmt.Sprintf("巡林发现倾倒%d", i), Source: "patrol", Origin: "巡〔2026〕1号", Org: "zhongbei"})
				if err != nil || n != want {
					t.Errorf("number %s, %v", n, err)
				}
			}
			if _, err := raiseFor(context.Background(), r, handlers.RaiseIssue{Title: "无主", Org: "office"}); err == nil {
				t.Error("an issue of the office itself was opened")
			}
			return nil
		})
		if x := s.issue(2); x.Source != "patrol" || x.Inspection != "巡〔2026〕1号" || x.DueDay != "2026-12-08" {
			t.Errorf("raised: %+v", x)
		}
	})
}
