package information

import (
	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
)

// tellChanged lets an organisation know that somebody else changed its report, with what stood there before and after.
func tellChanged(r *handlers.Request, was, x information.Report) {
	changes := changesOf(r, keptOf(was), keptOf(x))
	if len(changes) == 0 {
		return
	}
	c := card(r, x, "report.changed", bot.ToneNotice, models.TheOffice+"修改了"+x.Number,
		"经过发“"+x.Number+" 经过”；有不同意见，请联系"+models.TheOffice+"。", changes...)
	if was.Title != x.Title {
		c.Text = handlers.Lines(changes...) // the title stands there already
	}
	c.Buttons = []bot.Button{{Label: "看经过", Command: x.Number + " 经过"}}
	tell(r, x, c)
}
