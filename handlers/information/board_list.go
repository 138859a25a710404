package information

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/inbox"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// onBoard is one thing that a sign shows; demanded where the district's signs must show it.
type onBoard struct {
	bot.Field
	demanded bool
}

// shownOn is what a sign shows, by what the district calls it.
func shownOn(p *profile.Profile, b information.Board) []onBoard {
	var out []onBoard
	for _, x := range []struct{ word, value string }{{"林长", b.Chief}, {"区域|范围", b.Area}, {"目标|任务", b.Targets},
		{"电话", b.Phone}} {
		name, demanded := boardField(p, x.word)
		out = append(out, onBoard{bot.Field{Name: name, Value: x.value}, demanded})
	}
	return out
}

// boardField is what the district calls one of the things that its signs show, found by the words in it; shown is false
// when its signs need not show it.
func boardField(p *profile.Profile, words string) (name string, shown bool) {
	list := strings.Split(words, "|")
	for _, f := range p.Boards.Fields {
		if slices.ContainsFunc(list, func(w string) bool { return strings.Contains(f, w) }) {
			return strings.TrimSuffix(f, "姓名"), true
		}
	}
	return list[0], false
}

// boards lists the signs: those of one town sign by sign, those of the district town by town.
func boards(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的公示牌。", "发“公示牌清单”看本单位的。", r.Profile.Boards.Article)
	}
	org := "" // one town's are shown sign by sign
	if len(orgs) == 1 {
		org = orgs[0]
	}
	state, err := boardState(r.Tx, org, r.Now)
	if err != nil {
		return bot.Card{}, err
	}
	var towns []profile.Org
	for _, o := range r.Profile.Orgs {
		asked := o.Exists(r.Now) && among(orgs, o.Code)
		if asked && (putsBoards(r.Profile, o) || state[o.Code].Amount() > 0) {
			towns = append(towns, o)
		}
	}
	stale := r.Args.Slots.Str("status") == "stale"
	if stale {
		towns = slices.DeleteFunc(towns, func(o profile.Org) bool { return state[o.Code].Current() })
	}
	c := bot.Card{Code: "board.list", Tone: bot.ToneNotice, Article: string(r.Profile.Boards.Article)}
	switch {
	case org != "":
		townBoards(r, &c, naming.OrgOf(r.Profile, org), state[org], stale)
	case stale:
		c.Title = fmt.Sprintf("公示牌没有更新到现任林长的：%d家", len(towns))
		c.Text = townLines(r, towns, state)
	default:
		districtBoards(r, &c, towns, state)
	}
	return withFile(r, c, "公示牌台账", func(w io.Writer) error {
		return information.ExportBoards(r.Profile, boardSheet(r, towns, state), r.Now.Location(), w)
	})
}

// districtBoards counts the signs of all towns.
func districtBoards(r *handlers.Request, c *bot.Card, towns []profile.Org, state map[string]information.Signs) {
	total, without := 0, 0
	for _, o := range towns {
		n := state[o.Code].Amount()
		if total += n; n == 0 {
			without++
		}
	}
	c.Title = fmt.Sprintf("公示牌：%d家已登记%d块", len(towns)-without, total)
	if without > 0 {
		c.Title += fmt.Sprintf("，%d家还没有登记", without)
	}
	c.Text = townLines(r, towns, state)
	c.Next = "看一家的逐块情况，发“" + models.ExampleTown + "公示牌列表”；要表格，发“导出公示牌台账”。"
}

func townLines(r *handlers.Request, towns []profile.Org, state map[string]information.Signs) string {
	text, more := handlers.List(towns, func(o profile.Org) string { return o.Name + "：" + boardsStand(r, state[o.Code]) })
	if more > 0 {
		text += fmt.Sprintf("\n……还有%d家", more)
	}
	return text
}

// boardsStand says in a line how a town's signs stand.
func boardsStand(r *handlers.Request, s information.Signs) string {
	n := s.Amount()
	switch {
	case n == 0:
		return "没有登记"
	case s.Current() && s.UncheckedCount() > 0:
		return fmt.Sprintf("共%d块，其中%d块姓名未核对", n, s.UncheckedCount())
	case s.Current():
		return fmt.Sprintf("共%d块，都是现任林长", n)
	}
	since := ""
	if changed := s.Changed(); !changed.IsZero() {
		since = "，" + changed.In(r.Now.Location()).Format("1月2日") + "林长有变动"
	}
	return fmt.Sprintf("共%d块，%d块没有更新%s", n, s.Behind(), since)
}

// townBoards lists a town's signs one by one.
func townBoards(r *handlers.Request, c *bot.Card, org profile.Org, s information.Signs, stale bool) {
	c.Title = org.Name + "公示牌：" + boardsStand(r, s)
	list := s.Single()
	if stale {
		list = s.Stale()
	}
	text, more := handlers.List(list, func(b information.Board) string { return boardLine(r, b, s) })
	c.Text = text
	unnamed := s.Amount() - len(s.Single())
	switch {
	case more > 0:
		c.Next = fmt.Sprintf("只列前%d块；发“导出公示牌台账”取全部。", handlers.Listed)
	case s.Amount() == 0:
		c.Next = "登记发“" + exampleBoard + "”，或发总数“更新公示牌12块”。"
	case s.Behind() > 0:
		c.Next = fmt.Sprintf("全部更新好了发“更新公示牌%d块”；单块发“%s”。", s.Amount(), exampleBoard)
	case unnamed > 0 && !stale:
		c.Next = fmt.Sprintf("还有%d块只报了数，逐块登记发“%s”。", unnamed, exampleBoard)
	}
}

// boardLine is one sign: 村口：林长张某，监督电话022****，照片1张.
func boardLine(r *handlers.Request, b information.Board, s information.Signs) string {
	var out []string
	b.Phone = phoneFor(r, b.Phone)
	for _, f := range shownOn(r.Profile, b) {
		if f.Value != "" {
			out = append(out, f.Name+"："+f.Value)
		}
	}
	if photos, _ := handlers.MediaOf(b.Photo); len(photos) > 0 {
		out = append(out, fmt.Sprintf("照片%d张", len(photos)))
	}
	switch {
	case s.NamesStranger(b) && !s.Shows(b):
		out = append(out, "不是现任林长")
	case !s.Shows(b):
		out = append(out, "没有更新")
	case s.Unchecked(b):
		out = append(out, "姓名未核对")
	}
	return b.Place + "（" + b.At.In(r.Now.Location()).Format("1月2日") + "）" + strings.Join(out, "，")
}

// phoneFor hides the figures of a telephone where many read them.
func phoneFor(r *handlers.Request, phone string) string {
	const label = "电话"
	if r.Event.Chat.Kind != bot.Group {
		return phone
	}
	return strings.TrimPrefix(inbox.Masked(label+phone), label)
}

// boardSheet are the rows of the ledger: every sign, what was said of all together, and who has none.
func boardSheet(r *handlers.Request, towns []profile.Org, state map[string]information.Signs) []information.BoardRow {
	var out []information.BoardRow
	for _, o := range towns {
		s := state[o.Code]
		if s.Amount() == 0 {
			out = append(out, information.BoardRow{Board: information.Board{Org: o.Code, At: time.Time{}}})
		}
		for _, b := range s.Boards {
			b.Phone = phoneFor(r, b.Phone)
			photos, _ := handlers.MediaOf(b.Photo)
			out = append(out, information.BoardRow{Board: b, Current: s.Shows(b), Photos: len(photos),
				Unknown: s.Shows(b) && s.Unchecked(b)})
		}
	}
	return out
}
