package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/cmd/faces"
	"linzhangbot/handlers/handlerstest"
)

// TestAnswersToACrowdedCard: however many matters the main group's message has, its commands stay below the 1024 bytes
// that WeCom sends back, and who owes only the last of them is still answered about it.
func TestAnswersToACrowdedCard(t *testing.T) {
	for _, n := range []int{50, 100} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			handlerstest.Each(t, handlerstest.Setup{Modules: faces.Modules()}, func(s *handlerstest.Stage) {
				towns := []string{"大寺镇", "中北镇", "精武镇"}
				for i := range n - 1 {
					s.Want(s.Say("office.staff1", fmt.Sprintf("挂问题：%s第%d号地块堆放垃圾，12月5日前整改到位", towns[i%3], 101+i)), "issue.raised")
				}
				s.Want(s.Say("office.staff1", "挂问题：辛口镇林带缺株，12月5日前整改到位"), "issue.raised")
				s.Fresh()
				s.At("2026-12-02 09:03")
				s.Sweep()
				h := s.One("issue.reminder")
				reminderKind{}.fits(t, h.Card)
				ref := fmt.Sprintf("督〔2026〕%d号", n)
				s.Want(s.Press("xinkou.liaison", h.Card, "为什么催我"), "duty.explain", ref, "林带缺株")
				s.Want(s.Press("xinkou.liaison", h.Card, "收到"), "duty.acked", "已记下：辛口镇", ref)
				s.Want(s.Press("dasi.liaison", h.Card, "延后"), "ask.which", "延后哪一件")
				s.Want(s.Press("xinkou.liaison", h.Card, "延后"), "duty.snoozed", ref)
			})
		})
	}
}

// TestAnswersAreHeardEverywhere: the three orders are heard with any duties and numbers behind them, in every district,
// by a tap and typed.
func TestAnswersAreHeardEverywhere(t *testing.T) {
	for file, who := range map[string]string{"../../config/districts/xiqing.yaml": "dasi.liaison",
		"testdata/other.yaml": "hekou.reporter", "testdata/county.yaml": "bei.liaison"} {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			with := handlerstest.Setup{Modules: faces.Modules(), Profile: handlerstest.Parsed(t, file, string(data))}
			handlerstest.Each(t, with, func(s *handlerstest.Stage) {
				p := s.Profile()
				var names []string
				for _, d := range p.Duties {
					names = append(names, "2026年11月"+d.Title)
				}
				for _, kind := range []string{"issue", "order", "share", "activity", "meeting", "resolution"} {
					names = append(names, p.Number(kind, 2026, 1), p.Number(kind, 2026, 12))
				}
				for _, about := range append(names, strings.Join(names[:3], "、"), strings.Join(names[len(names)-6:], "、"),
					names[0]+"、"+names[len(names)-1]) {
					for order, codes := range map[string]string{"为什么催我": "duty.explain", "收到提醒": "duty.acked",
						"延后提醒": "duty.snoozed ask.which refused.not_allowed"} {
						for _, kind := range []bot.Kind{bot.KindPress, bot.KindText} {
							c := s.Event(bot.Event{From: who, Text: order + " " + about, Kind: kind})
							if c.Code == "" || !strings.Contains(codes, string(c.Code)) {
								t.Errorf("%s %s: %s\n%s", order, about, c.Code, c.Plain())
							}
						}
					}
				}
			})
		})
	}
}
