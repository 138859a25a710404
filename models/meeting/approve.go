package meeting

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// Kinds of approval.
const (
	OfPlan    = "plan"    // the plan (会议方案)
	OfFurther = "consent" // that one more meeting is held (另行召开)
	OfMinutes = "minutes" // the minutes
)

// Verdicts.
const (
	Agreed   = "agreed"
	Rejected = "returned"
	Spare    = "spare" // not needed any more: another one's word was enough, or the version is gone
)

// Approval is one post's word on one version of a plan or of minutes.
type Approval struct {
	ID       string `gorm:"primaryKey"`
	District string
	Meeting  string
	Version  int
	Pos      int
	Kind     string
	Post     string // who must say it: whoever holds the post when he says it
	Person   string // who said it; before that, who was asked last
	Verdict  string // empty: not said yet
	Reason   string
	Asked    *time.Time
	At       *time.Time
}

// TableName is meeting_approvals.
func (Approval) TableName() string { return "meeting_approvals" }

// Open reports whether the word is still missing.
func (a Approval) Open() bool { return a.Verdict == "" }

// Demand writes down whose word a version needs.
func Demand(tx *db.Tx, m Meeting, version int, wants []Want) error {
	for i, w := range wants {
		a := Approval{ID: tx.NewID(), Meeting: m.ID, Version: version, Pos: i, Kind: w.Kind, Post: w.Post}
		if err := tx.DB().Create(&a).Error; err != nil {
			return fmt.Errorf("ask for approval: %w", err)
		}
	}
	return nil
}

// Want is one word that is needed.
type Want struct{ Kind, Post string }

// Wants lists whose word a plan of this type needs: the approvers, and for one more meeting in the same period the
// consent of the post that the profile names.
func Wants(t profile.MeetingType, further bool) []Want {
	var out []Want
	for _, post := range t.Approve {
		out = append(out, Want{OfPlan, post})
	}
	if further && t.Extra != "" {
		out = append(out, Want{OfFurther, t.Extra})
	}
	return out
}

// Approvals lists the words on the plan's present version, or on the minutes, in their order.
func Approvals(tx *db.Tx, meeting string, version int, kinds ...string) ([]Approval, error) {
	var rows []Approval
	err := tx.DB().Where("meeting = ? AND version = ? AND kind IN ?", meeting, version, kinds).Order("pos").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list approvals: %w", err)
	}
	return rows, nil
}

// Waiting lists all words of the district that are missing.
func Waiting(tx *db.Tx) ([]Approval, error) {
	var rows []Approval
	if err := tx.DB().Where("verdict = ''").Order("meeting, kind, version, pos").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list missing approvals: %w", err)
	}
	return rows, nil
}

// Turn lists the words that are to be asked for now: all missing ones, or where the profile says so only the first.
func Turn(t profile.MeetingType, all []Approval) []Approval {
	var out []Approval
	for _, a := range all {
		if !a.Open() {
			continue
		}
		out = append(out, a)
		if t.InOrder {
			break
		}
	}
	return out
}

// Complete reports whether nobody's word is missing any more: everybody's where the type wants all, else anybody's;
// a consent is always needed.
func Complete(t profile.MeetingType, all []Approval) bool {
	agreed, open, consent := false, false, true
	for _, a := range all {
		switch {
		case a.Kind == OfFurther:
			consent = consent && a.Verdict == Agreed
		case a.Verdict == Agreed:
			agreed = true
		case a.Open():
			open = true
		}
	}
	if len(t.Approve) == 0 || !hasKind(all, OfPlan, OfMinutes) {
		agreed = true
	}
	return consent && agreed && (!open || !t.All)
}

func hasKind(all []Approval, kinds ...string) bool {
	return slices.ContainsFunc(all, func(a Approval) bool { return slices.Contains(kinds, a.Kind) })
}

// Mine picks the missing words that a person may say now, by the posts he holds at this moment.
func Mine(m Meeting, t profile.MeetingType, all []Approval, held []roster.Holder) []Approval {
	var out []Approval
	for _, a := range Turn(t, all) {
		if slices.ContainsFunc(held, func(h roster.Holder) bool { return a.May(m, h) }) {
			out = append(out, a)
		}
	}
	return out
}

// May reports whether the holder of a post may say this word. Where several hold the approving post and one of them
// chairs, his word is needed and nobody else's; a post of an organisation speaks for that organisation's own meetings.
func (a Approval) May(m Meeting, h roster.Holder) bool {
	if h.Post != a.Post || h.Org != "" && h.Org != m.Org {
		return false
	}
	return a.Post != m.ChairPost || m.ChairPerson == "" || m.ChairPerson == h.Person
}

// Refuse says why a person's word on a plan does not count, with the article; nil when it does.
func Refuse(m Meeting, t profile.MeetingType, by string, version int, mine []Approval, titles string) *models.Error {
	switch {
	case len(mine) == 0:
		return models.Refuse(models.NotAllowed, m.Number+"由"+titles+"审定，您不能代为审定，没有办理。", "请由"+titles+"答复。", t.Article)
	case by == m.Drafted && !t.Own:
		return models.Refuse(models.NotAllowed, "自己拟定的方案不能自己审定，没有办理。", "请由"+titles+"中的其他人审定。", t.Article)
	case version != 0 && version != m.Version:
		return models.Refuse(models.BadInput, fmt.Sprintf("第%d稿已经作废，现在是第%d稿，没有办理。", version, m.Version), "请看最新一稿再答复。", t.Article)
	}
	return nil
}

// Decide writes a person's word.
func Decide(tx *db.Tx, a Approval, person, verdict, reason string, now time.Time) error {
	at := now.UTC()
	res := tx.DB().Model(&Approval{}).Where("id = ? AND verdict = ''", a.ID).
		Updates(map[string]any{"person": person, "verdict": verdict, "reason": reason, "at": at})
	if res.Error != nil {
		return fmt.Errorf("keep verdict: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		return db.ErrChanged
	}
	return nil
}

// Drop makes every missing word of a meeting void.
func Drop(tx *db.Tx, meeting string, kinds ...string) error {
	err := tx.DB().Model(&Approval{}).Where("meeting = ? AND verdict = '' AND kind IN ?", meeting, kinds).Update("verdict", Spare).Error
	if err != nil {
		return fmt.Errorf("drop approvals: %w", err)
	}
	return nil
}

// Asked notes whom and since when a word is asked for; asking a successor begins a new wait.
func Asked(tx *db.Tx, a Approval, person string, now time.Time) error {
	err := tx.DB().Model(&Approval{}).Where("id = ? AND verdict = ''", a.ID).Updates(map[string]any{"person": person, "asked": now.UTC()}).Error
	if err != nil {
		return fmt.Errorf("note request for approval: %w", err)
	}
	return nil
}

// IsChanged reports whether a write lost against another one.
func IsChanged(err error) bool { return errors.Is(err, db.ErrChanged) }
