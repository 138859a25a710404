package reminding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
	"linzhangbot/models/reminder"
)

// block is one matter of a message, drawn as if it stood alone.
type block struct {
	card    bot.Card
	matters []string // what 为什么催我, 收到 and 延后 under it are about, as people call it
	buttons int      // how many of its own buttons belong together; it keeps so many among others
	aside   bool     // said beside others, never by itself
	of      *item    // of a duty: one of those who owe it
}

// mostButtons is how many buttons a message bears: the platforms take six.
const mostButtons = 6

// draw words the one message of a chat. A single matter stands as it is; several stand in paragraphs of their own, what
// is late first.
func (s *sweep) draw(c *chat) (handlers.Notice, error) {
	blocks := s.blocks(c)
	n := handlers.Notice{Key: fmt.Sprintf("morning %s %s %s", c.target, s.day(), digestOf(s.rows(c))),
		Subject: s.subjects(c), Until: calendar.Midnight(s.Now).AddDate(0, 0, 1)}
	if len(blocks) == 1 {
		n.Card = blocks[0].card
	} else {
		n.Card = s.several(c.target, blocks)
	}
	if matters := mattersOf(blocks); len(matters) > 0 {
		answers := s.answersAbout(matters, c.list)
		n.Card.Buttons = append(buttonsOf(blocks, mostButtons-len(answers)), answers...)
	}
	if err := s.address(&n, c); err != nil {
		return n, err
	}
	at, err := s.Morning(string(c.target))
	n.At = at
	return n, cmp.Or(err, s.failed)
}

// blocks are the matters of a chat in the order in which they are read.
func (s *sweep) blocks(c *chat) []block {
	var late, near, out []block
	for _, part := range byMatter(c.list) {
		b := s.dutyBlock(c.target, part)
		if _, once := s.Deployment.Deadline(part[0].Rule); once {
			b = s.deadlineBlock(c.target, part)
		}
		if b.card.Tone == bot.ToneLate {
			late = append(late, b)
		} else {
			near = append(near, b)
		}
	}
	out = append(out, append(late, near...)...)
	for _, x := range c.sections {
		if rest, empty := s.beside(out, x.card); !empty {
			out = append(out, rest)
		}
	}
	out = append(out, s.heaps(c.queue)...)
	if len(c.spent) > 0 {
		out = append(out, s.spentBlock(c.spent))
	}
	if b, ok := s.oldMisses(c); ok && len(out) > 0 {
		out = append(out, b)
	}
	return out
}

// beside takes out of a section the lines whose figures stand in the message already: who has completed it is all that
// they add there.
func (s *sweep) beside(said []block, section block) (rest block, empty bool) {
	lines := strings.Split(section.card.Text, "\n")
	taken := false
	for i, b := range said {
		if b.of == nil {
			continue
		}
		head := b.of.st.Period.Title() + "“" + b.of.st.Rule.Title + "”："
		left := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.HasPrefix(l, head) })
		if len(left) < len(lines) {
			said[i].card.Text = handlers.Lines(b.card.Text, s.done(*b.of))
			lines, taken = left, true
		}
	}
	section.card.Text = handlers.Lines(lines...)
	return section, taken && section.card.Text == "" && len(section.card.Fields) == 0
}

// several joins the matters of a message. Each keeps its article and how it is done.
func (s *sweep) several(target reminder.Target, blocks []block) bot.Card {
	card := bot.Card{Code: codeOf(blocks), Tone: toneOf(blocks), Title: s.title(target, blocks), Refs: map[string]string{}}
	var text, articles, duties []string
	for _, b := range blocks {
		x := b.card
		head := "● " + x.Title
		if x.Article != "" {
			head += "（" + x.Article + "）"
			articles = append(articles, x.Article)
		}
		text = append(text, handlers.Lines(head, x.Text, fieldLines(x.Fields), x.Next))
		if x.Duty != "" {
			duties = append(duties, x.Duty)
		}
		for k, v := range x.Refs {
			card.Refs[k] = strings.TrimPrefix(card.Refs[k]+"、"+v, "、")
		}
	}
	card.Text = handlers.Lines(text...)
	articles = models.Unique(models.Each(articles, s.Profile.Words)) // some are marks that the profile fills in
	card.Article, card.Duty = handlers.Joined(articles), strings.Join(models.Unique(duties), ",")
	card.Buttons = buttonsOf(blocks, mostButtons)
	return card
}

// title heads a message of several matters.
func (s *sweep) title(target reminder.Target, blocks []block) string {
	day := s.Now.Format("1月2日")
	if d, ok := daily(s.Profile); ok && target == reminder.TargetOffice {
		return d.Title + "（" + day + "）"
	}
	return fmt.Sprintf("%s提醒：%d件事", day, len(blocks))
}

// buttonsOf takes the buttons of a matter that stands alone, else the first of every matter in turn, while there is
// room. Those of one record stand together or not at all: nobody is offered to come and not to stay away.
func buttonsOf(blocks []block, room int) []bot.Button {
	var out []bot.Button
	for _, b := range blocks {
		sets := slices.Collect(slices.Chunk(b.card.Buttons, max(b.buttons, 1)))
		if len(blocks) > 1 {
			sets = sets[:min(len(sets), b.buttons, 1)]
		}
		for _, set := range sets {
			if len(out)+len(set) <= room {
				out = append(out, set...)
			}
		}
	}
	return out
}

// mostBytes is how long a command may be: the platforms take buttons of 1024 bytes.
const mostBytes = 1000

// answersAbout are the three answers to what is owed, each with the names of the matters that it is about: in full, in
// short where that is too long, and where even these are too many, it says that there are more.
func (s *sweep) answersAbout(matters []string, list []item) []bot.Button {
	about := " " + handlers.Joined(matters)
	if len(about) > mostBytes {
		short := models.Each(matters, func(m string) string { return naming.Short(s.Profile, m, s.Now.Year()) })
		about = " " + handlers.Joined(short)
		for n := len(short); len(about) > mostBytes; n-- {
			about = " " + handlers.Joined(short[:n]) + handlers.AndMore
		}
	}
	out := []bot.Button{{Label: "收到", Command: handlers.OrderReceived + about},
		{Label: "为什么催我", Command: handlers.OrderWhy + about}}
	if slices.ContainsFunc(list, s.mayWait) {
		out = append(out, bot.Button{Label: "延后", Command: handlers.OrderLater + about})
	}
	return out
}

// mayWait reports whether reminders of a matter may be put off: not on its last day.
func (s *sweep) mayWait(t item) bool {
	last := !t.Late && !t.st.Rule.Watch && !t.st.Undated && handlers.DaysLeft(t.st.Due.In(s.Now.Location()), s.Now) <= 0
	return !t.held && !last
}

func mattersOf(blocks []block) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, b.matters...)
	}
	return models.Unique(out)
}

// codeOf is the code of a message: that of its matters where they share one, else what weighs most.
func codeOf(blocks []block) bot.Code {
	other := func(b block) bool { return b.card.Code != blocks[0].card.Code && !b.aside }
	if !slices.ContainsFunc(blocks, other) {
		return blocks[0].card.Code
	}
	owed := slices.ContainsFunc(blocks, func(b block) bool { return len(b.matters) > 0 })
	switch {
	case owed && toneOf(blocks) == bot.ToneLate:
		return bot.CodeOverdue
	case owed:
		return bot.CodeReminder
	}
	return "duty.standing"
}

func toneOf(blocks []block) bot.Tone {
	for _, tone := range []bot.Tone{bot.ToneLate, bot.ToneNear} {
		if slices.ContainsFunc(blocks, func(b block) bool { return b.card.Tone == tone }) {
			return tone
		}
	}
	return bot.ToneNotice
}

func fieldLines(fields []bot.Field) string {
	return handlers.Lines(models.Each(fields, func(f bot.Field) string { return f.Name + "：" + f.Value })...)
}

// spentBlock tells the office, in one line, whose budget of the month is used up.
func (s *sweep) spentBlock(orgs []string) block {
	names := models.Each(orgs, s.Profile.OrgName)
	return block{card: bot.Card{Code: "duty.budget", Tone: bot.ToneNear,
		Title: fmt.Sprintf("本月提醒已达%d次上限：%s", s.Profile.Budget.PerMonth, handlers.Joined(names)),
		Next:  "以后只在最后一天和逾期首日提醒；仍未完成的，请人工联系。"}}
}

// address says who hears it: in a group each person whose matter it is, once.
func (s *sweep) address(n *handlers.Notice, c *chat) error {
	if person, ok := c.target.Person(); ok {
		n.To = handlers.Audience{Person: person}
		return nil
	}
	if org, ok := c.target.Org(); ok {
		n.To = handlers.Audience{Org: org}
		return nil
	}
	n.To = handlers.Audience{Main: c.target == reminder.TargetMain, Office: c.target == reminder.TargetOffice}
	if n.To.Office {
		return nil
	}
	for _, t := range c.list {
		if t.held {
			continue
		}
		people := []string{t.Person}
		if t.Person == "" {
			var err error
			if people, err = s.liaisonsOf(t.Org); err != nil {
				return err
			}
		}
		n.To.Also = models.Unique(append(n.To.Also, people...))
	}
	return nil
}

// subjects are the standings and records that a message speaks about: what is settled takes it back.
func (s *sweep) subjects(c *chat) []string {
	var out []string
	for _, row := range s.rows(c) {
		out = append(out, row.Standing)
	}
	return models.Unique(out)
}

func digestOf(rows []reminder.Reminder) string {
	keys := models.Each(rows, func(r reminder.Reminder) string { return r.Key })
	slices.Sort(keys)
	return outbox.Digest(keys...)
}

// byMatter groups steps by the duty and period, or by the kind of deadline, that they are about.
func byMatter(list []item) [][]item {
	var out [][]item
	at := map[string]int{}
	for _, t := range list {
		k := t.Rule
		if !t.st.Once {
			k += " " + t.Period + " " + t.st.Rule.Title
		}
		i, ok := at[k]
		if !ok {
			i, at[k] = len(out), len(out)
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return slices.DeleteFunc(out, allHeld)
}

// allHeld: a matter of which nobody may be reminded is no matter of this message.
func allHeld(list []item) bool {
	return !slices.ContainsFunc(list, func(t item) bool { return !t.held })
}
