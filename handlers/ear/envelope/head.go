package envelope

import (
	"regexp"
	"strings"
	"unicode"
)

// apart ends what is said before the matter.
const apart = `(?:[ \n，,。.!！：:;；、~～…]+|$)`

// people are whom a greeting may be said to.
const people = `(?:领导|同志|同事|同仁|老师|朋友|专家|主任|局长|科长|书记|委员|林长|联络员|亲|群友|伙伴)们?`

// each may stand before whom one greets, hour before 好.
const (
	each = `(?:尊敬的|亲爱的|各位|诸位|全体)`
	also = `(?:[、和及，, ]{0,2}(?:各位)?` + people + `)*`
	hour = `(?:早上|上午|中午|下午|晚上|早|晚)`
)

// leads are what is said before the matter and tells nothing. Each begins the text.
var leads = compiled(
	// 各位领导好, 尊敬的各位领导、同志们大家早上好, 王主任您好
	each+`*(?:\p{Han}{1,2}?)?`+people+also+`[，, ]?(?:大家)?`+hour+`?[您你]?们?好(?:呀|啊|哈)?`+apart,
	`(?:(?:大家|各位|诸位)`+hour+`?好?|[您你]们?好|`+hour+`好|早安|早|哈喽|嗨|[hH]i|[hH]ello)(?:呀|啊|哈)?(?:[ \n，,。!！：:~～]+|$)`,
	// 各位领导：, 尊敬的领导，
	`(?:`+each+`+`+people+`|领导们?|同志们)`+also+`[，,：:！!\n]+ *`,
	`(?:报告|汇报)(?:一下)?(?:各位)?领导[，,：: ]+`,
	// 打扰了，
	`(?:不好意思|打扰(?:一下|大家|各位|了)*|抱歉|辛苦(?:了|大家|各位|领导|您)*|麻烦(?:了|一下|大家)|谢谢|多谢|收到`+
		`|好的|好嘞|好滴|嗯+|哦+|噢|ok|OK|明白|知道了)[，,。!！；;~～\n]+`,
	// 另外，
	`(?:另外|此外|除此之外|还有|再有|再就是|对了|然后|接下来|顺便(?:[说问]一[下句])?|补充(?:一[下点句])?`+
		`|还有(?:一件|个)事|另|同时|最后|那个|是这样)[，,：:、]+\s*`,
	`(?:另外|此外|对了) \s*`,
)

// compiled are patterns that begin a text.
func compiled(patterns ...string) []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		out[i] = regexp.MustCompile(`^` + p)
	}
	return out
}

// passing stands before words that are somebody else's.
var passing = regexp.MustCompile(`^(?:(?:转|转发|帮转|代转|转达|代发|帮发|[Ff][Ww]d?|FW)[：:]|[【\[（(](?:转|转发|转载|代转)[】\]）)]` +
	`|\[聊天记录\]|以下(?:为|是|内容)?(?:为|是)?转发(?:内容|消息)?[：:])[ \n]*`)

// dated is a day over the matter: 11月23日（周一）, 【2026-11-23】.
var dated = regexp.MustCompile(`^[【\[（(]?((?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]` +
	`|20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?: ?[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)?([】\]）)]|[ \n，,：:]|$)[ \n，,：:]*`)

// goesOn follows a day that belongs to the matter: 12月9日 下午三点, 12月5日 之前.
var goesOn = regexp.MustCompile(`^(?:[上下中]午|早上|早晨|晚上|凌晨|傍晚|全天|[0-9一二两三四五六七八九十]{1,3}(?:点|时|[:：][0-9])` +
	`|前(?:[^天期两几面段年任]|$)|之前|以前|止|起(?:[^草]|$)|至|到|[-~—～]|和|或|及|的)`)

// surname begins a person's name.
const surname = `[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎` +
	`余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文]`

// rooms are what an organisation's own office is called.
const rooms = `林长制办公室|林长制办|林长办公室|林长办|林办`

// office follows an organisation's name where somebody speaks for it.
const office = `(?:(?:` + rooms + `|值班室|(?:联络员|信息员|值班员)(?:` + surname + `\p{Han}{1,2})?)|小\p{Han})?`

// speaks follows the name of the organisation that speaks.
var (
	speaks  = regexp.MustCompile(`^` + office + `(?:报告|汇报|报)?(?: ?[：:]| ?[】\]）)][：: ]*)[ \n]*`)
	signs   = regexp.MustCompile(`^(?:` + rooms + `|联络员|信息员)[，,] *`)
	present = regexp.MustCompile(`^(?:这里是|我这是|我们是|这边是|我这里是|我们这里是) ?`)
	behind  = regexp.MustCompile(`^(?:的)?` + office + `[，,。：: ]+`)
	own     = regexp.MustCompile(`^(?:我们?|本|咱们?)(?:镇|街道?|局|委|办|单位)(?:林长办|林长办公室)?(?:报告|汇报)?[：:] *`)
)

// head takes off what stands before the matter, and keeps what it tells.
func (e *Envelope) head(t string, w Words) {
	t = e.lead(t, w)
	e.Headed = t
	for told := true; told; {
		told = false
		for _, take := range []func(string, Words) (string, bool){e.pass, e.date, e.speaker} {
			if rest, ok := take(t, w); ok {
				t, told = e.lead(rest, w), true
			}
		}
	}
	if courtesy(t) == "" {
		t = "" // 大寺镇：请查收
	}
	e.Core = t
	if e.Date == "" && e.Speaker == "" {
		e.Headed = t
	}
}

// lead takes off what tells nothing.
func (e *Envelope) lead(t string, w Words) string {
	for {
		before := t
		t = strings.TrimLeftFunc(t, func(r rune) bool { return unicode.IsSpace(r) || ornament(r) })
		t = sticker(t, strings.CutPrefix, w)
		t = strings.TrimLeft(t, " ,，。、!！~～…\n")
		t = e.mentionAhead(t, w)
		if n := w.bot(t); n != "" && strings.IndexAny(t[len(n):], "，,：: \n!！。") == 0 {
			t = t[len(n):]
		}
		for _, l := range leads {
			at := l.FindStringIndex(t)
			if at == nil || strings.HasPrefix(t, "收到") && w.Orgs[t[at[1]:]] != "" {
				continue // 收到，大寺镇: signed, and asks for nothing
			}
			t = t[at[1]:]
		}
		if t == before {
			return t
		}
	}
}

func (e *Envelope) pass(t string, _ Words) (string, bool) {
	at := passing.FindStringIndex(t)
	if at == nil {
		return t, false
	}
	e.Forwarded = true
	return t[at[1]:], true
}

func (e *Envelope) date(t string, _ Words) (string, bool) {
	m := dated.FindStringSubmatchIndex(t)
	if m == nil || e.Date != "" || goesOn.MatchString(t[m[1]:]) {
		return t, false
	}
	e.Date = t[m[2]:m[3]]
	return t[m[1]:], true
}

func (e *Envelope) speaker(t string, w Words) (string, bool) {
	if e.Speaker != "" {
		return t, false
	}
	if at := own.FindStringIndex(t); at != nil {
		return t[at[1]:], true
	}
	if at := present.FindStringIndex(t); at != nil {
		return e.sent(t, at[1], behind, w)
	}
	open := len(t) - len(strings.TrimLeft(t, "【[（("))
	if rest, ok := e.sent(t, open, speaks, w); ok || open > 0 {
		return rest, ok
	}
	return e.sent(t, 0, signs, w)
}

// sent takes off an organisation's name at a place with what must follow it.
func (e *Envelope) sent(t string, at int, follows *regexp.Regexp, w Words) (string, bool) {
	name := w.org(t[at:])
	if name == "" {
		return t, false
	}
	rest := t[at+len(name):]
	end := follows.FindStringIndex(rest)
	if end == nil {
		return t, false
	}
	e.Speaker = name
	return rest[end[1]:], true
}
