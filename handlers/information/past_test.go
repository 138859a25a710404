package information

import (
	"strings"
	"testing"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models"
)

// joined is the sample district with a town that joins in the middle of November.
func joinedAt(t *testing.T) handlerstest.Setup {
	with := setup()
	with.Profile = handlerstest.Sample(t, "  - code: chilongnan\n", "  - code: chilongnan\n    from: 2026-11-15\n")
	return with
}

// TestArticle9BeforeMembership: the town that joined in mid-month owes nothing for that month. The receipt and the
// answer to a question say the same, and from when on it counts.
func TestArticle9BeforeMembership(t *testing.T) {
	handlerstest.Each(t, joinedAt(t), func(on *handlerstest.Stage) {
		s := &stage{on}
		receipt := s.Want(s.Say("chilongnan.liaison", "报送 赤龙南街道开展秋季造林"), "report.accepted", "已收到")
		answer := s.Want(s.Say("chilongnan.liaison", "这个月报了几条了"), "duty.standing", "本月已报1条")
		for _, text := range []string{receipt.Plain(), answer.Plain()} {
			if strings.Contains(text, "/2") || !strings.Contains(text, "12月起计数，至少2条") {
				t.Errorf("want the month it counts from: %s", text)
			}
		}
		if text := s.Say("office.staff1", "本月信息完成情况").Plain(); !strings.Contains(text, "0/10 家达标") {
			t.Errorf("the office counts it: %s", text)
		}
		s.At("2026-12-02 10:00")
		s.Want(s.Say("chilongnan.liaison", "报送 赤龙南街道排查火险"), "report.accepted", "本月 1/2")
		s.Want(s.Say("office.staff1", "本月信息完成情况"), "duty.standing", "0/11 家达标")
	})
}

// TestArticle9ReceiptsKeepTheRule: a new number from December on changes neither November's receipt nor its list.
func TestArticle9ReceiptsKeepTheRule(t *testing.T) {
	with := setup()
	with.Profile = handlerstest.Sample(t)
	later := *with.Profile.Latest()
	later.Duties = append(later.Duties[:0:0], later.Duties...)
	later.Duties[0].AtLeast = 3
	later.Effective.Time = later.Effective.AddDate(1, 10, 14) // 15 November 2026
	with.Profile.Versions = append(with.Profile.Versions, &later)
	handlerstest.Each(t, with, func(on *handlerstest.Stage) {
		s := &stage{on}
		s.Want(s.Say(liaison, "报送 杨柳青镇开展秋季造林"), "report.accepted", "本月 1/2")
		s.At("2026-12-02 10:00")
		s.Want(s.Say(liaison, "报送 杨柳青镇排查火险"), "report.accepted", "本月 1/3")
		s.Want(s.Say(liaison, "这个月报了几条了"), "duty.standing", "本月 1/3")
		s.Want(s.Say(liaison, "上个月报了几条"), "duty.standing", "11月 1/2")
	})
}

// TestArticle9SeveralQuotasOnOnePage: short and long pieces have a line each that says which; who left owes nothing
// and counts among neither.
func TestArticle9SeveralQuotasOnOnePage(t *testing.T) {
	with := setup()
	with.Profile = handlerstest.Sample(t, "  - code: chilongnan\n", "  - code: chilongnan\n    to: 2026-11-15\n    successor: jinmenhu\n")
	first := with.Profile.Latest()
	long := first.Duties[0]
	long.ID, long.Title, long.What, long.AtLeast, long.Every = "long", "长篇", "report.innovation", 1, "quarter"
	first.Duties = append(first.Duties, long)
	handlerstest.Each(t, with, func(on *handlerstest.Stage) {
		s := &stage{on}
		s.Want(s.Say(liaison, "报送 杨柳青镇创新护林经验做法"), "report.accepted", "每月报送工作情况本月还差1条", "长篇：本季度 1/1")
		text := s.Want(s.Say("office.staff1", "本月信息完成情况"), "duty.standing").Plain()
		for _, want := range []string{"每月报送工作情况 本月：0/10 家达标，还差杨柳青镇 1/2", "长篇 本季度：1/10 家达标", "另4家"} {
			if !strings.Contains(text, want) {
				t.Errorf("misses %s: %s", want, text)
			}
		}
	})
}

// TestArticle9AClosedOrganisationFilesNothing: from its last day on its people are told who took over, and nothing is
// kept; the day before it files like all others.
func TestArticle9AClosedOrganisationFilesNothing(t *testing.T) {
	with := setup()
	with.Profile = handlerstest.Sample(t, "  - code: chilongnan\n",
		"  - code: chilongnan\n    to: 2026-11-24\n    successor: jinmenhu\n")
	handlerstest.Each(t, with, func(on *handlerstest.Stage) {
		s := &stage{on}
		s.Want(s.Say("chilongnan.liaison", "报送 赤龙南街道开展秋季造林"), "report.accepted")
		s.At("2026-11-24 09:00")
		for who, text := range map[string]string{"chilongnan.liaison": "报送 赤龙南街道开展补植工作",
			"office.staff1": "替赤龙南街道报送 开展补植工作"} {
			s.Want(s.Say(who, text), models.NotAllowed, "赤龙南街道从2026年11月24日起已撤销", "现由津门湖街道承接", "信息制度")
		}
		s.Want(s.Say("chilongnan.liaison", "更新公示牌 村口 王林长 27390000"), models.NotAllowed, "津门湖街道")
		if n := len(s.reports()); n != 1 {
			t.Errorf("%d reports are kept", n)
		}
	})
}
