package roster

import (
	"context"
	"fmt"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

// sendCode hands the office a one-time binding code for somebody. It is told in private only: whoever reads it first
// speaks for that person.
func sendCode(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if r.Event.Chat.Kind != bot.Private {
		return bot.Card{}, models.Refuse(models.NotAllowed, "绑定码不能发在群里，没有生成。", "请私聊我发同一句话。", "")
	}
	h, card, err := whom(r, "生成绑定码", "发一个绑定码", "给绑定码", "要绑定码", "发绑定码", "绑定码", "给")
	if err != nil || r.Asked() != nil {
		return card, err
	}
	digits, expires, err := people.IssueCode(r.Tx, h.Person, r.Actor.Person, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "member.code", Tone: bot.ToneDone, Title: h.Name + "的绑定码：" + digits,
		Text: "只能用一次，" + expires.In(r.Now.Location()).Format("1月2日15:04") + "前有效；以前发的码作废。",
		Next: "请当面或电话告诉本人，让他私聊我发“绑定 " + digits + "”。"}, r.Audit("person", h.Person, h.Name, "code", nil, nil, "发绑定码")
}

// unbind lets a person's accounts go: a lost phone, somebody who left.
func unbind(_ context.Context, r *handlers.Request) (bot.Card, error) {
	h, card, err := whom(r, "解除绑定", "取消绑定", "解绑")
	if err != nil || r.Asked() != nil {
		return card, err
	}
	if !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "要解除" + h.Name + "的账号绑定吗？",
			Text: "解除后，他的账号不能再办事，任职不变。"}, handlers.Slots{slotName: h.Person}), nil
	}
	n, err := people.Unbind(r.Tx, h.Person)
	if err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "member.unbound", Tone: bot.ToneDone, Title: fmt.Sprintf("已解除%s的绑定（%d个账号）。", h.Name, n),
			Next: "要重新绑定，请私聊我发“发绑定码 " + h.Name + "”。"},
		r.Audit("person", h.Person, h.Name, "unbound", map[string]int{"accounts": n}, nil, "")
}

// whom finds the one person a message names: by name or code, or by the seat he holds. Where there are several it asks.
func whom(r *handlers.Request, commands ...string) (people.Holder, bot.Card, error) {
	words := around(r.First.Text, commands...)
	found, err := namedIn(r, r.Args.Slots.Str(slotName), words)
	if err != nil {
		return people.Holder{}, bot.Card{}, err
	}
	if s := readSeat(r.Profile, r.Args.Slots, words); len(found) == 0 {
		if s.orLiaison(r.Profile); s.named() {
			if found, err = seatHolders(r, s); err == nil && len(found) == 0 {
				err = models.Refuse(models.NotFound, s.title(r.Profile)+"现在空缺，没有办理。",
					"请先发“交接 "+s.title(r.Profile)+" 给 姓名”。", members)
			}
		}
	}
	switch {
	case err != nil:
		return people.Holder{}, bot.Card{}, err
	case len(found) == 0:
		return people.Holder{}, bot.Card{}, models.Refuse(models.NotFound, "名册里没有找到“"+handlers.Cut(words, 20)+"”，没有办理。",
			"请写姓名，或单位加职务，如“发绑定码 "+exampleSeat+"”。", "")
	case len(found) == 1:
		return found[0], bot.Card{}, nil
	}
	return people.Holder{}, r.Ask(handlers.Question{Missing: slotName, Choices: codes(found),
		Text: fmt.Sprintf("有%d位（%s），请选人员编号。", len(found), names(found))}), nil
}

// namedIn lists the people whose name or code is the first of the words that is anybody's.
func namedIn(r *handlers.Request, words ...string) ([]people.Holder, error) {
	for _, w := range words {
		named, err := people.PeopleNamed(r.Tx, w)
		var out []people.Holder
		for _, p := range named {
			out = append(out, people.Holder{Person: p.Code, Name: p.Name})
		}
		if err != nil || len(out) > 0 {
			return out, err
		}
	}
	return nil, nil
}
