// Package talk tells small talk from matter: thanks, courtesies, questions and put-offs answer no question, and a plain
// yes or no answers one. It knows no command and no district.
package talk

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Kind is what words are that answer no question.
type Kind int

// The kinds of talk.
const (
	Matter   Kind = iota // none of them: it says something of the matter
	Thanks               // 谢谢, 辛苦了
	Courtesy             // 好的, 收到, 哈哈
	Query                // 几点开？ 谁定的
	PutOff               // 还没定, 不知道, 下周再说
)

// sounds stand at the end of a sentence and say nothing.
const sounds = " 。.!！~～…，,、"

var (
	thanking = regexp.MustCompile(`^(?:好的?|嗯+|收到|行|可以|ok|OK)?[，, ]?(?:非常|十分|多)?` +
		`(?:谢谢|感谢|多谢|谢了|谢啦|辛苦|劳烦|麻烦|有劳|拜托)(?:.{0,6})$`)
	greeting = regexp.MustCompile(`^(?:你好|您好|大家好|领导好|各位好|早|早上好|上午好|中午好|下午好|晚上好|在吗?|在不在|哈+|嘿+|呵+|嘻+|哦+|噢|` +
		`啊+|嗯+|呃|抱歉|对不起|不好意思|打扰了?|(?:抱歉|对不起|不好意思)?[，,]?(?:发|说|打|点)错|请忽略|忽略|额|赞|厉害|加油|不错|真好|太好了|没事|不客气|再见|拜拜|晚安|6+|\+1|加1)$`)
	assent = regexp.MustCompile(`^(?:好|好的|好嘞|好滴|好吧|行|行吧|中|可以|ok|OK|Ok|同意|收到|已收到|知道|知道了|明白|明白了|了解|了解了|` +
		`遵命|已阅|知悉|没问题|没意见|对|对的|是|是的|确认|记住了|记下了)+(?:了|啦|哈|的|啊|呀)?$`)
	asked = regexp.MustCompile(`什么|哪|谁|几(?:点|号|时|个|家|条|月|天|位)|怎么|怎样|咋|为什么|为啥|为何|凭啥|多少|多久|多会儿|是不是|能不能|` +
		`可不可以|要不要|行不行|有没有|好不好|会不会|该不该|是否|可否|能否|啥|何时|何地|嘛时候|难道`)
	asking = regexp.MustCompile(`(?:[?？]|吗|呢|么|嘛)[ 。.!！~～]*$`)
)

// Put-off says that it is not known yet, or who must be asked first.
var (
	unknownYet = regexp.MustCompile(`(?:没有?|未)(?:最后|完全|正式)?(?:定|确定|决定|想好|商量|拍板|通知|消息|眉目|准|谱|说|问|想|研究|订|安排|协调)|` +
		`^(?:领导|主任|书记|局长|镇长|科长|上级|上面|他们?)?(?:还|尚)?(?:没有?|未)(?:批|回|回复|答复)$|^(?:还|尚|暂时|目前)(?:没有?|未)$|` +
		`还在(?:定|协调|商量|研究|等|问|想|看)|没(?:有|啥|什么)?(?:原因|理由)|不(?:想|方便|用|必)(?:说|写|填)|^不(?:写|说|填)了?$|` +
		`(?:定|说|确定|决定|吃|拿|估计)不(?:了|好|准|下来|来)|不(?:知道|清楚|确定|晓得|好说|一定|急|着急|太清楚|太确定)|待定|未定|不详|看情况|再看情况`)
	afterwards = regexp.MustCompile(`(?:再|回头|改天|改日|以后|之后|到时候?|晚点|晚些|稍后|待会儿?|等会儿?|过会儿?|一会儿?|过几天|过两天|下周.?|下个?月|明天|后天|节后)` +
		`(?:再)?(?:说|定|看|议|办|报|告诉|发|讲|联系|回复|回|问|补|弄|给|想|商量|考虑|研究|通知|确认)`)
	meanwhile = regexp.MustCompile(`^(?:我|我们)?(?:先|暂)?(?:稍等|稍候|等等|等一?下|等一?会儿?|等会|慢着|别急|不急|放放|放一放|缓一?缓|搁置|研究研究|研究一?下|` +
		`商量商量|商量一?下|考虑考虑|考虑一?下|想想|想一?下|看看|看一?下|查一?下|查查|问问|问一?下|核实一?下|确认一?下|请示一?下|汇报一?下)`)
	waitsFor = regexp.MustCompile(`^(?:还|先|得|要|还得|还要)?等.{0,8}(?:定|通知|确认|消息|回来|回复|答复|批|说|发话|安排|拍板|吧)?$`)
	leaves   = regexp.MustCompile(`^(?:随便|随意|无所谓)|都(?:行|可以|成|好)$|^(?:这个)?(?:你|您|你们)(?:看着|来|就)?(?:定|安排|办|看)|` +
		`^听.{1,5}的$|^由.{1,5}(?:定|决定)$|说了算$`)
	self     = regexp.MustCompile(`^(?:我|我们|咱们?)(?:先|这就|马上|再|去|得|要)`)
	busy     = regexp.MustCompile(`^(?:我|我们|他|领导|主任)?(?:现在|正|还)?(?:在忙|忙着|没空|没时间|在开会|正开会|开着会|开会呢|在路上|在外面|在下乡)`)
	askFirst = regexp.MustCompile(`^(?:这个|这事|我|我们|先|得|要|帮我|你|您|去)*(?:问|请示|汇报|联系|请教)(?:一?下|问)?(?:[^，,。]{0,8})$`)
)

// briefTalk is the longest sentence, in characters, in which a put-off is heard: a longer one gives a reason.
const briefTalk = 16

// Of says what kind of talk a text is, as an answer to a question.
func Of(text string) Kind {
	t := strings.Trim(Stickers.ReplaceAllString(text, ""), sounds)
	t = strings.TrimFunc(t, Ornament)
	n := utf8.RuneCountInString(t)
	switch {
	case n == 0:
		return Courtesy
	case n <= 14 && thanking.MatchString(t):
		return Thanks
	case greeting.MatchString(strings.TrimRight(t, "了呀啊吗?？")), n <= 8 && assents(t):
		return Courtesy
	case n <= briefTalk && puts(t):
		return PutOff
	case asking.MatchString(t), n <= 20 && asked.MatchString(t):
		return Query
	}
	return Matter
}

func assents(t string) bool {
	for _, part := range splitSoft.Split(t, -1) {
		if part != "" && !assent.MatchString(part) {
			return false
		}
	}
	return true
}

var splitSoft = regexp.MustCompile(`[ ，,。.!！~～…、；;]+`)

// reasoned begins a reason, in which 还没 is what is the matter.
var reasoned = regexp.MustCompile(`^(?:因为?|由于|(?:原因|理由)[是为：:])`)

func puts(t string) bool {
	if reasoned.MatchString(t) {
		return false
	}
	for _, re := range []*regexp.Regexp{unknownYet, afterwards, meanwhile, waitsFor, leaves, self, busy, askFirst} {
		if re.MatchString(t) {
			return true
		}
	}
	return false
}

// Deeds that a yes or a no may name: 报吧, 先别报, 不办了.
const deedWords = `报送?|上报|提交|交|发布?|发出去?|发送|办理?|登记|录|记|挂|立项?|销号?|改|撤回?|退回?|取消|采用|签发?|通知|开|定|要|弄|搞|做|动`

var (
	yes = regexp.MustCompile(`^(?:嗯+|好|好的|好嘞|好滴|好吧|行|行吧|行的|中|成|可以|可以的|对|对的|对对|是|是的|是这样|没错|没问题|没意见|无误|正确|确认|` +
		`确定|确认无误|同意|要|要的|ok|OK|Ok|y|Y|yes|就这样|就这样吧|就是这个|就这个|没毛病|准了|批准|通过|照办|照此办理|(?:就|请|那就)?(?:这么|这样|按这个|照这个)(?:` +
		deedWords + `)(?:吧|了)?|(?:就|请|那就|直接)?(?:` + deedWords + `)吧|(?:可以|确认|就)(?:` + deedWords + `)(?:了|吧)?|(?:是|对)的?没错)$`)
	no = regexp.MustCompile(`^(?:不|否|不是|不是的|不对|不行|不要|不要了|不用|不用了|不必了?|不同意|错了|弄错了|搞错了|理解错了|算了|算了吧|算啦|取消|取消吧|作罢|放弃|退出|` +
		`重来|别了|n|N|no|(?:先|暂时|暂)?(?:别|不|甭|不要|不用|停)(?:再|给我|着急|急着)?(?:` + deedWords + `)(?:了吧|了|吧)?|(?:先|暂)不了|` +
		`不(?:延|延期|挂|开|登记|申请|签|写|发了?|填|选)了|` +
		`不是(?:这个|这条|这样|那个|那条)(?:意思)?|不是这个意思)$`)
)

// YesNo reads a yes or a no: every part of the answer is one, courtesies aside. said is false for everything else, and
// for an answer that says both.
func YesNo(text string) (agreed, said bool) {
	var y, n bool
	for _, part := range splitSoft.Split(strings.Trim(text, sounds), -1) {
		part = strings.TrimFunc(part, Ornament)
		switch {
		case part == "" || thanking.MatchString(part):
		case no.MatchString(part):
			n = true
		case yes.MatchString(part):
			y = true
		default:
			return false, false
		}
	}
	if n && y { // 好，不报了 takes back; 不，要报 does not
		return false, strings.LastIndex(text, "不") > 0 || strings.Contains(text, "算了") || strings.Contains(text, "别")
	}
	return y, y || n
}

// Ornament reports whether a character is only a picture, or joins and colours pictures.
func Ornament(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf:
		return true
	}
	return r == 0xfe0f || r == 0x200d
}

// Stickers are pictures by name at either end of a text: [强].
var Stickers = regexp.MustCompile(`^\[\p{Han}{1,5}\]|\[\p{Han}{1,5}\]$`)
