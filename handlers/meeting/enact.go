package meeting

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
)

// enact makes resolutions of what was resolved: one for each organisation that carries an item out.
func (v *voice) enact(r *handlers.Request, m meeting.Meeting, t profile.MeetingType, items []meeting.Item) (bot.Card, error) {
	m.State = meeting.Minuted
	if err := meeting.Save(r.Tx, &m, r.Now); err != nil {
		return bot.Card{}, changed(err, m)
	}
	made, err := v.resolve(r, m, items)
	if err != nil {
		return bot.Card{}, err
	}
	v.charge(m, t, made)
	for _, d := range r.Profile.Duties {
		if d.What == meeting.FactPrefix+m.Type && d.Every.Known() {
			r.Settled(d.ID + "/" + m.Org + "/" + models.PeriodOf(d.Every, m.Start.In(r.Now.Location())).Key)
		}
	}
	card := bot.Card{Code: "meeting.minuted", Tone: bot.ToneDone, Title: fmt.Sprintf("%s纪要已登记（%s），议定事项%d件", m.Title, m.Number, len(made)),
		Text: v.list(made, 20, true), Article: string(t.Article), Refs: refs(m), Next: "已告知各责任单位，到期前会提醒。"}
	if len(made) == 0 {
		card.Next = "没有读到议定事项。有的话请逐条写明单位和时限再发一次，如“1.区水务局12月31日前完成……”。"
	}
	return card, nil
}

// resolve keeps the resolutions. When minutes are put right, those that stay the same stay, and those that have not
// begun and are gone are dropped.
func (v *voice) resolve(r *handlers.Request, m meeting.Meeting, items []meeting.Item) ([]meeting.Resolution, error) {
	old, err := meeting.Resolutions(r.Tx, meeting.Search{Meeting: m.ID})
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{}
	var made []meeting.Resolution
	for i, it := range items {
		for _, org := range it.Owners {
			same := slices.IndexFunc(old, func(x meeting.Resolution) bool { return x.Org == org && x.Text == it.Text && !kept[x.ID] })
			if same >= 0 {
				kept[old[same].ID] = true
				made = append(made, old[same])
				continue
			}
			x := meeting.Resolution{Year: r.Now.Year(), Meeting: m.ID, MeetingNumber: m.Number, MeetingType: m.Type, Item: i + 1, Text: it.Text, Org: org,
				Assist: "|" + strings.Join(it.Assist, "|") + "|", Deadline: it.Deadline, At: r.Now}
			if x.Number, x.N, err = r.Number("resolution"); err != nil {
				return nil, err
			}
			if err := meeting.Resolve(r.Tx, &x); err != nil {
				return nil, err
			}
			if err := r.Audit("resolution", x.ID, x.Number, "resolved", nil, stand(x), ""); err != nil {
				return nil, err
			}
			made = append(made, x)
		}
	}
	for _, x := range old {
		if kept[x.ID] || x.State != meeting.Open {
			continue
		}
		x.State = meeting.Dropped
		if err := meeting.KeepResolution(r.Tx, &x); err != nil {
			return nil, changed(err, m)
		}
	}
	return made, nil
}

func stand(x meeting.Resolution) map[string]any {
	return map[string]any{"org": x.Org, "deadline": x.Deadline, "state": x.State, "progress": x.Progress}
}

// charge tells each organisation what it has to carry out.
func (v *voice) charge(m meeting.Meeting, t profile.MeetingType, made []meeting.Resolution) {
	var orgs []string
	by := map[string][]meeting.Resolution{}
	for _, x := range made {
		if by[x.Org] == nil {
			orgs = append(orgs, x.Org)
		}
		by[x.Org] = append(by[x.Org], x)
	}
	for _, org := range orgs {
		var keys, ids []string
		for _, x := range by[org] {
			keys, ids = append(keys, x.Key()), append(ids, x.ID)
		}
		v.say(handlers.Notice{Key: "resolution.charged/" + m.ID + "/" + org + "/" + strings.Join(ids, ","), Subject: keys, To: v.house(org), Card: bot.Card{Code: "meeting.minuted", Tone: bot.ToneNotice,
			Title: fmt.Sprintf("%s议定%d件事由%s落实", m.Title, len(by[org]), v.p.OrgName(org)), Text: v.list(by[org], 20, false), Article: string(t.Article),
			Refs: map[string]string{"meeting": m.Number, "resolution": by[org][0].Number}, Next: "有进展发“" + by[org][0].Number + " 进展……”，办完发“" + by[org][0].Number + " 已完成……”。"}})
	}
}

// house addresses an organisation; the office has a group of its own.
func (v *voice) house(org string) handlers.Audience {
	if o, ok := v.p.Org(org); ok && o.Kind == models.KindOffice {
		return handlers.Audience{Office: true}
	}
	return handlers.Audience{Org: org}
}
