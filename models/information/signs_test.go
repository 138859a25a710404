package information

import (
	"testing"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestArticle7Signs checks 第七条: which signs show the present chief, how many a town has, and that none is not enough.
func TestArticle7Signs(t *testing.T) {
	change := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	before, after, later := change.AddDate(0, -1, 0), change.AddDate(0, 0, 3), change.AddDate(0, 0, 5)
	alone := []Tenure{{Name: "乙", Since: before}}
	posts := []Tenure{{Name: "某镇总林长", Since: before}}
	changed := []Tenure{{Name: "甲", Since: before, Until: change}, {Name: "乙", Since: change}}
	vacant := []Tenure{changed[0], {Name: "乙", Since: later}}
	back := []Tenure{{Name: "甲", Since: before, Until: change}, {Name: "乙", Since: change, Until: after}, {Name: "甲", Since: after}}
	all := func(n int, at time.Time) Board { return Board{Amount: n, At: at} }
	one := func(place, chief string, at time.Time) Board {
		return Board{Place: place, Chief: chief, Amount: 1, At: at}
	}
	for _, c := range []struct {
		name           string
		boards         []Board
		tenures        []Tenure
		amount, behind int
		current        bool
	}{
		{"no sign", nil, alone, 0, 0, false},
		{"one sign", []Board{one("东", "乙", before)}, alone, 1, 0, true},
		{"one whom the roster does not know", []Board{one("东", "丙", before)}, alone, 1, 1, false},
		{"one whom the roster cannot know", []Board{one("东", "丙", before)}, posts, 1, 0, true},
		{"called by surname and post", []Board{one("东", "乙林长", before), one("西", "乙总林长", before)}, alone, 2, 0, true},
		{"all of them name another one", []Board{{Amount: 12, Chief: "丙", At: before}}, alone, 12, 12, false},
		{"twelve together", []Board{all(12, before)}, alone, 12, 0, true},
		{"those named are among the twelve", []Board{all(12, before), one("东", "乙", after)}, alone, 12, 0, true},
		{"more are named than were counted", []Board{all(1, before), one("东", "乙", after), one("西", "乙", after)}, alone, 2, 0, true},
		{"change, no sign", nil, changed, 0, 0, false},
		{"change, shows the former one", []Board{one("东", "甲", after)}, changed, 1, 1, false},
		{"change, shows the present one", []Board{one("东", "乙", before)}, changed, 1, 0, true},
		{"change, not looked at since", []Board{one("东", "丙", before), one("西", "", before)}, changed, 2, 2, false},
		{"change, looked at since", []Board{one("东", "乙书记", after), one("西", "", after)}, changed, 2, 0, true},
		{"change, looked at since, names neither", []Board{one("东", "丙", after), one("西", "", after)}, changed, 2, 1, false},
		{"change, counted before", []Board{all(12, before)}, changed, 12, 12, false},
		{"change, counted since", []Board{all(12, after)}, changed, 12, 0, true},
		{"change, one of twelve since", []Board{all(12, before), one("东", "乙", after)}, changed, 12, 11, false},
		{"change, both of two since", []Board{all(2, before), one("东", "乙", after), one("西", "乙", after)}, changed, 2, 0, true},
		{"counted since, one named before", []Board{one("东", "甲", before), all(12, after)}, changed, 12, 0, true},
		{"counted since, one wrong after that", []Board{one("东", "甲", later), all(12, after)}, changed, 12, 1, false},
		{"counted since with the former one", []Board{{Amount: 12, Chief: "甲", At: after}}, changed, 12, 12, false},
		{"counted while the post was vacant", []Board{all(12, after)}, vacant, 12, 12, false},
		{"came back", []Board{one("东", "甲", before)}, back, 1, 0, true},
		{"came back, shows who was there between", []Board{one("东", "乙", later)}, back, 1, 1, false},
	} {
		s := Signs{c.boards, c.tenures}
		if s.Amount() != c.amount || s.Behind() != c.behind || s.Current() != c.current {
			t.Errorf("%s: %d signs, %d behind, current %v", c.name, s.Amount(), s.Behind(), s.Current())
		}
	}
}

// TestBoardOfAllForgetsTheFormerChief: what is said of all signs together names the chief it names, or none.
func TestBoardOfAllForgetsTheFormerChief(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		write(t, d, "xiqing", func(tx *db.Tx) error {
			if _, _, err := UpdateBoard(tx, Board{Org: "dasi", Chief: "甲", Amount: 12, At: noon}); err != nil {
				return err
			}
			_, after, err := UpdateBoard(tx, Board{Org: "dasi", Amount: 13, At: noon})
			if after.Chief != "" || after.Amount != 13 {
				t.Errorf("after %+v", after)
			}
			return err
		})
	})
}
