package desk

import (
	"errors"
	"slices"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// command authorises and runs a command.
func (m *message) command(intent string, args handlers.Args) (*bot.Card, error) {
	m.meaning.Intent = intent
	c, ok := m.desk.Deployment.Command(intent)
	if !ok {
		return notOpen(intent), nil
	}
	if refusal := m.allowed(c); refusal != nil {
		return refusalCard(refusal), nil
	}
	m.r.Args = args
	asksItself := c.OwnQuestions && !args.Unsure
	if !asksItself && !args.Confirmed && args.Expect != frame.OK {
		if card := m.question(c); card != nil {
			return m.finish(card)
		}
	}
	if err := m.seat(); err != nil {
		return nil, err
	}
	switch card, refusal := m.onBehalf(c); {
	case refusal != nil:
		return refusalCard(refusal), nil
	case card != nil:
		return m.finish(card)
	}
	card, err := m.act(func() (bot.Card, error) { return c.Run(m.ctx, m.r) })
	if err != nil || card == nil {
		return card, err
	}
	return m.finish(card)
}

// allowed tells why somebody may not. Whose posts have all ended may do what strangers may: whoever sees records does
// so by a post.
func (m *message) allowed(c *handlers.Command) *models.Error {
	a := m.r.Actor
	if a.Bound && len(a.Roles) == 0 && !slices.Contains(c.Allow, models.RoleAnyone) {
		return models.Refuse(models.NotAllowed, "您现在没有任职，没有办理。",
			"岗位已交接或到期；有新岗位的，请发“绑定 单位 职务 姓名”，或联系"+models.TheOffice+"。", c.Article)
	}
	if a.Has(c.Allow...) {
		return nil
	}
	if !a.Bound {
		return models.Refuse(models.NotBound, "还不认识您，暂时不能办这件事。", "请私聊我发“绑定 单位 姓名”，由"+models.TheOffice+"确认；发“帮助”看说明。", "")
	}
	next := c.Deny
	if next == "" {
		next = "请联系" + models.TheOffice + "办理。"
	}
	return models.Refuse(models.NotAllowed, "“"+c.Title+"”不在您的职责内，没有办理。", next, c.Article)
}

// act runs f in a savepoint. A refusal for people undoes what f did and becomes a card; any other error undoes the
// whole message.
func (m *message) act(f func() (bot.Card, error)) (*bot.Card, error) {
	var card bot.Card
	var left handlers.Outcome
	err := m.r.Tx.Nested(func() (err error) {
		m.r.Take()
		card, err = f()
		left = m.r.Take()
		if err != nil {
			return err
		}
		m.ask = left.Ask
		again, err := m.desk.Withdraw(m.ctx, m.r, left.Settled)
		if err != nil {
			return err
		}
		return m.post(append(left.Notices, again...), &card)
	})
	var refusal *models.Error
	if errors.As(err, &refusal) {
		m.ask = nil
		return refusalCard(refusal), m.post(left.Notices, nil) // a secret text: the office hears of it
	}
	if err != nil {
		return nil, err
	}
	return &card, nil
}

// post queues notices. What would be said twice in one chat, as reply and as notice, is said once, with everybody
// mentioned.
func (m *message) post(list []handlers.Notice, reply *bot.Card) error {
	m.job.others = m.job.others || len(list) > 0
	return m.desk.Post(handlers.Mail{Tx: m.r.Tx, Profile: m.r.Profile, Now: m.r.Now, Notices: list, Prefer: m.r.Event.Platform,
		Reply: reply, Event: m.r.Event})
}

func refusalCard(e *models.Error) *bot.Card {
	return &bot.Card{Code: bot.Code(e.Code), Tone: bot.ToneLate, Title: e.Message,
		Next: e.Next, Article: string(e.Article)}
}

// notOpen answers what is understood but not served in this release, and a yes or no when nothing was asked.
func notOpen(intent string) *bot.Card {
	if intent == "confirm" || intent == "cancel" {
		return &bot.Card{Code: "ask.none", Tone: bot.ToneQuiet, Title: "没有等您回答的事，没有办理。",
			Next: "刚才问的也许已过半小时，或已办完；要办的话请把话说全，再说一遍。"}
	}
	return &bot.Card{Code: "not_open", Tone: bot.ToneNotice, Title: "听懂了，但这项功能还没有开放，没有办理。",
		Next: "请先按原来的办法办；发“帮助”看现在能办的事。"}
}
