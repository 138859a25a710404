package profile

import (
	"fmt"
	"math"
)

// assessment checks the yearly scheme. A profile without one is allowed: then nothing is scored.
func (c *checker) assessment() {
	a := c.p.Assessment
	if len(a.Groups) == 0 {
		return
	}
	c.who("assessment.who", a.Who)
	c.oneOf("assessment.missing", a.Missing, "", "ratio")
	c.knowsPosts("assessment.approve", a.Approve)
	if a.Talk != "" {
		c.knowsPost("assessment.talk", a.Talk)
	}
	sum, all := 0.0, []string{}
	for i, g := range a.Groups {
		at := fmt.Sprintf("assessment.groups[%d]", i)
		c.need(at, "name", g.Name)
		for j, x := range g.Indicators {
			c.indicator(fmt.Sprintf("%s.indicators[%d]", at, j), x)
			all = append(all, x.Key)
			if !x.Bonus {
				sum += x.Weight
			}
		}
	}
	c.unique("assessment.groups", "指标", all)
	if math.Abs(sum-a.Total) > 1e-9 {
		c.wrong("assessment.total", "各指标分值合计 %g，与总分 %g 不一致", sum, a.Total)
	}
	for i := 1; i < len(a.Grades); i++ {
		if a.Grades[i].From >= a.Grades[i-1].From {
			c.wrong(fmt.Sprintf("assessment.grades[%d]", i), "等次应当从高到低排列")
		}
	}
}

func (c *checker) indicator(at string, x Indicator) {
	c.need(at, "name", x.Name)
	c.oneOf(at+".by", x.By, ByDuty, ByFact, ByTarget, ByDeduct, ByAdd, ByHand)
	if x.Weight < 0 || x.Per < 0 || x.Cap < 0 {
		c.wrong(at, "分值不能是负数")
	}
	if _, ok := c.p.Duty(x.Duty); x.By == ByDuty && !ok {
		c.wrong(at+".duty", "没有代号为 %s 的义务", x.Duty)
	}
	if x.By == ByFact {
		c.need(at, "fact", x.Fact)
	}
	if x.By == ByTarget && x.Goal <= 0 {
		c.wrong(at+".goal", "goal 应当大于 0")
	}
	if (x.By == ByDeduct || x.By == ByAdd) && x.Per <= 0 {
		c.wrong(at+".per", "per 应当大于 0")
	}
}
