package roster

import (
	"strings"
	"testing"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
)

func TestReadSeat(t *testing.T) {
	p := handlerstest.Sample(t).Latest()
	for _, c := range []struct {
		unit, role, words string
		org, post, rest   string
	}{
		{"", "", "我是杨柳青镇联络员某人", "yangliuqing", "town_liaison", "我是   某人"},
		{"大寺镇", "信息员", "", "dasi", "town_liaison", ""},
		{"", "", "水务局 协作成员", "shuiwu", "member", ""},
		{"", "", "南河镇总林长", "jingwu", "town_chief", ""}, // the former name
		{"", "", "公安分局联络员", "gongan", "liaison", ""},
		{"", "", "区总林长", "", "general_chief", ""},
		{"", "", "区林长办公室主任", "office", "director", ""},
		{"", "", "某某镇联络员", "", "", "某某镇联络员"},
		{"", "", "", "", "", ""},
	} {
		slots := handlers.Slots{}
		if c.unit != "" {
			slots = handlers.Slots{"unit": c.unit, "role": c.role}
		}
		s := readSeat(p, slots, c.words)
		if s.org.Code != c.org || s.post.Key != c.post || strings.Join(strings.Fields(s.rest), " ") != strings.Join(strings.Fields(c.rest), " ") {
			t.Errorf("%s%s%s: %s %s %q", c.unit, c.role, c.words, s.org.Code, s.post.Key, s.rest)
		}
	}
}

func TestTelephoneNumbersAreDropped(t *testing.T) {
	for in, want := range map[string]string{"某人 13900000000": "某人", "某人，139 0000 0000": "某人", "某人 +86-139-0000-0000": "某人", "某人 022-12345678": "某人", "某人3": "某人3"} {
		if got, had := withoutPhone(in); got != want || had != (in != want) {
			t.Errorf("%s: %q %v", in, got, had)
		}
	}
}

func FuzzReadSeat(f *testing.F) {
	p := handlerstest.Sample(f).Latest()
	f.Add("大寺镇", "联络员", "绑定 大寺镇 联络员 某人")
	f.Add("", "", "交接 分局 给 ")
	f.Fuzz(func(t *testing.T, unit, role, words string) {
		s := readSeat(p, handlers.Slots{"unit": unit, "role": role}, words)
		if s.named() && s.post.Of != s.org.Kind {
			t.Errorf("post %s at %s", s.post.Key, s.org.Code)
		}
	})
}
