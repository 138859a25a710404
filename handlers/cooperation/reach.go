package cooperation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/chinese"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// letter is one notice to several organisations.
type letter struct {
	key      string
	record   string                  // id of the record it speaks about
	subjects func(org string) string // id of what the one organisation has to do
	card     bot.Card
}

// deliver says a letter in the group of every organisation that has one, and once in the main group for all others,
// with their liaisons mentioned: not twelve times the same text in one group.
func deliver(r *handlers.Request, l letter, orgs []string) error {
	own, err := ownGroups(r)
	if err != nil {
		return err
	}
	var rest []string
	for _, o := range orgs {
		if !own[o] {
			rest = append(rest, o)
			continue
		}
		r.Say(handlers.Notice{Key: l.key + "/" + o, Subject: []string{l.record, l.subjects(o)}, To: handlers.Audience{Org: o}, Card: l.card})
	}
	if len(rest) == 0 {
		return nil
	}
	also, err := liaisons(r, rest)
	if err != nil {
		return err
	}
	r.Say(handlers.Notice{Key: l.key + "/main", Subject: []string{l.record}, To: handlers.Audience{Main: true, Also: also}, Card: l.card})
	return nil
}

// open gives a receipt the buttons of the letter where it is read by everybody: in the main group the receipt stands
// for the letter.
func open(r *handlers.Request, receipt, letter bot.Card) (bot.Card, error) {
	groups, err := roster.Groups(r.Tx)
	if err != nil {
		return bot.Card{}, err
	}
	for _, g := range groups {
		if g.Purpose == roster.PurposeMain && g.Platform == r.Event.Platform && g.Chat == r.Event.Chat.ID {
			receipt.Buttons = append(letter.Buttons, receipt.Buttons...)
		}
	}
	return receipt, nil
}

// ownGroups tells which organisations have a group of their own.
func ownGroups(r *handlers.Request) (map[string]bool, error) {
	groups, err := roster.Groups(r.Tx)
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	for _, g := range groups {
		if g.Purpose == roster.PurposeOrg && !g.Paused {
			own[g.Org] = true
		}
	}
	return own, nil
}

func liaisons(r *handlers.Request, orgs []string) ([]string, error) {
	list, err := roster.Holders(r.Tx, roster.Query{Role: models.RoleLiaison}, r.Now)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, h := range list {
		if slices.Contains(orgs, h.Org) && !slices.Contains(out, h.Person) {
			out = append(out, h.Person)
		}
	}
	return out, nil
}

// nudge is a reminder that waits for its day and is withdrawn when its subject is settled.
type nudge struct {
	key    string
	record string // settled with the whole record
	task   string // settled with this organisation's part
	org    string
	card   bot.Card
	days   []time.Time // one reminder each, in the morning
	until  time.Time   // no sense after; zero: never
}

// later queues the reminders: in the organisation's own group, else to its liaisons in private. They are parcels of
// their own, so that one answer withdraws exactly one organisation's. Days that are over are left out.
func later(r *handlers.Request, own map[string]bool, n nudge) error {
	people, err := liaisons(r, []string{n.org})
	if err != nil {
		return err
	}
	for _, day := range n.days {
		if heldBack(r, day) {
			continue
		}
		at, err := morning(r, day, n.org)
		if err != nil {
			return err
		}
		if !at.After(r.Now) || !n.until.IsZero() && !at.Before(n.until) {
			continue
		}
		notice := handlers.Notice{Key: fmt.Sprintf("%s/%s/%s", n.key, n.task, day.Format(time.DateOnly)), Subject: []string{n.record, n.task},
			Card: n.card, At: at, Until: n.until}
		if own[n.org] {
			notice.To = handlers.Audience{Org: n.org}
			r.Say(notice)
			continue
		}
		for _, p := range people {
			notice.To = handlers.Audience{Person: p}
			r.Say(notice)
		}
	}
	return nil
}

// heldBack reports whether a day is not after the one on which what is said now leaves: on days off that is the next
// working day, and nobody is reminded in the same minute that he is told.
func heldBack(r *handlers.Request, day time.Time) bool {
	return !r.Days.Working(r.Now) && !day.After(r.Days.After(r.Now))
}

// morning is when reminders of a day leave.
func morning(r *handlers.Request, day time.Time, key string) (time.Time, error) {
	h, err := calendar.ParseHours(r.Profile.Hours.Morning, r.Profile.Hours.Until, r.Profile.Hours.From, r.Profile.Hours.To)
	if err != nil {
		return time.Time{}, fmt.Errorf("read office hours: %w", err)
	}
	return h.Spread(day, key), nil
}

// workdays are days a number of working days before (negative) or after a day.
func workdays(r *handlers.Request, from time.Time, sign int, n []int) []time.Time {
	var out []time.Time
	for _, k := range n {
		out = append(out, r.Days.Add(calendar.Midnight(from), sign*k))
	}
	return out
}

var (
	everyUnit = []string{"各协作单位", "各单位", "各成员单位", "所有单位", "全部单位", "全体单位", "全体协作单位", "所有协作单位", "全部协作单位", "各部门", "各有关单位"}
	everyTown = []string{"各街镇", "各镇街", "全区街镇", "所有街镇", "全部街镇", "各镇", "各街道"}
)

// addressed are the organisations that a text speaks to, in the profile's order: those named, all units, all towns.
func addressed(r *handlers.Request, text string, named []string) []string {
	want := map[string]bool{}
	for _, word := range named {
		if o, ok := orgNamed(r.Profile, word); ok {
			want[o.Code] = true
		}
	}
	for _, o := range orgsIn(r.Profile, text) {
		want[o.Code] = true
	}
	units, towns := hasAny(text, everyUnit), hasAny(text, everyTown)
	var out []string
	for _, o := range r.Profile.Orgs {
		all := units && o.Kind == models.KindUnit || towns && o.Kind == models.KindTown
		if o.Exists(r.Now) && o.Kind != models.KindOffice && (want[o.Code] || all) {
			out = append(out, o.Code)
		}
	}
	return out
}

// everyOne are all towns and units.
func everyOne(p *profile.Profile, now time.Time) []string {
	var out []string
	for _, o := range p.Orgs {
		if o.Exists(now) && (o.Kind == models.KindTown || o.Kind == models.KindUnit) {
			out = append(out, o.Code)
		}
	}
	return out
}

func hasAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

const numerals = `([0-9]{1,6}|[一二三四五六七八九十]{1,3})`

var (
	yearedNo = regexp.MustCompile(`(\d{4})\s*[〕\]）)】年]\s*第?\s*` + numerals + `\s*号`)
	plainNo  = regexp.MustCompile(`(?:第|协|享|巡|令)\s*` + numerals + `\s*号?`)
)

// numberIn reads the number of a record: 协〔2026〕1号, 2026年第1号, 第1号.
func numberIn(r *handlers.Request, text string) (year, n int, ok bool) {
	text = chinese.Normalize(text)
	if m := yearedNo.FindStringSubmatch(text); m != nil {
		year, _ = chinese.Number(m[1]) // four digits, by the expression
		n, ok = chinese.Number(m[2])
		return year, n, ok && n > 0
	}
	if m := plainNo.FindStringSubmatch(text); m != nil {
		n, ok = chinese.Number(m[1])
		return r.Now.Year(), n, ok && n > 0
	}
	return 0, 0, false
}

// ordered puts organisations into the profile's order, which is the order of protocol.
func ordered(p *profile.Profile, codes []string) []string {
	out := slices.Clone(codes)
	rank := func(code string) int {
		return slices.IndexFunc(p.Orgs, func(o profile.Org) bool { return o.Code == code })
	}
	slices.SortStableFunc(out, func(a, b string) int { return rank(a) - rank(b) })
	return out
}

// nameList writes organisations by name, in the profile's order.
func nameList(p *profile.Profile, codes []string) string {
	var out []string
	for _, c := range ordered(p, codes) {
		out = append(out, p.OrgName(c))
	}
	return strings.Join(out, "、")
}

// ofOrg reports whether the sender can speak for an organisation that has to answer.
func ofOrg(r *handlers.Request, article models.Article) (string, *models.Error) {
	if word := r.Args.Slots.Str("unit"); word != "" && word != "*" && r.Actor.IsOffice() {
		if o, ok := orgNamed(r.Profile, word); ok {
			return o.Code, nil
		}
	}
	if r.Actor.Org.Code == "" || r.Actor.IsOffice() {
		return "", models.Refuse(models.BadInput, "没有说清是哪个单位。", "区林长办代办时，请带上单位名称。", article)
	}
	return r.Actor.Org.Code, nil
}
