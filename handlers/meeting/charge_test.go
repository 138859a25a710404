package meeting

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// held plays a joint meeting on 24 November and files its minutes.
func (s *stage) held(minutes string) string {
	s.T.Helper()
	s.say("office.staff1", "11月24日上午9点在农业农村委三楼召开联席会议，请区水务局参加")
	s.to("2026-11-24 15:00")
	s.clear()
	return s.Want(s.say("office.staff1", "纪要 会〔2026〕1号："+minutes), "meeting.minuted").Plain()
}

// TestOneMessageForAllTowns: what all towns carry out is said once in the main group and names each with its number; a
// town with a group of its own hears it there; nobody hears it in private.
func TestOneMessageForAllTowns(t *testing.T) {
	for _, c := range []struct {
		name, minutes string
		own           []string
		chats         []string
		receipt       []string
		names, spared string
	}{
		{"all towns", "1.各街镇12月10日前完成补植", nil, []string{"main"},
			[]string{"议定事项11件", "议〔2026〕1号至议〔2026〕11号", "等11家", "责任单位11家"}, "大寺镇 议〔2026〕", ""},
		{"one town has a group of its own", "1.各街镇12月10日前完成补植", []string{"town.dasi"}, []string{"main", "town.dasi"},
			[]string{"责任单位11家"}, "辛口镇 议〔2026〕", "大寺镇"},
		{"two items are one message", "1.各街镇12月10日前完成补植\n2.各街镇12月20日前报送名单", nil, []string{"main"},
			[]string{"议定事项22件", "责任单位11家"}, "大寺镇 议〔2026〕", ""},
		{"a unit beside them hears in private", "1.各街镇12月10日前完成补植\n2.区水务局12月20日前完成清淤", nil,
			[]string{"main", "shuiwu.liaison"}, []string{"议定事项12件", "责任单位12家"}, "大寺镇 议〔2026〕", "区水务局"},
		{"some towns hear in private", "1.大寺镇、精武镇12月10日前完成补植", nil, []string{"dasi.liaison", "jingwu.liaison"},
			[]string{"议〔2026〕1号至议〔2026〕2号", "大寺镇、精武镇", "责任单位2家"}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			with := setup()
			with.Own = c.own
			eachWith(t, with, func(t *testing.T, s *stage) {
				receipt := s.held(c.minutes)
				for _, words := range c.receipt {
					if !strings.Contains(receipt, words) {
						t.Errorf("the receipt misses %s:\n%s", words, receipt)
					}
				}
				got := s.chats("meeting.minuted")
				if slices.Sort(got); !slices.Equal(got, c.chats) {
					t.Fatalf("told %v, want %v", got, c.chats)
				}
				for _, x := range s.log {
					text := x.card.Plain()
					if x.chat == "main" && (!strings.Contains(text, c.names) || c.spared != "" && strings.Contains(text, c.spared)) {
						t.Errorf("the main group hears:\n%s", text)
					}
				}
			})
		})
	}
}

// TestResolutionWithoutItsNumber: what all towns hear names no number; each means its own by it, and is asked where it has
// several.
func TestResolutionWithoutItsNumber(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.held("1.各街镇12月10日前完成补植\n2.区水务局12月20日前完成清淤\n3.区水务局12月25日前完成巡查")
		s.Want(s.say("dasi.liaison", "议定事项 进展：已完成一半"), "resolution.updated", "推进中\n进展：已完成一半")
		s.Want(s.say("dasi.liaison", "议定事项 已完成，验收合格"), "resolution.updated", "待核实\n已完成，验收合格")
		s.Want(s.say("shuiwu.liaison", "议定事项 已完成，验收合格"), "ask.which", "议〔2026〕12号 区水务局12月20日前完成清淤", "议〔2026〕13号")
		s.Want(s.say("jingwu.liaison", "会1号 议定事项 已完成，验收合格"), "ask.which", "是哪一项议定事项")
		s.Want(s.say("shuiwu.liaison", "议〔2026〕13号"), "resolution.updated", "议〔2026〕13号已记下：待核实\n已完成，验收合格")
	})
}

// TestResolutionsOfOneItemBearOneTitle, so that what many owe can be told as one.
func TestResolutionsOfOneItemBearOneTitle(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.held("1.各街镇12月10日前完成补植")
		s.Tx(func(tx *db.Tx) error {
			list, err := deadlines(t.Context(), tx, s.Profile(), "")
			for _, d := range list {
				if d.Title != list[0].Title || !d.Due.Equal(list[0].Due) {
					t.Errorf("%s: %s", d.Ref, d.Title)
				}
			}
			if len(list) != 11 {
				t.Errorf("%d deadlines", len(list))
			}
			return err
		})
	})
}

// TestDoneIsInTheQueue: the office's group hears of no single resolution that was reported done; who drafted the
// meeting hears it in private, and it waits for the office until it is checked.
func TestDoneIsInTheQueue(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.held("1.区水务局12月10日前完成清淤")
		s.clear()
		s.Want(s.say("shuiwu.liaison", "议〔2026〕1号 已完成，已清淤3公里"), "resolution.updated", "待核实")
		if got := s.chats(""); len(got) != 1 || s.log[0].chat != "office.staff1" {
			t.Fatalf("told %v", got)
		}
		got := s.queue()
		if len(got) != 1 || got[0].Ref != "议〔2026〕1号" || !strings.Contains(got[0].Line, "区水务局") || len(got[0].Buttons) != 2 {
			t.Fatalf("waits: %+v", got)
		}
		s.Want(s.say("office.staff2", got[0].Buttons[1].Command), "ask.which", "退回的理由")
		s.Want(s.say("office.staff2", "照片不清"), "resolution.returned")
		if got := s.queue(); len(got) != 0 {
			t.Errorf("still waits: %+v", got)
		}
		s.say("shuiwu.liaison", "议〔2026〕1号 已完成，照片已补")
		s.Want(s.say("office.staff2", s.queue()[0].Buttons[0].Command), "resolution.checked")
		if got := s.mine("office.staff1"); len(got) != 0 {
			t.Errorf("still waits: %q", got)
		}
	})
}

// TestQueueOfTheOffice: a word that is missing too long, a plan that was sent back, a meeting without minutes.
func TestQueueOfTheOffice(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		waits := func(want ...string) {
			t.Helper()
			got := s.queue()
			if len(got) != len(want) {
				t.Fatalf("waits: %+v, want %v", got, want)
			}
			for i, words := range want {
				if !strings.Contains(got[i].Line, words) || got[i].Ref == "" || got[i].Next == "" || got[i].Article == "" {
					t.Errorf("waits: %+v, want %s", got[i], words)
				}
			}
		}
		s.say("office.staff1", later)
		s.say("chief.general", "同意 会〔2026〕1号 第1稿")
		s.to("2026-11-25 10:00")
		waits()
		s.to("2026-11-26 10:00") // more than two working days
		waits("区总林长会议方案第1稿，11月23日报副总林长，还没有答复")
		s.say("chief.deputy", "退回 会〔2026〕1号 第1稿 再压缩")
		waits("被退回：再压缩")
		s.say("office.staff1", "报审 会〔2026〕1号")
		waits()
		s.say("chief.general", "同意 会〔2026〕1号 第2稿")
		s.say("chief.deputy", "同意 会〔2026〕1号 第2稿")
		s.to("2026-12-15 18:00")
		waits("区总林长会议，12月15日开的")
		s.say("office.staff1", "纪要 会〔2026〕1号：1.区水务局12月31日前完成清淤")
		waits()
	})
}

// TestVacantApprover: nobody can be asked, so the office hears of it.
func TestVacantApprover(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Tx(func(tx *db.Tx) error { return roster.End(tx, "deputy_chief", "", "chief.deputy", s.Now) })
		s.say("office.staff1", later)
		s.to("2026-11-26 10:00")
		if got := s.queue(); len(got) != 2 || !strings.Contains(got[1].Line, "副总林长空缺，没有人审定") {
			t.Errorf("waits: %+v", got)
		}
	})
}
