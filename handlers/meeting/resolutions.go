package meeting

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
)

// list writes resolutions, one a line.
func (v *voice) list(rows []meeting.Resolution, most int, owner bool) string {
	var out []string
	for i, x := range rows {
		if i == most {
			out = append(out, fmt.Sprintf("……共%d件", len(rows)))
			break
		}
		who := ""
		if owner && !strings.HasPrefix(x.Text, v.p.OrgName(x.Org)) {
			who = v.p.OrgName(x.Org) + "："
		}
		line := fmt.Sprintf("%s %s%s（%s前，%s）", x.Number, who, cut(x.Text, 48), day(v.local(x.Deadline), v.now), x.StateAt(v.now))
		if len(x.Assisting()) > 0 && !owner {
			line += "，" + orgNames(v, x.Assisting()) + "配合"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func orgNames(v *voice, codes []string) string {
	var out []string
	for _, c := range codes {
		out = append(out, v.p.OrgName(c))
	}
	return strings.Join(out, "、")
}

// lastTime lists what former meetings of the same type resolved and nobody has finished: the next one looks at it.
func (v *voice) lastTime(m meeting.Meeting) (string, error) {
	rows, err := meeting.Resolutions(v.tx, meeting.Search{Type: m.Type, Stages: []meeting.Stage{meeting.Open, meeting.Progress, meeting.Done}})
	if err != nil {
		return "", err
	}
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool {
		return x.Meeting == m.ID || !v.sameHome(x, m)
	})
	if len(rows) == 0 {
		return "", nil
	}
	return fmt.Sprintf("以前议定、尚未办结%d件：\n%s", len(rows), v.list(rows, 5, true)), nil
}

// sameHome: a town's meeting looks at that town's own resolutions, a chief's at his own meetings'.
func (v *voice) sameHome(x meeting.Resolution, m meeting.Meeting) bool {
	rows, err := meeting.Find(v.tx, meeting.Filter{ID: x.Meeting})
	return err == nil && len(rows) > 0 && rows[0].Org == m.Org && rows[0].ChairPerson == m.ChairPerson
}

// resolutions lists what was resolved: the sender's own, or for office and chiefs everybody's.
func resolutions(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if ref, ok := resolutionRef(r); ok {
		x, err := resolutionOf(r, ref)
		if err != nil {
			return bot.Card{}, err
		}
		return shown(r, x), nil
	}
	s := meeting.Search{Org: scope(r)}
	if t, ok := meeting.TypeOf(r.Profile, r.Args.Slots.Str("type")); ok {
		s.Type = t.Key
	}
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		s.From, s.To = p.From, p.To
	}
	if org := ofRequest(r).orgNamed(r.Args.Slots.Str("unit")); org.Code != "" && s.Org == "" {
		s.Org = org.Code
	}
	rows, err := meeting.Resolutions(r.Tx, s)
	if err != nil {
		return bot.Card{}, err
	}
	status := r.Args.Slots.Str("status")
	late := 0
	rows = slices.DeleteFunc(rows, func(x meeting.Resolution) bool {
		if x.Late(r.Now) {
			late++
		}
		return x.State == meeting.Dropped || status == "overdue" && !x.Late(r.Now) || status == "open" && !slices.Contains(meeting.OpenStages, x.State)
	})
	c := bot.Card{Code: "resolution.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("议定事项%d件，逾期%d件", len(rows), late), Text: ofRequest(r).list(rows, 15, s.Org == "")}
	if len(rows) == 0 {
		c.Title = "没有符合条件的议定事项。"
	} else {
		c.Article = string(rows[len(rows)-1].ArticleOf(r.Profile))
		c.Refs = map[string]string{"resolution": rows[len(rows)-1].Number}
	}
	if late > 0 {
		c.Tone = bot.ToneLate
	}
	return c, nil
}

// scope is the organisation whose records the sender sees; empty: all of the district.
func scope(r *handlers.Request) string {
	if r.Actor.IsOffice() || r.Actor.IsChief() {
		return ""
	}
	return r.Actor.Org.Code
}

func shown(r *handlers.Request, x meeting.Resolution) bot.Card {
	v := ofRequest(r)
	c := bot.Card{Code: "resolution.shown", Tone: bot.ToneNotice, Title: x.Number + "：" + x.StateAt(r.Now), Text: x.Text, Article: string(x.ArticleOf(r.Profile)),
		Fields: []bot.Field{{Name: "责任单位", Value: v.p.OrgName(x.Org)}, {Name: "时限", Value: day(v.local(x.Deadline), r.Now)}, {Name: "会议", Value: x.MeetingNumber}},
		Refs:   map[string]string{"resolution": x.Number}}
	if len(x.Assisting()) > 0 {
		c.Fields = append(c.Fields, bot.Field{Name: "配合", Value: orgNames(v, x.Assisting())})
	}
	if x.Progress != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "最新进展", Value: cut(x.Progress, 200)})
	}
	if x.Issue != "" {
		c.Fields = append(c.Fields, bot.Field{Name: "问题清单", Value: x.Issue})
	}
	return c
}
