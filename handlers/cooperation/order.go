package cooperation

import (
	"context"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/roster"
)

// publishOrder drafts a 总林长令 and, where the district's profile asks for no signature in chat, publishes it at once.
// The same number again, before it is published, makes a new draft.
func publishOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s, text := r.Args.Slots, said(r)
	title := handlers.Cut(strings.Trim(titleIn(s.Str("title"), text), " ，,。：:；;《》"), 100)
	if title == "" {
		return r.Ask(handlers.Question{Missing: "title", Text: models.TheOrder + "的标题是什么？"}), nil
	}
	o := cooperation.Order{Year: r.Now.Year(), Title: title, Body: text, Media: attached(r), Person: r.Actor.Person,
		At: r.Now}
	if year, ok := s.Int("year"); ok && year > 0 {
		o.Year = year
	}
	old, err := numberOrder(r, &o)
	if err != nil {
		return bot.Card{}, err
	}
	if o.Signers, err = signers(r); err != nil {
		return bot.Card{}, err
	}
	if err := keepOrder(r, &o, old); err != nil {
		return bot.Card{}, err
	}
	if len(r.Profile.Cooperation.Approve) > 0 {
		return askSignatures(r, o)
	}
	return publish(r, o)
}

// titleIn is the part of a title that is the title: it ends with its line of the text, and before the first numbered
// item where that goes on in the line.
func titleIn(title, text string) string {
	letters := []rune(title)
	best := 0
	for _, line := range strings.Split(text, "\n") {
		for n := len(letters); n > max(best, 1); n-- {
			if strings.Contains(line, string(letters[:n])) {
				best = n
			}
		}
	}
	if best > 0 {
		title = string(letters[:best])
	}
	if at := chinese.FirstItem(title); at > 0 {
		title = title[:at]
	}
	return title
}

// numberOrder takes the number said, or the next one that is free; old is a draft of that number.
func numberOrder(r *handlers.Request, o *cooperation.Order) (old *cooperation.Order, err error) {
	n, said := r.Args.Slots.Int("no")
	for {
		if !said {
			if n, err = r.Tx.Next("order", o.Year); err != nil {
				return nil, err
			}
		}
		have, found, err := cooperation.ByNumber[cooperation.Order](r.Tx, o.Year, n)
		switch {
		case err != nil:
			return nil, err
		case found && said && have.State == cooperation.Published:
			return nil, refuse(r, models.BadInput, have.Number+"已经发布，不能重复发布。", "请核对编号；新的令请用下一个编号。")
		case found && !said:
			continue // given out by hand before
		case found:
			old = &have
		}
		o.N, o.Number = n, r.Profile.Number("order", o.Year, n)
		return old, nil
	}
}

// signers are the names that stand under an order: whoever holds the posts of the profile now.
func signers(r *handlers.Request) (string, error) {
	var names []string
	for _, key := range r.Profile.Cooperation.Signers {
		list, err := roster.Holders(r.Tx, roster.Query{Post: key}, r.Now)
		if err != nil {
			return "", err
		}
		if len(list) > 0 {
			names = append(names, list[0].Name)
		} else if post, ok := r.Profile.Post(key); ok {
			names = append(names, post.Title)
		}
	}
	return strings.Join(names, "、"), nil
}

// keepOrder writes the order or its new draft with its items.
func keepOrder(r *handlers.Request, o *cooperation.Order, old *cooperation.Order) error {
	if old == nil {
		taken, err := cooperation.DraftOrder(r.Tx, o)
		if taken {
			return busy(o.Number, articleOrder(r))
		}
		if err := ofOrder(r, *o).kept(r, err, "drafted", nil, o, ""); err != nil {
			return err
		}
	} else if err := redraft(r, o, old); err != nil {
		return err
	}
	_, err := addItems(r, *o, o.Body)
	return err
}

func redraft(r *handlers.Request, o *cooperation.Order, old *cooperation.Order) error {
	items, err := cooperation.Items(r.Tx, "", old.ID)
	if err != nil {
		return err
	}
	o.ID, o.Version, o.Draft, o.State = old.ID, old.Version, old.Draft+1, cooperation.Drafted
	before := map[string]any{"order": *old, "items": items}
	if err := ofOrder(r, *o).kept(r, cooperation.SaveOrder(r.Tx, o), "redrafted", before, o, ""); err != nil {
		return err
	}
	return cooperation.DropItems(r.Tx, *o)
}
