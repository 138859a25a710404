package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/handlers/ear/talk"
	"linzhangbot/models/chinese"
)

// Strip takes away what is said to the bot rather than about the matter: its name, greetings, please, talk.Stickers.
func (l *Language) Strip(text string) string {
	t := strings.TrimSpace(chinese.Normalize(text))
	for _, n := range l.v.BotNames {
		if strings.Contains(t, n) {
			t = strings.ReplaceAll(t, "@"+n, " ")
			t = strings.ReplaceAll(t, "@ "+n, " ")
		}
	}
	for {
		before := t
		t = strings.TrimFunc(t, func(r rune) bool { return unicode.IsSpace(r) || talk.Ornament(r) })
		t = talk.Stickers.ReplaceAllString(t, "")
		for _, n := range l.v.BotNames {
			t = strings.TrimPrefix(t, n)
		}
		for _, w := range polite {
			if rest, ok := strings.CutPrefix(t, w); ok && rest != "" {
				t = rest
			}
		}
		t = strings.TrimLeft(t, " ,，。、!！~～…")
		for wrong, right := range misheard {
			if rest, ok := strings.CutPrefix(t, wrong); ok {
				t = right + rest
			}
		}
		if t == before {
			return t
		}
	}
}

// onBehalf takes off the word that says for whom one speaks: 代辛口镇报送, 帮张家窝镇报送.
func (l *Language) onBehalf(text string) string {
	for _, w := range []string{"代替", "代表", "代", "替", "帮", "受"} {
		rest, ok := strings.CutPrefix(text, w)
		if !ok {
			continue
		}
		r, _ := utf8.DecodeRuneInString(rest)
		if e, found := l.entryAt(rest, 0, r); found && e.class == classUnit {
			return rest[:len(e.word)] + strings.TrimPrefix(rest[len(e.word):], "委托")
		}
	}
	return text
}

// polite words come before the matter and say nothing about it.
var polite = []string{"您好", "你好", "小助手", "助手", "麻烦您", "麻烦你", "麻烦", "劳驾", "请问一下", "请问", "请帮我", "请帮忙", "请帮", "帮我们",
	"你帮我", "你给我", "帮我", "帮忙", "我想要", "我想", "我要", "我来", "辛苦帮", "那个", "嗯嗯", "嗯", "哦", "领导好", "大家好", "各位好", "亲", "给我", "再",
	"现在", "能不能", "可不可以"}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
