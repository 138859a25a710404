package information

import (
	"fmt"
	"strings"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
)

// heap is what waits for the office.
func (s *stage) heap() []handlers.Queued {
	s.T.Helper()
	var out []handlers.Queued
	s.Tx(func(tx *db.Tx) (err error) {
		out, err = queue(s.T.Context(), s.Request(tx, "office.staff1"))
		return err
	})
	return out
}

func waitingRefs(list []handlers.Queued) string {
	var out []string
	for _, q := range list {
		out = append(out, q.Ref+" "+q.Line)
	}
	return strings.Join(out, "\n")
}

// TestArticle10Queue (信息制度 第十条): what waits for the office, the longest waiting first; what was returned and put
// right waits anew and says so; what was decided waits no more.
func TestArticle10Queue(t *testing.T) {
	each(t, func(s *stage) {
		if list := s.heap(); len(list) != 0 {
			t.Fatalf("waits at the beginning: %+v", list)
		}
		s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		one := s.heap()
		if len(one) != 1 || one[0].Buttons[0].Label != "采用" || one[0].Buttons[1].Command != "退回 信〔2026〕1号" {
			t.Fatalf("one report waits as %+v", one)
		}
		s.At("2026-11-23 11:00")
		s.Private("dasi.liaison", "报送 大寺镇补植白蜡1200株")
		s.At("2026-11-23 12:00")
		s.Photo("xinkou.liaison", "报送 辛口镇修剪行道树")
		s.Want(s.Say("office.staff1", "退回 信1 缺少数字"), "report.returned")
		s.At("2026-11-23 13:00")
		s.Want(s.Say(liaison, "改标题 信1 杨柳青镇巡查古运河绿化带6公里"), "report.amended", "重新计数，等区林长办再看")
		want := "信〔2026〕2号 大寺镇《大寺镇补植白蜡1200株》\n信〔2026〕3号 辛口镇《辛口镇修剪行道树》（照片1张）\n" +
			"信〔2026〕1号 杨柳青镇《杨柳青镇巡查古运河绿化带6公里》（退回后已改）"
		list := s.heap()
		if got := waitingRefs(list); got != want {
			t.Errorf("waits\n%s\nwant\n%s", got, want)
		}
		q := list[0]
		if q.Heap != "待采用信息" || q.Key != "report" || q.Since.In(s.Now.Location()).Hour() != 11 || q.Buttons[0].Label != "采用2" {
			t.Errorf("queued as %+v", q)
		}
		s.Want(s.Say("office.staff1", "采用 信2"), "report.adopted")
		if got := waitingRefs(s.heap()); strings.Contains(got, "信〔2026〕2号") {
			t.Errorf("still waits:\n%s", got)
		}
	})
}

// TestArticle10NoNoticeEach: the office hears of reports by its queue, not one by one.
func TestArticle10NoNoticeEach(t *testing.T) {
	each(t, func(s *stage) {
		s.Private("dasi.liaison", "报送 大寺镇补植白蜡1200株")
		s.Say("dasi.liaison", "改标题 信1 大寺镇补植白蜡1300株")
		if list := s.Notices(); len(list) != 0 {
			t.Errorf("told %+v", list)
		}
	})
}

// TestArticle10QueueAsked: 待采用的信息 in its wordings; the office can act on the card, a town sees its own and cannot.
func TestArticle10QueueAsked(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("office.staff1", "待采用的信息"), "report.waiting", "没有待采用信息")
		s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
		for _, said := range []string{"待采用的信息", "看看待采用的信息", "哪些信息待采用", "还有哪些信息没采用", "待采用信息"} {
			c := s.Want(s.Say("office.staff1", said), "report.waiting", "待采用信息：2条", "信〔2026〕1号 杨柳青镇", "信〔2026〕2号 大寺镇")
			if got := strings.Join(c.Labels(), " "); got != "采用1 退回1 采用2 退回2 全部采用" {
				t.Errorf("%s: buttons %s", said, got)
			}
		}
		c := s.Want(s.Say("dasi.liaison", "待采用的信息"), "report.waiting", "待采用信息：1条", "信〔2026〕2号")
		if len(c.Buttons) > 0 || c.Next != "" {
			t.Errorf("a town is offered what it may not do:\n%s %v", c.Plain(), c.Labels())
		}
		c = s.Say("office.staff1", "待采用的信息")
		s.Want(s.Press("office.staff1", c, "采用2"), "report.adopted", "信〔2026〕2号")
		s.Want(s.Press("office.staff1", c, "退回1"), "ask.which", "原因")
	})
}

// TestArticle10PageOfQueue: a list has at most a page, and says how many come behind.
func TestArticle10PageOfQueue(t *testing.T) {
	each(t, func(s *stage) {
		for _, o := range s.Profile().Orgs {
			if o.Kind == "town" {
				s.Want(s.Say(o.Code+".liaison", "报送 "+o.Name+"开展冬季巡林"), "report.accepted")
				s.Want(s.Say(o.Code+".liaison", "报送 "+o.Name+"补植白蜡400株"), "report.accepted")
			}
		}
		c := s.Want(s.Say("office.staff1", "待采用的信息"), "report.waiting", "待采用信息：22条", "后面还有2条")
		if n := strings.Count(c.Text, "\n"); n != 20 || len(c.Buttons) != 5 {
			t.Errorf("%d lines, %d buttons", n, len(c.Buttons))
		}
		s.Want(s.Say("office.staff1", "全部采用"), "report.confirm", "采用这20条", "后面还有2条")
		s.Want(s.Say("office.staff1", "确认"), "report.adopted", "已采用20条")
		s.Want(s.Say("office.staff1", "待采用的信息"), "report.waiting", "2条", "信〔2026〕21号")
	})
}

// TestArticle10All: 全部采用 shows what it would adopt and asks first; what comes in meanwhile is not adopted.
func TestArticle10All(t *testing.T) {
	for _, said := range []string{"全部采用", "把待采用的都采用", "采用所有待采用的信息", "都采用"} {
		t.Run(said, func(t *testing.T) {
			each(t, func(s *stage) {
				s.Want(s.Say("office.staff1", said), "report.waiting", "没有待采用信息")
				if said == "把待采用的都采用" {
					s.Want(s.Say("dasi.liaison", said), "refused.not_allowed", "区林长办")
				}
				s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
				s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
				c := s.Want(s.Say("office.staff1", said), "report.confirm", "采用这2条信息", "信〔2026〕1号", "信〔2026〕2号")
				if s.report("信〔2026〕1号").State != "submitted" {
					t.Fatal("adopted before it was confirmed")
				}
				s.Say("xinkou.liaison", "报送 辛口镇修剪行道树30棵")
				s.Want(s.Press("office.staff1", c, "确认"), "report.adopted", "已采用2条", "信〔2026〕1号", "信〔2026〕2号")
				if x := s.report("信〔2026〕3号"); x.State != "submitted" {
					t.Errorf("what was not shown became %s", x.State)
				}
			})
		})
	}
}

// TestArticle10AllOfOneTown: 把大寺镇的都采用 shows that town's alone.
func TestArticle10AllOfOneTown(t *testing.T) {
	each(t, func(s *stage) {
		s.Say(liaison, "报送 杨柳青镇开展古运河沿线绿化巡查")
		s.Say("dasi.liaison", "报送 大寺镇补植白蜡1200株")
		c := s.Want(s.Say("office.staff1", "把大寺镇的都采用"), "report.confirm", "采用这1条信息", "信〔2026〕2号")
		s.Want(s.Press("office.staff1", c, "取消"), "ask.cancelled")
		if x := s.report("信〔2026〕2号"); x.State != "submitted" {
			t.Errorf("cancelled, and %s", x.State)
		}
	})
}

// TestArticle10SomeByNumber: 采用 3、5、8.
func TestArticle10SomeByNumber(t *testing.T) {
	each(t, func(s *stage) {
		for _, title := range []string{"大寺镇开展春季巡林", "大寺镇清理林下垃圾", "大寺镇补植苗木三千株", "大寺镇培训护林员"} {
			s.Say("dasi.liaison", "报送 "+title)
		}
		s.Want(s.Say("office.staff1", "采用 1、3、4"), "report.adopted", "已采用3条")
		if got := waitingRefs(s.heap()); got != "信〔2026〕2号 大寺镇《大寺镇清理林下垃圾》" {
			t.Errorf("waits %s", got)
		}
	})
}

// TestArticle10Decided: what the office decides, and what is taken back, waits no more: what was to be said of it is
// withdrawn.
func TestArticle10Decided(t *testing.T) {
	each(t, func(s *stage) {
		for _, title := range []string{"大寺镇开展春季巡林", "大寺镇清理林下垃圾", "大寺镇补植苗木三千株", "大寺镇培训护林员"} {
			s.Say("dasi.liaison", "报送 "+title)
		}
		for i, verb := range []information.Verb{information.Adopt, information.Return, information.Merge, information.Withdraw} {
			x := s.report(fmt.Sprintf("信〔2026〕%d号", i+1))
			s.Tx(func(tx *db.Tx) error {
				r := s.Request(tx, "office.staff1")
				_, err := move(r, &x, verb, "", nil)
				if got := r.Take().Settled; len(got) != 1 || got[0] != "report.waiting/"+x.ID {
					t.Errorf("%s settled %v", verb, got)
				}
				return err
			})
		}
	})
}
