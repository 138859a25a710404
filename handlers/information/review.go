package information

import (
	"context"
	"fmt"
	"regexp"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// adopt marks a report as used by the office (第十条). The reporter's organisation hears of it.
func adopt(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if shown := r.Args.Slots.List(those); len(shown) > 0 {
		return adoptShown(r, shown)
	}
	switch {
	case asksWhich(r): // 哪些信息待采用
		return queueList(ctx, r)
	case everything(r):
		return askAll(r)
	}
	if refs := named(r); len(refs) > 1 {
		return adoptShown(r, refs)
	}
	text := chinese.Normalize(r.Args.Text)
	if refs := mentioned(r); signedRef.MatchString(text) || spanIn.MatchString(text) && len(refs) < 2 {
		return bot.Card{}, bad(r, "编号没有听准，怕弄错，没有办理。", "编号发“待采用的信息”看，再照着编号说。")
	}
	if refs := mentioned(r); len(refs) > 1 { // doing only the first would look like all
		return bot.Card{}, bad(r, "一句话里有好几个编号，怕弄错，没有办理。", "请分开说，例如“采用 "+refs[0]+"”；几条一样办的，用顿号隔开。")
	}
	if _, ok := naming.Find(r.Profile, kind, r.Event.Quote+"\n"+r.Args.Text); !ok && refSlot(r) == "" {
		return askWhich(r, "采用")
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	if level, ok := levelSaid(r); ok {
		return adoptedAbove(r, &x, level)
	}
	if x.State == information.Adopted {
		return card(r, x, "report.adopted", bot.ToneQuiet, x.Number+"已经采用过了", ""), nil
	}
	return adopted(r, &x)
}

// levelSaid is the level above the district that adopted a report: 采用 信3 市级.
func levelSaid(r *handlers.Request) (profile.Level, bool) {
	level, ok := r.Profile.LevelSaid(r.Args.Text)
	return level, ok && level.Key != profile.OwnLevel
}

// adoptedAbove keeps that a higher level adopted a report, once a level. The district's own adoption goes with it.
func adoptedAbove(r *handlers.Request, x *information.Report, level profile.Level) (bot.Card, error) {
	if x.State != information.Adopted {
		if _, err := move(r, x, information.Adopt, "", nil); err != nil {
			return bot.Card{}, err
		}
	}
	taken, err := information.AdoptedBy(r.Tx, &information.Adoption{Report: x.ID, Level: level.Key,
		Person: r.Actor.Person, At: r.Now})
	if err != nil {
		return bot.Card{}, err
	}
	if taken {
		return card(r, *x, "report.adopted", bot.ToneQuiet, x.Number+level.Name+"采用已经记过了", ""), nil
	}
	c := card(r, *x, "report.adopted", bot.ToneDone, x.Number+"已记"+level.Name+"采用", "")
	tell(r, *x, c)
	c.Text = handlers.Lines(r.Profile.OrgName(x.Org), c.Text)
	return c, r.Audit(kind, x.ID, x.Number, "adopted by "+level.Key, nil, map[string]string{"level": level.Key}, "")
}

// adoptShown adopts the reports of a list. What was adopted already is said beside them.
func adoptShown(r *handlers.Request, refs []string) (bot.Card, error) {
	c, err := several(r, refs, "采用", "report.adopted", func(x *information.Report) error {
		if x.State == information.Adopted {
			return bad(r, x.Number+"已经采用过了。", compileNext)
		}
		_, err := adopted(r, x)
		return err
	})
	c.Next, c.Article = compileNext, string(articleBulletin)
	return c, err
}

const compileNext = "发“编本月简报”可汇编本月采用的信息。"

func adopted(r *handlers.Request, x *information.Report) (bot.Card, error) {
	t, err := move(r, x, information.Adopt, "", nil)
	if err != nil {
		return bot.Card{}, err
	}
	c := reviewed(r, *x, t, card(r, *x, "report.adopted", bot.ToneDone, x.Number+"已采用", ""))
	c.Next = compileNext
	return c, nil
}

// reviewed tells the organisation, and is the office's answer.
func reviewed(r *handlers.Request, x information.Report, t information.Transition, c bot.Card) bot.Card {
	c.Article = string(t.Article(r.Profile))
	tell(r, x, c)
	c.Text = handlers.Lines(r.Profile.OrgName(x.Org), c.Text)
	return c
}

// giveBack returns a report with a reason (第十一条); it does not count until it is put right.
func giveBack(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if returnUndone.MatchString(chinese.Normalize(r.Args.Text)) && len(mentioned(r)) > 0 {
		return takeReturnBack(r)
	}
	if refs := mentioned(r); len(refs) > 1 && backList.MatchString(chinese.Normalize(r.Args.Text)) {
		return bot.Card{}, bad(r, "退回要一条一条来，各写各的理由，没有办理。", "例如“退回 "+refs[0]+" 缺少数字”。")
	}
	if q, several, err := amongWaiting(r, "退回"); err != nil || several {
		return r.Ask(q), err
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	t, refusal := information.May(x, information.Return, by(r, x), r.Profile)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	switch bulletin, found, err := printed(r, x); {
	case err != nil:
		return bot.Card{}, err
	case found:
		return bot.Card{}, refusePrinted(r, x, bulletin)
	}
	reason := handlers.Cut(r.Args.Slots.Str("reason"), 300)
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + x.Number + "的原因是什么？",
			Slots: handlers.Slots{"ref": x.Number}, Choices: []string{"缺少时间、数字等事实", "标题不清楚", "与已报内容重复", "不属于林长制工作"}}), nil
	}
	if x.State == information.Adopted && !r.Args.Confirmed {
		return askAdopted(r, x, reason)
	}
	err = store(r, &x, t, string(information.Return), r.Args.Slots.Str("reason"),
		func(x *information.Report) { x.Reason = reason })
	if err != nil {
		return bot.Card{}, err
	}
	tally, err := standing(r, x)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.returned", bot.ToneNear, x.Number+"已退回", putRight(r, x), "原因："+reason,
		handlers.Lines(tallyLines(tally, r.Now)...))
	return reviewed(r, x, t, c), nil
}

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

// putRight is what the organisation does with a returned report: while it can still be changed, and else instead.
func putRight(r *handlers.Request, x information.Report) string {
	how := "“改标题 " + x.Number + " 新标题”或“改内容 " + x.Number + " 新内容”"
	month, end := x.Month(r.Now.Location()), x.OpenUntil(r.Profile, r.Now.Location())
	switch {
	case month.Contains(r.Now) && !x.Late:
		return "改好后发" + how + "，改好即重新计数。"
	case x.Closed(r.Profile, r.Now):
		return span(month, r.Now) + "的补报已经截止。" + newReport(r)
	case end.IsZero():
		return "改好后发" + how + "，按补报计入" + span(month, r.Now) + "。"
	}
	return fmt.Sprintf("%s前发%s，按补报计入%s。", naming.Day(end.AddDate(0, 0, -1), r.Now), how, span(month, r.Now))
}

// amongWaiting asks which report is meant, where none is named and several wait for the office's word.
func amongWaiting(r *handlers.Request, verb string) (handlers.Question, bool, error) {
	_, named := naming.Find(r.Profile, kind, r.Args.Text)
	_, quoted := naming.Find(r.Profile, kind, r.Event.Quote)
	if named || quoted || refSlot(r) != "" || !r.Actor.IsOffice() {
		return handlers.Question{}, false, nil
	}
	rows, err := waits(r, nil)
	return whichWaits(rows, verb), len(rows) > 1, err
}

// whichWaits asks which of the reports that wait is meant.
func whichWaits(rows []information.Report, verb string) handlers.Question {
	q := handlers.Question{Missing: "ref", Text: verb + "哪一条？"}
	for _, x := range rows[:min(len(rows), handlers.Listed)] {
		q.Choices = append(q.Choices, x.Number)
	}
	return q
}

// askWhich asks which report is meant, by those that wait.
func askWhich(r *handlers.Request, verb string) (bot.Card, error) {
	rows, err := waits(r, nil)
	if err != nil {
		return bot.Card{}, err
	}
	if len(rows) == 0 {
		return bot.Card{Code: "report.waiting", Tone: bot.ToneDone, Title: "没有" + waitingHeap,
			Article: string(articleBulletin)}, nil
	}
	return r.Ask(whichWaits(rows, verb)), nil
}

// mergeNext is an example with reports that are there.
func mergeNext(r *handlers.Request) string {
	rows, err := waits(r, nil)
	if err != nil || len(rows) < 2 {
		return "编号发“信息列表”看。"
	}
	return "例如“合并 " + rows[0].Number + " 到 " + rows[1].Number + "”。"
}

// merge joins a report into another one. It still counts: the work was done and told.
func merge(_ context.Context, r *handlers.Request) (bot.Card, error) {
	said := append(r.Args.Slots.List("items"), mentioned(r)...)
	from, into := refSlot(r), r.Args.Slots.Str("into")
	if len(said) >= 2 && (from == "" || into == "") {
		from, into = said[0], said[1]
	}
	if from == "" || into == "" {
		return bot.Card{}, bad(r, "合并要说清两条：哪条并到哪条。", mergeNext(r))
	}
	x, err := pick(r, from)
	if err != nil {
		return bot.Card{}, err
	}
	target, err := pick(r, into)
	if err != nil {
		return bot.Card{}, err
	}
	if x.ID == target.ID || !target.Counts() || target.State == information.Merged {
		return bot.Card{}, bad(r, "不能并到"+target.Number+"。", "请换一条已报送或已采用的信息。")
	}
	t, err := move(r, &x, information.Merge, "并入"+target.Number, func(x *information.Report) { x.Into = target.Number })
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.merged", bot.ToneDone, fmt.Sprintf("%s已并入%s", x.Number, target.Number), "",
		"并入："+r.Profile.OrgName(target.Org)+titled(target.Title, 40), "照常计数。")
	c.Article = string(t.Article(r.Profile))
	tell(r, x, c)
	return c, nil
}
