package roster_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/handlers/roster"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	people "linzhangbot/models/roster"
)

// stage is the sample district with nothing but its roster.
type stage struct{ *handlerstest.Stage }

func each(t *testing.T, run func(t *testing.T, s *stage)) {
	t.Helper()
	with := handlerstest.Setup{Modules: []handlers.Module{roster.Module()}, Start: dbtest.Start}
	handlerstest.Each(t, with, func(s *handlerstest.Stage) { run(t, &stage{s}) })
}

// say delivers a sentence; chat "" is the sender's private chat. The reply must bear the code.
func (s *stage) say(from, chat, text, code string) bot.Card {
	s.T.Helper()
	s.Now = s.Now.Add(time.Second)
	var card bot.Card
	if chat == "" {
		card = s.Private(from, text)
	} else {
		card = s.In(chat, from, text)
	}
	if strings.ContainsAny(strings.ReplaceAll(card.Plain(), ".xlsx", ""), "%{‹") {
		s.T.Errorf("%s: unpolished answer\n%s", text, card.Plain())
	}
	return s.Want(card, code)
}

// told lists what was queued for a chat under a code.
func (s *stage) told(chat, code string) []handlerstest.Heard {
	s.T.Helper()
	return slices.DeleteFunc(s.Notices(code), func(h handlerstest.Heard) bool { return h.Chat != chat })
}

func (s *stage) actor(account string) (a models.Actor) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) error {
		a = s.Request(tx, account).Actor
		return nil
	})
	return a
}

// todo is what waits for somebody.
func (s *stage) todo(account string) (lines []string) {
	s.T.Helper()
	s.Tx(func(tx *db.Tx) (err error) {
		lines, err = roster.Module().Todo(context.Background(), s.Request(tx, account))
		return err
	})
	return lines
}

func TestStrangersMayAskForHelpAndBindNothingElse(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		if card := s.say("u1", "", "帮助", "help.shown"); !strings.Contains(card.Plain(), "绑定") || len(card.Fields) > 0 {
			t.Errorf("help for a stranger: %s", card.Plain())
		}
		for _, text := range []string{"名册", "职责 水务局"} {
			s.say("u1", "", text, models.NotBound)
		}
		for _, text := range []string{"发绑定码 大寺镇联络员", "交接 大寺镇联络员 给 某人", "同意绑定 1", "解绑 大寺镇联络员", "本群设为 主群"} {
			s.say("dasi.liaison", "main", text, models.NotAllowed)
			s.say("chief.general", "main", text, models.NotAllowed)
		}
	})
}

func TestBoundByTheOfficesWord(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		card := s.say("u1", "", "登记信息员，大寺镇，13900000000", "ask.which")
		if strings.Contains(card.Plain(), "139") {
			t.Errorf("telephone number repeated: %s", card.Plain())
		}
		card = s.say("u1", "", "新人甲", "member.asked")
		if !strings.Contains(card.Title, "已转请区林长办确认") {
			t.Errorf("%s", card.Plain())
		}
		asked := s.told("office", "member.asked")
		if len(asked) != 1 || !strings.Contains(asked[0].Parcel.Card, "同意绑定 1") || !strings.Contains(asked[0].Parcel.Card, "大寺镇联络员") {
			t.Fatalf("notices %+v", asked)
		}
		s.say("u1", "", "绑定 大寺镇 联络员", "ask.which")
		s.say("u1", "", "新人甲", "member.asked") // the same wish again: no second notice
		if n := len(s.told("office", "member.asked")); n != 1 {
			t.Errorf("%d notices", n)
		}
		if lines := s.todo("office.staff2"); len(lines) != 1 || !strings.Contains(lines[0], "同意绑定 1") || len(s.todo("dasi.liaison")) > 0 {
			t.Errorf("what waits for the office: %v", lines)
		}
		s.say("office.staff1", "office", "同意绑定 1", "member.bound")
		if a := s.actor("u1"); a.Name != "新人甲" || a.Org.Code != "dasi" || !a.Has(models.RoleLiaison) {
			t.Errorf("%+v", a)
		}
		if n := s.told("u1", "member.bound"); len(n) != 1 {
			t.Errorf("welcome %+v", n)
		}
		s.say("office.staff2", "office", "同意绑定 1", models.BadInput)
		s.say("office.staff2", "office", "同意绑定 99", models.NotFound)
		s.say("u1", "", "绑定 大寺镇 联络员", "member.bound") // already
	})
}

func TestRefusedAndChangedRequests(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("u1", "", "绑定 大寺镇 联络员", "ask.which")
		s.say("u1", "", "新人甲", "member.asked")
		s.say("u1", "", "绑定 区总林长", "ask.which")
		s.say("u1", "", "新人甲", "member.asked")
		s.Want(s.say("office.staff1", "office", "同意绑定 1", models.BadInput), models.BadInput, "这个编号作废了") // what it said has changed
		s.say("office.staff1", "office", "不同意绑定 2", "member.refused")
		if s.actor("u1").Bound {
			t.Error("bound all the same")
		}
		told := s.told("u1", "member.refused") // nobody is bound to u1, yet he asked and is answered
		if len(told) != 1 || told[0].Parcel.ChatKind != string(bot.Private) || !strings.Contains(told[0].Parcel.Card, "没有同意") {
			t.Errorf("the sender is told %+v", told)
		}
		s.say("office.staff1", "", "绑定 区林长办公室主任", "member.asked")
		s.say("office.staff1", "", "同意绑定 3", models.SelfClose)
	})
}

// 协作会商制度 第六条: one liaison; who is bound to the full seat takes it over.
func TestArticle6FullSeatPassesOn(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("u1", "", "绑定 水务局 联络员", "ask.which")
		s.say("u1", "", "新人乙", "member.asked")
		s.say("office.staff1", "office", "同意绑定 1", "member.bound")
		if s.actor("shuiwu.liaison").Has(models.RoleLiaison) || !s.actor("u1").Has(models.RoleLiaison) {
			t.Error("the seat did not pass on")
		}
	})
}

var sixDigits = regexp.MustCompile(`\d{6}`)

func TestCodesArePrivateAndWorkOnce(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "office", "发绑定码 大寺镇联络员", models.NotAllowed)
		digits := sixDigits.FindString(s.say("office.staff1", "", "发绑定码 大寺镇联络员", "member.code").Title)
		wrong := "000000"
		if digits == wrong {
			wrong = "000001"
		}
		s.say("u1", "", "绑定 "+wrong, models.BadInput)
		s.say("u1", "", "绑定 "+digits, "member.bound")
		if a := s.actor("u1"); a.Person != "dasi.liaison" {
			t.Errorf("%+v", a)
		}
		s.say("u2", "", "绑定 "+digits, models.BadInput)
		for range 4 {
			s.say("u3", "", "绑定 "+wrong, models.BadInput)
		}
		digits = sixDigits.FindString(s.say("office.staff1", "", "发绑定码 中北镇", "member.code").Title)
		s.say("u3", "", "绑定 "+wrong, models.BadInput)
		if card := s.say("u3", "", "绑定 "+digits, models.BadInput); !strings.Contains(card.Title, "太多次") {
			t.Errorf("the sixth try: %s", card.Plain())
		}
		s.say("office.staff1", "", "发绑定码 大寺镇总林长", "member.code")
		s.say("office.staff1", "", "发绑定码 贾无名", models.NotFound)
		s.say("office.staff1", "", "解绑 大寺镇联络员", "ask.which")
		s.say("office.staff1", "", "确认", "member.unbound")
		if s.actor("u1").Bound || s.actor("dasi.liaison").Bound {
			t.Error("still bound")
		}
	})
}

func TestHandOverTakesEffectAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		card := s.say("office.staff1", "office", "交接 杨柳青镇联络员 给 新人丙", "ask.which")
		for _, want := range []string{"杨柳青镇联络员", "新人丙", "即时"} {
			if !strings.Contains(card.Plain(), want) {
				t.Errorf("preview without %s: %s", want, card.Plain())
			}
		}
		if !s.actor("yangliuqing.liaison").Has(models.RoleLiaison) {
			t.Error("handed over before 确认")
		}
		card = s.say("office.staff1", "office", "确认", "post.handed_over")
		if !strings.Contains(card.Next, "发绑定码 新人丙") {
			t.Errorf("%s", card.Plain())
		}
		if s.actor("yangliuqing.liaison").Has(models.RoleLiaison) {
			t.Error("the old one still holds the post")
		}
		s.say("yangliuqing.liaison", "main", "谁是杨柳青镇联络员", models.NotAllowed)
		digits := sixDigits.FindString(s.say("office.staff1", "", "发绑定码 新人丙", "member.code").Title)
		s.say("u1", "", "绑定 "+digits, "member.bound")
		if card := s.say("u1", "", "谁是杨柳青镇联络员", "roster.list"); !strings.Contains(card.Plain(), "新人丙") {
			t.Errorf("%s", card.Plain())
		}
		s.say("office.staff1", "", "交接 杨柳青镇联络员 给 新人丙的同事", "ask.which")
		s.say("office.staff1", "", "取消", "ask.cancelled")
		s.say("office.staff1", "", "交接 大寺镇", "ask.which")
		s.say("office.staff1", "", "新人丙", "ask.which") // a namesake elsewhere: is it he?
		s.say("office.staff1", "", "另一个人", "ask.which")
		s.say("office.staff1", "", "确认", "post.handed_over")
		if a := s.actor("u1"); a.Org.Code != "yangliuqing" || len(a.Roles) != 1 {
			t.Errorf("the namesake got it: %+v", a)
		}
		if s.actor("dasi.liaison").Has(models.RoleLiaison) {
			t.Error("大寺镇 did not change hands")
		}
		s.say("office.staff1", "", "交接 某某 给 某人", models.BadInput)
	})
}

func TestVacantAndDoubledSeatsAreDutiesUnmet(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		state := func() duty.State {
			var got duty.State
			rule, _ := s.Profile().Duty("unit-one-liaison")
			s.Tx(func(tx *db.Tx) error {
				all, err := s.Deployment.Standings(context.Background(), tx, s.Profile(), []profile.Duty{rule}, s.Now)
				for _, x := range all {
					if x.Subject.Org == "shuiwu" {
						got = x.State
					}
				}
				return err
			})
			return got
		}
		if x := state(); x != duty.Met {
			t.Errorf("one liaison: %s", x)
		}
		post, _ := s.Profile().Post("liaison")
		s.Tx(func(tx *db.Tx) error {
			return people.Give(tx, people.Appointment{Post: post, Org: models.Org{Code: "shuiwu", Kind: models.KindUnit}, Person: "shuiwu.member", From: s.Now})
		})
		if state() == duty.Met {
			t.Error("two liaisons pass")
		}
		s.Tx(func(tx *db.Tx) error {
			if err := people.End(tx, "liaison", "shuiwu", "shuiwu.member", s.Now); err != nil {
				return err
			}
			return people.End(tx, "liaison", "shuiwu", "shuiwu.liaison", s.Now)
		})
		if state() == duty.Met {
			t.Error("a vacant seat passes")
		}
		if card := s.say("office.staff1", "", "名册 水务局", "roster.list"); !strings.Contains(card.Plain(), "空缺") {
			t.Errorf("%s", card.Plain())
		}
	})
}

// The whole file is handed over to the office, and never in a group.
func TestRosterFileIsPrivate(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		for chat, want := range map[string]bool{"": true, "office": false, "main": false} {
			if card := s.say("office.staff1", chat, "名册", "roster.list"); (card.File != nil) != want {
				t.Errorf("in %q: file %v", chat, card.File != nil)
			}
		}
	})
}

// 协作会商制度 第四条: the regulation's own words, with the article.
func TestArticle4Responsibility(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		card := s.say("dasi.liaison", "main", "职责 水务局", "org.duties")
		if o, _ := s.Profile().Org("shuiwu"); card.Text != o.Responsibility || card.Article != string(o.Article) || card.Text == "" {
			t.Errorf("%s", card.Plain())
		}
		if card := s.say("dasi.liaison", "main", "职责 古树名木", "org.duties"); !strings.Contains(card.Plain(), "区城市管理委") {
			t.Errorf("%s", card.Plain())
		}
		s.say("dasi.liaison", "main", "职责 大寺镇", models.NotFound)
		if card := s.say("shuiwu.liaison", "", "职责", "org.duties"); !strings.Contains(card.Title, "区水务局") {
			t.Errorf("own duties: %s", card.Plain())
		}
	})
}

func TestRosterIsScoped(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		for _, c := range []struct{ who, text, code, has, not string }{
			{"office.staff1", "名册", "roster.list", "区水务局", "空缺"}, {"chief.a", "谁是水务局联络员", "roster.list", "区水务局联络员", ""},
			{"dasi.liaison", "名册", "roster.list", "大寺镇", "中北镇"}, {"dasi.liaison", "谁是水务局联络员", models.NotAllowed, "区林长办", "区水务局联络员"},
			{"dasi.liaison", "名册 大寺", "roster.list", "大寺镇总林长", "水务"}, {"dasi.liaison", "谁是区总林长", "roster.list", "区总林长", ""},
		} {
			card := s.say(c.who, "", c.text, c.code)
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
	each(t, func(t *testing.T, s *stage) {
		if text := s.say("dasi.liaison", "main", "帮助", "help.shown").Plain(); strings.Contains(text, "发绑定码") || !strings.Contains(text, "职责 水务局") {
			t.Errorf("liaison: %s", text)
		}
		if text := s.say("office.staff1", "", "帮助 名册", "help.shown").Plain(); !strings.Contains(text, "发绑定码") {
			t.Errorf("office: %s", text)
		}
	})
}

func TestGroupsAreBoundInPlace(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "", "本群设为 主群", models.BadInput)
		s.say("office.staff1", "g1", "本群设为 大寺镇", "group.bound")
		s.say("office.staff1", "g2", "本群设为 林长办群", "group.bound")
		s.say("office.staff1", "g3", "本群设为 闲聊", models.BadInput)
		var groups []people.Group
		s.Tx(func(tx *db.Tx) (err error) { groups, err = people.Groups(tx); return err })
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
	each(t, func(t *testing.T, s *stage) {
		s.say("u1", "", "绑定 大寺镇 联络员 新人甲", "member.asked")
		s.say("office.staff1", "office", "同意绑定 1", "member.bound")
		s.say("office.staff1", "", "交接 大寺镇联络员 给 新人丁", "ask.which") // whose?
		s.say("office.staff1", "", "dasi.liaison", "ask.which")    // what will happen
		s.say("office.staff1", "", "确认", "post.handed_over")
		if s.actor("dasi.liaison").Has(models.RoleLiaison) || !s.actor("u1").Has(models.RoleLiaison) {
			t.Error("the wrong one of two was relieved")
		}
		s.say("office.staff1", "", "交接 大寺镇联络员 给 新人戊", "ask.which")
		s.say("office.staff1", "", "全部", "ask.which")
		s.say("office.staff1", "", "确认", "post.handed_over")
		if s.actor("u1").Has(models.RoleLiaison) {
			t.Error("all were to be relieved")
		}
		s.say("office.staff1", "", "交接 水务局联络员 给 新人己 2026年2月10日起", models.BadInput)
		card := s.say("office.staff1", "", "交接 水务局联络员 给 新人己 3月10日起", "ask.which")
		if !strings.Contains(card.Plain(), "2026年3月10日起") || strings.Contains(card.Plain(), "新人己 3") {
			t.Fatalf("%s", card.Plain())
		}
		s.say("office.staff1", "", "确认", "post.handed_over")
		if !s.actor("shuiwu.liaison").Has(models.RoleLiaison) {
			t.Error("relieved before the day")
		}
		s.Now = time.Date(2026, 3, 9, 16, 0, 0, 0, time.UTC) // midnight in Tianjin
		if s.actor("shuiwu.liaison").Has(models.RoleLiaison) {
			t.Error("still in office on the day")
		}
	})
}

// TestPacketTellsWhatTheSeatOwes: the successor and the office read what is not done yet.
func TestPacketTellsWhatTheSeatOwes(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Tx(func(tx *db.Tx) error { return people.End(tx, "member", "shuiwu", "shuiwu.member", s.Now) })
		s.say("office.staff1", "", "交接 水务局联络员 给 新人己", "ask.which")
		s.Want(s.say("office.staff1", "", "确认", "post.handed_over"), "post.handed_over", "没办完的事：", "已完成0/1名（协作会商制度 第六条）")
		s.say("office.staff1", "", "交接 大寺镇联络员 给 新人庚", "ask.which")
		s.Want(s.say("office.staff1", "", "确认", "post.handed_over"), "post.handed_over", "目前没有没办完的事")
	})
}

// TestRegulationsAreNamedAsTheProfileDoes: in help, and in what may be asked for.
func TestRegulationsAreNamedAsTheProfileDoes(t *testing.T) {
	reports := handlers.Module{Name: "information", Title: profile.RegulationName("information"),
		Commands: []handlers.Command{{Name: "report.submit", Title: "报送", Usage: "报送 标题", Allow: []models.Role{models.RoleBound}}}}
	with := handlerstest.Setup{Modules: []handlers.Module{roster.Module(), reports},
		Profile: handlerstest.Sample(t, "    name: 信息制度\n", "    name: 信息办法\n", "信息制度 ", "信息办法 ")}
	handlerstest.Each(t, with, func(s *handlerstest.Stage) {
		s.Want(s.Say("dasi.liaison", "帮助"), "help.shown", "信息办法：报送 标题")
		s.Want(s.Say("dasi.liaison", "帮助 信息办法"), "help.shown", "信息办法：可以这样说")
	})
}

// TestCodeWithoutDigits: whoever speaks of a code without saying one is told how; no request is made of his words.
func TestCodeWithoutDigits(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.say("office.staff1", "office", "绑定码 大寺镇 联络员 王五", "refused.bad_input")
		s.say("nobody", "", "绑定码是多少", "refused.bad_input")
	})
}
