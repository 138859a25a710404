package roster

import (
	"errors"
	"fmt"
	"io"
	"time"

	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/sheet"
)

// Report tells what an import did. With any problem nothing was written.
type Report struct {
	People   int // new or renamed
	Posts    int // given, ended or changed
	Accounts int
	Groups   int
	Problems []string // Chinese, one a line: 任职表第3行：…
}

// Import reads a roster file and brings the database up to it: people, posts, accounts and groups are added or
// changed, nothing is removed (a post ends by its 结束日期). With any problem in the file nothing is written at all.
func Import(tx *db.Tx, p *profile.Profile, r io.Reader, now time.Time) (Report, error) {
	wrong := &problems{p: p}
	sheets, err := readSheets(r, wrong)
	if errors.Is(err, sheet.ErrNoWorkbook) {
		return Report{Problems: []string{"文件打不开，请用表格软件另存为 .xlsx 再试"}}, nil
	}
	if err != nil {
		return Report{}, err
	}
	in := &reader{p: p, wrong: wrong, seen: map[string]bool{}}
	in.read(sheets)
	have, err := loadAll(tx)
	if err != nil {
		return Report{}, err
	}
	in.checkPeople(have)
	if len(wrong.texts) > 0 {
		return Report{Problems: wrong.texts}, nil
	}
	return apply(tx, in.out, have, now)
}

// existing is the roster as it stands in the database.
type existing struct {
	people   map[string]Person
	posts    []Held
	accounts map[AccountKey]Account
	groups   map[AccountKey]Group
}

func loadAll(tx *db.Tx) (existing, error) {
	e := existing{people: map[string]Person{}, accounts: map[AccountKey]Account{}, groups: map[AccountKey]Group{}}
	var people []Person
	var accounts []Account
	err := errors.Join(tx.DB().Find(&people).Error, tx.DB().Order("since, id").Find(&e.posts).Error, tx.DB().Find(&accounts).Error)
	if err != nil {
		return e, fmt.Errorf("load roster: %w", err)
	}
	for _, x := range people {
		e.people[x.Code] = x
	}
	for _, x := range accounts {
		e.accounts[AccountKey{x.Platform, x.Account}] = x
	}
	groups, err := Groups(tx)
	for _, g := range groups {
		e.groups[AccountKey{g.Platform, g.Chat}] = g
	}
	return e, err
}

// checkPeople makes sure that posts and accounts name people whom the file or the database knows.
func (r *reader) checkPeople(have existing) {
	known := map[string]string{}
	for code, p := range have.people {
		known[code] = p.Name
	}
	for _, p := range r.out.people {
		known[p.Code] = p.Name
	}
	check := func(l line, code string) {
		name, ok := known[code]
		if !ok {
			r.wrong.at(l, "人员表里没有编号“%s”", code)
		} else if said := l.cells["姓名"]; said != "" && said != name {
			r.wrong.at(l, "编号“%s”是%s，不是%s", code, name, said)
		}
	}
	for _, d := range r.out.posts {
		check(d.line, d.Person)
	}
	for _, d := range r.out.accounts {
		check(d.line, d.person)
	}
}

// apply brings the database up to a file and counts what it had to change.
func apply(tx *db.Tx, d draft, have existing, now time.Time) (rep Report, err error) {
	rep.People, err = each(d.people, err, func(p Person) (bool, error) {
		old, known := have.people[p.Code]
		switch {
		case !known:
			p.ID = tx.NewID()
			return true, tx.DB().Create(&p).Error
		case old.Name != p.Name:
			return true, Rename(tx, p.Code, p.Name)
		}
		return false, nil
	})
	rep.Posts, err = each(d.posts, err, func(d draftPost) (bool, error) {
		old, found := matching(d, have.posts, now)
		switch {
		case !found:
			d.ID = tx.NewID()
			if d.open {
				d.Since = now.UTC()
			}
			return true, tx.DB().Create(&d.Held).Error
		case old.Linked != d.Linked || !sameMinute(old.Until, d.Until):
			changed := map[string]any{"linked": d.Linked, "until": d.Until}
			return true, tx.DB().Model(&Held{}).Where("id = ?", old.ID).Updates(changed).Error
		}
		return false, nil
	})
	rep.Accounts, err = each(d.accounts, err, func(d draftAccount) (bool, error) {
		if old, known := have.accounts[d.key]; known && old.Person == d.person {
			return false, nil
		}
		return true, Bind(tx, d.key, d.person, now)
	})
	rep.Groups, err = each(d.groups, err, func(g Group) (bool, error) {
		if have.groups[AccountKey{g.Platform, g.Chat}] == g {
			return false, nil
		}
		return true, BindGroup(tx, g)
	})
	if err != nil {
		return Report{}, fmt.Errorf("import roster: %w", err)
	}
	return rep, nil
}

// each applies the rows of one sheet, unless a sheet before it has failed, and counts those that changed something.
func each[T any](rows []T, failed error, do func(T) (changed bool, err error)) (n int, err error) {
	for _, x := range rows {
		if failed != nil {
			return n, failed
		}
		changed, err := do(x)
		if changed {
			n++
		}
		failed = err
	}
	return n, failed
}

// matching finds the post in the database that a line speaks about: the same person, post and organisation from the
// same minute on, or, where the line names no first day, the one held now.
func matching(d draftPost, have []Held, now time.Time) (Held, bool) {
	for _, h := range have {
		if h.Person != d.Held.Person || h.Post != d.Post || h.Org != d.Org {
			continue
		}
		if !d.open && sameMinute(&h.Since, &d.Since) {
			return h, true
		}
		if d.open && !h.Since.After(now) && (h.Until == nil || h.Until.After(now)) {
			return h, true
		}
	}
	return Held{}, false
}

func sameMinute(a, b *time.Time) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Truncate(time.Minute).Equal(b.Truncate(time.Minute))
}
