package ear

import (
	"fmt"
	"strings"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
)

// Why tells in short Chinese lines how a sentence was heard: what was found in it, in what kind of speech each clause
// is said, which three commands come nearest and what speaks for and against each, and what follows.
func (e *Ear) Why(text string, s frame.Scene) []string {
	env := envelope.Open(text, e.words)
	core := e.core(env, s)
	out := []string{"正文：" + core}
	if env.Speaker != "" {
		out = append(out, "谁说的："+env.Speaker)
	}
	h := e.hear(core, calls(env), s)
	var found []string
	for _, t := range h.Found() {
		found = append(found, t.Name+"“"+t.Said+"”")
	}
	if len(found) > 0 {
		out = append(out, "听到："+strings.Join(found, "、"))
	}
	for _, c := range h.spoken() {
		line := "说法：“" + c.Text + "”是" + c.Kind.Chinese()
		if c.Mark != "" && !c.Kind.MayWrite() {
			line += "（因为“" + c.Mark + "”）"
		}
		out = append(out, line)
	}
	all, foreign := h.weigh()
	for i, r := range all[:min(len(all), offered)] {
		out = append(out, fmt.Sprintf("像%d：%s", i+1, h.reasons(r)))
	}
	if len(foreign) > 0 {
		said, _ := h.Record()
		out = append(out, "不是："+e.title(foreign[0].intent)+"（“"+said+"”是别的编号）")
	}
	if len(all) > 0 && e.writes(all[0].intent) {
		out = append(out, "口气："+[]string{"像闲谈", "像在吩咐", "像在吩咐，但还缺东西"}[tone(h.order(), h.lacking())])
	}
	return append(out, "结论："+e.conclusion(e.Understand(text, s)))
}

func tone(order, ask int) int {
	switch {
	case order < floorTalk && ask < floorTalk:
		return 0
	case order-ask < leadAsk:
		return 2
	}
	return 1
}

// reasons says what speaks for a reading, in the order of its weight.
func (h *hearing) reasons(r reading) string {
	levels := [...]string{frame.Silent: "没有说出它的词", frame.Partly: "有一点它的词", frame.Wholly: "说了它的词", frame.Openly: "一开头就是它的词"}
	line := fmt.Sprintf("%s（%+.1f：整句像不像%+.1f，%s", h.e.title(r.intent), float64(r.score)/100,
		float64(r.score-h.plain(r.intent, r.level))/100,
		levels[r.level])
	if words := h.Deeds(r.intent); len(words) > 0 {
		line += "“" + strings.Join(words, "”“") + "”"
	}
	return line + "）"
}

func (e *Ear) title(intent string) string {
	if t := e.commands[intent].Title; t != "" {
		return t
	}
	return intent
}

func (e *Ear) conclusion(m frame.Meaning) string {
	title := e.title(m.Intent)
	if len(m.Acts) > 1 {
		return fmt.Sprintf("有%d件事，%s", len(m.Acts), map[bool]string{true: "都办", false: "先问一声再办"}[m.Expect == frame.OK])
	}
	switch m.Expect {
	case frame.Choose:
		var names []string
		for _, c := range m.Candidates {
			names = append(names, e.title(c.Intent))
		}
		return "拿不准，让人选：" + strings.Join(names, "、")
	case frame.Ask:
		return "先问一句：" + m.Why
	case frame.Confirm:
		return "先请确认：" + title
	case frame.Refuse:
		return "不能办：" + m.Why
	}
	if m.Intent == frame.Unknown {
		return "不是吩咐，什么也不办"
	}
	if e.writes(m.Intent) {
		return "办：" + title
	}
	return "答：" + title
}
