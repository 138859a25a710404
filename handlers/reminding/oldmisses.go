package reminding

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/duty"
	"linzhangbot/models/reminder"
)

// misses counts what of one kind is overdue.
type misses struct {
	kind, unit string
	ask        string // how people ask for the list that names them
	n          int
}

// oldMisses counts for the office, in one line, what is overdue and not told of anew. It is no message by itself.
func (s *sweep) oldMisses(c *chat) (block, bool) {
	if c.target != reminder.TargetOffice {
		return block{}, false
	}
	var list []misses
	for _, st := range s.stood {
		if st.State != duty.Overdue || !st.Open() || c.tells(st) {
			continue
		}
		one := s.missed(st)
		i := slices.IndexFunc(list, func(m misses) bool { return m.kind == one.kind })
		if i < 0 {
			i, list = len(list), append(list, one)
		}
		list[i].n++
	}
	if len(list) == 0 {
		return block{}, false
	}
	var parts, asks []string
	for _, m := range list {
		parts = append(parts, fmt.Sprintf("%s%d%s", m.kind, m.n, m.unit))
		if m.ask != "" {
			asks = append(asks, "“"+m.ask+"”")
		}
	}
	return block{aside: true, card: bot.Card{Code: "duty.standing", Tone: bot.ToneNotice,
		Title: "早先逾期未完成：" + strings.Join(parts, "，"),
		Next:  "发" + strings.Join(models.Unique(asks), "") + "看名单。"}}, true
}

func (s *sweep) missed(st duty.Standing) misses {
	if k, once := s.Deployment.Deadline(st.Rule.ID); once {
		return misses{kind: k.Title, unit: "件", ask: k.Ask}
	}
	unit := strings.TrimPrefix(handlers.Owners(0, st.Subject.Person), "0")
	if st.Rule.Who.Kind == models.KindOffice {
		return misses{kind: st.Rule.Title, unit: "项", ask: "我的待办"}
	}
	return misses{kind: st.Rule.Title, unit: unit, ask: "谁还没报"}
}

// tells reports whether a message speaks of a standing already: by a step that is said, or in the queue.
func (c *chat) tells(st duty.Standing) bool {
	step := func(t item) bool { return t.Standing == st.Key() }
	waits := func(q handlers.Queued) bool { return st.Once && q.Ref == st.Ref }
	return slices.ContainsFunc(c.list, step) || slices.ContainsFunc(c.queue, waits)
}
