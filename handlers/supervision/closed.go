package supervision

import (
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// slotClosed keeps the code of a closed organisation while it is asked who is meant instead.
const slotClosed = "closed"

// closedOrgs refuses what would begin for an organisation that is closed on a day: a new issue, an inspection. Where
// the profile names its successor, a tap orders the same for it. The card is empty when all of them are there.
func closedOrgs(r *handlers.Request, codes []string, day time.Time, what string,
	article models.Article) (bot.Card, error) {
	var gone []profile.Org
	for _, code := range codes {
		if o, ok := r.Profile.Org(code); ok && o.Closed(day) {
			gone = append(gone, o)
		}
	}
	if len(gone) == 0 {
		return bot.Card{}, nil
	}
	next, ok := r.Profile.Successor(gone[0], day)
	if !ok || len(gone) > 1 {
		return bot.Card{}, refuseClosed(r, gone, what, article)
	}
	c := r.Ask(handlers.Question{Missing: handlers.SlotUnit, Choices: []string{next.Name},
		Text:  handlers.GoneWords(gone[0]) + "，没有" + what + "。",
		Slots: handlers.Slots{slotClosed: gone[0].Code}})
	c.Code, c.Tone, c.Article = models.BadInput, bot.ToneLate, string(article)
	c.Next = "现由" + next.Name + "承接，点按钮就给它" + what + "。"
	return c, nil
}

// refuseClosed refuses and names who took over.
func refuseClosed(r *handlers.Request, gone []profile.Org, what string, article models.Article) *models.Error {
	message, instead := "", "请写明现在的责任单位。"
	for _, o := range gone {
		message += handlers.GoneWords(o) + "，"
		if next, ok := r.Profile.Successor(o, r.Now); ok {
			instead = "请改写现在的单位：" + o.Name + "的事由" + next.Name + "承接。"
		}
	}
	return models.Refuse(models.BadInput, message+"没有"+what+"。", instead, article)
}

// ownerGone reports whether the responsible organisation is closed: no measure is taken against what is no more, the
// issue waits to be handed over.
func ownerGone(r *handlers.Request, x supervision.Issue) (o profile.Org, gone bool) {
	o, _ = r.Profile.Org(x.Org)
	return o, o.Closed(r.Now)
}

// handOverWords are the words that hand an issue of a closed organisation over: to its successor, where it has one.
func handOverWords(r *handlers.Request, x supervision.Issue, o profile.Org) string {
	words := "转办 " + x.Number
	if next, ok := r.Profile.Successor(o, r.Now); ok {
		words += " 给" + next.Name + "，原因：" + o.Name + "已撤并"
	}
	return words
}

// pending is the measure that waits for the word of the office; none against a closed organisation.
func pending(r *handlers.Request, x supervision.Issue) (p supervision.Proposal, ok bool, err error) {
	if _, gone := ownerGone(r, x); gone {
		return p, false, nil
	}
	return x.Pending(r.Now, r.Days)
}

// taken is the organisation that takes the place of a closed one after the sender has said which.
func taken(r *handlers.Request, code, instead string) string {
	if code == r.Args.Slots.Str(slotClosed) {
		return instead
	}
	return code
}

// instead are codes with the closed one replaced by what the sender has said.
func instead(r *handlers.Request, codes []string) []string {
	o, ok := naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), r.Now)
	if !ok {
		return codes
	}
	return models.Each(codes, func(code string) string { return taken(r, code, o.Code) })
}
