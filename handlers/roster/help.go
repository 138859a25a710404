package roster

import (
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
)

// shown is how many example sentences of a module the short help shows.
const shown = 4

// help is made of the commands that the sender may use: the short one shows a few example sentences of each module, “帮助
// 信息” all of one module.
func help(_ context.Context, r *handlers.Request) (bot.Card, error) {
	card := bot.Card{Code: "help.shown", Tone: bot.ToneNotice, Title: "我是林长制办公助手，直接说要办的事就行。"}
	if !r.Actor.Bound {
		card.Title = "我是林长制办公助手，还不认识您。"
		card.Next = "请发“绑定 单位 职务 姓名”，或向" + models.TheOffice + "要绑定码后发“绑定 六位数字”。"
		card.Buttons = []bot.Button{{Label: "绑定", Command: "绑定", Primary: true}}
		return card, nil
	}
	topic := r.Args.Slots.Str("topic")
	if topic == "" {
		topic = after(r.Args.Text, "帮助")
	}
	if m, ok := moduleOf(r, topic); ok {
		card.Title = m.Title + "：可以这样说"
		for _, c := range usable(r, m) {
			card.Fields = append(card.Fields, bot.Field{Name: c.Title, Value: "“" + c.Usage + "”"})
		}
		if len(card.Fields) == 0 {
			card.Text = "这一项没有您要办的事。"
		}
		return card, nil
	}
	for _, m := range r.Deployment.Modules {
		var usages []string
		for _, c := range usable(r, m) {
			usages = append(usages, c.Usage)
		}
		value := strings.Join(usages[:min(len(usages), shown)], "｜")
		if len(usages) > shown {
			value += " …"
		}
		if value != "" {
			card.Fields = append(card.Fields, bot.Field{Name: m.Title, Value: value})
		}
	}
	card.Next = "看某一项的全部说法，发“帮助 信息”。"
	card.Buttons = []bot.Button{{Label: "我的待办", Command: "我的待办", Primary: true}, {Label: "概况", Command: "概况"}}
	return card, nil
}

// moduleOf finds the module whose title, or one of whose commands, the words name.
func moduleOf(r *handlers.Request, words string) (handlers.Module, bool) {
	words = strings.TrimSpace(words)
	named := func(title string) bool {
		title = r.Profile.Words(title)
		return title != "" && (strings.Contains(title, words) || strings.Contains(words, title))
	}
	for _, is := range []func(handlers.Module) bool{
		func(m handlers.Module) bool { return named(m.Title) },
		func(m handlers.Module) bool {
			return slices.ContainsFunc(m.Commands, func(c handlers.Command) bool { return named(c.Title) })
		},
	} {
		if i := slices.IndexFunc(r.Deployment.Modules, is); i >= 0 && len([]rune(words)) >= 2 {
			return r.Deployment.Modules[i], true
		}
	}
	return handlers.Module{}, false
}

// usable are the commands of a module that the sender may use and that have an example.
func usable(r *handlers.Request, m handlers.Module) []handlers.Command {
	return slices.DeleteFunc(slices.Clone(m.Commands), func(c handlers.Command) bool {
		return c.Usage == "" || !r.Actor.Has(c.Allow...)
	})
}
