package language

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A deed is only commanded when it is said plainly. 不同意, 先别销号, 通过后再发, 是不是可以销号 name the deed as well, and
// acting on them would be the worst mistake the bot could make: the words around every deed are read first.

// nay stands before a deed that is not to be done. What may come between is part of the refusal: 不[能同意], 别[给12号].
var nay = regexp.MustCompile(`(?:不|别|没|未|勿|莫|甭|休|暂缓|暂停|停止|缓|拒绝|反对|无需|无须|免|慎)` +
	`(?:要|用|必|能|予|准|许|可|得|再|想|宜|该|应|给|让|有|把|将|对|向|就|急着|着急|急|同意|批准|建议|赞成|支持|打算|考虑|法|办法|可能|必要|升级|提级|采取|启动|为|成|到|以|太|够|是|很|大|怎么|[0-9]{1,6}|号|问题|这个|那个|他们?| |先|立即|马上|进行|申请|会议?|方案|〔|〕|第|督|信){0,9}$`)

// notNay are words that end like a refusal and are none: 特别, 区别; 要不 and 不得不 turn it round.
var notNay = []string{"特别", "区别", "级别", "分别", "个别", "类别", "识别", "性别", "不得不", "告别", "无不", "未来", "缓解", "休息", "免费"}

// unsaid stands behind a deed that is not to be done, was not done, or is only spoken of.
var unsaid = regexp.MustCompile(`^(?:了|掉|号|得|的|过)?(?:不了|不成|不得|不上|不下|不掉|不通过|不过去|未通过|没通过|不合适|不合理|不妥|欠妥|不太妥|不合规|不行|条件|的事|的话|一事|的问题|的时候|的材料|的意见|的概率|的可能|的几率|的希望|的条件|的标准|的流程|之后|以后|后再|后才|后我|后发|了再|了就|完再|才|时再)`)

// asked makes a question of it; pleaded does so too, but not where one asks somebody for the deed.
var (
	asked   = regexp.MustCompile(`是不是|是否|(?:了吗|了没|了没有|了么|了嘛)[？?。! ]*$|谁把|谁给|谁让|为什么|为啥|什么时候|啥时候|何时|几时|要不要|该不该|有没有`)
	pleaded = regexp.MustCompile(`能不能|可不可以|怎么[^样]|(?:没有|没|吗|不)[？?。! ]*$`)
)

// supposed makes a condition of it.
var supposed = regexp.MustCompile(`如果|要是|假如|假设|倘若|万一|(?:^|[，,。 ])(?:等|待|若)[^，,。级]{1,12}(?:再|后|就|才)|除非|一旦|不合适吧|不太好吧|不妥吧`)

// later puts it off.
var later = []string{"再议", "再说吧", "再定", "缓一缓", "放一放", "放放", "先放", "搁置", "再商量", "再考虑", "再研究研究", "先不定", "先不急", "改天再说", "压一压", "再想想", "先压", "考虑考虑", "再看看", "再等等", "回头再", "想一想"}

// denied reports whether a deed that the sentence names is refused, put off, supposed or only asked about. Every
// mention has to be plain.
func denied(a *analysis, g *Grammar) bool {
	text := a.shaded()
	if supposed.MatchString(text) || containsAny(text, later) || asked.MatchString(text) || !g.Request && pleaded.MatchString(text) {
		return true
	}
	for _, d := range g.Deeds {
		for at := 0; ; {
			i := strings.Index(text[at:], d)
			if i < 0 {
				break
			}
			i += at
			at = i + len(d)
			if refused(text[:i]) || unsaid.MatchString(text[at:]) {
				return true
			}
		}
	}
	return false
}

// shaded is the sentence with its names blanked: 别给大寺镇扣2分 refuses as much as 别扣2分.
func (a *analysis) shaded() string {
	b := []byte(a.heard)
	for _, t := range a.tags {
		switch t.class {
		case classUnit, classOwn, classMeeting, classPost:
			for i := t.begin; i < t.end; i++ {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// choice are questions that hold a refusal only for their form: 能不能延期.
var choice = regexp.MustCompile(`能不能|可不可以|要不要|是不是|行不行|会不会|该不该|好不好|可否|能否`)

// refused reports whether the words before a deed refuse it. They are read back to the last comma.
func refused(before string) bool {
	if i := strings.LastIndexAny(before, "，,。；;！!？?\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	before = strings.TrimRight(choice.ReplaceAllString(before, ""), " ")
	if strings.HasSuffix(before, "再") && utf8.RuneCountInString(before) > 6 && strings.Contains(before, "了") {
		return true // 整改到位了再销号
	}
	at := nay.FindStringIndex(before)
	if at == nil {
		return false
	}
	for _, w := range notNay {
		if i := strings.LastIndex(before, w); i >= 0 && i <= at[0] && at[0] < i+len(w) {
			return false
		}
	}
	return true
}
