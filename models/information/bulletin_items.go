package information

import (
	"cmp"

	"linzhangbot/models"
	"linzhangbot/models/db"
)

// BulletinItem is a report taken into a bulletin. A report appears in one bulletin of a kind only.
type BulletinItem struct {
	ID       string `gorm:"primaryKey"`
	District string
	Bulletin string
	Kind     string
	Report   string
	Pos      int
	Title    string  // as the bulletin words it; empty: as it was reported
	Body     *string // likewise
}

// TableName is bulletin_items.
func (BulletinItem) TableName() string { return "bulletin_items" }

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
		r := byID[i.Report]
		r.Title = cmp.Or(i.Title, r.Title)
		if i.Body != nil {
			r.Body = *i.Body
		}
		if r.State == Adopted && !r.Recalled {
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

// Arrange puts the items of a bulletin in the order of these reports; those that are not among them are taken out.
func Arrange(tx *db.Tx, b Bulletin, order []Report) error {
	pos := map[string]int{}
	for i, r := range order {
		pos[r.ID] = i
	}
	items, err := db.List[BulletinItem](tx.DB().Where("bulletin = ?", b.ID), "list items of bulletin")
	if err != nil {
		return err
	}
	for _, i := range items {
		at, stays := pos[i.Report]
		q := tx.DB().Where("id = ?", i.ID)
		if stays {
			err = db.Wrap(q.Model(&BulletinItem{}).Update("pos", at), "move item of bulletin")
		} else {
			err = db.Wrap(q.Delete(&BulletinItem{}), "take item out of bulletin")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Reword lets an item read otherwise in the bulletin than it was reported; the report stays as it was. What is empty
// stays.
func Reword(tx *db.Tx, b Bulletin, r Report, title, body string) error {
	set := map[string]any{}
	if title != "" {
		set["title"] = title
	}
	if body != "" {
		set["body"] = body
	}
	q := tx.DB().Model(&BulletinItem{}).Where("bulletin = ? AND report = ?", b.ID, r.ID)
	return db.Wrap(q.Updates(set), "reword item of bulletin")
}
