package meeting

import (
	"slices"

	"linzhangbot/models"
	"linzhangbot/models/states"
)

// State is where a meeting or a resolution stands.
type State string

// The states of a meeting. Records are never deleted.
const (
	Drafted   State = "drafted"   // 草拟中
	Approving State = "approving" // 审定中
	Returned  State = "returned"  // 已退回
	Noticed   State = "noticed"   // 已通知
	Held      State = "held"      // 已召开
	Minuted   State = "minuted"   // 已出纪要
	Cancelled State = "cancelled" // 已取消
)

// The states of a resolution. Overdue is none: it follows from the deadline.
const (
	Open     State = "open"     // 未开始
	Progress State = "progress" // 推进中
	Done     State = "done"     // 待核实
	Checked  State = "checked"  // 已办结
	Issued   State = "issued"   // 已转问题清单
	Dropped  State = "dropped"  // taken out when the minutes were put right: 已撤销
)

var stateNames = map[State]string{
	Drafted: "草拟中", Approving: "审定中", Returned: "已退回", Noticed: "已通知", Held: "已召开", Minuted: "已出纪要", Cancelled: "已取消",
	Open: "未开始", Progress: "推进中", Done: "待核实", Checked: "已办结", Issued: "已转问题清单", Dropped: "已撤销",
}

// Name is the state as people say it.
func (s State) Name() string { return stateNames[s] }

// Verb is what can be done to a meeting or a resolution.
type Verb string

// What can be done to a meeting.
const (
	Submit   Verb = "submit"    // 报审
	Agree    Verb = "agree"     // 同意
	SendBack Verb = "send_back" // 退回
	Issue    Verb = "issue"     // 发通知
	Change   Verb = "change"    // 改期、改地点
	Cancel   Verb = "cancel"    // 取消
	Answer   Verb = "answer"    // 参加、请假、代
	Hold     Verb = "hold"      // 召开
	Minute   Verb = "minute"    // 出纪要
)

// What can be done to a resolution.
const (
	Advance Verb = "advance"  // 报进展
	Finish  Verb = "finish"   // 报完成
	Check   Verb = "check"    // 核实
	Reject  Verb = "reject"   // 退回
	ToIssue Verb = "to_issue" // 转问题
)

var verbNames = map[Verb]string{
	Submit: "报审", Agree: "审定", SendBack: "退回", Issue: "发通知", Change: "改期", Cancel: "取消", Answer: "答复",
	Hold: "召开", Minute: "出纪要",
	Advance: "报进展", Finish: "报完成", Check: "核实", Reject: "退回", ToIssue: "转问题",
}

// Name is the verb as people say it.
func (v Verb) Name() string { return verbNames[v] }

// Transition is one line of the table.
type Transition = states.Line[State, Verb]

// Transitions is the whole life of a meeting. What is not here cannot be done. Types that need no approval are noticed
// from the draft; a change while others are asked makes a new version, of which everybody is asked again; minutes may
// be put right.
var Transitions = slices.Concat(
	states.Leads(Submit, Approving, anybody, nil, Drafted, Returned),
	states.Stays(Agree, anybody, nil, Approving),
	states.Leads(SendBack, Returned, anybody, nil, Approving),
	states.Leads(Issue, Noticed, anybody, nil, Drafted, Approving),
	states.Leads(Change, Drafted, anybody, nil, Drafted, Approving, Returned),
	states.Stays(Change, anybody, nil, Noticed),
	states.Leads(Cancel, Cancelled, anybody, nil, Drafted, Approving, Returned, Noticed),
	states.Stays(Answer, anybody, nil, Noticed),
	states.Leads(Hold, Held, anybody, nil, Noticed),
	states.Leads(Minute, Minuted, anybody, nil, Noticed, Held, Minuted),
)

// anybody: who may is asked elsewhere, by posts.
const anybody states.Side = ""

// May finds the transition, or says why not and what to do instead.
func May(m Meeting, do Verb, article models.Article) (Transition, *models.Error) {
	if t, ok := Transitions.Find(m.State, do); ok {
		return t, nil
	}
	next := "发“会议安排”看现在的情况。"
	switch {
	case m.State == Cancelled:
		next = "需要的话，请重新拟定一次会议。"
	case m.State == Returned && (do == Agree || do == SendBack):
		next = "等新一稿报来再审定。"
	case m.State == Drafted || m.State == Approving || m.State == Returned:
		next = "方案审定并发出通知后再办。"
	}
	return Transition{}, models.Refuse(models.BadInput, m.Number+m.State.Name()+"，不能"+do.Name()+"。", next, article)
}
