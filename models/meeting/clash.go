package meeting

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Live are the states of a meeting that is still to come.
var Live = []State{Drafted, Approving, Noticed}

// Clashes says what stands against a plan: a day off, and the chair's other meeting in the same half of the day.
// start is local.
func Clashes(tx *db.Tx, m Meeting, start time.Time, days *calendar.Calendar) ([]string, error) {
	var out []string
	if !days.Working(start) {
		out = append(out, fmt.Sprintf("%d月%d日是%s，不是工作日", start.Month(), start.Day(), days.Name(start)))
	}
	from, to := halfDay(start)
	others, err := Find(tx, Filter{States: Live, From: from, To: to})
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		if o.ID != m.ID && o.ChairPost == m.ChairPost && o.ChairPerson == m.ChairPerson {
			clock := o.Start.In(start.Location()).Format("15:04")
			out = append(out, fmt.Sprintf("主持人同一时段还要主持%s（%s，%s）", o.Title, o.Number, clock))
		}
	}
	return out, nil
}

// halfDay is the morning or the afternoon that a moment lies in.
func halfDay(t time.Time) (from, to time.Time) {
	y, m, d := t.Date()
	at := func(hour int) time.Time { return time.Date(y, m, d, hour, 0, 0, 0, t.Location()) }
	if t.Hour() < 12 {
		return at(0), at(12)
	}
	return at(12), at(24)
}

// Further reports whether a meeting would be one more than its type's duty asks for in its period (会议制度 第三条（三）),
// by the version of the rules that held when the period began. Without a duty every meeting is a regular one.
func Further(tx *db.Tx, laws *profile.Set, t profile.MeetingType, m Meeting, start time.Time,
	days *calendar.Calendar) (bool, error) {
	list := duty.Counting(laws, start, days)
	i := slices.IndexFunc(list, func(x duty.Instance) bool { return x.Rule.What == FactPrefix+t.Key })
	if t.Extra == "" || i < 0 {
		return false, nil
	}
	period := list[i].Period
	rows, err := Find(tx, Filter{Type: t.Key, States: slices.Concat(Live, Taken), From: period.From, To: period.To})
	others := slices.DeleteFunc(rows, func(o Meeting) bool { return o.ID == m.ID })
	return len(others) >= list[i].Rule.AtLeast, err
}
