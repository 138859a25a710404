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
)

// mine lists what the sender's organisation owes now; a chief sees his linked towns, the office its own duties and
// how many others are short.
func mine(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	all, err := everything(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	open := slices.DeleteFunc(all, func(s duty.Standing) bool {
		others := s.Once && !own(r, s) // of his towns a chief hears as Todo says
		return !concernsActor(r, s) || !s.Open() || s.Agreed || others
	})
	extra, err := r.Deployment.Todo(ctx, r)
	if err != nil {
		return bot.Card{}, err
	}
	extra = slices.DeleteFunc(extra, func(line string) bool { return listed(open, line) })
	n := len(open) + len(extra)
	card := bot.Card{Code: "duty.standing", Tone: toneOf(open), Duty: dutyIDs(open), Title: fmt.Sprintf("您有%d项待办", n)}
	if n == 0 {
		card.Tone, card.Title = bot.ToneDone, "您现在没有待办，都完成了。"
		return card, nil
	}
	several := len(r.Actor.Codes()) > 1 // then each line names the organisation, and one's stand together
	slices.SortStableFunc(open, func(a, b duty.Standing) int {
		if several && a.Subject.Org != b.Subject.Org {
			return cmp.Compare(slices.Index(r.Actor.Codes(), a.Subject.Org), slices.Index(r.Actor.Codes(), b.Subject.Org))
		}
		return a.Due.Compare(b.Due)
	})
	lines := models.Each(open, func(s duty.Standing) string {
		if several && own(r, s) && s.Subject.Person == "" {
			return s.Subject.Name + "：" + handlers.StandingLine(s, r.Now, false)
		}
		return handlers.StandingLine(s, r.Now, !own(r, s))
	})
	card.Text = strings.Join(clip(append(lines, extra...), 12), "\n")
	if len(open) == 0 {
		return card, nil
	}
	card.Article = string(open[0].Rule.Article)
	if i := slices.IndexFunc(open, func(s duty.Standing) bool { return own(r, s) }); i >= 0 {
		card.Next = open[i].Rule.How
		if late := open[i].Rule.HowLate; late != "" && open[i].State == duty.Overdue {
			card.Next = late
		}
		return card, nil
	}
	// a chief sees what his towns owe; it is not his to file
	card.Title, card.Next = fmt.Sprintf("%d项待办，含您联系的"+models.Towns, n), "发“某某镇怎么样”看一家。"
	return card, nil
}

// listed reports whether a line speaks of a deadline that is listed as one already.
func listed(open []duty.Standing, line string) bool {
	return slices.ContainsFunc(open, func(s duty.Standing) bool { return s.Once && strings.Contains(line, s.Ref) })
}

// standings are how everybody stands with every duty now.
func standings(ctx context.Context, r *handlers.Request) ([]duty.Standing, error) {
	return r.Deployment.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
}

// everything is how everybody stands with every duty and every deadline.
func everything(ctx context.Context, r *handlers.Request) ([]duty.Standing, error) {
	all, err := standings(ctx, r)
	if err != nil {
		return nil, err
	}
	deadlines, err := r.Deployment.DeadlineStandings(ctx, r, "")
	return append(all, deadlines...), err
}

// own reports whether a duty is the sender's to fulfil, by himself or for his organisation.
func own(r *handlers.Request, s duty.Standing) bool {
	if s.Subject.Person != "" {
		return s.Subject.Person == r.Actor.Person
	}
	return r.Actor.Owns(s.Subject.Org)
}

// linked reports whether a duty is one of the towns that the sender is linked to.
func linked(r *handlers.Request, s duty.Standing) bool {
	return slices.Contains(r.Actor.Linked, s.Subject.Org)
}

func concernsActor(r *handlers.Request, s duty.Standing) bool {
	chief := func(a models.Actor) bool { return a.Org.Code == "" }
	towns := s.Subject.Person == "" && slices.ContainsFunc(r.Actor.AsEach(), chief)
	return own(r, s) || towns && linked(r, s)
}

// theirs picks what concerns a reader of lists: a chief with towns hears of those and of his own duties.
func theirs(r *handlers.Request, s duty.Standing) bool {
	return len(r.Actor.Linked) == 0 || linked(r, s) || own(r, s)
}

func toneOf(list []duty.Standing) bot.Tone {
	if slices.ContainsFunc(list, func(s duty.Standing) bool { return s.State == duty.Overdue }) {
		return bot.ToneLate
	}
	return bot.ToneNotice
}

func dutyIDs(list []duty.Standing) string {
	var out []string
	for _, s := range list {
		if !s.Once && !slices.Contains(out, s.Rule.ID) {
			out = append(out, s.Rule.ID)
		}
	}
	return strings.Join(out, ",")
}

// clip keeps a list short enough to read at a glance.
func clip(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	return append(slices.Clone(lines[:n]), fmt.Sprintf("……另有%d项", len(lines)-n))
}
