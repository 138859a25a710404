package supervision

import (
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// tellChecker lets the office know at once what waits for its word about an issue, without a word in its group: whoever
// raised the issue hears it in private while he is of the office and can be reached, else the director; the group hears
// it only where nobody else would.
func tellChecker(r *handlers.Request, x supervision.Issue, c bot.Card) error {
	people, err := checkers(r, x)
	if err != nil {
		return err
	}
	for _, person := range people {
		notify(r, x, person, c, handlers.Audience{Person: person}, checking(x))
	}
	if len(people) == 0 {
		notify(r, x, "office", c, handlers.Audience{Office: true}, checking(x))
	}
	return nil
}

// checkers are the persons of the office who are told, of those who have an account: whoever raised the issue, else its
// directors. Whoever reported it done checks nothing.
func checkers(r *handlers.Request, x supervision.Issue) ([]string, error) {
	var raiser, directors []string
	for _, role := range []models.Role{models.RoleOffice, models.RoleDirector} {
		holders, err := roster.Holders(r.Tx, roster.Query{Role: role}, r.Now)
		if err != nil {
			return nil, fmt.Errorf("find who checks: %w", err)
		}
		for _, h := range holders {
			if h.Person == x.RaisedBy {
				raiser = []string{h.Person}
			}
			if role == models.RoleDirector {
				directors = append(directors, h.Person)
			}
		}
	}
	for _, people := range [][]string{raiser, directors} {
		reached, err := reachable(r, people, x.Reporter)
		if err != nil || len(reached) > 0 {
			return reached, err
		}
	}
	return nil, nil
}

// reachable are those of some people who have an account and are not somebody.
func reachable(r *handlers.Request, people []string, not string) (out []string, err error) {
	accounts, err := roster.AccountsAnywhere(r.Tx, people)
	for _, person := range people {
		if len(accounts[person]) > 0 && person != not {
			out = append(out, person)
		}
	}
	return out, err
}
