package cooperation

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/outbox"
)

// What the office says on Monday the 23rd so that all of it is told on the 24th, in one message.
const (
	aTask        = order1 + "\n1.区水务局11月27日前完成消防水源排查"
	aPaper       = "通报区水务局、区应急局：市级会议部署冬季防火"
	anInvitation = "邀请区水务局、区应急局11月27日上午9点参加林长巡林"
	ownWords     = 3 // buttons for 收到, 为什么催我 and 延后
)

// merged is the one message that 区水务局 hears on the 24th of what the office said.
func (s *stage) merged(said ...string) bot.Card {
	s.T.Helper()
	for _, text := range said {
		s.Say("office.staff1", text)
	}
	s.Fresh()
	s.morning("2026-11-24")
	var out []bot.Card
	for _, h := range s.Fresh() {
		if h.Chat == "unit.shuiwu" {
			out = append(out, h.Card)
		}
	}
	if len(out) != 1 {
		s.T.Fatalf("%d messages: %+v", len(out), out)
	}
	return out[0]
}

// TestOneMessageOfSeveralKinds: what coincides is one message that is about all numbers. Its code is the kind's where it
// is the only one, else it says whether anything is overdue.
func TestOneMessageOfSeveralKinds(t *testing.T) {
	for _, x := range []struct {
		said []string
		code bot.Code
		refs []string
	}{
		{[]string{order1}, "order.reminder", []string{theOrder}},
		{[]string{aPaper}, "share.reminder", []string{theShare}},
		{[]string{anInvitation}, "activity.reminder", []string{theActivity}},
		{[]string{aPaper, anInvitation}, bot.CodeReminder, []string{theActivity, theShare}},
		{[]string{aTask, aPaper, anInvitation}, bot.CodeReminder, []string{theActivity, theOrder, theShare, theTask}},
	} {
		t.Run(strings.Join(x.refs, " "), func(t *testing.T) {
			own(t, func(s *stage) {
				got := s.merged(x.said...)
				refs := slices.Sorted(slices.Values(numbers(got)))
				slices.Sort(x.refs)
				if got.Code != x.code || !slices.Equal(refs, x.refs) {
					t.Errorf("%s about %v, want %s about %v", got.Code, refs, x.code, x.refs)
				}
			}, "unit.shuiwu")
		})
	}
}

// TestOverdueAmongWhatIsNear (督查制度 第四条（二）): a task that is overdue makes the message an overdue notice.
func TestOverdueAmongWhatIsNear(t *testing.T) {
	own(t, func(s *stage) {
		s.Say("office.staff1", order1+"\n1.区水务局11月23日前完成消防水源排查")
		if got := s.merged(aPaper); got.Code != bot.CodeOverdue || got.Tone != bot.ToneLate {
			t.Errorf("%s %s: %s", got.Code, got.Tone, got.Plain())
		}
	}, "unit.shuiwu")
}

// TestButtonsOfOneMessage: each kind's button does it for its record out of a message about several, and what is left is
// said again without it.
func TestButtonsOfOneMessage(t *testing.T) {
	for _, x := range []struct {
		said                      []string
		label, command, code, ref string
	}{
		{[]string{aTask, aPaper}, "签收总林长令", "签收总林长令 " + theOrder, "order.acknowledged", theOrder},
		{[]string{aTask, aPaper}, "签收共享", "签收共享 " + theShare, "share.received", theShare},
		{[]string{aTask, anInvitation}, "参加", "答复活动 参加 " + theActivity, "activity.answered", theActivity},
		{[]string{aPaper, anInvitation}, "不参加", "答复活动 不参加 " + theActivity, "activity.answered", theActivity},
	} {
		t.Run(x.label, func(t *testing.T) {
			own(t, func(s *stage) {
				got := s.merged(x.said...)
				if says := s.Button(got, x.label); says != x.command {
					t.Errorf("%s says %s, want %s", x.label, says, x.command)
				}
				others := slices.DeleteFunc(numbers(got), func(ref string) bool { return ref == x.ref })
				s.Want(s.Press("shuiwu.liaison", got, x.label), x.code)
				if in := s.reminded(x.ref, outbox.Pending); strings.Contains(in, "unit.shuiwu") {
					t.Errorf("still said in %s", in)
				}
				for _, ref := range others {
					if in := s.reminded(ref, outbox.Pending); strings.Count(in, "unit.shuiwu") != 1 {
						t.Errorf("%s is said in %s", ref, in)
					}
				}
			}, "unit.shuiwu")
		})
	}
}

// TestButtonsOfARecordStandTogether: where there is no room for all buttons, nobody is offered to come and not to stay
// away.
func TestButtonsOfARecordStandTogether(t *testing.T) {
	for _, said := range [][]string{{aTask, aPaper, anInvitation}, {anInvitation, anInvitation}, {aPaper, anInvitation, anInvitation}} {
		t.Run(strings.Join(said, " "), func(t *testing.T) {
			own(t, func(s *stage) {
				got := s.merged(said...)
				count := func(start string) (n int) {
					for _, label := range got.Labels() {
						if strings.HasPrefix(label, start) {
							n++
						}
					}
					return n
				}
				if count("参加") != count("不参加") || len(got.Buttons) <= ownWords {
					t.Errorf("offered %v", got.Labels())
				}
			}, "unit.shuiwu")
		})
	}
}

// TestButtonsOfSeveralRecordsNameThem: of two papers of one kind each has its button.
func TestButtonsOfSeveralRecordsNameThem(t *testing.T) {
	own(t, func(s *stage) {
		got := s.merged(aPaper, aPaper)
		s.Want(s.Press("shuiwu.liaison", got, "签收共享 享2号"), "share.received", "享〔2026〕2号")
		if left := s.owes("shuiwu.liaison", ""); len(left) != 1 || !strings.HasPrefix(left[0], theShare) {
			t.Errorf("left: %v", left)
		}
	}, "unit.shuiwu")
}
