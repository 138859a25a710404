package wecom

import (
	"context"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
)

func withCalendar(id string) func(*settings) {
	return func(s *settings) { s.App.Calendar, s.App.CalendarID = true, id }
}

func gathering() bot.Entry {
	return bot.Entry{Key: "meeting-1", Title: "区总林长会议", Text: "会〔2026〕3号", Place: "区政府三楼", Start: moment.Add(48 * time.Hour), End: moment.Add(50 * time.Hour),
		Remind: []time.Duration{24 * time.Hour, time.Hour}, People: []string{"zhangsan", "lisi", "@all"}}
}

func (s *stand) clean(t *testing.T) {
	t.Helper()
	for _, wrong := range s.fake.Complaints() {
		t.Error(wrong)
	}
}

func TestScheduleIsMadeChangedAndTakenAway(t *testing.T) {
	s := newStand(t, withCalendar("wcCAL"))
	e := gathering()
	e.Title, e.Text, e.Place = strings.Repeat("林", 200), strings.Repeat("长", 2000), strings.Repeat("楼", 200)
	id, err := s.Schedule(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	e.People = []string{"lisi"}
	s.fake.VoidToken()
	for range 2 { // the same said twice changes nothing
		if err := s.Reschedule(t.Context(), id, e); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // gone already is no error
		if err := s.Unschedule(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	s.clean(t)
	got := s.fake.Scheduled()
	gone := len(got) == 1 && got[0].Deleted == 1 && strings.Join(got[0].Attendees, ",") == "lisi"
	if !gone || s.fake.TokenRequests() != 2 {
		t.Errorf("%+v, %d tokens", got, s.fake.TokenRequests())
	}
}

// A 日程 whose answer was lost is found again in the app's own calendar; without one it is not made twice.
func TestLostScheduleIsFoundAgain(t *testing.T) {
	for name, c := range map[string]struct {
		calendar string
		made     int
	}{"own calendar": {"wcCAL", 1}, "no calendar": {"", 1}} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t, withCalendar(c.calendar))
			s.fake.Fault("/cgi-bin/oa/schedule/add", wecomtest.Fault{Hang: true, Accept: true})
			ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
			_, err := s.Schedule(ctx, gathering())
			stop()
			if se := sendError(t, err); se.Again != bot.AgainUnknown || se.Safe != (c.calendar != "") {
				t.Errorf("%+v", se)
			}
			again := gathering()
			again.Again = true
			id, err := s.Schedule(t.Context(), again)
			if (c.calendar != "") != (err == nil && id == "schedule-1") {
				t.Errorf("id %q, %v", id, err)
			}
			if err != nil && sendError(t, err).Again != bot.AgainNever {
				t.Error(err)
			}
			if got := s.fake.Scheduled(); len(got) != c.made {
				t.Errorf("%d schedules", len(got))
			}
			s.clean(t)
		})
	}
}

func TestScheduleErrorsAreJudgedAsForMessages(t *testing.T) {
	for name, c := range map[string]struct {
		fault wecomtest.Fault
		again bot.Again
	}{
		"busy":       {wecomtest.Fault{Code: -1}, bot.AgainLater},
		"fast":       {wecomtest.Fault{Code: 45009}, bot.AgainLater},
		"permission": {wecomtest.Fault{Code: 48002}, bot.AgainBroken},
		"person":     {wecomtest.Fault{Code: 60111}, bot.AgainNever},
		"gateway":    {wecomtest.Fault{Status: 504}, bot.AgainUnknown},
		"html":       {wecomtest.Fault{Body: "<html>"}, bot.AgainUnknown},
		"no id":      {wecomtest.Fault{Body: `{"errcode":0}`}, bot.AgainUnknown},
	} {
		s := newStand(t, withCalendar("wcCAL"))
		s.fake.Fault("/cgi-bin/oa/schedule/add", c.fault)
		_, err := s.Schedule(t.Context(), gathering())
		if se := sendError(t, err); se.Again != c.again {
			t.Errorf("%s: %+v", name, se)
		}
	}
}

func TestScheduleOnlyWhereTheSettingsSaySo(t *testing.T) {
	s := newStand(t, nil)
	if _, on := bot.CalendarOf(s.Platform); on {
		t.Error("a calendar nobody asked for")
	}
	if _, err := s.Schedule(t.Context(), gathering()); sendError(t, err).Again != bot.AgainNever {
		t.Error(err)
	}
	if _, on := bot.CalendarOf(newStand(t, withCalendar("")).Platform); !on {
		t.Error("no calendar")
	}
	set := testSettings()
	set.App.CalendarID = "wcCAL"
	if _, err := tryOpen(set, s.fake.Client(), moment); err == nil {
		t.Error("a calendar id without calendar: true was taken")
	}
}
