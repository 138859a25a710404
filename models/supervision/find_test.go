package supervision

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/naming"
)

// TestByNumberWithoutAYear finds this year's issue before the last one's, and never an older one.
func TestByNumberWithoutAYear(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error {
			for year, most := range map[int]int{2026: 1, 2025: 2, 2024: 3} {
				for n := 1; n <= most; n++ {
					x := Issue{Number: fmt.Sprintf("督〔%d〕%d号", year, n), Year: year, N: n, Due: dbtest.Start, At: dbtest.Start}
					if _, err := Open(tx, &x, xiqing(t), Change{At: dbtest.Start}); err != nil {
						return err
					}
				}
			}
			for number, want := range map[naming.Number]string{{N: 1}: "督〔2026〕1号", {N: 2}: "督〔2025〕2号", {N: 3}: "",
				{Year: 2024, N: 3}: "督〔2024〕3号", {Year: 2026, N: 2}: ""} {
				if x, ok, err := ByNumber(tx, number, 2026); err != nil || ok != (want != "") || x.Number != want {
					t.Errorf("%+v is %s, %v", number, x.Number, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
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
