package inbox

import (
	"regexp"
	"strings"
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// Nothing stands in Heard.Chosen where the person said that none of what was offered was meant.
const Nothing = "none"

// Heard is a sentence that the bot did not understand, or for which it offered a choice, and what was then chosen. It
// is kept to teach the ear, without saying who said it.
type Heard struct {
	District string `gorm:"primaryKey"`
	Platform string `gorm:"primaryKey"`
	Message  string `gorm:"primaryKey"` // the platform's message id
	Role     string // what the speaker may do: liaison, office, chief; empty for a stranger
	Text     string // numbers that lead to a person are masked
	Offered  string // the readings that were offered, comma-separated intents; empty: it was not understood
	Chosen   string // the intent that was chosen; empty: nothing was
	Expect   string // what the chosen reading then wanted: ok, ask, confirm
	At       time.Time
}

// TableName is heard.
func (Heard) TableName() string { return "heard" }

// HeardMigrations makes the table.
var HeardMigrations = []db.Migration{{Version: 114, Name: "heard", SQL: []string{
	`CREATE TABLE IF NOT EXISTS heard (district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
	 message VARCHAR(190) NOT NULL, role VARCHAR(32) NOT NULL, text {text} NOT NULL, offered VARCHAR(255) NOT NULL,
	 chosen VARCHAR(64) NOT NULL, expect VARCHAR(16) NOT NULL, at {time} NOT NULL,
	 PRIMARY KEY (district, platform, message)) {table}`,
	`CREATE INDEX IF NOT EXISTS heard_at ON heard (district, at)`}}}

// KeepHeard keeps a sentence, masked.
func KeepHeard(tx *db.Tx, h Heard) error {
	h.District, h.Text, h.At = tx.District(), Masked(strings.TrimSpace(h.Text)), h.At.UTC()
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{UpdateAll: true}).Create(&h), "keep what was heard")
}

// Choose remembers which of the readings offered for a message was taken; Nothing for none of them.
func Choose(tx *db.Tx, k Key, chosen, expect string) error {
	return db.Wrap(tx.DB().Model(&Heard{}).Where("platform = ? AND message = ?", k.Platform, k.Message).
		Updates(map[string]any{"chosen": chosen, "expect": expect}), "keep what was chosen")
}

// Unhear drops a sentence that its author took back.
func Unhear(tx *db.Tx, k Key) error {
	return db.Wrap(tx.DB().Where("platform = ? AND message = ?", k.Platform, k.Message).Delete(&Heard{}),
		"drop what was heard")
}

// ForgetHeard drops what was heard before a day.
func ForgetHeard(tx *db.Tx, before time.Time) error {
	return db.Wrap(tx.DB().Where("at < ?", before.UTC()).Delete(&Heard{}), "forget what was heard")
}

// AllHeard is what is kept since a day, the oldest first.
func AllHeard(tx *db.Tx, since time.Time) ([]Heard, error) {
	return db.List[Heard](tx.DB().Where("at >= ?", since.UTC()).Order("at, platform, message"), "read what was heard")
}

// personal are numbers that lead to a person: of a telephone, of an identity card, of a bank card, said or typed. A
// number of a record and a day have fewer figures, or other signs between them.
var personal = regexp.MustCompile(`\d{9,}[xX]?|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|` +
	`[零〇一二两三四五六七八九幺]{7,}|((?:电话|手机|座机|内线|传真|联系方式|号码)[是为：: ]{0,2})[\d-]{4,}`)

// Masked hides the figures of such numbers behind their first ones, so that the line is still known for what it is.
func Masked(text string) string {
	return personal.ReplaceAllStringFunc(narrow.Replace(text), func(found string) string {
		figures := []rune(strings.TrimLeft(found, labels))
		label := strings.TrimSuffix(found, string(figures))
		shown := min(3, len(figures)-4)
		return label + string(figures[:shown]) + strings.Repeat("*", len(figures)-shown)
	})
}

// labels are the signs before the figures of a number.
const labels = "电话手机座内线传真联系方式号码是为：: "

// narrow writes figures as the telephone does.
var narrow = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4",
	"５", "5", "６", "6", "７", "7", "８", "8", "９", "9")
