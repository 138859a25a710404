package roster

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

var sixDigits = regexp.MustCompile(`(?:^|\D)(\d{6})(?:\D|$)`)

// bind binds the sender's account: at once with a one-time code, else when the office agrees.
func bind(_ context.Context, r *handlers.Request) (bot.Card, error) {
	if digits := codeIn(r); digits != "" {
		return redeem(r, digits)
	}
	if strings.Contains(r.Args.Text, "绑定码") {
		return noCode(r)
	}
	name, _ := withoutPhone(r.Args.Slots.Str(slotName))
	s := readSeat(r.Profile, r.Args.Slots, after(r.Args.Text, "绑定", "登记"))
	if s.org.Code == "" && !s.named() {
		return unknownSeat(r)
	}
	if s.orLiaison(r.Profile); !s.named() {
		return bot.Card{}, models.Refuse(models.BadInput, s.org.Name+"没有这个职务，没有办理。",
			"请发“绑定 单位 职务 姓名”，如“"+exampleBind+"”。", members)
	}
	if said := readSeat(r.Profile, nil, name); name == "" || said.named() || said.org.Code != "" {
		name = nameIn(s.rest) // a title is no name
	}
	if r.Actor.Bound {
		held, err := people.Holders(r.Tx, people.Query{Person: r.Actor.Person, Post: s.post.Key}, r.Now)
		if err != nil {
			return bot.Card{}, err
		}
		if slices.ContainsFunc(held, func(h people.Holder) bool { return h.Org == s.org.Code }) {
			return already(s.title(r.Profile)), nil
		}
		name = r.Actor.Name
	}
	if name == "" {
		return r.Ask(handlers.Question{Missing: slotName, Text: "请问您怎么称呼？回姓名即可，不用写手机号。",
			Slots: handlers.Slots{handlers.SlotUnit: s.org.Name, slotRole: s.post.Title}}), nil
	}
	return ask(r, s, name)
}

// noCode answers whoever speaks of a code without saying one: it is no name and no organisation.
func noCode(r *handlers.Request) (bot.Card, error) {
	next := "请向" + models.TheOffice + "要绑定码，再发“绑定 六位数字”；没有码的，发“绑定 单位 职务 姓名”。"
	if r.Actor.IsOffice() {
		next = "要给别人发码，请私聊我发“要绑定码 " + exampleSeat + "”。"
	}
	return bot.Card{}, models.Refuse(models.BadInput, "没有看到六位数字的绑定码，没有办理。", next, "")
}

// codeIn is the one-time code in a message; a telephone number is none.
func codeIn(r *handlers.Request) string {
	if code := r.Args.Slots.Str("code"); code != "" {
		return code
	}
	if m := sixDigits.FindStringSubmatch(after(r.Args.Text, "绑定", "登记")); m != nil {
		return m[1]
	}
	return ""
}

// unknownSeat asks a stranger for his organisation, and tells somebody known who he is.
func unknownSeat(r *handlers.Request) (bot.Card, error) {
	switch unit := r.Args.Slots.Str(handlers.SlotUnit); {
	case r.Actor.Bound && unit == "":
		return already(r.Actor.Name), nil
	case unit != "":
		return bot.Card{}, models.Refuse(models.NotFound, "没有找到“"+handlers.Cut(unit, 20)+"”这个单位，没有办理。",
			"请写单位全称再发一次，如“"+exampleBind+"”。", "")
	}
	return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "请问您是哪个单位的？回单位名称即可；有绑定码的，直接发“绑定 六位数字”。"}), nil
}

// already tells whoever is bound, or holds the seat anyhow, that nothing is to be done.
func already(who string) bot.Card {
	return bot.Card{Code: "member.bound", Tone: bot.ToneNotice, Title: "您已经绑定：" + who + "。", Next: "发“帮助”看我会做什么。"}
}

// redeem binds by a one-time code. A wrong one is answered, not refused with an error: the try must be kept.
func redeem(r *handlers.Request, digits string) (bot.Card, error) {
	person, outcome, err := people.Redeem(r.Tx, accountOf(r), digits, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	switch outcome {
	case people.TooMany:
		return bot.Card{Code: models.BadInput, Tone: bot.ToneLate, Title: "绑定码试错太多次，请一小时后再试。",
			Next: "也可以发“绑定 单位 职务 姓名”，请" + models.TheOffice + "确认。"}, nil
	case people.Wrong:
		return bot.Card{Code: models.BadInput, Tone: bot.ToneLate, Title: "绑定码不对，或已过期、已用过，没有绑定。",
			Next: "请向" + models.TheOffice + "要一个新码，或发“绑定 单位 职务 姓名”。"}, nil
	}
	who, _, err := people.PersonOf(r.Tx, person)
	if err != nil {
		return bot.Card{}, err
	}
	held, err := people.Holders(r.Tx, people.Query{Person: person}, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	titles := models.Each(held, func(h people.Holder) string { return people.Title(r.Profile, h.Post, h.Org) })
	return welcome(who.Name, strings.Join(titles, "、")),
		r.Audit("person", person, who.Name, "bound", nil, map[string]string{"platform": r.Event.Platform}, "绑定码")
}

// ask hands a stranger's request to the office.
func ask(r *handlers.Request, s seat, name string) (bot.Card, error) {
	q, isNew, err := people.Ask(r.Tx, people.Request{Platform: r.Event.Platform, Account: r.Event.From, Name: handlers.Cut(name, 30),
		Post: s.post.Key, Org: s.org.Code, At: r.Now})
	if err == nil && isNew {
		err = askOffice(r, s, q)
	}
	card := bot.Card{Code: "member.asked", Tone: bot.ToneNotice,
		Title: "已转请" + models.TheOffice + "确认：" + s.title(r.Profile) + "，" + q.Name + "。",
		Next:  "确认后就可以直接办事；急用请向" + models.TheOffice + "要绑定码。"}
	if _, had := withoutPhone(r.Args.Text); had || r.Args.Slots.Str("phone") != "" {
		card.Text = "不用提供手机号，没有保存。"
	}
	return card, err
}

func askOffice(r *handlers.Request, s seat, q people.Request) error {
	plan, err := planFor(r, s, q.Name)
	if err != nil {
		return err
	}
	card := bot.Card{Code: "member.asked", Tone: bot.ToneNotice, Title: fmt.Sprintf("有人申请绑定（%d）：%s，%s。", q.No, s.title(r.Profile), q.Name),
		Fields: []bot.Field{{Name: "现任", Value: names(plan.holders)}, {Name: "同意后", Value: plan.says}},
		Next:   "请核实本人后再点同意。", Article: string(s.post.Article),
		Buttons: []bot.Button{{Label: "同意绑定", Command: fmt.Sprintf("同意绑定 %d", q.No), Primary: true},
			{Label: "不同意", Command: fmt.Sprintf("不同意绑定 %d", q.No)}}}
	if shown, _ := withoutPhone(r.Event.FromName); r.Event.FromName != "" {
		card.Fields = append(card.Fields, bot.Field{Name: "平台昵称（未核实）", Value: handlers.Cut(shown, 20)})
	}
	r.Say(handlers.Notice{Key: fmt.Sprintf("binding %d", q.No), Subject: []string{bindingKey(q)},
		To: handlers.Audience{Office: true}, Card: card})
	return nil
}

func welcome(name, titles string) bot.Card {
	card := bot.Card{Code: "member.bound", Tone: bot.ToneDone, Title: "已绑定：" + name + "。", Next: "发“我的待办”看要办的事，发“帮助”看我会做什么。",
		Buttons: []bot.Button{{Label: "我的待办", Command: "我的待办", Primary: true}, {Label: "帮助", Command: "帮助"}}}
	switch titles {
	case "":
		card.Text = "目前没有任职，办事前请" + models.TheOffice + "办理任职。"
	case name:
	default:
		card.Text = "任职：" + titles
	}
	return card
}

func accountOf(r *handlers.Request) people.AccountKey {
	return people.AccountKey{Platform: r.Event.Platform, Account: r.Event.From}
}

func bindingKey(q people.Request) string { return fmt.Sprintf("binding/%d", q.No) }
