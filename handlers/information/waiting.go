package information

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// waiting lists what a bare word of the sender may decide: reports that the office adopts or returns, and bulletins
// that wait for the word of a post of his.
func waiting(_ context.Context, r *handlers.Request) ([]handlers.Waiting, error) {
	out, err := papersWaiting(r)
	if err != nil || !r.Actor.IsOffice() {
		return out, err
	}
	open := information.Filter{State: information.Submitted, Newest: true, Limit: handlers.Listed}
	rows, err := information.Find(r.Tx, open)
	for _, x := range rows {
		for _, d := range []struct {
			intent, verb string
			word         handlers.Bare
		}{{"report.adopt", "采用", handlers.BareAdopt}, {"report.return", "退回", handlers.BareReturn}} {
			out = append(out, handlers.Waiting{Intent: d.intent, Command: d.verb + " " + x.Number, Ref: x.Number,
				Words: []handlers.Bare{d.word}, Label: d.verb + " " + x.Number + " " + x.Title})
		}
	}
	return out, err
}

// papersWaiting are the bulletins whose next word is the sender's: where one post reviews and signs, to sign is enough.
func papersWaiting(r *handlers.Request) ([]handlers.Waiting, error) {
	held, err := roster.Holders(r.Tx, roster.Query{Person: r.Actor.Person}, r.Now)
	if err != nil {
		return nil, err
	}
	if r.Actor.IsOffice() {
		held = append(held, roster.Holder{Person: r.Actor.Person})
	}
	rows, err := information.Bulletins(r.Tx, information.BulletinFilter{})
	var out []handlers.Waiting
	for _, b := range rows {
		kind, ok := information.KindOf(r.Profile, b.Kind, false)
		if ok && turnOf(kind, b, held) {
			verb, intent := "审核", "bulletin.review"
			if b.State == information.Reviewed || kind.Reviewer == kind.Signer {
				verb, intent = "签发", "bulletin.sign"
			}
			out = append(out, handlers.Waiting{Intent: intent, Command: verb + spoken(r, kind, b), Ref: b.Number,
				Words: []handlers.Bare{handlers.BareAgree}, Label: verb + called(kind, b)})
		}
	}
	return out, err
}

// turnOf reports whether the next word on a bulletin is that of a post which the sender holds.
func turnOf(kind profile.Bulletin, b information.Bulletin, held []roster.Holder) bool {
	if b.State != information.Drafted && b.State != information.Reviewed {
		return false
	}
	rule, words := b.Approval(kind)
	return len(approval.Subject{Drafted: b.DraftedBy}.Mine(rule.Turn(words), held)) > 0
}
