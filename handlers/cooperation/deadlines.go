package cooperation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// The families of deadlines of the regulation, as their standings name them.
const (
	owedItem    = "order_item"
	owedAnswer  = "activity_answer"
	owedReceipt = "_receipt" // order_receipt, share_receipt: behind the kind of the paper
)

// deadlineKinds makes tasks of orders, receipts and answers deadlines like issues: reminded of on the days that the
// profile lists, and listed by whoever asks what he owes.
var deadlineKinds = []handlers.DeadlineKind{
	{Kind: owedItem, Title: models.TheOrder + "任务", Ask: models.TheOrder, Near: "order.item_due",
		Late: "order.overdue", Ref: "order",
		List: itemsOwed},
	{Kind: cooperation.KindOrder + owedReceipt, Title: "签收" + models.TheOrder, Ask: models.TheOrder,
		Near: "order.reminder",
		Late: "order.reminder", Ref: "order", Quiet: true, List: receiptsOwed(orderPaper),
		Buttons: []bot.Button{{Label: "签收" + models.TheOrder, Command: "签收" + models.TheOrder}}},
	{Kind: cooperation.KindShare + owedReceipt, Title: "签收信息共享", Ask: "信息共享台账",
		Near: "share.reminder", Late: "share.reminder",
		Ref: "share", Quiet: true, List: receiptsOwed(sharePaper),
		Buttons: []bot.Button{{Label: "签收共享", Command: "签收共享"}}},
	{Kind: owedAnswer, Title: "答复活动邀请", Ask: "联合活动", Near: "activity.reminder",
		Late: "activity.reminder", Ref: "activity", Quiet: true,
		List:    answersOwed,
		Buttons: []bot.Button{{Label: "参加", Command: "答复活动 参加"}, {Label: "不参加", Command: "答复活动 不参加"}}},
}

// itemsOwed are the tasks of published orders that have a day and are not reported done.
func itemsOwed(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	items, err := cooperation.OpenItems(tx, org)
	if err != nil {
		return nil, err
	}
	items = slices.DeleteFunc(items, func(i cooperation.Item) bool {
		return i.State != cooperation.ItemOpen || i.Deadline == ""
	})
	orders, err := ordersOf(tx, items)
	var out []duty.Deadline
	for _, i := range items {
		out = append(out, itemOwed(p, orders[i.OrderID], i))
	}
	return out, err
}

// ordersOf finds the orders of tasks by their ids.
func ordersOf(tx *db.Tx, items []cooperation.Item) (map[string]cooperation.Order, error) {
	list, err := cooperation.Sent[cooperation.Order](tx, models.Each(items, func(i cooperation.Item) string {
		return i.OrderID
	}))
	out := map[string]cooperation.Order{}
	for _, o := range list {
		out[o.ID] = o
	}
	return out, err
}

func itemOwed(p *profile.Profile, o cooperation.Order, i cooperation.Item) duty.Deadline {
	opened := i.At
	if o.PublishedAt != nil && opened.Before(*o.PublishedAt) {
		opened = *o.PublishedAt // drafted before
	}
	x := p.Cooperation
	steps := slices.Concat(steps(x.ItemBefore, func(n int) profile.When { return profile.When{Before: n} }),
		steps(x.ItemAfter, func(n int) profile.When { return profile.When{After: n} }))
	d := duty.Deadline{Kind: owedItem, ID: i.ID, Ref: itemName(o, i), Title: i.Content, Org: i.Org,
		Opened: opened, Told: told(p, opened), Due: lastMoment(p, i.Deadline), Steps: steps, Article: x.Order,
		How: howItem(o, i)}
	return inOffice(p, d)
}

// inOffice makes the office hear in its own group of what it owes itself.
func inOffice(p *profile.Profile, d duty.Deadline) duty.Deadline {
	if isOffice(p, d.Org) {
		for k := range d.Steps {
			d.Steps[k].To, d.Steps[k].In = "office", "office"
		}
	}
	return d
}

// receiptsOwed lists the receipts of one kind of papers that are owed and have a day. about says of a paper what its
// deadlines share.
func receiptsOwed[T cooperation.Order | cooperation.Share](about func(*profile.Profile, T) paperOwed) func(
	context.Context, *db.Tx, *profile.Profile, string) ([]duty.Deadline, error) {
	return func(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
		var none T
		rows, err := cooperation.OpenReceipts(tx, about(p, none).kind, org)
		if err != nil {
			return nil, err
		}
		papers, err := cooperation.Sent[T](tx, models.Each(rows, func(x cooperation.Receipt) string { return x.Record }))
		of := map[string]paperOwed{}
		for _, x := range papers {
			one := about(p, x)
			of[one.id] = one
		}
		var out []duty.Deadline
		for _, x := range rows {
			if x.Due != "" {
				d, paper := receiptOwed(p, x), of[x.Record]
				d.Ref, d.Title, d.Article, d.How = paper.number, "签收"+paper.name(), paper.article, paper.how
				out = append(out, d)
			}
		}
		return out, err
	}
}

// paperOwed is what organisations sign for, and how.
type paperOwed struct {
	record
	title, how string
}

func (x paperOwed) name() string { return "《" + handlers.Cut(x.title, 20) + "》" }

func orderPaper(p *profile.Profile, o cooperation.Order) paperOwed {
	return paperOwed{record{cooperation.KindOrder, o.ID, o.Number, p.Cooperation.Order}, o.Title,
		"看过后发“" + signCommand(o) + "”。"}
}

func sharePaper(_ *profile.Profile, x cooperation.Share) paperOwed {
	return paperOwed{ofShare(x), x.Title, "看过后发“签收共享 " + x.Number + "”。"}
}

// receiptOwed is a receipt's deadline: when, and on which days before.
func receiptOwed(p *profile.Profile, x cooperation.Receipt) duty.Deadline {
	days := p.Cooperation.Receipt
	steps := steps(days, func(n int) profile.When {
		if left := slices.Max(days) - n; left > 0 {
			return profile.When{Ahead: left}
		}
		return profile.When{OnDue: true}
	})
	return duty.Deadline{Kind: x.Kind + owedReceipt, ID: x.ID, Org: x.Org, Opened: x.At,
		Due: lastMoment(p, x.Due), Steps: steps}
}

// answersOwed are the invitations without an answer; who has not answered before the activity begins owes nothing more.
func answersOwed(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	rows, of, err := cooperation.Unheard(tx, org)
	var out []duty.Deadline
	for _, i := range rows {
		out = append(out, answerOwed(p, of[i.Activity], i))
	}
	return out, err
}

func answerOwed(p *profile.Profile, a cooperation.Activity, i cooperation.Invitee) duty.Deadline {
	begins := a.Begins(p.Location())
	due := begins
	if !a.Timed {
		due = due.Add(-time.Millisecond)
	}
	return duty.Deadline{Kind: owedAnswer, ID: i.ID, Ref: a.Number, Org: i.Org, Opened: i.At, Told: told(p, i.At),
		Due: due, Lapses: true, Title: fmt.Sprintf("答复%s是否参加%s", startWords(a, begins), a.Kind),
		Article: articleActivity,
		Steps:   steps(p.Cooperation.Answer, func(n int) profile.When { return profile.When{Ahead: n} }),
		How: "能来的发“答复活动 参加 " + a.Number + "”，不能来的发“答复活动 不参加 " + a.Number +
			"”，并说明原因。"}
}

// steps makes steps of the days that the profile lists: their distances from the day that counts, 0 on that day.
func steps(days []int, when func(n int) profile.When) (out []profile.Step) {
	for _, n := range days {
		s := profile.Step{Key: "due", When: profile.When{OnDue: true}}
		if n > 0 {
			s.When = when(n)
		}
		switch w := s.When; {
		case w.After > 0:
			s.Key, s.If = fmt.Sprintf("after%d", n), "missed"
		case !w.OnDue:
			s.Key = fmt.Sprintf("before%d", w.Before+w.Ahead)
		}
		out = append(out, s)
	}
	return out
}

// told is when people hear of what was entered at a moment: once the office's hours are over, on the next day.
func told(p *profile.Profile, at time.Time) time.Time {
	at = at.In(p.Location())
	day := calendar.Midnight(at)
	if h, err := p.OfficeHours(); err == nil && at.Sub(day) >= h.To {
		return day.AddDate(0, 0, 1)
	}
	return at
}

// lastMoment is the end of a day of a record.
func lastMoment(p *profile.Profile, day string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, p.Location())
	if err != nil {
		return time.Time{}
	}
	return handlers.EndOfDay(t)
}
