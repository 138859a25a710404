package supervision

import (
	"context"

	"linzhangbot/handlers"
	"linzhangbot/models/supervision"
)

// decision is what a bare word may do to an issue.
type decision struct {
	do      supervision.Verb
	intent  string
	command string // stands before the number
	words   []handlers.Bare
}

// decisions are those that a word is enough for. The wish for another day and the evidence each wait in a state of
// their own; a new issue waits for its receipt.
var decisions = []decision{
	{supervision.Accept, "issue.accept", "签收", []handlers.Bare{handlers.BareSign}},
	{supervision.Extend, "issue.extend.approve", "同意延期", []handlers.Bare{handlers.BareAgree}},
	{supervision.Refuse, "issue.extend.refuse", "不同意延期", []handlers.Bare{handlers.BareReturn}},
	{supervision.Return, "issue.reject", "退回", []handlers.Bare{handlers.BareReturn}},
}

// waiting lists what a bare word of the sender may decide: receipts, wishes for another day, evidence, and measures
// that were proposed.
func waiting(_ context.Context, r *handlers.Request) ([]handlers.Waiting, error) {
	f := supervision.Filter{States: supervision.OpenStates}
	switch {
	case r.Actor.IsOffice():
	case r.Actor.Org.Code == "":
		return nil, nil
	default:
		f.Orgs = []string{r.Actor.Org.Code}
	}
	rows, err := supervision.Find(r.Tx, f)
	var out []handlers.Waiting
	for _, x := range rows {
		for _, d := range decisions {
			if _, refusal := supervision.May(x, d.do, by(r, x), r.Profile); refusal == nil {
				out = append(out, waits(x, d.intent, d.command+" "+x.Number, d.command, d.words...))
			}
		}
		more, err := proposed(r, x)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, err
}

func waits(x supervision.Issue, intent, command, verb string, words ...handlers.Bare) handlers.Waiting {
	return handlers.Waiting{Intent: intent, Command: command, Ref: x.Number, Words: words,
		Label: verb + " " + x.Number + " " + x.Title}
}

// proposed is the measure whose trigger is reached and that nobody has decided about.
func proposed(r *handlers.Request, x supervision.Issue) ([]handlers.Waiting, error) {
	prop, ok, err := pending(r, x)
	may := func(do supervision.Verb) bool {
		_, refusal := supervision.May(x, do, by(r, x), r.Profile)
		return refusal == nil
	}
	if err != nil || !ok || !may(supervision.Escalate) {
		return nil, err
	}
	name := prop.Rung.Name
	return []handlers.Waiting{
		waits(x, "issue.escalate", x.Number+" 采取"+name, "采取"+name, handlers.BareAgree),
		waits(x, "issue.decline", "暂不采取措施 "+x.Number, "暂不采取措施", handlers.BareDecline),
	}, nil
}
