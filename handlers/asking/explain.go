package asking

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// explain answers “为什么催我”: the article's words, the rule and who set it, the records counted, the dates.
func explain(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	s, ok, err := subject(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	if !ok {
		return bot.Card{Code: "duty.explain", Tone: bot.ToneDone, Title: "现在没有催您的事。"}, nil
	}
	rule := s.Rule
	card := bot.Card{Code: "duty.explain", Tone: bot.ToneNotice, Duty: rule.ID, Article: string(rule.Article), Next: rule.How,
		Title: handlers.StandingLine(s, r.Now, !own(r, s))}
	add := func(name, value string) {
		if value != "" {
			card.Fields = append(card.Fields, bot.Field{Name: name, Value: value})
		}
	}
	add("条文", r.Profile.ArticleText(rule.Article))
	if !s.Once {
		add("已计入", counted(s))
	}
	add("设定", rule.SetBy)
	if !rule.Watch {
		add("期限", s.Due.Format("2006年1月2日"))
	}
	add("顺延", strings.Join(s.Moved, "；"))
	if next, ok := s.NextStep(r.Now); ok && s.Open() {
		add("下次提醒", next.Day.Format("1月2日")+"（完成即停）")
	}
	add("规则版本", r.Profile.Version)
	return card, nil
}

func counted(s duty.Standing) string {
	refs := models.Each(s.Facts, func(f duty.Fact) string { return strings.TrimSpace(f.Ref + " " + f.At.Format("1月2日")) })
	text := fmt.Sprintf("%d%s，应有%d%s", s.Have, s.Rule.Unit, s.Want, s.Rule.Unit)
	if len(refs) == 0 {
		return text
	}
	return text + "：" + strings.Join(clip(refs, 6), "、")
}

// subject is what the person was last nudged about, or else the first thing he owes. Where nothing is owed it is what
// was last asked for and is met now.
func subject(ctx context.Context, r *handlers.Request) (duty.Standing, bool, error) {
	all, err := standings(ctx, r)
	if err != nil {
		return duty.Standing{}, false, err
	}
	deadlines, err := r.Deployment.DeadlineStandings(ctx, r, r.Actor.Org.Code)
	if err != nil {
		return duty.Standing{}, false, err
	}
	said, err := reminder.Latest(r.Tx, r.Actor.Org.Code, r.Actor.Person, 10)
	if err != nil {
		return duty.Standing{}, false, err
	}
	all = append(all, deadlines...)
	var wanted []func(duty.Standing) bool
	for _, n := range said {
		wanted = append(wanted, func(s duty.Standing) bool { return s.Key() == n.Standing && s.Open() })
	}
	wanted = append(wanted, func(s duty.Standing) bool { return concernsActor(r, s) && s.Open() })
	if len(said) > 0 {
		wanted = append(wanted, func(s duty.Standing) bool { return s.Key() == said[0].Standing })
	}
	for _, is := range wanted {
		if i := slices.IndexFunc(all, is); i >= 0 {
			return all[i], true, nil
		}
	}
	return duty.Standing{}, false, nil
}

// ack records 收到. It stops nothing: only doing the thing does.
func ack(_ context.Context, r *handlers.Request) (bot.Card, error) {
	n, err := reminder.Ack(r.Tx, r.Actor.Org.Code, r.Actor.Person, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.acked", Tone: bot.ToneQuiet, Title: "已记下：收到。"}
	if n == 0 {
		card.Title = "没有等您确认收到的提醒。"
		card.Next = "要签收问题、文件，请点通知上的“签收”，或说“签收”带上编号。"
	}
	return card, nil
}
