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
	s := readSeat(r.Profile, r.Args.Slots, words)
	g := people.Group{Platform: r.Event.Platform, Chat: r.Event.Chat.ID, Org: s.org.Code}
	says := ""
	switch {
	case strings.Contains(words, "主群") || strings.Contains(words, "工作群") && s.org.Code == "":
		g.Purpose, g.Org, says = people.PurposeMain, "", models.WholeDistrict+"主群"
	case s.org.Kind == models.KindOffice:
		g.Purpose, says = people.PurposeOffice, models.TheOffice+"工作群"
	case strings.Contains(words, "林长办"):
		g.Purpose, g.Org, says = people.PurposeOffice, "", models.TheOffice+"工作群"
	case s.org.Code != "":
		g.Purpose, says = people.PurposeOrg, s.org.Name+"的群"
	default:
		return bot.Card{}, models.Refuse(models.BadInput, "没有看懂本群作什么用，没有办理。",
			"请发“本群设为 主群”“本群设为 林长办群”或“本群设为 "+models.SecondTown+"”。", "")
	}
	says = r.Profile.Words(says)
	if err := people.BindGroup(r.Tx, g); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "group.bound", Tone: bot.ToneDone, Title: "本群已设为" + says + "。", Next: "以后的通知和提醒按此发送。"},
		r.Audit("group", g.Purpose+"/"+g.Org, says, "bound", nil, g, "")
}
