package meeting

import (
	"fmt"
	"strconv"

	"linzhangbot/models"
	"linzhangbot/models/approval"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
)

// What of a meeting is approved.
const (
	OfPlan    = "plan"    // the plan (会议方案)
	OfMinutes = "minutes" // the minutes
)

// Plan is the present version of the plan. A post of an organisation speaks for that organisation's own meetings; where
// several hold the approving post and one of them chairs, his word is needed and nobody else's.
func (m Meeting) Plan() approval.Subject {
	return approval.Subject{Kind: OfPlan, Record: m.ID, Version: strconv.Itoa(m.Version), Drafted: m.Drafted,
		Org: m.Org, Post: m.ChairPost, Person: m.ChairPerson}
}

// Matter is what of a meeting is approved, by which rule, and what has been said.
type Matter struct {
	approval.Subject
	approval.Rule
	Words   []approval.Word
	Minutes Minutes // when it is those
}

// PlanMatter is the plan. It needs the approvers' words, and for one more meeting in the same period (另行召开) the
// consent of the post that the profile names.
func PlanMatter(m Meeting, t profile.MeetingType) Matter {
	x := Matter{Subject: m.Plan(), Rule: approval.Rule{Posts: t.Approve, InOrder: t.InOrder, All: t.All, Own: t.Own}}
	if m.Further {
		x.Extra = t.Extra
	}
	return x
}

// MinutesMatter is a version of the minutes: another text of another drafter with approvers of its own, asked and
// counted as those of the plan are.
func MinutesMatter(m Meeting, t profile.MeetingType, n Minutes) Matter {
	x := PlanMatter(m, t)
	x.Kind, x.Version, x.Drafted, x.Minutes = OfMinutes, strconv.Itoa(n.Version), n.Person, n
	x.Posts, x.Extra = t.Minutes, ""
	return x
}

// UnderApproval is what of a meeting is approved now: the minutes that wait, else the plan. waits is false when the
// plan does not wait either.
func UnderApproval(tx *db.Tx, m Meeting, t profile.MeetingType) (x Matter, waits bool, err error) {
	n, waits, err := NewestMinutes(tx, m.ID, MinutesPending)
	if err != nil {
		return x, false, err
	}
	if x = PlanMatter(m, t); waits {
		x = MinutesMatter(m, t, n)
	}
	x.Words, err = approval.Words(tx, x.Subject)
	return x, waits || m.State == Approving, err
}

// Refused words why somebody's word does not count, with the article; nil when it does. said is the version he speaks
// about; titles are those whose word it is.
func (x Matter) Refused(m Meeting, t profile.MeetingType, why approval.Reason, said, titles string) *models.Error {
	switch why {
	case approval.NotHis:
		return models.Refuse(models.NotAllowed, m.Number+"由"+titles+"审定，您不能代为审定，没有办理。",
			"请由"+titles+"答复。", t.Article)
	case approval.OwnDraft:
		return models.Refuse(models.NotAllowed, "自己拟定的方案不能自己审定，没有办理。", "请由"+titles+"中的其他人审定。", t.Article)
	case approval.Outdated:
		return models.Refuse(models.BadInput, fmt.Sprintf("第%s稿已经作废，现在是第%s稿，没有办理。", said, x.Version),
			"请看最新一稿再答复。", t.Article)
	}
	return nil
}
