package supervision

import (
	"cmp"
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/states"
)

// State is where an issue stands.
type State string

// The states of an issue. Records are never deleted.
const (
	Raised    State = "raised"    // 已立项
	Working   State = "working"   // 整改中
	Review    State = "review"    // 待核查
	Closed    State = "closed"    // 已销号
	Returned  State = "returned"  // 退回整改
	Asking    State = "asking"    // 延期申请
	Cancelled State = "cancelled" // 已撤销
	Reopened  State = "reopened"  // 重新整改
)

// States are all of them, in the order of a life.
var States = []State{Raised, Working, Review, Closed, Returned, Asking, Cancelled, Reopened}

// openStates are those in which the responsible organisation or the office still owes something.
var openStates = []State{Raised, Working, Review, Returned, Asking, Reopened}

// dueStates are those in which the responsible organisation owes the rectification. Who asks for another day owes it
// by the old one until that is granted.
var dueStates = []State{Raised, Working, Returned, Asking, Reopened}

// Name is the state as people say it.
func (s State) Name() string {
	return map[State]string{Raised: "已立项", Working: "整改中", Review: "待核查", Closed: "已销号", Returned: "退回整改",
		Asking: "延期申请", Cancelled: "已撤销", Reopened: "重新整改"}[s]
}

// Verb is what can be done to an issue.
type Verb string

// The verbs. Raise begins a life and Undo takes the last step back: they are in no line of the table.
const (
	Raise    Verb = "raise"    // 立项
	Accept   Verb = "accept"   // 签收
	Progress Verb = "progress" // 报进展
	Rectify  Verb = "rectify"  // 报告整改
	Close    Verb = "close"    // 销号
	Return   Verb = "return"   // 退回
	Ask      Verb = "ask"      // 申请延期
	Extend   Verb = "extend"   // 同意延期
	Refuse   Verb = "refuse"   // 不同意延期
	Transfer Verb = "transfer" // 转办
	Assist   Verb = "assist"   // 增加协办
	Escalate Verb = "escalate" // 采取措施
	Decline  Verb = "decline"  // 暂不采取措施
	Cancel   Verb = "cancel"   // 撤销
	Reopen   Verb = "reopen"   // 重新立项
	Undo     Verb = "undo"     // 撤回上一步
)

// Verbs are those of the table.
var Verbs = []Verb{Accept, Progress, Rectify, Close, Return, Ask, Extend, Refuse, Transfer, Assist, Escalate, Decline,
	Cancel, Reopen}

// Name is the verb as people say it.
func (v Verb) Name() string {
	return map[Verb]string{Raise: "立项", Accept: "签收", Progress: "报进展", Rectify: "报告整改", Close: "销号", Return: "退回",
		Ask: "申请延期", Extend: "同意延期", Refuse: "不同意延期", Transfer: "转办", Assist: "增加协办", Escalate: "采取措施",
		Decline: "暂不采取措施", Cancel: "撤销", Reopen: "重新立项", Undo: "撤回上一步"}[v]
}

// The sides of an issue.
const (
	Responsible states.Side = "responsible" // whoever holds a post of the responsible organisation now
	Office                  = states.Office
	Either      states.Side = "either"      // the responsible side, or the office that hears of it
	SecondEyes  states.Side = "second eyes" // the office, but neither the reporter nor the responsible organisation
)

// byRectification cites rectification within the time limit, byList the problem list with its 销号.
func byRectification(p *profile.Profile) models.Article {
	return articleOf(p, profile.MatterRectification)
}

func byList(p *profile.Profile) models.Article { return articleOf(p, profile.MatterIssueList) }

// Transition is one line of the table.
type Transition = states.Line[State, Verb]

// Transitions is the whole life of an issue. What is not here cannot be done. More evidence may come while it waits
// for review; what is done after all makes a wish for another day void. Words of progress move nothing.
var Transitions = slices.Concat(
	states.Leads(Accept, Working, Responsible, byRectification, Raised, Returned, Reopened),
	states.Stays(Progress, Either, byRectification, Raised, Working, Returned, Asking, Reopened),
	states.Leads(Rectify, Review, Responsible, byRectification, Raised, Working, Review, Returned, Asking, Reopened),
	states.Leads(Ask, Asking, Responsible, byRectification, Raised, Working, Returned, Asking, Reopened),
	states.Leads(Extend, Working, Office, byRectification, Asking),
	states.Leads(Refuse, Working, Office, byRectification, Asking),
	states.Leads(Close, Closed, SecondEyes, byList, Review),
	states.Leads(Return, Returned, Office, byList, Review),
	states.Leads(Transfer, Raised, Office, byList, Raised, Working, Returned, Reopened),
	states.Stays(Assist, Office, byList, openStates...),
	states.Stays(Escalate, Office, byList, Raised, Working, Returned, Asking, Reopened),
	states.Stays(Decline, Office, byList, Raised, Working, Returned, Asking, Reopened),
	states.Leads(Cancel, Cancelled, Office, byList, openStates...),
	states.Leads(Reopen, Reopened, Office, byList, Closed, Cancelled),
)

// articleOf cites the article behind a matter where the district has one, else the one that its profile names for
// issues.
func articleOf(p *profile.Profile, m profile.Matter) models.Article {
	return cmp.Or(p.Article(m), p.Issues.Article)
}

// By is who asks.
type By struct {
	Person, Org string
	Office      bool
}

// sideOf is which side a verb belongs to, whatever the state.
func sideOf(do Verb) states.Side {
	for _, t := range Transitions {
		if t.Do == do {
			return t.Who
		}
	}
	return Office
}

// ByOffice reports whether a verb is the office's alone.
func ByOffice(do Verb) bool {
	side := sideOf(do)
	return do != Undo && (side == Office || side == SecondEyes)
}

// May finds the transition, or says why not and what to do instead.
func May(x Issue, do Verb, by By, p *profile.Profile) (Transition, *models.Error) {
	side := sideOf(do)
	if e := selfClose(x, do, by, p); e != nil {
		return Transition{}, e
	}
	if e := ownHand(x, do, by, p); e != nil {
		return Transition{}, e
	}
	if e := stranger(x, do, side, by, p); e != nil {
		return Transition{}, e
	}
	if t, ok := Transitions.Find(x.State, do); ok {
		return t, missing(x, t, p)
	}
	now := x.Number + "现在是“" + x.State.Name() + "”，不能" + do.Name() + "。"
	return Transition{}, models.Refuse(models.BadInput, now, instead(x, do), byList(p))
}

// selfClose: whoever reported it done, or belongs to the responsible organisation, never closes it.
func selfClose(x Issue, do Verb, by By, p *profile.Profile) *models.Error {
	reported, owns := by.Person != "" && by.Person == x.Reporter, by.Org != "" && by.Org == x.Org
	if do != Close || !reported && !owns {
		return nil
	}
	return models.Refuse(models.SelfClose, "整改单位和报告整改的人不能给自己的问题销号。", "请由"+models.TheOffice+"其他同志核查后销号。", byList(p))
}

// ownHand: whoever belongs to the responsible organisation as well as to the office does not let it off as the office.
func ownHand(x Issue, do Verb, by By, p *profile.Profile) *models.Error {
	owns := by.Office && by.Org != "" && by.Org == x.Org
	if !owns || do != Extend && do != Cancel && do != Transfer {
		return nil
	}
	return models.Refuse(models.NotAllowed, x.Number+"由您任职的"+p.OrgName(x.Org)+"整改，不能由您"+do.Name()+"。",
		"请由"+models.TheOffice+"其他同志办理。", byList(p))
}

// stranger refuses whoever is on neither side.
func stranger(x Issue, do Verb, side states.Side, by By, p *profile.Profile) *models.Error {
	owner := x.Number + "由" + p.OrgName(x.Org) + "整改，"
	if side == Either && !by.Office {
		side = Responsible
	}
	switch {
	case side == Responsible && by.Org == "" && !by.Office:
		return models.Refuse(models.NotAllowed, owner+"您现在不在这个单位任职，不能"+do.Name()+"。",
			"请由现任"+models.Liaison+"办理；岗位刚交接的，由接任的同志办。", byRectification(p))
	case side == Responsible && by.Org != x.Org:
		return models.Refuse(models.NotAllowed, owner+"不能由您"+do.Name()+"。", "发“问题清单”看本单位的问题。", byRectification(p))
	case side != Responsible && !by.Office:
		return models.Refuse(models.NotAllowed, x.Number+"的“"+do.Name()+"”由"+models.TheOffice+"办理。",
			"需要的话，请向"+models.TheOffice+"说明情况。", byList(p))
	}
	return nil
}

// missing is what a transition still lacks: closing wants the evidence that the issue asked for.
func missing(x Issue, t Transition, p *profile.Profile) *models.Error {
	if t.Do == Close && x.Evidence && x.Proof == "" {
		return models.Refuse(models.BadInput, x.Number+"要求附整改照片或材料，还没有收到，不能销号。",
			"请整改单位补发“"+x.Number+" 已整改”并附照片，或退回。", t.Article(p))
	}
	return nil
}

// instead is what can be done in a state where this cannot.
func instead(x Issue, do Verb) string {
	switch {
	case x.State == Closed && do == Close:
		return "已经销过号了，发“" + x.Number + "”看经过。"
	case x.State == Closed || x.State == Cancelled:
		return "需要的话，由" + models.TheOffice + "发“重新立项 " + x.Number + "”并说明理由。"
	case do == Close || do == Return:
		return "要等整改单位报告整改后再核查。"
	case do == Extend || do == Refuse:
		return "整改单位还没有申请延期。"
	case x.State == Review:
		return "正在等" + models.TheOffice + "核查。"
	case x.State == Asking:
		return "正在等" + models.TheOffice + "答复延期申请。"
	}
	return "发“" + x.Number + "”看现在的情况。"
}

// RectificationArticle is the article that asks for rectification within the time limit.
func RectificationArticle(p *profile.Profile) models.Article { return byRectification(p) }
