package supervision

import (
	"time"

	"linzhangbot/models/db"
)

// Paper is a document about an issue: 整改建议书, 函告, 约谈通知. Its words are kept as they were.
type Paper struct {
	ID       string `gorm:"primaryKey"`
	District string
	Issue    string
	Kind     string
	Number   string // 西青林长办〔2026〕3号
	Title    string
	Body     string
	Person   string
	At       time.Time
}

// TableName is issue_papers.
func (Paper) TableName() string { return "issue_papers" }

// KeepPaper keeps a paper.
func KeepPaper(tx *db.Tx, p Paper) error {
	p.ID, p.At = tx.NewID(), p.At.UTC()
	return db.Wrap(tx.DB().Create(&p), "keep paper of issue")
}

// Papers lists the papers of an issue, oldest first.
func Papers(tx *db.Tx, issue string) ([]Paper, error) {
	return db.List[Paper](tx.DB().Where("issue = ?", issue).Order("at, id"), "list papers of issue")
}
