package wire_test

import (
	"strings"
	"testing"
	"time"

	"linzhangbot/bot/wire"
)

func TestParseRefuses(t *testing.T) {
	for name, doc := range map[string]string{
		"empty": "", "half": `{"a":`, "trailer": `{} x`, "second value": `{}{}`, "mark": "\ufeff{}", "bad utf-8": "\"\xff\"",
		"duplicate": `{"a":1,"a":2}`, "duplicate below": `[{"a":{"b":1,"b":2}}]`, "escaped duplicate": `{"a":1,"\u0061":2}`,
		"deep": strings.Repeat("[", 66) + strings.Repeat("]", 66),
	} {
		if n, err := wire.Parse([]byte(doc)); err == nil {
			t.Errorf("%s was read: %+v", name, n)
		}
	}
	if _, err := wire.Parse([]byte(strings.Repeat("[", 65) + strings.Repeat("]", 65))); err != nil {
		t.Errorf("65 levels: %v", err)
	}
}

func TestNodeReadsWhatIsThere(t *testing.T) {
	n, err := wire.Parse([]byte(`{"A":{"b":"words","n":12345678901234567890,"s":"7","l":[1,"x"],"y":true,"z":null}}`))
	if err != nil {
		t.Fatal(err)
	}
	a := n.At("A")
	for got, want := range map[string]string{
		a.At("b").Text(): "words", a.At("n").Number(): "12345678901234567890", a.At("s").Number(): "7",
		n.At("A", "l").List()[0].Number(): "1", a.At("n").Text() + n.At("a", "b").Text() + a.At("b", "c").Text(): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	list, isObject := a.Fields()
	if !a.IsObject() || !isObject || len(list) != 6 || a.At("l").IsObject() || !a.At("y").True() || a.At("s").True() {
		t.Errorf("%+v", list)
	}
	if len(a.At("z").List()) != 0 || a.At("z").Text() != "" {
		t.Error("null is not empty")
	}
}

func TestUnpadIsStrict(t *testing.T) {
	for in, want := range map[string]string{
		"abc\x01": "abc", "ab\x02\x02": "ab", "\x04\x04\x04\x04": "", "abcd\x04\x04\x04\x04": "abcd",
		"": "!", "abc\x00": "!", "abc\x05": "!", "abcde\x05\x05\x05\x05\x05": "!", "a\x01\x02": "!", "\x03\x03": "!",
		"a\x03\x02\x03": "!",
	} {
		got, ok := wire.Unpad([]byte(in), 4)
		if ok != (want != "!") || ok && string(got) != want {
			t.Errorf("%q: %q, %t", in, got, ok)
		}
	}
}

func TestStampIsTenDigits(t *testing.T) {
	if got, ok := wire.Stamp("1780000000"); !ok || !got.Equal(time.Unix(1780000000, 0)) || got.Location() != time.UTC {
		t.Error(got, ok)
	}
	for _, s := range []string{"", "178000000", "17800000000", "-178000000", "+178000000", "178000000x", "1_80000000"} {
		if got, ok := wire.Stamp(s); ok {
			t.Errorf("%q is %s", s, got)
		}
	}
}

func TestSameAndDigest(t *testing.T) {
	if !wire.Same("a", "a") || wire.Same("a", "b") || wire.Same("a", "aa") || wire.Same("", "a") {
		t.Error("secrets are compared wrongly")
	}
	if got := wire.Digest("abc", 4); got != "ba7816bf" {
		t.Error(got)
	}
}

func TestCuts(t *testing.T) {
	for got, want := range map[string]string{
		wire.CutRunes("林长制", 3): "林长制", wire.CutRunes("林长制度", 3): "林长…", wire.CutRunes("👨\u200d👩x", 3): "👨…",
		wire.CutBytes("林长制", 9, "…"): "林长制", wire.CutBytes("林长制度", 9, "…"): "林长…", wire.CutBytes("林长制", 2, "…"): "",
		wire.CutBytes("林长制", 8, "…"): "林…", wire.Head("林长", 5): "林", wire.Head("林", 9): "林",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
