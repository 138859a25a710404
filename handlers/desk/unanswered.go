package desk

import (
	"fmt"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/talk"
	"linzhangbot/models/inbox"
)

// nouns are what questions ask for, by slot, beside those of slotNames.
var nouns = map[string]string{
	"title": "标题", "place": "地点", "clock": "时间", "reason": "原因", "unit": "单位", "targets": "单位",
	"issue": "编号", "ref": "编号", "meeting": "编号", "resolution": "编号", "new_deadline": "新的日期", "deadline": "时限",
	"content": "内容", "body": "内容", "file": "文件", "name": "姓名", "to": "接任人", "reviewer": "审查人",
	"stand_in": "代会人", "channel": "渠道", "category": "类别", "kind": "种类", "chair": "主持人", "chief": "林长",
	"owner": "责任单位", "score": "分数", "self_score": "自评分", "indicator": "指标",
}

// lacks says of an open question what it waits for: “拟定会议”还差地点.
func (m *message) lacks(q inbox.Dialogue) string {
	title := "那件事"
	if c, ok := m.desk.Deployment.Command(q.Intent); ok {
		title = "“" + c.Title + "”"
	}
	switch {
	case q.Intent == acting:
		return "那几件事还等您确认"
	case q.Intent == choosing:
		return "那句话还没选办哪一件"
	case q.Missing == "":
		return title + "还等您确认"
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
	switch kind := talk.Of(m.strip(m.r.Event.Text)); {
	case kind == talk.Thanks:
		card.Title = "不客气。" + lacks + "，定了告诉我。"
	case kind == talk.PutOff:
		card.Title = "好，等定了再告诉我：" + lacks + "。"
	case number && len(choicesOf(w.Dialogue)) > 0:
		card.Title = "没有这个选项，" + lacks + "：请从下面选一个，回第几个的数字也行。"
	case kind == talk.Query:
		card.Title, card.Next = "这个我答不上来。"+lacks+"。", what+card.Next
	case kind == talk.Courtesy:
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
