package chinese

import (
	"testing"
	"unicode/utf8"
)

func TestNormalizeEvensOutForms(t *testing.T) {
	for _, x := range []struct{ in, want string }{
		{"報送信息：楊柳青鎮", "报送信息：杨柳青镇"},
		{"２条　ＡＢＣ", "2条 ABC"},
		{"杨\u200b柳\u2060青", "杨柳青"},
		{"标题\u202e倒写", "标题倒写"},
		{"a\x00b\u0085c", "ab c"},
		{"第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"},
		{"“三步走”，（一）！", "“三步走”，（一）！"},
		{"\xff\xfe坏", "坏"},
		{"👨\u200d👩\u200d👧𠮷", "👨\u200d👩\u200d👧𠮷"},
		{"參加會議", "参加会议"},
	} {
		if got := Normalize(x.in); got != x.want {
			t.Errorf("%q = %q, want %q", x.in, got, x.want)
		}
	}
}

func TestSimplifiedHasNoChains(t *testing.T) {
	for from, to := range simplified {
		if _, again := simplified[to]; again {
			t.Errorf("%c → %c goes on", from, to)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, x := range []struct {
		in   string
		want int
		ok   bool
	}{
		{"12", 12, true}, {"１２", 12, true}, {"十二", 12, true}, {"拾贰", 12, true}, {"二十", 20, true}, {"一百零三", 103, true},
		{"两千零二十六", 2026, true}, {"二〇二七", 2027, true}, {"3万", 30000, true}, {"一万二千", 12000, true}, {"廿三", 23, true},
		{"两", 2, true}, {"叁拾伍", 35, true}, {"三亿五千万", 350000000, true},
		{"", 0, false}, {"1e3", 0, false}, {"-1", 0, false}, {"١٢", 0, false}, {"99999999999999999999", 0, false}, {"三五十", 0, false}, {"几", 0, false},
	} {
		if got, ok := Number(x.in); got != x.want || ok != x.ok {
			t.Errorf("%s = %d %v, want %d %v", x.in, got, ok, x.want, x.ok)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	f.Add("報送信息：楊柳青鎮\u200b２条")
	f.Add("👨\u200d\u200b👩")
	f.Fuzz(func(t *testing.T, s string) {
		n := Normalize(s)
		if !utf8.ValidString(n) {
			t.Fatalf("%q is not UTF-8", n)
		}
		if Normalize(n) != n {
			t.Fatalf("%q changes again to %q", n, Normalize(n))
		}
		Number(s)
	})
}
