package roster

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

// transfer is a hand-over as understood: the seat, who leaves it, who takes it, from when on.
type transfer struct {
	seat
	leaves []people.Holder
	to     people.Person // without a code when he is new
	at     time.Time
}

// handOver lets a successor take over a post. It first shows what will happen and waits for 确认.
func handOver(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	t := transfer{at: r.Now}
	from, to := halves(r)
	t.seat = readSeat(r.Profile, r.Args.Slots, from)
	if !t.named() && t.org.Code != "" {
		t.post = liaisonOf(r.Profile, t.org)
	}
	if !t.named() {
		return bot.Card{}, models.Refuse(models.BadInput, "没有看懂是哪个岗位，没有办理。", "请发“交接 大寺镇联络员 给 姓名”。", members)
	}
	if to == "" {
		return r.Ask(handlers.Question{Missing: "to", Text: t.title(r.Profile) + "交给谁？回姓名即可。", Slots: t.slots(r)}), nil
	}
	if ask, err := t.find(r, to); ask != nil || err != nil {
		return orCard(ask), err
	}
	if day := r.Args.Slots.Str("date"); day != "" {
		at, err := time.ParseInLocation("2006-01-02", day, r.Now.Location())
		if err != nil || at.Before(r.Now.AddDate(0, 0, -1)) {
			return bot.Card{}, models.Refuse(models.BadInput, "交接日期不能早于今天，没有办理。", "去掉日期就是现在交接。", "")
		}
		if at.After(r.Now) {
			t.at = at
		}
	}
	if !r.Args.Confirmed {
		return t.preview(r), nil
	}
	return t.carryOut(ctx, r)
}

var passes = regexp.MustCompile(`移交给|交接给|交给|换成|改为|变更为|更换为|给|由|→`)

// halves takes the words apart: whose seat, and who takes it.
func halves(r *handlers.Request) (from, to string) {
	from, to = after(r.Args.Text, "岗位交接", "工作交接", "职务交接", "办理交接", "交接"), r.Args.Slots.Str("to")
	behind := ""
	if at := passes.FindStringIndex(from); at != nil {
		from, behind = from[:at[0]], from[at[1]:]
	}
	for _, name := range []string{r.Args.Slots.Str("name"), behind} {
		if to == "" {
			to = name
		}
	}
	to, _ = withoutPhone(strings.TrimSpace(to))
	for _, tail := range []string{"接任", "接替", "担任"} {
		to = strings.TrimSuffix(to, tail)
	}
	return from, cut(to, 30)
}

// find settles who leaves and who takes the seat; a card comes back when that is not clear.
func (t *transfer) find(r *handlers.Request, to string) (*bot.Card, error) {
	holders, err := seatHolders(r, t.seat)
	if err != nil {
		return nil, err
	}
	t.leaves = leaving(holders, t.rest, r.Args.Slots.Str("leaves"))
	if len(t.leaves) > 1 {
		var choices []string
		for _, h := range t.leaves {
			choices = append(choices, h.Person)
		}
		card := r.Ask(handlers.Question{Missing: "leaves", Text: t.title(r.Profile) + "现有" + fmt.Sprint(len(holders)) + "位（" + names(holders) + "），谁交出？",
			Choices: append(choices, "全部"), Slots: t.slots(r).With(handlers.Slots{"to": to})})
		return &card, nil
	}
	if r.Args.Slots.Str("leaves") == "全部" {
		t.leaves = holders
	}
	return t.successor(r, to)
}

// leaving picks who gives the seat up: the one that is named, or whoever holds it.
func leaving(holders []people.Holder, words, chosen string) []people.Holder {
	if chosen == "全部" {
		return nil
	}
	for _, h := range holders {
		if chosen == h.Person || words != "" && strings.Contains(words, h.Name) {
			return []people.Holder{h}
		}
	}
	return holders
}

// successor finds the person of that name. One who sits in the same organisation is meant; a namesake elsewhere is
// asked about, since names repeat.
func (t *transfer) successor(r *handlers.Request, to string) (*bot.Card, error) {
	t.to = people.Person{Name: to}
	named, err := people.PeopleNamed(r.Tx, to)
	if err != nil {
		return nil, err
	}
	for _, p := range named {
		held, err := people.Holders(r.Tx, people.Query{Person: p.Code, Org: t.org.Code}, r.Now)
		if err != nil {
			return nil, err
		}
		if p.Code == to || len(held) > 0 || r.Args.Slots.Str("same") == p.Code {
			t.to = p
			return nil, nil
		}
	}
	if len(named) == 0 || r.Args.Slots.Str("same") != "" {
		return nil, nil
	}
	choices := []string{"另一个人"}
	for _, p := range named {
		choices = append([]string{p.Code}, choices...)
	}
	card := r.Ask(handlers.Question{Missing: "same", Text: "名册里已有同名的“" + to + "”，是这位吗？", Choices: choices,
		Slots: t.slots(r).With(handlers.Slots{"to": to})})
	return &card, nil
}

// slots is what a question must remember, since the answer's words no longer say it.
func (t *transfer) slots(r *handlers.Request) handlers.Slots {
	out := handlers.Slots{"unit": t.org.Name, "role": t.post.Title}
	if len(t.leaves) == 1 {
		out["leaves"] = t.leaves[0].Person
	}
	return r.Args.Slots.With(out)
}

func (t *transfer) preview(r *handlers.Request) bot.Card {
	from := "空缺"
	if len(t.leaves) > 0 {
		from = names(t.leaves)
	}
	slots := t.slots(r).With(handlers.Slots{"to": t.to.Name})
	if t.to.Code != "" {
		slots["to"] = t.to.Code
	}
	return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请确认交接：" + t.title(r.Profile),
		Fields:  []bot.Field{{Name: "现任", Value: from}, {Name: "接任", Value: t.to.Name}, {Name: "何时", Value: t.when(r)}},
		Text:    "没办完的事随岗位一起交给接任者，前任同时不再代表本单位。",
		Article: string(t.post.Article)}, slots)
}

func (t *transfer) when(r *handlers.Request) string {
	if t.at.After(r.Now) {
		return t.at.Format("2006年1月2日") + "起"
	}
	return "即时"
}

func (t *transfer) carryOut(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	var err error
	if t.to.Code == "" {
		if t.to, err = people.NewPerson(r.Tx, t.to.Name, t.org.Code); err != nil {
			return bot.Card{}, err
		}
	}
	a := people.Appointment{Post: t.post, Org: t.org, Person: t.to.Code, From: t.at}
	relieved := []people.Holder{}
	for _, h := range t.leaves {
		one, err := people.HandOver(r.Tx, a, h.Person)
		if err != nil {
			return bot.Card{}, err
		}
		relieved = append(relieved, one...)
	}
	if len(t.leaves) == 0 {
		if err := people.Give(r.Tx, a); err != nil {
			return bot.Card{}, err
		}
	}
	if err := auditHandOver(r, t.seat, t.to, relieved); err != nil {
		return bot.Card{}, err
	}
	return t.tell(ctx, r)
}

// tell hands the successor his packet and tells the office whether it could reach him.
func (t *transfer) tell(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	text, err := packet(ctx, r, t.seat, t.to)
	if err != nil {
		return bot.Card{}, err
	}
	title := t.title(r.Profile)
	card := bot.Card{Code: "post.handed_over", Tone: bot.ToneDone, Title: "已交接：" + title + "由" + t.to.Name + "接任（" + t.when(r) + "）。",
		Text: text, Article: string(t.post.Article)}
	accounts, err := people.AccountsAnywhere(r.Tx, []string{t.to.Code})
	if err != nil {
		return bot.Card{}, err
	}
	if len(accounts) == 0 {
		card.Next = "接任者还没有绑定账号，请私聊我发“发绑定码 " + t.to.Name + "”。"
		return card, nil
	}
	card.Next = "交接清单已发给接任者。"
	r.Say(handlers.Notice{Key: fmt.Sprintf("handover %s %s %s %d", t.post.Key, t.org.Code, t.to.Code, t.at.UnixMilli()), At: t.at,
		To: handlers.Audience{Person: t.to.Code}, Card: bot.Card{Code: "post.received", Tone: bot.ToneNotice,
			Title: "您已接任" + title + "（" + t.when(r) + "）。", Text: text, Next: "发“我的待办”看要办的事。", Article: string(t.post.Article)}})
	return card, nil
}

func auditHandOver(r *handlers.Request, s seat, to people.Person, relieved []people.Holder) error {
	var before []string
	for _, h := range relieved {
		before = append(before, h.Person)
	}
	return r.Audit("post", s.post.Key+"/"+s.org.Code, s.title(r.Profile), "handed_over", before, to.Code, "")
}
