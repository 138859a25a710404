package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/language"
)

// resume hears a message while a question waits for this person, in this order: it calls off; it is a command of its
// own, and the question stays open; it answers in the shape that the question waits for; it is talk, which fills,
// cancels and announces nothing. done is false where it is to be obeyed as if nothing was asked.
func (m *message) resume() (card *bot.Card, done bool, err error) {
	q, ok := m.waiting()
	if !ok {
		return nil, false, nil
	}
	heard := m.understand(m.r.Event.Text)
	m.meaning = heard
	w, err := m.remembered(q)
	switch {
	case err != nil:
		return nil, false, err
	case m.mark != "" && q.Mark != m.mark:
		return outOfDate(), true, nil
	case goingOn[m.strip(m.r.Event.Text)]:
		card, err = m.again(w)
		return card, true, err
	case q.Intent == choosing:
		return m.chosen(w, heard)
	}
	return m.reply(w, heard)
}

// reply takes a message for what it is to a question of a command.
func (m *message) reply(w waitingQuestion, heard language.Meaning) (card *bot.Card, done bool, err error) {
	args := handlers.Args{Intent: w.Intent, Slots: w.slots, Expect: language.OK, Text: strings.TrimSpace(m.r.Event.Text)}
	agreed, said := language.YesNo(m.strip(args.Text))
	picked, byChoice := m.picked(w)
	switch {
	case byChoice:
		args.Slots[w.Missing] = picked
	case said && !agreed:
		return &bot.Card{Code: "ask.cancelled", Tone: bot.ToneQuiet, Title: "好的，没有办理。"}, true, m.forget()
	case w.Missing == "" && said:
		args.Confirmed = true
	case m.anew(w, heard):
		return nil, false, m.forget() // said whole once more: the old question is void
	case m.ordered(w, heard), m.quotesAnother(w, heard):
		m.kept = &w.Dialogue
		return nil, false, nil
	case w.Missing == "" || !m.fills(w, args.Slots, heard):
		return m.unanswered(w), true, nil
	}
	if err := m.forget(); err != nil {
		return nil, true, err
	}
	m.r.First = w.first
	card, err = m.command(w.Intent, args)
	return card, true, err
}

// courtesies are intents that order nothing by themselves: the 确认 of a hurried person is no name and no title.
var courtesies = map[string]bool{language.Unknown: true, "confirm": true, "cancel": true, "duty.ack": true}

// ordered reports whether a message is a command of its own, by its own words: what only sounds like one may be the
// answer. Where free words are asked for, the word of a deed is no evidence: “已当面督促” is a reason.
func (m *message) ordered(w waitingQuestion, heard language.Meaning) bool {
	if courtesies[heard.Intent] || heard.Intent == w.Intent {
		return false
	}
	text, ear := m.r.Event.Text, m.desk.ear(m.r.Profile)
	switch {
	case m.r.Event.Kind == bot.KindPress:
		return true
	case w.Missing != "" && ear.Purely(w.Missing, text, m.r.Now):
		return false
	case heard.Strong && heard.Expect != language.Choose:
		return true
	}
	typed := w.Missing != "" && language.Typed(w.Missing)
	level, phrase := ear.Said(heard.Intent, text, m.scene())
	return level == language.Openly || level == language.Wholly && (phrase || typed || w.Missing == "")
}

// anew reports whether a message is the same command once more: whole, or with its command word before it.
func (m *message) anew(w waitingQuestion, heard language.Meaning) bool {
	if heard.Intent != w.Intent || courtesies[heard.Intent] {
		return false
	}
	level, _ := m.desk.ear(m.r.Profile).Said(heard.Intent, m.r.Event.Text, m.scene())
	return heard.Strong || level == language.Openly || level == language.Wholly && heard.Expect == language.OK
}

// goingOn are the words by which a question is shown again.
var goingOn = map[string]bool{goOnLabel: true, "继续": true, "继续办": true, "接着来": true, "要接着办": true, "接着选": true, "接着办吧": true}

const goOnLabel = "接着办"

// again shows the question once more.
func (m *message) again(w waitingQuestion) (*bot.Card, error) {
	var card bot.Card
	if w.Card == "" || json.Unmarshal([]byte(w.Card), &card) != nil {
		return m.unanswered(w), nil
	}
	w.Expires, m.asked, m.acted = m.b.now.Add(patience), true, true
	return &card, m.put(w.Dialogue)
}

// goOn adds to an answer that an older question is still open.
func (m *message) goOn(card *bot.Card) (*bot.Card, error) {
	if m.kept == nil || m.asked {
		return card, nil
	}
	q := *m.kept
	if _, open := m.waiting(); !open {
		q.Expires = m.b.now.Add(patience)
		if err := m.put(q); err != nil {
			return card, err
		}
	}
	if card == nil {
		return nil, nil
	}
	line := "刚才的" + m.lacks(q) + "，要接着办吗？"
	if card.Next == "" {
		card.Next = line
	} else {
		card.Text = handlers.Lines(card.Text, line)
	}
	if len(card.Buttons) < mostButtons {
		card.Buttons = append(slices.Clone(card.Buttons), bot.Button{Label: goOnLabel, Command: goOnLabel + bot.MarkSign + q.Mark})
	}
	return card, nil
}

// mostButtons is how many buttons every platform shows.
const mostButtons = 6

// nouns are what questions ask for, by slot, beside those of slotNames.
var nouns = map[string]string{"title": "标题", "place": "地点", "clock": "时间", "reason": "原因", "unit": "单位", "targets": "单位", "issue": "编号",
	"ref": "编号", "meeting": "编号", "resolution": "编号", "new_deadline": "新的日期", "deadline": "时限", "content": "内容", "body": "内容", "file": "文件",
	"name": "姓名", "to": "接任人", "reviewer": "审查人", "stand_in": "代会人", "channel": "渠道", "category": "类别", "kind": "种类", "chair": "主持人",
	"chief": "林长", "owner": "责任单位", "score": "分数", "self_score": "自评分", "indicator": "指标"}

// lacks says of an open question what it waits for: “拟定会议”还差地点.
func (m *message) lacks(q dialogueRow) string {
	title := "那件事"
	if c, ok := m.desk.Deployment.Command(q.Intent); ok {
		title = "“" + c.Title + "”"
	}
	if q.Missing == "" {
		return title + "还等您确认"
	}
	if q.Intent == choosing {
		return "那句话还没选办哪一件"
	}
	return title + "还差" + noun(q.Missing)
}

func noun(slot string) string {
	if n := nouns[strings.TrimRight(slot, "0123456789")]; n != "" {
		return n
	}
	for _, n := range slotNames {
		if n.key == slot {
			return n.name
		}
	}
	return "一项"
}

// unanswered answers what answers nothing, and leaves the question open: thanks, a put-off, a question, talk.
func (m *message) unanswered(w waitingQuestion) *bot.Card {
	card := &bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Next: "不办了就说“取消”。"}
	lacks, what := m.lacks(w.Dialogue), "直接回"+noun(w.Missing)+"就行；"
	if w.Missing == "" {
		what = "回“确认”就办；"
	}
	_, number := ordinal(m.strip(m.r.Event.Text))
	switch talk := language.TalkOf(m.strip(m.r.Event.Text)); {
	case talk == language.Thanks:
		card.Title = "不客气。" + lacks + "，定了告诉我。"
	case talk == language.PutOff:
		card.Title = "好，等定了再告诉我：" + lacks + "。"
	case number && len(choicesOf(w.Dialogue)) > 0:
		card.Title = "没有这个选项，请从下面选一个，回第几个的数字也行。"
	case talk == language.Query:
		card.Title, card.Next = "这个我答不上来。"+lacks+"。", what+card.Next
	case talk == language.Courtesy:
		card.Title, card.Next = "好。"+lacks+"。", what+card.Next
	default:
		card.Title, card.Next = fmt.Sprintf("这句话不像%s，先没有办：%s。", noun(w.Missing), lacks), what+card.Next
		if w.Missing == "" {
			card.Title = "先没有办：" + lacks + "。"
		}
	}
	return m.offerAnswers(w, card)
}

// offerAnswers puts the answers that can be tapped under a card.
func (m *message) offerAnswers(w waitingQuestion, card *bot.Card) *bot.Card {
	question := handlers.Question{Choices: choicesOf(w.Dialogue)}
	if w.Missing == "" {
		question.Choices = []string{"确认", "取消"}
	}
	card.Buttons = question.Buttons()
	if len(card.Buttons) > mostButtons {
		card.Buttons = card.Buttons[:mostButtons]
	}
	sign(card, question, w.Mark)
	m.howToAnswer(card)
	return card
}
