package supervision

import (
	"context"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/supervision"
)

// kind makes the deadlines of issues duties like others: reminded of 7, 3 and 1 days before, on the day and then every
// working day, as the profile says.
var kind = handlers.DeadlineKind{Kind: "issue", Title: "问题整改", Near: "issue.reminder", Late: "issue.overdue", Ref: "issue", List: deadlines}

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
	return duty.Deadline{Kind: "issue", ID: x.ID, Ref: x.Number, Title: x.Title, Org: x.Org, Opened: x.At, Due: x.Due.In(p.Location()),
		Steps: p.Issues.Steps, Article: supervision.RectificationArticle(p), How: "整改后发“编号 已整改”并附照片；来不及的，请提前申请延期。"}
}

// ladderReminder looks every working morning whose trigger is reached, and proposes to the office. Nothing else
// leaves by the clock.
func ladderReminder() handlers.Reminder {
	return handlers.Reminder{Key: "supervision.ladder", Title: "向区林长办提议采取措施", Due: climb}
}

func climb(_ context.Context, s *handlers.Sweep) error {
	if !s.Days.Working(s.Now) {
		return nil
	}
	rows, err := supervision.Find(s.Tx, supervision.Filter{States: supervision.OpenStates, DueBefore: s.Now.Format(time.DateOnly)})
	if err != nil {
		return err
	}
	for _, x := range rows {
		n, ok, err := proposal(s.Tx, s.Profile, x, s.Now, s.Days)
		if err != nil {
			return err
		}
		if ok {
			s.Say(n)
		}
	}
	return nil
}

// proposeNow proposes at once after an issue was returned once too often.
func proposeNow(r *handlers.Request, x supervision.Issue) error {
	n, ok, err := proposal(r.Tx, r.Profile, x, r.Now, r.Days)
	if err != nil || !ok {
		return err
	}
	r.Say(n)
	return nil
}

// proposal is the notice to the office about a rung whose trigger is reached: reasons, drafted words, two buttons.
func proposal(tx *db.Tx, p *profile.Profile, x supervision.Issue, now time.Time, days supervision.WorkingDays) (handlers.Notice, bool, error) {
	prop, ok, err := x.Proposes(now, days)
	if err != nil || !ok {
		return handlers.Notice{}, false, err
	}
	fresh, err := supervision.Propose(tx, x.ID, prop.Index+1)
	if err != nil || !fresh {
		return handlers.Notice{}, false, err
	}
	d, err := drafted(tx, p, x, prop.Rung, now, days)
	if err != nil {
		return handlers.Notice{}, false, err
	}
	c := bot.Card{Code: "issue.escalation_proposed", Tone: bot.ToneLate, Title: "建议对" + p.OrgName(x.Org) + "的" + x.Number + "采取“" + prop.Rung.Name + "”",
		Text: cut(x.Title, 60), Fields: []bot.Field{{Name: "理由", Value: join(prop.Reasons)}}, Article: string(prop.Rung.Article), Refs: map[string]string{"issue": x.Number},
		Next:    "由区林长办决定；采取别的措施，发“" + x.Number + " 采取 措施名称”。",
		Buttons: []bot.Button{{Label: "采取", Command: x.Number + " 采取" + prop.Rung.Name, Primary: true}, {Label: "暂不", Command: "暂不采取措施 " + x.Number}}}
	if d.who != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "办理", Value: d.who})
	}
	c.Fields = append(c.Fields, bot.Field{Name: "拟稿", Value: d.body})
	return handlers.Notice{Key: "propose/" + x.ID + "/" + prop.Rung.Key, Subject: []string{x.ID, "propose/" + x.ID},
		To: handlers.Audience{Office: true}, Card: c}, true, nil
}
