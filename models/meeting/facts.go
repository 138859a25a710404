package meeting

import (
	"context"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// FactPrefix stands before a type's key in the name of the fact that such a meeting was held: meeting.general.
const FactPrefix = "meeting."

// Taken are the states of a meeting that has taken place.
var Taken = []State{Held, Minuted}

// Facts brings every meeting that was held in [from, to). It counts for the organisation whose meeting it is and for
// the person who chaired it.
func Facts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := Find(tx, Filter{States: Taken, From: from, To: to})
	var out []duty.Fact
	for _, m := range rows {
		out = append(out, duty.Fact{What: FactPrefix + m.Type, Org: m.Org, Person: m.ChairPerson,
			At: m.Start.In(from.Location()), Ref: m.Number, Title: m.Title})
	}
	return out, err
}
