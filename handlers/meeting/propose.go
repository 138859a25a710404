package meeting

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// propose sends a draft on its way: to those who must approve, or straight to the attendees where nobody must.
func propose(v *voice, m meeting.Meeting, t profile.MeetingType, clashes []string) (bot.Card, error) {
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	card := bot.Card{Code: "meeting.drafted", Tone: bot.ToneDone, Title: m.Title + "方案已拟定：" + draftName(m),
		Text: strings.Join(clashes, "\n"), Fields: v.particulars(m, seats), Article: string(t.Article), Refs: refs(m)}
	card.Buttons = []bot.Button{{Label: "取消会议", Command: "取消 " + m.Number}}
	if len(clashes) > 0 {
		card.Tone = bot.ToneNear
	}
	x := meeting.PlanMatter(m, t)
	if x.Words, err = approval.Demand(v.tx, x.Subject, x.Rule); err != nil {
		return bot.Card{}, err
	}
	if len(x.Words) == 0 {
		told, err := issue(v, &m, t)
		card.Next = lines("已通知参会人员，发“"+m.Number+" 谁没回复”看答复。", told)
		return card, err
	}
	m.State = meeting.Approving
	if err := meeting.Save(v.tx, &m, v.now); err != nil {
		return bot.Card{}, err
	}
	missing, err := v.ask(m, t, x, clashes)
	card.Next = lines("已报"+titles(v.p, postsOf(x.Words))+"审定，审定后自动发通知。", missing)
	if m.Further {
		card.Text = lines(card.Text, furtherWords(v, t))
	}
	return card, err
}

// postsOf are the posts whose words these are, each once.
func postsOf(words []approval.Word) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w.Post) {
			out = append(out, w.Post)
		}
	}
	return out
}

func furtherWords(v *voice, t profile.MeetingType) string {
	return "本期已安排过" + t.Name + "，另行召开须经" + roster.Title(v.p, t.Extra, "") + "同意。"
}

// ask asks everybody whose turn it is, once per version and person. It says who cannot be asked by chat.
func (v *voice) ask(m meeting.Meeting, t profile.MeetingType, x meeting.Matter, clashes []string) (missing string, err error) {
	card, err := v.askCard(m, t, x, clashes)
	if err != nil {
		return "", err
	}
	if x.Kind == meeting.OfMinutes {
		m.Version = 1000*m.Version + x.Minutes.Version // keys of its own: the plan was asked for under the same meeting
	}
	reach, err := v.reachOf()
	if err != nil {
		return "", err
	}
	var deaf []string
	for _, a := range x.Turn(x.Words) {
		who, err := v.approvers(m, a)
		if err != nil {
			return "", err
		}
		if len(who) == 0 {
			deaf = append(deaf, roster.Title(v.p, a.Post, "")+"空缺")
		}
		for _, h := range who {
			if !reach.accounts[h.Person] {
				deaf = append(deaf, h.Name+"未绑定账号")
			}
			v.say(handlers.Notice{Key: key("meeting.ask", m, wantOf(a), h.Person),
				Subject: []string{m.Key(), m.AskKey(), askedKey(m, h.Person)}, To: handlers.Audience{Person: h.Person}, Card: card})
			if a.Person != h.Person {
				if err := approval.Ask(v.tx, a, h.Person, v.now); err != nil {
					return "", err
				}
			}
		}
	}
	if len(deaf) > 0 {
		return strings.Join(deaf, "、") + "，请当面报审。", nil
	}
	return "", nil
}

// wantOf is the part of a notice's key that tells a consent from an approval.
func wantOf(w approval.Word) string {
	if w.Extra {
		return "consent"
	}
	return w.Kind
}

// approvers are the people who may say a word now.
func (v *voice) approvers(m meeting.Meeting, w approval.Word) ([]roster.Holder, error) {
	all, err := v.holders()
	if err != nil {
		return nil, err
	}
	var out []roster.Holder
	for _, h := range all {
		if m.Plan().May(w.Post, h) {
			out = append(out, h)
		}
	}
	return out, nil
}

// askCard shows a plan or minutes to whoever must approve them.
func (v *voice) askCard(m meeting.Meeting, t profile.MeetingType, x meeting.Matter, clashes []string) (bot.Card, error) {
	if x.Kind == meeting.OfMinutes {
		return minutesCard(m, t, x.Minutes), nil
	}
	seats, err := meeting.Seats(v.tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	open, err := v.lastTime(m)
	if err != nil {
		return bot.Card{}, err
	}
	c := bot.Card{Code: "meeting.approval_asked", Tone: bot.ToneNotice, Title: "请审定：" + m.Title + "方案（" + draftName(m) + "）",
		Text: lines(strings.Join(clashes, "\n"), open), Fields: v.particulars(m, seats), Article: string(t.Article), Refs: refs(m), Next: "同意或退回，点一下即可；退回请说理由。"}
	if m.Further {
		c.Text = lines(c.Text, furtherWords(v, t))
	}
	c.Buttons = []bot.Button{{Label: "同意", Command: "同意 " + draftName(m), Primary: true}, {Label: "退回", Command: "退回 " + draftName(m)}}
	return c, nil
}

// tellDrafters tells who drafted: in the office's group, and in private whoever is not of the office.
func (v *voice) tellDrafters(what string, m meeting.Meeting, c bot.Card) {
	v.say(handlers.Notice{Key: key(what, m, "office"), Subject: []string{m.Key()},
		To: handlers.Audience{Office: true, Also: []string{m.Drafted}}, Card: c})
	held, err := v.heldBy(m.Drafted)
	if err == nil && !slices.ContainsFunc(held, isOffice) {
		v.say(handlers.Notice{Key: key(what, m, "drafter"), Subject: []string{m.Key()},
			To: handlers.Audience{Person: m.Drafted}, Card: c})
	}
}

func minutesCard(m meeting.Meeting, t profile.MeetingType, n meeting.Minutes) bot.Card {
	name := fmt.Sprintf("%s 第%d稿 纪要", m.Number, n.Version)
	return bot.Card{Code: "meeting.approval_asked", Tone: bot.ToneNotice, Title: fmt.Sprintf("请审定：%s纪要（%s第%d稿）", m.Title, m.Number, n.Version), Text: cut(n.Text, 1200),
		Article: string(t.Article), Refs: refs(m), Next: "同意或退回，点一下即可；退回请说理由。",
		Buttons: []bot.Button{{Label: "同意", Command: "同意 " + name, Primary: true}, {Label: "退回", Command: "退回 " + name}}}
}
