package asking

import (
	"cmp"
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

// explain answers “为什么催我”: the article's words, the rule and who set it, the records counted, the dates. Of several
// matters the first is explained, and the others are named.
func explain(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	list, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	if len(list) == 0 {
		return bot.Card{Code: "duty.explain", Tone: bot.ToneDone, Title: "现在没有催您的事。"}, nil
	}
	card := explained(r, list[0])
	if len(list) > 1 {
		others := models.Each(list[1:min(len(list), 7)], func(s duty.Standing) string {
			return handlers.StandingLine(s, r.Now, !own(r, s))
		})
		card.Text = handlers.Lines(append([]string{fmt.Sprintf("同一条提醒里另有%d件：", len(list)-1)}, others...)...)
		card.Buttons = whyButtons(r, list[1:])
	}
	return card, nil
}

// whyButtons explain the other matters of a message.
func whyButtons(r *handlers.Request, list []duty.Standing) []bot.Button {
	var out []bot.Button
	for _, s := range list[:min(len(list), 3)] {
		name := handlers.Matter(s, r.Now)
		out = append(out, bot.Button{Label: "看" + handlers.Cut(name, 14), Command: "为什么催我 " + name})
	}
	return out
}

func explained(r *handlers.Request, s duty.Standing) bot.Card {
	rule := s.Rule
	card := bot.Card{Code: "duty.explain", Tone: bot.ToneNotice, Duty: rule.ID, Article: string(rule.Article), Next: rule.How,
		Title: handlers.StandingLine(s, r.Now, !own(r, s))}
	if s.State == duty.Overdue && rule.HowLate != "" {
		card.Next = rule.HowLate
	}
	add := func(name, value string) {
		if value != "" {
			card.Fields = append(card.Fields, bot.Field{Name: name, Value: value})
		}
	}
	law := cmp.Or(s.Law, r.Profile) // the version that judges its period
	add("条文", law.ArticleText(rule.Article))
	if !s.Once {
		add("已计入", counted(s))
	}
	add("设定", rule.SetBy)
	if !rule.Watch {
		add("期限", s.Due.Format("2006年1月2日"))
	}
	add("顺延", strings.Join(models.Unique(s.Moved), "；"))
	first, every := r.Profile.Budget.Overdue()
	if next, ok := s.NextStep(r.Now, r.Days, duty.Cadence{First: first, Every: every}); ok && s.Open() {
		add("下次提醒", next.Day.Format("1月2日")+"（完成即停）")
	}
	add("规则版本", law.Version)
	return card
}

func counted(s duty.Standing) string {
	refs := models.Each(s.Facts, func(f duty.Fact) string { return strings.TrimSpace(f.Ref + " " + f.At.Format("1月2日")) })
	text := fmt.Sprintf("%d%s，应有%d%s", s.Have, s.Rule.Unit, s.Want, s.Rule.Unit)
	if len(refs) == 0 {
		return text
	}
	return text + "：" + strings.Join(clip(refs, 6), "、")
}

// ack records 收到. It stops nothing: only doing the thing does.
func ack(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	list, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	list = slices.DeleteFunc(list, func(s duty.Standing) bool { return !own(r, s) })
	var keys, names []string
	for _, s := range list {
		keys, names = append(keys, s.Key()), append(names, handlers.Matter(s, r.Now))
	}
	fresh, said, err := reminder.Ack(r.Tx, keys, r.Actor.Person, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	if said == 0 {
		return bot.Card{Code: "duty.acked", Tone: bot.ToneQuiet, Title: "没有等您确认收到的提醒。",
			Next: "要签收问题、文件，请点那条通知上的“签收”。"}, nil
	}
	when := map[bool]string{true: "已记下：", false: "早先已记下："}[fresh > 0]
	return bot.Card{Code: "duty.acked", Tone: bot.ToneQuiet, Title: when + list[0].Subject.Name + "收到提醒。",
		Text: handlers.Joined(clip(names, 6))}, nil
}
