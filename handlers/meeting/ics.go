package meeting

import (
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
)

// render writes meetings as an iCalendar feed (RFC 5545): times in UTC, one event a meeting under a UID that never
// changes, SEQUENCE growing with every change, cancelled ones marked.
func render(p *profile.Profile, name string, list []meeting.Meeting) string {
	cal := ics.NewCalendarFor("linzhangbot")
	cal.SetMethod(ics.MethodPublish)
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(name)
	cal.SetXWRTimezone(p.Zone)
	cal.SetRefreshInterval("PT1H", ics.WithValue("DURATION"))
	for _, m := range list {
		t := m.TypeIn(p)
		e := cal.AddEvent(m.ID + "@" + p.Code + ".linzhangbot")
		e.SetDtStampTime(m.Changed)
		e.SetLastModifiedAt(m.Changed)
		e.SetCreatedTime(m.At)
		e.SetSequence(m.Version)
		e.SetStartAt(m.Start)
		if t.Lasts > 0 {
			e.SetEndAt(m.Start.Add(time.Duration(t.Lasts) * time.Minute))
		}
		e.SetSummary(clean(m.Title))
		e.SetLocation(clean(m.Place))
		e.SetDescription(details(m))
		e.SetStatus(ics.ObjectStatusConfirmed)
		if m.State == meeting.Cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
			e.SetSummary("已取消：" + clean(m.Title))
		}
	}
	return cal.Serialize(ics.WithNewLineWindows)
}

// details are a meeting's number and agenda.
func details(m meeting.Meeting) string {
	return clean(strings.Join(append([]string{m.Number}, m.Points()...), "\n"))
}

// clean leaves only what a calendar line can carry: valid characters, and no control signs but the line break.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
