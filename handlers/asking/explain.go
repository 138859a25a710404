package asking

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
)

// explain answers “为什么催我”: the article's words, the rule and who set it, the records counted, the dates. Of several
// matters the first is explained, and the others are named.
func explain(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	m, err := meant(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.explain", Tone: bot.ToneDone, Title: "现在没有催您的事。"}
	if title, ok := whoseElse(r, m); ok {
		card.Title = title
		return card, nil
	}
	if len(m.list) == 0 {
		return card, nil
	}
	card = explained(r, m.list[0])
	if others := m.list[1:]; len(others) > 0 {
		lines := models.Each(others[:min(len(others), 6)], func(s duty.Standing) string {
			return handlers.StandingLine(s, r.Now, !own(r, s))
		})
		card.Text = handlers.Lines(append([]string{fmt.Sprintf("同一条提醒里另有%d件：", len(others))}, lines...)...)
		card.Buttons = whyButtons(r, m.list)
	}
	return card, nil
}

// whyButtons explain the other matters of a message.
func whyButtons(r *handlers.Request, list []duty.Standing) []bot.Button {
	var out []bot.Button
	names := calledApart(r, list)
	for i := 1; i < min(len(list), 4); i++ {
		out = append(out, bot.Button{Label: handlers.CutLabel("看", names[i]),
			Command: handlers.OrderWhy + " " + names[i]})
	}
	return out
}

func explained(r *handlers.Request, s duty.Standing) bot.Card {
	rule := s.Rule
	card := bot.Card{Code: "duty.explain", Tone: bot.ToneNotice, Duty: rule.ID, Article: string(rule.Article),
		Next:  rule.How,
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
