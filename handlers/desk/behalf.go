package desk

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
	"linzhangbot/models/roster"
)

// seat finds out for which of his organisations somebody speaks who holds posts in several: the one that the sentence
// names, else the one whose own group it is said in, else the one that the card names to which it is said. A command
// about a record goes by the record before all of them (Actor.SeatFor). Where none tells, it stays the one where he has
// been longest, untold, and whoever must know asks.
func (m *message) seat() error {
	a := &m.r.Actor
	if len(a.Orgs) < 2 {
		return nil
	}
	a.Org, a.Told = a.Orgs[0], false
	for _, find := range []func() (string, error){m.orgNamed, m.orgOfChat, m.orgOfCard} {
		code, err := find()
		if err != nil {
			return err
		}
		if o, his := a.Speaks(code); his {
			a.Org, a.Told = o, true
			return nil
		}
	}
	return nil
}

// orgNamed is the organisation of his that the sentence names, where it names one of them.
func (m *message) orgNamed() (string, error) {
	r := m.r
	unit, known := naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), r.Now)
	if known && r.Actor.Owns(unit.Code) {
		return unit.Code, nil
	}
	if code := m.onlyOwn(r.First.Text); code != "" {
		return code, nil
	}
	return m.ourKind(r.First.Text), nil
}

// ours is how people speak of their own organisation by its kind: 我镇, 我们街道, 本局, 我单位.
var ours = regexp.MustCompile(`(?:我们?|本|咱们?)(镇|乡|街道|局|委|部|办|分局|单位|部门)`)

// ourKind is the one organisation of his that 我镇, 我局 or 我单位 can be: the only one whose name ends so, the only
// unit.
func (m *message) ourKind(text string) string {
	said := ours.FindStringSubmatch(text)
	if said == nil {
		return ""
	}
	var found []string
	for _, o := range m.r.Actor.Orgs {
		unit := o.Kind == models.KindUnit && (said[1] == "单位" || said[1] == "部门")
		if unit || strings.HasSuffix(o.Name, said[1]) {
			found = append(found, o.Code)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// onlyOwn is the one organisation of his that a text names; empty when it names none of them or several.
func (m *message) onlyOwn(text string) string {
	var found []string
	for _, o := range naming.OrgsIn(m.r.Profile, text, m.r.Now) {
		if !o.Weak && m.r.Actor.Owns(o.Org.Code) && !slices.Contains(found, o.Org.Code) {
			found = append(found, o.Org.Code)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// orgOfChat is the organisation whose own group the message was said in.
func (m *message) orgOfChat() (string, error) {
	e := m.r.Event
	if e.Chat.Kind != bot.Group {
		return "", nil
	}
	groups, err := roster.Groups(m.r.Tx)
	for _, g := range groups {
		if g.Platform == e.Platform && g.Chat == e.Chat.ID && g.Purpose != roster.PurposeMain {
			return g.Org, err
		}
	}
	return "", err
}

// orgOfCard is the organisation of his that the card names to which the message replies, or on which a button was
// pressed.
func (m *message) orgOfCard() (string, error) {
	e := m.r.Event
	if e.QuoteID != "" {
		p, ours, err := outbox.SaidAs(m.r.Tx, e.Platform, e.QuoteID)
		var card bot.Card
		if err == nil && ours && json.Unmarshal([]byte(p.Card), &card) == nil {
			return m.onlyOwn(card.Plain()), nil
		}
		if err != nil {
			return "", err
		}
	}
	return m.onlyOwn(e.Quote), nil
}

// onBehalf settles in whose name somebody writes where it matters (Command.ForOrg): of the organisations in which he
// holds a post that may do it, the one that was told, the only one, or else the one that he answers; nothing is
// guessed. The answer goes on with the first message.
func (m *message) onBehalf(c *handlers.Command) (*bot.Card, *models.Error) {
	a, args := &m.r.Actor, &m.r.Args
	if !c.ForOrg || len(a.Orgs) < 2 || args.Expect == frame.Refuse {
		return nil, nil
	}
	args.Text = m.r.First.Text // the answer may be no more than a name
	able := models.Each(a.Holding(c.Allow...), func(o models.Org) string { return o.Code })
	if len(able) == 0 {
		return nil, nil
	}
	if a.Told && !slices.Contains(able, a.Org.Code) {
		who := a.Org.Name
		return nil, models.Refuse(models.NotAllowed, "您在"+who+"的职务不办“"+c.Title+"”，没有办理。", c.Deny, c.Article)
	}
	unit := args.Slots.Str(handlers.SlotUnit)
	if office := a.Holding(models.RoleOffice, models.RoleDirector); !a.Told && unit != "" && len(office) > 0 {
		a.Org = office[0] // it writes for others
		return nil, nil
	}
	if org, ok := m.r.Choose(able); ok {
		a.Org, _ = a.Speaks(org)
		return nil, nil
	}
	card := m.r.Ask(m.r.WhichOrg(able, nil))
	return &card, nil
}
