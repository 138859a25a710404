package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/models"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/outbox"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// office turns notices into parcels: who is meant, which chat, when it may leave.
type office struct {
	tx      *db.Tx
	profile *profile.Profile
	days    *calendar.Calendar
	now     time.Time // local
	prefer  string    // platform to prefer where several reach the same people
	groups  []roster.Group
	// liaisons answers who an organisation's liaisons are where a sweep has asked already; nil: ask the roster.
	liaisons func(org string) ([]string, error)
	reply    *bot.Card // the answer being given, and where: a notice of the same code in that chat melts into it
	at       bot.Event
}

// place is one chat a notice goes to, with the accounts to mention.
type place struct {
	platform string
	chat     bot.Chat
	mention  []string
}

// put queues a notice in every chat its audience has, unless it was said before.
func (o *office) put(n Notice) error {
	places, err := o.places(n.To)
	if err != nil {
		return err
	}
	at, err := o.leaves(n)
	if err != nil {
		return err
	}
	for _, pl := range places {
		if o.melts(n, pl) {
			continue
		}
		card := n.Card
		card.Mention = pl.mention
		text, err := json.Marshal(card)
		if err != nil {
			return fmt.Errorf("write notice: %w", err)
		}
		p := outbox.Parcel{Key: noticeKey(n.Key, pl), Subjects: outbox.Subject(n.Subject...), Platform: pl.platform, Chat: pl.chat.ID,
			ChatKind: string(pl.chat.Kind), Code: card.Code, Urgent: n.Urgent, Card: string(text), NextAt: at, At: o.now.UTC()}
		if !n.Until.IsZero() {
			until := n.Until.UTC()
			p.Until = &until
		}
		if err := outbox.Put(o.tx, p); err != nil {
			return err
		}
	}
	return nil
}

// melts reports whether a notice would only repeat the answer in its chat; then whom it mentions is mentioned there.
func (o *office) melts(n Notice, pl place) bool {
	if o.reply == nil || n.Card.Code != o.reply.Code || pl.platform != o.at.Platform || pl.chat.ID != o.at.Chat.ID || n.At.After(o.now) {
		return false
	}
	for _, a := range pl.mention {
		if a != o.at.From && !slices.Contains(o.reply.Mention, a) {
			o.reply.Mention = append(o.reply.Mention, a)
		}
	}
	return true
}

// noticeKey fits any key into the unique column.
func noticeKey(k string, pl place) string {
	return "no:" + digest(k+"\x00"+pl.platform+"\x00"+pl.chat.ID)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// leaves is when a notice may leave: urgent ones at once, the rest outside quiet hours.
func (o *office) leaves(n Notice) (time.Time, error) {
	at := o.now
	if n.At.After(at) {
		at = n.At
	}
	if n.Urgent {
		return at.UTC(), nil
	}
	h, err := hours(o.profile)
	if err != nil {
		return time.Time{}, err
	}
	return o.days.Release(at, h).UTC(), nil
}

func hours(p *profile.Profile) (calendar.Hours, error) {
	h, err := calendar.ParseHours(p.Hours.Morning, p.Hours.Until, p.Hours.From, p.Hours.To)
	if err != nil {
		return h, fmt.Errorf("read office hours: %w", err)
	}
	return h, nil
}

func (o *office) places(to Audience) ([]place, error) {
	if o.groups == nil {
		groups, err := roster.Groups(o.tx)
		if err != nil {
			return nil, err
		}
		o.groups = groups
	}
	switch {
	case to.Main:
		return o.inGroups("main", "", to.Also)
	case to.Office:
		return o.inGroups("office", "", to.Also)
	case to.Org != "":
		return o.toOrg(to)
	case to.Person != "":
		return o.inPrivate([]string{to.Person})
	case to.Post != "":
		holders, err := roster.Holders(o.tx, roster.Query{Post: to.Post}, o.now)
		if err != nil {
			return nil, err
		}
		return o.inPrivate(persons(holders))
	case to.Account.Account != "":
		return []place{{platform: to.Account.Platform, chat: bot.Chat{ID: to.Account.Account, Kind: bot.Private}}}, nil
	}
	return nil, nil
}

// toOrg is the organisation's own group where it has one, else the main group with its people mentioned.
func (o *office) toOrg(to Audience) ([]place, error) {
	roles := to.Roles
	if len(roles) == 0 {
		roles = []models.Role{models.RoleLiaison}
	}
	also := append([]string{}, to.Also...)
	for _, role := range roles {
		if role == models.RoleLiaison && o.liaisons != nil {
			people, err := o.liaisons(to.Org)
			if err != nil {
				return nil, err
			}
			also = append(also, people...)
			continue
		}
		holders, err := roster.Holders(o.tx, roster.Query{Org: to.Org, Role: role}, o.now)
		if err != nil {
			return nil, err
		}
		also = append(also, persons(holders)...)
	}
	if own, err := o.inGroups("org", to.Org, also); err != nil || len(own) > 0 {
		return own, err
	}
	return o.inGroups("main", "", also)
}

func persons(holders []roster.Holder) []string {
	var out []string
	for _, h := range holders {
		out = append(out, h.Person)
	}
	return out
}

func (o *office) inGroups(purpose, org string, mention []string) ([]place, error) {
	var out []place
	for _, g := range o.groups {
		if g.Purpose != purpose || org != "" && g.Org != org || g.Paused {
			continue
		}
		accounts, err := roster.Accounts(o.tx, g.Platform, mention)
		if err != nil {
			return nil, err
		}
		pl := place{platform: g.Platform, chat: bot.Chat{ID: g.Chat, Kind: bot.Group}}
		for _, person := range mention {
			if a := accounts[person]; a != "" {
				pl.mention = append(pl.mention, a)
			}
		}
		out = append(out, pl)
	}
	return out, nil
}

// inPrivate reaches each person on the platform the matter came from if he is there, else on his latest one.
func (o *office) inPrivate(people []string) ([]place, error) {
	all, err := roster.AccountsAnywhere(o.tx, people)
	if err != nil {
		return nil, err
	}
	var out []place
	seen := map[string]bool{}
	for _, person := range people {
		keys := all[person]
		if len(keys) == 0 || seen[person] {
			continue
		}
		seen[person] = true
		pick := keys[len(keys)-1]
		for _, k := range keys {
			if k.Platform == o.prefer {
				pick = k
			}
		}
		out = append(out, place{platform: pick.Platform, chat: bot.Chat{ID: pick.Account, Kind: bot.Private}})
	}
	return out, nil
}

// BindPushGroups binds push-only channels (group robots) to what their names stand for: main, office, or an
// organisation's code, with or without town. or unit. before it.
func BindPushGroups(tx *db.Tx, platform string, chats map[string]string) error {
	names := make([]string, 0, len(chats))
	for name := range chats {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		g := roster.Group{Platform: platform, Chat: chats[name], Purpose: name}
		if name != "main" && name != "office" {
			g.Purpose, g.Org = "org", strings.TrimPrefix(strings.TrimPrefix(name, "town."), "unit.")
		}
		if err := roster.BindGroup(tx, g); err != nil {
			return err
		}
	}
	return nil
}
