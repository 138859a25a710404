package wecomtest

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"unicode/utf8"
)

// Schedule is one 日程 the fake keeps.
type Schedule struct {
	ID        string
	Body      map[string]any // as it was written last
	Attendees []string
	Updates   int // how often it was changed
	Deleted   int // how often it was taken away
}

// Scheduled lists every 日程 there ever was, oldest first.
func (s *Server) Scheduled() []Schedule {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Schedule
	for _, one := range s.schedules {
		out = append(out, *one)
	}
	return out
}

// oa reads one call of the office interfaces.
func (s *Server) oa(w http.ResponseWriter, r *http.Request) map[string]any {
	body := s.body(w, r)
	if body == nil || !s.tokenOK(w, r) {
		return nil
	}
	return body
}

func (s *Server) scheduleAdd(w http.ResponseWriter, r *http.Request) {
	body := s.oa(w, r)
	if body == nil {
		return
	}
	if agent, _ := body["agentid"].(float64); int(agent) != s.cfg.AgentID {
		s.Complain("schedule/add for agent %v", body["agentid"])
	}
	plan, _ := body["schedule"].(map[string]any)
	people, ok := s.checkSchedule(w, plan)
	if !ok {
		return
	}
	id := fmt.Sprintf("schedule-%d", len(s.schedules)+1)
	s.schedules = append(s.schedules, &Schedule{ID: id, Body: plan, Attendees: people})
	say(w, 0, map[string]any{"schedule_id": id})
}

func (s *Server) scheduleUpdate(w http.ResponseWriter, r *http.Request) {
	body := s.oa(w, r)
	if body == nil {
		return
	}
	plan, _ := body["schedule"].(map[string]any)
	one := s.scheduleOf(plan["schedule_id"])
	if one == nil {
		say(w, 90500, nil) // the fake's own code: the real one is not documented
		return
	}
	people, ok := s.checkSchedule(w, plan)
	if !ok {
		return
	}
	one.Body, one.Attendees = plan, people
	one.Updates++
	say(w, 0, map[string]any{"schedule_id": one.ID})
}

func (s *Server) scheduleDel(w http.ResponseWriter, r *http.Request) {
	body := s.oa(w, r)
	if body == nil {
		return
	}
	one := s.scheduleOf(body["schedule_id"])
	if one == nil {
		say(w, 90500, nil)
		return
	}
	one.Deleted++
	say(w, 0, nil)
}

// scheduleOf finds a 日程 that has not been taken away.
func (s *Server) scheduleOf(id any) *Schedule {
	for _, one := range s.schedules {
		if one.ID == id && one.Deleted == 0 {
			return one
		}
	}
	return nil
}

func (s *Server) scheduleGet(w http.ResponseWriter, r *http.Request) {
	body := s.oa(w, r)
	if body == nil {
		return
	}
	ids, _ := body["schedule_id_list"].([]any)
	s.list(w, func(one *Schedule) bool { return slices.Contains(ids, any(one.ID)) }, 0, math.MaxInt)
}

func (s *Server) scheduleList(w http.ResponseWriter, r *http.Request) {
	body := s.oa(w, r)
	if body == nil {
		return
	}
	offset, _ := body["offset"].(float64)
	limit, _ := body["limit"].(float64)
	if body["cal_id"] == "" || limit < 1 || limit > 1000 {
		s.Complain("get_by_calendar of %v, limit %v", body["cal_id"], limit)
	}
	s.list(w, func(one *Schedule) bool { return one.Body["cal_id"] == body["cal_id"] }, int(offset), int(limit))
}

func (s *Server) list(w http.ResponseWriter, want func(*Schedule) bool, offset, limit int) {
	out := []map[string]any{}
	for _, one := range s.schedules {
		if !want(one) {
			continue
		}
		if offset--; offset < 0 && len(out) < limit {
			out = append(out, map[string]any{"schedule_id": one.ID, "summary": one.Body["summary"], "description": one.Body["description"], "status": min(one.Deleted, 1)})
		}
	}
	say(w, 0, map[string]any{"schedule_list": out})
}

// checkSchedule complains about what WeCom would refuse, and refuses attendees out of the app's range.
func (s *Server) checkSchedule(w http.ResponseWriter, plan map[string]any) ([]string, bool) {
	for name, limit := range map[string]int{"summary": 128, "description": 1000, "location": 128} {
		if text, _ := plan[name].(string); utf8.RuneCountInString(text) > limit {
			s.Complain("schedule: %s has more than %d characters", name, limit)
		}
	}
	if title, _ := plan["summary"].(string); title == "" {
		s.Complain("schedule without a summary")
	}
	start, _ := plan["start_time"].(float64)
	end, _ := plan["end_time"].(float64)
	if start <= 0 || end < start || start > 1e11 {
		s.Complain("schedule from %v to %v", start, end)
	}
	s.checkReminders(plan)
	list, ok := plan["attendees"].([]any)
	if !ok || len(list) > 1000 {
		s.Complain("schedule with %d attendees", len(list))
	}
	var people []string
	for _, one := range list {
		part, _ := one.(map[string]any)
		id, _ := part["userid"].(string)
		if id == "" || len(s.cfg.Users) > 0 && !slices.Contains(s.cfg.Users, id) {
			say(w, 60111, nil)
			return nil, false
		}
		people = append(people, id)
	}
	return people, true
}

func (s *Server) checkReminders(plan map[string]any) {
	part, _ := plan["reminders"].(map[string]any)
	diffs, _ := part["remind_time_diffs"].([]any)
	for _, d := range diffs {
		if n, _ := d.(float64); n < -604800 || n > 86399 {
			s.Complain("schedule: reminder at %v seconds", d)
		}
	}
	if part["is_remind"] == 1.0 && len(diffs) == 0 {
		s.Complain("schedule: reminders without a moment")
	}
}
