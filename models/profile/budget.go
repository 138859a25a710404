package profile

// What SPEC 7 says where a profile is silent.
const (
	overdueFirst = 3
	overdueEvery = 5
	queueEvery   = 5
	missedWorth  = 5
)

// Overdue is on how many first working days something overdue is told, and every how many afterwards.
func (b Budget) Overdue() (first, every int) {
	if b.OverdueFirst == 0 && b.OverdueEvery == 0 {
		return overdueFirst, overdueEvery
	}
	return max(b.OverdueFirst, 1), max(b.OverdueEvery, 1)
}

// Queue is after how many working days the office hears again of what waits for it although nothing new came.
func (b Budget) Queue() int {
	if b.QueueEvery == 0 {
		return queueEvery
	}
	return b.QueueEvery
}

// Missed is for how many working days it makes sense to say that something was missed.
func (b Budget) Missed() int {
	if b.MissedWorth == 0 {
		return missedWorth
	}
	return b.MissedWorth
}
