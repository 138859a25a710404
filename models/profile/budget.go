package profile

import "cmp"

// What SPEC 7 says where a profile is silent.
const (
	overdueFirst = 3
	overdueEvery = 5
	queueEvery   = 5
	missedWorth  = 5
)

// Overdue is on how many first working days something overdue is told, and every how many afterwards.
func (b Budget) Overdue() (first, every int) {
	return cmp.Or(b.OverdueFirst, overdueFirst), cmp.Or(b.OverdueEvery, overdueEvery)
}

// Queue is after how many working days the office hears again of what waits for it although nothing new came.
func (b Budget) Queue() int {
	return cmp.Or(b.QueueEvery, queueEvery)
}

// Missed is for how many working days it makes sense to say that something was missed.
func (b Budget) Missed() int {
	return cmp.Or(b.MissedWorth, missedWorth)
}

// silent is what holds where a number of the budget is not written. A written 0 would be read as that, which nobody
// who writes it means: it is refused.
var silent = map[string]int{"budget.overdue_first": overdueFirst, "budget.overdue_every": overdueEvery,
	"budget.queue_every": queueEvery, "budget.missed_worth": missedWorth}

// unlimited are the numbers that 0 takes the limit from.
var unlimited = []string{"budget.per_month", "budget.snooze_days", "budget.snoozes"}

// budget checks the numbers of the budget.
func (c *checker) budget() {
	b := c.p.Budget
	for key, n := range map[string]int{"per_day": b.PerDay, "per_month": b.PerMonth, "snooze_days": b.SnoozeDays,
		"snoozes": b.Snoozes, "overdue_first": b.OverdueFirst, "overdue_every": b.OverdueEvery, "queue_every": b.QueueEvery,
		"missed_worth": b.MissedWorth} {
		at := "budget." + key
		inside(c, at, n, 0, 999)
		_, written := c.lines[at]
		if usual, ok := silent[at]; ok && written && n == 0 {
			c.wrong(at, "%s 不能是 0，至少写 1；不写就按 %d", key, usual)
		}
	}
}
