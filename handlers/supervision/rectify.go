package supervision

import (
	"cmp"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	filed "linzhangbot/models/media"
	"linzhangbot/models/supervision"
)

// reportNext says how an issue is reported done.
func reportNext(x supervision.Issue) string {
	if !x.Evidence {
		return "整改后发“" + x.Number + " 已整改”。"
	}
	return "整改后发“" + x.Number + " 已整改”并附照片。"
}

// rectify reports an issue done, with evidence where it asks for it (第七条). Then the office checks.
func rectify(a *act) (bot.Card, error) {
	if err := quoted(a.Request); err != nil {
		return bot.Card{}, err
	}
	proof := evidence(a.Request)
	if a.x.Evidence && proof == "" && a.x.Proof == "" {
		return bot.Card{}, models.Refuse(models.BadInput, a.x.Number+"要求附整改照片或材料，这次没有收到，还没有记为整改。",
			"请连同照片再发一次“"+a.x.Number+" 已整改”，私聊我发也可以；照片已发在群里的，请写明“附照片”。", a.line.Article(a.Profile))
	}
	title := "已报整改"
	if a.x.State == supervision.Review {
		title = "已补充材料"
	}
	content := handlers.Cut(cmp.Or(a.Args.Slots.Str("content"), "已整改"), 500)
	c, err := a.store(content, func(x *supervision.Issue) { report(a.Request, x, content, proof) }, func() bot.Card {
		c := a.card("issue.rectified", bot.ToneDone, a.x.Number+title+"，等"+models.TheOffice+"核查", "",
			"整改情况："+content, "佐证："+proofWords(a.x.Proof), late(a))
		c.Buttons = []bot.Button{button(a.x, "撤回", "撤回这次整改报告？")}
		return c
	})
	if err != nil {
		return c, err
	}
	return c, tellChecker(a.Request, a.x, forChecking(a, c))
}

func report(r *handlers.Request, x *supervision.Issue, content, proof string) {
	now := r.Now.UTC()
	x.Progress, x.Wish, x.WishReason = content, "", ""
	x.Reporter, x.ReportOrg = r.Actor.Person, r.Actor.SeatFor(x.Org).Code
	x.Proof = supervision.MoreProof(x.Proof, proof)
	if x.ReportedAt == nil {
		x.ReportedAt = &now
	}
}

// quoted takes the pictures of a quoted message for those of the first one: people send the picture first and then
// quote it with a word.
func quoted(r *handlers.Request) error {
	if media, _ := enclosed(r); media != "" || r.Event.QuoteID == "" {
		return nil
	}
	list, err := filed.Of(r.Tx, r.Event.Platform, r.Event.QuoteID)
	for _, f := range list {
		r.First.Media, r.First.ID = append(r.First.Media, bot.Media{Kind: f.Kind, Name: f.Name, Ref: f.Ref}), r.Event.QuoteID
	}
	return err
}

// evidence is what came with the report: attachments, or the word that pictures were sent beside it.
func evidence(r *handlers.Request) string {
	if media, _ := enclosed(r); media != "" {
		return media
	}
	if r.Args.Slots.Bool("attachments") || hasAny(r.First.Text, "附照片", "附图", "见附件", "照片见", "附现场", "有照片", "附件") {
		return "照片另发（见" + map[bot.ChatKind]string{bot.Group: "群聊", bot.Private: "私聊"}[r.Event.Chat.Kind] + "）"
	}
	return ""
}

// proofWords says what evidence there is.
func proofWords(proof string) string {
	if media, ok := handlers.MediaOf(proof); ok && proof != "" {
		return fmt.Sprintf("照片或附件%d件", len(media))
	}
	return cmp.Or(proof, "无")
}

func late(a *act) string {
	if a.x.ReportedAt == nil || !a.x.ReportedAt.After(a.x.Due) {
		return ""
	}
	return lateWords(a.Request, a.x)
}

// forChecking is the same for the office, with what it can do.
func forChecking(a *act, c bot.Card) bot.Card {
	c.Tone, c.Title = bot.ToneNotice, a.org()+"报告"+a.x.Number+"已整改，请核查"
	c.Next = "核查通过发“销号 " + a.x.Number + "”，不到位请退回并说明理由。"
	c.Buttons = []bot.Button{primary(a.x, "销号"), button(a.x, "退回", "")}
	return c
}
