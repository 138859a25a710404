package supervision

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
)

// TestQueriesUseIndexes shows the plans of the morning's queries and of the lists: none walks the whole table.
func TestQueriesUseIndexes(t *testing.T) {
	dbtest.Each(t, Migrations, func(t *testing.T, d *db.DB) {
		seedIssues(t, d, 40, 30)
		err := d.Tx(context.Background(), "d007", func(tx *db.Tx) error {
			for name, f := range map[string]Filter{"sweep": {States: DueStates}, "ladder": {States: OpenStates, DueBefore: "2026-12-01"},
				"organisation": {States: DueStates, Orgs: []string{"town3"}}, "number": {Years: []int{2026, 2025}, N: 12}} {
				plan := explain(t, tx, f)
				t.Logf("%s: %s", name, plan)
				if !strings.Contains(plan, "issues_") || strings.Contains(plan, "SCAN issues") {
					t.Errorf("%s uses no index: %s", name, plan)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// explain is the plan of a filter's query as the database tells it.
func explain(t *testing.T, tx *db.Tx, f Filter) string {
	t.Helper()
	sql := tx.DB().ToSQL(func(g *gorm.DB) *gorm.DB { var rows []Issue; return f.query(g).Find(&rows) })
	if !strings.Contains(sql, "district") {
		t.Fatalf("no district in %s", sql)
	}
	word := "EXPLAIN QUERY PLAN "
	if tx.Dialect() == db.MySQL {
		word = "EXPLAIN "
	}
	rows, err := tx.DB().Raw(word + sql).Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []string
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			switch x := (*v.(*any)).(type) {
			case []byte:
				out = append(out, string(x))
			default:
				out = append(out, fmt.Sprint(x))
			}
		}
	}
	return strings.Join(out, " ")
}

// seedIssues opens n issues in each of some districts, spread over towns and days.
func seedIssues(t testing.TB, d *db.DB, districts, n int) {
	t.Helper()
	start := time.Date(2026, 11, 20, 15, 59, 59, 999e6, time.UTC)
	for k := range districts {
		err := d.Tx(context.Background(), fmt.Sprintf("d%03d", k), func(tx *db.Tx) error {
			var rows []Issue
			for i := range n {
				due := start.AddDate(0, 0, i%40)
				id := tx.NewID()
				rows = append(rows, Issue{ID: id, Number: fmt.Sprintf("督〔2026〕%d号", i+1), Year: 2026, N: i + 1, Title: "林地堆放垃圾", Org: fmt.Sprintf("town%d", i%11),
					Due: due, DueDay: due.In(time.FixedZone("", 8*3600)).Format(time.DateOnly), State: Raised, Ladder: "[]", Version: 1, Message: id, At: start.AddDate(0, -1, 0)})
			}
			return tx.DB().CreateInBatches(&rows, 100).Error
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
