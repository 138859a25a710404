package information

import (
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// issue sends a signed bulletin to its distribution list 报, 送, 发 and records who it was given to (第十条).
func issue(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Signed)
	if err != nil {
		return bot.Card{}, err
	}
	if !b.Forward(information.Issued) {
		return stageCard(kind, b, "bulletin.issued"), nil
	}
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	if len(fit) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, b.Number+"里的信息都已撤回或退回，不能印发。", "请重新编一期。", kind.Article)
	}
	if err := information.Drop(r.Tx, b, dropped); err != nil {
		return bot.Card{}, err
	}
	at := r.Now.UTC()
	b.IssuedBy, b.IssuedAt = r.Actor.Person, &at
	if err := advance(r, kind, &b, information.Issued); err != nil {
		return bot.Card{}, err
	}
	list, err := distribute(r, kind, b)
	if err != nil {
		return bot.Card{}, err
	}
	sendOut(r, kind, b, fit)
	c := paperCard(kind, b, "bulletin.issued", bot.ToneDone, kind.Name+b.Number+"已印发")
	c.Text = lines(body(r.Profile, b, fit), droppedLine(dropped), list)
	return c, nil
}

// side is one line of the distribution list.
type side struct {
	name string
	to   []profile.Recipient
}

func sides(kind profile.Bulletin) []side {
	return []side{{"报", kind.Report}, {"送", kind.Send}, {"发", kind.Issue}}
}

// distribute records the recipients and returns the distribution list as text.
func distribute(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) (string, error) {
	var all []information.Recipient
	var out []string
	for _, s := range sides(kind) {
		var names []string
		for _, to := range s.to {
			rows, err := recipients(r, to)
			if err != nil {
				return "", err
			}
			for i := range rows {
				rows[i].Side = s.name
			}
			all = append(all, rows...)
			names = append(names, fmt.Sprintf("%s（%d）", to.Name, len(rows)))
		}
		if len(names) > 0 {
			out = append(out, s.name+"："+strings.Join(names, "、"))
		}
	}
	return strings.Join(out, "\n"), information.Distribute(r.Tx, b, all, r.Now)
}

// recipients resolves one name of the list: the holders of a post, or the organisations of a kind.
func recipients(r *handlers.Request, to profile.Recipient) ([]information.Recipient, error) {
	var out []information.Recipient
	if to.Post == "" {
		for _, o := range r.Profile.OrgsOf(to.Kind, r.Now) {
			out = append(out, information.Recipient{Org: o.Code, Name: o.Name})
		}
		return out, nil
	}
	list, err := roster.Holders(r.Tx, roster.Query{Post: to.Post}, r.Now)
	if err != nil {
		return nil, err
	}
	for _, h := range list {
		out = append(out, information.Recipient{Org: h.Org, Person: h.Person, Name: h.Name})
	}
	return out, nil
}

// sendOut says the bulletin once to every post in private, and once to the main group for all organisations of the
// list: not twenty-three times the same text in one group.
func sendOut(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report) {
	c := paperCard(kind, b, "bulletin.issued", bot.ToneNotice, kind.Masthead+" "+b.Number)
	c.Text = Text(r.Profile, kind, b, items)
	said := map[string]bool{}
	for _, s := range sides(kind) {
		for _, to := range s.to {
			if said[to.Post] {
				continue
			}
			said[to.Post] = true
			r.Say(handlers.Notice{Key: "bulletin.issued/" + b.ID + "/" + to.Post, Subject: []string{b.ID},
				To: handlers.Audience{Main: to.Post == "", Post: to.Post}, Card: c})
		}
	}
}

// Text is the bulletin in the form of a chat message: head, items with their source, distribution list.
func Text(p *profile.Profile, kind profile.Bulletin, b information.Bulletin, items []information.Report) string {
	out := []string{body(p, b, items)}
	for _, s := range sides(kind) {
		var names []string
		for _, to := range s.to {
			names = append(names, to.Name)
		}
		if len(names) > 0 {
			out = append(out, s.name+"："+strings.Join(names, "、"))
		}
	}
	return strings.Join(out, "\n")
}

// body is the bulletin's date, which is the day it was signed, and its items.
func body(p *profile.Profile, b information.Bulletin, items []information.Report) string {
	var out []string
	if b.SignedAt != nil {
		out = append(out, b.SignedAt.In(p.Location()).Format("2006年1月2日"))
	}
	for i, x := range items {
		out = append(out, fmt.Sprintf("%d. %s（%s）", i+1, x.Title, p.OrgName(x.Org)))
		if x.Body != "" {
			out = append(out, cut(x.Body, 200))
		}
	}
	return strings.Join(out, "\n")
}

// showBulletin shows an issue. Before it is issued only the office and the chiefs see it.
func showBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	stages := []information.Stage{information.Issued}
	if scope(r) == "" {
		stages = nil
	}
	b, kind, err := paper(r, stages...)
	if err != nil {
		return bot.Card{}, err
	}
	if scope(r) != "" && b.State != information.Issued {
		return bot.Card{}, models.Refuse(models.NotAllowed, b.Number+"还没有印发。", "印发后会发到群里。", kind.Article)
	}
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.shown", bot.ToneNotice, kind.Masthead+" "+b.Number+" "+b.State.Name())
	c.Text = lines(Text(r.Profile, kind, b, fit), droppedLine(dropped))
	return c, nil
}

// paperRecords lists bulletins, the register of disclosure and the boards with their states.
func paperRecords(tx *db.Tx) ([]handlers.Record, error) {
	var out []handlers.Record
	papers, err := information.Bulletins(tx, information.BulletinFilter{})
	if err != nil {
		return nil, err
	}
	for i := len(papers) - 1; i >= 0; i-- {
		b := papers[i]
		out = append(out, handlers.Record{Type: "bulletin", Ref: b.Number, State: b.State.Name(), Title: b.Title, At: b.At})
	}
	entries, err := information.Disclosures(tx, "", "0000", "9999")
	if err != nil {
		return nil, err
	}
	for _, d := range entries {
		out = append(out, handlers.Record{Type: "disclosure", Ref: d.Number, State: "已公开", Org: d.Org, Title: d.Title, At: d.At})
	}
	boards, err := information.Boards(tx, "")
	if err != nil {
		return nil, err
	}
	for _, b := range boards {
		out = append(out, handlers.Record{Type: "board", Ref: b.Place, State: "已登记", Org: b.Org, Title: b.Chief, At: b.At})
	}
	return out, nil
}
