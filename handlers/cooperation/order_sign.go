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

var draftNo = regexp.MustCompile(`第\s*(\d{1,3})\s*稿`)

// askSignatures sends the draft to every post that must sign it.
func askSignatures(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	items, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	draft := fmt.Sprintf("%s（第%d稿）", o.Number, o.Draft)
	c := orderCard(r, o, items, "order.signature_asked", bot.ToneNotice, "请签署"+draft)
	mark := fmt.Sprintf("%s %s 第%d稿", models.TheOrder, o.Number, o.Draft)
	c.Buttons = []bot.Button{{Label: "签署", Command: "签署" + mark, Primary: true}, {Label: "退回", Command: "退回" + mark}}
	r.Settled(o.ID, draftOf(o))
	var titles []string
	for _, key := range r.Profile.Cooperation.Approve {
		r.Say(handlers.Notice{Key: string(c.Code) + "/" + signing(o, key), Subject: []string{o.ID, signing(o, key)},
			To: handlers.Audience{Post: key}, Card: c})
		if p, ok := r.Profile.Post(key); ok {
			titles = append(titles, p.Title)
		}
	}
	done := orderCard(r, o, items, "order.drafted", bot.ToneNotice,
		o.Number+fmt.Sprintf("已拟稿（第%d稿），请%s签署", o.Draft, strings.Join(titles, "、")))
	done.Next = "全部签署后自动发布。"
	return done, nil
}

// signing is the subject of asking one post for its signature.
func signing(o cooperation.Order, post string) string {
	return fmt.Sprintf("%s/%d/%s", o.ID, o.Draft, post)
}

// signOrder takes the signature of a post; when all have signed, the order is published. Who has signed and says so
// again changes nothing.
func signOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, mine, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	rule, posts := cooperation.SignRule(r.Profile), []string{}
	err = approval.Say(r.Tx, rule.Turn(mine), r.Actor.Person, approval.Agreed, "", r.Now)
	if errors.Is(err, db.ErrChanged) {
		err = nil
	}
	r.Settled(draftOf(o))
	for _, w := range mine {
		posts = append(posts, w.Post)
		r.Settled(signing(o, w.Post))
	}
	said := map[string]any{"draft": o.Draft, "posts": posts}
	if err := ofOrder(r, o).kept(r, err, "signed", nil, said, ""); err != nil {
		return bot.Card{}, err
	}
	words, err := cooperation.Signatures(r.Tx, r.Profile, o)
	if err != nil {
		return bot.Card{}, err
	}
	if rule.Complete(words) {
		return publish(r, o)
	}
	c := ofOrder(r, o).card("order.signed", bot.ToneDone, fmt.Sprintf("已签署%s（第%d稿）", o.Number, o.Draft))
	c.Text, c.Next = "《"+o.Title+"》", fmt.Sprintf("还差%d位签署，齐了就发布。", len(rule.Turn(words)))
	return c, nil
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
	if m := draftNo.FindStringSubmatch(said(r)); m != nil {
		version = m[1]
	}
	switch why := cooperation.SignRule(r.Profile).Refuse(o.Signing(), mine, r.Actor.Person, version); {
	case why == approval.NotHis:
		err = refuse(r, models.NotAllowed, o.Number+"不由您签署。", "由制度规定的签发人签署。")
	case o.State == cooperation.Published:
		err = refuse(r, models.BadInput, o.Number+"已经发布。", seeOrders("签收和办理情况。"))
	case o.State == cooperation.SentBack:
		err = refuse(r, models.BadInput, o.Number+"已退回修改，等新稿。", "新稿会再送您签署。")
	case why == approval.Outdated:
		now := fmt.Sprintf("这是第%s稿，现在是第%d稿，没有签署。", version, o.Draft)
		err = refuse(r, models.BadInput, now, "请看最新一稿再签。")
	}
	return o, mine, err
}

// sendBackOrder returns a draft with a reason; the office makes a new one under the same number.
func sendBackOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, mine, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	reason := handlers.Cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + o.Number + "的原因是什么？"}), nil
	}
	before := o.State
	o.State, o.Reason = cooperation.SentBack, reason
	err = approval.Return(r.Tx, o.Signing(), mine, r.Actor.Person, reason, r.Now)
	if err == nil {
		err = cooperation.SaveOrder(r.Tx, &o)
	}
	if err := ofOrder(r, o).kept(r, err, "sent_back", before, o.State, reason); err != nil {
		return bot.Card{}, err
	}
	r.Settled(o.ID, draftOf(o))
	c := ofOrder(r, o).card("order.sent_back", bot.ToneNear, fmt.Sprintf("%s（第%d稿）退回修改", o.Number, o.Draft))
	c.Text = "原因：" + reason
	notice := c
	notice.Next = "改好后用同一编号再发一次，就是新的一稿。"
	key := fmt.Sprintf("%s/%s/%d", c.Code, o.ID, o.Draft)
	r.Say(handlers.Notice{Key: key, To: handlers.Audience{Office: true}, Card: notice})
	return c, nil
}

// publish makes an order known: to every town and unit, each of which signs for it, and to the chiefs.
func publish(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	at, before := r.Now.UTC(), o.State
	o.State, o.PublishedAt = cooperation.Published, &at
	if err := ofOrder(r, o).kept(r, cooperation.SaveOrder(r.Tx, &o), "published", before, o.State, ""); err != nil {
		return bot.Card{}, err
	}
	items, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	orgs := everyOne(r)
	toKnow := orderCard(r, o, items, "order.published", bot.ToneNotice, o.Number+"发布")
	toSign := toKnow
	toSign.Next = "请各" + models.Towns + "、各单位逐一签收。"
	toSign.Buttons = []bot.Button{{Label: "签收", Command: signCommand(o), Primary: true}}
	if err := awaitReceipts(r, ofOrder(r, o), toSign, orgs); err != nil {
		return bot.Card{}, err
	}
	for _, p := range r.Profile.Posts {
		if p.Role == models.RoleGeneralChief || p.Role == models.RoleDeputyChief || p.Role == models.RoleChief {
			r.Say(handlers.Notice{Key: string(toKnow.Code) + "/" + o.ID + "/" + p.Key, Subject: []string{o.ID},
				To: handlers.Audience{Post: p.Key}, Card: toKnow})
		}
	}
	done := toKnow
	done.Tone, done.Title = bot.ToneDone, fmt.Sprintf("%s已发布，发给%d家单位", o.Number, len(orgs))
	done.Next = seeOrders("签收和办理情况；依法公开的，" + models.TheOffice + "发“登记公开”登记。")
	return withButtons(r, done, toSign)
}
