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
	Due        string // YYYY-MM-DD, as the rules of the day it was sent on wanted it; empty: they set no day
	Version    int
	At         time.Time
}

// TableName is cooperation_receipts.
func (Receipt) TableName() string { return "cooperation_receipts" }

// Await keeps an open receipt of a paper for each organisation, all like the one given.
func Await(tx *db.Tx, like Receipt, orgs []string) ([]Receipt, error) {
	rows := make([]Receipt, 0, len(orgs))
	for _, o := range orgs {
		one := like
		one.ID, one.Org, one.Version, one.At = tx.NewID(), o, 1, like.At.UTC()
		rows = append(rows, one)
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
	return Sent[T](tx, ids)
}

// OpenReceipts lists the receipts of a kind that are owed; org empty lists everybody's.
func OpenReceipts(tx *db.Tx, kind, org string) ([]Receipt, error) {
	q := tx.DB().Where("kind = ? AND received_at IS NULL", kind).Order("record, org")
	return db.List[Receipt](db.Equal(q, map[string]string{"org": org}), "list open receipts")
}

// Sent lists the papers of some ids.
func Sent[T Order | Share](tx *db.Tx, ids []string) ([]T, error) {
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
