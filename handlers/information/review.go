package information

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
)

// adopt marks a report as used by the office (第十条). The reporter's organisation hears of it.
func adopt(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if refs := named(r); len(refs) > 1 {
		c, err := several(r, refs, "采用", "report.adopted", func(x *information.Report) error {
			if x.State == information.Adopted {
				return nil
			}
			_, err := adopted(r, x)
			return err
		})
		c.Next = "发“编简报”可汇编本月采用的信息。"
		return c, err
	}
	if refusal := oneByOne(r, "采用"); refusal != nil {
		return bot.Card{}, refusal
	}
	if refSlot(r) == "" && len(information.Refs(r.Event.Quote+r.Args.Text)) == 0 {
		return r.Ask(handlers.Question{Missing: "ref", Text: "采用哪一条？请发编号，例如“信3”。"}), nil
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	if x.State == information.Adopted {
		return card(r, x, "report.adopted", bot.ToneQuiet, x.Number+"已经采用过了", ""), nil
	}
	return adopted(r, &x)
}

func adopted(r *handlers.Request, x *information.Report) (bot.Card, error) {
	t, err := move(r, x, information.Adopt, "", nil)
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, *x, "report.adopted", bot.ToneDone, x.Number+"已采用", "")
	c.Article = string(t.Article(r.Profile))
	tell(r, *x, c)
	c.Text = lines(r.Profile.OrgName(x.Org), c.Text)
	c.Next = "发“编简报”可汇编本月采用的信息。"
	return c, nil
}

// giveBack returns a report with a reason (第十一条); it does not count until it is put right.
func giveBack(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if refs := information.Refs(r.Args.Text); len(refs) > 1 && backList.MatchString(chinese.Normalize(r.Args.Text)) {
		return bot.Card{}, models.Refuse(models.BadInput, "退回要一条一条来，各写各的理由，没有办理。", "例如“退回 "+strings.TrimSpace(refs[0])+" 缺少数字”。", r.Profile.Reports.Article)
	}
	x, err := pick(r, refSlot(r))
	if err != nil {
		return bot.Card{}, err
	}
	t, refusal := information.May(x, information.Return, by(r), r.Profile)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	reason := r.Args.Slots.Str("reason")
	if reason == "" {
		return r.Ask(handlers.Question{Missing: "reason", Text: "退回" + x.Number + "的原因是什么？", Slots: handlers.Slots{"ref": x.Number},
			Choices: []string{"缺少时间、数字等事实", "标题不清楚", "与已报内容重复", "不属于林长制工作"}}), nil
	}
	if err := store(r, &x, t, string(information.Return), reason, func(x *information.Report) { x.Reason = cut(reason, 300) }); err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.returned", bot.ToneNear, x.Number+"已退回", "", "原因："+cut(reason, 300))
	c.Article = string(t.Article(r.Profile))
	c.Next = "改好后发“改标题 " + x.Number + " 新标题”或“改内容 " + x.Number + " 新内容”，改好即重新计数。"
	tell(r, x, c)
	c.Text = lines(r.Profile.OrgName(x.Org), c.Text)
	return c, nil
}

// merge joins a report into another one. It still counts: the work was done and told.
func merge(_ context.Context, r *handlers.Request) (bot.Card, error) {
	said := append(r.Args.Slots.List("items"), information.Refs(r.Args.Text)...)
	from, into := refSlot(r), r.Args.Slots.Str("into")
	if len(said) >= 2 && (from == "" || into == "") {
		from, into = said[0], said[1]
	}
	if from == "" || into == "" {
		return bot.Card{}, models.Refuse(models.BadInput, "合并要说清两条：哪条并到哪条。", "例如：合并 信〔"+strconv.Itoa(r.Now.Year())+"〕3号 到 信〔"+strconv.Itoa(r.Now.Year())+"〕5号", r.Profile.Reports.Article)
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
		return bot.Card{}, models.Refuse(models.BadInput, "不能并到"+target.Number+"。", "请换一条已报送或已采用的信息。", r.Profile.Reports.Article)
	}
	t, err := move(r, &x, information.Merge, "并入"+target.Number, func(x *information.Report) { x.Into = target.Number })
	if err != nil {
		return bot.Card{}, err
	}
	c := card(r, x, "report.merged", bot.ToneDone, fmt.Sprintf("%s已并入%s", x.Number, target.Number), "", "照常计数。")
	c.Article = string(t.Article(r.Profile))
	tell(r, x, c)
	return c, nil
}

// tell lets the organisation know what became of its report.
func tell(r *handlers.Request, x information.Report, c bot.Card) {
	if x.Org == r.Actor.Org.Code {
		return
	}
	r.Say(handlers.Notice{Key: c.Code + "/" + x.ID + "/" + strconv.Itoa(x.Version), Subject: []string{x.ID}, To: handlers.Audience{Org: x.Org}, Card: c})
}
