package information

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// issueAhead is the name of the bulletin before the reason.
var issueAhead = regexp.MustCompile(`^(?:[0-9]{4}年)?(?:简报|专报)?第?[0-9]+期`)

// returnBulletin sends a bulletin that is not issued yet back to the office, with the reason; what was said of it
// before is void.
func returnBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Drafted, information.Reviewed, information.Signed)
	if err != nil {
		return bot.Card{}, err
	}
	if b.State == information.SentBack {
		c := paperCard(kind, b, "bulletin.returned", bot.ToneQuiet, called(kind, b)+"已经退回过了")
		c.Text = "理由：" + b.Reason
		return c, nil
	}
	if !b.Returnable() {
		return bot.Card{}, models.Refuse(models.BadInput, called(kind, b)+b.State.Name()+"，不能退回。", "有更正的，请在下一期说明。",
			kind.Article)
	}
	if err := mayReturn(r, kind, b); err != nil {
		return bot.Card{}, err
	}
	reason := strings.Trim(issueAhead.ReplaceAllString(r.Args.Slots.Str("reason"), ""), "。 ，：:")
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "请说一下退回" + called(kind, b) + "的理由。",
			Slots: handlers.Slots{"ref": b.Number, "kind": kind.Key}}), nil
	}
	b.Reason, b.ReviewedBy, b.SignedBy, b.SignedAt = handlers.Cut(reason, 200), "", "", nil
	if err := advance(r, kind, &b, information.SentBack); err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.returned", bot.ToneNear, called(kind, b)+"已退回修改")
	c.Text = "理由：" + b.Reason
	c.Next = "改好后发“送审" + spoken(r, kind, b) + "”。"
	c.Buttons = paperButtons(r, kind, b, "送审")
	sayPaper(r, b, c, version(b), handlers.Audience{Office: true})
	return c, nil
}

// mayReturn refuses who neither reviews nor signs.
func mayReturn(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) error {
	held, err := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	if err != nil {
		return err
	}
	posts := []string{kind.Reviewer, kind.Signer}
	holds := slices.ContainsFunc(held, func(h roster.Holder) bool { return slices.Contains(posts, h.Post) })
	if holds || r.Actor.IsOffice() && slices.Contains(posts, "") {
		return nil
	}
	title := postTitle(r.Profile, kind.Signer)
	next := "还没审核的草稿可以直接改，例如“" + spoken(r, kind, b) + " 删掉第2条”。"
	return models.Refuse(models.NotAllowed, called(kind, b)+"要由"+title+"退回。", next, kind.Article)
}

// submitBulletin asks for the word of the reviewer once more, after a bulletin was sent back and changed.
func submitBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.SentBack, information.Drafted)
	if err != nil {
		return bot.Card{}, err
	}
	if b.State != information.SentBack && b.State != information.Drafted {
		return stageCard(r, kind, b, "bulletin.drafted", information.Drafted)
	}
	fit, dropped, err := information.Items(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	if len(fit) == 0 {
		return bot.Card{}, models.Refuse(models.BadInput, called(kind, b)+"里的信息都已撤回或退回，不能送审。", "请重新编一期。", kind.Article)
	}
	if b.State == information.SentBack {
		b.Reason = ""
		if err := advance(r, kind, &b, information.Drafted); err != nil {
			return bot.Card{}, err
		}
	}
	c := drafted(r, kind, b, fit)
	c.Title = called(kind, b) + "已送审"
	c.Text = handlers.Lines(c.Text, droppedLine(dropped))
	return c, nil
}
