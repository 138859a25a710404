package language

import (
	"strings"
	"unicode/utf8"

	"linzhangbot/models/chinese"
)

// idleWords are whole sentences that a group is full of and that ask for nothing.
var idleWords = words("收到 好 好的 好嘞 好滴 行 嗯 嗯嗯 哦 哦哦 谢谢 感谢 多谢 辛苦 辛苦了 辛苦各位 不客气 没问题 没事 ok OK 在吗 在 早 早上好 上午好 下午好 晚上好 大家好 你好 您好 哈哈 哈哈哈 赞 厉害 明白 知道 知道了 了解 遵命 同意 可以 已阅 1 加1 +1 666 对 是 不 否")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// idle reports whether a sentence is mere courtesy. In private the same words may answer a reminder or a question.
func idle(text string, s Scene) bool {
	t := strings.TrimRight(text, " 。.!！~～…，,了")
	if utf8.RuneCountInString(t) == 0 {
		return true
	}
	if s.Private || !idleWords[t] && !idleWords[text] {
		return false
	}
	return t != "对" && t != "是"
}

// promiseWords say that something will be done, is being done or should be done by others.
var promiseWords = []string{"正在", "马上", "稍后", "稍等", "尽快", "待会", "等会", "一会儿", "回头", "忙完", "准备", "打算", "争取", "预计", "在写", "在改", "在整改", "抓紧", "还没整", "请大家", "各位", "大家", "听说", "刚开完", "已通知", "快好了", "差不多了", "还在", "正忙"}

// doWords are what is promised.
var doWords = []string{"报", "交", "发", "提交", "整改", "处理", "完成", "销", "弄", "写", "核实", "落实", "开会"}

// promise reports whether the sentence only says what will be: 下周一交总结, 我们正在整改. Such a sentence is a command
// only if it begins with a command word.
func promise(a *analysis) bool {
	if holdsOne(a.text, "：:") || utf8.RuneCountInString(a.text) > 40 || handedIn(a) {
		return false
	}
	if containsAny(a.text, promiseWords) {
		return true
	}
	for _, sp := range a.spans {
		after := a.text[sp.End:]
		if sp.Begin < 12 && sp.Grain <= chinese.Week && utf8.RuneCountInString(after) <= 8 && containsAny(after, doWords) && !containsAny(a.text, []string{"吗", "几", "什么", "哪", "督查", "召开", "会"}) {
			return true
		}
	}
	return false
}

// handedIn reports whether a sentence begins with a report's head and names whose report it is: what follows is its
// matter, whatever it says (报送 张家窝镇正在推进造林).
func handedIn(a *analysis) bool {
	for _, head := range []string{"报送", "上报"} {
		rest, ok := strings.CutPrefix(a.text, head)
		if !ok {
			continue
		}
		at := len(a.text) - len(strings.TrimLeft(rest, " "))
		for _, t := range a.tags {
			if (t.class == classUnit || t.class == classOwn) && t.begin == at {
				return utf8.RuneCountInString(a.text[t.end:]) >= 6
			}
		}
	}
	return false
}

// otherwise handles what no phrase fits: foreign words get help, a demand to everybody gets one question.
func (l *Language) otherwise(a *analysis, s Scene, m Meaning) Meaning {
	mark := l.secret(a.text)
	switch {
	case a.held && (s.ToBot || s.Private) && mark == "":
		m.Expect, m.Why = Ask, "没听准是办还是不办，先没有办。要办什么，请直接说一遍。"
	case mark != "" && containsAny(a.text, []string{"报送", "上报", "提交", "发送", "转发", "信息"}):
		return Meaning{Intent: "report.submit", Slots: map[string]any{"secrecy": mark}, Expect: Refuse, Why: markWhy}
	case foreign(a.text) && (s.ToBot || s.Private || len(a.text) <= 12 && englishCommands[strings.ToLower(strings.Trim(a.text, "/ "))]):
		return Meaning{Intent: "help", Slots: map[string]any{}, Expect: Ask, Why: "请用中文说，比如“报送 标题”或“我的待办”。"}
	case (s.Role == "office" || s.Role == "chief") && containsAny(a.text, []string{"全部", "所有", "一律", "各街镇", "各单位"}) && containsAny(a.text, []string{"整改", "完成", "销号"}):
		for i := range a.spans {
			if sp := a.spans[i]; sp.Kind == chinese.Deadline && !sp.Impossible {
				m.Slots["deadline"] = stamp(sp.To, sp.Grain)
				m.Expect, m.Why = Ask, "这是对全部问题的要求，要看未销号的问题清单吗？"
				return m
			}
		}
	}
	return m
}

// englishCommands are what people try when they think of the bot as a program.
var englishCommands = words("quota report issue list status start menu info issues meeting")

// foreign reports whether a text is nothing but Latin letters.
func foreign(s string) bool {
	some := false
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			some = true
		case r > 0x7f:
			return false
		}
	}
	return some
}
