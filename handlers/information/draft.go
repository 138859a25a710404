package information

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
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
	org   profile.Org
	items []item
	said  time.Time // when the first message of the dialogue was said: it decides the month
	month models.Period
	late  bool
}

func itemsOf(s handlers.Slots) []item {
	list := s.Items("items")
	if len(list) == 0 {
		list = []handlers.Slots{s}
	}
	var out []item
	for _, one := range list[:min(len(list), maxItems)] {
		if it := itemOf(one); it.title != "" {
			out = append(out, it)
		}
	}
	return out
}

func itemOf(s handlers.Slots) item {
	it := item{title: tidy(s.Str("title")), body: s.Str("body"), category: s.Str("category"),
		eventDate: s.Str("event_date")}
	if it.title == "" {
		first, _, _ := strings.Cut(strings.NewReplacer("！", "。", "？", "。", "；", "。", "\n", "。").Replace(it.body), "。")
		it.title = tidy(first)
	}
	if utf8.RuneCountInString(it.title) > maxTitle {
		it.body = handlers.Lines(it.title, it.body)
		it.title = string([]rune(it.title)[:maxTitle])
	}
	if utf8.RuneCountInString(it.body) > maxBody {
		it.body, it.trimmed = string([]rune(it.body)[:maxBody]), true
	}
	if _, err := time.Parse(time.DateOnly, it.eventDate); err != nil {
		it.eventDate = ""
	}
	return it
}

// tidy takes the title out of its brackets and closes up line breaks.
func tidy(title string) string {
	title = strings.TrimRight(strings.Join(strings.Fields(title), " "), "。.；; ")
	if strings.HasPrefix(title, "《") && strings.HasSuffix(title, "》") && strings.Count(title, "《") == 1 {
		title = strings.TrimSuffix(strings.TrimPrefix(title, "《"), "》")
	}
	for _, marks := range [][2]string{{"“", "”"}, {"「", "」"}, {"‘", "’"}} { // “报送 标题” copied with its quotation marks
		if strings.HasSuffix(title, marks[1]) && strings.Count(title, marks[1]) > strings.Count(title, marks[0]) {
			title = strings.TrimSuffix(title, marks[1])
		}
	}
	return title
}

// foreign is the organisation whose name a title begins with when that is not the sender's: worth one question.
func (d draft) foreign(r *handlers.Request) (profile.Org, bool) {
	named, ok := unit(r)
	if !ok || named.Code == d.org.Code {
		return profile.Org{}, false
	}
	for _, name := range naming.Names(named) {
		if strings.HasPrefix(d.items[0].title, name) {
			return named, true
		}
	}
	return profile.Org{}, false
}

// place decides the month the reports count for: that of the moment they were said in; an earlier one only within
// the profile's days of grace, marked late; a later one never.
func (d *draft) place(r *handlers.Request) *models.Error {
	d.month = models.PeriodOf(models.Month, d.said)
	if m := noMonth.FindStringSubmatch(chinese.Normalize(r.First.Text)); m != nil {
		return models.Refuse(models.BadInput, "没有"+m[1]+"月，没有报送。", "请核对月份后重发。", articleOf(r.Profile, d.org))
	}
	want, ok := models.ParsePeriod(r.Args.Slots.Str("period"), r.Now.Location())
	if !ok || want.Every != models.Month || want.Key == d.month.Key || want.Key == information.Month(r.Now) {
		return nil
	}
	want = d.meant(r, want)
	present := fmt.Sprintf("计入%d月。", d.month.From.Month())
	article := articleOf(r.Profile, d.org)
	if want.From.After(d.month.From) {
		return models.Refuse(models.BadInput, span(want, r.Now)+"还没有到，不能提前报送。", "现在报送，"+present, article)
	}
	if grace := r.Profile.Reports.LateDays; !d.said.Before(want.To.AddDate(0, 0, grace)) {
		return models.Refuse(models.BadInput, span(want, r.Now)+"的报送已经截止，不能补报。", "发“报送 标题”，"+present, article)
	}
	d.month, d.late = want, true
	return nil
}

// noMonth is a month of the head of a report that no year has: 补报13月信息. Filed for the present month it would be late
// for the one that was meant.
var noMonth = regexp.MustCompile(`^[^：:]{0,8}报(?:送|的)?(?:\d{4}年)?\s*(0+|1[3-9]|[2-9]\d|\d{3,})月(?:份)?的?信息`)

// meant is the month that was meant: 3月 said in February is the coming March, not that of a year ago, unless the year
// was said.
func (d *draft) meant(r *handlers.Request, want models.Period) models.Period {
	next := models.PeriodOf(models.Month, want.From.AddDate(1, 0, 0))
	said := strings.ContainsAny(r.First.Text, "年〔-")
	if !said && next.From.After(d.month.From) && next.From.Sub(d.month.From) < d.month.From.Sub(want.From) {
		return next
	}
	return want
}

// at is the moment whose periods the draft counts for.
func (d draft) at() time.Time {
	if d.late {
		return d.month.From
	}
	return d.said
}
