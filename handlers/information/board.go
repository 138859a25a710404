package information

import (
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
	"linzhangbot/models/roster"
)

// updateBoard enters what a forest chief's sign shows (第七条), or, without a place, that all signs were put in order.
func updateBoard(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := owner(r)
	if refusal != nil {
		return bot.Card{}, refusal
	}
	s := r.Args.Slots
	amount, _ := s.Int("count")
	w := signOf(r.Args.Text)
	b := information.Board{Org: org.Code, Place: cut(or(w.Place, s.Str("place")), 60), Chief: cut(or(s.Str("name"), w.Chief), 30), Area: cut(or(s.Str("area"), w.Area), 80),
		Targets: cut(or(strings.Join(s.List("targets"), "、"), w.Targets), 80), Phone: cut(or(s.Str("phone"), w.Phone), 30), Photo: begin(r).media,
		Amount: max(1, amount), Person: r.Actor.Person, At: r.Now}
	before, after, err := information.UpdateBoard(r.Tx, b)
	if err != nil {
		return bot.Card{}, err
	}
	var old any
	if before.ID != "" {
		old = before
	}
	if err := r.Audit("board", after.ID, or(after.Place, org.Name), "updated", old, after, ""); err != nil {
		return bot.Card{}, err
	}
	return boardCard(r, org.Name, after)
}

func boardCard(r *handlers.Request, town string, b information.Board) (bot.Card, error) {
	c := bot.Card{Code: "board.updated", Tone: bot.ToneDone, Article: string(r.Profile.Boards.Article), Refs: map[string]string{"board": or(b.Place, b.Org)}}
	c.Title = fmt.Sprintf("已登记%s公示牌更新，共%d块", town, b.Amount)
	if b.Place != "" {
		c.Title = "已更新公示牌：" + b.Place
		c.Fields = []bot.Field{{Name: "林长", Value: b.Chief}, {Name: "责任区域", Value: b.Area}, {Name: "任务目标", Value: b.Targets}, {Name: "监督电话", Value: b.Phone}}
		c.Fields = filled(c.Fields)
		if len(c.Fields) < 4 {
			c.Next = "还可以补上：" + strings.Join(missing(c.Fields), "、") + "。"
		}
	}
	stale, err := staleOf(r.Tx, b.Org, r.Now)
	if err != nil {
		return c, err
	}
	for _, d := range r.Profile.Duties {
		if d.What != information.FactBoard || !d.Who.Selects(orgOf(r.Profile, b.Org)) {
			continue
		}
		c.Duty = d.ID
		if len(stale) == 0 {
			r.Settled(d.ID + "/" + b.Org + "/now")
		}
	}
	if len(stale) > 0 {
		c.Next = fmt.Sprintf("还有%d块公示牌写着前任林长，请一并更新。", len(stale))
	}
	return c, nil
}

func filled(fields []bot.Field) []bot.Field {
	var out []bot.Field
	for _, f := range fields {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}

func missing(have []bot.Field) []string {
	var out []string
	for _, name := range []string{"林长", "责任区域", "任务目标", "监督电话"} {
		found := false
		for _, f := range have {
			found = found || f.Name == name
		}
		if !found {
			out = append(out, name)
		}
	}
	return out
}

// boards lists the signs that are known.
func boards(_ context.Context, r *handlers.Request) (bot.Card, error) {
	org, refusal := wanted(r)
	if refusal != nil {
		return bot.Card{}, models.Refuse(models.NotAllowed, "只能看本单位的公示牌。", "发“公示牌清单”看本单位的。", r.Profile.Boards.Article)
	}
	rows, err := information.Boards(r.Tx, org)
	if err != nil {
		return bot.Card{}, err
	}
	total := 0
	var out []string
	for _, b := range rows {
		total += b.Amount
		if len(out) < longest {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Profile.OrgName(b.Org), or(b.Place, fmt.Sprintf("共%d块", b.Amount)), b.Chief)))
		}
	}
	return bot.Card{Code: "board.list", Tone: bot.ToneNotice, Title: fmt.Sprintf("公示牌：已登记%d块", total), Text: strings.Join(out, "\n"),
		Article: string(r.Profile.Boards.Article)}, nil
}

// boardFacts tells which towns' signs show their present chiefs, in two queries for all of them.
func boardFacts(_ context.Context, tx *db.Tx, _, to time.Time) ([]duty.Fact, error) {
	byOrg, tenures, err := boardState(tx, "")
	if err != nil {
		return nil, err
	}
	var out []duty.Fact
	for _, org := range orgsOf(byOrg, tenures) {
		if len(information.Stale(byOrg[org], until(tenures[org], to))) == 0 {
			out = append(out, duty.Fact{What: information.FactBoard, Org: org, At: to, Title: "公示牌与现任林长一致"})
		}
	}
	return out, nil
}

func staleOf(tx *db.Tx, org string, now time.Time) ([]information.Board, error) {
	byOrg, tenures, err := boardState(tx, org)
	if err != nil {
		return nil, err
	}
	return information.Stale(byOrg[org], until(tenures[org], now)), nil
}

// boardState reads the signs and the town chiefs, present and former; an empty org is all of the district.
func boardState(tx *db.Tx, org string) (map[string][]information.Board, map[string][]information.Tenure, error) {
	rows, err := information.Boards(tx, org)
	if err != nil {
		return nil, nil, err
	}
	byOrg := map[string][]information.Board{}
	for _, b := range rows {
		byOrg[b.Org] = append(byOrg[b.Org], b)
	}
	held, err := roster.Tenures(tx, models.RoleTownChief, org)
	if err != nil {
		return nil, nil, err
	}
	tenures := map[string][]information.Tenure{}
	for _, h := range held {
		tenures[h.Org] = append(tenures[h.Org], information.Tenure{Name: h.Name, Since: h.Since, Until: h.Until})
	}
	return byOrg, tenures, nil
}

// until is how the posts stand at a moment: those not yet taken up are left out, those not yet left are open.
func until(all []information.Tenure, at time.Time) []information.Tenure {
	var out []information.Tenure
	for _, t := range all {
		if t.Since.After(at) {
			continue
		}
		if t.Until.After(at) {
			t.Until = time.Time{}
		}
		out = append(out, t)
	}
	return out
}

func orgsOf(boards map[string][]information.Board, tenures map[string][]information.Tenure) []string {
	var out []string
	for org := range boards {
		out = append(out, org)
	}
	for org := range tenures {
		if _, twice := boards[org]; !twice {
			out = append(out, org)
		}
	}
	slices.Sort(out)
	return out
}
