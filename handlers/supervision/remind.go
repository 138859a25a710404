package supervision

import (
	"context"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// kind makes the deadlines of issues duties like others: reminded of 7, 3 and 1 days before, on the day and then every
// working day, as the profile says.
var kind = handlers.DeadlineKind{Kind: "issue", Title: "问题整改", Ask: "逾期问题",
	Near: "issue.reminder", Late: "issue.overdue",
	Ref: "issue", List: deadlines}

// deadlines lists what is owed now: all, or one organisation's. A measure that was taken may silence the reminders.
func deadlines(_ context.Context, tx *db.Tx, p *profile.Profile, org string) ([]duty.Deadline, error) {
	f := supervision.Filter{States: supervision.DueStates}
	if org != "" {
		f.Orgs = []string{org}
	}
	rows, err := supervision.Find(tx, f)
	if err != nil {
		return nil, err
	}
	out := make([]duty.Deadline, 0, len(rows))
	for _, x := range rows {
		if !x.Muted() {
			out = append(out, deadline(p, x))
		}
	}
	return out, nil
}

func deadline(p *profile.Profile, x supervision.Issue) duty.Deadline {
	return duty.Deadline{Kind: "issue", ID: x.ID, Ref: x.Number, Title: x.Title, Org: x.Org, Opened: x.At,
		Due: x.Due.In(p.Location()), Steps: p.Issues.Steps, How: howTo(p, x),
		Article: supervision.RectificationArticle(p), Waits: x.State == supervision.Asking}
}

// howTo says what can be done about an issue, in words that work as they stand: with its number, and without an
// extension where none is left. Who has asked for one waits for the answer.
func howTo(p *profile.Profile, x supervision.Issue) string {
	if x.Extensions >= p.Issues.Extensions {
		return reportNext(x)
	}
	later := "；来不及的，发“"
	if x.State == supervision.Asking {
		later = "；延期正等" + p.Words(models.TheOffice) + "答复，答复前原时限不变，改日期再发“"
	}
	return strings.TrimSuffix(reportNext(x), "。") + later + x.Number + " 申请延期”。"
}

// ladderReminder looks every working morning whose trigger is reached, and notes it as proposed. It says nothing: what
// waits for the office is told with all else that does (queue).
func ladderReminder() handlers.Reminder {
	return handlers.Reminder{Key: "supervision.ladder", Title: "向" + models.TheOffice + "提议采取措施", Due: climb}
}

func climb(_ context.Context, s *handlers.Sweep) error {
	if !s.Days.Working(s.Now) {
		return nil
	}
	late := supervision.Filter{States: supervision.OpenStates, DueBefore: s.Now.Format(time.DateOnly)}
	rows, err := supervision.Find(s.Tx, late)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if _, _, err := propose(s.As(models.Actor{}), x); err != nil {
			return err
		}
	}
	return nil
}

// propose notes once that the trigger of a rung is reached, with the reasons; ok is false when there is nothing new,
// and where the responsible organisation is closed.
func propose(r *handlers.Request, x supervision.Issue) (prop supervision.Proposal, ok bool, err error) {
	if _, gone := ownerGone(r, x); gone {
		return prop, false, nil
	}
	prop, ok, err = x.Proposes(r.Now, r.Days)
	if err != nil || !ok {
		return prop, false, err
	}
	fresh, err := supervision.Propose(r.Tx, x.ID, prop.Index+1, r.Now)
	if err != nil || !fresh {
		return prop, false, err
	}
	was, now := x, r.Now.UTC()
	x.Proposed, x.ProposedAt = prop.Index+1, &now
	note := prop.Rung.Name + "：" + strings.Join(prop.Reasons, "；")
	return prop, true, r.Audit("issue", x.ID, x.Number, "propose", was, x, note)
}
