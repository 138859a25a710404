package roster

import (
	"slices"
	"strings"

	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

// plan says what granting a seat to a name would do.
type plan struct {
	holders  []people.Holder
	person   string // the holder who is meant; empty: somebody new
	replaces bool   // the seat is full: whoever holds it is relieved
	says     string // the same for people
}

// planFor looks who holds the seat. A holder of the very name is meant himself, and so is one whose name is only his
// title and whom nobody speaks for yet; a full seat passes on.
func planFor(r *handlers.Request, s seat, name string) (plan, error) {
	title := s.title(r.Profile)
	out := plan{says: "新任" + title}
	var err error
	if out.holders, err = seatHolders(r, s); err != nil {
		return out, err
	}
	accounts, err := people.AccountsAnywhere(r.Tx, codes(out.holders))
	if err != nil {
		return out, err
	}
	named := slices.IndexFunc(out.holders, func(h people.Holder) bool { return h.Name == name })
	silent := slices.IndexFunc(out.holders, func(h people.Holder) bool { return h.Name == title && len(accounts[h.Person]) == 0 })
	switch {
	case named >= 0:
		out.person, out.says = out.holders[named].Person, "账号绑定到名册上的"+name
	case silent >= 0:
		out.person, out.says = out.holders[silent].Person, "账号绑定到名册上的"+title+"，并登记姓名"
	case s.post.Exactly > 0 && len(out.holders) >= s.post.Exactly:
		out.replaces, out.says = true, name+"接任，"+names(out.holders)+"同时卸任"
	}
	return out, nil
}

func seatHolders(r *handlers.Request, s seat) ([]people.Holder, error) {
	all, err := people.Holders(r.Tx, people.Query{Post: s.post.Key, Org: s.org.Code}, r.Now)
	return slices.DeleteFunc(all, func(h people.Holder) bool { return h.Org != s.org.Code }), err
}

// names are those of the holders, as people read them; of nobody, that the seat is vacant.
func names(holders []people.Holder) string {
	if len(holders) == 0 {
		return vacancy
	}
	return strings.Join(models.Each(holders, func(h people.Holder) string { return h.Name }), "、")
}

func codes(holders []people.Holder) []string {
	return models.Each(holders, func(h people.Holder) string { return h.Person })
}
