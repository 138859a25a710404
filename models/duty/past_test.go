package duty

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/profile"
)

// history is a district that changes its rules and members at random.
type history struct {
	*rand.Rand
	laws    *profile.Set
	holders []Holder
	facts   []Fact
}

var (
	begin  = at("2026-01-01 00:00")
	cut    = at("2026-07-08 00:00") // what was over then is the past
	finish = at("2026-12-31 00:00")
)

// dayIn is a random day of [from, to).
func (h *history) dayIn(from, to time.Time) time.Time {
	return from.AddDate(0, 0, h.IntN(int(to.Sub(from).Hours())/24))
}

// version is a random version of the rules that holds from a day on. What it says of memberships begins no earlier:
// a version that rewrites the past is a mistake of whoever writes it, and no part of this property.
func (h *history) version(from time.Time) *profile.Profile {
	p := &profile.Profile{Version: from.Format(time.DateOnly), Effective: profile.Date{Time: from}}
	for _, code := range []string{"a", "b", "c", "d"} {
		if h.IntN(6) == 0 {
			continue
		}
		o := profile.Org{Code: code, Kind: models.KindTown, Class: []string{"first", "second"}[h.IntN(2)]}
		if h.IntN(4) == 0 {
			o.From = profile.Date{Time: h.dayIn(begin, finish)}
		}
		if h.IntN(4) == 0 {
			o.To = profile.Date{Time: h.dayIn(begin, finish)}
		}
		p.Orgs = append(p.Orgs, o)
	}
	every := []models.Every{models.Workday, models.Week, models.Month, models.TwoMonths, models.Quarter}
	for _, id := range []string{"one", "two", "three"} {
		r := profile.Duty{ID: id, What: "report", AtLeast: 1 + h.IntN(3), Every: every[h.IntN(len(every))]}
		switch h.IntN(5) {
		case 0:
			continue // dropped
		case 1:
			r.Who.Class = "first"
		case 2:
			r.Who.Post = "chief"
		}
		if r.Every.Months() > 0 && h.IntN(3) == 0 {
			r.Due = profile.Due{After: 1, Day: 5}
		}
		p.Duties = append(p.Duties, r)
	}
	return p
}

// live adds versions, terms and facts between two days.
func (h *history) live(from, to time.Time) {
	for day := h.dayIn(from, to); day.Before(to); day = h.dayIn(day, to.AddDate(0, 0, 40)).AddDate(0, 0, 20) {
		h.laws.Versions = append(h.laws.Versions, h.version(day))
	}
	for range 4 {
		t := Holder{Post: "chief", Org: []string{"a", "b"}[h.IntN(2)], Person: fmt.Sprint("p", h.IntN(4)), Since: h.dayIn(from, to)}
		if h.IntN(2) == 0 {
			t.Until = h.dayIn(t.Since, finish.AddDate(0, 0, 1)).AddDate(0, 0, 1)
		}
		h.holders = append(h.holders, t)
	}
	for range 60 {
		f := Fact{What: "report", Org: []string{"a", "b", "c", "d"}[h.IntN(4)], At: h.dayIn(from, to).Add(10 * time.Hour)}
		if h.IntN(4) == 0 {
			f.Person = fmt.Sprint("p", h.IntN(4))
		}
		h.facts = append(h.facts, f)
	}
}

// told is everything that is said of the periods that were over and due before the cut.
func (h *history) told(now time.Time) map[string]string {
	in := Input{Laws: h.laws, Holders: h.holders, Facts: h.facts, Now: now, Days: calendar.New()}
	out := map[string]string{}
	for _, i := range Within(h.laws, nil, begin, cut, in.Days) {
		for _, s := range For(in, i) {
			if s.Due.Before(cut) && !s.Period.To.After(cut) {
				out[s.Key()+" "+s.Subject.Org] = fmt.Sprintf("%d/%d %s, due %s, by %s", s.Have, s.Want, s.State,
					s.Due.Format(time.DateOnly), s.Law.Version)
			}
		}
	}
	return out
}

// TestThePastKeepsItsRules: over random years, nothing that is said of a past period changes when versions, members
// and facts come later; a fact of its own changes its own standing alone; each standing is judged by the version that
// held when its period began.
func TestThePastKeepsItsRules(t *testing.T) {
	said := 0
	for seed := range uint64(50) {
		h := &history{Rand: rand.New(rand.NewPCG(seed, 9))}
		h.laws = &profile.Set{Versions: []*profile.Profile{h.version(begin)}}
		h.live(begin.AddDate(0, 0, 10), cut)
		before := h.told(cut)
		said += len(before)
		h.live(cut, finish)
		for _, now := range []time.Time{cut, h.dayIn(cut, finish), finish} {
			same(t, seed, before, h.told(now))
		}
		own := Fact{What: "report", Org: "a", At: h.dayIn(begin, cut.AddDate(0, 0, -40)).Add(9 * time.Hour)}
		h.facts = append(h.facts, own)
		for key, words := range h.told(finish) {
			if was := before[key]; was != words && key[len(key)-1:] != "a" {
				t.Errorf("seed %d: a fact of a changes %s: %s to %s", seed, key, was, words)
			}
		}
		h.judged(t, seed)
	}
	if said < 5000 {
		t.Errorf("only %d standings were looked at", said)
	}
}

func same(t *testing.T, seed uint64, before, after map[string]string) {
	t.Helper()
	for key, was := range before {
		if is := after[key]; is != was {
			t.Errorf("seed %d: %s was %s and is %s", seed, key, was, is)
		}
	}
	if len(after) != len(before) {
		t.Errorf("seed %d: %d standings of the past were %d", seed, len(after), len(before))
	}
}

// judged holds what is said at every week's end against what is written: the version of the period's first day, and
// nobody who was not there then, or is not there now.
func (h *history) judged(t *testing.T, seed uint64) {
	t.Helper()
	for _, i := range Within(h.laws, nil, begin, finish, calendar.New()) {
		if i.Law != h.laws.At(i.Period.From) {
			t.Errorf("seed %d: %s is judged by %s", seed, i.Key(""), i.Law.Version)
		}
	}
	for now := begin; now.Before(finish); now = now.AddDate(0, 0, 7) {
		in := Input{Laws: h.laws, Holders: h.holders, Facts: h.facts, Now: now.Add(9 * time.Hour), Days: calendar.New()}
		for _, s := range Stand(in) {
			law := h.laws.At(s.Period.From)
			rule, ok := law.Duty(s.Rule.ID)
			if !ok || s.Law != law || s.Want != rule.AtLeast || s.Period.Every != rule.Every {
				t.Errorf("seed %d, %s: %s is judged by %s", seed, now.Format(time.DateOnly), s.Key(), s.Law.Version)
			}
			then, known := law.Org(s.Subject.Org)
			present, still := h.laws.At(in.Now).Org(s.Subject.Org)
			there := known && then.Exists(s.Period.From) && (s.Gone || still && present.Exists(in.Now))
			if s.Gone && (s.Open() || s.Period.To.After(in.Now)) {
				t.Errorf("seed %d, %s: %s is asked for of who is gone", seed, now.Format(time.DateOnly), s.Key())
			}
			if s.Subject.Person == "" && !there {
				t.Errorf("seed %d, %s: %s was not there or is gone", seed, now.Format(time.DateOnly), s.Key())
			}
		}
	}
}
