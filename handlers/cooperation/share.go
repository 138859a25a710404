package cooperation

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// headOfShare is what stands before the matter: 通报各协作单位：.
var headOfShare = regexp.MustCompile(`^\s*(?:通报|转发|共享信息|信息共享|发共享|共享|告知|发送|印送|推送|发给)[^：:，,。\n]{0,40}(?:[：:，,\n]\s*|$)`)

// send shares something with organisations and opens a receipt for each (第九条).
func send(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s := r.Args.Slots
	text := or(s.Str("body"), said(r))
	head := headOfShare.FindString(text)
	content := strings.TrimSpace(or(s.Str("content"), text[len(head):]))
	if substance(content) == 0 && len(r.Event.Media) == 0 {
		return r.Ask(handlers.Question{Missing: "content", Text: "要通报什么？请写一两句，或附上文件。", Slots: handlers.Slots{"body": text}}), nil
	}
	orgs := addressed(r, head, nil)
	if len(orgs) == 0 {
		for _, o := range r.Profile.OrgsOf(models.KindUnit, r.Now) {
			orgs = append(orgs, o.Code)
		}
	}
	x := cooperation.Share{Year: r.Now.Year(), Title: cut(strings.SplitN(content, "\n", 2)[0], 60), Body: content, Media: attached(r), Person: r.Actor.Person, At: r.Now}
	x.Title = or(x.Title, "文件")
	var err error
	if x.Number, x.N, err = r.Number("share"); err != nil {
		return bot.Card{}, err
	}
	if err := cooperation.Send(r.Tx, &x); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("share", x.ID, x.Number, "sent", nil, map[string]any{"share": x, "orgs": orgs}, ""); err != nil {
		return bot.Card{}, err
	}
	c := shareCard(x, "share.sent", "区林长办通报："+x.Title)
	c.Text = lines(cut(x.Body, 600), files(x.Media))
	c.Buttons = []bot.Button{{Label: "签收", Command: "签收共享 " + x.Number, Primary: true}}
	if err := awaitReceipts(r, paperOut{kind: cooperation.KindShare, id: x.ID, name: x.Number, code: "share.sent", reminder: "share.reminder", card: c}, orgs); err != nil {
		return bot.Card{}, err
	}
	done := shareCard(x, "share.sent", fmt.Sprintf("已发给%d家单位：%s", len(orgs), x.Title))
	done.Tone = bot.ToneDone
	done.Next = "发“信息共享台账”看签收情况。"
	if len(orgs) <= longest {
		done.Text = nameList(r.Profile, orgs)
	}
	return open(r, done, c)
}

func shareCard(x cooperation.Share, code, title string) bot.Card {
	return bot.Card{Code: code, Tone: bot.ToneNotice, Title: title, Article: string(articleShare), Refs: map[string]string{"share": x.Number},
		Fields: []bot.Field{{Name: "编号", Value: x.Number}}}
}

// signForShare takes an organisation's receipt.
func signForShare(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := ofOrg(r, articleShare)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	x, ask, err := shareMeant(r, org)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	return signFor(r, paperOut{kind: cooperation.KindShare, id: x.ID, name: x.Number, code: "share.received"}, org, articleShare)
}

func shareMeant(r *handlers.Request, org string) (x cooperation.Share, ask bot.Card, err error) {
	none := models.Refuse(models.NotFound, "没有等您签收的信息共享。", "发“信息共享台账”看已签收的。", articleShare)
	if year, n, ok := numberIn(r, or(r.Args.Slots.Str("ref"), said(r))+" "+r.Event.Quote); ok {
		x, found, err := cooperation.ShareOf(r.Tx, year, n)
		if err == nil && !found {
			return x, ask, none
		}
		return x, ask, err
	}
	ids, err := cooperation.Unsigned(r.Tx, cooperation.KindShare, org)
	if err != nil {
		return x, ask, err
	}
	if len(ids) == 0 {
		return x, ask, none
	}
	list, err := cooperation.Shares(r.Tx, ids)
	if err != nil {
		return x, ask, err
	}
	if len(list) == 1 {
		return list[0], ask, nil
	}
	var choices []string
	for _, s := range list {
		choices = append(choices, s.Number)
	}
	return x, r.Ask(handlers.Question{Missing: "ref", Text: "签收哪一份？", Choices: choices}), nil
}

// sharesList lists what was shared and who has not signed; an organisation sees what it got.
func sharesList(_ context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := cooperation.Shares(r.Tx, nil)
	if err != nil {
		return bot.Card{}, err
	}
	var ids []string
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	receipts, err := cooperation.Receipts(r.Tx, cooperation.KindShare, ids...)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "share.list", Tone: bot.ToneNotice, Article: string(articleShare)}
	n := 0
	for i := len(all) - 1; i >= 0; i-- {
		value, mine := receiptWords(r, receipts, all[i].ID)
		if !mine {
			continue
		}
		if n++; n <= longest {
			c.Fields = append(c.Fields, bot.Field{Name: all[i].Number, Value: all[i].Title + "，" + value})
		}
	}
	c.Title = fmt.Sprintf("信息共享：%d份", n)
	return c, nil
}

// receiptWords says how far a paper is signed for; mine is false where the sender's organisation did not get it.
func receiptWords(r *handlers.Request, all []cooperation.Receipt, record string) (words string, mine bool) {
	var rows []cooperation.Receipt
	for _, x := range all {
		if x.Record == record {
			rows = append(rows, x)
		}
		if x.Record == record && x.Org == scope(r) {
			return map[bool]string{true: "已签收", false: "未签收"}[x.ReceivedAt != nil], true
		}
	}
	if scope(r) != "" {
		return "", false
	}
	open := unsigned(rows)
	words = fmt.Sprintf("签收%d/%d", len(rows)-len(open), len(rows))
	if len(open) > 0 {
		words += "，未签收：" + nameList(r.Profile, open)
	}
	return words, true
}
