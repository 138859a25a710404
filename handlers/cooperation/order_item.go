package cooperation

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
)

var (
	itemLine = regexp.MustCompile(`(?m)^\s*(?:\d{1,2}\s*[.、．)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)\s*(\S.*)$`)
	itemNo   = regexp.MustCompile(`第\s*([0-9]{1,6}|[一二三四五六七八九十]{1,3})\s*[项条]`)
)

// itemised puts each numbered item of a text on a line of its own, the first one too.
func itemised(text string) string {
	text = chinese.Normalize(text)
	if at := chinese.FirstItem(text); at > 0 {
		text = text[:at] + "\n" + text[at:]
	}
	return chinese.Itemised(text)
}

// addItems takes the numbered lines of a text as items behind those that the order has: each organisation that a line
// names gets its own; where none is named, the office does.
func addItems(r *handlers.Request, o cooperation.Order, text string) (fresh []cooperation.Item, err error) {
	have, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return nil, err
	}
	no := 0
	for _, i := range have {
		no = max(no, i.No)
	}
	for _, m := range itemLine.FindAllStringSubmatch(itemised(text), 50) {
		no++
		content := strings.TrimRight(strings.TrimSpace(m[1]), "；;。")
		orgs := addressed(r, content)
		if len(orgs) == 0 {
			orgs = naming.Group{Kind: models.KindOffice}.Codes(r.Profile, r.Now)
		}
		for _, org := range orgs {
			i := cooperation.Item{OrderID: o.ID, No: no, Org: org, Content: handlers.Cut(content, 300),
				Deadline: deadlineIn(r, content), At: r.Now}
			if taken, err := cooperation.AddItem(r.Tx, &i); err != nil {
				return nil, err
			} else if taken {
				return nil, busy(o.Number, articleOrder(r))
			}
			fresh = append(fresh, i)
		}
	}
	return fresh, nil
}

// deadlineIn is the last day that a text sets; empty when it sets none.
func deadlineIn(r *handlers.Request, text string) string {
	best := ""
	for _, sp := range chinese.Dates(text, r.Now, r.Days) {
		sp = sp.Future(r.Now)
		if sp.Impossible || sp.Grain > chinese.Half || sp.To.Before(r.Now.AddDate(0, 0, -1)) {
			continue
		}
		best = sp.To.Format(time.DateOnly)
		if sp.Kind == chinese.Deadline {
			return best
		}
	}
	return best
}

// moreItems adds tasks to a published order or a draft; owners are told.
func moreItems(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, err := mustOrder(r)
	if err != nil {
		return bot.Card{}, err
	}
	text := itemised(said(r))
	if !itemLine.MatchString(text) {
		content := cmp.Or(r.Args.Slots.Str("content"), progressWords(r, text))
		if substance(content) == 0 {
			return r.Ask(handlers.Question{Missing: "content", Text: "什么任务？请写责任单位、时限和内容。"}), nil
		}
		text = "1. " + content
	}
	fresh, err := addItems(r, o, text)
	if err := ofOrder(r, o).kept(r, err, "items_added", nil, fresh, ""); err != nil {
		return bot.Card{}, err
	}
	c := orderCard(r, o, fresh, "order.item_added", bot.ToneDone, o.Number+"增加任务")
	if o.State != cooperation.Published {
		return c, nil
	}
	var orgs []string
	tasks := map[string]string{}
	for _, i := range fresh {
		orgs, tasks[i.Org] = append(orgs, i.Org), i.ID
	}
	slices.Sort(orgs)
	notice := handlers.Notice{Key: string(c.Code) + "/" + fresh[0].ID, Subject: []string{o.ID}, Card: c}
	return c, deliver(r, notice, slices.Compact(orgs), tasks)
}

// progressWords are the words behind the number of the order and of the item.
func progressWords(r *handlers.Request, text string) string {
	text = chinese.Normalize(text)
	end := 0
	if n, ok := naming.Find(r.Profile, "order", text); ok {
		end = n.End
	}
	if m := itemNo.FindStringIndex(text); m != nil {
		end = max(end, m[1])
	}
	return strings.TrimLeft(strings.TrimPrefix(text[end:], r.Profile.Words(models.TheOrder)), " ，,：:")
}

// saveItem writes a change of an item with its history.
func saveItem(r *handlers.Request, o cooperation.Order, i *cooperation.Item, verb string,
	before cooperation.Item) error {
	err := i.Save(r.Tx)
	if errors.Is(err, db.ErrChanged) {
		return busy(itemName(o, *i), articleOrder(r))
	}
	return ofOrder(r, o).kept(r, err, verb, before, i, "")
}
