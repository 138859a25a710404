package information

import (
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// Stage is where a bulletin stands on its way (第十条).
type Stage string

// The stages, in order.
const (
	Drafted  Stage = "drafted"  // 已拟稿
	Reviewed Stage = "reviewed" // 已审核
	Signed   Stage = "signed"   // 已签发
	Issued   Stage = "issued"   // 已印发
)

// Name is the stage as people say it.
func (s Stage) Name() string {
	return map[Stage]string{Drafted: "已拟稿", Reviewed: "已审核", Signed: "已签发", Issued: "已印发"}[s]
}

// Bulletin is one issue of a 简报 or a 专报.
type Bulletin struct {
	ID         string `gorm:"primaryKey"`
	District   string
	Kind       string // key of the profile's kind
	Number     string // 2026年第3期
	Year, N    int
	Period     string // key of the period its items come from; empty for a single item
	Title      string
	State      Stage
	DraftedBy  string // person codes
	ReviewedBy string
	SignedBy   string
	IssuedBy   string
	At         time.Time
	SignedAt   *time.Time
	IssuedAt   *time.Time
	Version    int
}

// TableName is bulletins.
func (Bulletin) TableName() string { return "bulletins" }

// BulletinItem is a report taken into a bulletin. A report appears in one bulletin of a kind only.
type BulletinItem struct {
	ID       string `gorm:"primaryKey"`
	District string
	Bulletin string
	Kind     string
	Report   string
	Pos      int
}

// TableName is bulletin_items.
func (BulletinItem) TableName() string { return "bulletin_items" }

// Recipient is who was given an issued bulletin, and on which side of the distribution list (报, 送, 发).
type Recipient struct {
	ID       string `gorm:"primaryKey"`
	District string
	Bulletin string
	Side     string
	Org      string
	Person   string
	Name     string
	At       time.Time
}

// TableName is bulletin_recipients.
func (Recipient) TableName() string { return "bulletin_recipients" }

// Forward names the step from one stage to the next; ok is false when the bulletin is not that far, or beyond.
func (b Bulletin) Forward(to Stage) (ok bool) {
	return map[Stage]Stage{Reviewed: Drafted, Signed: Reviewed, Issued: Signed}[to] == b.State
}

// Approval is who must say yes to a bulletin (第十条), and what is said: whoever reviews, then whoever signs. A word of
// no post is the office's.
func (b Bulletin) Approval(kind profile.Bulletin) (approval.Rule, []approval.Word) {
	words := []approval.Word{{Post: kind.Reviewer, Person: b.ReviewedBy}, {Post: kind.Signer, Person: b.SignedBy}}
	if b.State != Drafted {
		words[0].Verdict = approval.Agreed
	}
	if b.State == Signed || b.State == Issued {
		words[1].Verdict = approval.Agreed
	}
	return approval.Rule{Posts: []string{kind.Reviewer, kind.Signer}, InOrder: true, All: true, Own: true}, words
}

// KindOf finds a kind of bulletin by key or name; an empty word is the first one.
func KindOf(p *profile.Profile, said string, single bool) (profile.Bulletin, bool) {
	for _, k := range p.Bulletins {
		if said != "" && (k.Key == said || strings.Contains(k.Name, said)) {
			return k, true
		}
	}
	switch {
	case len(p.Bulletins) == 0 || said != "" && said != "简报" && said != "专报":
		return profile.Bulletin{}, false
	case single && len(p.Bulletins) > 1:
		return p.Bulletins[1], true
	}
	return p.Bulletins[0], true
}

// Ready lists the adopted reports of a period that no bulletin of the kind has taken yet. Those whose message was
// taken back are left out.
func Ready(tx *db.Tx, kind string, p models.Period) ([]Report, error) {
	rows, err := Find(tx, Filter{State: Adopted, Within: p})
	if err != nil {
		return nil, err
	}
	q := tx.DB().Select("district", "report").Where("kind = ?", kind)
	used, err := db.List[BulletinItem](q, "list items of bulletins")
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for _, i := range used {
		taken[i.Report] = true
	}
	out := rows[:0]
	for _, r := range rows {
		if !taken[r.ID] && !r.Recalled {
			out = append(out, r)
		}
	}
	return out, nil
}

// Draft keeps a new bulletin with its items.
func Draft(tx *db.Tx, b *Bulletin, items []Report) error {
	b.ID, b.State, b.Version, b.At = tx.NewID(), Drafted, 1, b.At.UTC()
	if err := db.Wrap(tx.DB().Create(b), "draft bulletin"); err != nil {
		return err
	}
	return AddItems(tx, *b, 0, items)
}

// AddItems takes further reports into a bulletin, behind those it has.
func AddItems(tx *db.Tx, b Bulletin, behind int, items []Report) error {
	var rows []BulletinItem
	for i, r := range items {
		rows = append(rows, BulletinItem{ID: tx.NewID(), Bulletin: b.ID, Kind: b.Kind, Report: r.ID, Pos: behind + i})
	}
	if len(rows) == 0 {
		return nil
	}
	return db.Wrap(tx.DB().Create(&rows), "take reports into bulletin")
}

// Items are the reports of a bulletin in order: those still fit to print, and those to be dropped because they were
// returned, withdrawn, merged or taken back in chat since.
func Items(tx *db.Tx, b Bulletin) (fit, dropped []Report, err error) {
	items, err := db.List[BulletinItem](tx.DB().Where("bulletin = ?", b.ID).Order("pos, id"), "list items of bulletin")
	if err != nil {
		return nil, nil, err
	}
	ids := models.Each(items, func(i BulletinItem) string { return i.Report })
	rows, err := db.List[Report](tx.DB().Where("id IN ?", ids), "read items of bulletin")
	if err != nil {
		return nil, nil, err
	}
	byID := map[string]Report{}
	for _, r := range rows {
		byID[r.ID] = r
	}
	for _, i := range items {
		if r := byID[i.Report]; r.State == Adopted && !r.Recalled {
			fit = append(fit, r)
		} else {
			dropped = append(dropped, r)
		}
	}
	return fit, dropped, nil
}

// Drop takes reports out of a bulletin, so that they may appear in a later one.
func Drop(tx *db.Tx, b Bulletin, reports []Report) error {
	for _, r := range reports {
		q := tx.DB().Where("bulletin = ? AND report = ?", b.ID, r.ID).Delete(&BulletinItem{})
		if err := db.Wrap(q, "drop report from bulletin"); err != nil {
			return err
		}
	}
	return nil
}

// SaveBulletin writes a changed bulletin, unless somebody was faster.
func SaveBulletin(tx *db.Tx, b *Bulletin) error {
	return db.Swap(tx.DB(), b, b.ID, "version", &b.Version,
		"state", "title", "reviewed_by", "signed_by", "issued_by", "signed_at", "issued_at")
}

// BulletinFilter selects bulletins. Empty fields do not restrict.
type BulletinFilter struct {
	Kind, Period string
	Year, N      int
	State        Stage
}

// Bulletins lists bulletins, the newest first.
func Bulletins(tx *db.Tx, f BulletinFilter) ([]Bulletin, error) {
	q := db.Equal(tx.DB(), map[string]string{"kind": f.Kind, "period": f.Period,
		"state": string(f.State)})
	if f.Year > 0 {
		q = q.Where("year = ?", f.Year)
	}
	if f.N > 0 {
		q = q.Where("n = ?", f.N)
	}
	return db.List[Bulletin](q.Order("at DESC, n DESC, id DESC"), "list bulletins")
}

// Distribute records who was given an issued bulletin.
func Distribute(tx *db.Tx, b Bulletin, to []Recipient, now time.Time) error {
	for i := range to {
		to[i].ID, to[i].Bulletin, to[i].At = tx.NewID(), b.ID, now.UTC()
	}
	if len(to) == 0 {
		return nil
	}
	return db.Wrap(tx.DB().CreateInBatches(&to, 100), "record recipients of bulletin")
}
