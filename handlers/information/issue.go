package information

import (
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
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
		return stageCard(r, kind, b, "bulletin.issued", information.Issued)
	}
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	if len(fit) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, called(kind, b)+"里的信息都已撤回或退回，不能印发。", "请重新编一期。", kind.Article)
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
	c := paperCard(kind, b, "bulletin.issued", bot.ToneDone, called(kind, b)+"已印发")
	c.Text = handlers.Lines(body(r.Profile, b, fit), droppedLine(dropped), list, signatures(r, kind, b))
	c.Next = "发“" + spoken(r, kind, b) + "发给了谁”看名单。"
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

// distribution writes the distribution list, each recipient by a word.
func distribution(kind profile.Bulletin, word func(profile.Recipient) string) string {
	var out []string
	for _, s := range sides(kind) {
		var names []string
		for _, to := range s.to {
			names = append(names, word(to))
		}
		if len(names) > 0 {
			out = append(out, s.name+"："+strings.Join(names, "、"))
		}
	}
	return strings.Join(out, "\n")
}

// distribute records the recipients and returns the distribution list with their numbers.
func distribute(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) (string, error) {
	var all []information.Recipient
	counts := map[profile.Recipient]int{}
	for _, s := range sides(kind) {
		for _, to := range s.to {
			rows, err := recipients(r, to, s.name)
			if err != nil {
				return "", err
			}
			all = append(all, rows...)
			counts[to] = len(rows)
		}
	}
	list := distribution(kind, func(to profile.Recipient) string { return fmt.Sprintf("%s（%d）", to.Name, counts[to]) })
	return list, information.Distribute(r.Tx, b, all, r.Now)
}

// recipients resolves one name of the list: the holders of a post, or the organisations of a kind.
func recipients(r *handlers.Request, to profile.Recipient, side string) ([]information.Recipient, error) {
	var out []information.Recipient
	if to.Post == "" {
		for _, o := range r.Profile.OrgsOf(to.Kind, r.Now) {
			out = append(out, information.Recipient{Side: side, Org: o.Code, Name: o.Name})
		}
		return out, nil
	}
	list, err := roster.Holders(r.Tx, roster.Query{Post: to.Post}, r.Now)
	for _, h := range list {
		out = append(out, information.Recipient{Side: side, Org: h.Org, Person: h.Person, Name: h.Name})
	}
	return out, err
}

// sendOut says the bulletin once to every post in private, and once to the main group for all organisations of the
// list: not twenty-three times the same text in one group.
func sendOut(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, items []information.Report) {
	c := paperCard(kind, b, "bulletin.issued", bot.ToneNotice, headed(kind.Masthead, kind, b))
	c.Text = handlers.Lines(paperText(r.Profile, kind, b, items), signer(r, kind, b))
	said := map[string]bool{}
	for _, s := range sides(kind) {
		for _, to := range s.to {
			if !said[to.Post] {
				sayPaper(r, b, c, to.Post, handlers.Audience{Main: to.Post == "", Post: to.Post})
			}
			said[to.Post] = true
		}
	}
}

// signer is who signed a bulletin, as it is printed under it.
func signer(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) string {
	return "签发：" + holderName(r, kind.Signer, b.SignedBy)
}

// paperText is the bulletin in the form of a chat message: head, items with their source, distribution list.
func paperText(p *profile.Profile, kind profile.Bulletin, b information.Bulletin, items []information.Report) string {
	return handlers.Lines(body(p, b, items), distribution(kind, func(to profile.Recipient) string { return to.Name }))
}

// body is the bulletin's date, which is the day it was signed, and its items.
func body(p *profile.Profile, b information.Bulletin, items []information.Report) string {
	var out []string
	if b.SignedAt != nil {
		out = append(out, b.SignedAt.In(p.Location()).Format("2006年1月2日"))
	}
	for i, x := range items {
		out = append(out, fmt.Sprintf("%d. %s（%s）", i+1, x.Title, p.OrgName(x.Org)), handlers.Cut(x.Body, 200))
	}
	return handlers.Lines(out...)
}

// showBulletin shows an issue. Before it is issued only the office and the chiefs see it.
func showBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	stages := []information.Stage{information.Issued}
	if r.Wide() {
		stages = nil
	}
	b, kind, err := paper(r, stages...)
	if err != nil {
		return bot.Card{}, err
	}
	if !r.Wide() && b.State != information.Issued {
		return bot.Card{}, models.Refuse(models.NotAllowed, called(kind, b)+"还没有印发。", "印发后会发到群里。", kind.Article)
	}
	fit, dropped, err := information.Items(r.Tx, b)
	c := paperCard(kind, b, "bulletin.shown", bot.ToneNotice, headed(kind.Masthead, kind, b)+" "+b.State.Name())
	c.Text = handlers.Lines(paperText(r.Profile, kind, b, fit), droppedLine(dropped), signatures(r, kind, b))
	if b.State == information.SentBack {
		c.Text = handlers.Lines("退回理由："+b.Reason, c.Text)
	}
	return c, err
}
