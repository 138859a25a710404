package main

import (
	"slices"
	"strings"

	"linzhangbot/bot/console"
	"linzhangbot/models"
	"linzhangbot/models/roster"
)

// speaker is who says something, and where.
type speaker struct{ who, chat string }

// theOffice are its people: a second one where four eyes are demanded.
var theOffice = []string{"office.staff1", "office.staff2", "office.director"}

// addressed are those whom a card tells something; oneIsEnough where it is for whoever of them may.
func (b *saidBack) addressed(l console.Line, x told) (out []speaker, oneIsEnough bool) {
	b.t.Helper()
	people, oneIsEnough := b.readers(l, x)
	for _, p := range people {
		s := speaker{p, l.Chat}
		if strings.Contains(x.segment, "私聊我") {
			s.chat = "@" + p
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out, oneIsEnough
}

func (b *saidBack) readers(l console.Line, x told) (people []string, oneIsEnough bool) {
	owners := b.owners(x.text)
	private := strings.HasPrefix(l.Chat, "@")
	switch {
	case l.Kind == "reply" && x.press && !private: // a group's card is shared
		return slices.Concat([]string{b.author(l.ReplyTo)}, l.Card.Mention, theOffice, b.inMain(l, owners)), true
	case l.Kind == "reply":
		if others := b.told(x.segment); len(others) > 0 && !x.press {
			return others, true
		}
		return []string{b.author(l.ReplyTo)}, false
	case private:
		return []string{l.Chat[1:]}, false
	case l.Chat == "office":
		return theOffice, true
	case len(owners) > 0 && !x.press: // whether or not the platform can call them
		return owners, true
	case len(l.Card.Mention) == 0:
		return slices.Concat(owners, []string{"dasi.liaison", "shuiwu.liaison"}, theOffice), true
	case x.press:
		return l.Card.Mention, true
	}
	return b.mentioned(l, x)
}

// mentioned are those of the mentioned whose matter it is: who is named in that part of the card, else all. What bears a
// number that nobody owns alone, as an order's task, is for whoever has it.
func (b *saidBack) mentioned(l console.Line, x told) (people []string, oneIsEnough bool) {
	named := func(p string) bool {
		name := b.orgOf(p)
		return name != "" && strings.Contains(x.section, name)
	}
	for _, fits := range []func(string) bool{named, func(string) bool { return true }} {
		for _, p := range l.Card.Mention {
			if fits(p) {
				people = append(people, p)
			}
		}
		if len(people) > 0 {
			break
		}
	}
	return people, anyDigit.MatchString(x.text)
}

// inMain are owners, where the chat is theirs too.
func (b *saidBack) inMain(l console.Line, owners []string) []string {
	if l.Chat == "office" {
		return nil
	}
	return owners
}

// told are those whom the words just before an instruction name: 大寺镇整改后发, 区林长办发.
func (b *saidBack) told(segment string) (people []string) {
	for _, mark := range []string{"，", "：", "（"} {
		segment = segment[max(strings.LastIndex(segment, mark), 0):]
	}
	for _, o := range b.s.profile.Latest().Orgs {
		if o.Kind != models.KindOffice && strings.Contains(segment, o.Name) {
			people = append(people, o.Code+".liaison")
		}
	}
	if strings.Contains(segment, "区林长办") {
		people = append(people, theOffice...)
	}
	return people
}

// owners are the liaisons of the organisations whose records a sentence names.
func (b *saidBack) owners(text string) (people []string) {
	b.t.Helper()
	refs := bears.FindAllString(text, -1)
	if len(refs) == 0 {
		return nil
	}
	tx := b.s.app.db.Read(b.t.Context(), "xiqing")
	liaisons, err := roster.Liaisons(tx, b.s.clock.Now())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range b.s.app.deployment.Modules {
		if m.Records == nil {
			continue
		}
		list, err := m.Records(b.t.Context(), tx)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, r := range list {
			if r.Org != "" && slices.Contains(refs, r.Ref) {
				people = append(people, liaisons[r.Org]...)
			}
		}
	}
	return people
}

// orgOf is the name of the organisation that a person's code begins with.
func (b *saidBack) orgOf(person string) string {
	org, _, _ := strings.Cut(person, ".")
	if _, known := b.s.profile.Latest().Org(org); !known {
		return ""
	}
	return b.s.profile.Latest().OrgName(org)
}

// author is who said a line.
func (b *saidBack) author(id string) string {
	for _, l := range slices.Backward(b.s.console.Lines(0)) {
		if l.ID == id {
			return l.From
		}
	}
	return ""
}
