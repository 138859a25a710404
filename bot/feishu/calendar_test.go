package feishu_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu"
	"linzhangbot/bot/feishu/feishutest"
)

const eventsPath = "calendar/v4/calendars/"

func withCalendar(s *feishu.Settings) { s.CalendarID = feishutest.CalendarID }

func gathering() bot.Entry {
	return bot.Entry{Key: "meeting-1", Title: "区总林长会议", Text: "会〔2026〕3号", Place: "区政府三楼", Start: noon.Add(48 * time.Hour), End: noon.Add(50 * time.Hour),
		Remind: []time.Duration{24 * time.Hour, time.Hour}, People: []string{"ou_zhang", "ou_li", "on_other"}}
}

func calendarOf(t *testing.T, p bot.Platform) bot.Calendar {
	t.Helper()
	c, on := bot.CalendarOf(p)
	if !on {
		t.Fatal("no calendar")
	}
	return c
}

func TestEventIsMadeChangedAndTakenAway(t *testing.T) {
	srv, p := stand(t, withCalendar)
	c, e := calendarOf(t, p), gathering()
	for i := range 230 {
		e.People = append(e.People, fmt.Sprintf("ou_%03d", i))
	}
	id, err := c.Schedule(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(srv.Events()[0].Attendees); n != 232 {
		t.Errorf("%d attendees", n)
	}
	e.People = []string{"ou_li", "ou_new"}
	for range 2 { // the same said twice changes nothing
		if err := c.Reschedule(t.Context(), id, e); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // gone already is no error
		if err := c.Unschedule(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	got := srv.Events()
	if len(got) != 1 || got[0].Deleted != 1 || !slices.Equal(got[0].Attendees, []string{"ou_li", "ou_new"}) {
		t.Errorf("%+v", got)
	}
	for _, wrong := range srv.Complaints() {
		t.Error(wrong)
	}
}

// A repeat after a lost answer, and after attendees that could not be invited, finds the event of the first try.
func TestEventIsMadeOncePerKey(t *testing.T) {
	srv, p := stand(t, withCalendar)
	c := calendarOf(t, p)
	srv.Script(feishutest.Fault{Path: eventsPath, Hang: true, Accept: true})
	ctx, stop := context.WithTimeout(t.Context(), 200*time.Millisecond)
	_, err := c.Schedule(ctx, gathering())
	stop()
	if se := sendError(t, err); se.Again != bot.AgainUnknown || !se.Safe {
		t.Errorf("%+v", se)
	}
	srv.Script(feishutest.Busy(eventsPath+feishutest.CalendarID+"/events/", 7))
	id, err := c.Schedule(t.Context(), gathering())
	if se := sendError(t, err); se.Again != bot.AgainLater || se.After != 7*time.Second || id == "" {
		t.Errorf("%q %+v", id, se)
	}
	if same, err := c.Schedule(t.Context(), gathering()); err != nil || same != id {
		t.Errorf("%q after %q, %v", same, id, err)
	}
	if got := srv.Events(); len(got) != 1 || len(got[0].Attendees) != 2 {
		t.Errorf("%+v", got)
	}
	for _, wrong := range srv.Complaints() {
		t.Error(wrong)
	}
}

func TestEventErrorsAreJudgedAsForMessages(t *testing.T) {
	for name, c := range map[string]struct {
		fault feishutest.Fault
		again bot.Again
	}{
		"busy":          {feishutest.Busy(eventsPath, 3), bot.AgainLater},
		"method limit":  {feishutest.Fault{Path: eventsPath, Status: 400, Code: 190004}, bot.AgainLater},
		"void for good": {feishutest.Fault{Path: eventsPath, Status: 400, Code: 99991663, Times: 2}, bot.AgainLater},
		"permission":    {feishutest.Fault{Path: eventsPath, Status: 400, Code: 99991672}, bot.AgainBroken},
		"no access":     {feishutest.Fault{Path: eventsPath, Status: 400, Code: 191002}, bot.AgainBroken},
		"gateway":       {feishutest.Fault{Path: eventsPath, Status: 504, Body: "<html>"}, bot.AgainUnknown},
		"unknown":       {feishutest.Fault{Path: eventsPath, Status: 400, Code: 424242}, bot.AgainNever},
	} {
		srv, p := stand(t, withCalendar)
		srv.Script(c.fault)
		_, err := calendarOf(t, p).Schedule(t.Context(), gathering())
		if se := sendError(t, err); se.Again != c.again {
			t.Errorf("%s: %+v", name, se)
		}
	}
	srv, p := stand(t, withCalendar)
	srv.Script(feishutest.Fault{Path: eventsPath, Status: 400, Code: 99991663})
	if _, err := calendarOf(t, p).Schedule(t.Context(), gathering()); err != nil {
		t.Errorf("a void token was not renewed: %v", err)
	}
}

func TestNoCalendarWithoutTheSetting(t *testing.T) {
	_, p := stand(t)
	if _, on := bot.CalendarOf(p); on {
		t.Error("a calendar nobody asked for")
	}
}
