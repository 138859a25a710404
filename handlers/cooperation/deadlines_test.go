package cooperation

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
)

// owing is one way to owe something with a day, and what ends it.
type owing struct {
	kind  string
	opens string // what the office says on 2026-11-23
	ref   string // by which 我的待办 names it
	said  string // on which mornings who does nothing is reminded of it
	does  string // what the owner says
	code  string // and the answer
}

var owed = []owing{
	{kind: "order_item", opens: order1 + "\n1.区水务局、区应急局12月10日前完成消防水源排查", ref: "2026年第1号总林长令第1项",
		said: "12-07 12-09 12-11" + lateMark,
		does: "总林长令进展 2026年第1号 第1项 已完成排查12处", code: "order.progress"},
	{kind: "order_receipt", opens: order1, ref: "2026年第1号总林长令 ", said: "11-24 11-26",
		does: "签收 2026年第1号总林长令", code: "order.acknowledged"},
	{kind: "share_receipt", opens: "通报各协作单位：市级会议部署冬季防火", ref: "享〔2026〕1号",
		said: "11-24 11-26", does: "签收共享 享〔2026〕1号", code: "share.received"},
	{kind: "activity_answer", opens: "邀请区水务局、区应急局12月3日上午9点参加林长巡林", ref: "协〔2026〕1号",
		said: "11-30 12-02", does: "答复活动 不参加 协〔2026〕1号 因有会",
		code: "activity.answered"},
	{kind: "activity_answer", opens: "邀请区水务局、区应急局12月5日参加植树活动", ref: "协〔2026〕1号",
		said: "12-02 12-04", does: "答复活动 参加 协〔2026〕1号", code: "activity.answered"},
}

// first is the first morning on which it is said.
func (x owing) first() string {
	day, _, _ := strings.Cut(x.said, " ")
	return "2026-" + day
}

// number is the number of the record in the messages.
func (x owing) number() string { return strings.TrimSpace(x.ref) }

func eachOwed(t *testing.T, run func(s *stage, x owing)) {
	t.Helper()
	for _, x := range owed {
		t.Run(x.kind+" "+x.first(), func(t *testing.T) { own(t, func(s *stage) { run(s, x) }, "unit.shuiwu") })
	}
}

// TestOwedIsToldOnItsDays (协作会商制度 第八、九条, 督查制度 第四条（二）): each kind on exactly the days that the profile
// lists, whoever does nothing; an answer until the activity begins.
func TestOwedIsToldOnItsDays(t *testing.T) {
	eachOwed(t, func(s *stage, x owing) {
		s.Say("office.staff1", x.opens)
		said := s.mornings("2026-11-24", "2026-12-20", "unit.shuiwu")
		if x.kind == "order_item" {
			delete(said, theOrder) // in which the task stands
		}
		if want := map[string]string{x.number(): x.said}; !maps.Equal(said, want) {
			s.T.Errorf("told on %v, want %v", said, want)
		}
	})
}

// TestSettledIsSilent: what is done before a message leaves takes it back, and nothing more is said; until then it
// stands in 我的待办 once, afterwards no more.
func TestSettledIsSilent(t *testing.T) {
	eachOwed(t, func(s *stage, x owing) {
		s.Say("office.staff1", x.opens)
		s.morning(x.first())
		if got := s.reminded(x.ref, outbox.Pending); !strings.Contains(got, "unit.shuiwu") {
			s.T.Fatalf("reminded in %s", got)
		}
		if got := s.owes("shuiwu.liaison", x.ref); len(got) != 1 {
			s.T.Errorf("owed %d times: %v", len(got), got)
		}
		if got := s.owes("dasi.liaison", x.ref); len(got) != 0 && x.kind != "order_receipt" {
			s.T.Errorf("owed by others: %v", got)
		}
		s.Want(s.Say("shuiwu.liaison", x.does), x.code)
		if got := s.reminded(x.ref, outbox.Pending); strings.Contains(got, "unit.shuiwu") {
			s.T.Errorf("still to be said: %s", got)
		}
		if got := s.owes("shuiwu.liaison", x.ref); len(got) != 0 {
			s.T.Errorf("still owed: %v", got)
		}
		if days := s.mornings(x.first(), "2026-12-20", "unit.shuiwu")[x.number()]; days != "" {
			s.T.Errorf("said on %s once it was done", days)
		}
	})
}

// deadlines lists what is owed of a kind.
func (s *stage) deadlines(kind string) (list []duty.Deadline) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) (err error) {
		k, _ := s.Deployment.Deadline(kind)
		list, err = k.List(s.T.Context(), tx, s.Profile(), "")
		return err
	})
	return list
}

var inQuotes = regexp.MustCompile(`“([^”]+)”`)

// TestOneMatterOfSeveral: what several owe is one matter with one number, one title and one instruction; and every
// instruction is accepted when it is said.
func TestOneMatterOfSeveral(t *testing.T) {
	eachOwed(t, func(s *stage, x owing) {
		s.Say("office.staff1", x.opens)
		list := s.deadlines(x.kind)
		if len(list) < 2 {
			s.T.Fatalf("%d deadlines", len(list))
		}
		for _, d := range list {
			if d.Ref != list[0].Ref || d.Title != list[0].Title || d.How != list[0].How || d.Article == "" {
				s.T.Errorf("%+v is another matter than %+v", d, list[0])
			}
		}
		for _, m := range inQuotes.FindAllStringSubmatch(s.Profile().Words(list[0].How), -1) {
			if got := s.Say("shuiwu.liaison", m[1]); string(got.Code) != x.code {
				s.T.Errorf("%s: %s", m[1], got.Plain())
			}
		}
	})
}

// TestButtonsOfReminders: a button of a reminder does it for who presses it.
func TestButtonsOfReminders(t *testing.T) {
	eachOwed(t, func(s *stage, x owing) {
		s.Say("office.staff1", x.opens)
		s.morning(x.first())
		k, _ := s.Deployment.Deadline(x.kind)
		for i, b := range k.Buttons {
			who := []string{"yingji.liaison", "shuiwu.liaison"}[i]
			s.Want(s.Press(who, s.reminders(x.ref, "")[0].Card, s.Profile().Words(b.Label)), x.code)
			if got := s.owes(who, x.ref); len(got) != 0 {
				s.T.Errorf("%s: still owed %v", b.Label, got)
			}
		}
	})
}

// TestCancelledOwesNothing: nobody owes an answer to an activity that was called off, and what was about to be said of
// it is taken back.
func TestCancelledOwesNothing(t *testing.T) {
	own(t, func(s *stage) {
		s.Say("office.staff1", owed[3].opens)
		s.morning("2026-11-30")
		if got := s.reminded(theActivity, outbox.Pending); got != "unit.shuiwu unit.yingji" {
			t.Fatalf("reminded in %s", got)
		}
		s.Want(s.Say("office.staff1", "取消活动 协〔2026〕1号"), "activity.cancelled")
		if got := s.reminded(theActivity, outbox.Pending); got != "" {
			t.Errorf("still to be said in %s", got)
		}
		if list := s.deadlines("activity_answer"); len(list) != 0 {
			t.Errorf("still owed: %+v", list)
		}
	}, "unit.shuiwu", "unit.yingji")
}

// TestRaisedOwesNothingMore (督查制度 第四条（二）): a task that goes on as an issue is owed there, not twice.
func TestRaisedOwesNothingMore(t *testing.T) {
	own(t, func(s *stage) {
		s.Say("office.staff1", owed[0].opens)
		s.morning("2026-12-07")
		s.Want(s.Say("office.staff1", "总林长令任务立项 2026年第1号 第1项 区水务局"), "order.raised")
		if got := s.reminded(theTask, outbox.Pending); got != "main" { // 区应急局 goes on owing it
			t.Errorf("still to be said in %s", got)
		}
		if list := s.deadlines("order_item"); len(list) != 1 || list[0].Org != "yingji" {
			t.Errorf("owed: %+v", list)
		}
		s.Want(s.Say("office.staff1", "查看第1号总林长令"), "order.list", "已立为问题 区水务局")
	}, "unit.shuiwu")
}

// TestNoDaySet: where the profile reminds of no receipt and a task has no day, they stand in 我的待办 all the same, and
// nothing is said by the clock.
func TestNoDaySet(t *testing.T) {
	own(t, func(s *stage) {
		s.Profile().Cooperation.Receipt = nil
		s.Say("office.staff1", order1+"\n1.区水务局完成消防水源排查")
		s.Say("office.staff1", "通报各协作单位：市级会议部署冬季防火")
		want := []string{"待签收：2026年第1号总林长令《关于做好森林防火工作的令》，看过后发“签收 2026年第1号总林长令”。", "待签收：享〔2026〕1号《市级会议部署冬季防火》，看过后发“签收共享 享〔2026〕1号”。",
			"2026年第1号总林长令第1项：区水务局完成消防水源排查，办完发“总林长令进展 2026年第1号总林长令 第1项 已完成……”。"}
		if got := s.owes("shuiwu.liaison", ""); !slices.Equal(got, want) {
			t.Errorf("owes\n%s", strings.Join(got, "\n"))
		}
		s.mornings("2026-11-24", "2026-12-20", "unit.shuiwu")
		for _, h := range s.Notices() {
			words := h.Card.Plain()
			about := strings.Contains(words, theOrder) || strings.Contains(words, theShare)
			if day := h.Parcel.At.In(s.Now.Location()).Format("01-02"); about && day != "11-23" {
				t.Errorf("said in %s on %s: %s", h.Chat, day, words)
			}
		}
		if got := s.queued(); got != "" {
			t.Errorf("the office hears %s", got)
		}
	}, "unit.shuiwu")
}

// TestOfficeHearsOfItsOwnTask: a task that names nobody is the office's; it hears of it in its own group, and nobody else
// does.
func TestOfficeHearsOfItsOwnTask(t *testing.T) {
	each(t, func(s *stage) {
		s.Say("office.staff1", order1+"\n1.12月10日前汇总全区防火情况")
		if got := s.owes("office.staff1", "第1项"); len(got) != 1 {
			t.Errorf("owed %v", got)
		}
		s.morning("2026-12-07")
		if got := s.reminded(theTask, outbox.Pending); got != "office" {
			t.Errorf("said in %s", got)
		}
		s.Want(s.Say("office.staff1", "总林长令进展 2026年第1号 第1项 已完成"), "order.progress", "待核查")
		s.Want(s.Say("office.staff2", "办结总林长令任务 2026年第1号 第1项"), "order.checked")
		if got := s.chats("order.checked", ""); got != "" {
			t.Errorf("told %s beside the answer", got)
		}
	})
}

// TestOwedAtOnce: what is entered in the evening stands in 我的待办 at once, although the notice waits for the morning.
func TestOwedAtOnce(t *testing.T) {
	eachOwed(t, func(s *stage, x owing) {
		s.At("2026-11-23 19:00")
		s.Say("office.staff1", x.opens)
		if got := s.owes("shuiwu.liaison", x.ref); len(got) != 1 {
			s.T.Errorf("owed %v", got)
		}
	})
}
