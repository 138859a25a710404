package cooperation

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// records lists every record of the regulation with its state.
func records(_ context.Context, tx *db.Tx) ([]handlers.Record, error) {
	var out []handlers.Record
	for _, list := range []func(*db.Tx) ([]handlers.Record, error){summaryRecords, patrolRecords, activityRecords, orderRecords, shareRecords} {
		rows, err := list(tx)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

func filed(s cooperation.State, name string) string {
	if s == cooperation.Withdrawn {
		return "已撤回"
	}
	return name
}

func summaryRecords(tx *db.Tx) ([]handlers.Record, error) {
	rows, err := cooperation.Summaries(tx, cooperation.SummaryFilter{})
	var out []handlers.Record
	for _, s := range rows {
		out = append(out, handlers.Record{Type: "summary", Ref: s.Number, State: filed(s.State, "已报送"), Org: s.Org, Title: s.Period, At: s.At})
	}
	return out, err
}

func patrolRecords(tx *db.Tx) ([]handlers.Record, error) {
	rows, err := cooperation.Patrols(tx, cooperation.PatrolFilter{})
	var out []handlers.Record
	for _, p := range rows {
		out = append(out, handlers.Record{Type: "patrol", Ref: p.Number, State: filed(p.State, "已登记"), Org: p.Org, Title: p.Place, At: p.At})
	}
	return out, err
}

func activityRecords(tx *db.Tx) ([]handlers.Record, error) {
	rows, err := cooperation.Activities(tx, 0)
	var out []handlers.Record
	for _, a := range rows {
		state := "已邀请"
		if a.State == cooperation.Cancelled {
			state = "已取消"
		}
		out = append(out, handlers.Record{Type: "activity", Ref: a.Number, State: state, Title: a.Kind, At: a.At})
	}
	return out, err
}

func orderRecords(tx *db.Tx) ([]handlers.Record, error) {
	rows, err := cooperation.Orders(tx, nil)
	var out []handlers.Record
	for _, o := range rows {
		out = append(out, handlers.Record{Type: "order", Ref: o.Number, State: o.State.Name(), Title: o.Title, At: o.At})
	}
	return out, err
}

func shareRecords(tx *db.Tx) ([]handlers.Record, error) {
	rows, err := cooperation.Shares(tx, nil)
	var out []handlers.Record
	for _, s := range rows {
		out = append(out, handlers.Record{Type: "share", Ref: s.Number, State: "已发送", Title: s.Title, At: s.At})
	}
	return out, err
}
