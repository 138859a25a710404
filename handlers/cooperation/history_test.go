package cooperation

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/outbox"
)

// world is what a random history has done, kept apart from the program's own books.
type world struct {
	*stage
	rt        *rapid.T
	settled   map[string]bool // ref + organisation: answered, signed for, or done
	cancelled map[string]bool // ref
	heard     map[string]int  // ref + organisation (+ day): how often it was reminded
	orgs      []string
}

const (
	theActivity = "协〔2026〕1号"
	theOrder    = "2026年第1号总林长令"
	theShare    = "享〔2026〕1号"
	theTask     = theOrder + "第1项"
)

// dispatch lets everything leave whose moment has come, and holds it against the books.
func (w *world) dispatch() {
	w.Tx(func(tx *db.Tx) error {
		var rows []outbox.Parcel
		if err := tx.DB().Where("kind = 'notice' AND state = ? AND next_at <= ?", outbox.Pending, w.Now.UTC()).Order("next_at").Find(&rows).Error; err != nil {
			return err
		}
		for _, p := range rows {
			if err := tx.DB().Model(&outbox.Parcel{}).Where("id = ?", p.ID).Update("state", outbox.Sent).Error; err != nil {
				return err
			}
			w.leaves(p)
		}
		return nil
	})
}

// nextMorning is when the reminders look next.
func (w *world) nextMorning() time.Time {
	y, m, d := w.Now.Date()
	at := time.Date(y, m, d, 9, 3, 0, 0, w.Now.Location())
	if !w.Now.Before(at) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

// pass lets time go by until a moment, with every morning in between.
func (w *world) pass(until time.Time) {
	for at := w.nextMorning(); !at.After(until); at = w.nextMorning() {
		w.Now = at.Add(-time.Minute)
		w.dispatch()
		w.Now = at
		w.Sweep()
	}
	w.Now = until
}

func (w *world) leaves(p outbox.Parcel) {
	org, own := strings.CutPrefix(p.Chat, "unit.")
	c := handlerstest.CardOf(w.T, p)
	if len(reminds(c)) == 0 || !own {
		return
	}
	for _, ref := range numbers(c) {
		if w.settled[ref+org] || w.cancelled[ref] {
			w.rt.Fatalf("%s at %s: %s was reminded of %s, settled before", c.Code, w.Now, org, ref)
		}
		today := ref + org + w.Now.Format(time.DateOnly)
		if w.heard[today]++; w.heard[today] > 1 {
			w.rt.Fatalf("%s at %s: %s was reminded of %s twice in a day", c.Code, w.Now, org, ref)
		}
		w.lateness(c, ref)
		w.heard[ref+org]++
	}
}

func (w *world) org() string { return rapid.SampledFrom(w.orgs).Draw(w.rt, "org") }

// answer speaks for an organisation and books it when the program took it.
func (w *world) answer(ref, text, code string) func(*rapid.T) {
	return func(*rapid.T) {
		org := w.org()
		who := org + "." + rapid.SampledFrom([]string{"liaison", "member"}).Draw(w.rt, "who")
		if string(w.Say(who, text).Code) == code {
			w.settled[ref+org] = true
		}
	}
}

// actions are the moves of a history, in any order.
func (w *world) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"参加":  w.answer(theActivity, "答复活动 参加 "+theActivity, "activity.answered"),
		"不参加": w.answer(theActivity, "答复活动 不参加 "+theActivity, "activity.answered"),
		"签收令": w.answer(theOrder, "签收总林长令 "+theOrder, "order.acknowledged"),
		"签收":  w.answer(theShare, "签收共享 "+theShare, "share.received"),
		"完成": func(*rapid.T) {
			org := w.org()
			if c := w.Say(org+".liaison", "总林长令进展 "+theOrder+" 第1项 已完成排查"); c.Code == "order.progress" {
				w.settled[theTask+org] = true
			}
		},
		"重办": func(*rapid.T) {
			org := w.org()
			if c := w.Say("office.staff1", "退回总林长令任务 "+theOrder+" 第1项 "+w.Profile().OrgName(org)); c.Code == "order.checked" {
				w.settled[theTask+org] = false
				w.heard[theTask+org]++ // told at once
			}
		},
		"办结": func(*rapid.T) {
			w.Say("office.staff1", "办结总林长令任务 "+theOrder+" 第1项 "+w.Profile().OrgName(w.org()))
		},
		"取消": func(rt *rapid.T) {
			if rapid.IntRange(0, 9).Draw(rt, "cancel") == 0 && w.Say("office.staff1", "取消活动 "+theActivity).Code == "activity.cancelled" {
				w.cancelled[theActivity] = true
			}
		},
		"立项": func(*rapid.T) {
			org := w.org()
			if c := w.Say("office.staff1", "总林长令任务立项 "+theOrder+" 第1项 "+w.Profile().OrgName(org)); c.Code == "order.raised" {
				w.settled[theTask+org] = true
			}
		},
		"过些时候": func(rt *rapid.T) {
			w.pass(w.Now.Add(time.Duration(rapid.IntRange(1, 40).Draw(rt, "hours")) * time.Hour))
			w.dispatch()
		},
		"早上": func(*rapid.T) { w.pass(w.nextMorning()) }, // said, and not left yet
	}
}

// TestNobodyRemindedOfAnAnswerGiven plays random histories of invitations, papers and tasks: whoever has answered, signed
// or reported is never reminded afterwards, and whoever has not is.
func TestNobodyRemindedOfAnAnswerGiven(t *testing.T) {
	if err := flag.Set("rapid.checks", "15"); err != nil {
		t.Fatal(err)
	}
	with := handlerstest.Setup{Modules: setup.Modules, Own: []string{"unit.shuiwu", "unit.yingji", "unit.caizheng"}}
	rapid.Check(t, func(rt *rapid.T) {
		s := staged(handlerstest.New(t, dbtest.SQLite(t, handlerstest.Migrations(Module())), with))
		w := &world{stage: s, rt: rt, settled: map[string]bool{}, cancelled: map[string]bool{}, heard: map[string]int{}, orgs: []string{"shuiwu", "yingji", "caizheng"}}
		s.Want(s.Say("office.staff1", "邀请区水务局、区应急局、区财政局12月3日上午9点参加林长巡林"), "activity.invited", theActivity)
		s.Want(s.Say("office.staff1", order1+"\n1.区水务局、区应急局、区财政局12月1日前完成排查"), "order.published", theOrder)
		s.Want(s.Say("office.staff1", "通报各协作单位：市级会议部署冬季防火"), "share.sent", theShare)
		moves := w.actions()
		names := []string{"参加", "不参加", "签收令", "签收", "完成", "重办", "办结", "取消", "立项", "早上", "过些时候", "过些时候"}
		for range rapid.IntRange(3, 25).Draw(rt, "moves") {
			moves[rapid.SampledFrom(names).Draw(rt, "move")](rt)
		}
		if end := time.Date(2026, 12, 3, 8, 59, 0, 0, s.Now.Location()); s.Now.Before(end) {
			w.pass(end)
			w.dispatch()
		}
		for _, org := range w.orgs {
			for _, ref := range []string{theActivity, theOrder, theShare} {
				if w.heard[ref+org] == 0 && !w.settled[ref+org] && !w.cancelled[ref] {
					rt.Fatalf("%s was never reminded of %s", org, ref)
				}
			}
			if w.heard[theTask+org] == 0 && !w.settled[theTask+org] {
				rt.Fatalf("%s was never reminded of its task", org)
			}
		}
	})
}

// FuzzReading holds what is read out of words against any text: it never fails, and spans have a length.
func FuzzReading(f *testing.F) {
	for _, s := range []string{"协〔2026〕1号", "2026年第1号总林长令", "第一号", "享12", "〔〕号", "9999年第999999号"} {
		f.Add(s)
	}
	s := words(f)
	f.Fuzz(func(t *testing.T, text string) {
		_ = fmt.Sprint(itemLine.FindAllStringSubmatch(text, -1), headOfShare.FindString(text), deadlineIn(s, text), progressWords(s, text), titleIn(text, text))
		addressed(s, text)
		if p, ok := periodSaid(s, text); ok && !p.To.After(p.From) {
			t.Errorf("%q: period %+v", text, p)
		}
	})
}
