package cooperation

import (
	"context"
	"errors"
	"fmt"
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
)

var (
	itemLine = regexp.MustCompile(`(?m)^\s*(?:\d{1,2}\s*[.、．)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)\s*(\S.*)$`)
	itemNo   = regexp.MustCompile(`第\s*` + numerals + `\s*[项条]`)
)

// addItems takes the numbered lines of a text as items: each organisation that a line names gets its own.
func addItems(r *handlers.Request, o cooperation.Order, text string) error {
	have, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return err
	}
	no := 0
	for _, i := range have {
		no = max(no, i.No)
	}
	for _, m := range itemLine.FindAllStringSubmatch(chinese.Normalize(text), 50) {
		no++
		if _, err := addItem(r, o, no, strings.TrimSpace(m[1])); err != nil {
			return err
		}
	}
	return nil
}

// addItem keeps one task for each organisation that carries it out; where none is named, for the office.
func addItem(r *handlers.Request, o cooperation.Order, no int, content string) ([]cooperation.Item, error) {
	orgs := addressed(r, content, nil)
	if len(orgs) == 0 {
		for _, x := range r.Profile.OrgsOf(models.KindOffice, r.Now) {
			orgs = append(orgs, x.Code)
		}
	}
	var out []cooperation.Item
	for _, org := range orgs {
		i := cooperation.Item{OrderID: o.ID, No: no, Org: org, Content: cut(content, 300), Deadline: deadlineIn(r, content), At: r.Now}
		taken, err := cooperation.AddItem(r.Tx, &i)
		if err != nil {
			return nil, err
		}
		if taken {
			return nil, busy(o.Number, articleOrder(r))
		}
		out = append(out, i)
	}
	return out, nil
}

// deadlineIn is the last day that a text sets; empty when it sets none.
func deadlineIn(r *handlers.Request, text string) string {
	best := ""
	for _, sp := range chinese.Dates(text, r.Now, r.Days) {
		if sp = sp.Future(r.Now); !sp.Impossible && sp.Grain <= chinese.Half && !sp.To.Before(r.Now.AddDate(0, 0, -1)) {
			best = sp.To.Format(time.DateOnly)
			if sp.Kind == chinese.Deadline {
				return best
			}
		}
	}
	return best
}

// remindItems queues the reminders around the deadlines of items.
func remindItems(r *handlers.Request, o cooperation.Order, items []cooperation.Item) error {
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	for _, i := range items {
		day, err := time.ParseInLocation(time.DateOnly, i.Deadline, r.Now.Location())
		if err != nil {
			continue // no deadline
		}
		var before []time.Time
		for _, n := range r.Profile.Cooperation.ItemBefore {
			before = append(before, r.Days.Before(day.AddDate(0, 0, -n)))
		}
		near := nudge{key: fmt.Sprintf("order.item_due/%d", i.Version), record: o.ID, task: i.ID, org: i.Org, days: before,
			card: itemCard(r, o, i, "order.item_due", fmt.Sprintf("%s第%d项%s到期", o.Number, i.No, dayWords(i.Deadline)))}
		near.card.Tone = bot.ToneNear
		late := near
		late.key, late.days = fmt.Sprintf("order.overdue/%d", i.Version), workdays(r, day, 1, r.Profile.Cooperation.ItemAfter)
		late.card = itemCard(r, o, i, "order.overdue", fmt.Sprintf("%s第%d项已逾期", o.Number, i.No))
		late.card.Tone = bot.ToneLate
		for _, n := range []nudge{near, late} {
			if err := later(r, own, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func itemCard(r *handlers.Request, o cooperation.Order, i cooperation.Item, code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneNotice, Title: title, Text: i.Content, Article: string(articleOrder(r)), Refs: map[string]string{"order": o.Number}}
	c.Fields = []bot.Field{{Name: "责任单位", Value: r.Profile.OrgName(i.Org)}, {Name: "状态", Value: i.State.Name()}}
	if i.Progress != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "进展", Value: cut(i.Progress, 100)})
	}
	if i.State == cooperation.ItemOpen {
		c.Next = fmt.Sprintf("发“总林长令进展 %s 第%d项 已完成……”报告。", o.Number, i.No)
	}
	return c
}

// moreItems adds tasks to a published order or a draft; owners are told.
func moreItems(_ context.Context, r *handlers.Request) (bot.Card, error) {
	o, err := mustOrder(r)
	if err != nil {
		return bot.Card{}, err
	}
	text := chinese.Normalize(or(r.Args.Slots.Str("body"), said(r)))
	if !itemLine.MatchString(text) {
		content := or(r.Args.Slots.Str("content"), progressWords(text))
		if substance(content) == 0 {
			return r.Ask(handlers.Question{Missing: "content", Text: "什么任务？请写责任单位、时限和内容。", Slots: handlers.Slots{"body": text}}), nil
		}
		text = "1. " + content
	}
	had, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	if err := addItems(r, o, text); err != nil {
		return bot.Card{}, err
	}
	all, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	fresh := slices.DeleteFunc(all, func(i cooperation.Item) bool {
		return slices.ContainsFunc(had, func(x cooperation.Item) bool { return x.ID == i.ID })
	})
	if err := r.Audit("order", o.ID, o.Number, "items_added", nil, fresh, ""); err != nil {
		return bot.Card{}, err
	}
	c := orderCard(r, o, fresh, "order.item_added", o.Number+"增加任务")
	c.Tone = bot.ToneDone
	if o.State != cooperation.Published {
		return c, nil
	}
	if err := remindItems(r, o, fresh); err != nil {
		return bot.Card{}, err
	}
	var orgs []string
	ids := map[string]string{}
	for _, i := range fresh {
		orgs, ids[i.Org] = append(orgs, i.Org), i.ID
	}
	slices.Sort(orgs)
	return c, deliver(r, letter{key: "order.item_added/" + fresh[0].ID, record: o.ID, subjects: func(org string) string { return ids[org] }, card: c}, slices.Compact(orgs))
}

// progressWords are the words behind the number of the order and of the item.
func progressWords(text string) string {
	text = chinese.Normalize(text)
	end := 0
	if m := yearedNo.FindStringIndex(text); m != nil {
		end = m[1]
	}
	if m := itemNo.FindStringIndex(text); m != nil {
		end = max(end, m[1])
	}
	return strings.TrimLeft(strings.TrimPrefix(text[end:], "总林长令"), " ，,：:")
}

// saveItem writes a step of an item with its history.
func saveItem(r *handlers.Request, o cooperation.Order, i *cooperation.Item, verb string, before cooperation.Item) error {
	if err := i.Save(r.Tx); errors.Is(err, db.ErrChanged) {
		return busy(fmt.Sprintf("%s第%d项", o.Number, i.No), articleOrder(r))
	} else if err != nil {
		return err
	}
	return r.Audit("order", o.ID, o.Number, verb, before, *i, "")
}
