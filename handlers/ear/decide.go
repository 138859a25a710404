package ear

import (
	"slices"
	"strings"

	"linzhangbot/handlers/ear/envelope"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/speech"
)

// What is asked back where a deed is named and not ordered.
const (
	unclear = "没听准是办还是不办，先没有办。要办什么，请直接说一遍。"
	unready = "还没全部完成的，可以说进展；全部完成了再报完成。"
)

// nature is what a deed is, as its frame says.
func (e *Ear) nature(intent string) string {
	if g := e.Language.Frame(intent); g != nil {
		return g.Nature
	}
	return ""
}

// writes reports whether an intent changes records.
func (e *Ear) writes(intent string) bool {
	if f, known := e.commands[intent]; known {
		return f.Writes
	}
	g := e.Language.Frame(intent)
	return intent != frame.Unknown && g != nil && !g.Reads
}

// decide lets a write pass only where the sentence plainly orders it. A deed that is refused, put off or supposed is
// asked back from whoever spoke to the bot; talk about a deed is left alone.
func (e *Ear) decide(s frame.Scene, m frame.Meaning) frame.Meaning {
	if !e.writes(m.Intent) {
		return m
	}
	if m.Slots["status"] == "done" {
		if k, _ := speech.Complete(m.Text); !k.MayWrite() {
			m.Slots["status"] = "doing" // part of it tells progress, never completion
		}
	}
	kind := e.governing(m)
	if kind.MayWrite() && !e.hollow(m) {
		return e.which(m)
	}
	completes := e.nature(m.Intent) == "completes"
	out := nothing()
	if kind.Idle() && !completes || !s.ToBot && !s.Private {
		return out
	}
	out.Expect, out.Why = frame.Ask, unclear
	if kind == speech.Partly || completes && kind == speech.Plan {
		out.Why = unready
	}
	return out
}

// which asks what a bare word means: 同意 alone says nothing of what. Where one thing waits the desk knows it.
func (e *Ear) which(m frame.Meaning) frame.Meaning {
	g := e.Language.Frame(m.Intent)
	if g == nil || !g.Bare || g.About == "" || m.Expect != frame.OK {
		return m
	}
	if len(m.Named) > 0 || !orders[strings.TrimRight(m.Text, "。.!！~ ")] {
		return m
	}
	m.Expect, m.Why, m.Missing = frame.Ask, "说的是哪一件？请带上编号再说一遍。", "ref"
	if strings.HasPrefix(g.About, "issue") {
		m.Missing = "issue"
	}
	return m
}

// governing is the kind of speech in which the deed of a meaning is said: what takes back one mention of it takes back
// all.
func (e *Ear) governing(m frame.Meaning) speech.Kind {
	spans := m.Spans
	if len(spans) == 0 {
		spans = [][2]int{{0, 0}}
	}
	said := speech.Hear(m.Text)
	for _, at := range spans[:min(len(spans), mostSpans)] {
		kind, mark := said.Of(at[0], at[1])
		if kind.MayWrite() && !m.Strong {
			kind, mark = said.Inside(at[0], at[1])
		}
		if !kind.MayWrite() && !e.owns(m, at, kind, mark) {
			return kind
		}
	}
	kind := speech.Neutral
	if e.nature(m.Intent) == "completes" {
		kind, _ = speech.Complete(m.Text)
	}
	return kind
}

// mostSpans are the mentions of a deed that are heard; whoever pastes more of them makes nobody wait.
const mostSpans = 40

// owns reports whether the kind is the deed's own: 先别催 puts off by being ordered, 还在推进 is what progress tells.
func (e *Ear) owns(m frame.Meaning, span [2]int, kind speech.Kind, mark string) bool {
	at := strings.LastIndex(m.Text[:max(span[1], 0)], mark)
	if at < 0 {
		at = strings.LastIndex(m.Text, mark)
	}
	behind := at+len(mark) > span[0] && (at > 0 || kind != speech.Plan)
	nature := e.nature(m.Intent)
	switch kind {
	case speech.Negated, speech.Postponed:
		if kind == speech.Negated && (nature == "tells" || nature == "wishes") {
			apart := at < span[0] && strings.ContainsAny(m.Text[at:span[0]], separators) // 还没弄完，申请延期
			later := nature == "tells" && len(m.Spans) > 0 && span[0] > m.Spans[0][0]    // 进展：正在排查，尚未完成
			return behind || apart || later
		}
		refuses := nature == "refuses" && kind == speech.Negated && !passing(mark)
		return behind && (nature == "delays" || refuses)
	case speech.Plan:
		return (nature == "plans" || nature == "tells") && behind
	case speech.Partly:
		return nature != "completes"
	case speech.Wish:
		return nature == "wishes"
	}
	return false
}

// passing reports whether a mark only holds back for now: 先别同意 refuses nothing.
func passing(mark string) bool {
	for _, w := range []string{"先", "暂", "缓", "还没", "还未", "尚未"} {
		if strings.HasPrefix(mark, w) {
			return true
		}
	}
	return false
}

// orders are the words that order a bare deed, in full.
var orders = wordSet("同意 不同意 可以 批准 准了 通过 没意见 无意见 原则同意 照办 照此办理 已阅 已阅同意 退回 驳回 参加 不参加 请假 签收 收到 收到提醒 " +
	"已收到 采用 销号 签发 签署 审核 确认参加")

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// hollow reports whether a sentence orders a bare deed without naming anything, in other words than those: 知道了,
// 不行，太晚了 and 同意了 are said to people.
func (e *Ear) hollow(m frame.Meaning) bool {
	g := e.Language.Frame(m.Intent)
	if g == nil || !g.Bare || len(m.Named) > 0 || orders[strings.TrimRight(m.Text, "。.!！~ ")] {
		return false
	}
	for _, matter := range []string{"方案", "纪要", "令", "简报", "专报"} {
		if strings.Contains(m.Text, matter) {
			return false
		}
	}
	for _, s := range g.Slots {
		if s.From == "because" && m.Slots[s.Name] != nil {
			return false // 我请假，因出差 says why
		}
	}
	for name := range m.Slots {
		if name != "reason" && name != "status" && name != "answer" {
			return false
		}
	}
	return len([]rune(m.Text)) <= 8
}

// things are what chat programs call what is no text; everybody is called by the others.
var (
	things    = []string{"[文件]", "[图片]", "[链接]", "[视频]", "[聊天记录]", "#接龙", "接龙"}
	everybody = []string{"@所有人", "@全体成员", "@all"}
)

// handed reports whether a line is no sentence but a thing handed over, or said to everybody and not to the bot.
func (e *Ear) handed(text string) bool {
	begins := func(heads []string) bool {
		return slices.ContainsFunc(heads, func(head string) bool { return strings.HasPrefix(text, head) })
	}
	return begins(things) || begins(everybody) && !envelope.Open(text, e.words).Named
}
