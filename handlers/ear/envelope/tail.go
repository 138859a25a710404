package envelope

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// closing is what is said after the matter and tells nothing. It begins with what parts it from the matter.
var closing = regexp.MustCompile(`(?:[ \n，,。.;；!！~～…）)”》]|^)(?:` + strings.Join([]string{
	`(?:以上(?:情况|信息|内容)?[，, ]?)?(?:还|敬|烦|恳|并)?请(?:各位|大家|您|领导|各位领导|各单位|区?林长办)?(?:予以|及时|注意)?` +
		`(?:查收|查阅|审阅|收阅|阅示|阅知|阅|知悉|悉知|周知|知晓|收悉|过目|指正|批评指正|参考|关注|收)(?:一下|下|为盼|为荷)?`,
	`收到(?:的|后|消息)?(?:请|望|烦请|麻烦)?(?:各位|大家|各\p{Han}{1,2})?(?:及时)?(?:回复|回|扣|确认)(?:一下|下|收到|“收到”|1)?`,
	`(?:请|烦请)(?:各位|大家)?收到(?:后)?(?:请)?回复`,
	`(?:非常|十分|多)?(?:谢谢|感谢|多谢|谢)(?:各位|大家|您|你|领导|各位领导|支持|配合|理解|关注|了|啦|哈|啊|！)*`,
	`(?:您|大家|各位|领导)?(?:辛苦|麻烦|劳烦|拜托|打扰|有劳)(?:各位|大家|您|你|领导|各位领导)?(?:了|啦|您了)?`,
	`如?有(?:任何)?(?:问题|疑问|需要)(?:请)?(?:随时|及时)?(?:联系|沟通|反馈)(?:我|我们|林长办)?`,
	`特此(?:报告|汇报|报送|说明|告知|报备)|此致敬礼?|供参考|仅供参考|盼复|以上|在线等|不好意思|抱歉|3[qQ]|[tT]hx|[tT]hanks|over`,
}, "|") + `)[ 。.!！~～…\n]*$`)

// thanks need nothing that parts them from the matter.
var thanks = regexp.MustCompile(`(?:谢谢|多谢|谢谢啦|谢谢了)(?:您|大家|领导|啦|了|哈|啊)*[。!！~～…]*$`)

// assent is what is left of “好的，谢谢”: courtesy as a whole, in which nobody orders anything.
var assent = regexp.MustCompile(`^(?:好[的嘞滴]?|嗯+|行|[oO][kK]|知道了?|明白了?|了解|谢谢|辛苦了?|哦+|可以)*[ ，,。!！~～…]*$`)

// signed is the sender's name under the matter, with an office, a dash or a date to tell it from a part of the matter.
var signed = regexp.MustCompile(`(?:\n|(?:——|--) ?)([^\n—-]{2,20}?)(` + rooms + `|联络员)?` +
	`(?:[ \n]*((?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]))?$`)

// tail takes off what stands after the matter.
func (e *Envelope) tail(t string, w Words) string {
	for {
		before := t
		bare := unadorned(t)
		bare = sticker(bare, strings.CutSuffix, w)
		if bare = strings.TrimRight(e.mentionBehind(bare, w), " \n"); bare != "" {
			t = bare
		}
		t = e.unsign(particle(courtesy(t)), w)
		if t == before {
			return t
		}
	}
}

// unadorned takes pictures off the end, with the sounds between and behind them.
func unadorned(t string) string {
	bare := strings.TrimRightFunc(t, func(r rune) bool {
		return ornament(r) || strings.ContainsRune(" \n~～", r)
	})
	if strings.ContainsFunc(t[len(bare):], ornament) {
		return bare
	}
	return strings.TrimSpace(t)
}

// near is how many bytes at the end of a text are looked at for what is said after the matter.
const near = 120

// ending splits a text into what is not looked at and its end.
func ending(t string) (string, string) {
	at := max(len(t)-near, 0)
	for at < len(t) && !utf8.RuneStart(t[at]) {
		at++
	}
	return t[:at], t[at:]
}

// courtesy takes one courtesy off the end. A text that would be mere assent or nothing without it is left whole.
func courtesy(t string) string {
	front, end := ending(t)
	at := closing.FindStringIndex(end)
	cut := 0
	if at != nil {
		r, n := utf8.DecodeRuneInString(end[at[0]:])
		if cut = at[0]; strings.ContainsRune("）)”》", r) {
			cut += n
		}
	} else if at = thanks.FindStringIndex(end); at != nil {
		cut = at[0]
	} else {
		return t
	}
	rest := strings.TrimRight(front+end[:cut], " \n，,;；~～…")
	if inside(t, len(front)+cut) || rest != "" && assent.MatchString(rest) {
		return t
	}
	return rest
}

// particle takes the sound off the end that only makes a sentence softer. 呢 goes only where it makes no question and
// tells of nothing that goes on.
func particle(t string) string {
	r, n := utf8.DecodeLastRuneInString(strings.TrimRight(t, "~～!！。"))
	if !strings.ContainsRune("啊哈呀呐哟噢呢", r) {
		return t
	}
	bare := strings.TrimRight(t, "~～!！。")
	bare = bare[:len(bare)-n]
	last, _ := utf8.DecodeLastRuneInString(bare)
	doubled := last == r || strings.ContainsRune("啊哈嘿呵嘻", last)
	if doubled || utf8.RuneCountInString(bare) < 2 || r == '呢' && !strings.ContainsRune("了没啥么些谁少", last) {
		return t
	}
	return strings.TrimRight(bare, " ")
}

// unsign takes the sender's name off the end: 大寺镇林长办 11月23日 in a line of its own.
func (e *Envelope) unsign(t string, w Words) string {
	front, end := ending(t)
	m := signed.FindStringSubmatchIndex(end)
	if m == nil || e.Speaker != "" || front == "" && m[0] == 0 {
		return t
	}
	name := strings.TrimSpace(end[m[2]:m[3]])
	dash := end[m[0]] == '-' || strings.HasPrefix(end[m[0]:], "—")
	if w.org(name) != name || !dash && m[4] < 0 && m[6] < 0 {
		return t
	}
	e.Speaker = name
	return strings.TrimRight(front+end[:m[0]], " \n")
}

// ornament is a sign that is only a picture, or what joins and colours pictures.
func ornament(r rune) bool {
	emoji := r >= 0x1f000 && r <= 0x1faff
	return emoji || r >= 0x2600 && r <= 0x27bf || strings.ContainsRune("\ufe0f\u200d", r)
}

var stickers = regexp.MustCompile(`^\[(?:\p{Han}{1,4}|OK|ok|Yes)\]|\[(?:\p{Han}{1,4}|OK|ok|Yes)\]$`)

// things are what chat programs write in the brackets of a sticker for what is no text: the grammar wants to see them.
var things = map[string]bool{"[文件]": true, "[链接]": true, "[图片]": true, "[视频]": true,
	"[语音]": true, "[聊天记录]": true, "[位置]": true, "[名片]": true, "[小程序]": true, "[动画表情]": true, "[红包]": true,
	"[转账]": true, "[转发]": true, "[转]": true, "[转载]": true}

// sticker takes one sticker off the end that cut looks at. An organisation in brackets is none.
func sticker(t string, cut func(t, part string) (string, bool), w Words) string {
	if !strings.ContainsRune(t, '[') {
		return t
	}
	for _, s := range stickers.FindAllString(t, 2) {
		if rest, ok := cut(t, s); ok && !things[s] && !w.names(s) && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest)
		}
	}
	return t
}
