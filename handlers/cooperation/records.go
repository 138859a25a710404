package cooperation

import (
	"context"
	"errors"

	"linzhangbot/handlers"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// records lists every record of the regulation with its state.
func records(_ context.Context, tx *db.Tx) (out []handlers.Record, err error) {
	summaries, err1 := cooperation.Summaries(tx, cooperation.SummaryFilter{})
	patrols, err2 := cooperation.Patrols(tx, cooperation.PatrolFilter{})
	activities, err3 := cooperation.Activities(tx, 0)
	orders, err4 := cooperation.Papers[cooperation.Order](tx)
	shares, err5 := cooperation.Papers[cooperation.Share](tx)
	for _, s := range summaries {
		out = append(out, handlers.Record{Type: "summary", Ref: s.Number, State: filed(s.State, "已报送"), Org: s.Org,
			Title: s.Period, At: s.At})
	}
	for _, p := range patrols {
		out = append(out, handlers.Record{Type: "patrol", Ref: p.Number, State: filed(p.State, "已登记"), Org: p.Org,
			Title: p.Place, At: p.At})
	}
	for _, a := range activities {
		state := map[cooperation.Stage]string{cooperation.Inviting: "已邀请", cooperation.Cancelled: "已取消"}[a.State]
		out = append(out, handlers.Record{Type: "activity", Ref: a.Number, State: state, Title: a.Kind, At: a.At})
	}
	for _, o := range orders {
		out = append(out, handlers.Record{Type: "order", Ref: o.Number, State: o.State.Name(), Title: o.Title, At: o.At})
	}
	for _, s := range shares {
		out = append(out, handlers.Record{Type: "share", Ref: s.Number, State: "已发送", Title: s.Title, At: s.At})
	}
	return out, errors.Join(err1, err2, err3, err4, err5)
}

func filed(s cooperation.State, name string) string {
	if s == cooperation.Withdrawn {
		return "已撤回"
	}
	return name
}
