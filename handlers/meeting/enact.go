package meeting

import (
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/meeting"
)

// enact makes resolutions of what was resolved: one for each organisation that carries an item out.
func (r *request) enact(m meeting.Meeting, items []meeting.Item) (bot.Card, error) {
	m.State = meeting.Minuted
	if err := r.save(&m); err != nil {
		return bot.Card{}, err
	}
	made, err := r.resolve(m, items)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.charge(m, made); err != nil {
		return bot.Card{}, err
	}
	r.Settle(meeting.FactPrefix+m.Type, m.Org, m.Start)
	card := r.card(m, "meeting.minuted", bot.ToneDone, fmt.Sprintf("%s纪要已登记（%s），议定事项%d件", m.Title, m.Number, len(made)))
	card.Text, card.Next = r.listItems(made), fmt.Sprintf("已告知责任单位%d家，到期前会提醒。", len(ownersOf(made)))
	if len(made) == 0 {
		card.Next = "没有读到议定事项。有的话请逐条写明单位和时限再发一次，如“1." + models.ExampleUnit + "12月31日前完成……”。"
	}
	return card, nil
}

// resolve keeps the resolutions. When minutes are put right, those that stay the same stay, and those that have not
// begun and are gone are dropped.
func (r *request) resolve(m meeting.Meeting, items []meeting.Item) ([]meeting.Resolution, error) {
	old, err := meeting.Resolutions(r.Tx, meeting.Search{Meeting: m.ID})
	if err != nil {
		return nil, err
	}
	var made []meeting.Resolution
	for i, it := range items {
		for _, org := range it.Owners {
			same := slices.IndexFunc(old, func(x meeting.Resolution) bool { return x.Org == org && x.Text == it.Text })
			if same >= 0 {
				made = append(made, old[same])
				old = slices.Delete(old, same, same+1)
				continue
			}
			x := meeting.Resolution{Year: r.Now.Year(), Meeting: m.ID, MeetingNumber: m.Number, MeetingType: m.Type, Item: i + 1,
				Text: it.Text, Org: org, Assist: db.Join(it.Assist), Deadline: it.Deadline, At: r.Now}
			if x.Number, x.N, err = r.Number("resolution"); err != nil {
				return nil, err
			}
			if err := meeting.Resolve(r.Tx, &x); err != nil {
				return nil, err
			}
			if err := r.Audit("resolution", x.ID, x.Number, "resolved", nil, history(x), ""); err != nil {
				return nil, err
			}
			made = append(made, x)
		}
	}
	for _, x := range old {
		if x.State == meeting.Open {
			before := history(x)
			x.State = meeting.Dropped
			if err := r.amendResolution(&x, "dropped", before, m.Number); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}
