package cooperation

import (
	"context"
	"fmt"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

func (s *stage) patrol(n int) cooperation.Patrol {
	s.T.Helper()
	var out cooperation.Patrol
	s.Tx(func(tx *db.Tx) error {
		x, ok, err := cooperation.ByNumber[cooperation.Patrol](tx, 2026, n)
		if !ok {
			s.T.Errorf("no patrol %d", n)
		}
		out = x
		return err
	})
	return out
}

// TestArticle5Patrol checks 协作会商制度 第五条 (林长巡林): who patrolled is found whoever tells it.
func TestArticle5Patrol(t *testing.T) {
	for i, c := range []struct{ who, text, chief, org, place, day string }{
		{"wangwenzhuang.liaison", "登记巡林 镇级总林长今天到生态屏障巡林 发现隐患1处", "wangwenzhuang.chief", "wangwenzhuang", "生态屏障", "2026-11-23"},
		{"dasi.chief", "登记巡林 昨天到鸭淀水库巡林 未发现问题", "dasi.chief", "dasi", "鸭淀水库", "2026-11-22"},
		{"chief.a", "登记巡林 今天到辛口镇沙窝林地巡林 未发现问题", "chief.a", "xinkou", "", "2026-11-23"},
		{"office.staff1", "登记巡林 区级林长今天到张家窝镇林地巡林 未发现问题", "chief.a", "zhangjiawo", "", "2026-11-23"},
		{"office.staff1", "登记巡林 区总林长今天到张家窝镇林地巡林 未发现问题", "chief.general", "zhangjiawo", "", "2026-11-23"},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			each(t, func(s *stage) {
				s.Want(s.Say(c.who, c.text), "patrol.logged", "巡〔2026〕1号")
				x := s.patrol(1)
				if x.Chief != c.chief || x.Org != c.org || x.Day != c.day || c.place != "" && x.Place != c.place {
					t.Errorf("%s: %+v", c.text, x)
				}
			})
		})
	}
}

// TestPatrolAsks checks the one question back about what is missing, and that the future is refused.
func TestPatrolAsks(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("dasi.liaison", "登记巡林 镇级总林长今天巡林 未发现问题"), "ask.which", "去了哪里")
		s.Want(s.Say("dasi.liaison", "鸭淀水库周边"), "patrol.logged", "鸭淀水库周边", "未发现")
		s.Want(s.Say("shuiwu.member", "登记巡林 今天到水库巡林 未发现问题"), "refused.not_allowed", "第五条")
		s.Want(s.Say("dasi.liaison", "巡林台账"), "patrol.list", "大寺镇2026年巡林：1次", "1次")
		s.Want(s.Say("office.staff1", "巡林台账"), "patrol.list", "全区2026年巡林：1次")
	})
}

// TestPatrolBecomesIssue checks that a problem found becomes an issue in the same breath or by one tap, once.
func TestPatrolBecomesIssue(t *testing.T) {
	each(t, func(s *stage) {
		c := s.Want(s.Say("wangwenzhuang.liaison", "登记巡林 镇级总林长今天到生态屏障巡林 发现隐患1处"), "patrol.logged", "立为问题")
		s.Want(s.Press("wangwenzhuang.liaison", c, "立为问题"), "patrol.raised", "督〔2026〕1号")
		s.Want(s.Press("office.staff1", c, "立为问题"), "patrol.raised", "已经立为督〔2026〕1号")
		s.Want(s.Press("dasi.liaison", c, "立为问题"), "refused.not_allowed")
		c = s.Want(s.Say("chief.a", "登记巡林 今天到辛口镇沙窝林地巡林 发现倾倒垃圾1处，列入问题清单"), "patrol.logged", "已立为督〔2026〕2号")
		if c.Refs["issue"] != "督〔2026〕2号" || len(s.raised) != 2 {
			t.Fatalf("refs %v, raised %v", c.Refs, s.raised)
		}
		if i := s.raised[1]; i.Org != "xinkou" || i.Source != "patrol" || i.Origin != "巡〔2026〕2号" {
			t.Errorf("raised %+v", i)
		}
		s.Open(Module())
		s.Want(s.Say("chief.a", "登记巡林 今天到辛口镇沙窝林地巡林 发现倾倒垃圾2处，列入问题清单"), "patrol.logged", "问题清单还没有开放")
	})
}

// TestPatrolFindingWithoutANumber: 发现… without a count is a problem found, never 未发现.
func TestPatrolFindingWithoutANumber(t *testing.T) {
	each(t, func(s *stage) {
		s.Want(s.Say("chief.a", "今天去杨柳青镇巡林，发现林地堆垃圾"), "patrol.logged", "1处", "立为问题")
		s.Want(s.Say("chief.a", "今天去辛口镇巡林，一切正常"), "patrol.logged", "未发现")
	})
}

// TestPatrolDutyIsData runs another county's rule, two patrols a month by each town chief, and checks facts and recall.
func TestPatrolDutyIsData(t *testing.T) {
	each(t, func(s *stage) {
		rule := profile.Duty{ID: "patrol-town", Title: "每月巡林", What: "patrol", Unit: "次", AtLeast: 2, Every: "month", Who: profile.Who{Post: "town_chief"}}
		s.Profile().Duties = append(s.Profile().Duties, rule)
		have := func() int {
			var list []duty.Standing
			s.Tx(func(tx *db.Tx) (err error) {
				list, err = s.Deployment.Standings(context.Background(), tx, s.Profile(), []profile.Duty{rule}, s.Now)
				return err
			})
			for _, st := range list {
				if st.Subject.Person == "dasi.chief" && st.Period.Key == "2026-11" {
					return st.Have
				}
			}
			return -1
		}
		s.Event(bot.Event{ID: "a", From: "dasi.chief", Text: "登记巡林 今天到鸭淀水库巡林 未发现问题"})
		s.Want(s.Say("dasi.liaison", "登记巡林 镇级总林长11月5日到门道口村巡林 未发现问题"), "patrol.logged", "2026年11月5日")
		if have() != 2 {
			t.Errorf("%d patrols counted", have())
		}
		s.Want(s.Event(bot.Event{Kind: bot.KindRecall, From: "dasi.chief", Target: "a"}), "patrol.withdrawn")
		if have() != 1 {
			t.Errorf("%d patrols counted after a recall", have())
		}
	})
}
