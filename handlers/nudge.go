package handlers

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// compose words one message of a chat: what is owed, by whom, by when, under which article, and how to do it.
func compose(s *Sweep, target string, list []duty.Nudge) (Notice, error) {
	n := Notice{Key: "nudge " + target + " " + digest(keysOf(list)), Subject: standingsOf(list)}
	if kind, ok := s.House.Deadline(list[0].Rule); ok {
		if err := kind.body(s, &n.Card, target, byDue(list)); err != nil {
			return n, err
		}
		return n, s.deliver(&n, target, list)
	}
	card := bot.Card{Code: "duty.reminder", Tone: bot.ToneNear}
	if allLate(list) {
		card.Code, card.Tone = "duty.overdue", bot.ToneLate
	}
	var ids []string
	for _, part := range byRule(list) {
		rule, ok := s.Profile.Duty(part[0].Rule)
		if !ok {
			continue
		}
		ids = append(ids, rule.ID)
		addPart(s, &card, rule, part, target)
	}
	card.Duty = strings.Join(ids, ",")
	card.Buttons = []bot.Button{{Label: "收到", Command: "收到提醒"}, {Label: "为什么催我", Command: "为什么催我"}, {Label: "延后", Command: "延后提醒"}}
	n.Card = card
	return n, s.deliver(&n, target, list)
}

// deliver says who hears a message and when it leaves: within the minutes that the profile spreads a morning over.
func (s *Sweep) deliver(n *Notice, target string, list []duty.Nudge) error {
	if err := s.address(n, target, list); err != nil {
		return err
	}
	h, err := hours(s.Profile)
	if err != nil {
		return err
	}
	n.At = h.Spread(s.Now, target)
	return nil
}

// addPart adds one duty's lines to a card.
func addPart(s *Sweep, card *bot.Card, rule profile.Duty, part []duty.Nudge, target string) {
	title := partTitle(s, rule, part, target)
	if card.Title == "" {
		card.Title, card.Article, card.Next = title, string(rule.Article), how(rule, part[0].Late)
	} else {
		card.Text += "\n——\n" + title + "（" + string(rule.Article) + "）"
	}
	lines := []string{}
	if len(part) > 1 || !strings.HasPrefix(target, "own:") && target != "office" && !strings.HasPrefix(target, "private:") {
		lines = append(lines, groupByHave(rule, part, func(n duty.Nudge) (string, int, int) {
			return s.Profile.OrgName(n.Org), n.Have, n.Want
		})...)
	}
	if extra := part[0].Extra; extra != "" {
		lines = append(lines, extra)
	}
	if len(lines) > 0 {
		card.Text = strings.TrimPrefix(card.Text+"\n"+strings.Join(lines, "\n"), "\n")
	}
}

// how says how the duty is done, or how it is made up for once its period is over.
func how(rule profile.Duty, late bool) string {
	if late && rule.HowLate != "" {
		return rule.HowLate
	}
	return rule.How
}

func partTitle(s *Sweep, rule profile.Duty, part []duty.Nudge, target string) string {
	n := part[0]
	loc := s.Profile.Location()
	period := periodWords(n.Period, s.Now, loc)
	when := dueWords(n.Due.In(loc), s.Now)
	if n.Late {
		when = "已过期限"
	}
	if len(part) > 1 || target == "main" {
		state := "还没完成"
		if n.Late {
			state = "没有完成"
		}
		return fmt.Sprintf("%s“%s”：%d家%s，%s", period, rule.Title, len(part), state, when)
	}
	return fmt.Sprintf("%s“%s”：%s，%s", period, rule.Title, tallyWords(rule, n.Have, n.Want), when)
}

// groupByHave names those with equally much on one line: 还差2条：辛口镇、中北镇.
func groupByHave[T any](rule profile.Duty, list []T, read func(T) (name string, have, want int)) []string {
	names := map[int][]string{}
	var short []int
	for _, one := range list {
		name, have, want := read(one)
		missing := max(0, want-have)
		if names[missing] == nil {
			short = append(short, missing)
		}
		names[missing] = append(names[missing], name)
	}
	slices.Sort(short)
	slices.Reverse(short)
	var out []string
	for _, n := range short {
		out = append(out, fmt.Sprintf("还差%d%s：%s", n, rule.Unit, strings.Join(names[n], "、")))
	}
	return out
}

// ShortNames names who is short of one duty, those with most missing first.
func ShortNames(p *profile.Profile, list []duty.Standing) string {
	return strings.Join(groupByHave(list[0].Rule, list, func(s duty.Standing) (string, int, int) {
		return p.OrgName(s.Subject.Org), s.Have, s.Want
	}), "；")
}

// PeriodWords names a standing's period as seen from now: 本月, 2026年2月.
func PeriodWords(s duty.Standing, now time.Time) string {
	return periodWords(s.Period.Key, now, now.Location())
}

// tallyWords says 已报0条，还差2条.
func tallyWords(rule profile.Duty, have, want int) string {
	if rule.AtMost > 0 && have > rule.AtMost {
		return fmt.Sprintf("已有%d%s，多出%d%s", have, rule.Unit, have-rule.AtMost, rule.Unit)
	}
	return fmt.Sprintf("已有%d%s，还差%d%s", have, rule.Unit, max(0, want-have), rule.Unit)
}

// periodWords says 本月 for the present month and names every other period.
func periodWords(key string, now time.Time, loc *time.Location) string {
	p, ok := models.ParsePeriod(key, loc)
	if !ok {
		return ""
	}
	if p.Contains(now) {
		switch p.Every {
		case models.Month:
			return "本月"
		case models.Quarter:
			return "本季度"
		case models.Week:
			return "本周"
		case models.Year:
			return "今年"
		}
	}
	return p.Title()
}

// dueWords says 11月30日前（还有7天）.
func dueWords(due, now time.Time) string {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	left := int(day(due).Sub(day(now)).Hours() / 24)
	switch {
	case left < 0:
		return "已过期限"
	case left == 0:
		return "今天到期"
	}
	return fmt.Sprintf("%d月%d日前（还有%d天）", due.Month(), due.Day(), left)
}

// address says who hears it: everybody named is mentioned in a group.
func (s *Sweep) address(n *Notice, target string, list []duty.Nudge) error {
	if person, ok := strings.CutPrefix(target, "private:"); ok {
		n.To = Audience{Person: person}
		return nil
	}
	if org, ok := strings.CutPrefix(target, "own:"); ok {
		n.To = Audience{Org: org}
		return nil
	}
	if target == "office" {
		n.To = Audience{Office: true}
		return nil
	}
	n.To = Audience{Main: true}
	for _, one := range list {
		holders, err := roster.Holders(s.Tx, roster.Query{Org: one.Org, Role: models.RoleLiaison}, s.Now)
		if err != nil {
			return err
		}
		for _, p := range persons(holders) {
			if !slices.Contains(n.To.Also, p) {
				n.To.Also = append(n.To.Also, p)
			}
		}
	}
	return nil
}

// settle withdraws what has not left about one standing or record, and says the rest again.
func (s *Sweep) settle(subject string) error {
	parcels, err := outbox.Cancel(s.Tx, subject)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		if !s.House.nudges(p.Code) {
			continue
		}
		if err := s.repack(p, subject); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sweep) repack(p outbox.Parcel, settled string) error {
	rows, err := duty.Waiting(s.Tx, settled)
	if err != nil || len(rows) == 0 {
		return err
	}
	from := rows[0].Parcel
	if err := duty.Drop(s.Tx, from, settled); err != nil {
		return err
	}
	rest, err := duty.OfParcel(s.Tx, from)
	if err != nil || len(rest) == 0 {
		return err
	}
	notice, err := compose(s, rest[0].Target, rest)
	if err != nil {
		return err
	}
	notice.At = p.NextAt.In(s.Now.Location())
	s.Say(notice)
	return duty.Repack(s.Tx, from, notice.Key)
}

func budgetNotice(s *Sweep, o profile.Org) Notice {
	return Notice{Key: "budget " + o.Code + " " + s.Now.Format("2006-01"), To: Audience{Office: true}, Card: bot.Card{Code: "duty.budget",
		Tone: bot.ToneNear, Title: fmt.Sprintf("%s本月提醒已达%d次上限，不再自动提醒", o.Name, s.Profile.Budget.PerMonth),
		Next: "如仍未完成，请人工联系。"}}
}

func byRule(list []duty.Nudge) [][]duty.Nudge {
	var out [][]duty.Nudge
	at := map[string]int{}
	for _, n := range list {
		k := n.Rule + " " + n.Period
		if i, ok := at[k]; ok {
			out[i] = append(out[i], n)
			continue
		}
		at[k] = len(out)
		out = append(out, []duty.Nudge{n})
	}
	return out
}

func allLate(list []duty.Nudge) bool {
	return !slices.ContainsFunc(list, func(n duty.Nudge) bool { return !n.Late })
}

func keysOf(list []duty.Nudge) string {
	var out []string
	for _, n := range list {
		out = append(out, n.Key)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func standingsOf(list []duty.Nudge) []string {
	var out []string
	for _, n := range list {
		if !slices.Contains(out, n.Standing) {
			out = append(out, n.Standing)
		}
	}
	return out
}

// StandingLine says how one standing stands in one line: 本月“报送信息”：已有1条，还差1条，11月30日前（还有7天）.
func StandingLine(p *profile.Profile, s duty.Standing, now time.Time, withName bool) string {
	name := ""
	if withName {
		name = p.OrgName(s.Subject.Org) + " "
	}
	if s.Once {
		return name + "“" + s.Rule.Title + "”：" + dueWords(s.Due, now)
	}
	if s.Rule.Watch {
		return name + "“" + s.Rule.Title + "”：" + tallyWords(s.Rule, s.Have, s.Want)
	}
	period := periodWords(s.Period.Key, now, now.Location())
	if s.State == duty.Met {
		return fmt.Sprintf("%s%s“%s”：%d/%d，已完成", name, period, s.Rule.Title, s.Have, s.Want)
	}
	return fmt.Sprintf("%s%s“%s”：%s，%s", name, period, s.Rule.Title, tallyWords(s.Rule, s.Have, s.Want), dueWords(s.Due, now))
}
