package asking

import (
	"strings"
	"testing"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// patrols is a duty that each chief owes himself.
const patrols = `
  - id: chief-patrol
    title: 林长巡林
    article: 协作会商制度 第五条
    who: {post: chief}
    what: patrol
    unit: 次
    at_least: 1
    every: month
    due: {end: true}
    how: 发“登记巡林 地点”
    steps:
      - {key: d20, when: {day: 20}, if: short, to: owner, in: private}
      - {key: d23, when: {day: 23}, if: short, to: office, in: office}
      - {key: d24, when: {day: 24}, if: short, to: owner, in: main}
`

// eachPatrolling opens the sample district with such a duty; one chief is called by name, the others by their titles.
func eachPatrolling(t *testing.T, run func(s *stage)) {
	t.Helper()
	set := handlerstest.Sample(t, "\nduties:\n", "\nduties:"+patrols, "区级林长（甲）", "张某")
	opened(t, "2026-03-10 09:30", set, run, "patrol")
}

// TestDutiesOfPostsNameTheirHolders: whoever owes something himself is named and counted as a person everywhere.
func TestDutiesOfPostsNameTheirHolders(t *testing.T) {
	eachPatrolling(t, func(s *stage) {
		s.facts = []duty.Fact{{What: "patrol", Person: "chief.d", At: s.Now}}
		for _, c := range []struct{ who, text, words, not string }{
			{"office.staff1", "概况", "本月 4人中1人完成，还差张某（区级林长）、区级林长（乙）、区级林长（丙）", "家中"},
			{"chief.b", "概况", "4人中1人完成，还差区级林长（乙）", "张某"},
			{"office.staff1", "谁还没报", "本月“林长巡林”3人：还差1次：张某（区级林长）、区级林长（乙）", "家"},
			{"chief.a", "我的待办", "您有1项待办", "张某"},
			{"chief.a", "为什么催我", "本月“林长巡林”：已有0次，还差1次", "张某"},
			{"chief.a", "延后提醒", "3月12日前不再提醒“林长巡林”", ""},
			{"chief.d", "我的待办", "都完成了", ""},
		} {
			card := s.Say(c.who, c.text)
			if text := card.Plain(); !strings.Contains(text, c.words) || c.not != "" && strings.Contains(text, c.not) {
				t.Errorf("%s %s: %s\n%s", c.who, c.text, card.Code, text)
			}
		}
	})
}

// TestRemindersOfPostsNameTheirHolders: a person's own chat needs no name, every other chat does.
func TestRemindersOfPostsNameTheirHolders(t *testing.T) {
	eachPatrolling(t, func(s *stage) {
		told := map[string]handlerstest.Heard{}
		for _, h := range s.morning("2026-03-20 09:03", "duty.reminder") {
			told[h.Chat] = h
		}
		if text := told["chief.a"].Card.Plain(); len(told) != 4 || !strings.Contains(text, "已有0次，还差1次") || strings.Contains(text, "张某") {
			t.Errorf("in private: %d, %s", len(told), text)
		}
		for day, chat := range map[string]string{"2026-03-23": "office", "2026-03-24": "main"} {
			list := s.morning(day+" 09:03", "duty.reminder")
			if len(list) != 1 || list[0].Chat != chat {
				t.Fatalf("%s: %+v", day, list)
			}
			if text := list[0].Card.Plain(); !strings.Contains(text, "4人中4人还没完成") || !strings.Contains(text, "还差1次：张某（区级林长）、区级林长（乙）") {
				t.Errorf("%s hears\n%s", chat, text)
			}
			if named := list[0].Card.Mention; chat == "main" && len(named) != 4 {
				t.Errorf("mentioned: %v", named)
			}
		}
	})
}

// TestReceiptOfPostsIsEachHoldersOwn: 收到 of one chief says nothing about the reminders of another.
func TestReceiptOfPostsIsEachHoldersOwn(t *testing.T) {
	eachPatrolling(t, func(s *stage) {
		s.morning("2026-03-20 09:03", "duty.reminder")
		s.Want(s.Private("chief.b", "收到"), "duty.acked", "已记下")
		if n := s.Count(&reminder.Reminder{}, "acked_by = 'chief.b' AND person = 'chief.b'"); n != 1 {
			t.Errorf("%d of his own", n)
		}
		if n := s.Count(&reminder.Reminder{}, "acked_by = 'chief.b'"); n != 1 {
			t.Errorf("%d in all", n)
		}
	})
}
