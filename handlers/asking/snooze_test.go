package asking

import (
	"strings"
	"testing"
)

// TestSnooze: within the limits, by days or by day, never shorter than before, and nobody's but one's own.
func TestSnooze(t *testing.T) {
	eachReporting(t, func(s *stage) {
		for _, x := range []struct{ who, text, code, words string }{
			{"zhongbei.liaison", "免打扰一个月", "refused.bad_input", "一次最多延后3天"},
			{"zhongbei.liaison", "延后一周", "refused.bad_input", "一次最多延后3天"},
			{"zhongbei.liaison", "延后提醒 4天", "refused.bad_input", "一次最多延后3天"},
			{"zhongbei.liaison", "延后提醒 3天", "duty.snoozed", "3月14日前不再提醒"},
			{"zhongbei.liaison", "延后提醒 1天", "duty.snoozed", "已经延后过了，3月14日前"},
			{"dasi.liaison", "延后提醒", "duty.snoozed", "3月12日前"},
			{"dasi.liaison", "3月13日再提醒", "duty.snoozed", "3月13日前"},
			{"dasi.liaison", "延后提醒 3天", "refused.not_allowed", "已延后2次"},
			{"chief.a", "延后提醒", "refused.not_allowed", "不能由您延后"},
			{"nobody", "延后提醒", "refused.not_bound", ""},
		} {
			if c := s.Say(x.who, x.text); string(c.Code) != x.code || !strings.Contains(c.Plain(), x.words) {
				s.T.Errorf("%s %s: %s\n%s", x.who, x.text, c.Code, c.Plain())
			}
		}
	})
}

// TestSnoozeEndsOnTheDueDay: the last day of a duty is never passed over.
func TestSnoozeEndsOnTheDueDay(t *testing.T) {
	eachReporting(t, func(s *stage) {
		s.At("2026-03-30 09:30")
		s.Want(s.Say("zhongbei.liaison", "延后提醒 3天"), "duty.snoozed", "3月31日前不再提醒", "期限不变：3月31日")
	})
}

// TestAcknowledged: 收到 said to the bot in a group is recorded, not answered with “没听懂”.
func TestAcknowledged(t *testing.T) {
	eachReporting(t, func(s *stage) {
		for _, text := range []string{"收到", "收到提醒"} {
			if c := s.Say("zhongbei.liaison", text); c.Code != "duty.acked" {
				s.T.Errorf("%s: %s\n%s", text, c.Code, c.Plain())
			}
		}
	})
}

// TestStatusNamesThePeriod: two lines of one duty are told apart.
func TestStatusNamesThePeriod(t *testing.T) {
	eachReporting(t, func(s *stage) {
		if c := s.Say("chief.a", "杨柳青镇怎么样"); !strings.Contains(c.Plain(), "本月 0/2条，3月31日截止") {
			s.T.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := s.Say("chief.a", "概况"); !strings.Contains(c.Plain(), "本月 11家中0家完成") {
			s.T.Errorf("%s\n%s", c.Code, c.Plain())
		}
	})
}

// TestChiefSeesHisTownsFirst: his linked towns lead every list, and nobody tells him to file their reports.
func TestChiefSeesHisTownsFirst(t *testing.T) {
	eachReporting(t, func(s *stage) {
		if c := s.Say("chief.d", "谁还没报"); !strings.Contains(c.Plain(), "还差2条：津门湖街道、赤龙南街道、杨柳青镇") {
			s.T.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := s.Say("chief.d", "我的待办"); !strings.Contains(c.Title, "您联系的街镇") || strings.Contains(c.Plain(), "报送 标题") {
			s.T.Errorf("%s\n%s", c.Code, c.Plain())
		}
		if c := s.Say("dasi.liaison", "我的待办"); !strings.Contains(c.Title, "您有1项待办") || !strings.Contains(c.Plain(), "报送 标题") {
			s.T.Errorf("%s\n%s", c.Code, c.Plain())
		}
	})
}
