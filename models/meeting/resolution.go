package meeting

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/states"
)

// Resolution is one thing resolved at a meeting that one organisation carries out (议定事项). It is tracked as an issue
// is: progress, done, checked by the office, overdue.
type Resolution struct {
	ID            string `gorm:"primaryKey"`
	District      string
	Number        string // 议〔2026〕3号
	Year, N       int
	Meeting       string
	MeetingNumber string
	MeetingType   string
	Item          int // which item of the minutes, from 1
	Text          string
	Org           string // who carries it out
	Assist        string // |a|b|
	Deadline      time.Time
	State         State
	Progress      string // what was said last
	DoneBy        string // person who reported it done
	Issue         string // number of the issue it became
	Rev           int
	At            time.Time
	DoneAt        *time.Time
	CheckedAt     *time.Time
}

// TableName is resolutions.
func (Resolution) TableName() string { return "resolutions" }

// OpenStates still ask for something of who carries out, PendingStates of somebody.
var (
	OpenStates    = []State{Open, Progress}
	PendingStates = []State{Open, Progress, Done}
)

// helper is whoever carries out, or helps to.
const helper states.Side = "helper"

// Resolving is the whole life of a resolution. What is not here cannot be done.
var Resolving = slices.Concat(
	states.Leads(Advance, Progress, helper, nil, Open, Progress),
	states.Leads(Finish, Done, helper, nil, Open, Progress, Done),
	states.Leads(Check, Checked, states.Office, nil, Done),
	states.Leads(Reject, Progress, states.Office, nil, Done),
	states.Leads(ToIssue, Issued, states.Office, nil, Open, Progress, Done),
)

// By is who asks.
type By struct {
	Person, Org string
	Office      bool
}

// MayDo finds the transition, or says why not and what to do instead. Who reported a thing done does not check it
// himself.
func (x Resolution) MayDo(do Verb, by By, article models.Article) (Transition, *models.Error) {
	helps := do == Advance && slices.Contains(x.Assisting(), by.Org)
	t, ok := Resolving.Find(x.State, do)
	no := func(code, message, next string) (Transition, *models.Error) {
		return Transition{}, models.Refuse(code, message, next, article)
	}
	switch {
	case !by.Office && by.Org != x.Org && !helps:
		return no(models.NotAllowed, x.Number+"不是本单位牵头的事项，没有办理。", "发“议定事项”看本单位的事项。")
	case !ok:
		return no(models.BadInput, x.Number+x.State.Name()+"，不能"+do.Name()+"。", "发“议定事项”看现在的情况。")
	case t.Who == states.Office && !by.Office:
		return no(models.NotAllowed, x.Number+"由"+models.TheOfficeFull+do.Name()+"，没有办理。",
			"办完了，发“"+x.Number+" 已完成”并说明情况。")
	case do == Check && by.Person == x.DoneBy:
		return no(models.SelfClose, "自己报完成的不能自己核实，没有办理。", "请"+models.TheOffice+"的另一位同志核实。")
	}
	return t, nil
}

// Assisting lists the organisations that help.
func (x Resolution) Assisting() []string { return db.Split(x.Assist) }

// Late reports whether the deadline is over and it is not done.
func (x Resolution) Late(now time.Time) bool {
	return slices.Contains(OpenStates, x.State) && now.After(x.Deadline)
}

// StateAt is the stage as people say it, overdue ones marked.
func (x Resolution) StateAt(now time.Time) string {
	if x.Late(now) {
		return "逾期"
	}
	return x.State.Name()
}

// Key is the subject of everything said about it.
func (x Resolution) Key() string { return "resolution/" + x.ID }

// ResolutionByNumber finds the resolution of one of some numbers, that of the latest year first.
func ResolutionByNumber(tx *db.Tx, numbers []string) (x Resolution, ok bool, err error) {
	return db.One[Resolution](tx.DB().Where("number IN ?", numbers).Order("year DESC"), "find resolution")
}

// Resolve keeps a new resolution.
func Resolve(tx *db.Tx, x *Resolution) error {
	x.ID, x.State, x.Rev, x.At, x.Deadline = tx.NewID(), Open, 1, x.At.UTC(), x.Deadline.UTC()
	return db.Wrap(tx.DB().Create(x), "keep resolution")
}

// KeepResolution writes a resolution if nobody else has since it was read.
func KeepResolution(tx *db.Tx, x *Resolution) error {
	x.Deadline = x.Deadline.UTC()
	return db.Swap(tx.DB(), x, x.ID, "rev", &x.Rev, "state", "progress", "done_by", "issue", "done_at", "checked_at",
		"deadline")
}

// Search selects resolutions. Empty fields do not restrict.
type Search struct {
	Meeting, Type, Org string
	Orgs               []string // one of them; nil: any
	States             []State
	From, To           time.Time // of the meeting's minutes, [From, To)
}

// Resolutions lists what was resolved, oldest first.
func Resolutions(tx *db.Tx, s Search) ([]Resolution, error) {
	find := tx.DB().Order("year, n")
	find = db.Equal(find, map[string]string{"meeting": s.Meeting, "meeting_type": s.Type, "org": s.Org})
	if s.Orgs != nil {
		find = find.Where("org IN ?", s.Orgs)
	}
	if len(s.States) > 0 {
		find = find.Where("state IN ?", s.States)
	}
	if !s.From.IsZero() {
		find = find.Where("at >= ? AND at < ?", s.From.UTC(), s.To.UTC())
	}
	return db.List[Resolution](find, "list resolutions")
}

// ArticleOf is the article behind a resolution: that of its meeting's type.
func (x Resolution) ArticleOf(p *profile.Profile) models.Article {
	t, _ := TypeOf(p, x.MeetingType)
	return t.Article
}
