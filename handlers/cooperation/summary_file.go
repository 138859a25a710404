package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
)

// Answers to the question about a second summary of the same period.
const (
	yesReplace = "替换"
	noReplace  = "保留原来的"
)

// file keeps the summary: a new one, a new version of the one that is there, or none when it came before.
func (p paper) file(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	old, there, err := cooperation.SummaryOf(r.Tx, p.org.Code, p.period.Key)
	if err != nil {
		return bot.Card{}, err
	}
	same := old.Platform == r.Event.Platform && old.Message == r.First.ID
	answer := r.Args.Slots.Str("replace")
	switch {
	case !there:
		return p.first(ctx, r)
	case old.State == cooperation.Filed && (same || answer == noReplace):
		return p.of(old).card("summary.kept", bot.ToneQuiet, "保留 "+old.Number+"，没有重复登记"), nil
	case old.State == cooperation.Filed && answer != yesReplace:
		c := r.Ask(handlers.Question{Missing: "replace", Choices: []string{yesReplace, noReplace},
			Text:  p.period.Title() + "的总结已经收过（" + old.Number + "），用这一份替换吗？",
			Slots: handlers.Slots{slotMedia: p.media}})
		c.Code, c.Article = "summary.duplicate", string(p.ruleArticle())
		return c, nil
	}
	s := old // a new version; the former words stay in the history
	s.State = cooperation.Filed
	if err := p.fill(ctx, r, &s); err != nil {
		return bot.Card{}, err
	}
	err = cooperation.SaveSummary(r.Tx, &s)
	if err := p.of(s).kept(r, err, "replaced", old, brief(s), ""); err != nil {
		return bot.Card{}, err
	}
	return p.receipt(ctx, r, s, fmt.Sprintf("已收到 %s（第%d稿）", s.Number, s.Version))
}

func (p paper) first(ctx context.Context, r *handlers.Request) (card bot.Card, err error) {
	s := cooperation.Summary{Year: r.Now.Year(), Org: p.org.Code, Period: p.period.Key,
		Month: p.period.Last().Format("2006-01")}
	if s.Number, s.N, err = r.Number("summary"); err != nil {
		return card, err
	}
	if err := p.fill(ctx, r, &s); err != nil {
		return card, err
	}
	taken, err := cooperation.FileSummary(r.Tx, &s)
	if taken {
		return card, busy(p.period.Title()+"的总结", p.ruleArticle())
	}
	if err := p.of(s).kept(r, err, "accepted", nil, brief(s), ""); err != nil {
		return card, err
	}
	return p.receipt(ctx, r, s, "已收到 "+s.Number)
}

func (p paper) fill(ctx context.Context, r *handlers.Request, s *cooperation.Summary) error {
	st, owed, err := p.standing(ctx, r, p.period)
	s.Late = owed && r.Now.After(st.Due)
	s.Person, s.Said, s.Body, s.Media, s.At = r.Actor.Person, p.said.Key, p.body, p.media, r.Now
	s.Plan = after(p.body, "下一步工作安排", "下一步安排", "下一步", "下步")
	s.Platform, s.Message = r.Event.Platform, r.First.ID
	return err
}

// brief is what the history keeps of a summary; its words stay in the record and in the change that replaced it.
func brief(s cooperation.Summary) map[string]any {
	return map[string]any{"org": s.Org, "period": s.Period, "said": s.Said, "late": s.Late, "state": s.State,
		"version": s.Version}
}

// receipt tells the number and how the duty stands, and stops the reminders when it is met.
func (p paper) receipt(ctx context.Context, r *handlers.Request, s cooperation.Summary,
	title string) (bot.Card, error) {
	c := p.of(s).card("summary.accepted", bot.ToneDone, title)
	text := []string{p.org.Name + " " + p.said.Title() + "工作总结", files(s.Media)}
	if s.Media == "" && r.Args.Slots.Bool("attachments") {
		text = append(text, "附件请随后发给"+models.TheOffice+"。")
	}
	if s.Late {
		text = append(text, "已过期限，按迟报登记。")
	}
	st, owed, err := p.standing(ctx, r, p.period)
	if owed {
		c.Duty = p.rule.ID
		text = append(text, handlers.StandingLine(st, r.Now, false))
		if st.State == duty.Met {
			r.Settled(st.Key())
		}
	}
	c.Text = handlers.Lines(text...)
	return c, err
}

func ofSummary(s cooperation.Summary) record {
	return record{"summary", s.ID, s.Number, articleSummary}
}

// standing is how the organisation stands with its duty in a period.
func (p paper) standing(ctx context.Context, r *handlers.Request, period models.Period) (st duty.Standing, owed bool,
	err error) {
	if !p.bound || !duty.Applies(p.rule, period) {
		return st, false, nil
	}
	list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, p.rule, period, r.Now)
	mine := slices.IndexFunc(list, func(s duty.Standing) bool { return s.Subject.Org == p.org.Code })
	if err != nil || mine < 0 {
		return st, false, err
	}
	return list[mine], true, nil
}

// of is the record of a summary under the article of the organisation's own duty.
func (p paper) of(s cooperation.Summary) record {
	return record{"summary", s.ID, s.Number, p.ruleArticle()}
}

func (p paper) ruleArticle() models.Article { return cmp.Or(p.rule.Article, articleSummary) }
