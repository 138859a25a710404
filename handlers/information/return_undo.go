package information

import (
	"regexp"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/information"
)

// returnUndone are the words with which the office takes a return back.
var returnUndone = regexp.MustCompile(`(?:取消|撤销|撤回|收回)退回|不退回|退错了|^恢复`)

// takeReturnBack lets a report count again that the office returned by mistake. It waits for the office's word as it
// did before.
func takeReturnBack(r *handlers.Request) (bot.Card, error) {
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	t, err := move(r, &x, information.Restore, "", func(x *information.Report) { x.Reason, x.Turned = "", nil })
	if err != nil {
		return bot.Card{}, err
	}
	tally, err := standing(r, x)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.amended", bot.ToneDone, x.Number+"的退回已取消，重新计数", "",
		handlers.Lines(tallyLines(tally, r.Now)...))
	return reviewed(r, x, t, c), nil
}
