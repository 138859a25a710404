package information

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// What one message may bring. Longer texts are cut, and the sender is told.
const (
	maxItems = 20
	maxTitle = 120
	maxBody  = 20000
)

// item is one of the reports that a message brings.
type item struct {
	title, body, category, eventDate string
	trimmed                          bool
}

// draft is a message understood as reports, before any of it is filed.
type draft struct {
	org     profile.Org
	items   []item
	said    time.Time // when the first message of the dialogue was said: it decides the month
	message string    // its id: taking it back takes the report back
	media   string
	month   models.Period
	late    bool
}

// begin reads who, what and when of a report from the request.
func begin(r *handlers.Request) draft {
	s := r.Args.Slots
	d := draft{said: r.Now, message: r.Event.ID, media: s.Str("media")}
	if t, err := time.Parse(time.RFC3339Nano, s.Str("said")); err == nil {
		d.said = t.In(r.Now.Location())
	}
	if id := s.Str("message"); id != "" {
		d.message = id
	}
	if len(r.Event.Media) > 0 {
		if b, err := json.Marshal(r.Event.Media); err == nil {
			d.media = string(b)
		}
	}
	d.items = itemsOf(s)
	return d
}

// memory is what a question must remember so that the answer goes on with the first message, not with the answer.
func (d draft) memory(agreed bool) handlers.Slots {
	return handlers.Slots{"said": d.said.Format(time.RFC3339Nano), "message": d.message, "media": d.media, "agreed": agreed}
}

func itemsOf(s handlers.Slots) []item {
	list := s.Items("items")
	if len(list) == 0 {
		list = []handlers.Slots{s}
	}
	var out []item
	for _, one := range list[:min(len(list), maxItems)] {
		if it, ok := itemOf(one); ok {
			out = append(out, it)
		}
	}
	return out
}

func itemOf(s handlers.Slots) (item, bool) {
	it := item{title: tidy(s.Str("title")), body: s.Str("body"), category: s.Str("category"), eventDate: s.Str("event_date")}
	if it.title == "" {
		it.title = firstSentence(it.body)
	}
	if utf8.RuneCountInString(it.title) > maxTitle {
		it.body = lines(it.title, it.body)
		it.title = string([]rune(it.title)[:maxTitle])
	}
	if utf8.RuneCountInString(it.body) > maxBody {
		it.body, it.trimmed = string([]rune(it.body)[:maxBody]), true
	}
	if _, err := time.Parse(time.DateOnly, it.eventDate); err != nil {
		it.eventDate = ""
	}
	return it, it.title != ""
}

// tidy takes the title out of its brackets and closes up line breaks.
func tidy(title string) string {
	title = strings.TrimRight(strings.Join(strings.Fields(title), " "), "。.；; ")
	if strings.HasPrefix(title, "《") && strings.HasSuffix(title, "》") && strings.Count(title, "《") == 1 {
		title = strings.TrimSuffix(strings.TrimPrefix(title, "《"), "》")
	}
	for _, pair := range []string{"“”", "「」", "‘’"} { // “报送 标题” copied with its quotation marks
		opening, closing := string([]rune(pair)[0]), string([]rune(pair)[1])
		if strings.HasSuffix(title, closing) && strings.Count(title, closing) > strings.Count(title, opening) {
			title = strings.TrimSuffix(title, closing)
		}
	}
	return title
}

func firstSentence(body string) string {
	end := strings.IndexAny(body, "。！？；\n")
	if end < 0 {
		end = len(body)
	}
	return tidy(body[:end])
}

// owner finds out whose report it is: the sender's own organisation; the office may file for another.
func owner(r *handlers.Request) (profile.Org, *models.Error) {
	own, ok := r.Profile.Org(r.Actor.Org.Code)
	if named, found := orgNamed(r.Profile, r.Args.Slots.Str("unit")); found && r.Actor.IsOffice() {
		return named, nil
	}
	if !ok {
		return own, models.Refuse(models.NotAllowed, "报送信息要以街镇或单位的名义，您现在没有所属单位。", "请由街镇、单位的联络员报送，或联系区林长办。", r.Profile.Reports.Article)
	}
	return own, nil
}

// orgNamed finds an organisation by any name the profile knows.
func orgNamed(p *profile.Profile, name string) (profile.Org, bool) {
	if name == "" || name == "*" {
		return profile.Org{}, false
	}
	for _, o := range p.Orgs {
		if o.Code == name || o.Name == name || o.Full == name {
			return o, true
		}
	}
	for _, o := range p.Orgs {
		for _, a := range append(append([]string{}, o.Aliases...), o.Former...) {
			if a == name {
				return o, true
			}
		}
	}
	return profile.Org{}, false
}

// foreign is the organisation whose name a title begins with when that is not the sender's: worth one question.
func foreign(r *handlers.Request, d draft) (profile.Org, bool) {
	named, ok := orgNamed(r.Profile, r.Args.Slots.Str("unit"))
	if !ok || named.Code == d.org.Code {
		return profile.Org{}, false
	}
	for _, name := range append([]string{named.Name, named.Full}, named.Aliases...) {
		if name != "" && strings.HasPrefix(d.items[0].title, name) {
			return named, true
		}
	}
	return profile.Org{}, false
}

// place decides the month the reports count for: that of the moment they were said in; an earlier one only within
// the profile's days of grace, marked late; a later one never.
func (d *draft) place(r *handlers.Request) *models.Error {
	d.month = models.PeriodOf(models.Month, d.said)
	want, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location())
	if !ok || want.Every != models.Month || want.Key == d.month.Key || want.Key == information.Month(r.Now) {
		return nil
	}
	article := articleOf(r.Profile, d.org)
	want = d.meant(r, want)
	if want.From.After(d.month.From) {
		return models.Refuse(models.BadInput, span(want, r.Now)+"还没有到，不能提前报送。", fmt.Sprintf("现在报送，计入%d月。", d.month.From.Month()), article)
	}
	if grace := r.Profile.Reports.LateDays; grace < 0 || !d.said.Before(want.To.AddDate(0, 0, grace)) {
		return models.Refuse(models.BadInput, span(want, r.Now)+"的报送已经截止，不能补报。", fmt.Sprintf("发“报送 标题”，计入%d月。", d.month.From.Month()), article)
	}
	d.month, d.late = want, true
	return nil
}

// meant is the month that was meant: 3月 said in February is the coming March, not that of a year ago, unless the year
// was said.
func (d *draft) meant(r *handlers.Request, want models.Period) models.Period {
	next := models.PeriodOf(models.Month, want.From.AddDate(1, 0, 0))
	said := strings.ContainsAny(r.Args.Text, "年〔") || strings.Contains(r.Args.Text, "-")
	if !said && next.From.After(d.month.From) && next.From.Sub(d.month.From) < d.month.From.Sub(want.From) {
		return next
	}
	return want
}

// articleOf is the article behind an organisation's reports: that of its quota, else that of reporting.
func articleOf(p *profile.Profile, org profile.Org) models.Article {
	for _, rule := range information.Rules(p, org) {
		return rule.Article
	}
	if len(p.Categories) > 0 {
		return p.Categories[0].Article
	}
	return p.Reports.Article
}

// at is the moment whose periods the draft counts for.
func (d draft) at() time.Time {
	if d.late {
		return d.month.From
	}
	return d.said
}
