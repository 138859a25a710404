package cooperation

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
)

func orderCard(r *handlers.Request, o cooperation.Order, items []cooperation.Item, code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneNotice, Title: title, Article: string(articleOrder(r)),
		Refs: map[string]string{"order": o.Number}}
	c.Text = lines("《"+o.Title+"》", files(o.Media), itemLines(r, items))
	if o.Signers != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "签发", Value: o.Signers})
	}
	if o.PublishedAt != nil {
		day := o.PublishedAt.In(r.Now.Location()).Format(time.DateOnly)
		c.Fields = append(c.Fields, bot.Field{Name: "发布", Value: dayWords(day)})
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
		number := r.Profile.Number("order", year, n)
		err = models.Refuse(models.NotFound, "没有找到"+number+"。", "发“总林长令”看编号。", articleOrder(r))
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

// saveOrder writes a changed order.
func saveOrder(r *handlers.Request, o *cooperation.Order) error {
	return raced(r, *o, cooperation.SaveOrder(r.Tx, o))
}

// raced words a write that lost against another one.
func raced(r *handlers.Request, o cooperation.Order, err error) error {
	if errors.Is(err, db.ErrChanged) {
		return busy(o.Number, articleOrder(r))
	}
	return err
}

// itemLines writes items in order of number, with all owners of a number in one line.
func itemLines(r *handlers.Request, items []cooperation.Item) string {
	var out []string
	for k := 0; k < len(items); {
		i := items[k]
		var orgs []string
		for ; k < len(items) && items[k].No == i.No && items[k].OrderID == i.OrderID; k++ {
			orgs = append(orgs, items[k].Org)
		}
		orgs = ordered(r.Profile, orgs)
		who := nameList(r.Profile, orgs)
		if len(orgs) > 3 {
			who = fmt.Sprintf("%s等%d家", r.Profile.OrgName(orgs[0]), len(orgs))
		}
		line := fmt.Sprintf("%d. %s（%s", i.No, cut(i.Content, 60), who)
		if i.Deadline != "" {
			line += "，" + dayWords(i.Deadline) + "前"
		}
		out = append(out, line+"）")
	}
	return strings.Join(out, "\n")
}
