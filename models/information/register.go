package information

import (
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
