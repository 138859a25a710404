package meeting

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"linzhangbot/handlers"
	"linzhangbot/handlers/handlerstest"
	"linzhangbot/models/meeting"
)

// event is one VEVENT, as the checker below read it.
type event map[string]string

var (
	icsName = regexp.MustCompile(`^[A-Z0-9-]+$`)
	icsTime = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z$`)
)

// readICS is a strict reader of RFC 5545, written for this test alone: line ends, folding at 75 octets, names,
// nesting, the properties that a published event must have, times in UTC, escapes.
func readICS(text string) ([]event, error) {
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		return nil, fmt.Errorf("lines must end in CRLF")
	}
	var lines []string
	for _, raw := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(raw) > 75 || !utf8.ValidString(raw) {
			return nil, fmt.Errorf("line of %d octets, or a split character: %q", len(raw), raw)
		}
		if rest, folded := strings.CutPrefix(raw, " "); folded && len(lines) > 0 {
			lines[len(lines)-1] += rest
			continue
		}
		lines = append(lines, raw)
	}
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		return nil, fmt.Errorf("no VCALENDAR around it")
	}
	calendar, events, current := event{}, []event(nil), event(nil)
	for _, line := range lines[1 : len(lines)-1] {
		name, value, ok := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		switch {
		case !ok || !icsName.MatchString(name):
			return nil, fmt.Errorf("no property: %q", line)
		case line == "BEGIN:VEVENT" && current == nil:
			current = event{}
		case line == "END:VEVENT" && current != nil:
			events, current = append(events, current), nil
		case name == "BEGIN" || name == "END":
			return nil, fmt.Errorf("wrong nesting at %q", line)
		case current == nil:
			calendar[name] = value
		case current[name] != "":
			return nil, fmt.Errorf("%s twice", name)
		default:
			current[name] = value
		}
	}
	if calendar["VERSION"] != "2.0" || calendar["PRODID"] == "" || calendar["METHOD"] != "PUBLISH" {
		return nil, fmt.Errorf("calendar %v", calendar)
	}
	return events, checkEvents(events)
}

func checkEvents(events []event) error {
	seen := map[string]bool{}
	for _, e := range events {
		for _, name := range []string{"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS", "SUMMARY"} {
			if e[name] == "" {
				return fmt.Errorf("event without %s: %v", name, e)
			}
		}
		for _, name := range []string{"DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED", "CREATED"} {
			if e[name] != "" && !icsTime.MatchString(e[name]) {
				return fmt.Errorf("%s is no UTC time: %s", name, e[name])
			}
		}
		if e["DTEND"] != "" && e["DTEND"] <= e["DTSTART"] || seen[e["UID"]] {
			return fmt.Errorf("end before start, or UID twice: %v", e)
		}
		seen[e["UID"]] = true
		for _, name := range []string{"SUMMARY", "LOCATION", "DESCRIPTION"} {
			bare := strings.NewReplacer(`\\`, "", `\;`, "", `\,`, "", `\n`, "", `\N`, "").Replace(e[name])
			if strings.ContainsAny(bare, `\;,`) {
				return fmt.Errorf("%s is not escaped: %s", name, e[name])
			}
		}
	}
	return nil
}

// fetch gets a calendar over HTTP and reads it.
func (s *stage) fetch(address string) (int, []event) {
	s.T.Helper()
	gin.SetMode(gin.TestMode)
	r := gin.New()
	pages(r.Group("/m"), &handlers.Pages{DB: s.DB, Deployment: s.Deployment, Now: func() time.Time { return s.Now }})
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	if w.Code != http.StatusOK {
		return w.Code, nil
	}
	if ct := w.Header().Get("Content-Type"); ct != "text/calendar; charset=utf-8" {
		s.T.Errorf("content type %s", ct)
	}
	events, err := readICS(w.Body.String())
	if err != nil {
		s.T.Fatalf("%v\n%s", err, w.Body.String())
	}
	return w.Code, events
}

var addressWord = regexp.MustCompile(`/m/calendar/[0-9a-f]{32}\.ics`)

// TestCalendarFollowsTheMeeting: a moved meeting keeps its UID and start moves with a higher SEQUENCE; a cancelled one
// stays in, marked; the address works until it is stopped, and only its owner's meetings are in it.
func TestCalendarFollowsTheMeeting(t *testing.T) {
	each(t, func(t *testing.T, s *stage) {
		s.Want(s.group("main", "shuiwu.member", "@林长助手 日历"), "refused.not_allowed", "私聊")
		mine := addressWord.FindString(s.Want(s.say("shuiwu.member", "日历"), "calendar.linked").Text)
		house := addressWord.FindString(s.Want(s.say("caizheng.liaison", "单位日历"), "calendar.linked", "区财政局").Text)
		other := addressWord.FindString(s.Want(s.say("dasi.chief", "日历"), "calendar.linked").Text)
		s.say("office.staff1", "12月8日上午9点在区农业农村委三楼A座召开联席会议")
		_, before := s.fetch(mine)
		if len(before) != 1 || before[0]["DTSTART"] != "20261208T010000Z" || before[0]["STATUS"] != "CONFIRMED" {
			t.Fatalf("%v", before)
		}
		s.Now = s.Now.Add(time.Hour)
		s.say("office.staff1", "联席会议改到12月10日上午九点半")
		_, after := s.fetch(mine)
		if after[0]["UID"] != before[0]["UID"] || after[0]["SEQUENCE"] <= before[0]["SEQUENCE"] ||
			after[0]["DTSTART"] != "20261210T013000Z" {
			t.Fatalf("%v then %v", before, after)
		}
		s.say("office.staff1", "取消 会〔2026〕1号")
		_, gone := s.fetch(house)
		if len(gone) != 1 || gone[0]["STATUS"] != "CANCELLED" || gone[0]["UID"] != before[0]["UID"] ||
			gone[0]["SEQUENCE"] <= after[0]["SEQUENCE"] {
			t.Fatalf("%v", gone)
		}
		if _, strange := s.fetch(other); len(strange) != 0 {
			t.Errorf("a town sees %v", strange)
		}
		s.Want(s.say("shuiwu.member", "日历"), "ask.which", "换一个新的")
		fresh := addressWord.FindString(s.Want(s.say("shuiwu.member", "确认"), "calendar.linked").Text)
		if code, _ := s.fetch(mine); code != http.StatusNotFound || fresh == mine {
			t.Errorf("the old address answers %d", code)
		}
		s.Want(s.say("shuiwu.member", "停用日历"), "calendar.stopped")
		for _, address := range []string{fresh, "/m/calendar/x.ics", "/m/calendar/" + strings.Repeat("0", 32) + ".ics"} {
			if code, _ := s.fetch(address); code != http.StatusNotFound {
				t.Errorf("%s answers %d", address, code)
			}
		}
	})
}

// FuzzCalendar: whatever people write into a title, a place or an agenda, the feed stays valid.
func FuzzCalendar(f *testing.F) {
	p := handlerstest.Sample(f).Latest()
	f.Add("区总林长会议", "区政府三楼，A座;东侧", "一、传达\n二、研究\\部署")
	f.Add("x\r\nEND:VEVENT", "BEGIN:VALARM\r\n", strings.Repeat("长", 200))
	f.Fuzz(func(t *testing.T, title, place, agenda string) {
		now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
		m := meeting.Meeting{ID: "1", Number: "会〔2026〕1号", Type: "general", Title: "会" + title, Place: place,
			Agenda: agenda, Start: now, At: now, Changed: now, Version: 1, State: meeting.Noticed}
		if _, err := readICS(render(p, "会议", []meeting.Meeting{m})); err != nil {
			t.Fatalf("%v\n%q %q %q", err, title, place, agenda)
		}
	})
}
