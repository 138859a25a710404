package roster

import (
	"context"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

// bindGroup says what the group a message was written in is for: 主群, 林长办群, or an organisation's.
func bindGroup(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Event.Chat.Kind != bot.Group {
		return bot.Card{}, models.Refuse(models.BadInput, "这句话要在群里发，没有办理。", "请到要设置的群里@我发同一句话。", "")
	}
	words := after(r.Args.Text, "本群设为", "本群用作", "本群是", "本群")
	g := people.Group{Platform: r.Event.Platform, Chat: r.Event.Chat.ID}
	s := readSeat(r.Profile, r.Args.Slots, words)
	says := ""
	switch {
	case strings.Contains(words, "主群") || strings.Contains(words, "工作群") && s.org.Code == "":
		g.Purpose, says = people.PurposeMain, "全区主群"
	case s.org.Kind == models.KindOffice || strings.Contains(words, "林长办"):
		g.Purpose, says = people.PurposeOffice, "区林长办工作群"
		if s.org.Kind == models.KindOffice {
			g.Org = s.org.Code
		}
	case s.org.Code != "":
		g.Purpose, g.Org, says = people.PurposeOrg, s.org.Code, s.org.Name+"的群"
	default:
		return bot.Card{}, models.Refuse(models.BadInput, "没有看懂本群作什么用，没有办理。", "请发“本群设为 主群”“本群设为 林长办群”或“本群设为 大寺镇”。", "")
	}
	if err := people.BindGroup(r.Tx, g); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("group", g.Purpose+"/"+g.Org, says, "bound", nil, g, ""); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "group.bound", Tone: bot.ToneDone, Title: "本群已设为" + says + "。", Next: "以后的通知和提醒按此发送。"}, nil
}
