package information

import (
	"slices"
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
	SentBack Stage = "returned" // 已退回修改: the office changes it and submits it once more
)

// Name is the stage as people say it.
func (s Stage) Name() string {
	return map[Stage]string{Drafted: "已拟稿", Reviewed: "已审核", Signed: "已签发", Issued: "已印发",
		SentBack: "已退回修改"}[s]
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
	Reason     string // why it was sent back
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
	return map[Stage]Stage{Reviewed: Drafted, Signed: Reviewed, Issued: Signed, Drafted: SentBack}[to] == b.State
}

// Before reports whether the bulletin has still to come to a stage.
func (b Bulletin) Before(to Stage) bool {
	way := []Stage{SentBack, Drafted, Reviewed, Signed, Issued}
	return slices.Index(way, b.State) < slices.Index(way, to)
}

// Editable reports whether the office may still change it: whoever reviews or signs says yes to what he has seen.
func (b Bulletin) Editable() bool { return b.State == Drafted || b.State == SentBack }

// Returnable reports whether it may be sent back: not any more once it is issued.
func (b Bulletin) Returnable() bool {
	return b.State == Drafted || b.State == Reviewed || b.State == Signed
}

// Approval is who must say yes to a bulletin (第十条), and what is said: whoever reviews, then whoever signs. A word of
// no post is the office's.
func (b Bulletin) Approval(kind profile.Bulletin) (approval.Rule, []approval.Word) {
	words := []approval.Word{{Post: kind.Reviewer, Person: b.ReviewedBy}, {Post: kind.Signer, Person: b.SignedBy}}
	if b.State == Reviewed || b.State == Signed || b.State == Issued {
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

// SaveBulletin writes a changed bulletin, unless somebody was faster.
func SaveBulletin(tx *db.Tx, b *Bulletin) error {
	return db.Swap(tx.DB(), b, b.ID, "version", &b.Version,
		"state", "title", "reason", "reviewed_by", "signed_by", "issued_by", "signed_at", "issued_at")
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

// Given lists who was given a bulletin, side by side as on its distribution list.
func Given(tx *db.Tx, b Bulletin) ([]Recipient, error) {
	return db.List[Recipient](tx.DB().Where("bulletin = ?", b.ID).Order("id"), "list recipients of bulletin")
}
