package supervision

import (
	"context"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	filed "linzhangbot/models/media"
	"linzhangbot/models/supervision"
)

// accept is 签收: the responsible organisation has the issue in hand.
func accept(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Accept)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, err := move(r, &x, supervision.Accept, "", nil)
	if err != nil {
		return bot.Card{}, err
	}
	return card(r, x, "issue.accepted", bot.ToneDone, r.Profile.OrgName(x.Org)+"已签收 "+x.Number, "整改后发“"+x.Number+" 已整改”并附照片。",
		t.Article(r.Profile), "时限："+dueWords(x, r.Now, r.Days)), nil
}

func deref(c *bot.Card) bot.Card {
	if c == nil {
		return bot.Card{}
	}
	return *c
}

// rectify reports an issue done, with evidence where it asks for it (第七条). Then the office checks.
func rectify(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Rectify)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Rectify, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	if err := quotedMedia(r); err != nil {
		return bot.Card{}, err
	}
	proof := evidence(r)
	if x.Evidence && proof == "" && x.Proof == "" {
		return bot.Card{}, models.Refuse(models.BadInput, x.Number+"要求附整改照片或材料，这次没有收到，还没有记为整改。",
			"请连同照片再发一次“"+x.Number+" 已整改”，私聊我发也可以；照片已发在群里的，请写明“附照片”。", t.Article(r.Profile))
	}
	again := x.State == supervision.Review
	content := cut(or(r.Args.Slots.Str("content"), "已整改"), 500)
	if err := store(r, &x, t, content, func(x *supervision.Issue) { report(r, x, content, proof) }); err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.rectified", bot.ToneDone, x.Number+"已报整改，等区林长办核查", "", t.Article(r.Profile),
		"整改情况："+content, "佐证："+proofWords(x.Proof), late(r, x))
	if again {
		c.Title = x.Number + "已补充材料，等区林长办核查"
	}
	tellOffice(r, x, forChecking(r, x, c))
	c.Buttons = []bot.Button{{Label: "撤回", Command: "撤回 " + x.Number, Confirm: "撤回这次整改报告？"}}
	return c, nil
}

func report(r *handlers.Request, x *supervision.Issue, content, proof string) {
	now := r.Now.UTC()
	x.Progress, x.Reporter, x.ReportOrg, x.Wish, x.WishReason = content, r.Actor.Person, r.Actor.Org.Code, "", ""
	x.Proof = supervision.MoreProof(x.Proof, proof)
	if x.ReportedAt == nil {
		x.ReportedAt = &now
	}
}

// quotedMedia takes the pictures of a quoted message for those of this one: people send the picture first and then
// quote it with a word.
func quotedMedia(r *handlers.Request) error {
	if len(r.Event.Media) > 0 || r.Event.QuoteID == "" || r.Args.Slots.Str("media") != "" {
		return nil
	}
	list, err := filed.Of(r.Tx, r.Event.Platform, r.Event.QuoteID)
	if err != nil {
		return err
	}
	var found []bot.Media
	for _, f := range list {
		found = append(found, bot.Media{Kind: f.Kind, Name: f.Name, Ref: f.Ref})
	}
	if len(found) > 0 {
		r.Args.Slots["media"], r.Args.Slots["carrier"] = mediaText(found), r.Event.QuoteID
	}
	return nil
}

// evidence is what came with the report: attachments, or the word that pictures were sent beside it.
func evidence(r *handlers.Request) string {
	if m := media(r); m != "" {
		return m
	}
	if r.Args.Slots.Bool("attachments") || hasAny(said(r), "附照片", "附图", "见附件", "照片见", "附现场", "有照片", "附件") {
		return "照片另发（见" + map[bot.ChatKind]string{bot.Group: "群聊", bot.Private: "私聊"}[r.Event.Chat.Kind] + "）"
	}
	return ""
}

func late(r *handlers.Request, x supervision.Issue) string {
	if x.ReportedAt == nil || !x.ReportedAt.After(x.Due) {
		return ""
	}
	return fmt.Sprintf("已逾期%d个工作日", x.Late(r.Now, r.Days))
}

// forChecking is the same for the office, with what it can do.
func forChecking(r *handlers.Request, x supervision.Issue, c bot.Card) bot.Card {
	c.Tone, c.Title = bot.ToneNotice, r.Profile.OrgName(x.Org)+"报告"+x.Number+"已整改，请核查"
	c.Next = "核查通过发“销号 " + x.Number + "”，不到位请退回并说明理由。"
	c.Buttons = []bot.Button{{Label: "销号", Command: "销号 " + x.Number, Primary: true}, {Label: "退回", Command: "退回 " + x.Number}}
	return c
}

// closeIssue is 销号 (第八条): by the office, never by whoever reported it done or his organisation.
func closeIssue(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok && !r.Actor.IsOffice() {
		return bot.Card{}, models.Refuse(models.SelfClose, "整改单位不能给自己的问题销号。", "整改后发“问题编号 已整改”，由区林长办核查后销号。", r.Profile.Issues.Article)
	}
	if !ok {
		x, ask, err := need(r, supervision.Close)
		if err != nil || ask != nil {
			return deref(ask), err
		}
		return closed(r, x)
	}
	return closed(r, x)
}

func closed(r *handlers.Request, x supervision.Issue) (bot.Card, error) {
	verdict := cut(or(r.Args.Slots.Str("reason"), "核查通过"), 300)
	t, err := move(r, &x, supervision.Close, verdict, func(x *supervision.Issue) {
		now := r.Now.UTC()
		x.CheckedBy, x.Verdict, x.ClosedAt = r.Actor.Person, verdict, &now
	})
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.closed", bot.ToneDone, x.Number+"已销号", "", t.Article(r.Profile), "责任单位："+r.Profile.OrgName(x.Org), "核查："+r.Actor.Called())
	tell(r, x, x.Org, c)
	c.Buttons = []bot.Button{{Label: "撤回", Command: "撤回 " + x.Number, Confirm: "撤回这次销号？"}, {Label: "归档", Command: "归档 " + x.Number}}
	return c, nil
}

// reject returns an issue for further work; the history stays.
func reject(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ask, err := need(r, supervision.Return)
	if err != nil || ask != nil {
		return deref(ask), err
	}
	t, refusal := supervision.May(x, supervision.Return, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, withWho(r, x, refusal)
	}
	reason := cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + x.Number + "的理由是什么？", Choices: []string{"整改不到位", "材料不全", "照片看不清"},
			Slots: handlers.Slots{"issue": x.Number}}), nil
	}
	err = store(r, &x, t, reason, func(x *supervision.Issue) {
		x.Returned++
		x.ReportedAt, x.Proof, x.CheckedBy, x.Verdict = nil, "", r.Actor.Person, reason
	})
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.returned", bot.ToneNear, fmt.Sprintf("%s退回整改（第%d次）", x.Number, x.Returned), "", t.Article(r.Profile),
		"理由："+reason, "时限："+dueWords(x, r.Now, r.Days))
	notice := c
	notice.Next = "整改到位后再发“" + x.Number + " 已整改”并附照片。"
	tell(r, x, x.Org, notice)
	c.Buttons = []bot.Button{{Label: "撤回", Command: "撤回 " + x.Number, Confirm: "撤回这次退回？"}}
	return c, proposeNow(r, x)
}
