package asking

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
	"linzhangbot/models/reminder"
	"linzhangbot/models/roster"
)

// Weekly and monthly digests are made up after days down for as long as they make sense, in working days.
const (
	worthWeekly  = 2
	worthMonthly = 5
)

// digests are the profile's digests as sections of this morning's messages. They owe nobody an answer, so they leave
// the nudge budget alone. The office's daily one is what waits for its hand: the morning's message itself, unless the
// district wants how everybody stands every day.
func digests(ctx context.Context, s *handlers.Sweep) ([]handlers.Section, error) {
	var out []handlers.Section
	for _, d := range s.Profile.Digests {
		round, due := roundOf(d, s.Now, s.Days)
		if !due || d.Audience == "office" && d.When == profile.Daily && d.OnlyActionable {
			continue
		}
		list, err := digest(ctx, s, d, round)
		if err != nil {
			return nil, fmt.Errorf("digest %s: %w", d.Key, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// roundOf names the round of a digest that is told today, or made up. A weekly one whose day is none for work comes on
// the next working day, be it in the week after.
func roundOf(d profile.Digest, now time.Time, days *calendar.Calendar) (round string, due bool) {
	today := calendar.Midnight(now)
	day, worth := today, 0
	switch d.When {
	case profile.Weekly:
		day, worth = models.PeriodOf(models.Week, today).From.AddDate(0, 0, d.Weekday-1), worthWeekly
		if days.After(day).After(today) {
			day = day.AddDate(0, 0, -7)
		}
	case profile.Monthly:
		day, worth = models.PeriodOf(models.Month, today).From, worthMonthly
	}
	first := days.After(day)
	return day.Format(time.DateOnly), !today.Before(first) && days.Between(first, today) <= worth
}

// digest is one digest for all who hear it. Whoever holds two posts hears one of a kind a round.
func digest(ctx context.Context, s *handlers.Sweep, d profile.Digest, round string) ([]handlers.Section, error) {
	section := func(name string, to handlers.Audience, draw func() (bot.Card, error)) handlers.Section {
		return handlers.Section{Key: "digest " + d.When + " " + name + " " + round, To: to, Draw: draw}
	}
	if d.Audience == "main" {
		draw := func() (bot.Card, error) { return completed(ctx, s, d) }
		return []handlers.Section{section("main", handlers.Audience{Main: true}, draw)}, nil
	}
	post, ok := d.Post()
	if !ok {
		office := models.Actor{Bound: true, Roles: []models.Role{models.RoleOffice}}
		return []handlers.Section{section("office", handlers.Audience{Office: true}, draws(ctx, s, d, office))}, nil
	}
	holders, err := roster.Holders(s.Tx, roster.Query{Post: post}, s.Now)
	var out []handlers.Section
	for _, h := range holders {
		actor := models.Actor{Bound: true, Person: h.Person, Name: h.Name, Roles: []models.Role{h.Role}, Linked: h.Linked}
		out = append(out, section(h.Person, handlers.Audience{Person: h.Person}, draws(ctx, s, d, actor)))
	}
	return out, err
}

// draws words a digest as its reader would be answered.
func draws(ctx context.Context, s *handlers.Sweep, d profile.Digest, reader models.Actor) func() (bot.Card, error) {
	return func() (bot.Card, error) {
		r := s.As(reader)
		all, err := standings(ctx, r)
		if err != nil {
			return bot.Card{}, err
		}
		return pressing(ctx, r, d, all)
	}
}

// pressing words what is overdue or due soon, then how the district stands: for the office all of it, for a chief
// his linked towns first. Without anything pressing it stays empty where the digest says so.
func pressing(ctx context.Context, r *handlers.Request, d profile.Digest, all []duty.Standing) (bot.Card, error) {
	var urgent []duty.Standing // overdue or due within some days
	for _, s := range all {
		if theirs(r, s) && !s.Rule.Watch && s.Open() && soon(s, r.Now, d.Within) {
			urgent = append(urgent, s)
		}
	}
	once, err := deadlines(ctx, r, d.Within)
	if err != nil || d.OnlyActionable && len(urgent)+len(once) == 0 {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "duty.standing", Tone: toneOf(urgent), Duty: dutyIDs(urgent),
		Title: d.Title + "（" + r.Now.Format("1月2日") + "）", Next: "发“概况”看" + models.WholeDistrict + "，发“谁还没报”看名单。"}
	lines, err := linkedLines(ctx, r, all)
	if err != nil {
		return bot.Card{}, err
	}
	for _, rule := range r.Deployment.Duties(r.Profile, r.Now) {
		lines = append(lines, short(r, urgent, rule)...)
	}
	card.Text = strings.Join(clip(append(lines, once...), 12), "\n")
	if len(urgent) > 0 {
		card.Article = string(urgent[0].Rule.Article)
	}
	if !d.OnlyActionable {
		card.Fields, err = district(ctx, r, all)
	}
	return card, err
}

func soon(s duty.Standing, now time.Time, within int) bool {
	return s.State == duty.Overdue || within > 0 && s.Due.Before(calendar.Midnight(now).AddDate(0, 0, within+1))
}

// deadlines counts, kind by kind, what has a date of its own and is overdue or due soon.
func deadlines(ctx context.Context, r *handlers.Request, within int) ([]string, error) {
	once, err := r.Deployment.DeadlineStandings(ctx, r, "")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, m := range r.Deployment.Modules {
		for _, k := range m.Deadlines {
			late, near := 0, 0
			for _, s := range once {
				switch {
				case s.Rule.ID != k.Kind || !theirs(r, s):
				case s.Undated: // nobody is late with those, and a meeting to come has a line of its own
				case s.State == duty.Overdue:
					late++
				case s.State == duty.Near || s.Open() && soon(s, r.Now, within):
					near++
				}
			}
			if late+near > 0 {
				out = append(out, fmt.Sprintf("%s：已逾期%d件，临近期限%d件", k.Title, late, near))
			}
		}
	}
	return out, nil
}

// completed words who has completed what in the periods that ended with the last month. Nobody is ranked, and who
// has not is only counted: he is reminded in his own place.
func completed(ctx context.Context, s *handlers.Sweep, d profile.Digest) (bot.Card, error) {
	first := models.PeriodOf(models.Month, s.Now).From
	began, err := reminder.Since(s.Tx, s.Now)
	if err != nil || !first.After(began) {
		return bot.Card{}, err
	}
	last := first.AddDate(0, 0, -1)
	card := bot.Card{Tone: bot.ToneNotice, Title: d.Title + "（截至" + last.Format("2006年1月2日") + "）"}
	var lines, ids []string
	for _, i := range duty.Within(s.Deployment.Laws(s.Profile), nil, last, first, s.Days) {
		rule, p := i.Rule, i.Period
		others := rule.Who.Post != "" || rule.Who.Kind == models.KindOffice || rule.Every == models.Workday
		if others || !p.To.Equal(first) {
			continue
		}
		list, err := s.Deployment.StandingsFor(ctx, s.Tx, s.Profile, rule, p, s.Now)
		if err != nil {
			return bot.Card{}, err
		}
		line, open := tally(p, list)
		if line == "" {
			continue
		}
		card.Code = "duty.standing"
		lines, ids = append(lines, line), append(ids, rule.ID)
		card.Article = cmp.Or(card.Article, string(rule.Article))
		if open {
			card.Next = "还没完成的请补上；发“我的待办”看自己的。"
		}
	}
	card.Text, card.Duty = strings.Join(lines, "\n"), strings.Join(ids, ",")
	return card, nil
}

// tally says who met one duty in one period, and how many did not. What is not due yet is nobody's news.
func tally(period models.Period, list []duty.Standing) (line string, open bool) {
	var done []string
	short := 0
	for _, s := range list {
		switch s.State {
		case duty.Met:
			done = append(done, s.Subject.Name)
		case duty.Overdue:
			short++
		}
	}
	if len(done)+short == 0 {
		return "", false
	}
	line = period.Title() + "“" + list[0].Rule.Title + "”："
	switch {
	case short == 0:
		return line + fmt.Sprintf("%d家全部完成", len(done)), false
	case len(done) == 0:
		return line + fmt.Sprintf("%d家都还没有完成", short), true
	}
	return line + fmt.Sprintf("%s已完成，还有%d家没有完成", strings.Join(done, "、"), short), true
}
