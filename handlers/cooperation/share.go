package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/naming"
)

// headOfShare is what stands before the matter: 通报各协作单位：.
var headOfShare = regexp.MustCompile(`^\s*(?:通报|转发|共享信息|信息共享|发共享|共享|告知|发送|印送|推送|发给)` +
	`[^：:，,。\n]{0,40}(?:[：:，,\n]\s*|$)`)

// send shares something with organisations and opens a receipt for each (第九条).
func send(_ context.Context, r *handlers.Request) (bot.Card, error) {
	text := said(r)
	head := headOfShare.FindString(text)
	content := strings.TrimSpace(cmp.Or(r.Args.Slots.Str("content"), text[len(head):]))
	if substance(content) == 0 && attached(r) == "" {
		return r.Ask(handlers.Question{Missing: "content", Text: "要通报什么？请写一两句，或附上文件。"}), nil
	}
	orgs := addressed(r, head)
	if len(orgs) == 0 {
		orgs = naming.Group{Kind: models.KindUnit}.Codes(r.Profile, r.Now)
	}
	if len(orgs) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, "没有说清发给哪些单位，没有发送。", "请写明单位，如“信息共享 "+models.ExampleTown+"：……”。",
			articleShare)
	}
	first, _, _ := strings.Cut(content, "\n")
	x := cooperation.Share{Year: r.Now.Year(), Title: cmp.Or(handlers.Cut(first, 60), "文件"), Body: content,
		Media: attached(r), Person: r.Actor.Person, At: r.Now}
	var err error
	if x.Number, x.N, err = r.Number("share"); err != nil {
		return bot.Card{}, err
	}
	err = cooperation.Send(r.Tx, &x)
	paper := ofShare(x)
	if err := paper.kept(r, err, "sent", nil, map[string]any{"share": x, "orgs": orgs}, ""); err != nil {
		return bot.Card{}, err
	}
	c := paper.card("share.sent", bot.ToneNotice, models.TheOffice+"通报："+x.Title)
	c.Fields = []bot.Field{{Name: "编号", Value: x.Number}}
	done := c
	c.Text = handlers.Lines(handlers.Cut(x.Body, 600), files(x.Media))
	c.Buttons = []bot.Button{{Label: "签收", Command: "签收共享 " + x.Number, Primary: true}}
	if err := awaitReceipts(r, paper, c, orgs); err != nil {
		return bot.Card{}, err
	}
	done.Tone, done.Title = bot.ToneDone, fmt.Sprintf("已发给%d家单位：%s", len(orgs), x.Title)
	done.Next = "发“信息共享台账”看签收情况。"
	if len(orgs) <= handlers.Listed {
		done.Text = nameList(r.Profile, orgs)
	}
	return withButtons(r, done, c)
}

func ofShare(x cooperation.Share) record {
	return record{cooperation.KindShare, x.ID, x.Number, articleShare}
}

// shareCited is what an organisation signs for.
var shareCited = cited[cooperation.Share]{kind: "share",
	open: func(r *handlers.Request, org string) ([]cooperation.Share, error) {
		return cooperation.Unsigned[cooperation.Share](r.Tx, cooperation.KindShare, org)
	},
	sentTo: func(r *handlers.Request, x cooperation.Share) ([]string, error) {
		return receivers(r, cooperation.KindShare, x.ID)
	},
	number:   func(x cooperation.Share) string { return x.Number },
	question: "签收哪一份？", nothing: noShare, none: func(string) *models.Error { return noShare },
}

var noShare = models.Refuse(models.NotFound, "没有等您签收的信息共享。", "发“信息共享台账”看已签收的。", articleShare)

// signForShare takes an organisation's receipt.
func signForShare(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, org, ask, err := shareCited.answered(r, articleShare)
	if err != nil || ask.Code != "" {
		return ask, err
	}
	return signFor(r, ofShare(x), "share.received", org)
}

// sharesList lists what was shared and who has not signed; an organisation sees what it got.
func sharesList(_ context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := cooperation.Papers[cooperation.Share](r.Tx)
	if err != nil {
		return bot.Card{}, err
	}
	ids := models.Each(all, func(x cooperation.Share) string { return x.ID })
	receipts, err := cooperation.Receipts(r.Tx, cooperation.KindShare, ids...)
	c := bot.Card{Code: "share.list", Tone: bot.ToneNotice, Article: string(articleShare)}
	n := 0
	for _, x := range slices.Backward(all) {
		_, value, mine := receiptWords(r, receipts, x.ID)
		if !mine {
			continue
		}
		if n++; n <= handlers.Listed {
			c.Fields = append(c.Fields, bot.Field{Name: x.Number, Value: x.Title + "，" + value})
		}
	}
	c.Title = fmt.Sprintf("信息共享：%d份", n)
	return c, err
}
