package roster_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/desk"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/roster"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/inbox"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	people "linzhangbot/models/roster"
)

// room is a district with its desk and a clock moved by hand.
type room struct {
	t       *testing.T
	d       *db.DB
	desk    *desk.Desk
	profile *profile.Profile
	now     time.Time
	n       int
}

func each(t *testing.T, run func(t *testing.T, r *room)) {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var steps []db.Step
	for _, more := range [][]db.Step{inbox.Steps, inbox.DialogueSteps, outbox.Steps, audit.Steps, duty.Steps, people.Steps} {
		steps = append(steps, more...)
	}
	dbtest.Each(t, steps, func(t *testing.T, d *db.DB) {
		r := &room{t: t, d: d, profile: set.At(dbtest.Start), now: dbtest.Start}
		m := roster.Module()
		house, err := handlers.NewDeployment([]handlers.Module{m}, map[string]*profile.Set{"xiqing": set}, calendar.New())
		if err != nil {
			t.Fatal(err)
		}
		clock := func() time.Time { return r.now }
		r.desk = handlerstest.Join(d, house, clock, slog.New(slog.DiscardHandler))
		r.tx(func(tx *db.Tx) error { return people.Seed(tx, r.profile, "console", r.now) })
		run(t, r)
	})
}

func (r *room) tx(f func(tx *db.Tx) error) {
	r.t.Helper()
	if err := r.d.Tx(context.Background(), "xiqing", f); err != nil {
		r.t.Fatal(err)
	}
}

// say delivers a sentence; chat "" is the sender's private chat. The reply must bear the code.
func (r *room) say(from, chat, text, code string) bot.Card {
	r.t.Helper()
	r.n++
	r.now = r.now.Add(time.Second)
	e := bot.Event{Platform: "console", District: "xiqing", ID: fmt.Sprint("m", r.n), Kind: bot.KindText, From: from, Text: text, ToBot: true, At: r.now,
		Chat: bot.Chat{ID: chat, Kind: bot.Group}}
	if chat == "" {
		e.Chat = bot.Chat{ID: from, Kind: bot.Private}
	}
	out, err := r.desk.Deliver(context.Background(), e)
	if err != nil || out.Card == nil {
		r.t.Fatalf("%s: no reply, %v", text, err)
	}
	if out.Card.Code != code {
		r.t.Fatalf("%s: %s, want %s\n%s", text, out.Card.Code, code, out.Card.Plain())
	}
	if strings.ContainsAny(strings.ReplaceAll(out.Card.Plain(), ".xlsx", ""), "%{") {
		r.t.Errorf("%s: unpolished answer\n%s", text, out.Card.Plain())
	}
	return *out.Card
}

// notices lists what was queued for a chat under a code.
func (r *room) notices(chat, code string) []outbox.Parcel {
	r.t.Helper()
	var rows []outbox.Parcel
	r.tx(func(tx *db.Tx) error {
		return tx.DB().Where("kind = 'notice' AND chat = ? AND code = ?", chat, code).Order("at, id").Find(&rows).Error
	})
	return rows
}

func (r *room) actor(account string) (a models.Actor) {
	r.t.Helper()
	r.tx(func(tx *db.Tx) (err error) {
		a, err = people.Identify(tx, r.profile, "console", account, r.now)
		return err
	})
	return a
}

// todo is what waits for somebody.
func (r *room) todo(account string) (lines []string) {
	r.t.Helper()
	actor := r.actor(account)
	r.tx(func(tx *db.Tx) (err error) {
		lines, err = roster.Module().Todo(context.Background(), &handlers.Request{Tx: tx, Now: r.now, Actor: actor, Profile: r.profile})
		return err
	})
	return lines
}

func TestStrangersMayAskForHelpAndBindNothingElse(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		if card := r.say("u1", "", "帮助", "help.shown"); !strings.Contains(card.Plain(), "绑定") || len(card.Fields) > 0 {
			t.Errorf("help for a stranger: %s", card.Plain())
		}
		for _, text := range []string{"名册", "职责 水务局"} {
			r.say("u1", "", text, models.NotBound)
		}
		for _, text := range []string{"发绑定码 大寺镇联络员", "交接 大寺镇联络员 给 某人", "同意绑定 1", "解绑 大寺镇联络员", "本群设为 主群"} {
			r.say("dasi.liaison", "main", text, models.NotAllowed)
			r.say("chief.general", "main", text, models.NotAllowed)
		}
	})
}

func TestBoundByTheOfficesWord(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		card := r.say("u1", "", "登记信息员，大寺镇，13900000000", "ask.which")
		if strings.Contains(card.Plain(), "139") {
			t.Errorf("telephone number repeated: %s", card.Plain())
		}
		card = r.say("u1", "", "新人甲", "member.asked")
		if !strings.Contains(card.Title, "已转请区林长办确认") {
			t.Errorf("%s", card.Plain())
		}
		asked := r.notices("office", "member.asked")
		if len(asked) != 1 || !strings.Contains(asked[0].Card, "同意绑定 1") || !strings.Contains(asked[0].Card, "大寺镇联络员") {
			t.Fatalf("notices %+v", asked)
		}
		r.say("u1", "", "绑定 大寺镇 联络员", "ask.which")
		r.say("u1", "", "新人甲", "member.asked") // the same wish again: no second notice
		if n := len(r.notices("office", "member.asked")); n != 1 {
			t.Errorf("%d notices", n)
		}
		if lines := r.todo("office.staff2"); len(lines) != 1 || !strings.Contains(lines[0], "同意绑定 1") || len(r.todo("dasi.liaison")) > 0 {
			t.Errorf("what waits for the office: %v", lines)
		}
		r.say("office.staff1", "office", "同意绑定 1", "member.bound")
		if a := r.actor("u1"); a.Name != "新人甲" || a.Org.Code != "dasi" || !a.Has(models.RoleLiaison) {
			t.Errorf("%+v", a)
		}
		if n := r.notices("u1", "member.bound"); len(n) != 1 {
			t.Errorf("welcome %+v", n)
		}
		r.say("office.staff2", "office", "同意绑定 1", models.BadInput)
		r.say("office.staff2", "office", "同意绑定 99", models.NotFound)
		r.say("u1", "", "绑定 大寺镇 联络员", "member.bound") // already
	})
}

func TestRefusedAndChangedRequests(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("u1", "", "绑定 大寺镇 联络员", "ask.which")
		r.say("u1", "", "新人甲", "member.asked")
		r.say("u1", "", "绑定 区总林长", "ask.which")
		r.say("u1", "", "新人甲", "member.asked")
		r.say("office.staff1", "office", "同意绑定 1", models.BadInput) // what it said has changed
		r.say("office.staff1", "office", "不同意绑定 2", "member.refused")
		if r.actor("u1").Bound {
			t.Error("bound all the same")
		}
		told := r.notices("u1", "member.refused") // nobody is bound to u1, yet he asked and is answered
		if len(told) != 1 || told[0].ChatKind != string(bot.Private) || !strings.Contains(told[0].Card, "没有同意") {
			t.Errorf("the sender is told %+v", told)
		}
		r.say("office.staff1", "", "绑定 区林长办公室主任", "member.asked")
		r.say("office.staff1", "", "同意绑定 3", models.SelfClose)
	})
}

// 协作会商制度 第六条: one liaison; who is bound to the full seat takes it over.
func TestArticle6FullSeatPassesOn(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("u1", "", "绑定 水务局 联络员", "ask.which")
		r.say("u1", "", "新人乙", "member.asked")
		r.say("office.staff1", "office", "同意绑定 1", "member.bound")
		if r.actor("shuiwu.liaison").Has(models.RoleLiaison) || !r.actor("u1").Has(models.RoleLiaison) {
			t.Error("the seat did not pass on")
		}
	})
}

var sixDigits = regexp.MustCompile(`\d{6}`)

func TestCodesArePrivateAndWorkOnce(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("office.staff1", "office", "发绑定码 大寺镇联络员", models.NotAllowed)
		digits := sixDigits.FindString(r.say("office.staff1", "", "发绑定码 大寺镇联络员", "member.code").Title)
		wrong := "000000"
		if digits == wrong {
			wrong = "000001"
		}
		r.say("u1", "", "绑定 "+wrong, models.BadInput)
		r.say("u1", "", "绑定 "+digits, "member.bound")
		if a := r.actor("u1"); a.Person != "dasi.liaison" {
			t.Errorf("%+v", a)
		}
		r.say("u2", "", "绑定 "+digits, models.BadInput)
		for range 4 {
			r.say("u3", "", "绑定 "+wrong, models.BadInput)
		}
		digits = sixDigits.FindString(r.say("office.staff1", "", "发绑定码 中北镇", "member.code").Title)
		r.say("u3", "", "绑定 "+wrong, models.BadInput)
		if card := r.say("u3", "", "绑定 "+digits, models.BadInput); !strings.Contains(card.Title, "太多次") {
			t.Errorf("the sixth try: %s", card.Plain())
		}
		r.say("office.staff1", "", "发绑定码 大寺镇总林长", "member.code")
		r.say("office.staff1", "", "发绑定码 没有的人", models.NotFound)
		r.say("office.staff1", "", "解绑 大寺镇联络员", "ask.which")
		r.say("office.staff1", "", "确认", "member.unbound")
		if r.actor("u1").Bound || r.actor("dasi.liaison").Bound {
			t.Error("still bound")
		}
	})
}

func TestHandOverTakesEffectAtOnce(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		card := r.say("office.staff1", "office", "交接 杨柳青镇联络员 给 新人丙", "ask.which")
		for _, want := range []string{"杨柳青镇联络员", "新人丙", "即时"} {
			if !strings.Contains(card.Plain(), want) {
				t.Errorf("preview without %s: %s", want, card.Plain())
			}
		}
		if !r.actor("yangliuqing.liaison").Has(models.RoleLiaison) {
			t.Error("handed over before 确认")
		}
		card = r.say("office.staff1", "office", "确认", "post.handed_over")
		if !strings.Contains(card.Next, "发绑定码 新人丙") {
			t.Errorf("%s", card.Plain())
		}
		if r.actor("yangliuqing.liaison").Has(models.RoleLiaison) {
			t.Error("the old one still holds the post")
		}
		r.say("yangliuqing.liaison", "main", "谁是杨柳青镇联络员", models.NotAllowed)
		digits := sixDigits.FindString(r.say("office.staff1", "", "发绑定码 新人丙", "member.code").Title)
		r.say("u1", "", "绑定 "+digits, "member.bound")
		if card := r.say("u1", "", "谁是杨柳青镇联络员", "roster.list"); !strings.Contains(card.Plain(), "新人丙") {
			t.Errorf("%s", card.Plain())
		}
		r.say("office.staff1", "", "交接 杨柳青镇联络员 给 新人丙的同事", "ask.which")
		r.say("office.staff1", "", "取消", "ask.cancelled")
		r.say("office.staff1", "", "交接 大寺镇", "ask.which")
		r.say("office.staff1", "", "新人丙", "ask.which") // a namesake elsewhere: is it he?
		r.say("office.staff1", "", "另一个人", "ask.which")
		r.say("office.staff1", "", "确认", "post.handed_over")
		if a := r.actor("u1"); a.Org.Code != "yangliuqing" || len(a.Roles) != 1 {
			t.Errorf("the namesake got it: %+v", a)
		}
		if r.actor("dasi.liaison").Has(models.RoleLiaison) {
			t.Error("大寺镇 did not change hands")
		}
		r.say("office.staff1", "", "交接 某某 给 某人", models.BadInput)
	})
}

func TestVacantAndDoubledSeatsAreDutiesUnmet(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		state := func() duty.State {
			var got duty.State
			rule, _ := r.profile.Duty("unit-one-liaison")
			r.tx(func(tx *db.Tx) error {
				all, err := r.desk.Deployment.Standings(context.Background(), tx, r.profile, []profile.Duty{rule}, r.now.In(r.profile.Location()))
				for _, s := range all {
					if s.Subject.Org == "shuiwu" {
						got = s.State
					}
				}
				return err
			})
			return got
		}
		if s := state(); s != duty.Met {
			t.Errorf("one liaison: %s", s)
		}
		post, _ := r.profile.Post("liaison")
		r.tx(func(tx *db.Tx) error {
			return people.Give(tx, people.Appointment{Post: post, Org: models.Org{Code: "shuiwu", Kind: models.KindUnit}, Person: "shuiwu.member", From: r.now})
		})
		if s := state(); s == duty.Met {
			t.Error("two liaisons pass")
		}
		r.tx(func(tx *db.Tx) error {
			if err := people.End(tx, "liaison", "shuiwu", "shuiwu.member", r.now); err != nil {
				return err
			}
			return people.End(tx, "liaison", "shuiwu", "shuiwu.liaison", r.now)
		})
		if s := state(); s == duty.Met {
			t.Error("a vacant seat passes")
		}
		if card := r.say("office.staff1", "", "名册 水务局", "roster.list"); !strings.Contains(card.Plain(), "空缺") {
			t.Errorf("%s", card.Plain())
		}
	})
}

// 协作会商制度 第四条: the regulation's own words, with the article.
func TestArticle4Responsibility(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		card := r.say("dasi.liaison", "main", "职责 水务局", "org.duties")
		if o, _ := r.profile.Org("shuiwu"); card.Text != o.Responsibility || card.Article != string(o.Article) || card.Text == "" {
			t.Errorf("%s", card.Plain())
		}
		if card := r.say("dasi.liaison", "main", "职责 古树名木", "org.duties"); !strings.Contains(card.Plain(), "区城市管理委") {
			t.Errorf("%s", card.Plain())
		}
		r.say("dasi.liaison", "main", "职责 大寺镇", models.NotFound)
		if card := r.say("shuiwu.liaison", "", "职责", "org.duties"); !strings.Contains(card.Title, "区水务局") {
			t.Errorf("own duties: %s", card.Plain())
		}
	})
}

func TestRosterIsScoped(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		for _, c := range []struct{ who, text, code, has, not string }{
			{"office.staff1", "名册", "roster.list", "区水务局", "空缺"}, {"chief.a", "谁是水务局联络员", "roster.list", "区水务局联络员", ""},
			{"dasi.liaison", "名册", "roster.list", "大寺镇", "中北镇"}, {"dasi.liaison", "谁是水务局联络员", models.NotAllowed, "区林长办", "区水务局联络员"},
			{"dasi.liaison", "名册 大寺", "roster.list", "大寺镇总林长", "水务"}, {"dasi.liaison", "谁是区总林长", "roster.list", "区总林长", ""},
		} {
			card := r.say(c.who, "", c.text, c.code)
			if text := card.Plain(); !strings.Contains(text, c.has) || c.not != "" && strings.Contains(text, c.not) {
				t.Errorf("%s asks %s: %s", c.who, c.text, text)
			}
			if (card.File != nil) != (c.who == "office.staff1") {
				t.Errorf("%s asks %s: file %v", c.who, c.text, card.File != nil)
			}
		}
	})
}

func TestHelpShowsWhatTheSenderMay(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		if text := r.say("dasi.liaison", "main", "帮助", "help.shown").Plain(); strings.Contains(text, "发绑定码") || !strings.Contains(text, "职责 水务局") {
			t.Errorf("liaison: %s", text)
		}
		if text := r.say("office.staff1", "", "帮助 名册", "help.shown").Plain(); !strings.Contains(text, "发绑定码") {
			t.Errorf("office: %s", text)
		}
	})
}

func TestGroupsAreBoundInPlace(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("office.staff1", "", "本群设为 主群", models.BadInput)
		r.say("office.staff1", "g1", "本群设为 大寺镇", "group.bound")
		r.say("office.staff1", "g2", "本群设为 林长办群", "group.bound")
		r.say("office.staff1", "g3", "本群设为 闲聊", models.BadInput)
		var groups []people.Group
		r.tx(func(tx *db.Tx) (err error) { groups, err = people.Groups(tx); return err })
		want := map[string]string{"main": "main", "g1": "org dasi", "g2": "office office"}
		if len(groups) != len(want) {
			t.Errorf("%+v", groups)
		}
		for _, g := range groups {
			if strings.TrimSpace(g.Purpose+" "+g.Org) != want[g.Chat] {
				t.Errorf("%+v", g)
			}
		}
	})
}

func TestHandOverOfOneOfTwoAndFromADay(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("u1", "", "绑定 大寺镇 联络员 新人甲", "member.asked")
		r.say("office.staff1", "office", "同意绑定 1", "member.bound")
		r.say("office.staff1", "", "交接 大寺镇联络员 给 新人丁", "ask.which") // whose?
		r.say("office.staff1", "", "dasi.liaison", "ask.which")    // what will happen
		r.say("office.staff1", "", "确认", "post.handed_over")
		if r.actor("dasi.liaison").Has(models.RoleLiaison) || !r.actor("u1").Has(models.RoleLiaison) {
			t.Error("the wrong one of two was relieved")
		}
		r.say("office.staff1", "", "交接 大寺镇联络员 给 新人戊", "ask.which")
		r.say("office.staff1", "", "全部", "ask.which")
		r.say("office.staff1", "", "确认", "post.handed_over")
		if r.actor("u1").Has(models.RoleLiaison) {
			t.Error("all were to be relieved")
		}
		card := r.say("office.staff1", "", "交接 水务局联络员 给 新人己 3月10日起", "ask.which")
		if !strings.Contains(card.Plain(), "2026年3月10日起") || strings.Contains(card.Plain(), "新人己 3") {
			t.Fatalf("%s", card.Plain())
		}
		r.say("office.staff1", "", "确认", "post.handed_over")
		if !r.actor("shuiwu.liaison").Has(models.RoleLiaison) {
			t.Error("relieved before the day")
		}
		r.now = time.Date(2026, 3, 9, 16, 0, 0, 0, time.UTC) // midnight in Tianjin
		if r.actor("shuiwu.liaison").Has(models.RoleLiaison) {
			t.Error("still in office on the day")
		}
	})
}

// TestCodeWithoutDigits: whoever speaks of a code without saying one is told how; no request is made of his words.
func TestCodeWithoutDigits(t *testing.T) {
	each(t, func(t *testing.T, r *room) {
		r.say("office.staff1", "office", "绑定码 大寺镇 联络员 王五", "refused.bad_input")
		r.say("nobody", "", "绑定码是多少", "refused.bad_input")
	})
}
