package roster

import (
	"context"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
)

// shown is how many example sentences of a module the short help shows.
const shown = 4

// help is made of the commands that the sender may use: the short one shows a few example sentences of each module, “帮助
// 信息” all of one module.
func help(_ context.Context, r *handlers.Request) (bot.Card, error) {
	card := bot.Card{Code: "help.shown", Tone: bot.ToneNotice, Title: "我是林长制办公助手，直接说要办的事就行。"}
	if !r.Actor.Bound {
		card.Title = "我是林长制办公助手，还不认识您。"
		card.Next = "请发“绑定 单位 职务 姓名”，或向区林长办要绑定码后发“绑定 六位数字”。"
		card.Buttons = []bot.Button{{Label: "绑定", Command: "绑定", Primary: true}}
		return card, nil
	}
	topic := r.Args.Slots.Str("topic")
	if topic == "" {
		topic = after(r.Args.Text, "帮助")
	}
	if m, ok := moduleOf(r, topic); ok {
		return detail(r, m, card), nil
	}
	for _, m := range r.Deployment.Modules {
		usages := usagesOf(r, m)
		if len(usages) == 0 {
			continue
		}
		more := ""
		if len(usages) > shown {
			usages, more = usages[:shown], " …"
		}
		card.Fields = append(card.Fields, bot.Field{Name: m.Title, Value: strings.Join(usages, "｜") + more})
	}
	card.Next = "看某一项的全部说法，发“帮助 信息”。"
	card.Buttons = []bot.Button{{Label: "我的待办", Command: "我的待办", Primary: true}, {Label: "概况", Command: "概况"}}
	return card, nil
}

// moduleOf finds the module whose title, or one of whose commands, the words name.
func moduleOf(r *handlers.Request, words string) (handlers.Module, bool) {
	words = strings.TrimSpace(words)
	if len([]rune(words)) < 2 {
		return handlers.Module{}, false
	}
	for _, m := range r.Deployment.Modules {
		if strings.Contains(m.Title, words) || strings.Contains(words, m.Title) {
			return m, true
		}
	}
	for _, m := range r.Deployment.Modules {
		for _, c := range m.Commands {
			if c.Title != "" && (strings.Contains(c.Title, words) || strings.Contains(words, c.Title)) {
				return m, true
			}
		}
	}
	return handlers.Module{}, false
}

func detail(r *handlers.Request, m handlers.Module, card bot.Card) bot.Card {
	card.Title = m.Title + "：可以这样说"
	for _, c := range m.Commands {
		if may(r, c) {
			card.Fields = append(card.Fields, bot.Field{Name: c.Title, Value: "“" + c.Usage + "”"})
		}
	}
	if len(card.Fields) == 0 {
		card.Text = "这一项没有您要办的事。"
	}
	return card
}

func usagesOf(r *handlers.Request, m handlers.Module) []string {
	var out []string
	for _, c := range m.Commands {
		if may(r, c) {
			out = append(out, c.Usage)
		}
	}
	return out
}

func may(r *handlers.Request, c handlers.Command) bool {
	return c.Usage != "" && r.Actor.Has(c.Allow...)
}
