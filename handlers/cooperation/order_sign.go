package cooperation

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// askSignatures sends the draft to every post that must sign it.
func askSignatures(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	items, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := orderCard(r, o, items, "order.signature_asked", fmt.Sprintf("请签署%s（第%d稿）", o.Number, o.Draft))
	mark := fmt.Sprintf("%s 第%d稿", o.Number, o.Draft)
	c.Buttons = []bot.Button{{Label: "签署", Command: "签署总林长令 " + mark, Primary: true}, {Label: "退回", Command: "退回总林长令 " + mark}}
	r.Settled(o.ID)
	var titles []string
	for _, key := range r.Profile.Cooperation.Approve {
		r.Say(handlers.Notice{Key: fmt.Sprintf("order.signature_asked/%s/%d/%s", o.ID, o.Draft, key), Subject: []string{o.ID, signing(o, key)},
			To: handlers.Audience{Post: key}, Card: c})
		if p, ok := r.Profile.Post(key); ok {
			titles = append(titles, p.Title)
		}
	}
	done := orderCard(r, o, items, "order.drafted", fmt.Sprintf("%s已拟稿（第%d稿），请%s签署", o.Number, o.Draft, strings.Join(titles, "、")))
	done.Next = "全部签署后自动发布。"
	return done, nil
}

// signing is the subject of asking one post for its signature.
func signing(o cooperation.Order, post string) string {
	return fmt.Sprintf("%s/%d/%s", o.ID, o.Draft, post)
}

var draftNo = regexp.MustCompile(`第\s*(\d{1,3})\s*稿`)

// signOrder takes the signature of a post; when all have signed, the order is published. Who has signed and says so
// again changes nothing.
func signOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, mine, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	rule, posts := cooperation.SignRule(r.Profile), []string{}
	err = approval.Say(r.Tx, rule.Turn(mine), r.Actor.Person, approval.Agreed, "", r.Now)
	if err != nil && !errors.Is(err, db.ErrChanged) {
		return bot.Card{}, err
	}
	for _, w := range mine {
		posts = append(posts, w.Post)
		r.Settled(signing(o, w.Post))
	}
	if err := r.Audit("order", o.ID, o.Number, "signed", nil, map[string]any{"draft": o.Draft, "posts": posts}, ""); err != nil {
		return bot.Card{}, err
	}
	words, err := cooperation.Signatures(r.Tx, r.Profile, o)
	if err != nil {
		return bot.Card{}, err
	}
	if rule.Complete(words) {
		return publish(r, o)
	}
	return bot.Card{Code: "order.signed", Tone: bot.ToneDone, Title: fmt.Sprintf("已签署%s（第%d稿）", o.Number, o.Draft),
		Text: "《" + o.Title + "》", Next: fmt.Sprintf("还差%d位签署，齐了就发布。", len(rule.Turn(words))),
		Article: string(articleOrder(r)), Refs: map[string]string{"order": o.Number}}, nil
}

// toSign finds the order and the words that the sender says: he must hold their posts now, and mean this draft.
func toSign(r *handlers.Request) (cooperation.Order, []approval.Word, error) {
	o, err := mustOrder(r)
	if err != nil {
		return o, nil, err
	}
	held, err := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	if err != nil {
		return o, nil, err
	}
	words, err := cooperation.Signatures(r.Tx, r.Profile, o)
	if err != nil {
		return o, nil, err
	}
	mine, version := o.Signing().Mine(words, held), ""
	if m := draftNo.FindStringSubmatch(or(r.Args.Slots.Str("body"), said(r))); m != nil {
		version = m[1]
	}
	switch why := cooperation.SignRule(r.Profile).Refuse(o.Signing(), mine, r.Actor.Person, version); {
	case why == approval.NotHis:
		return o, nil, models.Refuse(models.NotAllowed, o.Number+"不由您签署。", "由制度规定的签发人签署。", articleOrder(r))
	case o.State == cooperation.Published:
		return o, nil, models.Refuse(models.BadInput, o.Number+"已经发布。", "发“总林长令”看签收和办理情况。", articleOrder(r))
	case o.State == cooperation.SentBack:
		return o, nil, models.Refuse(models.BadInput, o.Number+"已退回修改，等新稿。", "新稿会再送您签署。", articleOrder(r))
	case why == approval.Outdated:
		return o, nil, models.Refuse(models.BadInput, fmt.Sprintf("这是第%s稿，现在是第%d稿，没有签署。", version, o.Draft),
			"请看最新一稿再签。", articleOrder(r))
	}
	return o, mine, nil
}

// sendBackOrder returns a draft with a reason; the office makes a new one under the same number.
func sendBackOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, mine, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + o.Number + "的原因是什么？", Slots: handlers.Slots{"body": said(r)}}), nil
	}
	if err := approval.Return(r.Tx, o.Signing(), mine, r.Actor.Person, cut(reason, 300), r.Now); err != nil {
		return bot.Card{}, raced(r, o, err)
	}
	before := o.State
	o.State, o.Reason = cooperation.SentBack, cut(reason, 300)
	if err := saveOrder(r, &o); err != nil {
		return bot.Card{}, err
	}
	r.Settled(o.ID)
	if err := r.Audit("order", o.ID, o.Number, "sent_back", before, o.State, o.Reason); err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "order.sent_back", Tone: bot.ToneNear, Title: fmt.Sprintf("%s（第%d稿）退回修改", o.Number, o.Draft), Text: "原因：" + o.Reason,
		Article: string(articleOrder(r)), Refs: map[string]string{"order": o.Number}}
	notice := c
	notice.Next = "改好后用同一编号再发一次，就是新的一稿。"
	r.Say(handlers.Notice{Key: fmt.Sprintf("order.sent_back/%s/%d", o.ID, o.Draft), To: handlers.Audience{Office: true}, Card: notice})
	return c, nil
}

// publish makes an order known: to every town and unit, each of which signs for it, and to the chiefs.
func publish(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	at, before := r.Now.UTC(), o.State
	o.State, o.PublishedAt = cooperation.Published, &at
	if err := saveOrder(r, &o); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("order", o.ID, o.Number, "published", before, o.State, ""); err != nil {
		return bot.Card{}, err
	}
	items, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	orgs := everyOne(r.Profile, r.Now)
	c := orderCard(r, o, items, "order.published", o.Number+"发布")
	c.Next = "请各街镇、各单位逐一签收。"
	c.Buttons = []bot.Button{{Label: "签收", Command: signCommand(o), Primary: true}}
	paper := paperOut{kind: cooperation.KindOrder, id: o.ID, name: o.Number, code: "order.published", reminder: "order.reminder", card: c}
	if err := awaitReceipts(r, paper, orgs); err != nil {
		return bot.Card{}, err
	}
	if err := remindItems(r, o, items); err != nil {
		return bot.Card{}, err
	}
	tellChiefs(r, o, items)
	done := orderCard(r, o, items, "order.published", fmt.Sprintf("%s已发布，发给%d家单位", o.Number, len(orgs)))
	done.Tone = bot.ToneDone
	done.Next = "发“总林长令”看签收和办理情况；依法公开的，发“登记公开”登记。"
	return open(r, done, c)
}

// signCommand is what signs for an order, as people would say it.
func signCommand(o cooperation.Order) string {
	if strings.Contains(o.Number, "林长令") {
		return "签收 " + o.Number
	}
	return "签收总林长令 " + o.Number
}

// tellChiefs lets the district's chiefs know, in private.
func tellChiefs(r *handlers.Request, o cooperation.Order, items []cooperation.Item) {
	c := orderCard(r, o, items, "order.published", o.Number+"发布")
	for _, p := range r.Profile.Posts {
		if p.Role == models.RoleGeneralChief || p.Role == models.RoleDeputyChief || p.Role == models.RoleChief {
			r.Say(handlers.Notice{Key: "order.published/" + o.ID + "/" + p.Key, Subject: []string{o.ID},
				To: handlers.Audience{Post: p.Key}, Card: c})
		}
	}
}
