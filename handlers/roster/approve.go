package roster

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	people "linzhangbot/models/roster"
)

var anyNumber = regexp.MustCompile(`\d{1,6}`)

// approve is the office's answer to a request to be bound.
func approve(_ context.Context, r *handlers.Request) (bot.Card, error) {
	q, err := requestOf(r)
	if err != nil {
		return bot.Card{}, err
	}
	if q.Key() == accountOf(r) {
		return bot.Card{}, models.Refuse(models.SelfClose, "自己的绑定申请不能自己确认。", "请林长办其他同志确认。", "")
	}
	state := people.RequestGranted
	if refuses(r) {
		state = people.RequestRefused
	}
	done, err := people.Decide(r.Tx, q, state)
	if err != nil {
		return bot.Card{}, err
	}
	if !done {
		return bot.Card{}, models.Refuse(models.BadInput, fmt.Sprintf("绑定申请%d已经处理过了。", q.No), "发“名册”可以查看。", "")
	}
	r.Settled(bindingKey(q))
	if state == people.RequestGranted {
		return grant(r, q)
	}
	answer(r, q, bot.Card{Code: "member.refused", Tone: bot.ToneQuiet,
		Title: "您申请绑定" + people.Title(r.Profile, q.Post, q.Org) + "，" + models.TheOffice + "没有同意。",
		Next:  "如有疑问，请联系" + models.TheOffice + "；核对后可以重新申请。"})
	return bot.Card{Code: "member.refused", Tone: bot.ToneQuiet, Title: fmt.Sprintf("没有同意绑定申请%d（%s）。", q.No, q.Name),
		Next: "已通知本人；如需说明原因，请直接联系。"}, r.Audit("binding", q.ID, strconv.Itoa(q.No), "refused", nil, nil, "")
}

// answer tells the account that asked, wherever it is and whether or not it is bound by now.
func answer(r *handlers.Request, q people.Request, c bot.Card) {
	key := fmt.Sprintf("%s %d", strings.TrimPrefix(string(c.Code), "member."), q.No)
	r.Say(handlers.Notice{Key: key, To: handlers.Audience{Account: q.Key()}, Card: c})
}

// todo reminds the office of requests to be bound that wait for its answer.
func todo(_ context.Context, r *handlers.Request) ([]string, error) {
	if !r.Actor.IsOffice() {
		return nil, nil
	}
	waiting, err := people.WaitingRequests(r.Tx)
	var out []string
	for _, q := range waiting {
		title := people.Title(r.Profile, q.Post, q.Org)
		out = append(out, fmt.Sprintf("绑定申请%d：%s，%s（回“同意绑定 %d”）", q.No, title, q.Name, q.No))
	}
	return out, err
}

// queue lists the requests to be bound that wait for the office.
func queue(_ context.Context, r *handlers.Request) ([]handlers.Queued, error) {
	waiting, err := people.WaitingRequests(r.Tx)
	var out []handlers.Queued
	for _, q := range waiting {
		no := strconv.Itoa(q.No)
		out = append(out, handlers.Queued{Heap: "等确认的绑定申请", Code: "member.asked", Subject: bindingKey(q), Since: q.At,
			Line:    "申请" + no + " " + people.Title(r.Profile, q.Post, q.Org) + "，" + q.Name,
			Next:    "发“同意绑定 " + no + "”或“不同意绑定 " + no + "”。",
			Buttons: []bot.Button{{Label: "同意" + no, Command: "同意绑定 " + no}, {Label: "不同意" + no, Command: "不同意绑定 " + no}}})
	}
	return out, err
}

// refuses tells no from yes: by intent, by the words.
func refuses(r *handlers.Request) bool {
	return r.Args.Intent == "member.refuse" || strings.Contains(r.Args.Text, "不同意") || strings.Contains(r.Args.Text, "拒绝")
}

// requestOf finds the request that is meant: by its name or number, or the only one that waits.
func requestOf(r *handlers.Request) (people.Request, error) {
	ref := cmp.Or(after(r.Args.Text, "绑定"), r.Args.Slots.Str("ref"))
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
		return people.Request{}, models.Refuse(models.NotFound, "现在没有等待确认的绑定申请。", "发“发绑定码 "+exampleSeat+"”可以直接给码。", "")
	case err != nil:
		return people.Request{}, models.Refuse(models.BadInput, "有多个绑定申请在等，请带上编号。",
			fmt.Sprintf("如“同意绑定 %d”。", waiting[0].No), "")
	}
	q, found, err := people.RequestNo(r.Tx, no)
	switch {
	case err != nil:
		return q, err
	case !found:
		return q, models.Refuse(models.NotFound, fmt.Sprintf("没有编号为%d的绑定申请。", no), "请点申请卡片上的按钮。", "")
	case q.State == people.RequestReplaced:
		return q, models.Refuse(models.BadInput, fmt.Sprintf("申请%d的内容已经改过，这个编号作废了。", no), "请看新的申请卡片。", "")
	}
	return q, nil
}

// grant binds the account and, where he does not hold it yet, gives the sender the seat he asked for.
func grant(r *handlers.Request, q people.Request) (bot.Card, error) {
	s := seat{}
	s.post, _ = r.Profile.Post(q.Post)
	if q.Org != "" {
		s.org = naming.OrgOf(r.Profile, q.Org).Brief()
	}
	person, err := settle(r, s, q)
	if err != nil {
		return bot.Card{}, err
	}
	if err := people.Bind(r.Tx, q.Key(), person.Code, r.Now); err != nil {
		return bot.Card{}, err
	}
	title := s.title(r.Profile)
	answer(r, q, welcome(person.Name, title))
	after := map[string]any{"platform": q.Platform, "request": q.No}
	return bot.Card{Code: "member.bound", Tone: bot.ToneDone, Title: "已绑定：" + title + "，" + person.Name + "。",
		Next: "已通知本人。"}, r.Audit("person", person.Code, person.Name, "bound", nil, after, "林长办确认")
}

// settle finds or makes the person a request speaks of, and sees to it that he holds the seat. Whoever is bound already
// asks for a further seat.
func settle(r *handlers.Request, s seat, q people.Request) (people.Person, error) {
	a, err := people.Identify(r.Tx, r.Profile, q.Platform, q.Account, r.Now)
	who := people.Person{Code: a.Person, Name: a.Name}
	if err != nil {
		return who, err
	}
	plan, err := planFor(r, s, q.Name)
	switch {
	case err != nil || a.Bound:
	case plan.person != "":
		who = people.Person{Code: plan.person, Name: q.Name}
		err = people.Rename(r.Tx, who.Code, who.Name)
	default:
		who, err = people.NewPerson(r.Tx, q.Name, q.Org)
	}
	if err != nil {
		return who, err
	}
	give := people.Appointment{Post: s.post, Org: s.org, Person: who.Code, From: r.Now}
	if !plan.replaces {
		return who, people.Give(r.Tx, give)
	}
	relieved, err := people.HandOver(r.Tx, give, "")
	if err != nil {
		return who, err
	}
	return who, auditHandOver(r, s, who, relieved)
}
