package roster

import (
	"cmp"
	"io"
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
)

var kindNames = map[models.OrgKind]string{models.KindOffice: "林长办", models.KindTown: models.Towns,
	models.KindUnit: models.Units}

var purposeNames = map[string]string{PurposeMain: "主群", PurposeOffice: "林长办群", PurposeOrg: "机构群"}

// Export writes the whole roster, past posts included, as a file that Import reads back. Every cell is text, so a
// name that looks like a formula stays a name.
func Export(tx *db.Tx, p *profile.Profile, w io.Writer) error {
	tables, err := exportTables(tx, p)
	if err != nil {
		return err
	}
	var out []sheet.Table
	for _, name := range sheetNames {
		heads := slices.Clone(columns[name])
		for i := range heads {
			heads[i] = p.Words(heads[i])
		}
		out = append(out, sheet.Table{Name: name, Heads: heads, Rows: tables[name]})
	}
	return sheet.Write(w, out...)
}

func exportTables(tx *db.Tx, p *profile.Profile) (map[string][][]string, error) {
	have, err := loadAll(tx)
	if err != nil {
		return nil, err
	}
	out := map[string][][]string{}
	for _, o := range p.Orgs {
		kind := p.Words(cmp.Or(kindNames[o.Kind], string(o.Kind)))
		out[sheetOrgs] = append(out[sheetOrgs], []string{o.Code, o.Name, o.Full, kind})
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
	return []string{h.Person, name, title, orgCell(p, h.Org), naming.Orgs(p, db.Split(h.Linked)), dayCell(p, &h.Since), dayCell(p, h.Until)}
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
