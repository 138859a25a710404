package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/language"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// lateness is how long a platform may take to repeat a message: so long its own time counts as the moment it was
// said (Feishu repeats up to 7.1 hours later).
const lateness = 8 * time.Hour

// one handles one message inside the batch: dedupe → parse → identify → authorise → act → reply.
func (d *Desk) one(tx *db.Tx, j *job, b *lookups) error {
	k := key(j.event)
	if row, ok := b.seen[k]; ok {
		card, err := storedReply(row)
		d.again(j, card)
		return err
	}
	if first := b.handled[k]; first != nil {
		d.again(j, first.out.Card)
		return nil
	}
	b.handled[k] = j
	t := d.turn(tx.For(j.event.District), j, b)
	card, err := t.answer()
	if err != nil {
		return err
	}
	if card == nil && !t.acted {
		return nil // left alone: nothing to keep
	}
	if card != nil && j.event.Chat.Kind == bot.Group && j.event.From != "" {
		card.Mention = append([]string{j.event.From}, card.Mention...)
	}
	j.out.Card = card
	return d.keepReply(t.r.Tx, j, card, t.meaning.Intent, b)
}

// turn is one message being handled.
type turn struct {
	desk    *Desk
	job     *job
	ctx     context.Context
	r       *Request
	b       *lookups
	meaning language.Meaning
	heard   *language.Meaning // of the event's text, when that was understood with the batch
	mark    string            // of the question whose button was pressed; empty for words
	acted   bool              // something was done that must be kept even without a reply
}

func (d *Desk) turn(tx *db.Tx, j *job, b *lookups) *turn {
	e := j.event
	mark := ""
	if e.Kind == bot.KindPress {
		e.Text, mark = unsign(e.Text)
	}
	p := b.profiles[e.District]
	now := moment(e, b.now).In(p.Location())
	actor, known := b.actors[roster.AccountKey{Platform: e.Platform, Account: e.From}]
	if !known {
		actor = models.Actor{Account: e.From}
	}
	r := &Request{Tx: tx, Now: now, Actor: actor, Event: e, Profile: p, Days: d.House.Days, House: d.House}
	return &turn{desk: d, ctx: j.ctx, r: r, b: b, mark: mark, job: j, heard: j.heard}
}

// moment is when the message was said: the platform's own time if it is believable, so that a repeat hours later
// still counts for the day it was sent on.
func moment(e bot.Event, now time.Time) time.Time {
	if e.At.IsZero() || e.At.After(now) || now.Sub(e.At) > lateness {
		return now
	}
	return e.At.Truncate(time.Millisecond)
}

func (t *turn) answer() (*bot.Card, error) {
	switch t.r.Event.Kind {
	case bot.KindRecall:
		return t.recall()
	case bot.KindEnter:
		return t.welcome()
	case bot.KindText, bot.KindPress:
		return t.hear()
	}
	return nil, nil
}

func (t *turn) recall() (*bot.Card, error) {
	for _, m := range t.r.House.Modules {
		if m.Recall == nil {
			continue
		}
		var handled bool
		card, err := t.act(func() (bot.Card, error) {
			c, ok, err := m.Recall(t.ctx, t.r)
			handled = ok
			return c, err
		})
		if err != nil || handled {
			t.acted = true
			if card != nil && card.Code == "" {
				card = nil
			}
			return card, err
		}
	}
	return nil, nil
}

func (t *turn) welcome() (*bot.Card, error) {
	if t.r.Event.Chat.Kind != bot.Private {
		return nil, nil
	}
	return t.command("help", Args{Intent: "help", Expect: language.OK, Slots: Slots{}})
}

// hear understands a text and does what it says.
func (t *turn) hear() (*bot.Card, error) {
	e := t.r.Event
	if mark, found := profile.Secret(t.r.Profile, e.Text); found && (e.ToBot || t.asked() || t.understand(e.Text).Strong) {
		return t.secret(mark)
	}
	if card, done, err := t.resume(); done || err != nil {
		return card, err
	}
	if t.mark != "" {
		return outOfDate(), nil
	}
	m := t.understand(e.Text)
	t.meaning = m
	if !e.ToBot && !(m.Strong && m.Intent != language.Unknown && m.Expect == language.OK) {
		return nil, nil // a group's own talk
	}
	if m.Intent == language.Unknown {
		return t.notUnderstood(m)
	}
	return t.command(m.Intent, argsOf(m, e.Text))
}

func argsOf(m language.Meaning, text string) Args {
	slots := Slots{}
	for k, v := range m.Slots {
		slots[k] = v
	}
	return Args{Intent: m.Intent, Slots: slots, Expect: m.Expect, Unsure: m.Unsure, Why: m.Why, Missing: m.Missing, Choices: m.Choices, Text: strings.TrimSpace(text)}
}

func (t *turn) understand(text string) language.Meaning {
	if t.heard != nil && text == t.r.Event.Text {
		return *t.heard
	}
	e, a := t.r.Event, t.r.Actor
	role := ""
	switch {
	case a.IsOffice():
		role = "office"
	case a.IsChief():
		role = "chief"
	case a.Bound:
		role = "liaison"
	}
	// Whoever addresses the bot in a group speaks to it as he would in private: “@林长助手 收到” is no chatter.
	return t.desk.language(t.r.Profile).Understand(text, language.Scene{Now: t.r.Now, Private: e.Chat.Kind == bot.Private || e.ToBot,
		ToBot: e.ToBot, Role: role, Unit: ownUnit(a), Media: len(e.Media)})
}

// language is the ear for a district's profile version, made once.
func (d *Desk) language(p *profile.Profile) *language.Language {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := p.Code + " " + p.Version + " " + p.Effective.String()
	l, ok := d.languages[k]
	if !ok {
		l = d.House.Language(p)
		d.languages[k] = l
	}
	return l
}

// command authorises and runs a command.
func (t *turn) command(intent string, args Args) (*bot.Card, error) {
	t.meaning.Intent = intent
	c, ok := t.r.House.Command(intent)
	if !ok {
		return t.notOpen(intent), nil
	}
	if refusal := t.allowed(c); refusal != nil {
		return refusalCard(refusal), nil
	}
	t.r.Args = args
	if (!c.OwnQuestions || args.Unsure) && !args.Confirmed && args.Expect != language.OK {
		if card := t.question(c); card != nil {
			return t.finish(card)
		}
	}
	if card := t.seat(c); card != nil {
		return t.finish(card)
	}
	card, err := t.act(func() (bot.Card, error) { return c.Run(t.ctx, t.r) })
	if err != nil || card == nil {
		return card, err
	}
	return t.finish(card)
}

// allowed tells why somebody may not. Whose posts have all ended may do what strangers may: whoever sees records does
// so by a post.
func (t *turn) allowed(c *Command) *models.Error {
	a := t.r.Actor
	if a.Bound && len(a.Roles) == 0 && !slices.Contains(c.Allow, models.RoleAnyone) {
		return models.Refuse(models.NotAllowed, "您现在没有任职，没有办理。", "岗位已交接或到期；有新岗位的，请发“绑定 单位 职务 姓名”，或联系区林长办。", c.Article)
	}
	if a.Has(c.Allow...) {
		return nil
	}
	if !a.Bound {
		return models.Refuse(models.NotBound, "还不认识您，暂时不能办这件事。", "请私聊我发“绑定 单位 姓名”，由区林长办确认；发“帮助”看说明。", "")
	}
	next := c.Deny
	if next == "" {
		next = "请联系区林长办办理。"
	}
	return models.Refuse(models.NotAllowed, "“"+c.Title+"”不在您的职责内，没有办理。", next, c.Article)
}

// act runs f in a savepoint. A refusal for people undoes what f did and becomes a card; any other error undoes the
// whole message.
func (t *turn) act(f func() (bot.Card, error)) (*bot.Card, error) {
	var card bot.Card
	err := t.r.Tx.Nested(func() (err error) {
		t.r.notices, t.r.settled, t.r.ask = nil, nil, nil
		card, err = f()
		if err != nil {
			return err
		}
		return t.post(&card)
	})
	var refusal *models.Error
	if errors.As(err, &refusal) {
		t.r.ask = nil
		card := refusalCard(refusal)
		return card, t.afterRefusal()
	}
	if err != nil {
		return nil, err
	}
	return &card, nil
}

// afterRefusal still says what a refused command had to tell others (a secret text: the office hears of it).
func (t *turn) afterRefusal() error {
	t.r.settled = nil
	return t.post(nil)
}

// post queues the notices and withdraws reminders of what was settled. What would be said twice in one chat, as
// reply and as notice, is said once, with everybody mentioned.
func (t *turn) post(reply *bot.Card) error {
	if err := t.desk.withdraw(t.ctx, t.r); err != nil {
		return err
	}
	o := office{tx: t.r.Tx, profile: t.r.Profile, days: t.r.Days, now: t.r.Now, prefer: t.r.Event.Platform}
	if reply != nil && reply.Code != "" {
		o.reply, o.at = reply, t.r.Event
	}
	for _, n := range t.r.notices {
		if err := o.put(n); err != nil {
			return err
		}
	}
	t.job.others = t.job.others || len(t.r.notices) > 0
	t.r.notices = nil
	return nil
}

func refusalCard(e *models.Error) *bot.Card {
	return &bot.Card{Code: e.Code, Tone: bot.ToneLate, Title: e.Message, Next: e.Next, Article: string(e.Article)}
}
