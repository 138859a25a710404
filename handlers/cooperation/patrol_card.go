package cooperation

import (
	"cmp"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/cooperation"
)

func ofPatrol(p cooperation.Patrol) record { return record{"patrol", p.ID, p.Number, articlePatrol} }

func patrolCard(r *handlers.Request, p cooperation.Patrol) bot.Card {
	c := ofPatrol(p).card("patrol.logged", bot.ToneDone, "已登记巡林 "+p.Number)
	c.Text = handlers.Lines(cmp.Or(p.ChiefName, r.Profile.OrgName(p.Org)), files(p.Media))
	c.Fields = []bot.Field{{Name: "时间", Value: dayWords(p.Day)}, {Name: "地点", Value: p.Place},
		{Name: "问题", Value: foundWords(p)}}
	return c
}

func foundWords(p cooperation.Patrol) string {
	switch {
	case p.Issue != "":
		return fmt.Sprintf("%d处，已立为%s", p.Found, p.Issue)
	case p.Found > 0:
		return fmt.Sprintf("%d处", p.Found)
	}
	return "未发现"
}
