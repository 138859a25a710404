package cooperation

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
)

// orders lists the 总林长令 with receipts and tasks; with a number, one of them in full.
func orders(_ context.Context, r *handlers.Request) (bot.Card, error) {
	one, named, err := orderCited(r).meant(r)
	if err != nil {
		return bot.Card{}, err
	}
	if named {
		return oneOrder(r, one)
	}
	all, err := cooperation.Papers[cooperation.Order](r.Tx)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "order.list", Tone: bot.ToneNotice, Article: string(articleOrder(r))}
	n := 0
	for _, o := range slices.Backward(all) {
		if !r.Wide() && o.State != cooperation.Published {
			continue
		}
		if n++; n > handlers.Listed {
			continue
		}
		f, err := orderField(r, o)
		if err != nil {
			return bot.Card{}, err
		}
		c.Fields = append(c.Fields, f)
	}
	c.Title = fmt.Sprintf("%s：%d号", models.TheOrder, n)
	if n == 0 {
		c.Title = "还没有" + models.TheOrder
	}
	return c, nil
}

// orderField is one order in short.
func orderField(r *handlers.Request, o cooperation.Order) (bot.Field, error) {
	f := bot.Field{Name: o.Number, Value: "《" + handlers.Cut(o.Title, 40) + "》" + o.State.Name()}
	receipts, err := cooperation.Receipts(r.Tx, cooperation.KindOrder, o.ID)
	if err != nil || o.State != cooperation.Published {
		return f, err
	}
	items, err := cooperation.Items(r.Tx, r.Scope(), o.ID)
	if err != nil {
		return f, err
	}
	count, _, _ := receiptWords(r, receipts, o.ID)
	f.Value = handlers.Lines(f.Value+"，"+count, tasksWords(r, items))
	return f, nil
}

func tasksWords(r *handlers.Request, items []cooperation.Item) string {
	if len(items) == 0 {
		return ""
	}
	done, late := 0, 0
	for _, i := range items {
		if i.State == cooperation.ItemDone {
			done++
		} else if overdue(r, i) {
			late++
		}
	}
	words := fmt.Sprintf("任务办结%d/%d", done, len(items))
	if late > 0 {
		words += fmt.Sprintf("，逾期%d", late)
	}
	return words
}

func oneOrder(r *handlers.Request, o cooperation.Order) (bot.Card, error) {
	items, err := cooperation.Items(r.Tx, r.Scope(), o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	receipts, err := cooperation.Receipts(r.Tx, cooperation.KindOrder, o.ID)
	if err != nil {
		return bot.Card{}, err
	}
	c := orderCard(r, o, nil, "order.list", bot.ToneNotice, o.Number+o.State.Name())
	if o.State != cooperation.Published {
		c.Text = handlers.Lines(c.Text, itemLines(r, items))
		return c, nil
	}
	if _, words, mine := receiptWords(r, receipts, o.ID); mine {
		c.Fields = append(c.Fields, bot.Field{Name: "签收", Value: words})
	}
	c.Text = handlers.Lines(c.Text, strings.Join(taskLines(r, items), "\n"))
	return c, nil
}

// taskLines says of each task who stands where: 1. 完成林下可燃物清理：办理中 大寺镇、中北镇（已逾期）；已办结 2家.
func taskLines(r *handlers.Request, items []cooperation.Item) []string {
	var out []string
	for k := 0; k < len(items); {
		first := items[k]
		by := map[cooperation.ItemState][]string{}
		late, word := false, ""
		for ; k < len(items) && items[k].No == first.No; k++ {
			i := items[k]
			by[i.State] = append(by[i.State], i.Org)
			late, word = late || overdue(r, i), i.Progress
		}
		var parts []string
		for _, s := range []cooperation.ItemState{cooperation.ItemOpen, cooperation.ItemReported, cooperation.ItemDone} {
			switch orgs := by[s]; {
			case len(orgs) == 0:
			case s == cooperation.ItemDone && len(orgs) > 1:
				parts = append(parts, fmt.Sprintf("%s %d家", s.Name(), len(orgs)))
			case s == cooperation.ItemOpen && late:
				parts = append(parts, s.Name()+" "+nameList(r.Profile, orgs)+"（已逾期）")
			default:
				parts = append(parts, s.Name()+" "+nameList(r.Profile, orgs))
			}
		}
		line := fmt.Sprintf("%d. %s：%s", first.No, handlers.Cut(first.Content, 40), strings.Join(parts, "；"))
		if !r.Wide() && word != "" {
			line += "，" + handlers.Cut(word, 40)
		}
		out = append(out, line)
	}
	return out
}
