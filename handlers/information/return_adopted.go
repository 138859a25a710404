package information

import (
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

// printed is the issued bulletin that a report stands in. What was issued stays as it is, and so do its reports.
func printed(r *handlers.Request, x information.Report) (name string, found bool, err error) {
	list, err := information.BulletinsWith(r.Tx, x)
	for _, b := range list {
		if kind, ok := information.KindOf(r.Profile, b.Kind, false); ok && b.State == information.Issued {
			return called(kind, b), true, nil
		}
	}
	return "", false, err
}

// refusePrinted is what whoever returns a report of an issued bulletin is told.
func refusePrinted(r *handlers.Request, x information.Report, bulletin string) *models.Error {
	return models.Refuse(models.BadInput, x.Number+"已编入"+bulletin+"并印发，不能退回。",
		"内容有误的，在下一期简报里更正；报送单位需要补充的，请重新报送一条。", articleBulletin)
}

// askAdopted asks before an adopted report is returned, and says what hangs on it.
func askAdopted(r *handlers.Request, x information.Report, reason string) (bot.Card, error) {
	hangs := []string{"已采用"}
	above, err := information.Adoptions(r.Tx, x.ID)
	if err != nil {
		return bot.Card{}, err
	}
	for _, a := range above {
		if level, ok := r.Profile.Level(a.Level); ok {
			hangs = append(hangs, "已记"+level.Name+"采用")
		}
	}
	list, err := information.BulletinsWith(r.Tx, x)
	if err != nil {
		return bot.Card{}, err
	}
	lost := "条数和采用计分都不再算这一条"
	if len(above) == 0 {
		lost = "条数不再算这一条"
	}
	for _, b := range list {
		if kind, ok := information.KindOf(r.Profile, b.Kind, false); ok {
			hangs = append(hangs, "已编入"+called(kind, b)+"（"+b.State.Name()+"）")
			lost += "，" + called(kind, b) + "不再登它"
		}
	}
	tally, err := standing(r, x)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "report.confirm", Tone: bot.ToneNotice, Article: string(information.ByReports(r.Profile)),
		Title: x.Number + strings.Join(hangs, "，") + "，确定退回吗？",
		Text: handlers.Lines(r.Profile.OrgName(x.Org)+titled(x.Title, 60), "退回后，"+lost+"；改好后重新计数，要重新采用。", "现在：",
			handlers.Lines(tallyLines(tally, r.Now)...)),
		Next: "退回就回“确认”，不退就回“取消”。", Refs: refs(x)}
	return r.Confirm(c, handlers.Slots{"ref": x.Number, "reason": reason}), nil
}
