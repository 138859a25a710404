package meeting

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
)

// Slots that a question keeps until it is answered.
const (
	slotMeeting    = "meeting"    // number of the meeting meant, with the version where one was said
	slotResolution = "resolution" // number of the resolution meant
	slotMinutes    = "minutes"    // text of the minutes
	slotReply      = "reply"      // what an attendee answers
	slotStandIn    = "stand_in"   // who comes for him
)

// meant reads the meeting's number out of what was said before a question, of the words, or of the quoted card, and
// keeps it for the next one.
func (r *request) meant() (naming.Number, bool) {
	for _, text := range []string{r.Args.Slots.Str(slotMeeting), r.Args.Text, r.Event.Quote} {
		n, ok := naming.Find(r.Profile, "meeting", text)
		if !ok {
			continue
		}
		r.Args.Slots[slotMeeting] = text[n.At:n.End]
		return n, true
	}
	return naming.Number{}, false
}

// behind is what stands behind a record's number in the words, such as a reason.
func (r *request) behind(kind string) string {
	n, ok := naming.Find(r.Profile, kind, r.Args.Text)
	if !ok {
		return ""
	}
	return strings.Trim(r.Args.Text[n.End:], " ，,：:。、；;\n")
}

// pick finds the meeting a request speaks about: by number, else by type and day among those that fit, and asks when
// there are several.
func (r *request) pick(fits func(meeting.Meeting) bool, latest bool) (meeting.Meeting, error) {
	if n, ok := r.meant(); ok {
		m, found, err := meeting.ByNumber(r.Tx, n.Candidates(r.Profile, r.Now.Year()))
		if err == nil && !found {
			err = r.notFound()
		}
		return m, err
	}
	f := meeting.Filter{Newest: latest, Limit: 50}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		f.Type = t.Key
	}
	if !latest {
		f.Limit = 0
		f.States = append([]meeting.State{meeting.Returned, meeting.Held}, meeting.Live...)
	}
	rows, err := meeting.Find(r.Tx, f)
	if err != nil {
		return meeting.Meeting{}, err
	}
	rows = slices.DeleteFunc(rows, func(m meeting.Meeting) bool { return !fits(m) })
	if d, ok := r.dayMeant(); ok {
		other := func(m meeting.Meeting) bool { return !onDay(m, d) }
		if same := slices.DeleteFunc(slices.Clone(rows), other); len(same) > 0 {
			rows = same
		}
	}
	switch {
	case len(rows) == 0:
		return meeting.Meeting{}, r.notFound()
	case len(rows) == 1 || latest:
		return rows[0], nil
	}
	return meeting.Meeting{}, r.which(rows)
}

// dayMeant is the old day that a sentence names.
func (r *request) dayMeant() (time.Time, bool) {
	for _, slot := range []string{"date", "start"} {
		day, _, _ := strings.Cut(r.Args.Slots.Str(slot), "T")
		if d, err := time.ParseInLocation(time.DateOnly, day, r.Now.Location()); err == nil {
			return d, true
		}
	}
	return time.Time{}, false
}

func onDay(m meeting.Meeting, d time.Time) bool {
	return m.Start.In(d.Location()).Format(time.DateOnly) == d.Format(time.DateOnly)
}

// which asks which of several meetings is meant.
func (r *request) which(rows []meeting.Meeting) error {
	var choices, text []string
	for _, m := range rows[:min(len(rows), 6)] {
		choices = append(choices, m.Number)
		text = append(text, fmt.Sprintf("%s %s %s", m.Number, m.Title, naming.Clock(m.Start, r.Now)))
	}
	return r.askAbout(slotMeeting, "是哪一次会议？", strings.Join(text, "\n"), choices...)
}

// idle words it when nothing waits for somebody who named no meeting: no number was wrong, there is nothing to say yes
// to.
func (r *request) idle(err error, message, next string) error {
	if _, named := r.meant(); named || !isNotFound(err) {
		return err
	}
	return models.Refuse(models.NotFound, message, next, articlePlans)
}

func isNotFound(err error) bool {
	var refusal *models.Error
	return errors.As(err, &refusal) && refusal.Code == models.NotFound
}

func (r *request) notFound() error {
	return models.Refuse(models.NotFound, "没有找到这次会议。",
		"发“会议安排”看编号，再带上编号说一遍。", "")
}
