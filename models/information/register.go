package information

import (
	"time"
	"unicode/utf8"

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

// Channel finds the channel of 第六条 that words stand for: its name, or a shorter form of one alone (公众号, 政府网站).
func Channel(p *profile.Profile, words string) (name string, ok bool) {
	for _, c := range p.Disclosure.Channels {
		if c == words {
			return c, true
		}
	}
	if utf8.RuneCountInString(words) < 2 {
		return "", false
	}
	for _, c := range p.Disclosure.Channels {
		if !inOrder(c, words) {
			continue
		}
		if name != "" {
			return "", false // 网站 is two of them
		}
		name = c
	}
	return name, name != ""
}

// inOrder reports whether a name has all characters of a word, one after the other.
func inOrder(name, word string) bool {
	for _, r := range name {
		if first, size := utf8.DecodeRuneInString(word); size > 0 && r == first {
			word = word[size:]
		}
	}
	return word == ""
}
