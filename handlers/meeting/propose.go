package meeting

import (
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
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
	wants := meeting.Wants(t, m.Further)
	if len(wants) == 0 {
		told, err := issue(v, &m, t)
		card.Next = lines("已通知参会人员，发“"+m.Number+" 谁没回复”看答复。", told)
		return card, err
	}
	m.State = meeting.Approving
	if err := meeting.Save(v.tx, &m, v.now); err != nil {
		return bot.Card{}, err
	}
	if err := meeting.Demand(v.tx, m, m.Version, wants); err != nil {
		return bot.Card{}, err
	}
	missing, err := v.ask(m, t, clashes)
	card.Next = lines("已报"+titles(v.p, postsOf(wants))+"审定，审定后自动发通知。", missing)
	if m.Further {
		card.Text = lines(card.Text, furtherWords(v, t))
	}
	return card, err
}

func postsOf(wants []meeting.Want) []string {
	var out []string
	for _, w := range wants {
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
func (v *voice) ask(m meeting.Meeting, t profile.MeetingType, clashes []string) (missing string, err error) {
	all, err := meeting.Approvals(v.tx, m.ID, m.Version, meeting.OfPlan, meeting.OfFurther)
	if err != nil {
		return "", err
	}
	card, err := v.askCard(m, t, clashes)
	if err != nil {
		return "", err
	}
	return v.request(m, meeting.Turn(t, all), card)
}

// request tells the holders of the posts whose word is missing.
func (v *voice) request(m meeting.Meeting, turn []meeting.Approval, card bot.Card) (missing string, err error) {
	reach, err := v.reachOf()
	if err != nil {
		return "", err
	}
	var deaf []string
	for _, a := range turn {
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
			v.say(handlers.Notice{Key: key("meeting.ask", m, a.Kind, h.Person), Subject: []string{m.Key(), m.AskKey(), askedKey(m, h.Person)},
				To: handlers.Audience{Person: h.Person}, Card: card})
			if a.Person != h.Person {
				if err := meeting.Asked(v.tx, a, h.Person, v.now); err != nil {
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

// approvers are the people who may say an approval's word now.
func (v *voice) approvers(m meeting.Meeting, a meeting.Approval) ([]roster.Holder, error) {
	all, err := v.holders()
	if err != nil {
		return nil, err
	}
	var out []roster.Holder
	for _, h := range all {
		if a.May(m, h) {
			out = append(out, h)
		}
	}
	return out, nil
}

func (v *voice) askCard(m meeting.Meeting, t profile.MeetingType, clashes []string) (bot.Card, error) {
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
