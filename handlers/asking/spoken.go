package asking

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/naming"
)

// spoken is what a text says about matters: a button's command, a sentence, a card that is replied to.
type spoken struct {
	text string          // as it was said
	list []duty.Standing // of all who owe what it names, in its order
	gone []string        // what it names that nobody owes any more
	rest string          // what it says beside
	more bool            // it named more than there was room for
}

func (s spoken) named() bool { return len(s.list)+len(s.gone) > 0 }

// reader finds the matters that a text names among those that stand.
type reader struct {
	ctx context.Context
	r   *handlers.Request
	all []duty.Standing
}

var (
	quotes = strings.NewReplacer("“", "", "”", "")
	// periodTail is the name of a period right before the title of its duty, as models.Period.Title writes it.
	periodTail = regexp.MustCompile(`(?:\d{4}年(?:\d{1,2}—\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?|第[一二三四]季度|[上下]半年)?|` +
		`\d{1,2}月\d{1,2}日当周)$`)
	// part behind a record's number makes it the number of a part: 第2项 of an order.
	part = regexp.MustCompile(`^第\d+项`)
)

// read finds the matters; the longest names first, so that an order is not taken for named where its second item is.
func (x reader) read(text string) (spoken, error) {
	more := strings.HasSuffix(strings.TrimSpace(text), handlers.AndMore)
	s := spoken{text: text, rest: quotes.Replace(text), more: more}
	names := models.Unique(models.Each(x.all, duty.Standing.Called))
	for _, d := range x.r.Deployment.Duties(x.r.Profile, x.r.Now) {
		names = append(names, d.Title)
	}
	names = models.Unique(names)
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, name := range names {
		if err := x.find(&s, name); err != nil {
			return s, err
		}
	}
	x.numbers(&s)
	for _, st := range s.list {
		s.rest = strings.ReplaceAll(s.rest, st.Subject.Name, " ")
	}
	at := func(st duty.Standing) int { return strings.Index(text, st.Called()) }
	slices.SortStableFunc(s.list, func(a, b duty.Standing) int { return cmp.Compare(at(a), at(b)) })
	return s, nil
}

// find takes every mention of one name out of the text.
func (x reader) find(s *spoken, name string) error {
	for from := 0; ; {
		i := strings.Index(s.rest[from:], name)
		if i < 0 || name == "" {
			return nil
		}
		at, end := from+i, from+i+len(name)
		if part.MatchString(s.rest[end:]) {
			from = end
			continue
		}
		period := periodTail.FindString(s.rest[:at])
		if err := x.add(s, name, period); err != nil {
			return err
		}
		at -= len(period)
		s.rest = s.rest[:at] + strings.Repeat(" ", end-at) + s.rest[end:]
		from = end
	}
}

// add finds what a name means: a deadline by its number, a duty in the period that is said, else in the present one.
func (x reader) add(s *spoken, name, period string) error {
	found := false
	take := func(list ...duty.Standing) {
		for _, st := range list {
			found = true
			if !slices.ContainsFunc(s.list, func(o duty.Standing) bool { return o.Key() == st.Key() }) {
				s.list = append(s.list, st)
			}
		}
	}
	for _, st := range x.all {
		if st.Called() == name && (st.Once || x.in(st, period)) {
			take(st)
		}
	}
	if period == "" {
		return nil
	}
	for _, rule := range x.r.Deployment.Duties(x.r.Profile, x.r.Now) {
		p, ok := titled(models.PeriodOf(rule.Every, x.r.Now), period)
		if rule.Title != name || !ok || p.To.After(x.r.Now) {
			continue // of a period that is over only who is short still stands
		}
		list, err := x.r.Deployment.StandingsFor(x.ctx, x.r.Tx, x.r.Profile, rule, p, x.r.Now)
		if err != nil {
			return err
		}
		take(list...)
	}
	if !found {
		s.gone = append(s.gone, period+name)
	}
	return nil
}

// in reports whether a duty stands in the period that is said, or in the present one where none is.
func (x reader) in(st duty.Standing, period string) bool {
	if period == "" {
		return st.Rule.Watch || st.Period.To.After(x.r.Now)
	}
	return st.Period.Title() == period
}

// titled is the period of a title: the present one or one of those before it, which cards may still speak of.
func titled(p models.Period, title string) (models.Period, bool) {
	for range 24 {
		if p.Title() == title {
			return p, true
		}
		p = p.Previous()
	}
	return p, false
}

// numbers are those of records in short or other forms, and of records of which nothing is owed any more.
func (x reader) numbers(s *spoken) {
	var kinds []string
	for _, m := range x.r.Deployment.Modules {
		for _, k := range m.Deadlines {
			kinds = append(kinds, k.Ref)
		}
	}
	masked := []byte(s.rest)
	for _, n := range naming.Numbers(x.r.Profile, s.rest) {
		refs := n.Candidates(x.r.Profile, x.r.Now.Year())
		if !slices.Contains(kinds, n.Kind) || len(refs) == 0 {
			continue
		}
		item := part.FindString(s.rest[n.End:])
		before := len(s.list)
		for _, st := range x.all {
			if st.Once && slices.ContainsFunc(refs, func(ref string) bool { return st.Ref == ref+item }) {
				s.list = append(s.list, st)
			}
		}
		if len(s.list) == before {
			s.gone = append(s.gone, refs[0]+item)
		}
		copy(masked[n.At:n.End+len(item)], strings.Repeat(" ", n.End+len(item)-n.At))
	}
	s.rest = string(masked)
}

// narrowed leaves, of what several owe under one name, those whom the text names, where it names any.
func (s spoken) narrowed(list []duty.Standing) []duty.Standing {
	said := func(st duty.Standing) bool { return st.Subject.Name != "" && strings.Contains(s.text, st.Subject.Name) }
	return slices.DeleteFunc(slices.Clone(list), func(st duty.Standing) bool {
		instead := func(o duty.Standing) bool { return o.Called() == st.Called() && said(o) }
		return !said(st) && slices.ContainsFunc(list, instead)
	})
}
