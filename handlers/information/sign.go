package information

import (
	"context"
	"errors"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// holds reports whether the sender holds a post now; a kind that names no post leaves it to the office.
func holds(r *handlers.Request, post string) (bool, error) {
	if post == "" {
		return r.Actor.IsOffice(), nil
	}
	list, err := roster.Holders(r.Tx, roster.Query{Post: post, Person: r.Actor.Person}, r.Now)
	return len(list) > 0, err
}

// advance takes a bulletin one stage on.
func advance(r *handlers.Request, kind profile.Bulletin, b *information.Bulletin, to information.Stage, post string) error {
	may, err := holds(r, post)
	if err != nil {
		return err
	}
	if !may {
		return models.Refuse(models.NotAllowed, fmt.Sprintf("%s要由%s%s。", kind.Name, postTitle(r.Profile, post), verbOf(to)), "请转请"+postTitle(r.Profile, post)+"办理。", kind.Article)
	}
	was := b.State
	b.State = to
	err = information.SaveBulletin(r.Tx, b)
	if errors.Is(err, db.ErrChanged) {
		return models.Refuse(models.BadInput, b.Number+"刚刚有别人办过了。", "发“看简报”看看现在的情况。", kind.Article)
	}
	if err != nil {
		return err
	}
	r.Settled(b.ID)
	return r.Audit("bulletin", b.ID, b.Number, string(to), map[string]any{"state": was}, map[string]any{"state": to}, "")
}

func verbOf(to information.Stage) string {
	return map[information.Stage]string{information.Reviewed: "审核", information.Signed: "签发", information.Issued: "印发"}[to]
}

func review(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Drafted)
	if err != nil {
		return bot.Card{}, err
	}
	if !b.Forward(information.Reviewed) {
		return stageCard(kind, b, "bulletin.reviewed"), nil
	}
	b.ReviewedBy = r.Actor.Person
	if err := advance(r, kind, &b, information.Reviewed, kind.Reviewer); err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.reviewed", bot.ToneDone, kind.Name+b.Number+"已审核")
	c.Next = "请" + postTitle(r.Profile, kind.Signer) + "签发。"
	c.Buttons = []bot.Button{{Label: "签发", Command: "签发" + shortKind(kind) + " " + b.Number, Primary: true}}
	if kind.Signer != kind.Reviewer && kind.Signer != "" {
		r.Say(handlers.Notice{Key: "bulletin.reviewed/" + b.ID, Subject: []string{b.ID}, To: handlers.Audience{Post: kind.Signer}, Card: c})
	}
	return c, nil
}

// stageCard answers who comes too late or taps twice: it says where the bulletin stands.
func stageCard(kind profile.Bulletin, b information.Bulletin, code string) bot.Card {
	c := paperCard(kind, b, code, bot.ToneQuiet, kind.Name+b.Number+b.State.Name())
	switch b.State {
	case information.Drafted:
		c.Next = "要先审核。"
	case information.Reviewed:
		c.Next = "要先签发。"
	}
	return c
}

// sign is the word of the signing post. Where the same post reviews and signs, one word does both.
func sign(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Reviewed, information.Drafted)
	if err != nil {
		return bot.Card{}, err
	}
	if b.State == information.Drafted && kind.Reviewer == kind.Signer {
		b.ReviewedBy = r.Actor.Person
		if err := advance(r, kind, &b, information.Reviewed, kind.Reviewer); err != nil {
			return bot.Card{}, err
		}
	}
	if !b.Forward(information.Signed) {
		return stageCard(kind, b, "bulletin.signed"), nil
	}
	at := r.Now.UTC()
	b.SignedBy, b.SignedAt = r.Actor.Person, &at
	if err := advance(r, kind, &b, information.Signed, kind.Signer); err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.signed", bot.ToneDone, kind.Name+b.Number+"已签发")
	c.Next = "请" + models.TheOfficeFull + "印发。"
	c.Buttons = []bot.Button{{Label: "印发", Command: "印发" + shortKind(kind) + " " + b.Number, Primary: true}}
	r.Say(handlers.Notice{Key: "bulletin.signed/" + b.ID, Subject: []string{b.ID}, To: handlers.Audience{Office: true}, Card: c})
	return c, nil
}
