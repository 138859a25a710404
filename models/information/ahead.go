package information

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models/db"
)

// MessageKey is the message that brings a report.
type MessageKey struct{ Platform, Message string }

// lookups are what was read ahead for a batch of new reports.
type lookups struct {
	since time.Time
	byOrg map[string][]Report // oldest first; organisations with very many reports are left out
	fresh map[MessageKey]bool // messages that brought no report yet
}

// Ahead reads for many organisations and messages at once what Recent and File would ask for one by one.
func Ahead(tx *db.Tx, orgs []string, since time.Time, messages []MessageKey) error {
	k := &lookups{since: since.UTC(), byOrg: map[string][]Report{}, fresh: map[MessageKey]bool{}}
	few, err := withFew(tx, orgs, k.since)
	if err != nil {
		return err
	}
	for _, org := range few.none {
		k.byOrg[org] = nil
	}
	if len(few.some) > 0 {
		rows, err := recent(tx, few.some, k.since, -1, "body", "platform", "message")
		if err != nil {
			return err
		}
		for _, r := range rows {
			k.byOrg[r.Org] = append(k.byOrg[r.Org], r)
		}
	}
	if err := k.markFresh(tx, messages); err != nil {
		return err
	}
	tx.Keep(Report{}.TableName(), k)
	return nil
}

type few struct{ none, some []string }

type orgCount struct {
	Org string
	N   int
}

// withFew tells organisations without reports from those whose reports are few enough to be read with their texts.
func withFew(tx *db.Tx, orgs []string, since time.Time) (out few, err error) {
	counts, err := db.List[orgCount](tx.DB().Model(&Report{}).Select("org, COUNT(*) AS n").
		Where("org IN ? AND at >= ?", orgs, since).Group("org"), "count recent reports")
	if err != nil {
		return out, err
	}
	n := map[string]int{}
	for _, c := range counts {
		n[c.Org] = c.N
	}
	for _, org := range orgs {
		switch {
		case n[org] == 0:
			out.none = append(out.none, org)
		case n[org] < closely:
			out.some = append(out.some, org)
		}
	}
	return out, nil
}

func (k *lookups) markFresh(tx *db.Tx, messages []MessageKey) error {
	var platforms, ids []string
	for _, m := range messages {
		k.fresh[m] = true
		ids = append(ids, m.Message)
		if !slices.Contains(platforms, m.Platform) {
			platforms = append(platforms, m.Platform)
		}
	}
	taken, err := db.List[MessageKey](tx.DB().Model(&Report{}).Select("platform, message").
		Where("platform IN ? AND message IN ?", platforms, ids), "look for messages taken")
	if err != nil {
		return err
	}
	for _, m := range taken {
		delete(k.fresh, m)
	}
	return nil
}

func readAhead(tx *db.Tx) *lookups {
	v, _ := tx.Kept(Report{}.TableName())
	k, _ := v.(*lookups)
	return k
}

// recent is what Recent answers, if it was read ahead.
func (k *lookups) recent(org string, since time.Time) ([]Report, bool) {
	if k == nil || since.Before(k.since) {
		return nil, false
	}
	rows, ok := k.byOrg[org]
	if !ok {
		return nil, false
	}
	first, _ := slices.BinarySearchFunc(rows, since.UTC(), func(r Report, t time.Time) int { return r.At.Compare(t) })
	return slices.Clone(rows[first:]), true
}

// file collects a report whose message is known to be new; ok is false when that is not known.
func (k *lookups) file(tx *db.Tx, r Report) (ok bool) {
	if k == nil || !k.fresh[MessageKey{r.Platform, r.Message}] {
		return false
	}
	r.District = tx.District()
	tx.Later(r)
	if rows, here := k.byOrg[r.Org]; here {
		rows = append(rows, r)
		slices.SortStableFunc(rows, func(a, b Report) int { return a.At.Compare(b.At) })
		k.byOrg[r.Org] = rows
	}
	return true
}

// closely is how many of an organisation's newest reports a new one is held against word by word.
const closely = 40

// recent reads its rows by hand: this is the hot path, and reflection would cost three times as much.
func recent(tx *db.Tx, orgs []string, since time.Time, limit int, text ...string) ([]Report, error) {
	fail := func(err error) error { return fmt.Errorf("list recent reports: %w", err) }
	columns := append([]string{"org", "number", "title", "category", "period", "late", "state", "at"}, text...)
	rows, err := tx.DB().Model(&Report{}).Select(columns).
		Where("org IN ? AND at >= ?", orgs, since.UTC()).Order("at DESC, year DESC, n DESC").Limit(limit).Rows()
	if err != nil {
		return nil, fail(err)
	}
	defer func() { _ = rows.Close() }()
	var out []Report
	for rows.Next() {
		var r Report
		err := rows.Scan(&r.Org, &r.Number, &r.Title, &r.Category, &r.Period, &r.Late, &r.State, &r.At,
			&r.Body, &r.Platform, &r.Message)
		if err != nil {
			return nil, fail(err)
		}
		out = append(out, r)
	}
	slices.Reverse(out)
	if err := rows.Err(); err != nil {
		return nil, fail(err)
	}
	return out, nil
}
