package roster

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

var kindNames = map[models.OrgKind]string{models.KindOffice: "林长办", models.KindTown: "街镇", models.KindUnit: "协作单位"}

var purposeNames = map[string]string{PurposeMain: "主群", PurposeOffice: "林长办群", PurposeOrg: "机构群"}

// Export writes the whole roster, past posts included, as a file that Import reads back. Every cell is text, so a
// name that looks like a formula stays a name.
func Export(tx *db.Tx, p *profile.Profile, w io.Writer) error {
	tables, err := exportTables(tx, p)
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 49}) // 49: text, so that typing a long number keeps its digits
	if err != nil {
		return fmt.Errorf("make text style: %w", err)
	}
	for i, name := range sheetNames {
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err := errors.Join(err, writeSheet(f, name, tables[name], style)); err != nil {
			return fmt.Errorf("write sheet: %w", err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write roster file: %w", err)
	}
	return nil
}

func writeSheet(f *excelize.File, name string, rows [][]string, style int) error {
	heads := columns[name]
	last, err := excelize.ColumnNumberToName(len(heads))
	if err != nil {
		return fmt.Errorf("name column: %w", err)
	}
	if err := errors.Join(f.SetColStyle(name, "A:"+last, style), f.SetColWidth(name, "A", last, 20)); err != nil {
		return fmt.Errorf("style columns: %w", err)
	}
	for i, row := range append([][]string{heads}, rows...) {
		for j, text := range row {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err := errors.Join(err, f.SetCellStr(name, cell, text)); err != nil {
				return fmt.Errorf("write cell: %w", err)
			}
		}
	}
	return nil
}

func exportTables(tx *db.Tx, p *profile.Profile) (map[string][][]string, error) {
	have, err := loadAll(tx)
	if err != nil {
		return nil, err
	}
	out := map[string][][]string{}
	for _, o := range p.Orgs {
		out[sheetOrgs] = append(out[sheetOrgs], []string{o.Code, o.Name, o.Full, orElse(kindNames[o.Kind], string(o.Kind))})
	}
	for code, x := range have.people {
		out[sheetPeople] = append(out[sheetPeople], []string{code, x.Name})
	}
	for _, h := range have.posts {
		out[sheetPosts] = append(out[sheetPosts], exportPost(p, h, have.people[h.Person].Name))
	}
	for key, a := range have.accounts {
		out[sheetAccounts] = append(out[sheetAccounts], []string{key.Platform, key.Account, a.Person})
	}
	for key, g := range have.groups {
		paused := ""
		if g.Paused {
			paused = "是"
		}
		out[sheetGroups] = append(out[sheetGroups], []string{key.Platform, key.Account, purposeNames[g.Purpose], orgCell(p, g.Org), paused})
	}
	for _, name := range sheetNames[1:] {
		slices.SortFunc(out[name], slices.Compare[[]string])
	}
	return out, nil
}

func exportPost(p *profile.Profile, h Held, name string) []string {
	title := h.Post
	if x, ok := p.Post(h.Post); ok {
		title = x.Title
	}
	var linked []string
	for _, code := range split(h.Linked) {
		linked = append(linked, orgCell(p, code))
	}
	return []string{h.Person, name, title, orgCell(p, h.Org), strings.Join(linked, "、"), dayCell(p, &h.Since), dayCell(p, h.Until)}
}

func orgCell(p *profile.Profile, code string) string {
	if code == "" {
		return ""
	}
	return p.OrgName(code)
}

func dayCell(p *profile.Profile, t *time.Time) string {
	if t == nil {
		return ""
	}
	local := t.In(p.Location())
	if local.Hour() == 0 && local.Minute() == 0 {
		return local.Format("2006-01-02")
	}
	return local.Format("2006-01-02 15:04")
}
