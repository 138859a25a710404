package supervision

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// queue lists what waits for the hand of the office: evidence to check, wishes for another day, measures whose trigger
// is reached, issues of organisations that are gone, and inspections that are not filed.
func queue(_ context.Context, r *handlers.Request) ([]handlers.Queued, error) {
	rows, err := supervision.Find(r.Tx, supervision.Filter{States: supervision.OpenStates})
	if err != nil {
		return nil, err
	}
	var out []handlers.Queued
	for _, heap := range []func(*handlers.Request, []supervision.Issue) ([]handlers.Queued, error){
		toCheck, toAnswer, toEscalate, toHandOver, toFileNow} {
		list, err := heap(r, rows)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(list, func(a, b handlers.Queued) int { return a.Since.Compare(b.Since) })
		out = append(out, list...)
	}
	return out, nil
}

// inState are the issues of a state.
func inState(rows []supervision.Issue, s supervision.State) []supervision.Issue {
	return slices.DeleteFunc(slices.Clone(rows), func(x supervision.Issue) bool { return x.State != s })
}

// queued is an issue that waits, by what settles it.
func queued(r *handlers.Request, x supervision.Issue, subject, words string, buttons ...bot.Button) handlers.Queued {
	line := r.Profile.OrgName(x.Org) + "“" + handlers.Cut(x.Title, 24) + "”：" + words
	return handlers.Queued{Ref: x.Number, Key: "issue", Subject: subject, Line: line, Buttons: buttons}
}

// toCheck are those reported done (第七条): the office closes them or sends them back.
func toCheck(r *handlers.Request, rows []supervision.Issue) ([]handlers.Queued, error) {
	rows = inState(rows, supervision.Review)
	reports, err := supervision.LastOf(r.Tx, supervision.Rectify, rows)
	var out []handlers.Queued
	for _, x := range rows {
		at := reports[x.ID].At.In(r.Now.Location())
		words := at.Format("1月2日") + "报告整改"
		if x.Returned > 0 {
			words = fmt.Sprintf("%s第%d次报告整改", at.Format("1月2日"), x.Returned+1)
		}
		if x.Proof != "" {
			words += "，" + proofWords(x.Proof)
		}
		q := queued(r, x, checking(x), words, primary(x, "销号"), button(x, "退回", ""))
		q.Heap, q.Code, q.Since, q.Article = "待核查问题", "issue.rectified", at, string(articleList)
		q.Next = "核查通过发“销号 " + x.Number + "”，不到位发“退回 " + x.Number + "”并说理由。"
		out = append(out, q)
	}
	return out, err
}

// toAnswer are those whose organisation asks for another day.
func toAnswer(r *handlers.Request, rows []supervision.Issue) ([]handlers.Queued, error) {
	rows = inState(rows, supervision.Asking)
	wishes, err := supervision.LastOf(r.Tx, supervision.Ask, rows)
	var out []handlers.Queued
	for _, x := range rows {
		words := "申请由" + naming.Day(x.Due, r.Now) + "延至" + naming.DayOf(x.Wish, r.Now) + "，" +
			handlers.Cut(x.WishReason, 30)
		if often := before(x); often != "" {
			words += "（" + often + "）"
		}
		q := queued(r, x, checking(x), words, primary(x, "同意延期"), button(x, "不同意延期", ""))
		q.Heap, q.Code, q.Since = "延期申请", "issue.extension_asked", wishes[x.ID].At.In(r.Now.Location())
		q.Article = string(articleRectification)
		q.Next = "答复发“同意延期 " + x.Number + "”或“不同意延期 " + x.Number + "”；答复前原时限不变。"
		out = append(out, q)
	}
	return out, err
}

// toEscalate are those for which a measure is proposed (第八条). The button shows the draft and asks.
func toEscalate(r *handlers.Request, rows []supervision.Issue) ([]handlers.Queued, error) {
	var out []handlers.Queued
	for _, x := range rows {
		prop, ok, err := pending(r, x)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		words := "建议" + prop.Rung.Name + "，" + strings.Join(prop.Reasons, "；")
		if x.Late(r.Now, r.Days) > 0 && !strings.Contains(words, "逾期") {
			words += "，" + howLate(r, x)
		}
		q := queued(r, x, proposal(x), words, measureButton(x, prop),
			bot.Button{Label: "暂不", Command: "暂不采取措施 " + x.Number})
		q.Heap, q.Code, q.Since = "建议采取措施", "issue.escalation_proposed", r.Now
		if x.ProposedAt != nil {
			q.Since = x.ProposedAt.In(r.Now.Location())
		}
		q.Article, q.Next = string(prop.Rung.Article), "点“采取”先看文稿再定；不采取的点“暂不”。"
		out = append(out, q)
	}
	return out, nil
}

// measureButton orders a measure; what it would send is shown first.
func measureButton(x supervision.Issue, prop supervision.Proposal) bot.Button {
	return bot.Button{Label: "采取", Command: x.Number + " 采取" + prop.Rung.Name, Primary: true}
}

// toHandOver are the issues of organisations that are gone: they stay on the list until somebody takes them over.
func toHandOver(r *handlers.Request, rows []supervision.Issue) ([]handlers.Queued, error) {
	var out []handlers.Queued
	for _, x := range rows {
		o, gone := ownerGone(r, x)
		line, can := supervision.Transitions.Find(x.State, supervision.Transfer)
		if !gone || !can {
			continue
		}
		q := queued(r, x, handingOver(x), "责任单位"+strings.TrimPrefix(handlers.GoneWords(o), o.Name)+"，还没有移交")
		q.Heap, q.Code, q.Since = "待移交问题", "issue.unowned", o.To.Time
		q.Article, q.Next = string(line.Article(r.Profile)), "移交发“"+handOverWords(r, x, o)+"”。"
		if next, ok := r.Profile.Successor(o, r.Now); ok {
			q.Buttons = []bot.Button{{Label: "转" + next.Name, Primary: true,
				Command: handOverWords(r, x, o)}}
		}
		out = append(out, q)
	}
	return out, nil
}

// toFileNow are this year's inspections that ask for a filing and have none: the yearly arrangement (第七条（一）) and
// the kinds that the profile says (第六条（二）). A sealed one is shown to nobody before it starts.
func toFileNow(r *handlers.Request, _ []supervision.Issue) ([]handlers.Queued, error) {
	year := models.PeriodOf(models.Year, r.Now)
	everybody := supervision.Viewer{Now: r.Now}
	from, to := year.From.Format(time.DateOnly), year.Last().Format(time.DateOnly)
	rows, err := supervision.Inspections(r.Tx, everybody, from, to)
	var out []handlers.Queued
	for _, i := range rows {
		kind, _ := supervision.KindOf(r.Profile, i.Kind)
		if i.Filing != supervision.Unfiled || !i.Numbered() || !kind.Filing && i.Kind != supervision.Yearly {
			continue
		}
		title := cmp.Or(i.Title, supervision.KindName(r.Profile, i.Kind))
		q := handlers.Queued{Heap: "待备案督查", Code: "inspection.unfiled", Ref: i.Number, Key: "inspection",
			Line: title + "，" + span(r, i) + "，" + i.Filing.Name(), Since: i.At.In(r.Now.Location()), Subject: unfiled(i)}
		q.Article, q.Next = string(filingArticle(r, i.Kind)), "备案后发“备案 "+i.Number+" 已备案”。"
		q.Buttons = []bot.Button{{Label: "已备案", Command: "备案 " + i.Number + " 已备案", Primary: true}}
		out = append(out, q)
	}
	return out, err
}

// filingArticle asks for the filing: the kind's own, or the one behind the duty of the yearly arrangement.
func filingArticle(r *handlers.Request, kind string) models.Article {
	d, _ := models.Find(r.Profile.Duties, func(d profile.Duty) bool { return d.What == supervision.FactPlan })
	if kind == supervision.Yearly && d.Article != "" {
		return d.Article
	}
	return articleOf(r, kind)
}

// What waits is settled under these keys: evidence or a wish by any change of state, a measure by the word of the
// office or by anything that is done, a filing by being filed.
func checking(x supervision.Issue) string     { return "check/" + x.ID }
func proposal(x supervision.Issue) string     { return "propose/" + x.ID }
func handingOver(x supervision.Issue) string  { return "handover/" + x.ID }
func unfiled(i supervision.Inspection) string { return "filing/" + i.ID }
