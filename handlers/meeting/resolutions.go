package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
)

// list writes resolutions, one a line.
func (r *request) list(rows []meeting.Resolution, most int, owner bool) string {
	var out []string
	for i, x := range rows {
		if i == most {
			out = append(out, fmt.Sprintf("……共%d件", len(rows)))
			break
		}
		who := r.Profile.OrgName(x.Org)
		if !owner || strings.HasPrefix(x.Text, who) {
			who = ""
		} else {
			who += "："
		}
		line := fmt.Sprintf("%s %s%s（%s）", x.Number, who, handlers.Cut(x.Text, 48), r.stands(x))
		if len(x.Assisting()) > 0 && !owner {
			line += "，" + naming.Orgs(r.Profile, x.Assisting()) + "配合"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// countLate counts the resolutions that are overdue.
func countLate(rows []meeting.Resolution, now time.Time) (n int) {
	for _, x := range rows {
		if x.Late(now) {
			n++
		}
	}
	return n
}

// stands is when a resolution is due and how it stands.
func (r *request) stands(x meeting.Resolution) string {
	return naming.Day(x.Deadline, r.Now) + "前，" + x.StateAt(r.Now)
}

// lastTime lists what former meetings of the same type resolved and nobody has finished: the next one looks at it.
func (r *request) lastTime(m meeting.Meeting) (string, error) {
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{Type: m.Type, States: meeting.PendingStates})
	if err != nil {
		return "", err
	}
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool { return x.Meeting == m.ID || !r.sameChair(x, m) })
	if len(rows) == 0 {
		return "", nil
	}
	return fmt.Sprintf("以前议定、尚未办结%d件：\n%s", len(rows), r.list(rows, 5, true)), nil
}

// sameChair: a town's meeting looks at that town's own resolutions, a chief's at his own meetings'.
func (r *request) sameChair(x meeting.Resolution, m meeting.Meeting) bool {
	from, ok, err := meeting.ByID(r.Tx, x.Meeting)
	return err == nil && ok && from.Org == m.Org && from.ChairPerson == m.ChairPerson
}

// resolutions lists what was resolved: the sender's own, or for office and chiefs everybody's.
func (r *request) resolutions() (bot.Card, error) {
	if x, ok, err := r.resolutionMeant(); ok {
		return r.shown(x), err
	}
	s := meeting.Search{Orgs: r.Scopes()}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		s.Type = t.Key
	}
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		s.From, s.To = p.From, p.To
	}
	if org, ok := naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), r.Now); ok && s.Orgs == nil {
		s.Orgs = []string{org.Code}
	}
	rows, err := meeting.Resolutions(r.Tx, s)
	if err != nil {
		return bot.Card{}, err
	}
	status, late := r.Args.Slots.Str("status"), countLate(rows, r.Now)
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool {
		return x.State == meeting.Dropped || status == "overdue" && !x.Late(r.Now) ||
			status == "open" && !slices.Contains(meeting.OpenStates, x.State)
	})
	c := bot.Card{Code: "resolution.list", Tone: bot.ToneNotice, Title: "没有符合条件的议定事项。"}
	if n := len(rows); n > 0 {
		c = resolutionCard(r.Profile, rows[n-1], c.Code, c.Tone, fmt.Sprintf("议定事项%d件，逾期%d件", n, late))
		c.Text = r.list(rows, 15, len(s.Orgs) != 1)
	}
	if late > 0 {
		c.Tone = bot.ToneLate
	}
	return c, nil
}

func (r *request) shown(x meeting.Resolution) bot.Card {
	c := resolutionCard(r.Profile, x, "resolution.shown", bot.ToneNotice, x.Number+"："+x.StateAt(r.Now))
	c.Text = x.Text
	for _, f := range []bot.Field{{Name: "责任单位", Value: r.Profile.OrgName(x.Org)},
		{Name: "时限", Value: naming.Day(x.Deadline, r.Now)}, {Name: "会议", Value: x.MeetingNumber},
		{Name: "配合", Value: naming.Orgs(r.Profile, x.Assisting())}, {Name: "最新进展", Value: cut(x.Progress, 200)},
		{Name: "问题清单", Value: x.Issue}} {
		if f.Value != "" {
			c.Fields = append(c.Fields, f)
		}
	}
	return c
}
