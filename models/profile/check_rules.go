package profile

import (
	"fmt"
	"strings"
)

func (c *checker) categories(path string, all []Category) {
	c.unique(path, "类别", keys(all, func(x Category) string { return x.Key }))
	defaults := 0
	for i, x := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.need(at, "name", x.Name)
		c.article(at+".article", x.Article)
		if x.Default {
			defaults++
		}
	}
	if len(all) > 0 && defaults != 1 {
		c.wrong(path, "应当有且只有一个类别写 default: true，现在有 %d 个", defaults)
	}
}

func (c *checker) information() {
	c.unique("regulations", "制度", keys(c.p.Regulations, func(r Regulation) string { return r.Key }))
	c.categories("categories", c.p.Categories)
	c.categories("disclosure.categories", c.p.Disclosure.Categories)
	r := c.p.Reports
	if r.Duplicate < 0 || r.Duplicate > 1 {
		c.wrong("reports.duplicate", "duplicate 应当在 0 到 1 之间")
	}
	c.oneOf("reports.edit_until", r.EditUntil, "", "period")
	inside(c, "reports.late_days", r.LateDays, -1, 366)
	c.unique("reports.levels", "采用级别", keys(r.Levels, func(l Level) string { return l.Key }))
	for i, l := range r.Levels {
		c.need(fmt.Sprintf("reports.levels[%d]", i), "name", l.Name)
	}
	c.unique("bulletins", "简报", keys(c.p.Bulletins, func(b Bulletin) string { return b.Key }))
	for i, b := range c.p.Bulletins {
		at := fmt.Sprintf("bulletins[%d]", i)
		c.need(at, "name", b.Name)
		c.knowsPost(at+".reviewer", b.Reviewer)
		c.knowsPost(at+".signer", b.Signer)
		c.recipients(at+".report", b.Report)
		c.recipients(at+".send", b.Send)
		c.recipients(at+".issue", b.Issue)
	}
}

func (c *checker) recipients(path string, all []Recipient) {
	for i, r := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		c.need(at, "name", r.Name)
		if (r.Post == "") == (r.Kind == "") {
			c.wrong(at, "post 和 kind 要写一个，且只写一个")
		}
		if r.Post != "" {
			c.knowsPost(at+".post", r.Post)
		}
		c.knowsKind(at+".kind", r.Kind)
	}
}

func (c *checker) supervision() {
	s := c.p.Issues
	inside(c, "issues.default_days", s.DefaultDays, 0, 366)
	inside(c, "issues.extensions", s.Extensions, 0, 99)
	c.unique("issues.sources", "问题来源", keys(s.Sources, func(x Source) string { return x.Key }))
	c.steps("issues.steps", s.Steps)
	c.unique("issues.ladder", "措施", keys(s.Ladder, func(x Rung) string { return x.Key }))
	for i, x := range s.Ladder {
		at := fmt.Sprintf("issues.ladder[%d]", i)
		c.need(at, "name", x.Name)
		c.article(at+".article", x.Article)
		inside(c, at+".overdue", x.Overdue, 0, 9999)
		inside(c, at+".returned", x.Returned, 0, 9999)
		for key, post := range map[string]string{"by": x.By, "to": x.To} {
			if post != "" {
				c.knowsPost(at+"."+key, post)
			}
		}
	}
	c.unique("inspections", "督查类型", keys(c.p.Inspections, func(x InspectionType) string { return x.Key }))
}

func (c *checker) meetings() {
	c.unique("meetings", "会议类型", keys(c.p.Meetings, func(m MeetingType) string { return m.Key }))
	for i, m := range c.p.Meetings {
		at := fmt.Sprintf("meetings[%d]", i)
		c.need(at, "name", m.Name)
		c.article(at+".article", m.Article)
		c.knowsPost(at+".chair", m.Chair)
		c.knowsPosts(at+".drafts", m.Drafts)
		c.knowsPosts(at+".approve", m.Approve)
		c.knowsPosts(at+".minutes", m.Minutes)
		if m.Extra != "" {
			c.knowsPost(at+".extra", m.Extra)
		}
		c.recipients(at+".attend", m.Attend)
		c.recipients(at+".carries", m.Carries)
		inside(c, at+".approver_days", m.ApproverDays, 0, 366)
		inside(c, at+".lasts", m.Lasts, 0, 60*24)
		for j, minutes := range m.Remind {
			inside(c, fmt.Sprintf("%s.remind[%d]", at, j), minutes, 1, 60*24*60)
		}
	}
}

// cooperation checks the settings of joint work and of 总林长令.
func (c *checker) cooperation() {
	x := c.p.Cooperation
	c.knowsPosts("cooperation.signers", x.Signers)
	c.knowsPosts("cooperation.approve", x.Approve)
	c.article("cooperation.order", x.Order)
	for key, days := range map[string][]int{"answer": x.Answer, "receipt": x.Receipt, "item_before": x.ItemBefore, "item_after": x.ItemAfter} {
		for i, n := range days {
			inside(c, fmt.Sprintf("cooperation.%s[%d]", key, i), n, 0, 366)
		}
	}
}

// office checks numbering, hours, budget, retention and the open values.
func (c *checker) office() {
	for kind, form := range c.p.Numbering {
		if !strings.Contains(form, "{n}") || !strings.Contains(form, "{year}") {
			c.wrong("numbering."+kind, "编号格式 %s 里要有 {year} 和 {n}", form)
		}
	}
	h := c.p.Hours
	c.before("hours.morning", h.Morning, h.Until)
	c.before("hours.from", h.From, h.To)
	c.budget()
	inside(c, "retention.heard_days", c.p.Retention.HeardDays, -1, 3650)
	for i, o := range c.p.Open {
		at := fmt.Sprintf("open[%d]", i)
		c.need(at, "word", o.Word)
		c.need(at, "value", o.Value)
		c.need(at, "set_by", o.SetBy)
	}
}
