package information

import (
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/states"
)

// State is where a report stands.
type State string

// The states of a report. Records are never deleted.
const (
	Submitted State = "submitted" // 已报送
	Adopted   State = "adopted"   // 已采用
	Returned  State = "returned"  // 已退回
	Withdrawn State = "withdrawn" // 已撤回
	Merged    State = "merged"    // 已合并
	Buried    State = "buried"    // its message was taken back before it arrived; never shown
)

// Name is the state as people say it.
func (s State) Name() string {
	return map[State]string{Submitted: "已报送", Adopted: "已采用", Returned: "已退回", Withdrawn: "已撤回", Merged: "已合并",
		Buried: "已作废"}[s]
}

// Verb is what can be done to a report.
type Verb string

// The verbs.
const (
	Withdraw Verb = "withdraw" // 撤回
	Amend    Verb = "amend"    // 修改
	Adopt    Verb = "adopt"    // 采用
	Return   Verb = "return"   // 退回
	Merge    Verb = "merge"    // 合并
	Restore  Verb = "restore"  // 取消退回: the office takes its return back
)

// Name is the verb as people say it.
func (v Verb) Name() string {
	return map[Verb]string{Withdraw: "撤回", Amend: "修改", Adopt: "采用", Return: "退回", Merge: "合并", Restore: "取消退回"}[v]
}

// The sides of a report.
const (
	Own    states.Side = "own"         // the organisation whose report it is, or the office
	Office             = states.Office // the office alone
)

// ByReports is 信息制度 第十一条 (quality), byBulletin 第十条 (editing), as the district numbers them.
func ByReports(p *profile.Profile) models.Article { return p.Reports.Article }

func byBulletin(p *profile.Profile) models.Article {
	if len(p.Bulletins) > 0 {
		return p.Bulletins[0].Article
	}
	return p.Reports.Article
}

// Transition is one line of the table.
type Transition = states.Line[State, Verb]

// Transitions is the whole life of a report. What is not here cannot be done. One that was put right counts again; one
// that was returned cannot be adopted before that, or before the office has taken its return back.
var Transitions = slices.Concat(
	states.Leads(Withdraw, Withdrawn, Own, ByReports, Submitted, Returned),
	states.Leads(Amend, Submitted, Own, ByReports, Submitted, Returned),
	states.Stays(Amend, Office, byBulletin, Adopted),
	states.Leads(Adopt, Adopted, Office, byBulletin, Submitted),
	states.Leads(Return, Returned, Office, ByReports, Submitted, Adopted, Merged),
	states.Leads(Restore, Submitted, Office, ByReports, Returned),
	states.Leads(Merge, Merged, Office, byBulletin, Submitted, Adopted),
)

// By is who asks.
type By struct {
	Org    string
	Office bool
}

// May finds the transition, or says why not and what to do instead.
func May(r Report, do Verb, by By, p *profile.Profile) (Transition, *models.Error) {
	foreign := !by.Office && by.Org != r.Org
	if t, ok := Transitions.Find(r.State, do); ok {
		if foreign || t.Who == Office && !by.Office {
			return t, models.Refuse(models.NotAllowed, r.Number+"不能由您"+do.Name()+"。", instead(r, do, foreign), t.Article(p))
		}
		return t, nil
	}
	if foreign {
		return Transition{}, models.Refuse(models.NotAllowed, r.Number+"不是本单位的信息。", "发“信息列表”看本单位的信息。", p.Reports.Article)
	}
	return Transition{}, models.Refuse(models.BadInput, r.Number+r.State.Name()+"，不能"+do.Name()+"。",
		instead(r, do, false), p.Reports.Article)
}

// OfficeReviews is what whoever may not review is told.
const OfficeReviews = "采用、退回由" + models.TheOffice + "办理。"

// instead is what somebody can do who may not do this.
func instead(r Report, do Verb, foreign bool) string {
	review, over := do == Adopt || do == Return || do == Merge, r.State == Withdrawn || r.State == Merged
	switch {
	case foreign:
		return "请由报送单位或" + models.TheOffice + "办理。"
	case r.State == Adopted && (do == Withdraw || do == Amend):
		return "已被采用的信息，请联系" + models.TheOffice + "处理。"
	case r.State == Returned && (do == Adopt || do == Merge):
		return "请报送单位改好后再办；退错了的，先发“取消退回 " + r.Number + "”。"
	case over && review:
		return "发“看 " + r.Number + "”看经过；需要的话，请报送单位重新报送。"
	case over:
		return "需要的话，请重新报送一条。"
	case review:
		return OfficeReviews
	}
	return "发“信息列表”看看现在的情况。"
}
