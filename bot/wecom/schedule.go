package wecom

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// What WeCom takes of a 日程, in characters and people.
const (
	maxSummary     = 128
	maxDescription = 1000
	maxLocation    = 128
	maxAttendees   = 1000
	schedulePage   = 100
	maxAhead       = 7 * 24 * time.Hour // of a reminder
)

// schedule is a 日程 as WeCom lists it.
type schedule struct {
	ID          string `json:"schedule_id"`
	Description string `json:"description"`
	Status      int    `json:"status"` // 1: cancelled
}

// Schedules tells whether the settings switch 日程 on.
func (p *Platform) Schedules() bool { return p.set.App != nil && p.set.App.Calendar }

// Schedule makes a 日程. WeCom has no duplicate key: after an answer that was lost the 日程 is looked for in the app's
// own calendar, and where the settings name none nothing is made a second time.
func (p *Platform) Schedule(ctx context.Context, e bot.Entry) (string, error) {
	safe := p.Schedules() && p.set.App.CalendarID != ""
	if e.Again {
		if !safe {
			return "", never("unsure", "the schedule may exist already, and there is no calendar to look it up in")
		}
		if id, err := p.findSchedule(ctx, e.Key); err != nil || id != "" {
			return id, notSent(err)
		}
	}
	out, err := p.oa(ctx, "schedule/add", map[string]any{"schedule": p.scheduleBody(e), "agentid": p.agent()})
	if err == nil && out.ScheduleID == "" {
		err = &bot.SendError{Again: bot.AgainUnknown, Code: "answer", Reason: "WeCom named no schedule"}
	}
	return out.ScheduleID, mark(err, safe)
}

// Reschedule writes a 日程 anew, with everybody who attends: the same said twice changes nothing.
func (p *Platform) Reschedule(ctx context.Context, id string, e bot.Entry) error {
	body := p.scheduleBody(e)
	body["schedule_id"] = id
	_, err := p.oa(ctx, "schedule/update", map[string]any{"schedule": body})
	return mark(err, true)
}

// Unschedule takes a 日程 away. When WeCom refuses, it may be because it is gone already: that is asked.
func (p *Platform) Unschedule(ctx context.Context, id string) error {
	_, err := p.oa(ctx, "schedule/del", map[string]any{"schedule_id": id})
	if err == nil {
		return nil
	}
	out, asked := p.oa(ctx, "schedule/get", map[string]any{"schedule_id_list": []string{id}})
	if asked == nil && !slices.ContainsFunc(out.Schedules, func(s schedule) bool { return s.ID == id && s.Status != 1 }) {
		return nil
	}
	return mark(err, true)
}

// oa calls one of the office interfaces in the app's name.
func (p *Platform) oa(ctx context.Context, path string, body any) (answer, error) {
	if !p.Schedules() {
		return answer{}, never("no_calendar", "the settings do not switch schedules on")
	}
	return p.api.withToken(ctx, func(token string) (answer, error) {
		return p.api.postJSON(ctx, p.api.at("/cgi-bin/oa/"+path, url.Values{"access_token": {token}}), body)
	})
}

// findSchedule looks for the 日程 of a key in the app's own calendar, page by page.
func (p *Platform) findSchedule(ctx context.Context, key string) (string, error) {
	for offset := 0; ; offset += schedulePage {
		out, err := p.oa(ctx, "schedule/get_by_calendar", map[string]any{"cal_id": p.set.App.CalendarID, "offset": offset, "limit": schedulePage})
		if err != nil {
			return "", err
		}
		for _, s := range out.Schedules {
			if s.Status != 1 && strings.HasSuffix(s.Description, marker(key)) {
				return s.ID, nil
			}
		}
		if len(out.Schedules) < schedulePage {
			return "", nil
		}
	}
}

// marker is the last line of a 日程, by which it is found again.
func marker(key string) string { return "日程编号 " + digest(key) }

func (p *Platform) scheduleBody(e bot.Entry) map[string]any {
	last := marker(e.Key)
	text := strings.TrimLeft(wire.CutRunes(e.Text, maxDescription-len([]rune(last))-1)+"\n"+last, "\n")
	people := []map[string]string{}
	for _, id := range e.People {
		if userID(id) && len(people) < maxAttendees {
			people = append(people, map[string]string{"userid": id})
		}
	}
	body := map[string]any{"start_time": e.Start.Unix(), "end_time": e.End.Unix(), "is_whole_day": 0, "attendees": people,
		"summary": wire.CutRunes(e.Title, maxSummary), "location": wire.CutRunes(e.Place, maxLocation),
		"description": text, "reminders": reminders(e.Remind)}
	if p.Schedules() && p.set.App.CalendarID != "" {
		body["cal_id"] = p.set.App.CalendarID
	}
	return body
}

// reminders are given in seconds relative to the start.
func reminders(ahead []time.Duration) map[string]any {
	diffs := []int{}
	for _, d := range ahead {
		if d >= 0 && d <= maxAhead {
			diffs = append(diffs, -int(d/time.Second))
		}
	}
	if len(diffs) == 0 {
		return map[string]any{"is_remind": 0}
	}
	return map[string]any{"is_remind": 1, "remind_time_diffs": diffs}
}
