package meeting

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models/approval"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

const minutesADay = 24 * 60

// Names of the deadlines of meetings: what an attendee and what an approver owes.
const (
	KindAttend  = "meeting"          // to answer the notice, and to come
	KindApprove = "meeting.approval" // to say his word on a plan or on minutes
)

// SoonBefore are the minutes before a meeting's start at which its attendees are told that it begins soon; what the
// profile sets a day or more before is told in the morning, see Attending.
func SoonBefore(t profile.MeetingType) []int {
	var out []int
	for _, minutes := range t.Remind {
		if minutes < minutesADay {
			out = append(out, minutes)
		}
	}
	slices.Sort(out)
	return out
}

// DaysBefore are the days before a meeting on whose morning its attendees are reminded, the farthest first.
func DaysBefore(t profile.MeetingType) []int {
	var out []int
	for _, minutes := range t.Remind {
		if n := minutes / minutesADay; n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}

// Owes reports whether an attendee still has to come: he was told through the bot, and has not asked for leave.
func (a Attendee) Owes() bool { return a.Told > 0 && a.Channel != ByHand && a.Answer != Leave }

// Attendance is what one attendee owes: his answer, and to come. It stays the same when he answers, so nobody is
// reminded twice. Whoever is told in private owes it himself, else his organisation does. The days on which he would be
// reminded are left out when the notice came on them or later.
func Attendance(m Meeting, a Attendee, t profile.MeetingType, zone *time.Location) duty.Deadline {
	d := duty.Deadline{Kind: KindAttend, ID: a.ID, Ref: m.Number, Org: a.Org, Opened: m.Changed.In(zone),
		Due: m.Start.In(zone), Article: t.Article, Lapses: true, Undated: true}
	in := "own"
	if a.Channel == Private {
		d.Person, d.Name, in = a.Person, a.Name, "private"
	}
	told := calendar.Midnight(d.Opened)
	for _, n := range DaysBefore(t) {
		if calendar.Midnight(d.Due).AddDate(0, 0, -n).After(told) {
			d.Steps = append(d.Steps,
				profile.Step{Key: fmt.Sprintf("b%d", n), When: profile.When{Before: n}, To: "owner", In: in})
		}
	}
	return d
}

// Wanting is a word that is missing and whose turn it is.
type Wanting struct {
	Matter  Matter
	Word    approval.Word
	Meeting Meeting
}

// Since is when the word was asked for; where the post is vacant nobody was asked, and it is when the plan was made.
func (x Wanting) Since() time.Time {
	if x.Word.Asked == nil {
		return x.Meeting.Changed
	}
	return *x.Word.Asked
}

// WantedOf lists the words on plans and minutes that are missing now: in order, only those whose turn it is. Empty
// record: all of the district.
func WantedOf(tx *db.Tx, p *profile.Profile, record string) ([]Wanting, error) {
	waiting, err := approval.Waiting(tx, OfPlan, OfMinutes)
	if err != nil {
		return nil, err
	}
	var out []Wanting
	known := map[string]*Wanting{}
	for _, w := range waiting {
		if record != "" && w.Record != record {
			continue
		}
		x, asked := known[w.Record]
		if !asked {
			if x, err = underApproval(tx, p, w.Record); err != nil {
				return nil, err
			}
			known[w.Record] = x
		}
		same := func(o approval.Word) bool { return o.ID == w.ID }
		if x != nil && slices.ContainsFunc(x.Matter.Turn(x.Matter.Words), same) {
			out = append(out, Wanting{x.Matter, w, x.Meeting})
		}
	}
	return out, nil
}

// underApproval is what of a meeting waits for approval; nil for nothing.
func underApproval(tx *db.Tx, p *profile.Profile, record string) (*Wanting, error) {
	m, ok, err := ByID(tx, record)
	if err != nil || !ok {
		return nil, err
	}
	x, waits, err := UnderApproval(tx, m, m.TypeIn(p))
	if err != nil || !waits {
		return nil, err
	}
	return &Wanting{Matter: x, Meeting: m}, nil
}

// Owed is the word that one person owes on a version, whether it is an approval, a consent or both. No regulation sets
// its last day: the profile says after how many working days he is reminded.
func (x Wanting) Owed(t profile.MeetingType, person, name string, zone *time.Location) duty.Deadline {
	d := duty.Deadline{Kind: KindApprove, ID: x.Meeting.ID + "-" + x.Matter.Kind + x.Matter.Version, Ref: x.Meeting.Number,
		Person: person, Name: name, Opened: x.Since().In(zone), Within: max(t.ApproverDays, 1), Article: t.Article,
		Undated: true}
	if t.ApproverDays > 0 {
		d.Steps = []profile.Step{{Key: "silent", When: profile.When{OnDue: true}, To: "owner", In: "private"}}
	}
	return d
}

// Stuck reports whether a word is missing longer than the profile leaves to an approver.
func (x Wanting) Stuck(t profile.MeetingType, now time.Time, days *calendar.Calendar) bool {
	return t.ApproverDays > 0 && days.Between(x.Since().In(now.Location()), now) > t.ApproverDays
}
