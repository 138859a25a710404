package calendar

import (
	"fmt"
	"hash/fnv"
	"time"
)

// Hours are the times of day at which the office speaks, as durations since midnight.
type Hours struct {
	Morning time.Duration // reminders leave from here on
	Until   time.Duration // and up to here
	From    time.Duration // quiet before
	To      time.Duration // quiet from here on
}

// ParseHours reads four times of day such as 09:03.
func ParseHours(morning, until, from, to string) (Hours, error) {
	var h Hours
	for _, x := range []struct {
		text string
		into *time.Duration
	}{{morning, &h.Morning}, {until, &h.Until}, {from, &h.From}, {to, &h.To}} {
		t, err := time.Parse("15:04", x.text)
		if err != nil {
			return Hours{}, fmt.Errorf("read time of day %q: %w", x.text, err)
		}
		*x.into = time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	}
	return h, nil
}

// at is a time of day on t's day, by the wall clock.
func at(t time.Time, clock time.Duration) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, int(clock), t.Location())
}

// Quiet reports whether people are to be left alone at t: before and after hours and on days off.
func (c *Calendar) Quiet(t time.Time, h Hours) bool {
	return !c.Working(t) || t.Before(at(t, h.From)) || !t.Before(at(t, h.To))
}

// NextMorning is the first working morning at or after t: today's when it is still to come, else the next one.
func (c *Calendar) NextMorning(t time.Time, h Hours) time.Time {
	day := c.After(t)
	if morning := at(day, h.Morning); !morning.Before(t) {
		return morning
	}
	return at(c.Add(day, 1), h.Morning)
}

// Release is when something ready at t may be said: at once within hours, else on the next working morning.
func (c *Calendar) Release(t time.Time, h Hours) time.Time {
	if !c.Quiet(t, h) {
		return t
	}
	return c.NextMorning(t, h)
}

// Spread moves a morning by a share of the minutes between Morning and Until that depends on the key alone, so that
// not everything leaves in one second and every replica names the same moment.
func (h Hours) Spread(morning time.Time, key string) time.Time {
	span := h.Until - h.Morning
	if span <= 0 {
		return morning
	}
	sum := fnv.New32a()
	sum.Write([]byte(key))
	return morning.Add(time.Duration(sum.Sum32()) % span.Truncate(time.Second)).Truncate(time.Second)
}
