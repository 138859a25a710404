package information

import "linzhangbot/models/db"

// BulletinsWith lists the bulletins that a report was taken into, the newest first.
func BulletinsWith(tx *db.Tx, r Report) ([]Bulletin, error) {
	items, err := db.List[BulletinItem](tx.DB().Where("report = ?", r.ID), "find bulletins of report")
	if err != nil || len(items) == 0 {
		return nil, err
	}
	var ids []string
	for _, i := range items {
		ids = append(ids, i.Bulletin)
	}
	return db.List[Bulletin](tx.DB().Where("id IN ?", ids).Order("at DESC, id DESC"), "list bulletins of report")
}
