package information

import (
	"errors"
	"slices"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// kind is the kind of number that reports bear.
const kind = "report"

// pick finds the report that a request speaks about: by number in any form (3, 信3号, 信〔2026〕3号, 20261123-02), by
// the name of an organisation (its newest), by a quoted card, or as the last one.
func pick(r *handlers.Request, said string) (information.Report, error) {
	n, ok := naming.ParseNumber(r.Profile, kind, said)
	if said == "" {
		n, ok = naming.Find(r.Profile, kind, r.Args.Text)
	}
	if n.Last || said == "" && !ok {
		if quoted, found := naming.Find(r.Profile, kind, r.Event.Quote); found {
			n, ok = quoted, true
		}
	}
	switch {
	case n.N > 0:
		return newest(r, information.Filter{Numbers: n.Candidates(r.Profile, r.Now.Year())})
	case n.Seq > 0:
		return ofDay(r, n)
	case ok || said == "":
		return last(r)
	}
	if org, found := naming.Org(r.Profile, said, time.Time{}); found {
		return newest(r, information.Filter{Org: org.Code})
	}
	return newest(r, information.Filter{Numbers: []string{said}})
}

// mentioned lists the numbers of reports in the sentence, as they were typed.
func mentioned(r *handlers.Request) []string {
	var out []string
	for _, n := range naming.Numbers(r.Profile, r.Args.Text) {
		if typed := r.Args.Text[n.At:n.End]; n.Kind == kind && !slices.Contains(out, typed) {
			out = append(out, typed)
		}
	}
	return out
}

func ofDay(r *handlers.Request, n naming.Number) (information.Report, error) {
	day := information.Filter{Orgs: r.Scopes(), Since: n.Day, Before: n.Day.AddDate(0, 0, 1)}
	rows, err := information.Find(r.Tx, day)
	if err == nil && n.Seq > len(rows) {
		err = notFound(r)
	}
	if err != nil {
		return information.Report{}, err
	}
	return rows[n.Seq-1], nil
}

// last is the sender's own last report; for the office the newest that still waits for a word, else the newest. Who
// reports for an organisation beside his post in the office takes back and changes his own.
func last(r *handlers.Request) (information.Report, error) {
	own := r.Args.Intent == "report.withdraw" || r.Args.Intent == "report.edit"
	if !r.Actor.IsOffice() || own && len(r.Mine()) > 0 {
		return newest(r, information.Filter{Person: r.Actor.Person})
	}
	x, err := newest(r, information.Filter{State: information.Submitted})
	var none *models.Error
	if errors.As(err, &none) {
		return newest(r, information.Filter{})
	}
	return x, err
}

func newest(r *handlers.Request, f information.Filter) (information.Report, error) {
	f.Newest, f.Limit = true, 1
	rows, err := information.Find(r.Tx, f)
	if err == nil && len(rows) == 0 {
		err = notFound(r)
	}
	if err != nil {
		return information.Report{}, err
	}
	return rows[0], nil
}

func notFound(r *handlers.Request) *models.Error {
	return models.Refuse(models.NotFound, "没有找到这条信息。", "发“信息列表”看编号，再说一遍。", r.Profile.Reports.Article)
}

// by is the sender as the state table knows him: whose report it is decides for whom he speaks.
func by(r *handlers.Request, x information.Report) information.By {
	return information.By{Org: r.Actor.SeatFor(x.Org).Code, Office: r.Actor.IsOffice()}
}

// refSlot is what the sentence says about which report.
func refSlot(r *handlers.Request) string { return r.Args.Slots.Str("ref") }

// unit is the organisation that the sentence names.
func unit(r *handlers.Request) (profile.Org, bool) {
	return naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), time.Time{})
}

// owner finds out whose report it is: the sender's own organisation; the office may file for another. One that was
// closed when it was said files nothing more.
func owner(r *handlers.Request) (profile.Org, *models.Error) {
	if named, found := unit(r); found && r.Actor.IsOffice() {
		return named, dissolved(r, named)
	}
	own, ok := r.Profile.Org(r.Actor.Org.Code)
	if !ok {
		return own, models.Refuse(models.NotAllowed, "报送信息要以"+models.Towns+"或单位的名义，您现在没有所属单位。",
			"请由"+models.Towns+"、单位的"+models.Liaison+"报送，或联系"+models.TheOffice+"。", r.Profile.Reports.Article)
	}
	return own, dissolved(r, own)
}

// dissolved refuses what is filed for an organisation that is no more, and names the one that took over.
func dissolved(r *handlers.Request, o profile.Org) *models.Error {
	if !o.Closed(r.First.At) {
		return nil
	}
	instead := "请联系" + models.TheOffice + "，问清由哪个单位承接。"
	if next, ok := r.Profile.Successor(o, r.Now); ok {
		instead = o.Name + "的工作现由" + next.Name + "承接，请由" + next.Name + "的" + models.Liaison + "办理。"
	}
	return models.Refuse(models.NotAllowed, handlers.GoneWords(o)+"，没有登记。", instead, r.Profile.Reports.Article)
}

// wanted are the organisations a question is about; nil: all. Outside the office and the chiefs everybody sees those he
// holds a post in.
func wanted(r *handlers.Request) ([]string, *models.Error) {
	org, named := unit(r)
	switch {
	case named && !r.Sees(org.Code):
		return nil, notYours(r)
	case named && org.Kind != models.KindOffice:
		return []string{org.Code}, nil
	}
	return r.Scopes(), nil
}

// among reports whether an organisation is one of those asked about.
func among(orgs []string, org string) bool { return orgs == nil || slices.Contains(orgs, org) }

func notYours(r *handlers.Request) *models.Error {
	return models.Refuse(models.NotAllowed, "只能看本单位的信息。", "发“信息列表”看本单位的。", r.Profile.Reports.Article)
}

// asked is the period a question is about; otherwise the present one of a kind.
func asked(r *handlers.Request, otherwise models.Every) models.Period {
	if p, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location()); ok {
		return p
	}
	return models.PeriodOf(otherwise, r.Now)
}

// monthOf is a moment within the month a report counts for.
func monthOf(r *handlers.Request, x information.Report) time.Time {
	if p, ok := models.ParsePeriod(x.Period, r.Now.Location()); ok {
		return p.From
	}
	return x.At.In(r.Now.Location())
}

// media are the attachments of the answer, else those of the first message.
func media(r *handlers.Request) string {
	if len(r.Event.Media) > 0 {
		return handlers.MediaText(r.Event.Media)
	}
	return handlers.MediaText(r.First.Media)
}

// enclosed are the attachments of the answer, else those of the first message, each with the message that brought it.
func enclosed(r *handlers.Request) []information.Enclosure {
	list, id := r.First.Media, r.First.ID
	if len(r.Event.Media) > 0 {
		list, id = r.Event.Media, r.Event.ID
	}
	var out []information.Enclosure
	for _, m := range list {
		out = append(out, information.Enclosure{Kind: m.Kind, Name: m.Name, Ref: m.Ref, Message: id})
	}
	return out
}
