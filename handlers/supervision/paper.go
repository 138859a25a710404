package supervision

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/db"
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
	office  string
	day     string
}

// text is the whole paper with its number.
func (d paper) text(number string) string {
	return lines(d.title, number, "", d.to+"：", "    "+d.body, "", d.office, d.day)
}

// drafted words a measure: the facts, what is asked for, by when, under which article.
func drafted(tx *db.Tx, p *profile.Profile, x supervision.Issue, rung profile.LadderStep, now time.Time, days supervision.WorkingDays) (paper, error) {
	holders, err := carriers(tx, x, rung.By, now)
	if err != nil {
		return paper{}, err
	}
	d := paper{title: "关于" + p.OrgName(x.Org) + "“" + cut(x.Title, 40) + "”问题的" + rung.Name, to: p.OrgName(x.Org), office: officeName(p), day: now.Format("2006年1月2日")}
	if rung.To != "" {
		post, _ := p.Post(rung.To)
		d.to = post.Title
	}
	names := ""
	for _, h := range holders {
		d.persons = append(d.persons, h.Person)
		names = lines(names, h.Name)
	}
	if rung.By != "" {
		post, _ := p.Post(rung.By)
		d.who = or(names, post.Title+"（名册里没有对口的，请指定）")
	}
	d.body = situation(p, x, now, days) + demand(p, x, rung, d.who)
	return d, nil
}

func officeName(p *profile.Profile) string {
	for _, o := range p.Orgs {
		if o.Kind == "office" {
			return or(o.Full, o.Name)
		}
	}
	return p.Name
}

func situation(p *profile.Profile, x supervision.Issue, now time.Time, days supervision.WorkingDays) string {
	s := fmt.Sprintf("%s于%s立项，由%s整改，时限%s。", x.Number, x.At.In(now.Location()).Format("2006年1月2日"), p.OrgName(x.Org), x.Due.In(now.Location()).Format("2006年1月2日"))
	if n := x.Late(now, days); n > 0 {
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

func demand(p *profile.Profile, x supervision.Issue, rung profile.LadderStep, who string) string {
	article := or(string(rung.Article), string(p.Issues.Article))
	switch {
	case rung.To != "":
		return "依据" + article + "，报请研究" + rung.Name + "。"
	case who != "":
		return "依据" + article + "，由" + who + "对" + p.OrgName(x.Org) + "进行" + rung.Name + "，请立即整改并书面报告。"
	}
	return "依据" + article + "予以" + rung.Name + "，请立即整改，并将整改情况报区林长办公室。"
}

// carriers are the holders of the post that carries a measure out: those linked to the organisation, else those
// linked to none.
func carriers(tx *db.Tx, x supervision.Issue, post string, now time.Time) ([]roster.Holder, error) {
	if post == "" {
		return nil, nil
	}
	all, err := roster.Holders(tx, roster.Query{Post: post}, now)
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
	d := paper{title: name, to: r.Profile.OrgName(x.Org), office: officeName(r.Profile), day: r.Now.Format("2006年1月2日")}
	d.body = fmt.Sprintf("经查，存在以下问题：%s。请于%s前完成整改，并将整改情况报区林长办公室（编号%s）。", x.Title, x.Due.In(r.Now.Location()).Format("2006年1月2日"), x.Number)
	return supervision.KeepPaper(r.Tx, supervision.Paper{Issue: x.ID, Kind: "advice", Number: number, Title: d.title, Body: d.text(number), Person: r.Actor.Person, At: r.Now})
}
