package information

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/information"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// updateBoard enters what a forest chief's sign shows (第七条), or, without a place, that all signs were put in order.
func updateBoard(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := owner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	s, w := r.Args.Slots, signOf(r.Args.Text)
	amount, _ := s.Int("count")
	either := func(a, b string, most int) string { return handlers.Cut(cmp.Or(a, b), most) }
	before, after, err := information.UpdateBoard(r.Tx, information.Board{Org: org.Code,
		Place: either(w.Place, s.Str("place"), 60), Chief: either(s.Str("name"), w.Chief, 30), Area: either(s.Str("area"),
			w.Area, 80),
		Targets: either(strings.Join(s.List("targets"), "、"), w.Targets, 80), Phone: either(s.Str("phone"), w.Phone, 30),
		Photo: media(r), Amount: max(1, amount), Person: r.Actor.Person, At: r.Now})
	if err != nil {
		return bot.Card{}, err
	}
	var old any
	if before.ID != "" {
		old = before
	}
	if err := r.Audit("board", after.ID, cmp.Or(after.Place, org.Name), "updated", old, after, ""); err != nil {
		return bot.Card{}, err
	}
	return boardCard(r, org.Name, after)
}

func boardCard(r *handlers.Request, town string, b information.Board) (bot.Card, error) {
	c := bot.Card{Code: "board.updated", Tone: bot.ToneDone, Article: string(r.Profile.Boards.Article),
		Title: fmt.Sprintf("已登记%s公示牌更新，共%d块", town, b.Amount), Refs: map[string]string{"board": cmp.Or(b.Place, b.Org)}}
	if b.Place != "" {
		c.Title = "已更新公示牌：" + b.Place
		if len(r.Actor.Orgs) > 1 {
			c.Title = "已更新" + town + "公示牌：" + b.Place
		}
		var missing []string
		for _, x := range []struct{ word, value string }{{"林长", b.Chief}, {"区域|范围", b.Area}, {"目标|任务", b.Targets},
			{"电话", b.Phone}} {
			name, shown := boardField(r.Profile, x.word)
			if x.value != "" {
				c.Fields = append(c.Fields, bot.Field{Name: name, Value: x.value})
			} else if shown {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			c.Next = "还可以补上：" + strings.Join(missing, "、") + "。"
		}
	}
	signs, err := boardState(r.Tx, b.Org, r.Now)
	stale := len(signs[b.Org].stale())
	for _, d := range r.Profile.Duties {
		if d.What != information.FactBoard || !d.Who.Selects(naming.OrgOf(r.Profile, b.Org)) {
			continue
		}
		c.Duty = d.ID
		if stale == 0 {
			r.Settled(d.ID + "/" + b.Org + "/now")
		}
	}
	if stale > 0 {
		c.Next = fmt.Sprintf("还有%d块公示牌写着前任林长，请一并更新。", stale)
	}
	return c, err
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

// boards lists the signs that are known.
func boards(_ context.Context, r *handlers.Request) (bot.Card, error) {
	orgs, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的公示牌。", "发“公示牌清单”看本单位的。", r.Profile.Boards.Article)
	}
	rows, err := information.Boards(r.Tx, "")
	if err != nil {
		return bot.Card{}, err
	}
	rows = slices.DeleteFunc(rows, func(b information.Board) bool { return !among(orgs, b.Org) })
	total := 0
	for _, b := range rows {
		total += b.Amount
	}
	text, _ := handlers.List(rows, func(b information.Board) string {
		place := cmp.Or(b.Place, fmt.Sprintf("共%d块", b.Amount))
		return strings.TrimSpace(r.Profile.OrgName(b.Org) + " " + place + " " + b.Chief)
	})
	return bot.Card{Code: "board.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("公示牌：已登记%d块", total), Text: text,
		Article: string(r.Profile.Boards.Article)}, nil
}

// boardFacts tells which towns' signs show their present chiefs, in two queries for all of them.
func boardFacts(_ context.Context, tx *db.Tx, _, to time.Time) ([]duty.Fact, error) {
	signs, err := boardState(tx, "", to)
	var out []duty.Fact
	for org, s := range signs {
		if len(s.stale()) == 0 {
			out = append(out, duty.Fact{What: information.FactBoard, Org: org, At: to, Title: "公示牌与现任林长一致"})
		}
	}
	slices.SortFunc(out, func(a, b duty.Fact) int { return cmp.Compare(a.Org, b.Org) })
	return out, err
}

// signs are an organisation's, beside its chiefs, present and former.
type signs struct {
	boards  []information.Board
	tenures []information.Tenure
}

func (s signs) stale() []information.Board { return information.Stale(s.boards, s.tenures) }

// boardState reads the signs, and the town chiefs as their posts stand at a moment: those not yet taken up are left
// out, those not yet left are open. An empty org is all of the district.
func boardState(tx *db.Tx, org string, at time.Time) (map[string]signs, error) {
	rows, err := information.Boards(tx, org)
	if err != nil {
		return nil, err
	}
	out := map[string]signs{}
	for _, b := range rows {
		s := out[b.Org]
		s.boards = append(s.boards, b)
		out[b.Org] = s
	}
	held, err := roster.Tenures(tx, models.RoleTownChief, org)
	for _, h := range held {
		s, t := out[h.Org], information.Tenure{Name: h.Name, Since: h.Since, Until: h.Until}
		if t.Until.After(at) {
			t.Until = time.Time{}
		}
		if !t.Since.After(at) {
			s.tenures = append(s.tenures, t)
		}
		out[h.Org] = s
	}
	return out, err
}
