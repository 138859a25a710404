package information

import (
	"context"
	"errors"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// approve is a word on a bulletin: who says it must hold the post whose turn it is, and the bulletin goes a stage on.
func approve(r *handlers.Request, kind profile.Bulletin, b *information.Bulletin, to information.Stage) error {
	held, err := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	if err != nil {
		return err
	}
	if r.Actor.IsOffice() {
		held = append(held, roster.Holder{Person: r.Actor.Person}) // a word of no post is the office's
	}
	s := approval.Subject{Drafted: b.DraftedBy}
	rule, words := b.Approval(kind)
	turn := rule.Turn(words)
	if rule.Refuse(s, s.Mine(turn, held), r.Actor.Person, "") != "" {
		title := postTitle(r.Profile, turn[0].Post)
		verb := strings.TrimPrefix(to.Name(), "已")
		return models.Refuse(models.NotAllowed, called(kind, *b)+"要由"+title+verb+"。", "请转请"+title+"办理。", kind.Article)
	}
	return advance(r, kind, b, to)
}

// advance takes a bulletin one stage on.
func advance(r *handlers.Request, kind profile.Bulletin, b *information.Bulletin, to information.Stage) error {
	was := b.State
	b.State = to
	err := information.SaveBulletin(r.Tx, b)
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, b.Number+"刚刚有别人办过了。", "发“看简报”看看现在的情况。", kind.Article)
	}
	if err != nil {
		return err
	}
	r.Settled(b.ID)
	before, after := map[string]any{"state": was}, map[string]any{"state": to}
	return r.Audit("bulletin", b.ID, b.Number, string(to), before, after, b.Reason)
}

func review(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Drafted)
	if err != nil {
		return bot.Card{}, err
	}
	if !b.Forward(information.Reviewed) {
		return stageCard(r, kind, b, "bulletin.reviewed", information.Reviewed)
	}
	b.ReviewedBy = r.Actor.Person
	if err := approve(r, kind, &b, information.Reviewed); err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.reviewed", bot.ToneDone, called(kind, b)+"已审核")
	c.Text = signatures(r, kind, b)
	c.Next = "请" + postTitle(r.Profile, kind.Signer) + "签发。"
	c.Buttons = paperButtons(r, kind, b, "退回", "签发")
	if kind.Signer != kind.Reviewer && kind.Signer != "" {
		sayPaper(r, b, c, version(b), handlers.Audience{Post: kind.Signer})
	}
	return c, nil
}

// stageCard answers who comes too late or taps twice: it says where the bulletin stands. Who comes too early is
// refused.
func stageCard(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, code bot.Code,
	to information.Stage) (bot.Card, error) {
	if b.Before(to) {
		return bot.Card{}, notYet(r, kind, b, to)
	}
	c := paperCard(kind, b, code, bot.ToneQuiet, called(kind, b)+b.State.Name())
	c.Text = signatures(r, kind, b)
	return c, nil
}

// sign is the word of the signing post. Where the same post reviews and signs, one word does both.
func sign(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Reviewed, information.Drafted)
	if err == nil && b.State == information.Drafted && kind.Reviewer == kind.Signer {
		b.ReviewedBy = r.Actor.Person
		err = approve(r, kind, &b, information.Reviewed)
	}
	if err != nil {
		return bot.Card{}, err
	}
	if !b.Forward(information.Signed) {
		return stageCard(r, kind, b, "bulletin.signed", information.Signed)
	}
	at := r.Now.UTC()
	b.SignedBy, b.SignedAt = r.Actor.Person, &at
	if err := approve(r, kind, &b, information.Signed); err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.signed", bot.ToneDone, called(kind, b)+"已签发")
	c.Text = signatures(r, kind, b)
	c.Next = "请" + models.TheOfficeFull + "印发。"
	c.Buttons = paperButtons(r, kind, b, "印发")
	sayPaper(r, b, c, version(b), handlers.Audience{Office: true})
	return c, nil
}
