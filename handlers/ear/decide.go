package ear

import (
	"strings"

	"linzhangbot/handlers/ear/speech"
	"linzhangbot/handlers/language"
)

// What is asked back where a deed is named and not ordered.
const (
	unclear = "没听准是办还是不办，先没有办。要办什么，请直接说一遍。"
	unready = "还没全部完成的，可以说进展；全部完成了再报完成。"
)

// reads are the ends and names of intents that change no record, until every command says so of itself.
var (
	readEnds = []string{".list", ".show", ".query", ".shown", ".explain", ".minutes", ".duties"}
	readAll  = set("status.query help duty.mine duty.missing duty.explain confirm cancel")
)

// Traits of deeds that a kind of speech does not take back.
var (
	averse = set("issue.reject issue.cancel issue.extend.refuse meeting.return meeting.cancel " +
		"report.return member.refuse duty.snooze")
	planning  = set("inspection.plan meeting.schedule meeting.reschedule")
	asking    = set("issue.extend")
	telling   = set("resolution.update issue.progress")
	completes = set("issue.rectify")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// writes reports whether an intent changes records.
func (e *Ear) writes(intent string) bool {
	f, known := e.frames[intent]
	if known && !f.Writes || readAll[intent] || intent == language.Unknown {
		return false
	}
	for _, end := range readEnds {
		if strings.HasSuffix(intent, end) {
			return false
		}
	}
	return true
}

// decide lets a write pass only where the sentence plainly orders it. A deed that is refused, put off or supposed is
// asked back from whoever spoke to the bot; talk about a deed is left alone.
func (e *Ear) decide(s language.Scene, m language.Meaning) language.Meaning {
	if m.Expect == language.Refuse || !e.writes(m.Intent) {
		return m
	}
	if m.Slots["status"] == "done" {
		if k, _ := speech.Complete(m.Text); !k.MayWrite() {
			m.Slots["status"] = "doing" // part of it tells progress, never completion
		}
	}
	kind, mark := governing(m)
	if (kind.MayWrite() || owns(m, kind, mark)) && !hollow(m) {
		return m
	}
	out := language.Meaning{Intent: language.Unknown, Slots: map[string]any{}, Expect: language.OK}
	if kind.Idle() && !completes[m.Intent] || !s.ToBot && !s.Private {
		return out
	}
	out.Expect, out.Why = language.Ask, unclear
	if kind == speech.Partly || completes[m.Intent] && kind == speech.Plan {
		out.Why = unready
	}
	return out
}

// governing is the kind of speech in which the deed of a meaning is said.
func governing(m language.Meaning) (speech.Kind, string) {
	kind, mark := speech.Of(m.Text, m.Begin, m.End)
	if kind.MayWrite() && completes[m.Intent] {
		return speech.Complete(m.Text)
	}
	if kind.MayWrite() && !averse[m.Intent] && !telling[m.Intent] && !m.Strong {
		if k, inside := speech.Inside(m.Text, m.Begin, m.End); !k.MayWrite() {
			return k, inside
		}
	}
	return kind, mark
}

// owns reports whether the kind is the deed's own: 先别催 puts off by being ordered, 还在推进 is what progress tells.
func owns(m language.Meaning, kind speech.Kind, mark string) bool {
	at := strings.LastIndex(m.Text, mark)
	behind := at+len(mark) > m.Begin && (at > 0 || kind != speech.Plan)
	switch kind {
	case speech.Negated, speech.Postponed:
		if kind == speech.Negated && telling[m.Intent] {
			return behind
		}
		return averse[m.Intent] && behind && !strings.HasPrefix(mark, "等")
	case speech.Plan:
		return planning[m.Intent] && behind || telling[m.Intent] && behind
	case speech.Partly:
		return !completes[m.Intent]
	case speech.Wish:
		return asking[m.Intent]
	}
	return false
}

// bare are deeds that people order in a word or two when one thing waits. Anything longer must name what it means.
var bare = set("duty.ack meeting.approve meeting.return meeting.answer issue.extend.approve issue.extend.refuse " +
	"issue.close issue.reject report.adopt bulletin.sign bulletin.review order.sign")

// orders are the words that order a bare deed, in full.
var orders = set("同意 不同意 可以 批准 准了 通过 没意见 无意见 原则同意 照办 照此办理 已阅 已阅同意 退回 驳回 参加 不参加 请假 签收 收到 收到提醒 " +
	"已收到 采用 销号 签发 签署 审核 确认参加")

// hollow reports whether a sentence orders a bare deed without naming anything, in other words than those: 知道了,
// 不行，太晚了 and 同意了 are said to people.
func hollow(m language.Meaning) bool {
	if !bare[m.Intent] || orders[strings.TrimRight(m.Text, "。.!！~ ")] {
		return false
	}
	for name := range m.Slots {
		if name != "reason" && name != "status" && name != "answer" {
			return false
		}
	}
	return len([]rune(m.Text)) <= 8
}

// handed reports whether a line is no sentence but a thing handed over, or said to everybody.
func handed(text string) bool {
	for _, head := range []string{"[文件]", "[图片]", "[链接]", "[视频]", "@所有人", "@all"} {
		if strings.HasPrefix(text, head) {
			return true
		}
	}
	return false
}
