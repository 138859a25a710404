package roster

import (
	"context"
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
		if found := answering(r.Profile, topicOf(r, words)); len(found) > 0 {
			return answer(found), nil
		}
		s.org = r.Actor.Org
	}
	o, _ := r.Profile.Org(s.org.Code)
	if o.Code == "" {
		return r.Ask(handlers.Question{Missing: "unit", Text: "问哪个单位的职责？回单位名称即可。"}), nil
	}
	if o.Responsibility == "" {
		return bot.Card{}, models.Refuse(models.NotFound, "制度里没有单独写明"+o.Name+"的职责。", "可以问协作单位，如“职责 水务局”。", "")
	}
	return answer([]profile.Org{o}), nil
}

func topicOf(r *handlers.Request, words string) string {
	if topic := r.Args.Slots.Str("topic"); topic != "" {
		return topic
	}
	return words
}

// answering lists the units one of whose matters the words name.
func answering(p *profile.Profile, words string) []profile.Org {
	var out []profile.Org
	for _, o := range p.Orgs {
		for _, topic := range o.Topics {
			if words != "" && strings.Contains(words, topic) {
				out = append(out, o)
				break
			}
		}
	}
	return out
}

func answer(orgs []profile.Org) bot.Card {
	card := bot.Card{Code: "org.duties", Tone: bot.ToneNotice, Title: orgs[0].Name + "的职责", Text: orgs[0].Responsibility, Article: string(orgs[0].Article)}
	if len(orgs) == 1 {
		return card
	}
	card.Title, card.Text, card.Article = "这件事涉及以下单位", "", ""
	for _, o := range orgs {
		card.Fields = append(card.Fields, bot.Field{Name: o.Name, Value: o.Responsibility + "（" + string(o.Article) + "）"})
	}
	return card
}
