package information

import (
	"cmp"
	"context"
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/roster"
)

// boardFacts tells which towns have signs that show their present chiefs, and since when the others' do not, in two
// queries for all of them.
func boardFacts(_ context.Context, tx *db.Tx, _, to time.Time) ([]duty.Fact, error) {
	state, err := boardState(tx, "", to)
	var out []duty.Fact
	for org, s := range state {
		changed := s.Changed()
		switch {
		case s.Current():
			out = append(out, duty.Fact{What: information.FactBoard, Org: org, At: to, Title: "公示牌与现任林长一致"})
		case !changed.IsZero():
			out = append(out, duty.Fact{What: information.FactBoardLapse, Org: org, At: changed.In(to.Location()),
				Title: "林长有变动"})
		}
	}
	slices.SortFunc(out, func(a, b duty.Fact) int { return cmp.Compare(a.Org, b.Org) })
	return out, err
}

// boardState reads the signs of towns, and their chiefs as their posts stand at a moment: those not yet taken up are
// left out, those not yet left are open. An empty org is all of the district.
func boardState(tx *db.Tx, org string, at time.Time) (map[string]information.Signs, error) {
	rows, err := information.Boards(tx, org)
	if err != nil {
		return nil, err
	}
	out := map[string]information.Signs{}
	for _, b := range rows {
		s := out[b.Org]
		s.Boards = append(s.Boards, b)
		out[b.Org] = s
	}
	held, err := roster.Tenures(tx, models.RoleTownChief, org)
	for _, h := range held {
		s, t := out[h.Org], information.Tenure{Name: h.Name, Since: h.Since, Until: h.Until}
		if t.Until.After(at) {
			t.Until = time.Time{}
		}
		if !t.Since.After(at) {
			s.Tenures = append(s.Tenures, t)
		}
		out[h.Org] = s
	}
	return out, err
}
