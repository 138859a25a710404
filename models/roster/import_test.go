package roster_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"linzhangbot/models/db"
	"linzhangbot/models/db/dbtest"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// workbook writes a file with the given sheets; a cell that begins with "formula:" becomes a formula.
func workbook(t testing.TB, sheets map[string][][]string) *bytes.Buffer {
	t.Helper()
	f := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				var err error
				if formula, ok := strings.CutPrefix(text, "formula:"); ok {
					err = f.SetCellFormula(name, cell, formula)
				} else {
					err = f.SetCellStr(name, cell, text)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return &out
}

func TestExportAndImportGiveTheSameRoster(t *testing.T) {
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		post, _ := p.Post("town_liaison")
		person := must(roster.NewPerson(tx, "=1+1", "dasi"))
		a := roster.Appointment{Post: post, Org: orgOf(p, "dasi"), Person: person.Code, From: now.Add(90 * time.Minute)}
		must(roster.HandOver(tx, a, ""))
		var first, second bytes.Buffer
		if err := roster.Export(tx, p, &first); err != nil {
			t.Fatal(err)
		}
		rep := must(roster.Import(tx, p, bytes.NewReader(first.Bytes()), now))
		if rep.People+rep.Posts+rep.Accounts+rep.Groups != 0 || len(rep.Problems) > 0 {
			t.Errorf("importing what was exported: %+v", rep)
		}
		other := transfer(dbtest.SQLite(t, roster.Migrations), p, first.Bytes(), &second, t)
		if other.People != 56 || other.Posts != 56 || other.Accounts != 55 || other.Groups != 2 {
			t.Errorf("import into an empty district: %+v", other)
		}
		if a, b := cells(t, &first), cells(t, &second); !slices.Equal(a, b) {
			t.Errorf("round trip changed the roster:\n%v\n%v", a, b)
		}
	})
}

// transfer imports a file into an empty database and exports it again.
func transfer(d *db.DB, p *profile.Profile, file []byte, out *bytes.Buffer, t *testing.T) (rep roster.Report) {
	t.Helper()
	in(t, d, func(tx *db.Tx) error {
		var err error
		if rep, err = roster.Import(tx, p, bytes.NewReader(file), now); err != nil || len(rep.Problems) > 0 {
			t.Fatalf("import: %v %v", err, rep.Problems)
		}
		return roster.Export(tx, p, out)
	})
	return rep
}

// cells lists all cells of a file, sheet by sheet.
func cells(t *testing.T, file *bytes.Buffer) []string {
	t.Helper()
	f := must(excelize.OpenReader(file))
	var out []string
	for _, name := range f.GetSheetList() {
		for _, row := range must(f.GetRows(name)) {
			out = append(out, name+"|"+strings.Join(row, "|"))
		}
	}
	return out
}

func TestImportTellsEveryMistakeAndWritesNothing(t *testing.T) {
	file := map[string][][]string{
		"机构": {{"机构编号", "名称"}, {"dasi", "大寺镇"}, {"nanhe", "南河镇"}, {"dasi", "中北镇"}},
		"人员": {{"人员编号", "姓名"}, {"dasi.new", "新人"}, {"a b", "某人"}, {"dasi.x", ""}, {"dasi.new", "又一人"}, {"dasi.f", "formula:1+1"}},
		"任职": {{"人员编号", "职务", "机构", "开始日期", "结束日期", "对口联系街镇"},
			{"dasi.new", "联络员", "大寺镇", "2026年3月1日", "", ""}, {"nobody", "联络员", "大寺镇", "", "", ""}, {"dasi.new", "局长", "大寺镇", "", "", ""},
			{"dasi.new", "联络员", "某某镇", "", "", ""}, {"dasi.new", "联络员", "大寺镇", "三月", "", ""}, {"dasi.new", "联络员", "大寺", "2026-03-02", "2026-03-01", ""},
			{"dasi.new", "联络员", "区水务局", "", "", "大寺镇"}},
		"账号": {{"平台", "账号", "人员编号"}, {"wecom", "1.2E+15", "dasi.new"}, {"wecom", "", "dasi.new"}, {"wecom", "u1", "who"}},
		"群":  {{"平台", "群号", "用途", "机构"}, {"wecom", "c1", "闲聊", ""}, {"wecom", "c2", "机构群", ""}},
	}
	want := []string{"机构表第3行", "机构表第4行", "人员表第6行：“姓名”是公式", "人员表第3行", "人员表第4行：姓名是空的", "人员表第5行", "任职表第3行", "任职表第4行",
		"任职表第5行", "任职表第6行", "任职表第7行", "任职表第8行", "账号表第2行", "账号表第3行", "账号表第4行", "群表第2行", "群表第3行"}
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		rep := must(roster.Import(tx, p, workbook(t, file), now))
		all := strings.Join(rep.Problems, "\n")
		for _, w := range want {
			if !strings.Contains(all, w) {
				t.Errorf("nothing said about %s", w)
			}
		}
		if len(rep.Problems) < len(want) || rep.People != 0 {
			t.Errorf("%+v", rep)
		}
		if _, found, _ := roster.PersonOf(tx, "dasi.new"); found {
			t.Error("half imported")
		}
		for _, broken := range []string{"", "PK", "not a workbook"} {
			if rep := must(roster.Import(tx, p, strings.NewReader(broken), now)); len(rep.Problems) != 1 {
				t.Errorf("%q: %+v", broken, rep)
			}
		}
	})
}

func TestImportChangesAndEndsPosts(t *testing.T) {
	file := map[string][][]string{
		"人员": {{"姓名", "人员编号"}, {"大寺镇新联络员", "dasi.new"}, {"改名", "dasi.chief"}},
		"任职": {{"人员编号", "职务", "机构", "开始日期", "结束日期"}, {"dasi.liaison", "联络员", "大寺", "", "2026/3/3"}, {"dasi.new", "街镇联络员", "大寺镇", "46084", ""}},
		"账号": {{"平台", "账号", "人员编号"}, {"console", "dasi.liaison", "dasi.new"}},
	}
	each(t, func(t *testing.T, tx *db.Tx, p *profile.Profile) {
		rep := must(roster.Import(tx, p, workbook(t, file), now))
		if rep.People != 2 || rep.Posts != 2 || rep.Accounts != 1 || len(rep.Problems) > 0 {
			t.Fatalf("%+v", rep)
		}
		morning := time.Date(2026, 3, 3, 0, 0, 0, 0, p.Location()) // 46084 is the workbook's number of that day
		for at, want := range map[time.Time]string{morning.Add(-time.Second): "dasi.liaison", morning: "dasi.new"} {
			got := must(roster.Holders(tx, roster.Query{Org: "dasi", Post: "town_liaison"}, at))
			if len(got) != 1 || got[0].Person != want {
				t.Errorf("%v: %+v", at, got)
			}
		}
	})
}

func FuzzImport(f *testing.F) {
	f.Add([]byte("PK"))
	f.Add(workbook(f, map[string][][]string{"人员": {{"人员编号", "姓名"}, {"a", "b"}}}).Bytes())
	p, d := xiqing(f), dbtest.SQLite(f, roster.Migrations)
	f.Fuzz(func(t *testing.T, data []byte) {
		in(t, d, func(tx *db.Tx) error {
			_, err := roster.Import(tx, p, bytes.NewReader(data), now)
			return err
		})
	})
}
