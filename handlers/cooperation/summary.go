package cooperation

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// Answers to the question about a second summary of the same period.
const (
	yesReplace = "替换"
	noReplace  = "保留原来的"
)

// enough is how many characters behind the word 总结 are a summary written in chat rather than a polite ending.
const enough = 12

// paper is a summary on its way in.
type paper struct {
	org     profile.Org
	rule    profile.Duty
	bound   bool // the organisation owes summaries
	said    models.Period
	period  models.Period
	body    string
	media   string
	message string
}

// submitSummary takes a unit's written summary with its next plan (第十条).
func submitSummary(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Args.Expect == language.Refuse {
		return bot.Card{}, models.Refuse(models.NotAllowed, or(r.Args.Why, "这份总结不能在这里报送。"), "请按规定渠道报送。", articleSummary)
	}
	var p paper
	var ask bool
	var refusal *models.Error
	if p.org, ask, refusal = speaksFor(r, articleSummary); refusal != nil {
		return bot.Card{}, refusal
	}
	p.read(r)
	if ask {
		return r.Ask(handlers.Question{Missing: "unit", Text: "这是哪个单位的总结？", Slots: p.memory()}), nil
	}
	p.rule, p.bound = cooperation.SummaryRule(r.Profile, p.org, r.Now)
	card, done, err := p.when(ctx, r)
	if err != nil || done {
		return card, err
	}
	if !p.written(r) {
		return r.Ask(handlers.Question{Missing: "file", Text: "请发总结文件，或直接写出总结和下一步工作安排。", Slots: p.memory().With(handlers.Slots{"period": p.said.Key})}), nil
	}
	return p.file(ctx, r)
}

// read takes the words and files of this message and of those before it in the same dialogue.
func (p *paper) read(r *handlers.Request) {
	s := r.Args.Slots
	p.body, p.media, p.message = s.Str("body"), s.Str("media"), s.Str("message")
	if p.message == "" {
		p.body, p.media, p.message = said(r), attached(r), r.Event.ID
		return
	}
	if more := s.Str("file"); more != "" && !strings.Contains(p.body, more) {
		p.body = lines(p.body, more)
	}
	p.media = or(p.media, attached(r))
}

// memory is what a question must remember.
func (p paper) memory() handlers.Slots {
	return handlers.Slots{"body": p.body, "media": p.media, "message": p.message}
}

// written reports whether there is a summary at all: a file, a word about one, or enough text.
func (p paper) written(r *handlers.Request) bool {
	if p.media != "" || r.Args.Slots.Bool("attachments") || substance(r.Args.Slots.Str("file")) > 0 {
		return true
	}
	return substance(after(p.body, "总结", "工作安排")) >= enough
}

// when finds the period. done is true when it has to be asked or cannot be taken.
func (p *paper) when(ctx context.Context, r *handlers.Request) (card bot.Card, done bool, err error) {
	word := r.Args.Slots.Str("period")
	half := models.PeriodOf(models.Half, r.Now)
	if r.Args.Expect == language.Ask && r.Args.Missing == "period" {
		first, _ := models.ParsePeriod(fmt.Sprintf("%dH1", r.Now.Year()), r.Now.Location())
		return p.which(r, r.Args.Why, first, first.Following()), true, nil
	}
	if word == "" {
		return p.guess(ctx, r)
	}
	said, ok := periodSaid(word, half, r)
	if !ok {
		return p.which(r, "是哪一期的总结？", half.Previous(), half), true, nil
	}
	if said.From.After(r.Now) {
		return card, true, models.Refuse(models.BadInput, said.Title()+"还没有到，不能报总结。", "请核对是哪一期的总结。", articleSummary)
	}
	p.said, p.period = said, said
	if !p.bound {
		return card, false, nil
	}
	p.period = cooperation.CountsFor(said, p.rule.Every)
	if said.Every.Months() < p.rule.Every.Months() && r.Args.Slots.Str("file") == "" {
		return p.which(r, "本单位按期报的是"+p.period.Title()+"的总结，这份算作这一期吗？", p.period), true, nil
	}
	return card, false, nil
}

// guess takes the present period; where the one before is still owed, it asks.
func (p *paper) guess(ctx context.Context, r *handlers.Request) (bot.Card, bool, error) {
	p.said = models.PeriodOf(models.Year, r.Now)
	if p.bound {
		p.said = models.PeriodOf(p.rule.Every, r.Now)
	}
	p.period = p.said
	if !p.bound {
		return bot.Card{}, false, nil
	}
	before, owed, err := p.standing(ctx, r, p.period.Previous())
	if err != nil || !owed || !before.Open() || before.Period.From.Before(r.Profile.Effective.Time) {
		return bot.Card{}, false, err
	}
	return p.which(r, "是哪一期的总结？", before.Period, p.period), true, nil
}

func (p paper) which(r *handlers.Request, text string, periods ...models.Period) bot.Card {
	var choices []string
	for _, x := range periods {
		choices = append(choices, x.Title())
	}
	return r.Ask(handlers.Question{Missing: "period", Text: text, Choices: choices, Slots: p.memory()})
}

// periodSaid reads a period by its key or by the title that a question offered.
func periodSaid(word string, half models.Period, r *handlers.Request) (models.Period, bool) {
	if p, ok := models.ParsePeriod(word, r.Now.Location()); ok {
		return p, true
	}
	for _, every := range []models.Every{models.Half, models.Quarter, models.Year, models.Month, models.TwoMonths} {
		for p, n := models.PeriodOf(every, r.Now).Following(), 0; n < 26; p, n = p.Previous(), n+1 {
			if p.Title() == word {
				return p, true
			}
		}
	}
	return half, false
}

// standing is how the organisation stands with its duty in a period.
func (p paper) standing(ctx context.Context, r *handlers.Request, period models.Period) (duty.Standing, bool, error) {
	if !p.bound || !duty.Applies(p.rule, period) {
		return duty.Standing{}, false, nil
	}
	list, err := r.Deployment.StandingsFor(ctx, r.Tx, r.Profile, p.rule, period, r.Now)
	if err != nil {
		return duty.Standing{}, false, err
	}
	for _, s := range list {
		if s.Subject.Org == p.org.Code {
			return s, true, nil
		}
	}
	return duty.Standing{}, false, nil
}

// file keeps the summary: a new one, a new version of the one that is there, or none when it came before.
func (p paper) file(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	old, there, err := cooperation.SummaryOf(r.Tx, p.org.Code, p.period.Key)
	if err != nil {
		return bot.Card{}, err
	}
	if !there {
		return p.first(ctx, r)
	}
	same := old.Platform == r.Event.Platform && old.Message == p.message
	answer := r.Args.Slots.Str("replace")
	switch {
	case old.State == cooperation.Filed && (same || answer == noReplace):
		return bot.Card{Code: "summary.kept", Tone: bot.ToneQuiet, Title: "保留 " + old.Number + "，没有重复登记", Article: string(p.article()), Refs: refs(old)}, nil
	case old.State == cooperation.Filed && answer != yesReplace:
		c := r.Ask(handlers.Question{Missing: "replace", Text: p.period.Title() + "的总结已经收过（" + old.Number + "），用这一份替换吗？",
			Choices: []string{yesReplace, noReplace}, Slots: p.memory().With(handlers.Slots{"period": p.said.Key})})
		c.Code, c.Article = "summary.duplicate", string(p.article())
		return c, nil
	}
	return p.replace(ctx, r, old)
}

func (p paper) first(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	number, n, err := r.Number("summary")
	if err != nil {
		return bot.Card{}, err
	}
	s := cooperation.Summary{Number: number, Year: r.Now.Year(), N: n, Org: p.org.Code, Period: p.period.Key, Month: p.period.Last().Format("2006-01")}
	if err := p.fill(ctx, r, &s); err != nil {
		return bot.Card{}, err
	}
	taken, err := cooperation.FileSummary(r.Tx, &s)
	if err != nil {
		return bot.Card{}, err
	}
	if taken {
		return bot.Card{}, busy(p.period.Title()+"的总结", p.article())
	}
	if err := r.Audit("summary", s.ID, s.Number, "accepted", nil, brief(s), ""); err != nil {
		return bot.Card{}, err
	}
	return p.receipt(ctx, r, s, "已收到 "+s.Number)
}

// replace makes a new version; the former words stay in the history.
func (p paper) replace(ctx context.Context, r *handlers.Request, old cooperation.Summary) (bot.Card, error) {
	s := old
	if err := p.fill(ctx, r, &s); err != nil {
		return bot.Card{}, err
	}
	s.State = cooperation.Filed
	if err := cooperation.SaveSummary(r.Tx, &s); errors.Is(err, db.ErrChanged) {
		return bot.Card{}, busy(old.Number, p.article())
	} else if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("summary", s.ID, s.Number, "replaced", old, brief(s), ""); err != nil {
		return bot.Card{}, err
	}
	return p.receipt(ctx, r, s, fmt.Sprintf("已收到 %s（第%d稿）", s.Number, s.Version))
}

func (p paper) fill(ctx context.Context, r *handlers.Request, s *cooperation.Summary) error {
	st, owed, err := p.standing(ctx, r, p.period)
	if err != nil {
		return err
	}
	s.Late = owed && r.Now.After(st.Due)
	s.Person, s.Said, s.Body, s.Media, s.At = r.Actor.Person, p.said.Key, p.body, p.media, r.Now
	s.Plan = after(p.body, "下一步工作安排", "下一步安排", "下一步", "下步")
	s.Platform, s.Message = r.Event.Platform, p.message
	return nil
}

// brief is what the history keeps of a summary; its words stay in the record and in the change that replaced it.
func brief(s cooperation.Summary) map[string]any {
	return map[string]any{"org": s.Org, "period": s.Period, "said": s.Said, "late": s.Late, "state": s.State, "version": s.Version}
}

// receipt tells the number and how the duty stands, and stops the reminders when it is met.
func (p paper) receipt(ctx context.Context, r *handlers.Request, s cooperation.Summary, title string) (bot.Card, error) {
	c := bot.Card{Code: "summary.accepted", Tone: bot.ToneDone, Title: title, Article: string(p.article()), Refs: refs(s)}
	text := []string{p.org.Name + " " + p.said.Title() + "工作总结", files(s.Media)}
	if s.Media == "" && r.Args.Slots.Bool("attachments") {
		text = append(text, "附件请随后发给区林长办。")
	}
	if s.Late {
		text = append(text, "已过期限，按迟报登记。")
	}
	st, owed, err := p.standing(ctx, r, p.period)
	if err != nil {
		return c, err
	}
	if owed {
		c.Duty = p.rule.ID
		text = append(text, handlers.StandingLine(st, r.Now, false))
		if st.State == duty.Met {
			r.Settled(st.Key())
		}
	}
	c.Text = lines(text...)
	return c, nil
}

func (p paper) article() models.Article {
	if p.bound && p.rule.Article != "" {
		return p.rule.Article
	}
	return articleSummary
}

func refs(s cooperation.Summary) map[string]string { return map[string]string{"summary": s.Number} }
