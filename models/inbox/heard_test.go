package inbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestMasked: what leads to a person is hidden, what names a record, a day or a quantity stays.
func TestMasked(t *testing.T) {
	for text, want := range map[string]string{
		"联系人电话13800000000，请尽快":      "联系人电话138********，请尽快",
		"打138 0000 0000":            "打138**********",
		"138-0000-0000":             "138**********",
		"座机022-27390000":            "座机022*********",
		"电话：27390000":               "电话：273*****",
		"内线8012":                    "内线****",
		"身份证120111199001010011":     "身份证120***************",
		"１３８０００００００００":              "138*********",
		"电话是一三八零零零零零零零零":            "电话是一三八********",
		"督〔2026〕12号，2026-12-05前":    "督〔2026〕12号，2026-12-05前",
		"20261205报送，出动1200人次":       "20261205报送，出动1200人次",
		"2026年12月5日14:00，栽植120000株": "2026年12月5日14:00，栽植120000株",
	} {
		if got := Masked(text); got != want {
			t.Errorf("%s is kept as %s, want %s", text, got, want)
		}
	}
}

// TestHeardIsKeptForgottenAndKeptApart: a sentence is kept once with what was chosen, and goes after its time, with its
// message, and with nobody else's district.
func TestHeardIsKeptForgottenAndKeptApart(t *testing.T) {
	dbtest.Each(t, HeardMigrations, func(t *testing.T, d *db.DB) {
		keep := func(message, text, offered string, day int) {
			in(t, d, "a", func(tx *db.Tx) error {
				return KeepHeard(tx, Heard{Platform: "wecom", Message: message, Role: "liaison", Text: text, Offered: offered,
					At: dbtest.Start.AddDate(0, 0, day)})
			})
		}
		kept := func(district string, day int) (out []string) {
			in(t, d, district, func(tx *db.Tx) error {
				all, err := AllHeard(tx, dbtest.Start.AddDate(0, 0, day))
				for _, h := range all {
					out = append(out, fmt.Sprint(h.Text, " ", h.Role, " ", h.Offered, " ", h.Chosen, " ", h.Expect))
				}
				return err
			})
			return out
		}
		keep("1", " 那个事弄一下，13800000000 ", "", 0)
		keep("2", "12号那个算了吧", "issue.close,issue.cancel", 1)
		keep("2", "12号那个算了吧", "issue.close,issue.cancel", 1)
		keep("3", "再说吧", "issue.close", 2)
		in(t, d, "a", func(tx *db.Tx) error { return Choose(tx, Key{"wecom", "2"}, "issue.cancel", "ok") })
		in(t, d, "a", func(tx *db.Tx) error { return Choose(tx, Key{"wecom", "3"}, Nothing, "") })
		in(t, d, "b", func(tx *db.Tx) error { return Choose(tx, Key{"wecom", "1"}, "help", "ok") })
		in(t, d, "b", func(tx *db.Tx) error { return ForgetHeard(tx, dbtest.Start.AddDate(1, 0, 0)) })
		first, third := "那个事弄一下，138******** liaison   ", "再说吧 liaison issue.close none "
		second := "12号那个算了吧 liaison issue.close,issue.cancel issue.cancel ok"
		for _, c := range []struct {
			district string
			day      int
			want     []string
		}{{"a", 0, []string{first, second, third}}, {"a", 1, []string{second, third}}, {"b", 0, nil}} {
			if got := kept(c.district, c.day); !slices.Equal(got, c.want) {
				t.Errorf("%s since day %d: %q", c.district, c.day, got)
			}
		}
		in(t, d, "a", func(tx *db.Tx) error { return ForgetHeard(tx, dbtest.Start.Add(time.Hour)) })
		in(t, d, "a", func(tx *db.Tx) error { return Unhear(tx, Key{"wecom", "3"}) })
		if got := kept("a", 0); !slices.Equal(got, []string{second}) {
			t.Errorf("left: %q", got)
		}
	})
}
