package meeting

import (
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/approval"
	"linzhangbot/models/meeting"
	"linzhangbot/models/roster"
)

// propose sends a draft on its way: to those who must approve, or straight to the attendees where nobody must.
func (r *request) propose(m meeting.Meeting, clashes []string) (bot.Card, error) {
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	card := r.card(m, "meeting.drafted", bot.ToneDone, m.Title+"方案已拟定："+draftName(m))
	card.Text, card.Fields = strings.Join(clashes, "\n"), r.particulars(m, list)
	card.Buttons = []bot.Button{{Label: "取消会议", Command: "取消 " + m.Number}}
	if len(clashes) > 0 {
		card.Tone = bot.ToneNear
	}
	x := meeting.PlanMatter(m, m.TypeIn(r.Profile))
	if x.Words, err = approval.Demand(r.Tx, x.Subject, x.Rule); err != nil {
		return bot.Card{}, err
	}
	if len(x.Words) == 0 {
		told, err := r.issue(&m)
		card.Next = handlers.Lines("已通知参会人员，发“"+m.Number+" 谁没回复”看答复。", told)
		return card, err
	}
	m.State = meeting.Approving
	if err := r.save(&m); err != nil {
		return bot.Card{}, err
	}
	missing, err := r.askFor(m, x, clashes)
	card.Next = handlers.Lines("已报"+titles(r.Profile, postsOf(x.Words))+"审定，审定后自动发通知。", missing)
	card.Text = handlers.Lines(card.Text, r.furtherWords(m))
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

func (r *request) furtherWords(m meeting.Meeting) string {
	if !m.Further {
		return ""
	}
	t := m.TypeIn(r.Profile)
	return "本期已安排过" + t.Name + "，另行召开须经" + roster.Title(r.Profile, t.Extra, "") + "同意。"
}

// askFor asks everybody whose turn it is, once per version and person. It says who cannot be asked by chat.
func (r *request) askFor(m meeting.Meeting, x meeting.Matter, clashes []string) (missing string, err error) {
	card, err := r.askCard(m, x, clashes)
	if err != nil {
		return "", err
	}
	if x.Kind == meeting.OfMinutes {
		m.Version = 1000*m.Version + x.Minutes.Version // keys of its own: the plan was asked for under the same meeting
	}
	if err := r.lookUpChannels(); err != nil {
		return "", err
	}
	var out []string
	for _, w := range x.Turn(x.Words) {
		who := r.approvers(m, w)
		if len(who) == 0 {
			out = append(out, roster.Title(r.Profile, w.Post, "")+"空缺")
		}
		for _, h := range who {
			if !r.accounts[h.Person] {
				out = append(out, h.Name+"未绑定账号")
			}
			k := key("meeting.ask", m, wantOf(w), h.Person)
			r.tellPerson(k, h.Person, card, m.Key(), m.AskKey(), askedKey(m, h.Person))
		}
		asked := func(h roster.Holder) bool { return h.Person == w.Person }
		if len(who) > 0 && !slices.ContainsFunc(who, asked) {
			if err := approval.Ask(r.Tx, w, who[0].Person, r.Now); err != nil {
				return "", err
			}
		}
	}
	if len(out) > 0 {
		missing = strings.Join(out, "、") + "，请当面报审。"
	}
	return missing, nil
}

// wantOf is the part of a notice's key that tells a consent from an approval.
func wantOf(w approval.Word) string {
	if w.Extra {
		return "consent"
	}
	return w.Kind
}

// approvers are the people who may say a word now.
func (r *request) approvers(m meeting.Meeting, w approval.Word) []roster.Holder {
	return r.holders(func(h roster.Holder) bool { return m.Plan().May(w.Post, h) })
}

// askCard shows a plan or minutes to whoever must approve them.
func (r *request) askCard(m meeting.Meeting, x meeting.Matter, clashes []string) (bot.Card, error) {
	c := r.card(m, codeAsked, bot.ToneNotice, "请审定："+m.Title+"方案（"+draftName(m)+"）")
	c.Next = "同意或退回，点一下即可；退回请说理由。"
	if x.Kind == meeting.OfMinutes {
		c.Title = fmt.Sprintf("请审定：%s纪要（%s第%d稿）", m.Title, m.Number, x.Minutes.Version)
		c.Text = cut(x.Minutes.Text, 1200)
	}
	c.Buttons = buttons(m.Number+" "+versionOf(x), "同意", "退回")
	if x.Kind == meeting.OfMinutes {
		return c, nil
	}
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	open, err := r.lastTime(m)
	c.Text = handlers.Lines(strings.Join(clashes, "\n"), open, r.furtherWords(m))
	c.Fields = r.particulars(m, list)
	return c, err
}

// tellDrafter tells whoever drafted, in private; the office's group hears it where he cannot be reached.
func (r *request) tellDrafter(key, person string, c bot.Card, subject ...string) error {
	if err := r.lookUpChannels(); err != nil {
		return err
	}
	if !r.accounts[person] {
		r.tell(key, office, c, subject...)
		return nil
	}
	if person != r.Actor.Person {
		r.tellPerson(key, person, c, subject...)
	}
	return nil
}

// settleWords takes back what reminds of the words that are missing on a meeting's plan or minutes: one person's, or
// with nobody named everybody's. It comes before the change that makes them void.
func (r *request) settleWords(m meeting.Meeting, person string) error {
	rows, err := meeting.WantedOf(r.Tx, r.Profile, m.ID)
	for _, x := range rows {
		owed, err := owedWords(r.Tx, r.Profile, x)
		if err != nil {
			return err
		}
		for _, d := range owed {
			if person == "" || d.Person == person {
				r.Settled(d.Key())
			}
		}
	}
	return err
}
