package information

import (
	"cmp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// putsBoards reports whether an organisation must put up signs: it owes that they are current, or, where nobody does,
// it is a town.
func putsBoards(p *profile.Profile, org profile.Org) bool {
	owed := false
	for _, d := range p.Duties {
		if d.What == information.FactBoard {
			owed = true
			if d.Who.Selects(org) {
				return true
			}
		}
	}
	return !owed && org.Kind == models.KindTown
}

// boardSlots keeps what was said of a sign while something is asked about it.
func boardSlots(b information.Board) handlers.Slots {
	return handlers.Slots{slotSpot: b.Place, slotCount: b.Amount, "name": b.Chief, "area": b.Area,
		"targets": b.Targets, "phone": b.Phone}
}

const (
	slotCount = "count" // how many signs a sentence speaks of
	slotSpot  = "spot"  // where the sign stands, in any words: a place where one can meet is asked for otherwise
)

// enterBoard keeps a sign, with what was known of it before.
func enterBoard(r *handlers.Request, org profile.Org, b information.Board) error {
	before, after, err := information.UpdateBoard(r.Tx, b)
	if err != nil {
		return err
	}
	var old any
	if before.ID != "" {
		old = before
	}
	return r.Audit("board", after.ID, cmp.Or(after.Place, org.Name), "updated", old, after, "")
}

// boardsCard is the frame of all answers about a town's signs.
func boardsCard(r *handlers.Request, org profile.Org, code bot.Code, title string) bot.Card {
	c := bot.Card{Code: code, Tone: bot.ToneDone, Title: title, Article: string(r.Profile.Boards.Article),
		Refs: map[string]string{"board": org.Code}}
	for _, d := range boardDuties(r.Profile, org) {
		c.Duty = d.ID
	}
	return c
}

func boardDuties(p *profile.Profile, org profile.Org) []profile.Duty {
	var out []profile.Duty
	for _, d := range p.Duties {
		if d.What == information.FactBoard && d.Who.Selects(org) {
			out = append(out, d)
		}
	}
	return out
}

// settleBoards reads how a town's signs stand now, and takes back what was to be said of them once they are current.
func settleBoards(r *handlers.Request, org profile.Org) (information.Signs, error) {
	state, err := boardState(r.Tx, org.Code, r.Now)
	if err != nil || !state[org.Code].Current() {
		return state[org.Code], err
	}
	for _, d := range boardDuties(r.Profile, org) {
		r.Settled(d.ID + "/" + org.Code + "/now")
	}
	return state[org.Code], nil
}

// placesOf names signs by where they stand: （村口、桥头）.
func placesOf(list []information.Board) string {
	places := models.Each(list, func(b information.Board) string { return b.Place })
	if len(places) == 0 {
		return ""
	}
	if len(places) > 5 {
		places = append(places[:5], "等")
	}
	return "（" + strings.Join(places, "、") + "）"
}
