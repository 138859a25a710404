package information

import (
	"errors"
	"sync"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
)

var (
	zone = time.FixedZone("CST", 8*3600)
	noon = time.Date(2026, 11, 23, 12, 0, 0, 0, zone)
)

func write(t *testing.T, d *db.DB, district string, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), district, f); err != nil {
		t.Fatal(err)
	}
}

func item(number, message string, n int) Report {
	return Report{Org: "dasi", Person: "dasi.liaison", Number: number, Year: 2026, N: n, Title: "大寺镇开展巡林", Period: "2026-11",
		Platform: "console", Message: message, At: noon, Arrived: noon}
}

// TestFileOnce checks that one message is filed once, that one taken back before it came is not, and that a
// different district is another world.
func TestFileOnce(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			for _, c := range []struct {
				r     Report
				taken bool
			}{{item("信1", "a", 1), false}, {item("信2", "a", 2), true}, {item("信3", "gone", 3), true}} {
				if c.r.Message == "gone" {
					if err := Bury(tx, "console", "gone", noon); err != nil {
						return err
					}
				}
				if taken, err := File(tx, &c.r); err != nil || taken != c.taken {
					t.Errorf("%s: taken %v, %v", c.r.Number, taken, err)
				}
			}
			return nil
		})
		write(t, d, "other", func(tx *db.Tx) error {
			r := item("信1", "a", 1)
			if taken, err := File(tx, &r); err != nil || taken {
				t.Errorf("another district's message: taken %v, %v", taken, err)
			}
			rows, err := Find(tx, Filter{})
			if len(rows) != 1 {
				t.Errorf("other sees %d reports", len(rows))
			}
			return err
		})
	})
}

// TestSaveMeanwhile checks that of two who change the same report the slower one is told.
func TestSaveMeanwhile(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		r := item("信1", "a", 1)
		write(t, d, "xiqing", func(tx *db.Tx) error { _, err := File(tx, &r); return err })
		slow := r
		r.State, slow.State = Adopted, Returned
		write(t, d, "xiqing", func(tx *db.Tx) error { return Save(tx, &r) })
		err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error { return Save(tx, &slow) })
		if !errors.Is(err, db.ErrChanged) {
			t.Errorf("slow change: %v", err)
		}
	})
}

// TestArticle9Facts checks what counts when: by the month it was said in, or the month it was filled in for.
func TestArticle9Facts(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			for i, r := range []Report{
				{Period: "2026-10", At: time.Date(2026, 10, 31, 23, 59, 59, 999e6, zone)},
				{Period: "2026-11", At: time.Date(2026, 11, 1, 0, 0, 0, 0, zone)},
				{Period: "2026-10", At: noon, Late: true},
				{Period: "2026-11", At: noon},
			} {
				x := item(string(rune('a'+i)), string(rune('a'+i)), i+1)
				x.Period, x.At, x.Late = r.Period, r.At, r.Late
				if _, err := File(tx, &x); err != nil {
					return err
				}
				if i == 3 {
					x.State = Returned
					if err := Save(tx, &x); err != nil {
						return err
					}
				}
			}
			for key, want := range map[string]string{"2026-10": "ac", "2026-11": "b"} {
				p, _ := models.ParsePeriod(key, zone)
				facts, err := ReportFacts(t.Context(), tx, p.From, p.To)
				if err != nil {
					return err
				}
				got := ""
				for _, f := range facts {
					got += f.Ref
				}
				if got != want {
					t.Errorf("%s counts %q, want %q", key, got, want)
				}
			}
			return nil
		})
	})
}

// TestBulletinNumbers checks that two issuers at once never share a number.
func TestBulletinNumbers(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		var wait sync.WaitGroup
		for range 8 {
			wait.Go(func() {
				err := d.Tx(t.Context(), "xiqing", func(tx *db.Tx) error {
					n, err := tx.Next("bulletin", 2026)
					if err != nil {
						return err
					}
					return Draft(tx, &Bulletin{Kind: "bulletin", Year: 2026, N: n, At: noon}, nil)
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		write(t, d, "xiqing", func(tx *db.Tx) error {
			rows, err := Bulletins(tx, BulletinFilter{Year: 2026})
			seen := map[int]bool{}
			for _, b := range rows {
				seen[b.N] = true
			}
			if len(seen) != 8 || !seen[8] {
				t.Errorf("numbers %v", seen)
			}
			return err
		})
	})
}

// TestBoardKeepsWhatIsNotSaid checks that an update of a sign leaves alone what it does not name.
func TestBoardKeepsWhatIsNotSaid(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			if _, _, err := UpdateBoard(tx, Board{Org: "dasi", Place: "村口", Chief: "甲", Phone: "1", At: noon}); err != nil {
				return err
			}
			before, after, err := UpdateBoard(tx, Board{Org: "dasi", Place: "村口", Chief: "乙", At: noon})
			if before.Chief != "甲" || after.Chief != "乙" || after.Phone != "1" {
				t.Errorf("before %+v, after %+v", before, after)
			}
			return err
		})
	})
}

// TestDisclosureClass checks 信息制度 第五条: the class is told from the words.
func TestDisclosureClass(t *testing.T) {
	p := &profile.Profile{Disclosure: profile.Disclosure{Channels: []string{"网站", "政府门户网站"}, Categories: []profile.Category{
		{Key: "organisation", Name: "组织体系", Words: []string{"林长名单"}}, {Key: "other", Name: "其他", Default: true}}}}
	for said, want := range map[string]string{"": "organisation", "其他": "other", "不认识的": "organisation"} {
		if got := DisclosureCategory(p, said, "公布林长名单"); got.Key != want {
			t.Errorf("class %q: %s, want %s", said, got.Key, want)
		}
	}
}

// TestArticle6Channel: a channel is one of the district's list, by its name or by what stands for it alone.
func TestArticle6Channel(t *testing.T) {
	p := &profile.Profile{Disclosure: profile.Disclosure{Channels: []string{"政府门户网站", "部门网站", "新闻发布会", "微信公众号"}}}
	for words, want := range map[string]string{"政府门户网站": "政府门户网站", "政府网站": "政府门户网站", "公众号": "微信公众号", "微信": "微信公众号",
		"发布会": "新闻发布会", "网站": "", "抖音": "", "号": "", "": ""} {
		if got, ok := Channel(p, words); got != want || ok != (want != "") {
			t.Errorf("%s: %q", words, got)
		}
	}
}

// TestArticle9Counted: what is adopted or merged counts as what was reported does, a late one for its own month; a
// returned or withdrawn one does not.
func TestArticle9Counted(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			for i, state := range []State{Submitted, Adopted, Returned, Withdrawn, Merged} {
				r := item(string(state), string(state), i+1)
				r.Late = state == Merged
				if _, err := File(tx, &r); err != nil {
					return err
				}
				r.State = state
				if err := Save(tx, &r); err != nil {
					return err
				}
			}
			month := models.PeriodOf(models.Month, noon)
			facts, err := ReportFacts(t.Context(), tx, month.From, month.To)
			got := ""
			for _, f := range facts {
				got += f.Ref + " " + f.Period + ";"
			}
			if got != "submitted ;adopted ;merged 2026-11;" {
				t.Errorf("counted %s", got)
			}
			return err
		})
	})
}

// TestArticle10Ready: only adopted reports are compiled, each once in a kind of bulletin, and none that was taken back.
func TestArticle10Ready(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			var adopted []Report
			for i, number := range []string{"信1", "信2", "信3", "信4"} {
				r := item(number, number, i+1)
				if _, err := File(tx, &r); err != nil {
					return err
				}
				if r.State = Adopted; number == "信4" {
					r.State = Submitted
				}
				r.Recalled = number == "信3"
				if err := Save(tx, &r); err != nil {
					return err
				}
				adopted = append(adopted, r)
			}
			if err := Draft(tx, &Bulletin{Kind: "bulletin", Number: "第1期", Year: 2026, N: 1, At: noon}, adopted[:1]); err != nil {
				return err
			}
			for kind, want := range map[string]string{"bulletin": "信2;", "special": "信1;信2;"} {
				rows, err := Ready(tx, kind, models.PeriodOf(models.Month, noon))
				if err != nil {
					return err
				}
				got := ""
				for _, r := range rows {
					got += r.Number + ";"
				}
				if got != want {
					t.Errorf("ready for %s: %s, want %s", kind, got, want)
				}
			}
			return nil
		})
	})
}
