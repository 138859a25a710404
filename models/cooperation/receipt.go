package cooperation

import (
	"fmt"
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
	if err := tx.DB().CreateInBatches(&rows, 100).Error; err != nil {
		return nil, fmt.Errorf("keep open receipts: %w", err)
	}
	return rows, nil
}

// Sign writes that the organisation has it, unless somebody was faster.
func (r *Receipt) Sign(tx *db.Tx, person string, now time.Time) error {
	was, at := r.Version, now.UTC()
	r.Person, r.ReceivedAt, r.Version = person, &at, was+1
	return swap(tx, r, r.ID, was, "person", "received_at")
}

// Receipts lists the receipts of papers, in order of organisation.
func Receipts(tx *db.Tx, kind string, records ...string) ([]Receipt, error) {
	var rows []Receipt
	if err := tx.DB().Where("kind = ? AND record IN ?", kind, records).Order("record, org").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list receipts: %w", err)
	}
	return rows, nil
}

// Unsigned lists the ids of the papers of a kind that an organisation has not signed for.
func Unsigned(tx *db.Tx, kind, org string) ([]string, error) {
	var ids []string
	err := tx.DB().Model(&Receipt{}).Where("kind = ? AND org = ? AND received_at IS NULL", kind, org).Order("at, record").Pluck("record", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("list open receipts: %w", err)
	}
	return ids, nil
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
	if err := tx.DB().Create(s).Error; err != nil {
		return fmt.Errorf("keep what is shared: %w", err)
	}
	return nil
}

// Shares lists what was shared, oldest first; ids nil lists all.
func Shares(tx *db.Tx, ids []string) ([]Share, error) {
	q := tx.DB().Order("year, n")
	if ids != nil {
		q = q.Where("id IN ?", ids)
	}
	var rows []Share
	if err := q.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list what was shared: %w", err)
	}
	return rows, nil
}

// ShareOf finds a sharing by year and number.
func ShareOf(tx *db.Tx, year, n int) (Share, bool, error) {
	var rows []Share
	err := tx.DB().Where("year = ? AND n = ?", year, n).Find(&rows).Error
	if err != nil {
		return Share{}, false, fmt.Errorf("find what was shared: %w", err)
	}
	return one(rows, nil)
}

// Waiting counts the receipts of a kind that are open; org empty counts everybody's.
func Waiting(tx *db.Tx, kind, org string) (int, error) {
	q := tx.DB().Model(&Receipt{}).Where("kind = ? AND received_at IS NULL", kind)
	if org != "" {
		q = q.Where("org = ?", org)
	}
	var n int64
	if err := q.Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count open receipts: %w", err)
	}
	return int(n), nil
}
