package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models/profile"
)

// InWords puts the district's words in the place of the terms in a card (models.TheOffice, profile.Matter.Article):
// whatever is said to people passes here once, on its way out.
func InWords(p *profile.Profile, c *bot.Card) {
	for _, text := range []*string{&c.Title, &c.Text, &c.Next, &c.Article} {
		*text = p.Words(*text)
	}
	c.Fields, c.Buttons = slices.Clone(c.Fields), slices.Clone(c.Buttons)
	for i, f := range c.Fields {
		c.Fields[i].Name, c.Fields[i].Value = p.Words(f.Name), p.Words(f.Value)
	}
	for i, b := range c.Buttons {
		c.Buttons[i].Label, c.Buttons[i].Command = p.Words(b.Label), p.Words(b.Command)
	}
}

// Cut shortens a text to n characters of one line.
func Cut(s string, n int) string {
	r := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// LabelMost is how many characters of a button's label every platform shows.
const LabelMost = 10

// CutLabel labels a button with a name that may be too long: what tells a number from another stands at its end, what
// tells a title from another at its beginning.
func CutLabel(head, name string) string {
	r, room := []rune(name), LabelMost-len([]rune(head))
	if len(r) <= room {
		return head + name
	}
	if last := r[len(r)-1]; strings.ContainsRune("号项条件", last) {
		return head + "…" + string(r[len(r)-room+1:])
	}
	return head + Cut(name, room)
}

// Lines joins what is not empty, a line each.
func Lines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), "\n")
}

// Joined lists words as people do: 大寺镇、中北镇.
func Joined(words []string) string { return strings.Join(words, "、") }

// DaysLeft counts the calendar days from now until a moment; negative when its day is over.
func DaysLeft(due, now time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(due).Sub(day(now)).Hours() / 24)
}

// EndOfDay is the last moment of a day, to the millisecond that databases keep.
func EndOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, int(999*time.Millisecond), t.Location())
}

// MediaText writes attachments into a column, without the files' own keys; empty for none.
func MediaText(media []bot.Media) string {
	if len(media) == 0 {
		return ""
	}
	list := slices.Clone(media)
	for i := range list {
		list[i].Key = ""
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "" // strings alone: it cannot fail
	}
	return string(text)
}

// MediaOf reads such a column. ok is false when it holds other words.
func MediaOf(column string) (media []bot.Media, ok bool) {
	ok = column == "" || json.Unmarshal([]byte(column), &media) == nil
	return media, ok
}

// Listed is how many lines a list has in chat; the rest is only counted.
const Listed = 20

// List writes the first rows of a list, a line each. more is how many there are beside them.
func List[T any](rows []T, line func(T) string) (text string, more int) {
	n := min(len(rows), Listed)
	out := make([]string, 0, n)
	for _, x := range rows[:n] {
		out = append(out, line(x))
	}
	return strings.Join(out, "\n"), len(rows) - n
}

// Workbook makes a spreadsheet to hand over in chat.
func Workbook(name string, write func(io.Writer) error) (*bot.File, error) {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return nil, fmt.Errorf("write workbook %s: %w", name, err)
	}
	return &bot.File{Name: name, Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Data: b.Bytes()}, nil
}
