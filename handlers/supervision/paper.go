package supervision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
	"linzhangbot/models/supervision"
)

// paper is the drafted words of a measure, with whoever carries it out.
type paper struct {
	title   string
	to      string
	body    string
	who     string
	persons []string
	names   []string // of those persons
}

// readers are those whom the paper reaches, by name.
func (d paper) readers() []string { return append([]string{d.to}, d.names...) }

// keep files the whole paper under its number.
func (d paper) keep(r *handlers.Request, x supervision.Issue, kind, number string) error {
	text := handlers.Lines(d.title, number, d.to+"：", "    "+d.body, officeName(r.Profile), longDay(r, r.Now))
	return supervision.KeepPaper(r.Tx, supervision.Paper{Issue: x.ID, Kind: kind, Number: number, Title: d.title,
		Body: r.Profile.Words(text), Person: r.Actor.Person, At: r.Now})
}

// longDay is a day as papers write it.
func longDay(r *handlers.Request, t time.Time) string {
	return t.In(r.Now.Location()).Format("2006年1月2日")
}

// drafted words a measure: the facts, what is asked for, by when, under which article.
func drafted(r *handlers.Request, x supervision.Issue, rung profile.Rung) (paper, error) {
	holders, err := carriers(r, x, rung.By)
	if err != nil {
		return paper{}, err
	}
	p, org := r.Profile, r.Profile.OrgName(x.Org)
	d := paper{title: "关于" + org + "“" + handlers.Cut(x.Title, 40) + "”问题的" + rung.Name, to: org}
	if rung.To != "" {
		post, _ := p.Post(rung.To)
		d.to = post.Title
	}
	for _, h := range holders {
		d.persons, d.names = append(d.persons, h.Person), append(d.names, h.Name)
	}
	if rung.By != "" {
		post, _ := p.Post(rung.By)
		d.who = cmp.Or(strings.Join(d.names, "、"), post.Title+"（名册里没有对口的，请指定）")
	}
	d.body = situation(r, org, x) + demand(org, cmp.Or(rung.Article, p.Issues.Article), rung, d.who)
	return d, nil
}

// officeOf is the district's office.
func officeOf(p *profile.Profile) profile.Org {
	i := slices.IndexFunc(p.Orgs, func(o profile.Org) bool { return o.Kind == models.KindOffice })
	if i < 0 {
		return profile.Org{}
	}
	return p.Orgs[i]
}

func officeName(p *profile.Profile) string {
	o := officeOf(p)
	return cmp.Or(o.Full, o.Name, p.Name)
}

func situation(r *handlers.Request, org string, x supervision.Issue) string {
	s := fmt.Sprintf("%s于%s立项，由%s整改，时限%s。", x.Number, longDay(r, x.At), org, longDay(r, x.Due))
	if n := x.Late(r.Now, r.Days); n > 0 {
		s += fmt.Sprintf("至今逾期%d个工作日。", n)
	}
	if x.Returned > 0 {
		s += fmt.Sprintf("核查不到位退回%d次。", x.Returned)
	}
	if x.Extensions > 0 {
		s += fmt.Sprintf("已延期%d次。", x.Extensions)
	}
	return s
}

func demand(org string, article models.Article, rung profile.Rung, who string) string {
	by, then := "", ""
	if article != "" {
		by, then = "依据"+string(article), "，"
	}
	switch {
	case rung.To != "":
		return by + then + "报请研究" + rung.Name + "。"
	case who != "":
		return by + then + "由" + who + "对" + org + "进行" + rung.Name + "，请立即整改并书面报告。"
	}
	return by + "予以" + rung.Name + "，请立即整改，并将整改情况报" + models.TheOfficeFull + "。"
}

// carriers are the holders of the post that carries a measure out: those linked to the organisation, else those
// linked to none.
func carriers(r *handlers.Request, x supervision.Issue, post string) ([]roster.Holder, error) {
	if post == "" {
		return nil, nil
	}
	all, err := roster.Holders(r.Tx, roster.Query{Post: post}, r.Now)
	if err != nil {
		return nil, err
	}
	var linked, free []roster.Holder
	for _, h := range all {
		switch {
		case slices.Contains(h.Linked, x.Org) || h.Org != "" && h.Org == x.Org:
			linked = append(linked, h)
		case len(h.Linked) == 0 && h.Org == "":
			free = append(free, h)
		}
	}
	if len(linked) > 0 {
		return linked, nil
	}
	return free, nil
}

// advice keeps the paper an issue was opened with: 整改建议书 (第七条（二）).
func advice(r *handlers.Request, x supervision.Issue, name string) error {
	number, _, err := r.Number("paper")
	if err != nil {
		return err
	}
	d := paper{title: name, to: r.Profile.OrgName(x.Org)}
	d.body = fmt.Sprintf("经查，存在以下问题：%s。请于%s前完成整改，并将整改情况报%s（编号%s）。", x.Title, longDay(r, x.Due),
		models.TheOfficeFull, x.Number)
	return d.keep(r, x, "advice", number)
}
