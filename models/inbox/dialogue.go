package inbox

import (
	"time"

	"gorm.io/gorm/clause"

	"linzhangbot/models/db"
)

// Dialogue is a question the bot asked one person in one chat and still waits for. There is at most one; the next
// question parks it.
type Dialogue struct {
	District string `gorm:"primaryKey"`
	Platform string `gorm:"primaryKey"`
	Chat     string `gorm:"primaryKey"`
	Account  string `gorm:"primaryKey"`
	Intent   string // the command that waits
	Slots    string // what is known already, JSON
	Missing  string // the slot the answer fills; empty: only 确认 or 取消
	Choices  string // JSON list of offered answers
	First    string `gorm:"column:first_message"` // the message that began the dialogue, JSON; empty in rows from before it was kept
	Mark     string // on the buttons that answer this very question
	Card     string // the card that asked, JSON, to show it again; empty in rows from before it was kept
	Parked   string // the question that was open before, itself as JSON; empty for none
	Expires  time.Time
}

// TableName is dialogues.
func (Dialogue) TableName() string { return "dialogues" }

// DialogueMigrations makes the table.
var DialogueMigrations = []db.Migration{{Version: 111, Name: "dialogues", SQL: []string{
	`CREATE TABLE IF NOT EXISTS dialogues (district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL, chat VARCHAR(190) NOT NULL,
	 account VARCHAR(190) NOT NULL, intent VARCHAR(64) NOT NULL, slots {text} NOT NULL, missing VARCHAR(64) NOT NULL,
	 choices {text} NOT NULL, expires {time} NOT NULL, PRIMARY KEY (district, platform, chat, account)) {table}`}},
	{Version: 112, Name: "dialogues remember their first message", SQL: []string{
		`ALTER TABLE dialogues ADD COLUMN first_message {text} NULL`,
		`ALTER TABLE dialogues ADD COLUMN mark VARCHAR(16) NOT NULL DEFAULT ''`}},
	{Version: 113, Name: "dialogues are shown again and go on after another", SQL: []string{
		`ALTER TABLE dialogues ADD COLUMN card {text} NULL`, `ALTER TABLE dialogues ADD COLUMN parked {text} NULL`}}}

// Keep remembers a question.
func Keep(tx *db.Tx, d Dialogue) error {
	d.District = tx.District()
	return db.Wrap(tx.DB().Clauses(clause.OnConflict{UpdateAll: true}).Create(&d), "keep dialogue")
}

// Forget ends a dialogue.
func Forget(tx *db.Tx, platform, chat, account string) error {
	return db.Wrap(tx.DB().Where("platform = ? AND chat = ? AND account = ?", platform, chat, account).
		Delete(&Dialogue{}), "end dialogue")
}

// WaitingFor finds the questions that wait for any of the accounts, in one query.
func WaitingFor(tx *db.Tx, accounts []string, now time.Time) ([]Dialogue, error) {
	return db.List[Dialogue](tx.DB().Where("account IN ? AND expires > ?", accounts, now), "look for dialogues")
}
