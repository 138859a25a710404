package main

import (
	"linzhangbot/cmd/faces"
	"slices"
	"strings"
	"testing"
)

// One page each still shows every command, every code, who may do what, and every reminder of a year.
func TestOverviews(t *testing.T) {
	for name, args := range map[string][]string{
		"commands.txt":       {"commands"},
		"codes.txt":          {"commands", "--codes"},
		"rights.txt":         {"rights"},
		"timetable-2026.txt": {"timetable", "--year", "2026"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := called(t, args...)
			if code != 0 || errs != "" {
				t.Fatalf("exit %d, %s", code, errs)
			}
			golden(t, name, narrow(out))
		})
	}
}

// narrow leaves one space between columns, so that one long name does not move every line.
func narrow(table string) string {
	var b strings.Builder
	for line := range strings.Lines(table) {
		b.WriteString(strings.Join(strings.Fields(line), " ") + "\n")
	}
	return b.String()
}

// promised are the codes that the outside holds on to, by the module that must say them.
var promised = map[string]string{
	"information": `report.accepted report.duplicate report.confirm report.withdrawn report.amended report.adopted report.returned
		report.list report.secret report.emergency bulletin.drafted bulletin.signed bulletin.issued`,
	"duties": "duty.reminder duty.overdue duty.standing duty.explain duty.snoozed",
	"roster": `status.shown help.shown member.bound refused.not_allowed refused.not_bound refused.not_found refused.bad_input
		ask.which not_understood`,
	"supervision": `issue.raised issue.rectified issue.closed issue.returned issue.extension_asked issue.extended
		issue.extension_refused issue.reminder issue.overdue issue.escalation_proposed issue.escalated issue.list issue.shown
		issue.cancelled issue.progress inspection.planned inspection.logged inspection.list refused.self_close`,
	"meeting": `meeting.drafted meeting.approval_asked meeting.approved meeting.sent_back meeting.notice meeting.answered
		meeting.changed meeting.cancelled meeting.reminder meeting.minuted meeting.list resolution.updated resolution.list`,
	"cooperation": "summary.accepted activity.invited activity.answered patrol.logged order.published board.updated",
	"assessment": `assessment.shown assessment.scored assessment.selfcheck_accepted assessment.approval_asked
		assessment.published document.ready`,
}

// Every code of a regulation that has opened is declared. Regulations open piece by piece: a kind of record counts
// from its first code on.
func TestPromisedCodes(t *testing.T) {
	_, out, _ := called(t, "commands", "--codes")
	have := strings.Fields(out)
	if !slices.IsSorted(have) {
		t.Error("the codes are not in order")
	}
	for _, m := range faces.Modules() {
		if len(m.Commands) == 0 {
			continue // understood, not open yet
		}
		for _, code := range strings.Fields(promised[m.Name]) {
			family, _, _ := strings.Cut(code, ".")
			open := slices.ContainsFunc(have, func(c string) bool { return strings.HasPrefix(c, family+".") })
			if open && !slices.Contains(have, code) {
				t.Errorf("%s does not declare %s", m.Name, code)
			}
		}
	}
}

// An unknown year's holidays are said to be unknown.
func TestTimetableOfAYearWithoutHolidays(t *testing.T) {
	if _, out, _ := called(t, "timetable", "--year", "2031"); !strings.Contains(out, "尚未公布") {
		t.Errorf("says nothing of it:\n%.200s", out)
	}
}

// Wrong usage is told apart from failure.
func TestExitCodes(t *testing.T) {
	for line, want := range map[string]int{"": 2, "help": 0, "version": 0, "fly": 2, "check": 2, "serve --config": 2,
		"serve --config /nowhere.yaml": 1, "timetable --year x": 2, "rights now": 2, "simulate --district nowhere": 1} {
		code, _, stderr := called(t, strings.Fields(line)...)
		if code != want {
			t.Errorf("linzhangbot %s: exit %d, want %d\n%s", line, code, want, stderr)
		}
		if want != 0 && strings.Contains(stderr, "goroutine") {
			t.Errorf("linzhangbot %s shows a stack:\n%s", line, stderr)
		}
	}
}
