package information

import (
	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

// alarmed are those who hear of an emergency.
const alarmed = models.TheOffice + "和" + models.Chiefs

// sayAlarm says a card to the office and to every chief of the district at once, through quiet hours (第八条（四）).
func sayAlarm(r *handlers.Request, x information.Report, c bot.Card) {
	to := []handlers.Audience{{Office: true}}
	for _, p := range r.Profile.Posts {
		if p.Role == models.RoleGeneralChief || p.Role == models.RoleDeputyChief || p.Role == models.RoleChief {
			to = append(to, handlers.Audience{Post: p.Key})
		}
	}
	say(r, x, c, true, to...)
}

// alarmCard tells of an emergency. category is the one whose article demands it.
func alarmCard(r *handlers.Request, x information.Report, category, title string) bot.Card {
	c := bot.Card{Code: "report.emergency", Tone: bot.ToneLate, Title: title, Text: handlers.Cut(x.Body, 300),
		Refs: refs(x), Article: string(r.Profile.Reports.Article), Fields: []bot.Field{{Name: "报送",
			Value: r.Profile.OrgName(x.Org)}}}
	if found, ok := information.CategoryOf(r.Profile, category); ok {
		c.Article = string(found.Article)
	}
	return c
}

// alarm tells of a new emergency.
func alarm(r *handlers.Request, x information.Report) {
	c := alarmCard(r, x, x.Category, information.CategoryName(r.Profile, x.Category)+"："+handlers.Cut(x.Title, 60))
	c.Fields[0].Value += " " + x.At.In(r.Now.Location()).Format("1月2日15:04")
	c.Fields = append(c.Fields, bot.Field{Name: "编号", Value: x.Number})
	sayAlarm(r, x, c)
}

// updateAlarm tells whoever was alarmed what has changed since: the fire is out, or it never was an emergency.
func updateAlarm(r *handlers.Request, was, x information.Report) {
	c := alarmCard(r, x, was.Category, information.CategoryName(r.Profile, was.Category)+x.Number+"有更新："+handlers.Cut(x.Title, 60))
	c.Tone = bot.ToneNotice
	if !x.Emergency {
		c.Title, c.Text = x.Number+"不再列为"+information.CategoryName(r.Profile, was.Category), titled(x.Title, 60)
	}
	sayAlarm(r, x, c)
}

// cancelAlarm takes an alarm back: whoever was alarmed hears that the report is withdrawn.
func cancelAlarm(r *handlers.Request, x information.Report, c bot.Card) {
	if !x.Emergency {
		return
	}
	c.Title = information.CategoryName(r.Profile, x.Category) + "信息" + x.Number + "已由" + r.Profile.OrgName(x.Org) + "撤回"
	c.Text, c.Next, c.Duty, c.Buttons = titled(x.Title, 60), "", "", nil
	sayAlarm(r, x, c)
}
