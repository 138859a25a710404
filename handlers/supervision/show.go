package supervision

import (
	"context"
	"strings"

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
	if refusal := seen(r, x); refusal != nil {
		return bot.Card{}, refusal
	}
	history, err := supervision.History(r.Tx, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "issue.shown", toneOf(r, x), x.Number+" "+x.State.Name(), "", r.Profile.Issues.Article)
	c.Fields = facts(r, x)
	add := func(name, value string) {
		if value != "" {
			c.Fields = append(c.Fields, bot.Field{Name: name, Value: value})
		}
	}
	add("整改情况", cut(x.Progress, 120))
	if x.Proof != "" {
		add("佐证", proofWords(x.Proof))
	}
	add("申请延至", x.Wish)
	add("已采取", supervision.Taken(history))
	add("经过", course(r, history))
	c.Buttons = nextButtons(r, x)
	return c, nil
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
func course(r *handlers.Request, history []supervision.Step) string {
	var out []string
	for _, s := range history {
		word := s.At.In(r.Now.Location()).Format("1月2日") + s.Verb.Name()
		if s.Note != "" && s.Verb != supervision.Rectify {
			word += "（" + cut(s.Note, 30) + "）"
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
	for _, b := range []struct {
		do    supervision.Verb
		label string
		text  string
	}{{supervision.Accept, "签收", "签收 "}, {supervision.Close, "销号", "销号 "}, {supervision.Return, "退回", "退回 "},
		{supervision.Extend, "同意延期", "同意延期 "}, {supervision.Refuse, "不同意延期", "不同意延期 "}} {
		if _, refusal := supervision.May(x, b.do, by(r), r.Profile); refusal == nil {
			out = append(out, bot.Button{Label: b.label, Command: b.text + x.Number})
		}
	}
	return out
}

// todo lists what waits for the sender: the office checks and answers, an organisation rectifies.
func todo(_ context.Context, r *handlers.Request) ([]string, error) {
	f := supervision.Filter{Limit: 20}
	switch {
	case r.Actor.IsOffice():
		f.States = []supervision.State{supervision.Review, supervision.Asking}
	case r.Actor.Org.Code != "":
		f.States, f.Orgs = supervision.DueStates, []string{r.Actor.Org.Code}
	case r.Actor.Has(models.RoleChief):
		f.States, f.Orgs, f.DueBefore = supervision.DueStates, append([]string{""}, r.Actor.Linked...), r.Now.Format("2006-01-02")
	default:
		return nil, nil
	}
	rows, err := supervision.Find(r.Tx, f)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, x := range rows {
		out = append(out, line(r, x, x.Org != r.Actor.Org.Code))
	}
	return out, nil
}

// line is one issue in a list.
func line(r *handlers.Request, x supervision.Issue, withOrg bool) string {
	name := ""
	if withOrg {
		name = r.Profile.OrgName(x.Org) + " "
	}
	return x.Number + " " + name + cut(x.Title, 24) + "｜" + x.State.Name() + "｜" + dueWords(x, r.Now, r.Days)
}
