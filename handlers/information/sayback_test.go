package information

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
)

// instruction is a sentence that a card tells people to say.
var instruction = regexp.MustCompile(`(?:发|说|或|回|例如|如)“([^”]+)”`)

// instructionsOf are the sentences of a card.
func instructionsOf(c bot.Card) []string {
	var out []string
	for _, m := range instruction.FindAllStringSubmatch(c.Plain(), -1) {
		if !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

// accepted reports whether a sentence said back was taken: done, asked about, or answered by its own command.
func accepted(c bot.Card) bool {
	return c.Code != "not_understood" && c.Code != "ask.choose" && c.Code != "" && !strings.HasPrefix(string(c.Code), "refused.")
}

// told is one card of this regulation in the situation in which it is said.
type told struct {
	name string
	who  string // who reads it
	card func(s *stage) bot.Card
}

func filedOne(s *stage) {
	s.Want(s.Say(liaison, "报送 杨柳青镇开展防火宣传"), "report.accepted")
}

func tells() []told {
	office := "office.staff1"
	return []told{
		{"returned within the month", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(office, "退回 信1 缺少数字"), "report.returned")
		}},
		{"returned after the month", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.At("2026-12-20 10:00")
			return s.Want(s.Say(office, "退回 信1 缺少数字"), "report.returned")
		}},
		{"returned in the next year", liaison, func(s *stage) bot.Card {
			s.At("2026-12-23 10:00")
			filedOne(s)
			s.At("2027-01-20 10:00")
			return s.Want(s.Say(office, "退回 信〔2026〕1号 缺少数字"), "report.returned")
		}},
		{"closed after the return", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.Say(office, "退回 信1 缺少数字")
			s.At("2027-02-20 10:00")
			return s.Want(s.Say(liaison, "改标题 信〔2026〕1号 新的标题"), "refused.bad_input")
		}},
		{"month over", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.At("2026-12-03 10:00")
			return s.Want(s.Say(liaison, "改标题 信1 新的标题"), "refused.bad_input")
		}},
		{"one waits", office, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(office, "待采用的信息"), "report.waiting")
		}},
		{"several wait", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			return s.Want(s.Say(office, "待采用的信息"), "report.waiting")
		}},
		{"none waits", office, func(s *stage) bot.Card {
			return s.Want(s.Say(office, "待采用的信息"), "report.waiting")
		}},
		{"all would be adopted", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			return s.Want(s.Say(office, "全部采用"), "report.confirm")
		}},
		{"adopt, and nothing named", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			return s.Want(s.Say(office, "采用信息"), "ask.which")
		}},
		{"receipt", liaison, func(s *stage) bot.Card {
			return s.Want(s.Say(liaison, "报送 杨柳青镇开展防火宣传"), "report.accepted")
		}},
		{"said twice", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "报送 杨柳青镇开展防火宣传"), "report.duplicate")
		}},
		{"to be filled in late", liaison, func(s *stage) bot.Card {
			return s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇完成国庆期间森林防火值守"), "report.confirm")
		}},
		{"history", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "信1 经过"), "report.history")
		}},
		{"list", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "信息列表"), "report.list")
		}},
		{"overview", office, func(s *stage) bot.Card {
			return s.Want(s.Say(office, "11月信息完成情况"), "duty.standing")
		}},
		{"picture asked for", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "补照片 信1"), "ask.which")
		}},
		{"two numbers in one sentence", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			return s.Want(s.Say(office, "采用 信1或者信2"), "refused.bad_input")
		}},
		{"month not begun", liaison, func(s *stage) bot.Card {
			return s.Want(s.Say(liaison, "报12月信息 杨柳青镇冬季防火方案"), "refused.bad_input")
		}},
		{"adopted, then taken back", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.Say(office, "采用 信1")
			return s.Want(s.Say(liaison, "撤回 信1"), "refused.bad_input")
		}},
		{"merged", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			s.Want(s.Say(office, "合并 信1 到 信2"), "report.merged")
			return s.Want(s.Say(office, "合并 信2 到 信1"), "refused.bad_input")
		}},
		{"adopted", office, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(office, "采用 信1"), "report.adopted")
		}},
		{"changed by the office", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.Say(office, "改标题 信1 杨柳青镇防火宣传进村12场")
			return s.One("report.changed").Card
		}},
		{"past month asked about", liaison, func(s *stage) bot.Card {
			filedOne(s)
			s.At("2026-12-03 10:00")
			return s.Want(s.Say(liaison, "11月报了几条"), "duty.standing")
		}},
		{"past year asked about", liaison, func(s *stage) bot.Card {
			s.At("2027-01-05 10:00")
			return s.Want(s.Say(liaison, "2026年12月报了几条"), "duty.standing")
		}},
		{"present month asked about", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "本月报了几条"), "duty.standing")
		}},
		{"filled in late", liaison, func(s *stage) bot.Card {
			c := s.Want(s.Say(liaison, "补报10月份信息：杨柳青镇完成国庆期间森林防火值守"), "report.confirm")
			return s.Want(s.Press(liaison, c, "确认"), "report.accepted")
		}},
		{"too late", liaison, func(s *stage) bot.Card {
			return s.Want(s.Say(liaison, "补报8月份信息：杨柳青镇开展夏季防汛巡查"), "refused.bad_input")
		}},
		{"taken back", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "撤回 信1"), "report.withdrawn")
		}},
		{"not found", liaison, func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say(liaison, "查看 信99"), "refused.not_found")
		}},
		{"taken back, then reviewed", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say(liaison, "撤回 信1")
			return s.Want(s.Say(office, "采用 信1"), "refused.bad_input")
		}},
		{"merged without a target", office, func(s *stage) bot.Card {
			for _, title := range []string{"开展春季巡林", "清理林下垃圾", "补植苗木三千株", "培训护林员", "防治美国白蛾"} {
				s.Say("dasi.liaison", "报送 大寺镇"+title)
			}
			return s.Want(s.Say(office, "合并 信3"), "refused.bad_input")
		}},
		{"several returned at once", office, func(s *stage) bot.Card {
			filedOne(s)
			s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
			return s.Want(s.Say(office, "退回信1、信2 缺数字"), "refused.bad_input")
		}},
		{"recalled after it was adopted", office, func(s *stage) bot.Card {
			s.Event(bot.Event{ID: "a", Kind: bot.KindText, From: liaison, Text: "报送 杨柳青镇开展防火宣传"})
			s.Say(office, "采用 信1")
			s.Event(bot.Event{Kind: bot.KindRecall, From: liaison, Target: "a"})
			return s.One("report.recalled").Card
		}},
		{"foreign report", "dasi.liaison", func(s *stage) bot.Card {
			filedOne(s)
			return s.Want(s.Say("dasi.liaison", "查看 信1"), "refused.not_allowed")
		}},
		{"picture lost", liaison, func(s *stage) bot.Card {
			s.Event(bot.Event{From: liaison, Text: "报送 杨柳青镇补植白蜡1200株", Media: pictures("gone")})
			s.fetch(shelf{gone: map[string]bool{"gone": true}})
			return s.One("report.photo_lost").Card
		}},
		{"report with a lost picture", liaison, func(s *stage) bot.Card {
			s.Event(bot.Event{From: liaison, Text: "报送 杨柳青镇补植白蜡1200株", Media: pictures("gone")})
			s.fetch(shelf{gone: map[string]bool{"gone": true}})
			return s.Want(s.Say(liaison, "看 信1"), "report.shown")
		}},
	}
}

// TestInstructionsWork: what a card tells people to say is accepted when its reader says it at once.
func TestInstructionsWork(t *testing.T) {
	said := 0
	for _, one := range tells() {
		t.Run(one.name, func(t *testing.T) {
			for i, more := 0, true; more; i++ {
				more = false // unless its stage says otherwise
				each(t, func(s *stage) {
					list := instructionsOf(one.card(s))
					if i >= len(list) {
						return
					}
					more = i+1 < len(list)
					said++
					if c := s.Say(one.who, list[i]); !accepted(c) {
						t.Errorf("“%s” is answered %s:\n%s", list[i], c.Code, c.Plain())
					}
				})
			}
		})
	}
	if said < 30 {
		t.Errorf("only %d sentences were said back: the reading is broken", said)
	}
}

// TestButtonsWork: what a card's buttons do is accepted as well. A receipt in a group bears the office's too.
func TestButtonsWork(t *testing.T) {
	for _, one := range tells() {
		t.Run(one.name, func(t *testing.T) {
			for i, more := 0, true; more; i++ {
				more = false // unless its stage says otherwise
				each(t, func(s *stage) {
					card := one.card(s)
					if i >= len(card.Buttons) {
						return
					}
					more = i+1 < len(card.Buttons)
					b := card.Buttons[i]
					c := s.Press(one.who, card, b.Label)
					if reviews := b.Label == "采用" || b.Label == "退回"; accepted(c) || reviews && !strings.HasPrefix(one.who, "office") {
						return
					}
					t.Errorf("%s is answered %s:\n%s", b.Label, c.Code, c.Plain())
				})
			}
		})
	}
}

// TestReceiptInPrivate: where nobody of the office reads it, a receipt bears no buttons of the office.
func TestReceiptInPrivate(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Private(liaison, "报送 杨柳青镇开展防火宣传"), "report.accepted")
		if got := strings.Join(c.Labels(), " "); got != "撤回 改标题 改类别" {
			t.Errorf("buttons %s", got)
		}
	})
}
