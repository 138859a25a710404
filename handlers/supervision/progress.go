package supervision

import (
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/supervision"
)

// progress keeps how far an issue has come. It is no report that it is done: state, deadline and reminders stay, and
// the pictures belong to the step, not to the evidence. Nobody else is told.
func progress(a *act) (bot.Card, error) {
	words := progressWords(a.Args.Slots)
	if asksAbout(a.Args.Slots.Str("content")) {
		return shown(a.Request, a.x)
	}
	if words == "" {
		return a.ask("content", a.x.Number+"进展到哪一步了？请简单说一句，例如“已完成一半”。")
	}
	return a.store(words, func(x *supervision.Issue) { x.Progress = words }, func() bot.Card {
		title, whole := a.x.Number+"进展已记下："+handlers.Cut(words, 40), ""
		if !strings.HasSuffix(title, words) {
			whole = "进展：" + words
		}
		pictures := ""
		if media, _ := enclosed(a.Request); media != "" {
			pictures = "附：" + proofWords(media)
		}
		c := a.card("issue.progress", bot.ToneDone, title, doneNext(a), whole, pictures, a.due())
		c.Buttons = []bot.Button{button(a.x, "撤回", "撤回这次进展？")}
		return c
	})
}

// asksAbout reports whether the words ask how far it is: then they are answered, and nothing is kept.
func asksAbout(words string) bool {
	bare := strings.TrimRight(words, "。.!！~ 了呢啊呀")
	return hasAny(words, "？", "?", "吗", "多少", "几处", "几个", "几成", "几块", "百分之几",
		"如何", "怎么样", "咋样", "哪一步", "什么时候", "啥时候") ||
		strings.HasSuffix(bare, "没") || strings.HasSuffix(bare, "没有") || strings.HasSuffix(bare, "几")
}

// progressWords are the words that are kept, with how much is done in figures where they say it otherwise.
func progressWords(s handlers.Slots) string {
	words := handlers.Cut(s.Str("content"), 500)
	n, said := s.Int("percent")
	if figure := fmt.Sprintf("%d%%", n); said && words != "" && !strings.ContainsAny(words, "%％") {
		words += "（" + figure + "）"
	}
	return words
}

// doneNext says how the issue is reported done in the end, to whoever told of its progress.
func doneNext(a *act) string {
	who := "全部完成后"
	if !a.Actor.Owns(a.x.Org) {
		who += "由" + a.org()
	}
	return who + "发“" + a.x.Number + " 已整改”并附照片。"
}
