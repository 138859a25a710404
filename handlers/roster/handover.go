package roster

import (
	"cmp"
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

// Answers to the two questions of a hand-over that are no person's code.
const (
	allOfThem   = "全部"
	anotherOne  = "另一个人"
	takesEffect = "2006年1月2日"
)

// handOver lets a successor take over a post. It first shows what will happen and waits for 确认.
func handOver(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	t := transfer{at: r.Now}
	from, to := halves(r)
	t.seat = readSeat(r.Profile, r.Args.Slots, from)
	if t.orLiaison(r.Profile); !t.named() {
		return bot.Card{}, models.Refuse(models.BadInput, "没有看懂是哪个岗位，没有办理。", "请发“交接 "+exampleSeat+" 给 姓名”。", members)
	}
	if to == "" {
		return r.Ask(handlers.Question{Missing: slotTo, Text: t.title(r.Profile) + "交给谁？回姓名即可。"}), nil
	}
	if card, err := t.find(r, to); err != nil || r.Asked() != nil {
		return card, err
	}
	if day := r.Args.Slots.Str("date"); day != "" {
		at, err := time.ParseInLocation(time.DateOnly, day, r.Now.Location())
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
	if err := t.carryOut(r); err != nil {
		return bot.Card{}, err
	}
	return t.tell(ctx, r)
}

var passes = regexp.MustCompile(`移交给|交接给|交给|换成|改为|变更为|更换为|给|由|→`)

// halves takes the first words apart: whose seat, and who takes it.
func halves(r *handlers.Request) (from, to string) {
	from = after(r.First.Text, "岗位交接", "工作交接", "职务交接", "办理交接", "交接")
	if at := passes.FindStringIndex(from); at != nil {
		from, to = from[:at[0]], from[at[1]:]
	}
	to, _ = withoutPhone(cmp.Or(r.Args.Slots.Str(slotTo), r.Args.Slots.Str(slotName), strings.TrimSpace(to)))
	for _, tail := range []string{"接任", "接替", "担任"} {
		to = strings.TrimSuffix(to, tail)
	}
	return from, handlers.Cut(to, 30)
}

// find settles who leaves and who takes the seat; it asks when that is not clear.
func (t *transfer) find(r *handlers.Request, to string) (bot.Card, error) {
	holders, err := seatHolders(r, t.seat)
	if err != nil {
		return bot.Card{}, err
	}
	t.leaves = holders
	chosen := r.Args.Slots.Str(slotLeaves)
	for _, h := range holders {
		named := t.rest != "" && strings.Contains(t.rest, h.Name)
		if chosen == h.Person || chosen != allOfThem && named {
			t.leaves = []people.Holder{h}
			break
		}
	}
	if len(t.leaves) > 1 && chosen != allOfThem {
		text := fmt.Sprintf("%s现有%d位（%s），谁交出？", t.title(r.Profile), len(holders), names(holders))
		return r.Ask(handlers.Question{Missing: slotLeaves, Text: text, Choices: append(codes(t.leaves), allOfThem)}), nil
	}
	return t.successor(r, to)
}

// successor finds the person of that name. One who sits in the same organisation is meant; a namesake elsewhere is
// asked about, since names repeat.
func (t *transfer) successor(r *handlers.Request, to string) (bot.Card, error) {
	t.to = people.Person{Name: to}
	same := r.Args.Slots.Str(slotSame)
	named, err := people.PeopleNamed(r.Tx, to)
	if err != nil {
		return bot.Card{}, err
	}
	choices := []string{anotherOne}
	for _, p := range named {
		held, err := people.Holders(r.Tx, people.Query{Person: p.Code, Org: t.org.Code}, r.Now)
		if err != nil {
			return bot.Card{}, err
		}
		if p.Code == to || len(held) > 0 || same == p.Code {
			t.to = p
			return bot.Card{}, nil
		}
		choices = append([]string{p.Code}, choices...)
	}
	if len(named) == 0 || same != "" {
		return bot.Card{}, nil
	}
	return r.Ask(handlers.Question{Missing: slotSame, Text: "名册里已有同名的“" + to + "”，是这位吗？", Choices: choices}), nil
}

// preview shows what will happen, and remembers whom it showed.
func (t *transfer) preview(r *handlers.Request) bot.Card {
	shown := handlers.Slots{slotTo: cmp.Or(t.to.Code, t.to.Name)}
	if len(t.leaves) == 1 {
		shown[slotLeaves] = t.leaves[0].Person
	}
	return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "请确认交接：" + t.title(r.Profile),
		Fields:  []bot.Field{{Name: "现任", Value: names(t.leaves)}, {Name: "接任", Value: t.to.Name}, {Name: "何时", Value: t.when(r)}},
		Text:    "没办完的事随岗位一起交给接任者，前任同时不再代表本单位。",
		Article: string(t.post.Article)}, shown)
}

func (t *transfer) when(r *handlers.Request) string {
	if t.at.After(r.Now) {
		return t.at.Format(takesEffect) + "起"
	}
	return "即时"
}

func (t *transfer) carryOut(r *handlers.Request) (err error) {
	if t.to.Code == "" {
		if t.to, err = people.NewPerson(r.Tx, t.to.Name, t.org.Code); err != nil {
			return err
		}
	}
	a := people.Appointment{Post: t.post, Org: t.org, Person: t.to.Code, From: t.at}
	var relieved []people.Holder
	for _, h := range t.leaves {
		one, err := people.HandOver(r.Tx, a, h.Person)
		if err != nil {
			return err
		}
		relieved = append(relieved, one...)
	}
	if len(t.leaves) == 0 {
		err = people.Give(r.Tx, a)
	}
	if err != nil {
		return err
	}
	return auditHandOver(r, t.seat, t.to, relieved)
}

// tell hands the successor his packet and tells the office whether it could reach him.
func (t *transfer) tell(ctx context.Context, r *handlers.Request) (bot.Card, error) {
	text, err := packet(ctx, r, t.seat, t.to)
	if err != nil {
		return bot.Card{}, err
	}
	accounts, err := people.AccountsAnywhere(r.Tx, []string{t.to.Code})
	if err != nil {
		return bot.Card{}, err
	}
	title := t.title(r.Profile)
	card := bot.Card{Code: "post.handed_over", Tone: bot.ToneDone, Text: text, Article: string(t.post.Article),
		Title: "已交接：" + title + "由" + t.to.Name + "接任（" + t.when(r) + "）。", Next: "交接清单已发给接任者。"}
	if len(accounts) == 0 {
		card.Next = "接任者还没有绑定账号，请私聊我发“发绑定码 " + t.to.Name + "”。"
		return card, nil
	}
	r.Say(handlers.Notice{Key: fmt.Sprintf("handover %s %s %s %d", t.post.Key, t.org.Code, t.to.Code, t.at.UnixMilli()), At: t.at,
		To: handlers.Audience{Person: t.to.Code}, Card: bot.Card{Code: "post.received", Tone: bot.ToneNotice, Text: text,
			Title: "您已接任" + title + "（" + t.when(r) + "）。", Next: "发“我的待办”看要办的事。", Article: string(t.post.Article)}})
	return card, nil
}

func auditHandOver(r *handlers.Request, s seat, to people.Person, relieved []people.Holder) error {
	return r.Audit("post", s.post.Key+"/"+s.org.Code, s.title(r.Profile), "handed_over", codes(relieved), to.Code, "")
}
