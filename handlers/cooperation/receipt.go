package cooperation

import (
	"errors"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

// paperOut is a paper that every organisation it goes to signs for.
type paperOut struct {
	kind, id string
	name     string // number people know
	code     string // of the notice
	reminder string // code of the reminder
	card     bot.Card
}

// awaitReceipts sends a paper out, opens a receipt for each organisation and queues the reminders of those that will
// not have signed.
func awaitReceipts(r *handlers.Request, p paperOut, orgs []string) error {
	rows, err := cooperation.Await(r.Tx, p.kind, p.id, orgs, r.Now)
	if err != nil {
		return err
	}
	ids := map[string]string{}
	for _, x := range rows {
		ids[x.Org] = x.ID
	}
	if err := deliver(r, letter{key: p.code + "/" + p.id, record: p.id, subjects: func(org string) string { return ids[org] }, card: p.card}, orgs); err != nil {
		return err
	}
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	for _, x := range rows {
		c := p.card
		c.Code, c.Tone, c.Title = p.reminder, bot.ToneNear, r.Profile.OrgName(x.Org)+"还没有签收"+p.name
		c.Next = "看过后点“签收”即可。"
		n := nudge{key: p.reminder, record: p.id, task: x.ID, org: x.Org, card: c, days: workdays(r, r.Now, 1, r.Profile.Cooperation.Receipt)}
		if err := later(r, own, n); err != nil {
			return err
		}
	}
	return nil
}

// signFor writes that an organisation has a paper: each one for itself, not the first for all.
func signFor(r *handlers.Request, p paperOut, org string, article models.Article) (bot.Card, error) {
	all, err := cooperation.Receipts(r.Tx, p.kind, p.id)
	if err != nil {
		return bot.Card{}, err
	}
	mine := -1
	signed := 0
	for i, x := range all {
		if x.Org == org {
			mine = i
		}
		if x.ReceivedAt != nil {
			signed++
		}
	}
	c := bot.Card{Code: p.code, Tone: bot.ToneDone, Title: r.Profile.OrgName(org) + "已签收" + p.name, Article: string(article), Refs: map[string]string{p.kind: p.name}}
	switch {
	case mine < 0:
		return bot.Card{}, models.Refuse(models.NotAllowed, p.name+"没有发给"+r.Profile.OrgName(org)+"。", "不用签收。", article)
	case all[mine].ReceivedAt != nil:
		c.Tone, c.Title = bot.ToneQuiet, r.Profile.OrgName(org)+"已经签收过"+p.name
		return c, nil
	}
	if err := all[mine].Sign(r.Tx, r.Actor.Person, r.Now); errors.Is(err, db.ErrChanged) {
		return bot.Card{}, busy(p.name, article)
	} else if err != nil {
		return bot.Card{}, err
	}
	r.Settled(all[mine].ID)
	c.Text = fmt.Sprintf("已签收%d/%d家", signed+1, len(all))
	if signed+1 == len(all) {
		r.Say(handlers.Notice{Key: "receipts.complete/" + p.id, Subject: []string{p.id}, To: handlers.Audience{Office: true}, Card: bot.Card{
			Code: "receipts.complete", Tone: bot.ToneDone, Title: fmt.Sprintf("%d家单位全部签收%s", len(all), p.name), Article: string(article)}})
	}
	return c, r.Audit(p.kind, p.id, p.name, "received", nil, all[mine], r.Profile.OrgName(org))
}

// unsigned names the organisations that have not signed.
func unsigned(all []cooperation.Receipt) (open []string) {
	for _, x := range all {
		if x.ReceivedAt == nil {
			open = append(open, x.Org)
		}
	}
	return open
}
