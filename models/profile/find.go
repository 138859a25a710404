package profile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/calendar"
)

// Location is the district's time zone. Check has made sure that it loads.
func (p *Profile) Location() *time.Location {
	if p.loc != nil {
		return p.loc
	}
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Org finds an organisation by code.
func (p *Profile) Org(code string) (Org, bool) {
	return models.Find(p.Orgs, func(o Org) bool { return o.Code == code })
}

// Brief is the organisation as an actor and a command see it.
func (o Org) Brief() models.Org { return models.Org{Code: o.Code, Name: o.Name, Kind: o.Kind} }

// OrgName is the short official name, or the code when the profile does not know it.
func (p *Profile) OrgName(code string) string {
	if o, ok := p.Org(code); ok {
		return o.Name
	}
	return code
}

// Post finds a post by key.
func (p *Profile) Post(key string) (Post, bool) {
	return models.Find(p.Posts, func(x Post) bool { return x.Key == key })
}

// Duty finds a duty by id.
func (p *Profile) Duty(id string) (Duty, bool) {
	return models.Find(p.Duties, func(d Duty) bool { return d.ID == id })
}

// OrgsOf lists the organisations of a kind that exist at t, in the profile's order.
func (p *Profile) OrgsOf(kind models.OrgKind, t time.Time) []Org {
	var out []Org
	for _, o := range p.Orgs {
		if o.Kind == kind && o.Exists(t) {
			out = append(out, o)
		}
	}
	return out
}

// Exists reports whether the organisation exists at t.
func (o Org) Exists(t time.Time) bool {
	return (o.From.IsZero() || !t.Before(o.From.Time)) && (o.To.IsZero() || t.Before(o.To.Time))
}

// Closed reports whether the organisation was closed by t.
func (o Org) Closed(t time.Time) bool { return !o.To.IsZero() && !t.Before(o.To.Time) }

// Successor is the organisation that does at t what a closed one did; ok is false where the profile names none.
func (p *Profile) Successor(o Org, t time.Time) (next Org, ok bool) {
	for range p.Orgs {
		if o, ok = p.Org(o.Successor); !ok || !o.Closed(t) {
			return o, ok
		}
	}
	return Org{}, false
}

// plainNumbers are the forms for a district that has not said how it numbers its papers: they can be told apart and
// said again.
var plainNumbers = map[string]string{
	"report": "信〔{year}〕{n}号", "issue": "督〔{year}〕{n}号", "inspection": "督查〔{year}〕{n}号", "meeting": "会〔{year}〕{n}号",
	"resolution": "议〔{year}〕{n}号", "summary": "总结〔{year}〕{n}号", "selfcheck": "自查〔{year}〕{n}号", "patrol": "巡〔{year}〕{n}号",
	"activity": "协〔{year}〕{n}号", "share": "享〔{year}〕{n}号", "disclosure": "公开〔{year}〕{n}号", "bulletin": "{year}年第{n}期",
	"special": "{year}年专报第{n}期", "order": "{year}年第{n}号总林长令", "paper": "文〔{year}〕{n}号",
}

// Number writes a number in the district's form: kind report, 2026, 3 → 信〔2026〕3号.
func (p *Profile) Number(kind string, year, n int) string {
	return strings.NewReplacer("{year}", itoa(year), "{n}", itoa(n)).Replace(p.NumberForm(kind))
}

// NumberForm is how the district numbers a kind of record, with {year} and {n}: 信〔{year}〕{n}号.
func (p *Profile) NumberForm(kind string) string {
	return cmp.Or(p.Numbering[kind], plainNumbers[kind], "〔{year}〕{n}号")
}

// NumberKinds are the kinds of records that are numbered, in order.
func (p *Profile) NumberKinds() []string {
	kinds := slices.AppendSeq(slices.Collect(maps.Keys(plainNumbers)), maps.Keys(p.Numbering))
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// ArticleText is the wording of an article cited as “信息制度 第九条”; empty when the profile does not quote it.
func (p *Profile) ArticleText(a models.Article) string {
	name, no, ok := cutArticle(a)
	for _, r := range p.Regulations {
		if ok && r.Name == name {
			return r.Articles[no]
		}
	}
	return ""
}

// cutArticle parts 信息制度 第九条 into the regulation and what is cited of it.
func cutArticle(a models.Article) (regulation, rest string, ok bool) {
	return strings.Cut(string(a), " ")
}

// At reports whether organisations of a kind have the post; empty means the district itself. A liaison that no kind is
// said for may be anybody's: a district of townships, farms and parks need not name the post three times.
func (x Post) At(kind models.OrgKind) bool {
	return x.Of == kind || x.Of == "" && x.Role == models.RoleLiaison
}

func itoa(n int) string { return strconv.Itoa(n) }

// Selects reports whether the organisation is among those the rule speaks about.
func (w Who) Selects(o Org) bool {
	if w.Kind != "" && o.Kind != w.Kind || w.Class != "" && o.Class != w.Class {
		return false
	}
	return !slices.Contains(w.Except, o.Code) && (len(w.Orgs) == 0 || slices.Contains(w.Orgs, o.Code))
}

// OfficeHours are the hours within which the district is spoken to.
func (p *Profile) OfficeHours() (calendar.Hours, error) {
	h, err := calendar.ParseHours(p.Hours.Morning, p.Hours.Until, p.Hours.From, p.Hours.To)
	if err != nil {
		return h, fmt.Errorf("read office hours: %w", err)
	}
	return h, nil
}
