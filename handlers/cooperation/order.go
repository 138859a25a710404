package cooperation

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/roster"
)

// publishOrder drafts a 总林长令 and, where the district's profile asks for no signature in chat, publishes it at once.
// The same number again, before it is published, makes a new draft.
func publishOrder(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Args.Expect == language.Refuse {
		return bot.Card{}, models.Refuse(models.NotAllowed, or(r.Args.Why, "这份文件不能在这里发布。"), "请按规定渠道办理。", articleOrder(r))
	}
	s := r.Args.Slots
	text := or(s.Str("body"), said(r))
	title := cut(strings.Trim(firstLine(s.Str("title"), text), " ，,。：:《》"), 100)
	if title == "" {
		return r.Ask(handlers.Question{Missing: "title", Text: "总林长令的标题是什么？", Slots: handlers.Slots{"body": text}}), nil
	}
	o := cooperation.Order{Year: r.Now.Year(), Title: title, Body: text, Media: attached(r), Person: r.Actor.Person, At: r.Now}
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

// firstLine is the part of a title that stands in the first line of a text of several: the items follow below it.
func firstLine(title, text string) string {
	head, _, several := strings.Cut(text, "\n")
	if !several {
		return title
	}
	letters := []rune(title)
	for n := len(letters); n > 1; n-- {
		if strings.Contains(head, string(letters[:n])) {
			return string(letters[:n])
		}
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
		have, found, err := cooperation.OrderOf(r.Tx, o.Year, n)
		switch {
		case err != nil:
			return nil, err
		case found && said && have.State == cooperation.Published:
			return nil, models.Refuse(models.BadInput, have.Number+"已经发布，不能重复发布。", "请核对编号；新的令请用下一个编号。", articleOrder(r))
		case found && !said:
			continue // given out by hand before
		}
		o.N, o.Number = n, r.Profile.Number("order", o.Year, n)
		if found {
			return &have, nil
		}
		return nil, nil
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
		if err != nil {
			return err
		}
		if taken {
			return busy(o.Number, articleOrder(r))
		}
		if err := r.Audit("order", o.ID, o.Number, "drafted", nil, *o, ""); err != nil {
			return err
		}
		return addItems(r, *o, o.Body)
	}
	before, err := cooperation.Items(r.Tx, "", old.ID)
	if err != nil {
		return err
	}
	was := *old
	o.ID, o.Version, o.Draft, o.State = old.ID, old.Version, old.Draft+1, cooperation.Drafted
	if err := saveOrder(r, o); err != nil {
		return err
	}
	if err := cooperation.DropItems(r.Tx, *o); err != nil {
		return err
	}
	if err := r.Audit("order", o.ID, o.Number, "redrafted", map[string]any{"order": was, "items": before}, *o, ""); err != nil {
		return err
	}
	return addItems(r, *o, o.Body)
}

func saveOrder(r *handlers.Request, o *cooperation.Order) error {
	err := cooperation.SaveOrder(r.Tx, o)
	if errors.Is(err, db.ErrChanged) {
		return busy(o.Number, articleOrder(r))
	}
	return err
}

// publish makes an order known: to every town and unit, each of which signs for it, and to the chiefs.
func publish(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	at, before := r.Now.UTC(), o.State
	o.State, o.PublishedAt = cooperation.Published, &at
	if err := saveOrder(r, &o); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("order", o.ID, o.Number, "published", before, o.State, ""); err != nil {
		return bot.Card{}, err
	}
	items, err := cooperation.Items(r.Tx, "", o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	orgs := everyOne(r.Profile, r.Now)
	c := orderCard(r, o, items, "order.published", o.Number+"发布")
	c.Next = "请各街镇、各单位逐一签收。"
	c.Buttons = []bot.Button{{Label: "签收", Command: signCommand(o), Primary: true}}
	if err := awaitReceipts(r, paperOut{kind: cooperation.KindOrder, id: o.ID, name: o.Number, code: "order.published", reminder: "order.reminder", card: c}, orgs); err != nil {
		return bot.Card{}, err
	}
	if err := remindItems(r, o, items); err != nil {
		return bot.Card{}, err
	}
	tellChiefs(r, o, items)
	done := orderCard(r, o, items, "order.published", fmt.Sprintf("%s已发布，发给%d家单位", o.Number, len(orgs)))
	done.Tone = bot.ToneDone
	done.Next = "发“总林长令”看签收和办理情况；依法公开的，发“登记公开”登记。"
	return open(r, done, c)
}

// signCommand is what signs for an order, as people would say it.
func signCommand(o cooperation.Order) string {
	if strings.Contains(o.Number, "林长令") {
		return "签收 " + o.Number
	}
	return "签收总林长令 " + o.Number
}

// tellChiefs lets the district's chiefs know, in private.
func tellChiefs(r *handlers.Request, o cooperation.Order, items []cooperation.Item) {
	c := orderCard(r, o, items, "order.published", o.Number+"发布")
	for _, p := range r.Profile.Posts {
		if p.Role == models.RoleGeneralChief || p.Role == models.RoleDeputyChief || p.Role == models.RoleChief {
			r.Say(handlers.Notice{Key: "order.published/" + o.ID + "/" + p.Key, Subject: []string{o.ID}, To: handlers.Audience{Post: p.Key}, Card: c})
		}
	}
}

func orderCard(r *handlers.Request, o cooperation.Order, items []cooperation.Item, code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneNotice, Title: title, Article: string(articleOrder(r)), Refs: map[string]string{"order": o.Number}}
	c.Text = lines("《"+o.Title+"》", files(o.Media), itemLines(r, items))
	if o.Signers != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "签发", Value: o.Signers})
	}
	if o.PublishedAt != nil {
		c.Fields = append(c.Fields, bot.Field{Name: "发布", Value: dayWords(o.PublishedAt.In(r.Now.Location()).Format(time.DateOnly))})
	}
	return c
}

func articleOrder(r *handlers.Request) models.Article { return r.Profile.Cooperation.Order }

// orderMeant finds the order by its number, in the words or in the quoted card.
func orderMeant(r *handlers.Request) (cooperation.Order, bool, error) {
	year, n, ok := numberIn(r, or(r.Args.Slots.Str("ref"), r.Args.Slots.Str("body"), said(r))+" "+r.Event.Quote)
	if !ok {
		return cooperation.Order{}, false, nil
	}
	o, found, err := cooperation.OrderOf(r.Tx, year, n)
	if err == nil && !found {
		err = models.Refuse(models.NotFound, "没有找到"+r.Profile.Number("order", year, n)+"。", "发“总林长令”看编号。", articleOrder(r))
	}
	return o, true, err
}

// mustOrder is orderMeant where a number is needed.
func mustOrder(r *handlers.Request) (cooperation.Order, error) {
	o, ok, err := orderMeant(r)
	if err == nil && !ok {
		err = models.Refuse(models.BadInput, "是哪一号总林长令？没有看到编号。", "发“总林长令”看编号，再带上编号说一遍。", articleOrder(r))
	}
	return o, err
}
