package supervision

import (
	"context"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/supervision"
)

// show tells one issue in full, with its history.
func show(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, ok, err := pick(r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return r.Ask(handlers.Question{Missing: "issue", Text: "看哪一个问题？请发编号。"}), nil
	}
	return shown(r, x)
}

// shown is one issue as its reader may see it.
func shown(r *handlers.Request, x supervision.Issue) (bot.Card, error) {
	if !r.Wide() && !concerns(r, x) {
		return bot.Card{}, ownOnly(r)
	}
	history, err := supervision.History(r.Tx, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.shown", toneOf(r, x), x.Number+" "+x.State.Name(), "")
	proof := ""
	if x.Proof != "" {
		proof = proofWords(x.Proof)
	}
	c.Fields = append(facts(r, x), fields(lastWords(history), handlers.Cut(x.Progress, 120), "佐证", proof, "申请延至", x.Wish,
		"已采取", supervision.Taken(history), "经过", course(r, history))...)
	c.Buttons = nextButtons(r, x)
	return c, nil
}

// concerns reports whether an issue is of one of the sender's organisations, or asks for its help.
func concerns(r *handlers.Request, x supervision.Issue) bool {
	return slices.ContainsFunc(r.Actor.Codes(), x.Concerns)
}

func ownOnly(r *handlers.Request) *models.Error {
	return refuse(r, models.NotAllowed, "只能看本单位的问题。", "发“问题清单”看本单位的。")
}

func toneOf(r *handlers.Request, x supervision.Issue) bot.Tone {
	switch {
	case x.Overdue(r.Now):
		return bot.ToneLate
	case !x.IsOpen():
		return bot.ToneQuiet
	}
	return bot.ToneNotice
}

// course is the history in one line: 3月2日立项→3月5日签收.
func course(r *handlers.Request, history []supervision.Change) string {
	var out []string
	for _, s := range history {
		word := s.At.In(r.Now.Location()).Format("1月2日") + s.Verb.Name()
		if s.Note != "" && s.Verb != supervision.Rectify {
			word += "（" + handlers.Cut(s.Note, 30) + "）"
		}
		out = append(out, word)
	}
	if len(out) > 12 {
		out = append(out[:2:2], append([]string{"……"}, out[len(out)-9:]...)...)
	}
	return strings.Join(out, "→")
}

// nextButtons are what the reader could do now.
func nextButtons(r *handlers.Request, x supervision.Issue) []bot.Button {
	var out []bot.Button
	for _, do := range []supervision.Verb{supervision.Accept, supervision.Close, supervision.Return, supervision.Extend,
		supervision.Refuse} {
		if _, refusal := supervision.May(x, do, by(r, x), r.Profile); refusal == nil {
			out = append(out, button(x, do.Name(), ""))
		}
	}
	_, refusal := supervision.May(x, supervision.Progress, by(r, x), r.Profile)
	if refusal == nil && r.Actor.Owns(x.Org) {
		out = append(out, button(x, supervision.Progress.Name(), ""))
	}
	return out
}

// todo lists what waits for the sender: the office checks and answers, an organisation rectifies.
func todo(_ context.Context, r *handlers.Request) ([]string, error) {
	f := supervision.Filter{Limit: handlers.Listed, States: supervision.DueStates}
	switch {
	case r.Actor.IsOffice():
		f.States = []supervision.State{supervision.Review, supervision.Asking}
	case r.Actor.Org.Code != "":
		f.Orgs = []string{r.Actor.Org.Code}
	case r.Actor.Has(models.RoleChief):
		f.Orgs, f.DueBefore = append([]string{""}, r.Actor.Linked...), r.Now.Format(time.DateOnly)
	default:
		return nil, nil
	}
	rows, err := supervision.Find(r.Tx, f)
	out := models.Each(rows, func(x supervision.Issue) string { return line(r, x, x.Org != r.Actor.Org.Code) })
	return out, err
}

// line is one issue in a list.
func line(r *handlers.Request, x supervision.Issue, withOrg bool) string {
	name := ""
	if withOrg {
		name = r.Profile.OrgName(x.Org) + " "
	}
	return x.Number + " " + name + handlers.Cut(x.Title, 24) + "｜" + x.State.Name() + "｜" + due(r, x)
}

// lastWords names what was said last of an issue: a report that it is done, or only how far it has come. A step that
// was taken back says nothing.
func lastWords(history []supervision.Change) string {
	for i := len(history) - 1; i >= 0; i-- {
		switch history[i].Verb {
		case supervision.Undo:
			i--
		case supervision.Progress:
			return "最近进展"
		case supervision.Rectify:
			return "整改情况"
		}
	}
	return "整改情况"
}
