package cooperation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/cooperation"
)

// queue lists what needs the hand of the office: tasks reported done, orders sent back or not signed, and orders that
// some have not signed for although their day is over.
func queue(_ context.Context, r *handlers.Request) ([]handlers.Queued, error) {
	items, err1 := itemsToCheck(r)
	drafts, err2 := draftsWaiting(r)
	receipts, err3 := receiptsMissing(r)
	return slices.Concat(items, drafts, receipts), errors.Join(err1, err2, err3)
}

// itemsToCheck are the tasks that were reported done: the office closes them or sends them back.
func itemsToCheck(r *handlers.Request) (out []handlers.Queued, err error) {
	items, orders, err := itemsIn(r, "", cooperation.ItemReported)
	for _, i := range items {
		o, since := orders[i.OrderID], i.At
		if i.ReportedAt != nil {
			since = *i.ReportedAt
		}
		line := fmt.Sprintf("第%d项 %s：%s", i.No, r.Profile.OrgName(i.Org), cmp.Or(i.Progress, i.Content))
		out = append(out, handlers.Queued{Heap: "待核查" + models.TheOrder + "任务", Code: "order.progress", Ref: o.Number,
			Key: cooperation.KindOrder, Line: handlers.Cut(line, 60), Since: since, Subject: toCheck(i),
			Article: string(articleOrder(r)), Buttons: checkButtons(r.Profile, o, i),
			Next: "核查属实的点“办结”，没有办完的点“退回重办”。"})
	}
	return out, err
}

// draftsWaiting are the orders that are not published yet: sent back, or not signed by all.
func draftsWaiting(r *handlers.Request) (out []handlers.Queued, err error) {
	drafts, err := cooperation.Unpublished(r.Tx)
	if err != nil {
		return nil, err
	}
	for _, o := range drafts {
		words, err := cooperation.Signatures(r.Tx, r.Profile, o)
		if err != nil {
			return nil, err
		}
		q := handlers.Queued{Ref: o.Number, Key: cooperation.KindOrder, Subject: draftOf(o), Since: o.At,
			Article: string(articleOrder(r))}
		if o.State == cooperation.SentBack {
			q.Heap, q.Code, q.Since = "退回修改的"+models.TheOrder, "order.sent_back", sentBackAt(o, words)
			q.Line, q.Next = "《"+o.Title+"》，原因："+o.Reason, "改好后用同一编号再发布一次，就是新的一稿。"
		} else {
			q.Heap, q.Code = "等签署的"+models.TheOrder, "order.drafted"
			q.Line = "《" + o.Title + "》，还差" + stillToSign(r, words)
			q.Next = "请提醒签发人签署；要改的用同一编号再发布一次。"
		}
		out = append(out, q)
	}
	return out, nil
}

// draftOf is the subject of what the office hears of an order that is not published.
func draftOf(o cooperation.Order) string { return o.ID + "/draft" }

func sentBackAt(o cooperation.Order, words []approval.Word) time.Time {
	for _, w := range words {
		if w.Verdict == approval.Returned && w.At != nil {
			return *w.At
		}
	}
	return o.At
}

// stillToSign names the posts whose signature is missing.
func stillToSign(r *handlers.Request, words []approval.Word) string {
	return strings.Join(models.Each(cooperation.SignRule(r.Profile).Turn(words), func(w approval.Word) string {
		post, _ := r.Profile.Post(w.Post)
		return cmp.Or(post.Title, w.Post)
	}), "、")
}

// receiptsMissing are the orders that some have not signed for although the last day is over. Nobody is reminded of
// them by the clock any more: somebody must ask.
func receiptsMissing(r *handlers.Request) (out []handlers.Queued, err error) {
	rows, err := cooperation.OpenReceipts(r.Tx, cooperation.KindOrder, "")
	if err != nil {
		return nil, err
	}
	today, late := r.Now.Format(time.DateOnly), map[string][]cooperation.Receipt{}
	for _, x := range rows {
		if x.Due != "" && x.Due < today {
			late[x.Record] = append(late[x.Record], x)
		}
	}
	orders, err := cooperation.Sent[cooperation.Order](r.Tx, slices.Sorted(maps.Keys(late)))
	for _, o := range orders {
		list := late[o.ID]
		names := nameList(r.Profile, models.Each(list, func(x cooperation.Receipt) string { return x.Org }))
		out = append(out, handlers.Queued{Heap: "过期没签收的" + models.TheOrder, Code: "receipts.missing",
			Ref: o.Number, Key: cooperation.KindOrder, Line: fmt.Sprintf("%d家没有签收：%s", len(list), names),
			Since: receiptOwed(r.Profile, list[0]).Due, Subject: unsignedOf(o.ID), Article: string(articleOrder(r)),
			Next: "不再自动提醒，请电话联系；代为登记的，发“" + signCommand(o) + " " +
				r.Profile.OrgName(list[0].Org) + "”。"})
	}
	return out, err
}

// unsignedOf is the subject of what the office hears of those who have not signed for a paper.
func unsignedOf(paper string) string { return paper + "/unsigned" }
