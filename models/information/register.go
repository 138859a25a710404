package information

import (
	"fmt"
	"strings"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Disclosure is one entry of the register of what was made public (第三至六条). Whoever publishes names his own
// reviewer and answers for it; the question of secrecy has been answered.
type Disclosure struct {
	ID       string `gorm:"primaryKey"`
	District string
	Number   string
	Year, N  int
	Org      string // the publishing organ: answerable
	Person   string // who entered it
	Title    string
	Category string
	Reviewer string
	Channel  string
	Day      string // YYYY-MM-DD of publication
	Link     string
	Cleared  bool // “不涉密” was confirmed
	At       time.Time
}

// TableName is disclosures.
func (Disclosure) TableName() string { return "disclosures" }

// Register enters a publication.
func Register(tx *db.Tx, d *Disclosure) error {
	d.ID, d.At = tx.NewID(), d.At.UTC()
	return db.Wrap(tx.DB().Create(d), "register disclosure")
}

// Disclosures lists the register by day; an empty org is all of the district, days are inclusive.
func Disclosures(tx *db.Tx, org, from, to string) ([]Disclosure, error) {
	q := db.Equal(tx.DB().Where("day >= ? AND day <= ?", from, to), map[string]string{"org": org})
	return db.List[Disclosure](q.Order("day, year, n"), "list disclosures")
}

// DisclosureCategory picks the class of 第五条 by name or by the words of a title.
func DisclosureCategory(p *profile.Profile, said, title string) profile.Category {
	shadow := profile.Profile{Categories: p.Disclosure.Categories}
	if c, ok := CategoryOf(&shadow, said); said != "" && ok {
		return c
	}
	return Guess(&shadow, title, "")
}

// ChannelIn finds the channel of 第六条 that a text names, the longest name first come.
func ChannelIn(p *profile.Profile, text string) string {
	best := ""
	for _, c := range p.Disclosure.Channels {
		if strings.Contains(text, c) && len(c) > len(best) {
			best = c
		}
	}
	return best
}

// Board is a forest chief's sign (第七条), or, without a place, what a town said of all its signs together.
type Board struct {
	ID       string `gorm:"primaryKey"`
	District string
	Org      string
	Place    string
	Chief    string
	Area     string
	Targets  string
	Phone    string
	Photo    string // JSON list of attachments
	Amount   int    // how many signs this entry speaks of
	Person   string
	At       time.Time
}

// TableName is boards.
func (Board) TableName() string { return "boards" }

// UpdateBoard enters a sign or replaces what was known about the one at its place; what is not said stays.
func UpdateBoard(tx *db.Tx, b Board) (before Board, after Board, err error) {
	rows, err := db.List[Board](tx.DB().Where("org = ? AND place = ?", b.Org, b.Place), "find board")
	if err != nil {
		return before, b, err
	}
	b.At = b.At.UTC()
	if len(rows) > 0 {
		before = rows[0]
		b.ID = before.ID
		for _, f := range []struct{ to, old *string }{{&b.Chief, &before.Chief}, {&b.Area, &before.Area},
			{&b.Targets, &before.Targets}, {&b.Phone, &before.Phone}, {&b.Photo, &before.Photo}} {
			if *f.to == "" {
				*f.to = *f.old
			}
		}
	}
	err = putBoard(tx, &b)
	return before, b, err
}

func putBoard(tx *db.Tx, b *Board) error {
	if b.ID == "" {
		b.ID = tx.NewID()
		if err := tx.DB().Create(b).Error; err != nil {
			return fmt.Errorf("enter board: %w", err)
		}
		return nil
	}
	return db.Wrap(tx.DB().Model(&Board{}).Where("id = ?", b.ID).
		Select("chief", "area", "targets", "phone", "photo", "amount", "person", "at").Updates(b), "update board")
}

// Boards lists the signs; an empty org is all of the district.
func Boards(tx *db.Tx, org string) ([]Board, error) {
	return db.List[Board](db.Equal(tx.DB(), map[string]string{"org": org}).Order("org, place"), "list boards")
}

// FactBoard is the name under which duties ask whether a town's signs show its present chiefs.
const FactBoard = "board.current"

// Tenure is a chief's time in a town's post, as far as signs care.
type Tenure struct {
	Name  string
	Since time.Time
	Until time.Time // zero while he is in office
}

// Stale lists the signs that still show a chief who has left, or that were not looked at since the last change of a
// chief. A town of which no sign is known is stale only after such a change.
func Stale(boards []Board, tenures []Tenure) []Board {
	former, present, changed := map[string]bool{}, map[string]bool{}, time.Time{}
	for _, t := range tenures {
		if t.Until.IsZero() {
			present[t.Name] = true
			continue
		}
		former[t.Name] = true
		if t.Until.After(changed) {
			changed = t.Until
		}
	}
	if len(boards) == 0 && !changed.IsZero() {
		return []Board{{}}
	}
	if allChecked(boards, changed, former, present) {
		return nil
	}
	var out []Board
	for _, b := range boards {
		old := former[b.Chief] && !present[b.Chief]
		if old || b.Chief == "" && b.At.Before(changed) {
			out = append(out, b)
		}
	}
	return out
}

// allChecked reports whether the town has said of all its signs together that they are in order, since a moment.
func allChecked(boards []Board, since time.Time, former, present map[string]bool) bool {
	for _, b := range boards {
		if b.Place == "" && !b.At.Before(since) && (present[b.Chief] || !former[b.Chief]) {
			return true
		}
	}
	return false
}
