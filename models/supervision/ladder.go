package supervision

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Rungs is the issue's own ladder.
func (x Issue) Rungs() ([]profile.Rung, error) {
	var out []profile.Rung
	if x.Ladder == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(x.Ladder), &out); err != nil {
		return nil, fmt.Errorf("read ladder of issue: %w", err)
	}
	return out, nil
}

// WorkingDays counts working days between two days.
type WorkingDays interface {
	Between(from, to time.Time) int
}

// Late is how many working days the issue is overdue at now (local time); 0 when it is not.
func (x Issue) Late(now time.Time, days WorkingDays) int {
	if !now.After(x.Due) {
		return 0
	}
	return max(0, days.Between(x.Due.In(now.Location()), now))
}

// Proposal is a rung whose trigger is reached, with the reasons.
type Proposal struct {
	Index   int
	Rung    profile.Rung
	Reasons []string
}

// Proposes is the highest rung whose trigger is reached and that was neither proposed nor taken. ok is false when
// there is nothing to propose.
func (x Issue) Proposes(now time.Time, days WorkingDays) (p Proposal, ok bool, err error) {
	return x.highest(max(x.Rung, x.Proposed), now, days)
}

// Pending is the measure that waits for the word of the office: the highest rung whose trigger is reached and that was
// neither taken nor declined. What is extended or reported done makes none.
func (x Issue) Pending(now time.Time, days WorkingDays) (p Proposal, ok bool, err error) {
	return x.highest(max(x.Rung, x.Declined), now, days)
}

// highest is the highest rung from a place on whose trigger is reached.
func (x Issue) highest(from int, now time.Time, days WorkingDays) (p Proposal, ok bool, err error) {
	rungs, err := x.Rungs()
	if err != nil || !x.IsDue() {
		return Proposal{}, false, err
	}
	late := x.Late(now, days)
	for i := len(rungs) - 1; i >= from; i-- {
		if reasons := x.reached(rungs, i, late); len(reasons) > 0 {
			return Proposal{Index: i, Rung: rungs[i], Reasons: reasons}, true, nil
		}
	}
	return Proposal{}, false, nil
}

// reached gives the reasons for a rung, none when its trigger is not reached. A grave issue that is late may start at
// the lowest rung for grave ones, whatever the days.
func (x Issue) reached(rungs []profile.Rung, i, late int) []string {
	r := rungs[i]
	var out []string
	if r.Overdue > 0 && late >= r.Overdue {
		out = append(out, fmt.Sprintf("逾期%d个工作日（满%d个工作日）", late, r.Overdue))
	}
	if r.Returned > 0 && x.Returned >= r.Returned {
		out = append(out, fmt.Sprintf("退回%d次（满%d次）", x.Returned, r.Returned))
	}
	first := slices.IndexFunc(rungs, func(s profile.Rung) bool { return s.Grave })
	if x.Grave && r.Grave && i == first && late > 0 {
		out = append(out, "特别重要事项，已逾期")
	}
	return out
}

// Early says why a rung is not due yet: rungs below it that were not taken, and a trigger that is not reached. Both are
// empty for a rung whose time has come.
func (x Issue) Early(i int, now time.Time, days WorkingDays) (skipped []string, trigger string, err error) {
	rungs, err := x.Rungs()
	if err != nil || i >= len(rungs) {
		return nil, "", err
	}
	for _, r := range rungs[min(x.Rung, i):i] {
		skipped = append(skipped, r.Name)
	}
	if len(x.reached(rungs, i, x.Late(now, days))) == 0 {
		first := slices.IndexFunc(rungs, func(r profile.Rung) bool { return r.Grave })
		trigger = triggerOf(rungs[i], x.Grave && i == first)
	}
	return skipped, trigger, nil
}

// triggerOf is what a rung waits for, in words; empty where the office alone decides.
func triggerOf(r profile.Rung, grave bool) string {
	var out []string
	switch {
	case grave:
		out = append(out, "逾期")
	case r.Overdue > 0:
		out = append(out, fmt.Sprintf("逾期满%d个工作日", r.Overdue))
	}
	if r.Returned > 0 {
		out = append(out, fmt.Sprintf("退回满%d次", r.Returned))
	}
	return strings.Join(out, "或")
}

// RungNamed finds a rung of the issue by its name, key or alias.
func (x Issue) RungNamed(word string) (profile.Rung, int, error) {
	rungs, err := x.Rungs()
	if err != nil {
		return profile.Rung{}, -1, err
	}
	for i, r := range rungs {
		if word != "" && (r.Name == word || r.Key == word || slices.Contains(r.Aliases, word)) {
			return r, i, nil
		}
	}
	return profile.Rung{}, -1, nil
}

// Muted reports whether a step that was taken silences the reminders below it.
func (x Issue) Muted() bool {
	rungs, err := x.Rungs()
	return err == nil && x.Rung > 0 && x.Rung <= len(rungs) && rungs[x.Rung-1].Mutes
}

// LadderNames lists the names of the issue's rungs.
func (x Issue) LadderNames() []string {
	rungs, err := x.Rungs()
	if err != nil {
		return nil
	}
	return models.Each(rungs, func(r profile.Rung) string { return r.Name })
}

// Taken lists the rungs that were taken, for the ledger.
func Taken(steps []Change) string {
	var out []string
	for _, s := range steps {
		if s.Verb == Escalate {
			name, _, _ := strings.Cut(s.Note, "：")
			out = append(out, name)
		}
	}
	return strings.Join(out, "、")
}
