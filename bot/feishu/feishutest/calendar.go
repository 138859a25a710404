package feishutest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// CalendarID is the one calendar of the fake.
const CalendarID = "feishu.cn_fake@group.calendar.feishu.cn"

// Event is one event of the calendar.
type Event struct {
	ID        string
	Key       string // idempotency_key
	Body      map[string]any
	Attendees []string // open ids
	Updates   int      // how often it was changed
	Deleted   int      // how often it was taken away
}

// Events lists every event there ever was, oldest first.
func (s *Server) Events() []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Event
	for _, e := range s.events {
		one := *e
		one.Attendees = slices.Clone(e.Attendees)
		out = append(out, one)
	}
	return out
}

func (s *Server) calendar(mux *http.ServeMux) {
	const base = " /open-apis/calendar/v4/calendars/{calendar}/events"
	for pattern, h := range map[string]func(http.ResponseWriter, *http.Request, object){
		"POST" + base:                                  s.makeEvent,
		"PATCH" + base + "/{id}":                       s.changeEvent,
		"DELETE" + base + "/{id}":                      s.dropEvent,
		"GET" + base + "/{id}/attendees":               s.listAttendees,
		"POST" + base + "/{id}/attendees":              s.addAttendees,
		"POST" + base + "/{id}/attendees/batch_delete": s.dropAttendees,
	} {
		mux.HandleFunc(pattern, s.wrap(s.authed(func(w http.ResponseWriter, r *http.Request) {
			if r.PathValue("calendar") != CalendarID {
				fail(w, http.StatusBadRequest, 191000, "calendar not found")
				return
			}
			var body object
			if r.Method == http.MethodPost || r.Method == http.MethodPatch {
				if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
					s.Complain("calendar body: %v", err)
				}
			}
			h(w, r, body)
		})))
	}
}

func (s *Server) makeEvent(w http.ResponseWriter, r *http.Request, body object) {
	key := r.URL.Query().Get("idempotency_key")
	if len(key) < 32 || len(key) > 128 {
		s.Complain("idempotency_key of %d characters", len(key))
	}
	s.checkEvent(body)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.events {
		if e.Key == key {
			done(w, eventOf(e))
			return
		}
	}
	e := &Event{ID: fmt.Sprintf("event-%d_0", len(s.events)+1), Key: key, Body: body}
	s.events = append(s.events, e)
	done(w, eventOf(e))
}

func eventOf(e *Event) map[string]any {
	return map[string]any{"event": map[string]any{"event_id": e.ID}}
}

// onEvent runs f on an event that has not been taken away.
func (s *Server) onEvent(w http.ResponseWriter, r *http.Request, f func(*Event) any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.events {
		switch {
		case e.ID != r.PathValue("id"):
		case e.Deleted > 0:
			fail(w, http.StatusBadRequest, 193003, "event is deleted")
			return
		default:
			done(w, f(e))
			return
		}
	}
	fail(w, http.StatusBadRequest, 193001, "event not found")
}

func (s *Server) changeEvent(w http.ResponseWriter, r *http.Request, body object) {
	s.checkEvent(body)
	s.onEvent(w, r, func(e *Event) any { e.Body = body; e.Updates++; return eventOf(e) })
}

func (s *Server) dropEvent(w http.ResponseWriter, r *http.Request, _ object) {
	s.onEvent(w, r, func(e *Event) any { e.Deleted++; return nil })
}

func attendee(person string) string { return "user_" + strings.TrimPrefix(person, "ou_") }

func (s *Server) listAttendees(w http.ResponseWriter, r *http.Request, _ object) {
	from, _ := strconv.Atoi(r.URL.Query().Get("page_token"))
	size, _ := strconv.Atoi(r.URL.Query().Get("page_size"))
	if size < 10 || size > 100 || r.URL.Query().Get("user_id_type") != "open_id" {
		s.Complain("attendees asked with %s", r.URL.RawQuery)
	}
	s.onEvent(w, r, func(e *Event) any {
		items := []object{}
		until := min(from+size, len(e.Attendees))
		for _, p := range e.Attendees[min(from, until):until] {
			items = append(items, object{"type": "user", "attendee_id": attendee(p), "user_id": p})
		}
		return object{"items": items, "has_more": until < len(e.Attendees), "page_token": strconv.Itoa(until)}
	})
}

func (s *Server) addAttendees(w http.ResponseWriter, r *http.Request, body object) {
	list, _ := body["attendees"].([]any)
	if len(list) == 0 || len(list) > 1000 || r.URL.Query().Get("user_id_type") != "open_id" {
		s.Complain("%d attendees with %s", len(list), r.URL.RawQuery)
	}
	s.onEvent(w, r, func(e *Event) any {
		for _, one := range list {
			part, _ := one.(object)
			id, _ := part["user_id"].(string)
			if part["type"] != "user" || !strings.HasPrefix(id, "ou_") {
				s.Complain("attendee %v", part)
			}
			if !slices.Contains(e.Attendees, id) {
				e.Attendees = append(e.Attendees, id)
			}
		}
		return object{"attendees": []any{}}
	})
}

func (s *Server) dropAttendees(w http.ResponseWriter, r *http.Request, body object) {
	list, _ := body["attendee_ids"].([]any)
	s.onEvent(w, r, func(e *Event) any {
		e.Attendees = slices.DeleteFunc(e.Attendees, func(p string) bool { return slices.Contains(list, any(attendee(p))) })
		return nil
	})
}

// checkEvent complains about what Feishu would refuse.
func (s *Server) checkEvent(body object) {
	stamp := func(name string) int64 {
		part, _ := body[name].(object)
		text, _ := part["timestamp"].(string)
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 1 || n > 16725225600 {
			s.Complain("event: %s is %v", name, part)
		}
		return n
	}
	if start, end := stamp("start_time"), stamp("end_time"); end < start {
		s.Complain("event from %d to %d", start, end)
	}
	if title, _ := body["summary"].(string); title == "" || len([]rune(title)) > 1000 {
		s.Complain("event with summary %q", title)
	}
	list, _ := body["reminders"].([]any)
	for _, one := range list {
		part, _ := one.(object)
		if n, ok := part["minutes"].(float64); !ok || n < -20160 || n > 20160 {
			s.Complain("event: reminder %v", part)
		}
	}
}
