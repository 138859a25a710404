package supervision

import (
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// gone is an organisation that is named and exists no more: nothing can be charged to it.
func gone(r *handlers.Request) (profile.Org, bool) {
	o, ok := naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), time.Time{})
	return o, ok && !o.To.IsZero() && !o.Exists(r.Now)
}

func isClosed(r *handlers.Request) bool { _, ok := gone(r); return ok }

// closedUnit asks who rectifies in place of an organisation that was closed, and offers the one that took over.
func closedUnit(r *handlers.Request) (missing, text string, successor []string) {
	o, _ := gone(r)
	text = o.Name + "已于" + o.To.Format("2006年1月2日") + "撤销"
	if next, ok := r.Profile.Successor(o, r.Now); ok {
		text, successor = text+"，并入"+next.Name, []string{next.Name}
	}
	return handlers.SlotUnit, text + "。由哪个单位整改？", successor
}
