package supervision

import (
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// viewer is the sender as the seal knows him.
func viewer(r *handlers.Request) supervision.Viewer {
	return supervision.Viewer{Person: r.Actor.Person, Now: r.Now}
}

// linkInspection names the inspection behind an issue that is said to come from one: the newest visit of this year.
func linkInspection(r *handlers.Request, d *draft) error {
	src, ok := supervision.SourceOf(r.Profile, "督查发现")
	if !ok || d.source != src.Key || len(d.orgs) != 1 {
		return nil
	}
	year := models.PeriodOf(models.Year, r.Now)
	rows, err := supervision.Visits(r.Tx, d.orgs[0].Code, year.From.Format(time.DateOnly), r.Now.Format(time.DateOnly))
	if err != nil || len(rows) == 0 {
		return err
	}
	d.origin = rows[len(rows)-1].Number
	return nil
}
