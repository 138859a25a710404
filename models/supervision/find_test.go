package supervision

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestParseRef(t *testing.T) {
	for text, want := range map[string]Ref{"12": {N: 12}, "问题12": {N: 12}, "第12号": {N: 12}, "十二号": {N: 12}, "督12": {N: 12},
		"督〔2026〕12号": {Year: 2026, N: 12, Number: "督〔2026〕12号"}, "督[2025]3号": {Year: 2025, N: 3, Number: "督[2025]3号"}, "W20261120-03": {Number: "W20261120-03"}} {
		got, ok := ParseRef(text)
		if !ok || got != want {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
	if _, ok := ParseRef("  "); ok {
		t.Error("nothing is a reference")
	}
}

func FuzzParseRef(f *testing.F) {
	for _, s := range []string{"12", "督〔2026〕12号", "十二号", "〔9999〕999999", "'; DROP TABLE issues"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if ref, ok := ParseRef(s); ok && ref.N < 0 {
			t.Errorf("%q is %+v", s, ref)
		}
	})
}

func FuzzBinderNames(f *testing.F) {
	f.Add("../../etc/passwd", "a/b.txt")
	f.Add("/abs\x00\u202etxt.exe", "照片/1.jpg")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + b) {
			t.Skip()
		}
		bin := NewBinder("督〔2026〕1号")
		bin.Add(a, "一")
		bin.Add(b, "二")
		bin.Add(a, "三")
		var out bytes.Buffer
		if n, err := bin.Write(&out, time.Unix(1e9, 0)); err != nil || n != 3 {
			t.Fatalf("%d papers, %v", n, err)
		}
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, x := range z.File {
			if strings.HasPrefix(x.Name, "/") || strings.Contains(x.Name, "..") || seen[x.Name] {
				t.Errorf("name %q", x.Name)
			}
			seen[x.Name] = true
		}
	})
}
