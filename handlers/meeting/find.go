package meeting

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
)

// slots that a question keeps until it is answered.
const (
	slotMeeting = "meeting" // number of the meeting meant
	slotVersion = "version" // version meant, from a button
)

// remember reads the meeting's number out of the words, of the quoted card, or out of what was said before a
// question, and keeps it for the next one.
func remember(r *handlers.Request) (meeting.Ref, bool) {
	for _, text := range []string{r.Args.Slots.Str(slotMeeting), r.Args.Text, r.Event.Quote} {
		ref, ok := meeting.ParseRef(r.Profile, "meeting", text)
		if !ok {
			continue
		}
		if ref.Version == 0 {
			ref.Version, _ = r.Args.Slots.Int(slotVersion)
		}
		keep(r, slotMeeting, numberOf(r, ref))
		keep(r, slotVersion, ref.Version)
		return ref, true
	}
	return meeting.Ref{}, false
}

func keep(r *handlers.Request, slot string, value any) {
	if r.Args.Slots == nil {
		r.Args.Slots = handlers.Slots{}
	}
	r.Args.Slots[slot] = value
}

func numberOf(r *handlers.Request, ref meeting.Ref) string {
	year := ref.Year
	if year == 0 {
		year = r.Now.Year()
	}
	return r.Profile.Number("meeting", year, ref.N)
}

// after is what stands behind the number in the words, such as a reason.
func after(r *handlers.Request) string {
	ref, ok := meeting.ParseRef(r.Profile, "meeting", r.Args.Text)
	if !ok {
		return ""
	}
	return strings.Trim(r.Args.Text[ref.End:], " ，,：:。、；;\n")
}

// pick finds the meeting a request speaks about: by number, else by type and day among those that fit, and asks when
// there are several.
func pick(r *handlers.Request, fits func(meeting.Meeting) bool, latest bool) (meeting.Meeting, *bot.Card, error) {
	if ref, ok := remember(r); ok {
		m, err := byNumber(r, ref)
		return m, nil, err
	}
	f := meeting.Filter{Newest: latest}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		f.Type = t.Key
	}
	if latest {
		f.Limit = 50
	} else {
		f.States = []meeting.State{meeting.Drafted, meeting.Approving, meeting.Returned, meeting.Noticed, meeting.Held}
	}
	rows, err := meeting.Find(r.Tx, f)
	if err != nil {
		return meeting.Meeting{}, nil, err
	}
	rows = slices.DeleteFunc(rows, func(m meeting.Meeting) bool { return !fits(m) })
	if d, ok := dayOf(r); ok {
		if same := onDay(rows, d); len(same) > 0 {
			rows = same
		}
	}
	switch {
	case len(rows) == 0:
		return meeting.Meeting{}, nil, notFound(r)
	case len(rows) == 1 || latest:
		return rows[0], nil, nil
	}
	return meeting.Meeting{}, which(r, rows), nil
}

func byNumber(r *handlers.Request, ref meeting.Ref) (meeting.Meeting, error) {
	for _, number := range ref.Numbers(r.Profile, "meeting", r.Now.Year()) {
		rows, err := meeting.Find(r.Tx, meeting.Filter{Numbers: []string{number}})
		if err != nil {
			return meeting.Meeting{}, err
		}
		if len(rows) > 0 {
			return rows[0], nil
		}
	}
	return meeting.Meeting{}, notFound(r)
}

// dayOf is the old day that a sentence names.
func dayOf(r *handlers.Request) (time.Time, bool) {
	for _, slot := range []string{"date", "start"} {
		if s := r.Args.Slots.Str(slot); len(s) >= len(time.DateOnly) {
			if d, err := time.ParseInLocation(time.DateOnly, s[:len(time.DateOnly)], r.Now.Location()); err == nil {
				return d, true
			}
		}
	}
	return time.Time{}, false
}

func onDay(rows []meeting.Meeting, d time.Time) []meeting.Meeting {
	var out []meeting.Meeting
	for _, m := range rows {
		if m.Start.In(d.Location()).Format(time.DateOnly) == d.Format(time.DateOnly) {
			out = append(out, m)
		}
	}
	return out
}

// which asks which of several meetings is meant.
func which(r *handlers.Request, rows []meeting.Meeting) *bot.Card {
	var choices, text []string
	for _, m := range rows[:min(len(rows), 6)] {
		choices = append(choices, m.Number)
		text = append(text, fmt.Sprintf("%s %s %s", m.Number, m.Title, clock(m.Start.In(r.Now.Location()), r.Now)))
	}
	card := r.Ask(handlers.Question{Missing: slotMeeting, Text: "是哪一次会议？", Choices: choices})
	card.Text = strings.Join(text, "\n")
	return &card
}

// idle words it when nothing waits for somebody who named no meeting: no number was wrong, there is nothing to say yes to.
func idle(r *handlers.Request, err error, message, next string) error {
	var refusal *models.Error
	if _, named := remember(r); named || !errors.As(err, &refusal) || refusal.Code != models.NotFound {
		return err
	}
	return models.Refuse(models.NotFound, message, next, articlePlans)
}

func notFound(r *handlers.Request) *models.Error {
	return models.Refuse(models.NotFound, "没有找到这次会议。", "发“会议安排”看编号，再说一遍，如“取消 "+r.Profile.Number("meeting", r.Now.Year(), 3)+"”。", "")
}
