package roster

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
)

// draft is a roster file understood: rows checked against the profile, not yet against the database.
type draft struct {
	people   []Person
	posts    []draftPost
	accounts []draftAccount
	groups   []Group
}

type draftPost struct {
	line
	Held
	open bool // no first day was given
}

type draftAccount struct {
	line
	key    AccountKey
	person string
}

// reader understands the lines of one file.
type reader struct {
	p     *profile.Profile
	wrong *problems
	out   draft
	seen  map[string]bool
}

var codeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

func (r *reader) read(sheets map[string][]line) {
	for _, step := range []struct {
		sheet string
		take  func(line)
	}{{sheetOrgs, r.org}, {sheetPeople, r.person}, {sheetPosts, r.post}, {sheetAccounts, r.account}, {sheetGroups, r.group}} {
		for _, l := range sheets[step.sheet] {
			step.take(l)
		}
	}
}

// once reports whether a key comes for the first time, and complains otherwise.
func (r *reader) once(l line, what string, parts ...string) bool {
	key := l.sheet + "\x00" + strings.Join(parts, "\x00")
	if r.seen[key] {
		r.wrong.at(l, "%s“%s”前面已经有一行了", what, strings.Join(parts, " "))
		return false
	}
	r.seen[key] = true
	return true
}

// org checks an organisation's line; organisations themselves are data of the profile.
func (r *reader) org(l line) {
	o, ok := r.p.Org(l.cells["机构编号"])
	switch {
	case !ok:
		r.wrong.at(l, "没有编号为“%s”的机构，机构以方案为准", l.cells["机构编号"])
	case !slices.Contains(naming.Names(o), l.cells["名称"]):
		r.wrong.at(l, "编号“%s”是%s，不是“%s”", o.Code, o.Name, l.cells["名称"])
	}
}

func (r *reader) person(l line) {
	code, name := l.cells["人员编号"], l.cells["姓名"]
	switch {
	case !codeForm.MatchString(code):
		r.wrong.at(l, "人员编号“%s”只能用字母、数字、点和横线", code)
	case name == "":
		r.wrong.at(l, "姓名是空的")
	case len([]rune(name)) > 100:
		r.wrong.at(l, "姓名太长")
	case r.once(l, "人员编号", code):
		r.out.people = append(r.out.people, Person{Code: code, Name: name})
	}
}

func (r *reader) post(l line) {
	org, ok := r.orgOf(l)
	if !ok {
		return
	}
	post, ok := FindPost(r.p, l.cells["职务"], org.Code)
	if !ok {
		r.wrong.at(l, "%s没有“%s”这个职务", cmp.Or(org.Name, models.District), l.cells["职务"])
		return
	}
	linked, ok := r.linked(l, post)
	since, okFrom := r.moment(l, "开始日期")
	until, okTo := r.moment(l, "结束日期")
	if !ok || !okFrom || !okTo {
		return
	}
	if until != nil && since != nil && !until.After(*since) {
		r.wrong.at(l, "结束日期要晚于开始日期")
		return
	}
	h := Held{Person: l.cells["人员编号"], Post: post.Key, Role: post.Role, Org: org.Code, Kind: org.Kind, Linked: db.Join(linked), Until: until}
	d := draftPost{line: l, Held: h, open: since == nil}
	if since != nil {
		d.Since = *since
	}
	if r.once(l, "任职", h.Person, post.Title, org.Name, l.cells["开始日期"]) {
		r.out.posts = append(r.out.posts, d)
	}
}

func (r *reader) account(l line) {
	platform, account := l.cells["平台"], l.cells["账号"]
	switch {
	case platform == "" || account == "":
		r.wrong.at(l, "平台和账号都要填")
	case len(platform) > 64 || len(account) > 190:
		r.wrong.at(l, "平台或账号太长")
	case spoiled(account):
		r.wrong.at(l, "账号“%s”被当成数字了，请把这一栏设成文本格式再填", account)
	case r.once(l, "账号", platform, account):
		r.out.accounts = append(r.out.accounts, draftAccount{l, AccountKey{platform, account}, l.cells["人员编号"]})
	}
}

var purposes = map[string]string{"主群": PurposeMain, "林长办群": PurposeOffice, "机构群": PurposeOrg,
	PurposeMain: PurposeMain, PurposeOffice: PurposeOffice, PurposeOrg: PurposeOrg}

func (r *reader) group(l line) {
	org, ok := r.orgOf(l)
	if !ok {
		return
	}
	g := Group{Platform: l.cells["平台"], Chat: l.cells["群号"], Purpose: purposes[l.cells["用途"]], Org: org.Code, Paused: l.cells["暂停"] == "是"}
	switch {
	case g.Platform == "" || g.Chat == "":
		r.wrong.at(l, "平台和群号都要填")
	case g.Purpose == "":
		r.wrong.at(l, "用途“%s”不认识，请填主群、林长办群或机构群", l.cells["用途"])
	case g.Purpose == PurposeOrg && g.Org == "":
		r.wrong.at(l, "机构群要填是哪个机构的")
	case len(g.Platform) > 64 || len(g.Chat) > 190:
		r.wrong.at(l, "平台或群号太长")
	case spoiled(g.Chat):
		r.wrong.at(l, "群号“%s”被当成数字了，请把这一栏设成文本格式再填", g.Chat)
	case r.once(l, "群号", g.Platform, g.Chat):
		r.out.groups = append(r.out.groups, g)
	}
}

// orgOf finds the organisation a line names by code, name, full name or alias; an empty cell is the district itself.
func (r *reader) orgOf(l line) (models.Org, bool) {
	word := l.cells["机构"]
	if word == "" {
		return models.Org{}, true
	}
	o, ok := naming.Org(r.p, word, time.Time{})
	if !ok {
		r.wrong.at(l, "没有“%s”这个机构", word)
	}
	return o.Brief(), ok
}

func (r *reader) linked(l line, post profile.Post) ([]string, bool) {
	var out []string
	for _, word := range strings.FieldsFunc(l.cells[linkedTowns], func(c rune) bool { return strings.ContainsRune("、,，;； ", c) }) {
		org, ok := r.orgOf(line{l.sheet, l.no, map[string]string{"机构": word}})
		if !ok {
			return nil, false
		}
		out = append(out, org.Code)
	}
	if len(out) > 0 && post.Of != "" {
		r.wrong.at(l, "只有"+models.DistrictChief+"才填"+linkedTowns)
		return nil, false
	}
	return out, true
}

// forms are the ways people write days; a workbook's own dates come as numbers.
var forms = []string{"2006-01-02", "2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "2006-01-02 15:04", "2006-1-2 15:04"}

func (r *reader) moment(l line, column string) (*time.Time, bool) {
	text := l.cells[column]
	if text == "" {
		return nil, true
	}
	loc := r.p.Location()
	for _, form := range forms {
		if t, err := time.ParseInLocation(form, text, loc); err == nil && t.Year() > 1900 && t.Year() < 2200 {
			u := t.UTC()
			return &u, true
		}
	}
	if t, ok := sheet.Day(text, loc); ok {
		u := t.UTC()
		return &u, true
	}
	r.wrong.at(l, "%s“%s”不是日期，请写成 2026-01-31", column, text)
	return nil, false
}

// spoiled reports a long number that a spreadsheet has rounded.
func spoiled(s string) bool {
	if !strings.ContainsAny(s, "Ee") {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil && strings.Contains(s, "+")
}
