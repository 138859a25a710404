package cooperation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// awaitReceipts sends a paper out and opens a receipt for each organisation, owed by the last of the days on which the
// profile reminds of it.
func awaitReceipts(r *handlers.Request, paper record, c bot.Card, orgs []string) error {
	due, err := receiptDue(r)
	if err != nil {
		return err
	}
	like := cooperation.Receipt{Kind: paper.kind, Record: paper.id, Due: due, At: r.Now}
	rows, err := cooperation.Await(r.Tx, like, orgs)
	if err != nil {
		return err
	}
	tasks := map[string]string{}
	for _, x := range rows {
		tasks[x.Org] = x.ID
	}
	notice := handlers.Notice{Key: string(c.Code) + "/" + paper.id, Subject: []string{paper.id}, Card: c}
	return deliver(r, notice, orgs, tasks)
}

// receiptDue is the day by which what is sent now is to be signed for, counted from when it leaves; empty where the
// profile sets none.
func receiptDue(r *handlers.Request) (string, error) {
	days := r.Profile.Cooperation.Receipt
	if len(days) == 0 {
		return "", nil
	}
	hours, err := r.Profile.OfficeHours()
	if err != nil {
		return "", err
	}
	leaves := r.Days.Release(r.Now, hours)
	return r.Days.Add(leaves, slices.Max(days)).Format(time.DateOnly), nil
}

// signFor writes that an organisation has a paper: each one for itself, not the first for all.
func signFor(r *handlers.Request, paper record, code bot.Code, org string) (bot.Card, error) {
	all, err := cooperation.Receipts(r.Tx, paper.kind, paper.id)
	if err != nil {
		return bot.Card{}, err
	}
	name := r.Profile.OrgName(org)
	k := slices.IndexFunc(all, func(x cooperation.Receipt) bool { return x.Org == org })
	switch {
	case k < 0:
		return bot.Card{}, models.Refuse(models.NotAllowed, paper.number+"没有发给"+name+"。", "不用签收。", paper.article)
	case all[k].ReceivedAt != nil:
		return paper.card(code, bot.ToneQuiet, name+"已经签收过"+paper.number), nil
	}
	if err := paper.kept(r, all[k].Sign(r.Tx, r.Actor.Person, r.Now), "received", nil, &all[k], name); err != nil {
		return bot.Card{}, err
	}
	r.Settled(all[k].ID, receiptOwed(r.Profile, all[k]).Key(), unsignedOf(paper.id))
	signed := len(all) - len(unsigned(all))
	if signed == len(all) {
		r.Say(handlers.Notice{Key: "receipts.complete/" + paper.id, Subject: []string{paper.id},
			To: handlers.Audience{Office: true}, Card: bot.Card{Code: "receipts.complete", Tone: bot.ToneDone,
				Title: fmt.Sprintf("%d家单位全部签收%s", len(all), paper.number), Article: string(paper.article)}})
	}
	c := paper.card(code, bot.ToneDone, name+"已签收"+paper.number)
	c.Text = fmt.Sprintf("已签收%d/%d家", signed, len(all))
	return c, nil
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

// receiptWords says how far a paper is signed for; mine is false where the sender's organisation did not get it.
func receiptWords(r *handlers.Request, all []cooperation.Receipt, paper string) (count, words string, mine bool) {
	var rows []cooperation.Receipt
	for _, x := range all {
		switch {
		case x.Record != paper:
		case r.Scopes() != nil && r.InScope(x.Org):
			if word := map[bool]string{true: "已签收", false: "未签收"}[x.ReceivedAt != nil]; len(r.Scopes()) > 1 {
				words = strings.TrimPrefix(words+"，"+r.Profile.OrgName(x.Org)+word, "，")
			} else {
				words = word
			}
		default:
			rows = append(rows, x)
		}
	}
	if words != "" || !r.Wide() {
		return words, words, words != ""
	}
	open := unsigned(rows)
	count = fmt.Sprintf("签收%d/%d", len(rows)-len(open), len(rows))
	if len(open) > 0 {
		return count, count + "，未签收：" + nameList(r.Profile, open), true
	}
	return count, count, true
}

// signForOrder takes an organisation's receipt of a 总林长令.
func signForOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, org, ask, err := orderCited(r).answered(r, articleOrder(r))
	if err != nil || ask.Code != "" {
		return ask, err
	}
	if o.State != cooperation.Published {
		return bot.Card{}, refuse(r, models.BadInput, o.Number+"还没有发布，不用签收。", "发布后会通知各单位。")
	}
	return signFor(r, ofOrder(r, o), "order.acknowledged", org)
}
