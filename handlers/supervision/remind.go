package supervision

import (
	"context"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// kind makes the deadlines of issues duties like others: reminded of 7, 3 and 1 days before, on the day and then every
// working day, as the profile says.
var kind = handlers.DeadlineKind{Kind: "issue", Title: "问题整改", Near: "issue.reminder", Late: "issue.overdue",
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
		Due: x.Due.In(p.Location()), Steps: p.Issues.Steps, Article: supervision.RectificationArticle(p),
		How: "整改后发“编号 已整改”并附照片；来不及的，请提前申请延期。"}
}

// ladderReminder looks every working morning whose trigger is reached, and proposes to the office. Nothing else
// leaves by the clock.
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
		if err := propose(s.As(models.Actor{}), x, s.Say); err != nil {
			return err
		}
	}
	return nil
}

// propose tells the office about a rung whose trigger is reached, once: reasons, drafted words, two buttons.
func propose(r *handlers.Request, x supervision.Issue, say func(handlers.Notice)) error {
	prop, ok, err := x.Proposes(r.Now, r.Days)
	if err != nil || !ok {
		return err
	}
	if fresh, err := supervision.Propose(r.Tx, x.ID, prop.Index+1); err != nil || !fresh {
		return err
	}
	d, err := drafted(r, x, prop.Rung)
	if err != nil {
		return err
	}
	name := prop.Rung.Name
	c := card(r, x, "issue.escalation_proposed", bot.ToneLate, "建议对"+r.Profile.OrgName(x.Org)+"的"+x.Number+"采取“"+name+"”",
		"由"+models.TheOffice+"决定；采取别的措施，发“"+x.Number+" 采取 措施名称”。")
	c.Fields = fields("理由", strings.Join(prop.Reasons, "；"), "办理", d.who, "拟稿", d.body)
	c.Article = string(prop.Rung.Article)
	c.Buttons = []bot.Button{{Label: "采取", Command: x.Number + " 采取" + name, Primary: true},
		{Label: "暂不", Command: "暂不采取措施 " + x.Number}}
	say(handlers.Notice{Key: "propose/" + x.ID + "/" + prop.Rung.Key, Subject: []string{x.ID, "propose/" + x.ID},
		To: handlers.Audience{Office: true}, Card: c})
	return nil
}
