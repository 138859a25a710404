package cooperation

import (
	"time"

	"linzhangbot/models/db"
)

// Papers that organisations sign for.
const (
	KindOrder = "order" // 总林长令
	KindShare = "share" // 信息共享
)

// Receipt says that an organisation has, or has not yet, signed for a paper: each one, not the first.
type Receipt struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Kind       string
	Record     string // id of the paper
	Org        string
	Person     string // who signed
	ReceivedAt *time.Time
	Version    int
	At         time.Time
}

// TableName is cooperation_receipts.
func (Receipt) TableName() string { return "cooperation_receipts" }

// Await keeps an open receipt for each organisation.
func Await(tx *db.Tx, kind, record string, orgs []string, now time.Time) ([]Receipt, error) {
	rows := make([]Receipt, 0, len(orgs))
	for _, o := range orgs {
		rows = append(rows, Receipt{ID: tx.NewID(), Kind: kind, Record: record, Org: o, Version: 1, At: now.UTC()})
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows, db.Wrap(tx.DB().CreateInBatches(&rows, 100), "keep open receipts")
}

// Sign writes that the organisation has it, unless somebody was faster.
func (r *Receipt) Sign(tx *db.Tx, person string, now time.Time) error {
	at := now.UTC()
	r.Person, r.ReceivedAt = person, &at
	return db.Swap(tx.DB(), r, r.ID, "version", &r.Version, "person", "received_at")
}

// Receipts lists the receipts of papers, in order of organisation.
func Receipts(tx *db.Tx, kind string, records ...string) ([]Receipt, error) {
	return db.List[Receipt](tx.DB().Where("kind = ? AND record IN ?", kind, records).
		Order("record, org"), "list receipts")
}

// Unsigned lists the papers of a kind that an organisation has not signed for, oldest first.
func Unsigned[T Order | Share](tx *db.Tx, kind, org string) ([]T, error) {
	ids, err := db.List[string](tx.DB().Model(&Receipt{}).Select("record").
		Where("kind = ? AND org = ? AND received_at IS NULL", kind, org), "list open receipts")
	if err != nil {
		return nil, err
	}
	return db.List[T](tx.DB().Where("id IN ?", ids).Order("year, n"), "list papers")
}

// Papers lists all papers of a kind, oldest first.
func Papers[T Order | Share](tx *db.Tx) ([]T, error) {
	return db.List[T](tx.DB().Order("year, n"), "list papers")
}

// Share is something the office sent to organisations (第九条).
type Share struct {
	ID       string `gorm:"primaryKey"`
	District string
	Number   string // 享〔2026〕1号
	Year, N  int
	Title    string
	Body     string
	Media    string
	Person   string
	At       time.Time
}

// TableName is shares.
func (Share) TableName() string { return "shares" }

// Send keeps what is shared.
func Send(tx *db.Tx, s *Share) error {
	s.ID, s.At = tx.NewID(), s.At.UTC()
	return db.Wrap(tx.DB().Create(s), "keep what is shared")
}

// Waiting counts the receipts of a kind that are open; org empty counts everybody's.
func Waiting(tx *db.Tx, kind, org string) (int, error) {
	q := db.Equal(tx.DB().Model(&Receipt{}).
		Where("kind = ? AND received_at IS NULL", kind), map[string]string{"org": org})
	return db.Count(q, "count open receipts")
}
