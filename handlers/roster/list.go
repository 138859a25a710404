package roster

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
	people "linzhangbot/models/roster"
)

const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// list tells who holds which post, as far as the sender may see: office and chiefs everybody, others their own
// organisation, the office and the chiefs.
func list(_ context.Context, r *handlers.Request) (bot.Card, error) {
	s := readSeat(r.Profile, r.Args.Slots, after(r.Args.Text, "名册", "谁是"))
	holders, err := people.Holders(r.Tx, people.Query{Org: s.org.Code, Post: s.post.Key}, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	var seen []people.Holder
	for _, h := range holders {
		if mayKnow(r.Actor, h) {
			seen = append(seen, h)
		}
	}
	if len(seen) == 0 && len(holders) > 0 {
		return bot.Card{}, models.Refuse(models.NotAllowed, "其他单位的名册不在您的查看范围内。", "请向区林长办询问。", "")
	}
	if s.org.Code != "" || s.named() {
		return one(r, s, seen), nil
	}
	return all(r, seen)
}

func mayKnow(a models.Actor, h people.Holder) bool {
	if a.IsOffice() || a.IsChief() || h.Kind == models.KindOffice || h.Org == "" {
		return true
	}
	return h.Org == a.Org.Code
}

// one answers about an organisation or a seat.
func one(r *handlers.Request, s seat, holders []people.Holder) bot.Card {
	card := bot.Card{Code: "roster.list", Tone: bot.ToneNotice, Title: s.org.Name + "名册", Article: string(s.post.Article)}
	if s.named() {
		card.Title = s.title(r.Profile)
	}
	for _, h := range holders {
		card.Fields = append(card.Fields, bot.Field{Name: people.Title(r.Profile, h.Post, h.Org), Value: h.Name + towns(r.Profile, h)})
	}
	if len(holders) == 0 {
		card.Tone, card.Text = bot.ToneNear, "现在空缺。"
	}
	for _, gap := range vacant(r, s.org, holders) {
		if !s.named() {
			card.Fields = append(card.Fields, bot.Field{Name: gap, Value: "空缺"})
		}
	}
	return card
}

func towns(p *profile.Profile, h people.Holder) string {
	var out []string
	for _, code := range h.Linked {
		out = append(out, p.OrgName(code))
	}
	if len(out) == 0 {
		return ""
	}
	return "，对口联系" + strings.Join(out, "、")
}

// vacant lists the posts that an organisation must fill and has not.
func vacant(r *handlers.Request, org models.Org, holders []people.Holder) []string {
	var out []string
	for _, x := range r.Profile.Posts {
		if x.Exactly == 0 || x.Of != org.Kind || org.Code == "" {
			continue
		}
		held := slices.ContainsFunc(holders, func(h people.Holder) bool { return h.Post == x.Key && h.Org == org.Code })
		if !held {
			out = append(out, people.Title(r.Profile, x.Key, org.Code))
		}
	}
	return out
}

// all is one line an organisation, in the profile's order; the office gets the whole file in private.
func all(r *handlers.Request, holders []people.Holder) (bot.Card, error) {
	byOrg := map[string][]people.Holder{}
	for _, h := range holders {
		byOrg[h.Org] = append(byOrg[h.Org], h)
	}
	card := bot.Card{Code: "roster.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("名册：%d个任职", len(holders)),
		Next: "问一个单位，发“名册 大寺镇”。"}
	if chiefs := byOrg[""]; len(chiefs) > 0 {
		card.Fields = append(card.Fields, bot.Field{Name: "林长", Value: names(chiefs)})
	}
	var gaps []string
	for _, o := range r.Profile.Orgs {
		org := models.Org{Code: o.Code, Name: o.Name, Kind: o.Kind}
		if list := byOrg[o.Code]; len(list) > 0 {
			card.Fields = append(card.Fields, bot.Field{Name: o.Name, Value: names(list)})
		}
		if o.Exists(r.Now) && (r.Actor.IsOffice() || r.Actor.IsChief() || r.Actor.Org.Code == o.Code) {
			gaps = append(gaps, vacant(r, org, byOrg[o.Code])...)
		}
	}
	if len(gaps) > 0 {
		card.Text = "空缺：" + strings.Join(gaps, "、")
	}
	return card, attach(r, &card)
}

// attach adds the roster file for the office, in private only.
func attach(r *handlers.Request, card *bot.Card) error {
	if !r.Actor.IsOffice() || r.Event.Chat.Kind != bot.Private {
		return nil
	}
	var file bytes.Buffer
	if err := people.Export(r.Tx, r.Profile, &file); err != nil {
		return fmt.Errorf("export roster: %w", err)
	}
	card.File = &bot.File{Name: "名册.xlsx", Type: sheetType, Data: file.Bytes()}
	return nil
}
