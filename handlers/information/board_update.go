package information

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// updateBoard enters what a forest chief's sign shows (第七条), or, without a place, that a town has so many signs and
// all show the present chief.
func updateBoard(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := boardOwner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	amount, refusal := countOf(r)
	switch {
	case refusal != nil:
		return bot.Card{}, refusal
	case org.Code == "":
		return r.Ask(handlers.Question{Missing: handlers.SlotUnit, Text: "是哪个" + models.Towns + "的公示牌？",
			Slots: boardSlots(boardSaid(r, org, amount))}), nil
	}
	state, err := boardState(r.Tx, org.Code, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	b := boardSaid(r, org, amount)
	if b.All() {
		return updateAll(r, org, b, state[org.Code])
	}
	b.Amount = max(1, b.Amount)
	if err := enterBoard(r, org, b); err != nil {
		return bot.Card{}, err
	}
	return boardCard(r, org, b)
}

// boardSaid is the sign as the words have it; one without a place stands for all.
func boardSaid(r *handlers.Request, org profile.Org, amount int) information.Board {
	s, w := r.Args.Slots, signOf(r.Args.Text)
	either := func(a, b string, most int) string { return handlers.Cut(cmp.Or(a, b), most) }
	return information.Board{Org: org.Code, Amount: amount,
		Place: either(w.Place, cmp.Or(s.Str(slotSpot), s.Str("place")), 60), Chief: either(s.Str("name"), w.Chief, 30),
		Area: either(s.Str("area"), w.Area, 80), Targets: either(s.Str("targets"), w.Targets, 80),
		Phone: either(s.Str("phone"), w.Phone, 30),
		Photo: media(r), Person: r.Actor.Person, At: r.Now}
}

// boardCard is the receipt for one sign: what it shows, what it may show besides, and which others are behind.
func boardCard(r *handlers.Request, org profile.Org, b information.Board) (bot.Card, error) {
	signs, err := settleBoards(r, org)
	if err != nil {
		return bot.Card{}, err
	}
	for _, known := range signs.Single() {
		if known.Place == b.Place {
			b = known
		}
	}
	c := boardsCard(r, org, "board.updated", "已更新"+ofTown(r, org)+"公示牌："+b.Place)
	c.Refs["board"] = b.Place
	var missing []string
	for _, f := range shownOn(r.Profile, b) {
		if f.Value != "" {
			c.Fields = append(c.Fields, f.Field)
		} else if f.demanded {
			missing = append(missing, f.Name)
		}
	}
	if len(missing) > 0 {
		c.Next = "还可以补上：" + strings.Join(missing, "、") + "。"
	}
	checkName(r, &c, b, signs)
	if n := signs.Behind(); n > 0 && (n > 1 || signs.Shows(b)) {
		c.Next = fmt.Sprintf("还有%d块没有更新到现任林长%s。", n, placesOf(signs.Stale()))
	}
	return c, nil
}

// checkName says where a sign names somebody who is not the present chief, or of whom the roster cannot tell.
func checkName(r *handlers.Request, c *bot.Card, b information.Board, signs information.Signs) {
	names, _ := signs.PresentNames()
	switch {
	case signs.Shows(b) && signs.Unchecked(b):
		c.Text = "名册里只有职务，没有姓名，“" + b.Chief + "”未核对。"
	case signs.Shows(b):
	case signs.NamesStranger(b):
		c.Tone = bot.ToneNear
		c.Text = fmt.Sprintf("“%s”不是名册里的现任林长（%s），没有算作已更新。", b.Chief, strings.Join(names, "、"))
		c.Next = "牌上换好后再发“更新公示牌 " + b.Place + " " + names[0] + "”；名册不对的，请联系" + models.TheOffice + "。"
	}
}

// ofTown names the town to somebody who has several organisations.
func ofTown(r *handlers.Request, org profile.Org) string {
	if len(r.Actor.Codes()) < 2 {
		return ""
	}
	return org.Name
}
