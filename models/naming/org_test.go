package naming

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

var now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func day(s string) profile.Date {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return profile.Date{Time: t}
}

// changing is a district where towns came and went, with names that meet.
var changing = &profile.Profile{
	Orgs: []profile.Org{
		{Code: "office", Name: "县林长办公室", Kind: models.KindOffice},
		{Code: "east", Name: "城东镇", Kind: models.KindTown, Aliases: []string{"东镇"}, Former: []string{"老城镇"}, To: day("2026-06-01")},
		{Code: "new", Name: "新城镇", Kind: models.KindTown, Aliases: []string{"东镇", "新城"}, From: day("2026-06-01")},
		{Code: "water", Name: "县水务局", Kind: models.KindUnit, Aliases: []string{"水务", "分局"}, Slips: []string{"睡务局"}},
		{Code: "police", Name: "县公安分局", Kind: models.KindUnit, Aliases: []string{"分局", "新城"}},
		{Code: "fund", Name: "分局", Full: "县基金分局", Kind: models.KindUnit},
	},
	Ambiguous: []string{"分局", "水务站"},
}

func TestOrg(t *testing.T) {
	x := xiqing(t)
	before := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		p    *profile.Profile
		word string
		now  time.Time
		want string
	}{
		{x, "大寺镇", now, "dasi"}, {x, " 大寺 ", now, "dasi"}, {x, "dasi", now, "dasi"}, {x, "天津市西青区水务局", now, "shuiwu"},
		{x, "南河镇", now, "jingwu"}, {x, "農委", now, "office"}, {x, "区林长办", now, "office"}, {x, "应急", now, "yingji"},
		{x, "西青分局", now, ""}, {x, "杨柳清", now, ""}, {x, "大寺镇联络员", now, ""}, {x, "", now, ""}, {x, "*", now, ""},
		{changing, "城东镇", before, "east"}, {changing, "城东镇", now, ""}, {changing, "城东镇", time.Time{}, "east"},
		{changing, "老城镇", before, "east"}, {changing, "新城镇", before, ""},
		{changing, "东镇", before, "east"}, {changing, "东镇", now, "new"}, {changing, "东镇", time.Time{}, ""},
		{changing, "新城", now, ""}, {changing, "睡务局", now, ""},
		{changing, "分局", now, "fund"}, // its official name: no guess
	} {
		if o, ok := Org(c.p, c.word, c.now); o.Code != c.want || ok != (c.want != "") {
			t.Errorf("%q at %s is %q", c.word, c.now, o.Code)
		}
	}
}

func TestOrgsIn(t *testing.T) {
	x := xiqing(t)
	for _, c := range []struct {
		p          *profile.Profile
		text, want string
	}{
		{x, "中北镇、精武镇和大寺公示牌", "中北镇=zhongbei 精武镇=jingwu 大寺=dasi"},
		{x, "区水务局会同天津市西青区财政局", "区水务局=shuiwu 天津市西青区财政局=caizheng"},
		{x, "南河镇", "南河镇=jingwu"},
		{x, "市规划资源局西青分局", "市规划资源局西青分局=guizi"},
		{x, "请分局办理", ""},
		{x, "西青公安分局", "西青公安=gongan"},
		{x, "加强应急宣传", "应急=yingji?"},
		{x, "dasi.liaison 和 dasix", "dasi=dasi"},
		{x, "大寺镇、大寺镇", "大寺镇=dasi 大寺镇=dasi"},
		{changing, "水务站归水务", "水务=water?"}, // the longer word, which names nobody, hides the shorter one
		{changing, "城东镇、新城镇、新城", "新城镇=new"},
		{changing, "", ""},
	} {
		var got []string
		for _, m := range OrgsIn(c.p, c.text, now) {
			weak := map[bool]string{true: "?"}[m.Weak]
			got = append(got, c.text[m.At:m.End]+"="+m.Org.Code+weak)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q names %q, want %q", c.text, s, c.want)
		}
	}
}

func TestOrgIn(t *testing.T) {
	x := xiqing(t)
	for words, want := range map[string]string{
		"大寺镇联络员 张三": "dasi| 联络员 张三", "请找区水务局和大寺": "shuiwu|请找 和大寺", "西青分局联络员": "|西青分局联络员", "": "|",
	} {
		o, rest, ok := OrgIn(x, words, now)
		if got := o.Code + "|" + rest; got != want || ok != (o.Code != "") {
			t.Errorf("%q: %q", words, got)
		}
	}
}

func TestEveryone(t *testing.T) {
	steppe := &profile.Profile{Terms: map[string]string{"towns": "苏木"}}
	for text, want := range map[string]string{
		"请各街镇、各协作单位参加": "town各街镇 unit各协作单位", "各有关单位和所有镇": "unit各有关单位 town所有镇", "全体成员单位": "unit全体成员单位", "全区街镇": "town全区街镇",
		"各镇街": "town各镇街", "各苏木": "town各苏木", "各位": "", "街镇": "",
	} {
		var got []string
		for _, g := range Everyone(steppe, text) {
			got = append(got, fmt.Sprint(g.Kind, text[g.At:g.End]))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q means %q", text, s)
		}
	}
	if got := Everyone(changing, "各街镇")[0].Codes(changing, now); !slices.Equal(got, []string{"new"}) {
		t.Errorf("the towns now: %v", got)
	}
}

func TestCodesToNames(t *testing.T) {
	x := xiqing(t)
	if got := Orgs(x, []string{"shuiwu", "dasi", "gone"}); got != "区水务局、大寺镇、gone" {
		t.Errorf("names %s", got)
	}
	if got := Ordered(x, []string{"shuiwu", "dasi", "office"}); !slices.Equal(got, []string{"office", "dasi", "shuiwu"}) {
		t.Errorf("order %v", got)
	}
	if o := OrgOf(x, "dasi"); o.Name != "大寺镇" {
		t.Errorf("%+v", o)
	}
	if o := OrgOf(x, "gone"); o.Name != "gone" || o.Code != "gone" {
		t.Errorf("%+v", o)
	}
	if got := Names(changing.Orgs[1]); !slices.Equal(got, []string{"城东镇", "东镇", "老城镇"}) {
		t.Errorf("names %v", got)
	}
}

func FuzzOrgsIn(f *testing.F) {
	x := xiqing(f)
	f.Add("1. 区水务局12月31日前完成\n2、大寺镇会同区应急局")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range OrgsIn(x, text, now) {
			if m.At < end || m.End <= m.At || m.End > len(text) || m.Org.Code == "" {
				t.Fatalf("%q: %+v", text, m)
			}
			end = m.End
		}
	})
}

// TestGone: only a name that nobody bears any more names a closed organisation; before its last day it is there.
func TestGone(t *testing.T) {
	before := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		word string
		at   time.Time
		want string
	}{
		{"城东镇", now, "east"}, {"老城镇", now, "east"}, {"城东镇", before, ""}, {"东镇", now, ""}, {"县水务局", now, ""},
		{"新城镇", before, ""}, {"没有的镇", now, ""},
	} {
		o, ok := Gone(changing, c.word, c.at)
		if ok != (c.want != "") || ok && o.Code != c.want {
			t.Errorf("%s at %s: %s %v", c.word, c.at.Format(time.DateOnly), o.Code, ok)
		}
	}
}
