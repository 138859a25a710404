package wecom

import (
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// Limits of WeCom, in bytes of UTF-8.
const (
	maxAppText  = 2048
	maxMarkdown = 4096
	maxStream   = 20480
	maxKey      = 1024
)

// maxParts bounds how many messages one card may become; what is beyond is on the page, not in the chat.
const maxParts = 5

// style is one way of writing a card as text.
type style struct {
	neutral func(string) string
	title   func(tone bot.Tone, title string) string
	link    func(label, address string) string
	call    string // what must stand before a typed command, such as "@林长助手 " in groups
}

var colours = map[bot.Tone]string{bot.ToneDone: "info", bot.ToneNear: "warning", bot.ToneLate: "warning", bot.ToneQuiet: "comment"}

var (
	// plainStyle is text of the app: no markup but links.
	plainStyle = style{
		neutral: neutralPlain,
		title:   func(_ bot.Tone, s string) string { return s },
		link:    func(label, address string) string { return `<a href="` + address + `">` + label + `</a>` },
	}
	// groupStyle is the group webhook's markdown: three colours, mentions, links.
	groupStyle = style{
		neutral: neutralMarkdown,
		title: func(tone bot.Tone, s string) string {
			if c := colours[tone]; c != "" {
				return `<font color="` + c + `">` + s + `</font>`
			}
			return "**" + s + "**"
		},
		link: markdownLink,
	}
	// robotStyle is the robot's markdown: like the newer dialect, no colours.
	robotStyle = style{
		neutral: neutralMarkdown,
		title:   func(_ bot.Tone, s string) string { return "**" + s + "**" },
		link:    markdownLink,
	}
)

func markdownLink(label, address string) string { return "[" + label + "](" + address + ")" }

// lines writes a card line by line. Buttons that press become a hint, where the message can't carry buttons.
func (st style) lines(c bot.Card, hint bool) []string {
	var out []string
	if t := st.neutral(oneLine(clean(c.Title))); t != "" {
		out = append(out, st.title(c.Tone, cutBytes(t, 200)))
	}
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	for line := range strings.SplitSeq(clean(c.Text), "\n") {
		add(st.neutral(line))
	}
	for _, f := range c.Fields {
		add(st.neutral(oneLine(clean(f.Name)) + "：" + clean(f.Value)))
	}
	add(st.neutral(clean(c.Next)))
	if c.Article != "" {
		add("依据：" + st.neutral(oneLine(clean(c.Article))))
	}
	return append(out, st.actions(c, hint)...)
}

// actions lists links, and commands to type where nothing can be pressed.
func (st style) actions(c bot.Card, hint bool) []string {
	var out []string
	for _, b := range c.Buttons {
		label := cutBytes(st.neutral(oneLine(clean(b.Label))), 60)
		switch {
		case b.URL != "" && safeLink(b.URL):
			out = append(out, st.link(label, b.URL))
		case b.Command != "" && hint:
			out = append(out, "可回复：「"+st.call+st.neutral(oneLine(clean(b.Spoken())))+"」")
		}
	}
	return out
}

// safeLink takes only https and http addresses that can't break out of a link.
func safeLink(s string) bool {
	_, ok := wire.WebURL(s)
	return ok && len(s) <= 1024 && !strings.ContainsAny(s, " \t\r\n\"'<>()[]`|\\")
}

// mentions writes the card's own mention list the way WeCom reads it; ids of people's making are left out.
func mentions(ids []string) string {
	var b strings.Builder
	for i, id := range ids {
		if userID(id) && i < 50 {
			b.WriteString("<@" + id + ">")
		}
	}
	return b.String()
}

// pages puts lines into messages of at most limit bytes, cutting between lines where it can, and numbers them.
// The tail (mentions) belongs to the first one.
func pages(lines []string, tail string, limit int) []string {
	whole := strings.Join(lines, "\n")
	if tail != "" {
		whole += "\n" + tail
	}
	if len(whole) <= limit {
		return []string{whole}
	}
	const number = 8 // room for "（1/5）" and a line end
	room := limit - number - 4
	parts := fill(lines, room-len(tail)-1, room)
	if len(parts) > maxParts {
		parts = parts[:maxParts]
		last := &parts[maxParts-1]
		*last = cutBytes(*last, room-len(rest)) + rest
	}
	for i := range parts {
		parts[i] += fmt.Sprintf("\n（%d/%d）", i+1, len(parts))
	}
	if tail != "" {
		parts[0] += "\n" + tail
	}
	return parts
}

const rest = "\n（内容较长，其余请到网页查看）"

// fill packs lines into parts; the first may be shorter than the others.
func fill(lines []string, first, limit int) []string {
	var parts []string
	part, room := "", first
	shut := func() {
		if part != "" {
			parts, part, room = append(parts, part), "", limit
		}
	}
	for _, line := range lines {
		for {
			need := len(line)
			if part != "" {
				need++
			}
			if len(part)+need <= room {
				break
			}
			if part != "" {
				shut()
				continue
			}
			head := wire.Head(line, room)
			part, line = head, line[len(head):]
			shut()
		}
		if part != "" {
			part += "\n"
		}
		part += line
	}
	shut()
	return parts
}
