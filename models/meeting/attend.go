package meeting

import (
	"time"

	"linzhangbot/models/db"
)

// Reply is what an attendee answered.
type Reply string

// Answers to a notice.
const (
	NoReply Reply = ""      // not yet
	Yes     Reply = "yes"   // 参加
	Leave   Reply = "leave" // 请假
	Proxy   Reply = "proxy" // 由别人代
)

// Name is the answer as people say it.
func (r Reply) Name() string {
	return map[Reply]string{NoReply: "未答复", Yes: "参加", Leave: "请假", Proxy: "由人代"}[r]
}

// Channels a notice goes through.
const (
	Private = "private" // to the person
	Own     = "own"     // to his organisation's group
	Nearby  = "main"    // to the main group, its liaisons mentioned: the person has no account of his own
	ByHand  = "hand"    // nobody the bot can reach: the office tells him
)

// Attendee is invited to one meeting: a post at an organisation, which a successor takes over with the invitation.
type Attendee struct {
	ID       string `gorm:"primaryKey"`
	District string
	Meeting  string
	Pos      int
	Person   string // who holds the post; empty: the organisation sends somebody
	Name     string
	Post     string
	Org      string
	Chair    bool
	Answer   Reply
	Former   Reply // the answer before the meeting was moved
	StandIn  string
	Reason   string
	Channel  string // where he was told; changes go the same way
	Told     int    // version he was told last; 0: not yet
	Rev      int    // grows with every change: old reminders carry old ones
	Answered *time.Time
}

// TableName is meeting_attendees.
func (Attendee) TableName() string { return "meeting_attendees" }

// Key is the subject of what is said to this attendee alone.
func (a Attendee) Key() string { return "seat/" + a.ID }

// RemindKey is the subject of this attendee's reminders: they change with his answer, the notice does not.
func (a Attendee) RemindKey() string { return "remind/" + a.ID }

// Called is his name with who comes for him.
func (a Attendee) Called() string {
	if a.Answer == Proxy {
		return a.Name + "（" + a.StandIn + "代）"
	}
	return a.Name
}

// Attendees lists who is invited to meetings, the chair of each first.
func Attendees(tx *db.Tx, meetings ...string) ([]Attendee, error) {
	return db.List[Attendee](tx.DB().Where("meeting IN ?", meetings).Order("meeting, pos, id"), "list attendees")
}

// Replace replaces the attendees of a meeting that has not been noticed yet.
func Replace(tx *db.Tx, meeting string, list []Attendee) error {
	if err := db.Wrap(tx.DB().Where("meeting = ?", meeting).Delete(&Attendee{}), "clear attendees"); err != nil {
		return err
	}
	return Add(tx, meeting, 0, list)
}

// Add adds attendees behind those there are.
func Add(tx *db.Tx, meeting string, from int, list []Attendee) error {
	for i := range list {
		list[i].ID, list[i].Meeting, list[i].Pos, list[i].Rev = tx.NewID(), meeting, from+i, 1
	}
	if len(list) == 0 {
		return nil
	}
	return db.Wrap(tx.DB().CreateInBatches(&list, 100), "add attendees")
}

// Keep writes one attendee if nobody else has since it was read.
func Keep(tx *db.Tx, a *Attendee) error {
	return db.Swap(tx.DB(), a, a.ID, "rev", &a.Rev,
		"person", "name", "answer", "former", "stand_in", "reason", "channel", "told", "answered")
}

// Drop takes one attendee away; the history keeps who it was.
func Drop(tx *db.Tx, a Attendee) error {
	return db.Wrap(tx.DB().Where("id = ?", a.ID).Delete(&Attendee{}), "drop attendee")
}

// Count counts the answers: the chair is not asked.
func Count(list []Attendee) map[Reply]int {
	out := map[Reply]int{}
	for _, a := range list {
		if !a.Chair {
			out[a.Answer]++
		}
	}
	return out
}
