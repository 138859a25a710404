package roster_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

func orgOf(p *profile.Profile, code string) models.Org {
	o, _ := p.Org(code)
	return models.Org{Code: o.Code, Name: o.Name, Kind: o.Kind}
}

func TestSuccessorTakesOverTheSameMinute(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		post, _ := p.Post("town_liaison")
		next := must(roster.NewPerson(tx, "新联络员", "dasi"))
		if err := roster.Bind(tx, roster.AccountKey{Platform: platform, Account: "u1"}, next.Code, now); err != nil {
			t.Fatal(err)
		}
		at := now.Add(time.Hour)
		relieved := must(roster.HandOver(tx, roster.Appointment{Post: post, Org: orgOf(p, "dasi"), Person: next.Code, From: at}, ""))
		if len(relieved) != 1 || relieved[0].Person != "dasi.liaison" {
			t.Fatalf("relieved %+v", relieved)
		}
		for _, c := range []struct {
			account string
			at      time.Time
			holds   bool
		}{
			{"dasi.liaison", at.Add(-time.Millisecond), true}, {"u1", at.Add(-time.Millisecond), false},
			{"dasi.liaison", at, false}, {"u1", at, true},
		} {
			a := must(roster.Identify(tx, p, platform, c.account, c.at))
			if !a.Bound || a.Has(models.RoleLiaison) != c.holds || (a.Org.Code == "dasi") != c.holds {
				t.Errorf("%s at %v: %+v", c.account, c.at, a)
			}
		}
		again := must(roster.HandOver(tx, roster.Appointment{Post: post, Org: orgOf(p, "dasi"), Person: next.Code, From: at}, ""))
		if got := must(roster.Holders(tx, roster.Query{Org: "dasi", Post: post.Key}, at)); len(again) != 0 || len(got) != 1 {
			t.Errorf("handed over twice: %+v, holders %+v", again, got)
		}
	})
}

func TestLinkedTownsPassOnWithTheChiefsPost(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		post, _ := p.Post("chief")
		next := must(roster.NewPerson(tx, "区级林长（戊）", ""))
		must(roster.HandOver(tx, roster.Appointment{Post: post, Person: next.Code, From: now}, "chief.a"))
		towns := map[string]string{}
		for _, h := range must(roster.Holders(tx, roster.Query{Post: "chief"}, now)) {
			towns[h.Person] = strings.Join(h.Linked, " ")
		}
		if towns[next.Code] != "xinkou yangliuqing zhangjiawo" {
			t.Errorf("successor's towns %v", towns)
		}
		if _, still := towns["chief.a"]; still || len(towns) != 4 {
			t.Errorf("chiefs and their towns: %v", towns)
		}
	})
}

func TestTwoSeatsAreBothHeld(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		post, _ := p.Post("member")
		if err := roster.Give(tx, roster.Appointment{Post: post, Org: orgOf(p, "shuiwu"), Person: "dasi.liaison", From: now}); err != nil {
			t.Fatal(err)
		}
		a := must(roster.Identify(tx, p, platform, "dasi.liaison", now))
		if !a.Has(models.RoleLiaison) || !a.Has(models.RoleMember) || a.Org.Code != "dasi" {
			t.Errorf("%+v", a)
		}
		second, his := a.Speaks("区水务局")
		if _, stranger := a.Speaks("中北镇"); len(a.Orgs) != 2 || a.Orgs[0].Code != "dasi" || !his || second.Code != "shuiwu" || stranger {
			t.Errorf("speaks for %+v", a.Orgs)
		}
		liaison, member := a.Holding(models.RoleLiaison), a.Holding(models.RoleMember)
		if len(liaison) != 1 || liaison[0].Code != "dasi" || len(member) != 1 || member[0].Code != "shuiwu" {
			t.Errorf("liaison of %v, member of %v", liaison, member)
		}
	})
}

func TestFindPostAndTitle(t *testing.T) {
	p := xiqing(t)
	for _, c := range []struct{ word, org, key, title string }{
		{"联络员", "dasi", "town_liaison", "大寺镇联络员"}, {"联络员", "shuiwu", "liaison", "区水务局联络员"}, {"信息员", "dasi", "town_liaison", "大寺镇联络员"},
		{"总林长", "", "general_chief", "区总林长"}, {"总林长", "dasi", "town_chief", "大寺镇总林长"}, {"协作成员", "shuiwu", "member", "区水务局协作成员"},
		{"协作成员", "dasi", "", ""}, {"", "dasi", "", ""},
	} {
		post, ok := roster.FindPost(p, c.word, c.org)
		if post.Key != c.key || ok != (c.key != "") {
			t.Errorf("%s of %s: %q", c.word, c.org, post.Key)
		}
		if ok && roster.Title(p, post.Key, c.org) != c.title {
			t.Errorf("title %s", roster.Title(p, post.Key, c.org))
		}
	}
}

// 协作会商制度 第六条: each unit has one liaison and one member; a vacant seat has no fact.
func TestArticle6FactsOfSeats(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		count := func() map[string]int {
			n := map[string]int{}
			for _, f := range must(roster.Source().Facts(context.Background(), tx, now, now)) {
				n[f.What+" "+f.Org]++
			}
			return n
		}
		if n := count(); n["post.liaison shuiwu"] != 1 || n["post.member shuiwu"] != 1 {
			t.Errorf("facts %v", n)
		}
		if err := roster.End(tx, "liaison", "shuiwu", "shuiwu.liaison", now); err != nil {
			t.Fatal(err)
		}
		if n := count(); n["post.liaison shuiwu"] != 0 || n["post.member shuiwu"] != 1 {
			t.Errorf("facts of a vacant seat %v", n)
		}
	})
}
