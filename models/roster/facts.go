package roster

import (
	"context"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
)

// Source brings the facts of 协作会商制度 第六条: who is liaison and who is member of an organisation. There is one fact
// for each holder at the end of the time asked for, so a vacant seat shows up as a duty unmet.
func Source() duty.Source {
	return duty.Source{What: []string{"post.liaison", "post.member"}, Facts: facts}
}

func facts(_ context.Context, tx *db.Tx, _, to time.Time) ([]duty.Fact, error) {
	var out []duty.Fact
	for _, seat := range []struct {
		what string
		role models.Role
	}{{"post.liaison", models.RoleLiaison}, {"post.member", models.RoleMember}} {
		holders, err := Holders(tx, Query{Role: seat.role}, to)
		if err != nil {
			return nil, err
		}
		for _, h := range holders {
			out = append(out, duty.Fact{What: seat.what, Org: h.Org, At: h.Since.In(to.Location()), Ref: h.Person, Title: h.Name})
		}
	}
	return out, nil
}
