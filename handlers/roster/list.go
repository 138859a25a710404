package roster

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	people "linzhangbot/models/roster"
)

const vacancy = "空缺"

// list tells who holds which post, as far as the sender may see: office and chiefs everybody, others their own
// organisation, the office and the chiefs.
func list(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s := readSeat(r.Profile, r.Args.Slots, after(r.Args.Text, "名册", "谁是"))
	holders, err := people.Holders(r.Tx, people.Query{Org: s.org.Code, Post: s.post.Key}, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	n := len(holders)
	seen := slices.DeleteFunc(holders, func(h people.Holder) bool { return !mayKnow(r, h.Kind, h.Org) })
	if len(seen) == 0 && n > 0 {
		return bot.Card{}, models.Refuse(models.NotAllowed, "其他单位的名册不在您的查看范围内。", "请向"+models.TheOffice+"询问。", "")
	}
	if s.org.Code != "" || s.named() {
		return one(r, s, seen), nil
	}
	return all(r, seen)
}

func mayKnow(r *handlers.Request, kind models.OrgKind, org string) bool {
	return r.Wide() || kind == models.KindOffice || org == "" || r.Actor.Owns(org)
}

// one answers about an organisation or a seat.
func one(r *handlers.Request, s seat, holders []people.Holder) bot.Card {
	card := bot.Card{Code: "roster.list", Tone: bot.ToneNotice, Title: s.org.Name + "名册", Article: string(s.post.Article)}
	for _, h := range holders {
		name := h.Name
		if len(h.Linked) > 0 {
			name += "，对口联系" + naming.Orgs(r.Profile, h.Linked)
		}
		card.Fields = append(card.Fields, bot.Field{Name: people.Title(r.Profile, h.Post, h.Org), Value: name})
	}
	if len(holders) == 0 {
		card.Tone, card.Text = bot.ToneNear, "现在"+vacancy+"。"
	}
	if s.named() {
		card.Title = s.title(r.Profile)
		return card
	}
	for _, gap := range vacant(r, s.org, holders) {
		card.Fields = append(card.Fields, bot.Field{Name: gap, Value: vacancy})
	}
	return card
}

// vacant lists the posts that an organisation must fill and has not.
func vacant(r *handlers.Request, org models.Org, holders []people.Holder) []string {
	var out []string
	for _, x := range r.Profile.Posts {
		held := func(h people.Holder) bool { return h.Post == x.Key && h.Org == org.Code }
		if x.Exactly > 0 && x.Of == org.Kind && org.Code != "" && !slices.ContainsFunc(holders, held) {
			out = append(out, people.Title(r.Profile, x.Key, org.Code))
		}
	}
	return out
}

// all is one line an organisation, in the profile's order; the office gets the whole file, in private only.
func all(r *handlers.Request, holders []people.Holder) (card bot.Card, err error) {
	byOrg := map[string][]people.Holder{}
	for _, h := range holders {
		byOrg[h.Org] = append(byOrg[h.Org], h)
	}
	card = bot.Card{Code: "roster.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("名册：%d个任职", len(holders)),
		Next: "问一个单位，发“名册 " + models.SecondTown + "”。"}
	add := func(name string, list []people.Holder) {
		if len(list) > 0 {
			card.Fields = append(card.Fields, bot.Field{Name: name, Value: names(list)})
		}
	}
	add("林长", byOrg[""])
	var gaps []string
	for _, o := range r.Profile.Orgs {
		add(o.Name, byOrg[o.Code])
		if o.Exists(r.Now) && r.Sees(o.Code) {
			gaps = append(gaps, vacant(r, o.Brief(), byOrg[o.Code])...)
		}
	}
	if len(gaps) > 0 {
		card.Text = vacancy + "：" + strings.Join(gaps, "、")
	}
	if r.Actor.IsOffice() && r.Event.Chat.Kind == bot.Private {
		card.File, err = handlers.Workbook("名册.xlsx", func(w io.Writer) error { return people.Export(r.Tx, r.Profile, w) })
	}
	return card, err
}
