package information

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/audit"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
)

// courseWords ask for the history of a report: 看信3的经过.
var courseWords = regexp.MustCompile(`(?:经过|修改记录|办理记录|来龙去脉)[。？?！!]?\s*$`)

// show tells one report in full, with what came with it.
func show(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if courseWords.MatchString(r.Args.Text) {
		return history(ctx, r)
	}
	x, history, err := seen(r)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.shown", bot.ToneNotice, x.Number+" "+stateOf(x), "", handlers.Cut(x.Body, 500))
	c.Fields = []bot.Field{{Name: "单位", Value: r.Profile.OrgName(x.Org)},
		{Name: "类别", Value: information.CategoryName(r.Profile, x.Category)},
		{Name: "报送", Value: x.At.In(r.Now.Location()).Format("2006-01-02 15:04")}}
	if x.Late {
		c.Fields = append(c.Fields, bot.Field{Name: "计入", Value: span(x.Month(r.Now.Location()), r.Now)})
	}
	if x.Reason != "" && (x.State == information.Returned || x.Corrected()) {
		c.Fields = append(c.Fields, bot.Field{Name: "退回原因", Value: x.Reason})
	}
	if len(history) > 1 {
		c.Fields = append(c.Fields, bot.Field{Name: "经过", Value: steps(r, history)})
		c.Buttons = append(c.Buttons, bot.Button{Label: "看经过", Command: x.Number + " 经过"})
	}
	return withPhotos(r, x, c)
}

// seen is the report that a question is about, with its history, if the sender may see it.
func seen(r *handlers.Request) (information.Report, []audit.Row, error) {
	x, err := pick(r, refSlot(r))
	if err == nil && !r.Sees(x.Org) {
		err = notYours(r)
	}
	if err != nil {
		return x, nil, err
	}
	history, err := audit.Of(r.Tx, kind, x.ID)
	return x, history, err
}

// steps is the history in one line: 11月23日报送→11月24日退回.
func steps(r *handlers.Request, history []audit.Row) string {
	var out []string
	for _, h := range history {
		out = append(out, h.At.In(r.Now.Location()).Format("1月2日")+did(h))
	}
	return strings.Join(out, "→")
}

// did is what a line of the history did.
func did(h audit.Row) string {
	if h.Verb == "recalled" {
		return "原消息撤回"
	}
	return cmp.Or(information.Verb(h.Verb).Name(), "报送")
}

// history tells who did what to a report and when, with what stood there before and after.
func history(_ context.Context, r *handlers.Request) (bot.Card, error) {
	x, rows, err := seen(r)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.history", bot.ToneNotice, x.Number+"的经过", "现在："+stateOf(x)+"。")
	first := max(0, len(rows)-handlers.Listed)
	for _, h := range rows[first:] {
		who, err := whoDid(r, h)
		if err != nil {
			return bot.Card{}, err
		}
		c.Fields = append(c.Fields, bot.Field{Name: naming.Moment(h.At, r.Now) + " " + who,
			Value: strings.Join(append([]string{did(h)}, differences(r, h)...), "；")})
	}
	return c, nil
}
