package cooperation

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
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

// signOrder takes the signature of a post; when all have signed, the order is published.
func signOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, posts, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	for _, post := range posts {
		if _, err := cooperation.SignOrder(r.Tx, o, post, r.Actor.Person, r.Now); err != nil {
			return bot.Card{}, err
		}
		r.Settled(signing(o, post))
	}
	if err := r.Audit("order", o.ID, o.Number, "signed", nil, map[string]any{"draft": o.Draft, "posts": posts}, ""); err != nil {
		return bot.Card{}, err
	}
	have, err := cooperation.Signatures(r.Tx, o)
	if err != nil {
		return bot.Card{}, err
	}
	if cooperation.Complete(r.Profile.Cooperation.Approve, have) {
		return publish(r, o)
	}
	return bot.Card{Code: "order.signed", Tone: bot.ToneDone, Title: fmt.Sprintf("已签署%s（第%d稿）", o.Number, o.Draft), Text: "《" + o.Title + "》",
		Next: fmt.Sprintf("还差%d位签署，齐了就发布。", len(r.Profile.Cooperation.Approve)-len(have)), Article: string(articleOrder(r)), Refs: map[string]string{"order": o.Number}}, nil
}

// toSign finds the order and the posts in whose name the sender signs: he must hold them now, and mean this draft.
func toSign(r *handlers.Request) (cooperation.Order, []string, error) {
	o, err := mustOrder(r)
	if err != nil {
		return o, nil, err
	}
	held, err := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	if err != nil {
		return o, nil, err
	}
	var posts []string
	for _, key := range r.Profile.Cooperation.Approve {
		if slices.ContainsFunc(held, func(h roster.Holder) bool { return h.Post == key }) {
			posts = append(posts, key)
		}
	}
	said := or(r.Args.Slots.Str("body"), said(r))
	switch m := draftNo.FindStringSubmatch(said); {
	case len(posts) == 0:
		return o, nil, models.Refuse(models.NotAllowed, o.Number+"不由您签署。", "由制度规定的签发人签署。", articleOrder(r))
	case o.State == cooperation.Published:
		return o, nil, models.Refuse(models.BadInput, o.Number+"已经发布。", "发“总林长令”看签收和办理情况。", articleOrder(r))
	case o.State == cooperation.SentBack:
		return o, nil, models.Refuse(models.BadInput, o.Number+"已退回修改，等新稿。", "新稿会再送您签署。", articleOrder(r))
	case m != nil && m[1] != strconv.Itoa(o.Draft):
		return o, nil, models.Refuse(models.BadInput, fmt.Sprintf("这是第%s稿，现在是第%d稿，没有签署。", m[1], o.Draft), "请看最新一稿再签。", articleOrder(r))
	}
	return o, posts, nil
}

// sendBackOrder returns a draft with a reason; the office makes a new one under the same number.
func sendBackOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, _, err := toSign(r)
	if err != nil {
		return bot.Card{}, err
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + o.Number + "的原因是什么？", Slots: handlers.Slots{"body": said(r)}}), nil
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
