package information

import (
	"errors"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// pick finds the report that a request speaks about: by number in any form (3, 信3号, 信〔2026〕3号, 20261123-02), by
// the name of an organisation (its newest), by a quoted card, or as the last one.
func pick(r *handlers.Request, said string) (information.Report, error) {
	if said == "" {
		if refs := information.Refs(r.Args.Text); len(refs) > 0 {
			said = refs[0]
		}
	}
	ref, ok := information.ParseRef(said, r.Now.Location())
	if said == "" || ok && ref.Last {
		if quoted := information.Refs(r.Event.Quote); len(quoted) > 0 {
			ref, ok = information.ParseRef(quoted[0], r.Now.Location())
		}
	}
	switch {
	case ok && ref.N > 0:
		return byNumber(r, ref)
	case ok && ref.Seq > 0:
		return byDay(r, ref)
	case ok || said == "":
		return last(r)
	}
	if org, found := orgNamed(r.Profile, said); found {
		return first(r, information.Filter{Org: org.Code, Newest: true, Limit: 1})
	}
	return first(r, information.Filter{Numbers: []string{said}, Newest: true, Limit: 1})
}

func byNumber(r *handlers.Request, ref information.Ref) (information.Report, error) {
	years := []int{ref.Year}
	if ref.Year == 0 {
		years = []int{r.Now.Year(), r.Now.Year() - 1} // in January people still speak of December's
	}
	var numbers []string
	for _, y := range years {
		numbers = append(numbers, r.Profile.Number("report", y, ref.N))
	}
	return first(r, information.Filter{Numbers: numbers, Newest: true, Limit: 1})
}

func byDay(r *handlers.Request, ref information.Ref) (information.Report, error) {
	rows, err := information.Find(r.Tx, information.Filter{Org: scope(r), Since: ref.Day, Before: ref.Day.AddDate(0, 0, 1)})
	if err != nil {
		return information.Report{}, err
	}
	if ref.Seq > len(rows) {
		return information.Report{}, notFound(r)
	}
	return rows[ref.Seq-1], nil
}

// last is the sender's own last report; for the office the newest that still waits for a word, else the newest.
func last(r *handlers.Request) (information.Report, error) {
	if !r.Actor.IsOffice() {
		return first(r, information.Filter{Person: r.Actor.Person, Newest: true, Limit: 1})
	}
	x, err := first(r, information.Filter{State: information.Submitted, Newest: true, Limit: 1})
	var none *models.Error
	if errors.As(err, &none) {
		return first(r, information.Filter{Newest: true, Limit: 1})
	}
	return x, err
}

// first is the first report of a list; outside the office and the chiefs, only of the own organisation.
func first(r *handlers.Request, f information.Filter) (information.Report, error) {
	rows, err := information.Find(r.Tx, f)
	if err != nil {
		return information.Report{}, err
	}
	if len(rows) == 0 {
		return information.Report{}, notFound(r)
	}
	return rows[0], nil
}

func notFound(r *handlers.Request) *models.Error {
	return models.Refuse(models.NotFound, "没有找到这条信息。", "发“信息列表”看编号，再说“撤回 信3号”这样的话。", r.Profile.Reports.Article)
}

// scope is the organisation whose records the sender sees; empty: all of the district.
func scope(r *handlers.Request) string {
	if r.Actor.IsOffice() || r.Actor.IsChief() {
		return ""
	}
	return r.Actor.Org.Code
}

// by is the sender as the state table knows him.
func by(r *handlers.Request) information.By {
	return information.By{Org: r.Actor.Org.Code, Office: r.Actor.IsOffice()}
}

// orgOf is a report's organisation as the profile knows it.
func orgOf(p *profile.Profile, code string) profile.Org {
	if o, ok := p.Org(code); ok {
		return o
	}
	return profile.Org{Code: code, Name: code}
}

// refSlot is what the sentence says about which report.
func refSlot(r *handlers.Request) string { return strings.TrimSpace(r.Args.Slots.Str("ref")) }

// monthOf is a moment within the month a report counts for.
func monthOf(r *handlers.Request, x information.Report) time.Time {
	if p, ok := models.ParsePeriod(x.Period, r.Now.Location()); ok {
		return p.From
	}
	return x.At.In(r.Now.Location())
}
