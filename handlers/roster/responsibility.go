package roster

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// responsibility tells what a unit answers for, word for word as the regulation says it (协作会商制度 第四条). Asked with a
// matter instead of a unit (职责 古树名木), it names the units whose matter that is.
func responsibility(_ context.Context, r *handlers.Request) (bot.Card, error) {
	words := after(r.Args.Text, "职责")
	s := readSeat(r.Profile, r.Args.Slots, words)
	if s.org.Code == "" {
		if found := answering(r, cmp.Or(r.Args.Slots.Str("topic"), words)); len(found) > 0 {
			return duties(found), nil
		}
		own := ownUnits(r)
		if len(own) > 1 && !r.Actor.Told {
			card := duties(own)
			card.Title = "您任职单位的职责"
			return card, nil
		}
		if s.org = r.Actor.Org; len(own) == 1 {
			s.org = own[0].Brief() // 我们单位的职责, of a town's liaison who is a unit's as well
		}
	}
	o, ok := r.Profile.Org(s.org.Code)
	switch {
	case !ok:
		return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "问哪个单位的职责？回单位名称即可。"}), nil
	case o.Responsibility == "":
		return bot.Card{}, models.Refuse(models.NotFound, "制度里没有单独写明"+o.Name+"的职责。",
			"可以问"+models.Units+"，如“职责 "+models.UnitAlias+"”。", "")
	}
	return duties([]profile.Org{o}), nil
}

// ownUnits are the sender's organisations for which the regulation says what they answer for.
func ownUnits(r *handlers.Request) []profile.Org {
	var out []profile.Org
	for _, code := range r.Actor.Codes() {
		if o, ok := r.Profile.Org(code); ok && o.Responsibility != "" {
			out = append(out, o)
		}
	}
	return out
}

// answering lists the units one of whose matters the words name.
func answering(r *handlers.Request, words string) []profile.Org {
	named := func(topic string) bool { return words != "" && strings.Contains(words, topic) }
	return slices.DeleteFunc(slices.Clone(r.Profile.Orgs), func(o profile.Org) bool {
		return !o.Exists(r.Now) || !slices.ContainsFunc(o.Topics, named)
	})
}

func duties(orgs []profile.Org) bot.Card {
	card := bot.Card{Code: "org.duties", Tone: bot.ToneNotice, Title: "这件事涉及以下单位"}
	if o := orgs[0]; len(orgs) == 1 {
		card.Title, card.Text, card.Article = o.Name+"的职责", o.Responsibility, string(o.Article)
		return card
	}
	for _, o := range orgs {
		card.Fields = append(card.Fields, bot.Field{Name: o.Name, Value: o.Responsibility + "（" + string(o.Article) + "）"})
	}
	return card
}
