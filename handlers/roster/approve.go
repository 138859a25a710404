package roster

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

var anyNumber = regexp.MustCompile(`\d{1,6}`)

// approve is the office's word on a wish to be bound.
func approve(_ context.Context, r *handlers.Request) (bot.Card, error) {
	q, err := requestOf(r)
	if err != nil {
		return bot.Card{}, err
	}
	if q.Platform == r.Event.Platform && q.Account == r.Event.From {
		return bot.Card{}, models.Refuse(models.SelfClose, "自己的绑定申请不能自己确认。", "请林长办其他同志确认。", "")
	}
	state := people.RequestGranted
	if refuses(r) {
		state = people.RequestRefused
	}
	if done, err := people.Decide(r.Tx, q, state); err != nil || !done {
		return bot.Card{}, orRefuse(err, models.Refuse(models.BadInput, fmt.Sprintf("绑定申请%d已经处理过了。", q.No), "发“名册”可以查看。", ""))
	}
	r.Settled(bindingKey(q))
	if state == people.RequestRefused {
		r.Say(handlers.Notice{Key: fmt.Sprintf("refused %d", q.No), To: asker(q), Card: bot.Card{Code: "member.refused", Tone: bot.ToneQuiet,
			Title: "您申请绑定" + people.Title(r.Profile, q.Post, q.Org) + "，区林长办没有同意。", Next: "如有疑问，请联系区林长办；核对后可以重新申请。"}})
		card := bot.Card{Code: "member.refused", Tone: bot.ToneQuiet, Title: fmt.Sprintf("没有同意绑定申请%d（%s）。", q.No, q.Name), Next: "已通知本人；如需说明原因，请直接联系。"}
		return card, r.Audit("binding", q.ID, strconv.Itoa(q.No), "refused", nil, nil, "")
	}
	return grant(r, q)
}

// asker is the account that asked, wherever it is and whether or not it is bound by now.
func asker(q people.Request) handlers.Audience {
	return handlers.Audience{Account: people.AccountKey{Platform: q.Platform, Account: q.Account}}
}

// todo reminds the office of wishes to be bound that wait for its word.
func todo(_ context.Context, r *handlers.Request) ([]string, error) {
	if !r.Actor.IsOffice() {
		return nil, nil
	}
	waiting, err := people.WaitingRequests(r.Tx)
	var out []string
	for _, q := range waiting {
		out = append(out, fmt.Sprintf("绑定申请%d：%s，%s（回“同意绑定 %d”）", q.No, people.Title(r.Profile, q.Post, q.Org), q.Name, q.No))
	}
	return out, err
}

// refuses tells no from yes: by intent, by slot, by the words.
func refuses(r *handlers.Request) bool {
	if r.Args.Intent == "member.refuse" || r.Args.Slots.Bool("refuse") {
		return true
	}
	return strings.Contains(r.Args.Text, "不同意") || strings.Contains(r.Args.Text, "拒绝")
}

func requestOf(r *handlers.Request) (people.Request, error) {
	ref := after(r.Args.Text, "绑定")
	if ref == "" {
		ref = r.Args.Slots.Str("ref") // answered to a question: the words are the answer alone
	}
	waiting, err := people.WaitingRequests(r.Tx)
	if err != nil {
		return people.Request{}, err
	}
	for _, q := range waiting {
		if ref != "" && strings.Contains(ref, q.Name) {
			return q, nil
		}
	}
	no, err := strconv.Atoi(anyNumber.FindString(ref))
	switch {
	case err != nil && len(waiting) == 1:
		return waiting[0], nil
	case err != nil && len(waiting) == 0:
		return people.Request{}, models.Refuse(models.NotFound, "现在没有等待确认的绑定申请。", "发“发绑定码 大寺镇联络员”可以直接给码。", "")
	case err != nil:
		return people.Request{}, models.Refuse(models.BadInput, "有多个绑定申请在等，请带上编号。", fmt.Sprintf("如“同意绑定 %d”。", waiting[0].No), "")
	}
	q, found, err := people.RequestNo(r.Tx, no)
	if err != nil || !found {
		return q, orRefuse(err, models.Refuse(models.NotFound, fmt.Sprintf("没有编号为%d的绑定申请。", no), "请点申请卡片上的按钮。", ""))
	}
	if q.State == people.RequestReplaced {
		return q, models.Refuse(models.BadInput, fmt.Sprintf("申请%d的内容已经改过，这个编号作废了。", no), "请看新的申请卡片。", "")
	}
	return q, nil
}

// grant binds the account and, where he does not hold it yet, gives the sender the seat he asked for.
func grant(r *handlers.Request, q people.Request) (bot.Card, error) {
	s := seat{}
	s.post, _ = r.Profile.Post(q.Post)
	if o, ok := r.Profile.Org(q.Org); ok {
		s.org = models.Org{Code: o.Code, Name: o.Name, Kind: o.Kind}
	}
	person, err := settle(r, s, q)
	if err != nil {
		return bot.Card{}, err
	}
	key := people.AccountKey{Platform: q.Platform, Account: q.Account}
	if err := people.Bind(r.Tx, key, person.Code, r.Now); err != nil {
		return bot.Card{}, err
	}
	if err := r.Audit("person", person.Code, person.Name, "bound", nil, map[string]any{"platform": q.Platform, "request": q.No}, "林长办确认"); err != nil {
		return bot.Card{}, err
	}
	r.Say(handlers.Notice{Key: fmt.Sprintf("bound %d", q.No), To: asker(q), Card: welcome(person.Name, s.title(r.Profile))})
	return bot.Card{Code: "member.bound", Tone: bot.ToneDone, Title: "已绑定：" + s.title(r.Profile) + "，" + person.Name + "。", Next: "已通知本人。"}, nil
}

// settle finds or makes the person a request speaks of, and sees to it that he holds the seat.
func settle(r *handlers.Request, s seat, q people.Request) (people.Person, error) {
	who, known, err := speaker(r, q)
	if err != nil {
		return who, err
	}
	plan, err := planFor(r, s, q.Name)
	if err != nil {
		return who, err
	}
	switch {
	case known:
	case plan.person != "":
		who = people.Person{Code: plan.person, Name: q.Name}
		if err := people.Rename(r.Tx, who.Code, who.Name); err != nil {
			return who, err
		}
	default:
		if who, err = people.NewPerson(r.Tx, q.Name, q.Org); err != nil {
			return who, err
		}
	}
	a := people.Appointment{Post: s.post, Org: s.org, Person: who.Code, From: r.Now}
	if !plan.replaces {
		return who, people.Give(r.Tx, a)
	}
	relieved, err := people.HandOver(r.Tx, a, "")
	if err != nil {
		return who, err
	}
	return who, auditHandOver(r, s, who, relieved)
}

// speaker is the person whom the asking account is bound to already, when he asks for a further seat.
func speaker(r *handlers.Request, q people.Request) (people.Person, bool, error) {
	a, err := people.Identify(r.Tx, r.Profile, q.Platform, q.Account, r.Now)
	return people.Person{Code: a.Person, Name: a.Name}, a.Bound, err
}

// plan says what granting a seat to a name would do.
type plan struct {
	holders  []people.Holder
	person   string // the holder who is meant; empty: somebody new
	replaces bool   // the seat is full: whoever holds it is relieved
	says     string // the same for people
}

// planFor looks who holds the seat. A holder of the very name is meant himself, and so is one whose name is only his
// title and whom nobody speaks for yet; a full seat passes on.
func planFor(r *handlers.Request, s seat, name string) (plan, error) {
	holders, err := seatHolders(r, s)
	if err != nil {
		return plan{}, err
	}
	out := plan{holders: holders, says: "新任" + s.title(r.Profile)}
	for _, h := range holders {
		if h.Name == name {
			out.person, out.says = h.Person, "账号绑定到名册上的"+h.Name
			return out, nil
		}
	}
	for _, h := range holders {
		accounts, err := people.AccountsAnywhere(r.Tx, []string{h.Person})
		if err != nil {
			return out, err
		}
		if len(accounts) == 0 && h.Name == s.title(r.Profile) {
			out.person, out.says = h.Person, "账号绑定到名册上的"+h.Name+"，并登记姓名"
			return out, nil
		}
	}
	if s.post.Exactly > 0 && len(holders) >= s.post.Exactly {
		out.replaces, out.says = true, name+"接任，"+names(holders)+"同时卸任"
	}
	return out, nil
}

func (p plan) current() string {
	if len(p.holders) == 0 {
		return "空缺"
	}
	return names(p.holders)
}

func seatHolders(r *handlers.Request, s seat) ([]people.Holder, error) {
	all, err := people.Holders(r.Tx, people.Query{Post: s.post.Key, Org: s.org.Code}, r.Now)
	var out []people.Holder
	for _, h := range all {
		if h.Org == s.org.Code {
			out = append(out, h)
		}
	}
	return out, err
}

func names(holders []people.Holder) string {
	var out []string
	for _, h := range holders {
		out = append(out, h.Name)
	}
	return strings.Join(out, "、")
}

// orRefuse is the database's error if there is one, else the refusal.
func orRefuse(err error, refusal *models.Error) error {
	if err != nil {
		return err
	}
	return refusal
}
