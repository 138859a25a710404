package asking

import (
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/duty"
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
		Title: handlers.StandingLine(r.Profile, s, r.Now, s.Subject.Org != r.Actor.Org.Code)}
	if text := r.Profile.ArticleText(rule.Article); text != "" {
		card.Fields = append(card.Fields, bot.Field{Name: "条文", Value: text})
	}
	if !s.Once {
		card.Fields = append(card.Fields, bot.Field{Name: "已计入", Value: counted(s)})
	}
	if rule.SetBy != "" {
		card.Fields = append(card.Fields, bot.Field{Name: "设定", Value: rule.SetBy})
	}
	if !rule.Watch {
		card.Fields = append(card.Fields, bot.Field{Name: "期限", Value: s.Due.Format("2006年1月2日")})
	}
	if len(s.Moved) > 0 {
		card.Fields = append(card.Fields, bot.Field{Name: "顺延", Value: strings.Join(s.Moved, "；")})
	}
	if next, ok := s.NextStep(r.Now); ok && s.Open() {
		card.Fields = append(card.Fields, bot.Field{Name: "下次提醒", Value: next.Day.Format("1月2日") + "（完成即停）"})
	}
	card.Fields = append(card.Fields, bot.Field{Name: "规则版本", Value: r.Profile.Version})
	return card, nil
}

func counted(s duty.Standing) string {
	if len(s.Facts) == 0 {
		return fmt.Sprintf("0%s，应有%d%s", s.Rule.Unit, s.Want, s.Rule.Unit)
	}
	var refs []string
	for _, f := range s.Facts {
		refs = append(refs, strings.TrimSpace(f.Ref+" "+f.At.Format("1月2日")))
	}
	return fmt.Sprintf("%d%s，应有%d%s：%s", s.Have, s.Rule.Unit, s.Want, s.Rule.Unit, strings.Join(clip(refs, 6), "、"))
}

// subject is what the person was last nudged about, or else the first thing he owes.
func subject(ctx context.Context, r *handlers.Request) (duty.Standing, bool, error) {
	all, err := r.Deployment.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
	if err != nil {
		return duty.Standing{}, false, err
	}
	deadlines, err := r.Deployment.DeadlineStandings(ctx, r, r.Actor.Org.Code)
	if err != nil {
		return duty.Standing{}, false, err
	}
	all = append(all, deadlines...)
	said, err := duty.Latest(r.Tx, r.Actor.Org.Code, r.Actor.Person, 10)
	if err != nil {
		return duty.Standing{}, false, err
	}
	for _, n := range said {
		for _, s := range all {
			if s.Key() == n.Standing && s.Open() {
				return s, true, nil
			}
		}
	}
	for _, s := range all {
		if concernsActor(r, s) && s.Open() {
			return s, true, nil
		}
	}
	for _, s := range all { // nothing owed: explain what was last asked for and is met now
		if len(said) > 0 && s.Key() == said[0].Standing {
			return s, true, nil
		}
	}
	return duty.Standing{}, false, nil
}

// ack records 收到. It stops nothing: only doing the thing does.
func ack(_ context.Context, r *handlers.Request) (bot.Card, error) {
	n, err := duty.Ack(r.Tx, r.Actor.Org.Code, r.Actor.Person, r.Now)
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
