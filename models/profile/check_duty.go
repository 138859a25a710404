package profile

import (
	"fmt"
	"slices"
	"time"

	"linzhangbot/models"
)

func (c *checker) duty(at string, d Duty) {
	for key, value := range map[string]string{"id": d.ID, "title": d.Title, "article": string(d.Article), "what": d.What} {
		c.need(at, key, value)
	}
	c.article(at+".article", d.Article)
	c.who(at+".who", d.Who)
	if d.AtLeast < 1 {
		c.wrong(at+".at_least", "at_least 至少是 1")
	}
	if d.AtMost != 0 && d.AtMost < d.AtLeast {
		c.wrong(at+".at_most", "at_most 不能小于 at_least")
	}
	if !d.Every.Known() && !(d.Watch && d.Every == "") {
		c.oneOf(at+".every", string(d.Every), everies...)
	}
	c.due(at+".due", d)
	if d.Season != nil && !(month(d.Season.From) && month(d.Season.To)) {
		c.wrong(at+".season", "season 的 from 和 to 应当是 1 到 12 月")
	}
	c.within(at, d.From, d.To)
	c.points(at, d)
	c.steps(at+".steps", d.Steps)
	c.workday(at, d)
	for i, w := range d.Waive {
		here := fmt.Sprintf("%s.waive[%d]", at, i)
		c.knowsOrg(here+".org", w.Org)
		c.need(here, "reason", w.Reason)
		c.within(here, w.From, w.To)
	}
}

var everies = []string{string(models.Workday), string(models.Week), string(models.Month), string(models.TwoMonths),
	string(models.Quarter), string(models.Half), string(models.Year)}

// points checks that levels are known and that what gives points is a sum of them.
func (c *checker) points(at string, d Duty) {
	if len(d.Points) > 0 && d.Sum == "" {
		c.wrong(at+".points", "写了 points（分值），就要写 sum: points")
	}
	for key, n := range d.Points {
		_, known := models.Find(c.p.Reports.Levels, func(l Level) bool { return l.Key == key })
		if !known && key != OwnLevel {
			c.wrong(at+".points."+key, "没有代号为 %s 的采用级别（reports.levels）", key)
		}
		if n < 0 {
			c.wrong(at+".points."+key, "分值不能是负数")
		}
	}
}

// workday checks that a duty of every working day names no day of a month, and speaks on the day or after it.
func (c *checker) workday(at string, d Duty) {
	if d.Every != models.Workday {
		return
	}
	if d.Due != (Due{End: d.Due.End, At: d.Due.At}) {
		c.wrong(at+".due", "每个工作日的义务当天到期，只能写 at（几点前）")
	}
	for i, s := range d.Steps {
		if w := s.When; w != (When{OnDue: w.OnDue, After: w.After}) {
			c.wrong(fmt.Sprintf("%s.steps[%d].when", at, i), "每个工作日的义务，提醒只能写 on_due（当天）或 after（之后第几个工作日）")
		}
	}
}

func month(n int) bool { return n >= 1 && n <= 12 }

// who checks that a selection names only what exists, and that it selects anybody at all.
func (c *checker) who(at string, w Who) {
	if w.Kind == "" && w.Class == "" && len(w.Orgs) == 0 && w.Post == "" {
		c.wrong(at, "没有写明由谁承担（who）")
	}
	c.knowsKind(at+".kind", w.Kind)
	if w.Class != "" && !slices.ContainsFunc(c.p.Orgs, func(o Org) bool { return o.Class == w.Class }) {
		c.wrong(at+".class", "没有 class 为 %s 的组织", w.Class)
	}
	for i, o := range w.Orgs {
		c.knowsOrg(fmt.Sprintf("%s.orgs[%d]", at, i), o)
	}
	for i, o := range w.Except {
		c.knowsOrg(fmt.Sprintf("%s.except[%d]", at, i), o)
	}
	if w.Post != "" {
		c.knowsPost(at+".post", w.Post)
	}
}

// due checks that at most one way of naming the day is used and that the day can exist.
func (c *checker) due(at string, d Duty) {
	u, ways := d.Due, 0
	for _, used := range []bool{u.End, u.Day != 0, u.WorkingDay != 0, u.Third != ""} {
		if used {
			ways++
		}
	}
	if ways > 1 {
		c.wrong(at, "到期日只能用 end、day、working_day、third 中的一种写法")
	}
	c.oneOf(at+".third", u.Third, "", "上旬", "中旬", "下旬")
	inside(c, at+".day", u.Day, -1, 31)
	inside(c, at+".working_day", u.WorkingDay, -1, 23)
	inside(c, at+".month", u.Month, 0, 24)
	inside(c, at+".after", u.After, 0, 12)
	inside(c, at+".opens", u.Opens, 0, 31)
	if u.Day > 0 && u.Opens > u.Day {
		c.wrong(at+".opens", "开始日 %d 晚于到期日 %d", u.Opens, u.Day)
	}
	if d.Every == models.Week && (u.Month != 0 || u.After != 0 || u.Third != "") {
		c.wrong(at, "按周的义务不能写月和旬")
	}
	if _, err := time.Parse("15:04", u.At); u.At != "" && err != nil {
		c.wrong(at+".at", "时刻 %s 应当写成 18:00 的样子", u.At)
	}
}

func (c *checker) steps(at string, steps []Step) {
	c.unique(at, "提醒", keys(steps, func(s Step) string { return s.Key }))
	for i, s := range steps {
		here := fmt.Sprintf("%s[%d]", at, i)
		c.when(here+".when", s.When)
		c.oneOf(here+".if", s.If, "", "none", "short", "missed")
		c.oneOf(here+".in", s.In, "", "own", "main", "office", "private")
		c.oneOf(here+".repeat", s.Repeat, "", "workday")
		if key, ok := postOf(s.To); ok {
			c.knowsPost(here+".to", key)
		} else {
			c.oneOf(here+".to", s.To, "", "owner", "office", "post:职务代号")
		}
	}
}

// postOf reads post:<key>.
func postOf(to string) (key string, ok bool) {
	const prefix = "post:"
	if len(to) > len(prefix) && to[:len(prefix)] == prefix {
		return to[len(prefix):], true
	}
	return "", false
}

// when checks that a step's day is named in exactly one way.
func (c *checker) when(at string, w When) {
	ways := 0
	for _, n := range []int{w.Day, w.FirstOf, w.LastWorking, w.Before, w.After, w.Ahead, w.Month,
		w.Lapsed} {
		if n < 0 {
			c.wrong(at, "提醒的日子不能是负数")
		}
		if n != 0 {
			ways++
		}
	}
	if w.OnDue {
		ways++
	}
	if ways != 1 {
		c.wrong(at, "提醒的日子（when）要写一种，且只写一种")
	}
	inside(c, at+".day", w.Day, 0, 31)
	inside(c, at+".month", w.Month, 0, 12)
	inside(c, at+".first_of", w.FirstOf, 0, 12)
}
