package cooperation

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/cooperation"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// enough is how many characters behind the word 总结 are a summary written in chat rather than a polite ending.
const enough = 12

// slotMedia keeps the file that an answer brought while a further question is asked.
const slotMedia = "media"

// paper is a summary on its way in.
type paper struct {
	org    profile.Org
	rule   profile.Duty
	bound  bool // the organisation owes summaries
	said   models.Period
	period models.Period
	body   string
	media  string
}

// submitSummary takes a unit's written summary with its next plan (第十条).
func submitSummary(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	own := r.Owing(cooperation.FactSummary, r.Mine(writers...))
	org, ask, refusal := speaksFor(r, articleSummary, own)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	if ask {
		q := r.WhichOrg(own, nil)
		q.Text = "这是哪个单位的总结？"
		return r.Ask(q), nil
	}
	p := paper{org: org, body: said(r), media: cmp.Or(r.Args.Slots.Str(slotMedia), attached(r))}
	if more := r.Args.Slots.Str(handlers.SlotFile); !strings.Contains(p.body, more) {
		p.body = handlers.Lines(p.body, more)
	}
	p.owes(r, r.Now)
	card, done, err := p.when(ctx, r)
	if err != nil || done {
		return card, err
	}
	if !p.written(r) {
		return r.Ask(handlers.Question{Missing: handlers.SlotFile, Text: "请发总结文件，或直接写出总结和下一步工作安排。"}), nil
	}
	return p.file(ctx, r)
}

// written reports whether there is a summary at all: a file, a word about one, or enough text.
func (p paper) written(r *handlers.Request) bool {
	if p.media != "" || r.Args.Slots.Bool("attachments") || substance(r.Args.Slots.Str(handlers.SlotFile)) > 0 {
		return true
	}
	return substance(after(p.body, "总结", "工作安排")) >= enough
}

// when finds the period. done is true when it has to be asked or cannot be taken.
func (p *paper) when(ctx context.Context, r *handlers.Request) (card bot.Card, done bool, err error) {
	word := r.Args.Slots.Str("period")
	half := models.PeriodOf(models.Half, r.Now)
	if r.Args.Expect == frame.Ask && r.Args.Missing == "period" {
		first, _ := models.ParsePeriod(fmt.Sprintf("%dH1", r.Now.Year()), r.Now.Location())
		return which(r, r.Args.Why, first, first.Following()), true, nil
	}
	if word == "" {
		return p.guess(ctx, r)
	}
	said, ok := periodSaid(r, word)
	switch {
	case !ok:
		return which(r, "是哪一期的总结？", half.Previous(), half), true, nil
	case said.From.After(r.Now):
		return card, true, models.Refuse(models.BadInput, said.Title()+"还没有到，不能报总结。", "请核对是哪一期的总结。", articleSummary)
	}
	p.said, p.period = said, said
	if p.owes(r, said.Last()); !p.bound {
		return card, false, nil
	}
	p.period = cooperation.CountsFor(said, p.rule.Every)
	if said.Every.Months() < p.rule.Every.Months() && r.Args.Slots.Str(handlers.SlotFile) == "" {
		return which(r, "本单位按期报的是"+p.period.Title()+"的总结，这份算作这一期吗？", p.period), true, nil
	}
	return card, false, nil
}

// owes finds the duty that holds at a moment, as it was written when its period began.
func (p *paper) owes(r *handlers.Request, at time.Time) {
	var i duty.Instance
	i, p.bound = cooperation.SummaryDuty(r.Laws(), p.org.Code, at, r.Days)
	p.rule = i.Rule
}

// guess takes the present period; where the one before is still owed, it asks.
func (p *paper) guess(ctx context.Context, r *handlers.Request) (card bot.Card, done bool, err error) {
	every := models.Year
	if p.bound {
		every = p.rule.Every
	}
	p.said = models.PeriodOf(every, r.Now)
	p.period = p.said
	before, owed, err := p.standing(ctx, r, p.period.Previous())
	if err != nil || !owed || !before.Open() || before.Period.From.Before(r.Laws().Versions[0].Effective.Time) {
		return card, false, err
	}
	return which(r, "是哪一期的总结？", before.Period, p.period), true, nil
}

func which(r *handlers.Request, text string, periods ...models.Period) bot.Card {
	q := handlers.Question{Missing: "period", Text: text}
	for _, x := range periods {
		q.Choices = append(q.Choices, x.Title())
	}
	return r.Ask(q)
}

// periodSaid reads a period by its key or by the title that a question offered.
func periodSaid(r *handlers.Request, word string) (models.Period, bool) {
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
	return models.Period{}, false
}
