package information

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/information"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// givenBulletin tells who was given an issued bulletin, side by side, and whom it did not reach.
func givenBulletin(_ context.Context, r *handlers.Request) (bot.Card, error) {
	b, kind, err := paper(r, information.Issued)
	if err != nil {
		return bot.Card{}, err
	}
	if b.State != information.Issued {
		refusal := notYet(r, kind, b, information.Issued)
		refusal.Message = called(kind, b) + "还没有印发，没有发给谁。"
		return bot.Card{}, refusal
	}
	list, err := information.Given(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	missed, err := notReached(r, b, list)
	if err != nil {
		return bot.Card{}, err
	}
	c := paperCard(kind, b, "bulletin.recipients", bot.ToneNotice, called(kind, b)+"的报送范围")
	for _, s := range sides(kind) {
		var names []string
		for _, to := range list {
			if to.Side != s.name {
				continue
			}
			name := to.Name
			if slices.Contains(missed, to.Person) && to.Person != "" {
				name += "（没有送到）"
			}
			names = append(names, name)
		}
		if len(names) > 0 {
			value := fmt.Sprintf("%s（共%d）", strings.Join(names, "、"), len(names))
			c.Fields = append(c.Fields, bot.Field{Name: s.name, Value: value})
		}
	}
	if c.Text = signatures(r, kind, b); len(missed) > 0 {
		c.Next = fmt.Sprintf("%d人没有送到：没有绑定账号，或没有发出。请另行送达。", len(missed))
	}
	return c, nil
}

// notReached are the persons on the list whom the message never reached: without an account, or it was not delivered.
func notReached(r *handlers.Request, b information.Bulletin, list []information.Recipient) ([]string, error) {
	var persons []string
	for _, to := range list {
		if to.Person != "" && !slices.Contains(persons, to.Person) {
			persons = append(persons, to.Person)
		}
	}
	accounts, err := roster.AccountsAnywhere(r.Tx, persons)
	if err != nil {
		return nil, err
	}
	parcels, err := outbox.About(r.Tx, b.ID)
	if err != nil {
		return nil, err
	}
	lost := map[string]bool{}
	for _, p := range parcels {
		if p.Code == "bulletin.issued" && (p.State == outbox.Dead || p.State == outbox.Unknown) {
			lost[p.Platform+" "+p.Chat] = true
		}
	}
	var out []string
	for _, person := range persons {
		own := accounts[person]
		gone := slices.ContainsFunc(own, func(k roster.AccountKey) bool { return lost[k.Platform+" "+k.Account] })
		if len(own) == 0 || gone {
			out = append(out, person)
		}
	}
	return out, nil
}
