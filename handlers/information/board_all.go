package information

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// exampleBoard is a sign as people enter one.
const exampleBoard = "更新公示牌 村口 王林长 27390000"

var (
	boardsMore  = regexp.MustCompile(`新[增装立设建做]|增[设加补]|补[装立设]|加装|又立`)
	boardsWhole = regexp.MustCompile(`全部|都|所有|全镇|全街`)
)

// updateAll enters what a town says of all its signs together: that it has so many, and that all of them show the
// present chief. Those known one by one are among them; whoever speaks of fewer or of further ones is asked.
func updateAll(r *handlers.Request, org profile.Org, b information.Board, signs information.Signs) (bot.Card, error) {
	known, single := signs.Amount(), len(signs.Single())
	if b.Amount == 0 && known > 0 && boardsWhole.MatchString(r.Args.Text) {
		b.Amount = known
	}
	more := boardsMore.MatchString(r.Args.Text) && !boardsWhole.MatchString(r.Args.Text)
	switch {
	case b.Amount == 0:
		return askBoard(r, b), nil
	case r.Args.Confirmed:
	case known == 0 && leaps(known, b.Amount):
		return confirmAll(r, org, b.Amount, "数字比较大，请核对。"), nil
	case known == 0:
	case more:
		return confirmAll(r, org, known+b.Amount, fmt.Sprintf("原有%d块，加上新的%d块", known, b.Amount)), nil
	case b.Amount < single:
		return bot.Card{}, models.Refuse(models.BadInput, fmt.Sprintf("%s已逐块登记%d块，没有按%d块办理。", org.Name, single, b.Amount),
			fmt.Sprintf("全部更新好了发“更新公示牌%d块”；只更新了几块的，一块一条：“%s”。", known, exampleBoard), r.Profile.Boards.Article)
	case leaps(known, b.Amount), b.Amount < known:
		return confirmAll(r, org, b.Amount, fmt.Sprintf("原来登记%d块", known)), nil
	}
	if err := enterBoard(r, org, b); err != nil {
		return bot.Card{}, err
	}
	renewed, err := renewBoards(r, b, signs)
	if err != nil {
		return bot.Card{}, err
	}
	signs, err = settleBoards(r, org)
	c := boardsCard(r, org, "board.updated", fmt.Sprintf("已登记%s公示牌更新，共%d块，都写着现任林长", org.Name, b.Amount))
	if len(renewed) > 0 {
		c.Text = "逐块登记的一并改为现任林长：" + strings.Trim(placesOf(renewed), "（）")
	}
	if n := signs.Behind(); n > 0 {
		c.Tone, c.Title = bot.ToneNear, fmt.Sprintf("已登记%s公示牌共%d块，但写的是前任林长", org.Name, b.Amount)
		if signs.NamesStranger(b) {
			c.Title = fmt.Sprintf("已登记%s公示牌共%d块，但写的“%s”不是现任林长", org.Name, b.Amount, b.Chief)
		}
	} else if single == 0 {
		c.Next = "要逐块登记的，一块一条：“" + exampleBoard + "”。"
	}
	return c, err
}

// askBoard asks which sign is meant.
func askBoard(r *handlers.Request, b information.Board) bot.Card {
	c := r.Ask(handlers.Question{Missing: slotSpot, Text: "更新了哪块公示牌？请发位置。", Slots: boardSlots(b)})
	c.Next = "全部换好的，发块数，例如“更新公示牌12块”。"
	return c
}

// confirmAll asks whether a town has so many signs now.
func confirmAll(r *handlers.Request, org profile.Org, n int, why string) bot.Card {
	return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: fmt.Sprintf("%s现在共%d块公示牌，都写着现任林长，对吗？", org.Name, n), Text: why,
		Next:    "对就回“确认”；只更新了其中几块的，回“取消”，再一块一条登记。",
		Article: string(r.Profile.Boards.Article)}, handlers.Slots{slotCount: n})
}

// renewBoards puts the present chief on those signs known one by one that name a former one: the town has said that
// none does any more.
func renewBoards(r *handlers.Request, all information.Board, signs information.Signs) ([]information.Board, error) {
	chief := all.Chief
	if present := signs.Present(); len(present) == 1 {
		chief = cmp.Or(chief, present[0])
	}
	var out []information.Board
	for _, b := range signs.Single() {
		wrong := signs.NamesFormer(b) || signs.NamesStranger(b)
		if !wrong || signs.NamesFormer(all) || signs.NamesStranger(all) {
			continue
		}
		was := b
		b.Chief, b.Person, b.At = chief, r.Actor.Person, r.Now.UTC()
		if err := information.RenewBoard(r.Tx, &b); err != nil {
			return nil, err
		}
		if err := r.Audit("board", b.ID, b.Place, "updated", was, b, "全部更新"); err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}
