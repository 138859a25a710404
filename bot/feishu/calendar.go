package feishu

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// What Feishu takes of an event.
const (
	maxSummary   = 1000
	maxAttendees = 1000
	attendeePage = 100
	maxAhead     = 14 * 24 * time.Hour // of a reminder
)

// goneEvents are Feishu's codes for an event that is not there any more.
var goneEvents = []int{193001, 193003}

// Schedules tells whether the settings name a calendar.
func (p *Platform) Schedules() bool { return p.set.CalendarID != "" }

// Schedule makes an event and then invites its people. Feishu answers a repeated key with the event it made first.
func (p *Platform) Schedule(ctx context.Context, e bot.Entry) (string, error) {
	n, err := p.entry(ctx, http.MethodPost, "", url.Values{"idempotency_key": {eventKey(e.Key)}}, eventBody(e))
	id := n.At("data", "event", "event_id").Text()
	if err == nil && id == "" {
		err = wire.ErrUnclear
	}
	if err == nil {
		err = p.inviteTo(ctx, id, ours(e.People))
	}
	return id, told(err, true)
}

// Reschedule writes an event anew; who is not among its people any more is taken off it.
func (p *Platform) Reschedule(ctx context.Context, id string, e bot.Entry) error {
	if _, err := p.entry(ctx, http.MethodPatch, "/"+url.PathEscape(id), nil, eventBody(e)); err != nil {
		return told(err, true)
	}
	there, err := p.attendees(ctx, id)
	if err != nil {
		return told(err, true)
	}
	want := ours(e.People)
	var gone []string
	for person, attendee := range there {
		if !slices.Contains(want, person) {
			gone = append(gone, attendee)
		}
	}
	slices.Sort(gone)
	err = p.takeOff(ctx, id, gone)
	fresh := slices.DeleteFunc(want, func(person string) bool { return there[person] != "" })
	if err == nil {
		err = p.inviteTo(ctx, id, fresh)
	}
	return told(err, true)
}

// Unschedule takes an event away and tells those it invited.
func (p *Platform) Unschedule(ctx context.Context, id string) error {
	_, err := p.entry(ctx, http.MethodDelete, "/"+url.PathEscape(id), url.Values{"need_notification": {"true"}}, nil)
	if err == nil || slices.Contains(goneEvents, refused(err).code) {
		return nil
	}
	return told(err, true)
}

// entry calls below the calendar's events.
func (p *Platform) entry(ctx context.Context, method, path string, query url.Values, body any) (wire.Node, error) {
	if !p.Schedules() {
		return wire.Node{}, &apiError{verdict: app}
	}
	path = "calendar/v4/calendars/" + url.PathEscape(p.set.CalendarID) + "/events" + path
	return p.do(ctx, request{method: method, path: path, query: query, json: body})
}

var byOpenID = url.Values{"user_id_type": {"open_id"}}

func (p *Platform) inviteTo(ctx context.Context, id string, people []string) error {
	if len(people) == 0 {
		return nil
	}
	list := []object{}
	for _, person := range people {
		list = append(list, object{"type": "user", "user_id": person})
	}
	body := object{"attendees": list, "need_notification": true}
	_, err := p.entry(ctx, http.MethodPost, "/"+url.PathEscape(id)+"/attendees", byOpenID, body)
	return err
}

func (p *Platform) takeOff(ctx context.Context, id string, attendees []string) error {
	if len(attendees) == 0 {
		return nil
	}
	body := object{"attendee_ids": attendees, "need_notification": true}
	_, err := p.entry(ctx, http.MethodPost, "/"+url.PathEscape(id)+"/attendees/batch_delete", byOpenID, body)
	return err
}

// attendees are those an event invites: open id → attendee id.
func (p *Platform) attendees(ctx context.Context, id string) (map[string]string, error) {
	out := map[string]string{}
	query := url.Values{"user_id_type": {"open_id"}, "page_size": {strconv.Itoa(attendeePage)}}
	for range maxAttendees/attendeePage + 1 {
		n, err := p.entry(ctx, http.MethodGet, "/"+url.PathEscape(id)+"/attendees", query, nil)
		if err != nil {
			return nil, err
		}
		for _, one := range n.At("data", "items").List() {
			if one.At("type").Text() == "user" && one.At("user_id").Text() != "" {
				out[one.At("user_id").Text()] = one.At("attendee_id").Text()
			}
		}
		next := n.At("data", "page_token").Text()
		if !n.At("data", "has_more").True() || next == "" {
			break
		}
		query.Set("page_token", next)
	}
	return out, nil
}

// ours are the people an event can invite; Feishu takes one kind of id a call.
func ours(people []string) []string {
	var out []string
	for _, id := range people {
		if idType(id) == "open_id" && !slices.Contains(out, id) && len(out) < maxAttendees {
			out = append(out, id)
		}
	}
	return out
}

// eventKey is always 40 characters: Feishu refuses short keys.
func eventKey(key string) string { return derived(key, "event") }

func eventBody(e bot.Entry) object {
	body := object{"summary": wire.CutRunes(e.Title, maxSummary), "description": e.Text,
		"need_notification": true, "attendee_ability": "can_see_others",
		"start_time": moment(e.Start), "end_time": moment(e.End), "reminders": reminders(e.Remind)}
	if e.Place != "" {
		body["location"] = object{"name": e.Place}
	}
	return body
}

func moment(t time.Time) object { return object{"timestamp": strconv.FormatInt(t.Unix(), 10)} }

func reminders(ahead []time.Duration) []object {
	out := []object{}
	for _, d := range ahead {
		if d >= 0 && d <= maxAhead {
			out = append(out, object{"minutes": int(d / time.Minute)})
		}
	}
	return out
}
