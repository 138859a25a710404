package information

import (
	"context"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/information"
)

// enclose takes pictures that came without a word for those of the report that the sender has just made.
func enclose(_ context.Context, r *handlers.Request, last bot.Card) (bot.Card, bool, error) {
	number := last.Refs[kind]
	if number == "" || last.Code != "report.accepted" && last.Code != "report.amended" {
		return bot.Card{}, false, nil
	}
	x, err := newest(r, information.Filter{Numbers: []string{number}})
	if err != nil {
		return bot.Card{}, false, err
	}
	rows, err := information.Find(r.Tx, information.Filter{Platform: x.Platform, Message: x.Message})
	if err != nil {
		return bot.Card{}, false, err
	}
	var numbers []string
	was := rows[0]
	for i := range rows {
		if err := putIn(r, &rows[i]); err != nil {
			return bot.Card{}, true, err
		}
		numbers = append(numbers, rows[i].Number)
	}
	c := card(r, rows[0], "report.amended", bot.ToneDone, strings.Join(numbers, "、")+photoLine(was, rows[0]), "")
	c.Refs = refs(x)
	return c, true, nil
}

// putIn adds what came to a report. What had been returned counts again.
func putIn(r *handlers.Request, x *information.Report) error {
	t, refusal := information.May(*x, information.Amend, by(r, *x), r.Profile)
	if refusal == nil {
		refusal = closed(r, *x)
	}
	if refusal != nil {
		return refusal
	}
	returned := x.State == information.Returned
	return store(r, x, t, string(information.Amend), "", func(x *information.Report) {
		x.Enclose(enclosed(r)...)
		if returned {
			x.PutRight(r.Now)
		}
	})
}
