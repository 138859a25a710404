package profile

import "fmt"

// When a digest is said.
const (
	Daily   = "daily"   // every working day
	Weekly  = "weekly"  // on Weekday, or the first working day after it
	Monthly = "monthly" // on the first working day of the month, about the periods that have just ended
)

// Digest is a summary said by the clock: to the office what is to be done, to chiefs how their towns stand, to the
// main group who has completed what.
type Digest struct {
	Key      string `yaml:"key"`
	When     string `yaml:"when"`     // daily, weekly, monthly
	Weekday  int    `yaml:"weekday"`  // of a weekly one: 1 Monday … 7 Sunday
	Audience string `yaml:"audience"` // office, main, post:<key> (each holder in private)
	Title    string `yaml:"title"`    // 每周情况

	OnlyActionable bool `yaml:"only_actionable"` // silent unless something is overdue or due within Within days
	Within         int  `yaml:"within"`
}

// Post is the post whose holders hear the digest, each in private; ok is false for a group.
func (d Digest) Post() (key string, ok bool) { return postOf(d.Audience) }

func (c *checker) digests() {
	c.unique("digests", "定期通报", keys(c.p.Digests, func(d Digest) string { return d.Key }))
	for i, d := range c.p.Digests {
		at := fmt.Sprintf("digests[%d]", i)
		c.need(at, "title", d.Title)
		c.oneOf(at+".when", d.When, Daily, Weekly, Monthly)
		if d.When == Weekly {
			inside(c, at+".weekday", d.Weekday, 1, 7)
		} else if d.Weekday != 0 {
			c.wrong(at+".weekday", "只有每周的通报才写 weekday")
		}
		if post, ok := d.Post(); ok {
			c.knowsPost(at+".audience", post)
		} else {
			c.oneOf(at+".audience", d.Audience, "office", "main", "post:职务代号")
		}
		if d.Audience == "main" && d.When != Monthly {
			c.wrong(at+".when", "在主群只作每月通报，免得打扰")
		}
		inside(c, at+".within", d.Within, 0, 31)
	}
}
