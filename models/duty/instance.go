package duty

import (
	"slices"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// Instance is a rule in one of its periods, as the version of the profile says that held when the period began. A
// later version changes only what begins later: its number, its wording, its very existence.
type Instance struct {
	Law    *profile.Profile // the version it is judged by
	Rule   profile.Duty
	Period models.Period
}

// Key names the instance and who owes it, as Standing.Key does.
func (i Instance) Key(who string) string { return i.Rule.ID + "/" + who + "/" + i.Period.Key }

// Find is a duty in one of its periods: by the version that held when the period began. ok is false when that version
// does not know the duty, or knows it with other periods, or it does not speak about this one.
func Find(laws *profile.Set, id string, p models.Period, days Days) (Instance, bool) {
	law := laws.At(p.From)
	rule, ok := law.Duty(id)
	if !ok || rule.Watch || rule.Every != p.Every || !occurs(rule, p, days) {
		return Instance{}, false
	}
	return Instance{law, rule, p}, true
}

// Within lists the instances whose periods share a day with [from, to), duty by duty and the oldest first. What is
// looked at as it stands now (watch) has none.
func Within(laws *profile.Set, only []string, from, to time.Time, days Days) []Instance {
	var out []Instance
	each(laws, only, to, func(law *profile.Profile, rule profile.Duty) {
		if rule.Watch {
			return
		}
		for p := models.PeriodOf(rule.Every, from); p.From.Before(to); p = p.Following() {
			if laws.At(p.From) == law && occurs(rule, p, days) {
				out = append(out, Instance{law, rule, p})
			}
		}
	})
	return out
}

// Counting lists the instances for which something counts that happens at t: those whose periods hold t, and of duties
// that are due after their period the one whose due day is next.
func Counting(laws *profile.Set, t time.Time, days Days) []Instance {
	var out []Instance
	for _, i := range Open(laws, nil, t, days) {
		if i.Rule.Watch {
			continue
		}
		if from, to := window(i, days); !t.Before(from) && t.Before(to) {
			out = append(out, i)
		}
	}
	return out
}

// Open lists what can be owed at now: every duty in the period that holds now and in the one before, and every
// standing condition as it is.
func Open(laws *profile.Set, only []string, now time.Time, days Days) []Instance {
	var out []Instance
	each(laws, only, now, func(law *profile.Profile, rule profile.Duty) {
		if rule.Watch {
			if laws.At(now) == law && Applies(rule, momentary(now)) {
				out = append(out, Instance{law, rule, momentary(now)})
			}
			return
		}
		p := models.PeriodOf(rule.Every, now)
		for _, one := range []models.Period{previous(p, days), p} {
			if laws.At(one.From) == law && occurs(rule, one, days) {
				out = append(out, Instance{law, rule, one})
			}
		}
	})
	return out
}

// each visits every duty in all its versions up to t, the oldest first: the duties of the version that holds at t in
// its order, then those that it has dropped.
func each(laws *profile.Set, only []string, t time.Time, visit func(*profile.Profile, profile.Duty)) {
	var ids []string
	last := slices.Index(laws.Versions, laws.At(t))
	for _, law := range slices.Backward(laws.Versions[:last+1]) {
		for _, d := range law.Duties {
			wanted := only == nil || slices.Contains(only, d.ID)
			if wanted && !slices.Contains(ids, d.ID) {
				ids = append(ids, d.ID)
			}
		}
	}
	for _, id := range ids {
		for _, law := range laws.Versions[:last+1] {
			if d, ok := law.Duty(id); ok {
				visit(law, d)
			}
		}
	}
}

// momentary is the period of a standing condition: people see none.
func momentary(now time.Time) models.Period {
	return models.Period{Every: models.Year, Key: "now", From: now, To: now}
}

// previous is the period before p; of working days it is the working day before.
func previous(p models.Period, days Days) models.Period {
	if p.Every == models.Workday {
		return models.PeriodOf(models.Workday, days.Before(p.From.AddDate(0, 0, -1)))
	}
	return p.Previous()
}

// window is when what happens counts for a period: in it, or, where it is due some months after (单月5日前 for the two
// months before), from after the due day of the period before until its own.
func window(i Instance, days Days) (from, to time.Time) {
	if i.Rule.Due.After == 0 || i.Rule.Watch {
		return i.Period.From, i.Period.To
	}
	const last = time.Millisecond // due days end with their last moment
	return dueAt(i.Rule.Due, i.Period.Previous(), days).Add(last), dueAt(i.Rule.Due, i.Period, days).Add(last)
}
