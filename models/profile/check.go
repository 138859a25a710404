package profile

import (
	"fmt"
	"time"
)

// everything checks the n-th version, which follows the one before.
func (c *checker) everything(n int, before *Profile) {
	c.head(n, before)
	c.orgs()
	c.words()
	c.posts()
	c.sample()
	for i, d := range c.p.Duties {
		c.duty(fmt.Sprintf("duties[%d]", i), d)
	}
	c.unique("duties", "义务", keys(c.p.Duties, func(d Duty) string { return d.ID }))
	c.information()
	c.supervision()
	c.meetings()
	c.cooperation()
	c.assessment()
	c.office()
	c.digests()
	c.articles()
	c.terms()
}

func (c *checker) head(n int, before *Profile) {
	for key, value := range map[string]string{"code": c.p.Code, "name": c.p.Name, "zone": c.p.Zone} {
		if value == "" {
			c.wrong(key, "缺少 %s", key)
		}
	}
	if _, err := time.LoadLocation(c.p.Zone); err != nil || c.p.Zone == "Local" {
		c.wrong("zone", "时区 %s 不存在，请写成 Asia/Shanghai 的样子", c.p.Zone)
	}
	if c.p.Effective.IsZero() {
		c.wrong("effective", "缺少 effective（从哪天起生效）")
	}
	if n == 0 {
		return
	}
	if !c.p.Effective.After(before.Effective.Time) {
		c.wrong("effective", "新版本的生效日期 %s 应当晚于上一版本的 %s", c.p.Effective, before.Effective)
	}
	if c.p.Code != before.Code || c.p.Zone != before.Zone {
		c.wrong("code", "新版本不能更改 code 和 zone")
	}
}
