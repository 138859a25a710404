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
	h, ask, err := whom(r, "生成绑定码", "发一个绑定码", "给绑定码", "要绑定码", "发绑定码", "绑定码", "给")
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	digits, expires, err := people.IssueCode(r.Tx, h.Person, r.Actor.Person, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("person", h.Person, h.Name, "code", nil, nil, "发绑定码"); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "member.code", Tone: bot.ToneDone, Title: h.Name + "的绑定码：" + digits,
		Text: "只能用一次，" + expires.In(r.Now.Location()).Format("1月2日15:04") + "前有效；以前发的码作废。",
		Next: "请当面或电话告诉本人，让他私聊我发“绑定 " + digits + "”。"}, nil
}

// unbind lets a person's accounts go: a lost phone, somebody who left.
func unbind(_ context.Context, r *handlers.Request) (bot.Card, error) {
	h, ask, err := whom(r, "解除绑定", "取消绑定", "解绑")
	if err != nil || ask != nil {
		return orCard(ask), err
	}
	if !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "要解除" + h.Name + "的账号绑定吗？", Text: "解除后，他的账号不能再办事，任职不变。"},
			handlers.Slots{"name": h.Person}), nil
	}
	n, err := people.Unbind(r.Tx, h.Person)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("person", h.Person, h.Name, "unbound", map[string]int{"accounts": n}, nil, ""); err != nil {
		return bot.Card{}, err
	}
	return bot.Card{Code: "member.unbound", Tone: bot.ToneDone, Title: fmt.Sprintf("已解除%s的绑定（%d个账号）。", h.Name, n),
		Next: "要重新绑定，请私聊我发“发绑定码 " + h.Name + "”。"}, nil
}

// whom finds the one person a message names: by name or code, or by the seat he holds. A card comes back when there
// are several.
func whom(r *handlers.Request, commands ...string) (people.Holder, *bot.Card, error) {
	words := around(r.Args.Text, commands...)
	named, err := namedIn(r, r.Args.Slots.Str("name"), words)
	if err != nil {
		return people.Holder{}, nil, err
	}
	if len(named) == 1 {
		return people.Holder{Person: named[0].Code, Name: named[0].Name}, nil, nil
	}
	var found []people.Holder
	for _, p := range named {
		found = append(found, people.Holder{Person: p.Code, Name: p.Name})
	}
	s := readSeat(r.Profile, r.Args.Slots, words)
	if len(found) == 0 && s.org.Code != "" && !s.named() {
		s.post = liaisonOf(r.Profile, s.org)
	}
	if len(found) == 0 && s.named() {
		if found, err = seatHolders(r, s); err != nil {
			return people.Holder{}, nil, err
		}
		if len(found) == 0 {
			return people.Holder{}, nil, models.Refuse(models.NotFound, s.title(r.Profile)+"现在空缺，没有办理。", "请先发“交接 "+s.title(r.Profile)+" 给 姓名”。", members)
		}
	}
	switch len(found) {
	case 0:
		return people.Holder{}, nil, models.Refuse(models.NotFound, "名册里没有找到“"+cut(words, 20)+"”，没有办理。", "请写姓名，或单位加职务，如“大寺镇联络员”。", "")
	case 1:
		return found[0], nil, nil
	}
	var choices []string
	for _, h := range found {
		choices = append(choices, h.Person)
	}
	card := r.Ask(handlers.Question{Missing: "name", Text: "有" + fmt.Sprint(len(found)) + "位（" + names(found) + "），请选人员编号。", Choices: choices})
	return people.Holder{}, &card, nil
}

// namedIn lists the people whose name or code is the first of the words that is anybody's.
func namedIn(r *handlers.Request, words ...string) ([]people.Person, error) {
	for _, w := range words {
		if w == "" {
			continue
		}
		if named, err := people.PeopleNamed(r.Tx, w); err != nil || len(named) > 0 {
			return named, err
		}
	}
	return nil, nil
}

func orCard(c *bot.Card) bot.Card {
	if c == nil {
		return bot.Card{}
	}
	return *c
}
