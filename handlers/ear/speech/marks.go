package speech

import (
	"regexp"
	"strings"
)

// innocent words contain a mark and are none. They are blanked before marks are looked for.
var innocent = strings.Fields(`特别 区别 级别 分别 个别 类别 识别 性别 告别 辨别 别墅 不得不 无不 不仅 不但 不断 不同单位 不同意见 四不两直 未来 缓解
	没问题 没意见 没毛病 没啥问题 没什么问题 没有问题 没有意见 准备好 准备了 准备完 准备就绪 准备充分 准备工作 物资准备 防火准备
	会议 社会 协会 学会 委员会 商会 机会 会商 例会 领导小组 听说读写 如果断 还没到 如期 能不能 可不可以 不要了
	没有发现 没发现 未发现 没有异常 按要求 按照要求 整改要求 达到要求 符合要求 回头看 半年 半个月 半天 一天半 两点半 三点半 点半
	进一步 第一书记 100% 百分之百 希望小学 希望路 希望广场 等级 等等 中等 高等 相等`)

// blanked is the text with innocent words blanked, every byte position kept.
func blanked(text string) string {
	for _, w := range innocent {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			at += from
			from = at + len(w)
			if !strings.HasSuffix(text[:at], "还") { // 还没问题12已整改
				text = text[:at] + strings.Repeat(" ", len(w)) + text[from:]
			}
		}
	}
	return text
}

// reasons begin the ground of a deed.
var reasons = []string{"因", "由于", "鉴于", "考虑到"}

// mark is a way of speaking and the kind it makes.
type mark struct {
	kind Kind
	re   *regexp.Regexp
	// needs are characters of which every text that has the mark has one.
	needs []rune
}

// says makes a mark of a pattern, which may be written in several lines broken at its bars.
func says(k Kind, lines ...string) mark {
	expr := strings.Join(lines, "|")
	return mark{k, regexp.MustCompile(expr), needs(expr)}
}

// speaker is somebody whose words are passed on.
const speaker = `(?:他们?|她们?|人家|有人|别人|大家|领导|主任|局长|书记|镇长|老[\p{Han}]|小[\p{Han}]|群里|外面|网上)`

// leads stand before the deed, in its own clause or at the head of the sentence. The first kind that is found counts.
var leads = []mark{
	says(Hearsay, `听说|据说|听闻|听人说|据悉|据传|传言|传闻|风闻|听`+speaker+`[说讲]|`+speaker+`(?:都|又|刚|刚才|昨天|今天)?(?:说|讲)(?:了|是|的|过)?`,
		`说是|听[\p{Han}]{1,6}(?:那边|那儿)?[说讲]|[\p{Han}]{1,5}(?:镇|街道?|局|委|办|部)(?:那边)?(?:说|讲)(?:是)?[\p{Han}0-9]`),
	says(Question, `凭嘛|凭啥|咋(?:会|能|就|回事|扣)|是不是|是否|要不要|该不该|有没有|为什么|为啥|干嘛|凭什么|谁把|谁给|谁让|什么时候|啥时候|何时|几时|多会儿|会不会|难道|怎么(?:能|会|就|把|给|还|又|没)`),
	says(Condition, `如果|要是|假如|假设|假使|倘若|万一|除非|一旦|只要|若是|(?:^|先|得|还要)(?:等|待)[^，,。]{1,12}(?:再|后|就|才)|了再|以后再|之后再|完再|才能`,
		`才可以`),
	says(Postponed, `(?:明天|明早|后天|大后天|改天|改日|过几天|过两天|下周|下个?月|月底|回头|以后|稍后|晚点|晚些|待会儿?|等会儿?|一会儿?|下午|过后|然后)[一二三四五六日天]?再`,
		`再(?:等等|缓缓|放放)`),
	says(Negated, `先别|先不|先甭|先勿|别急着|急着|暂不|暂缓|暂停|暂时不|不要|不用|不必|无需|无须|不打算|不准备|不建议|不赞成|不支持|不考虑|千万别|请勿|切勿|拒绝|反对`),
	says(Negated, `(?:不|别|没|没有|未|勿|莫|甭|休|没法|停止)(?:再|要|去|给|把|将|对|向|太|是|算|想|会|能|可以|应|应该|该|来得及|正式)?$`),
	says(Plan, `(?:我|我们|我镇|我局|我街|咱|咱们|俺|俺们|我这边)[^，,。]{0,6}(?:明天|明早|后天|大后天|下周[一二三四五六日天]?|周[一二三四五六日天]|月底|晚上|下午|回头|待会儿?|`+
		`等会儿?|稍后|过[两几]天|改天|抽空|忙完)(?:就|再|去|来|给您|给你|给您们|一定|争取|尽量)?$`),
	says(Quotation, `例子是|例如|比如说?|举例|课件|模板(?:里|上)|格式是`),
	says(Postponed, `本来(?:想|打算|要|准备)`),
	says(Plan, `准备|打算|预备|即将|将要|正要|争取|力争|预计|有望|想着|考虑(?:一下)?$|琢磨`),
	says(Wish, `希望|但愿|盼着|盼望|巴不得|恨不得|最好能?|要能|能早点|早日`),
}

// heads begin a sentence and govern all of it, commas or not.
var heads = []mark{
	says(Question, `^(?:帮我|帮忙|给我|麻烦|请|劳驾|我想|我要)?(?:查查|查一查|查一下|查下|查询|看看|看一下|看下|问一下|问下|想问|请问|想知道)`),
	says(Hearsay, `^(?:我|我们|刚|刚才|今天|昨天)?(?:听说|据说|听闻|听人说|据悉|据传|传言|传闻|听`+speaker+`[说讲]|`+speaker+`说)`),
	says(Condition, `^(?:如果|要是|假如|假设|假使|倘若|万一|除非|一旦|若是)`),
	says(Postponed, `^(?:我|我们|咱们|咱)?(?:明天|后天|改天|过几天|过两天|下周|回头|以后|稍后|晚点|待会儿?|等会儿?)再`),
	says(Plan, `^(?:我|我们|咱|咱们|俺们)(?:正|还|也|都)?(?:准备|打算)`),
	says(Negated, `^(?:我|我们|咱|咱们)?(?:还没|还未|尚未)`),
	says(Negated, `^(先别|先不要)[^急催慌走动说提，,。]`),
}

// openings begin the deed's own clause, or what is said before it there.
var openings = []mark{
	says(Negated, `^(?:我|我们|咱们|咱)?(?:先别|先不要|先甭|还没|还未|尚未|暂不|千万别|不要|别)`),
	says(Plan, `^(?:我|我们|咱们|咱|我镇|我局|我街道)?(?:正|还|都|也|本来)?(?:准备|打算|预备)`),
	says(Wish, `^(?:我|我们|咱们|咱)?(?:希望|但愿|巴不得|恨不得)`),
}

// tails are whole last clauses, or ends of them, that speak about the act and not of its matter.
var tails = []mark{
	says(Question, `(?:了|过|有|还差|还剩|欠)(?:多少|几)(?:次|个|条|家|回|场|处|件|分)?(?:了|呢|啊)?[^，,。]{0,10}$`),
	says(Request, `(?:可以吗|行吗|好吗|成吗|行不行|可不可以|行不|可以不|好不好|中不中)[？?。！! ]*$`),
	says(Question, `(?:了|过|好|完|掉)(?:吗|么|嘛|没有|没|不)[？?。！! ]*$`),
	says(Question, `(?:凭嘛|凭啥|凭什么|为啥|为嘛)[^，,。]{0,12}$`),
	says(Question, `^(?:是吗|对吗|对吧|是不是|是吧|真的吗|真的假的|有没有|可能吗|有这回事吗|什么情况|怎么回事|谁说的|谁定的)[？?。！! ]*$`),
	says(Postponed, `^(?:先|得|要|还要|还得|这事|这个)?(?:等|待)[^，,。]{1,14}(?:再说|再定|再议|再办|再看|再发|再弄|再报|再讲|后|之后|以后|再|才行`,
		`才算)[吧啊呢。！! ]*$`),
	says(Postponed, `^[^，,。]{0,10}(?:再说|再议|再定|再商量|再考虑考虑?|再看看?|再等等|再研究|再想想|放一放|缓一缓|放放|缓缓|不急|先不办|先别办|先别动|先别弄`,
		`搁置)[吧啊呢。！! ]*$`),
	says(Postponed, `再(?:问问|问一下|汇报|请示|跟.{1,6}(?:说|商量|确认))|汇报一下|再说[^，,。]{1,12}不|(?:看|研究|商量|问|核)完再`),
	says(Postponed, `(?:后来)?(?:想想|想了想)?算了[，,。]|想想算了`),
	says(Remark, `加油|学着点|不错，|照这个(?:格式|样子|来)|向.{1,8}学习|都看看人家`),
	says(Condition, `^(?:如果|要是|假如|前提是|条件是|除非|若是)`),
	says(Condition, `的话[。！! ]*$`),
	says(Hearsay, `^(?:我|也是|我也是)?(?:听说的|听来的|听他们说的|听别人说的|据说|他们说的|别人说的|群里说的|猜的|不知真假|不知道真假|不知道真的假的|也不知道是不是真的|好像是|可能吧`,
		`大概吧|应该是吧)[。！! ]*$`),
	says(Wish, `(?:就好了|该多好|就太好了|多好啊|那该多好)[啊呀。！! ]*$`),
	says(Remark, `^(?:我)?(?:开玩笑|开个玩笑|逗你|说着玩|随便说说|就随便说说|只是说说|就是说说|打个比方|举个例子|我就问问|只是问问|别当真)(?:的|呢|玩)?[啊呀。！! ]*$`),
	says(Remark, `(?:不合适吧|不太合适吧|不太好吧|不妥吧|有点早吧|太早了吧|不至于吧|真麻烦|太麻烦了|烦死了)[。！!？? ]*$`),
	says(Quotation, `(?:这句话|这句|这几个字|这个词|这话|这种说法|这个说法|这条消息)[^，,。]{0,12}$`),
	says(Negated, `^(?:还是)?(?:不行|算了|别了|不用了|先不要|先别|不要了|先不了)[吧啊。！! ]*$`),
}

// behinds follow the deed at once.
var behinds = []mark{
	says(Negated, `^(?:了|掉|号|得|的|过)?(?:不了|不成|不得|不上|不下|不掉|不完|不到位|未成|不通过|未通过|没通过)`),
	says(Partly, `^(?:了|到|约|近|超)?(?:[0-9]{1,2}(?:\.[0-9]+)?%|百分之[一二三四五六七八九十]{1,3}|[一二三四五六七八九]成|一?大?半|一部分|部分|过半|多半)`),
	says(Question, `^(?:了|过)?(?:吗|么|没有|没)[？?。！! ]*$`),
}

// partly says that some of it is done, and some is not; it is asked for only where completion is what is told.
var partly = []mark{
	says(Partly, `[0-9]{1,2}(?:\.[0-9]+)?%|百分之[一二三四五六七八九十]{1,3}|一半|大半|过半|多半|半拉|大部分|部分(?:整改|完成|已|清|拆|未|没)|(?:完成|整改`,
		`清理|拆除)了?一?部分|[一二三四五六七八九]成(?:左右|多)?$|绝大多数|大多数|大体|基本|差不多|差一点|快要?(?:整改|完成|弄|做|改|好|完)|接近|初步`),
	says(Partly, `还(?:剩|差|余|欠|缺)|还有[^，,。]{0,6}(?:处|个|项|点|块|没|未)|剩余|剩下|余下|只剩|仅剩|只(?:完成|整改|弄|做|改)|仅(?:完成|整改)`,
		`除[^，,。]{1,12}外`),
	says(Partly, `第[一二三四五六七八九1-9](?:步|阶段|批|轮)|阶段性|首批|首期|前期|边.{1,4}边`),
	says(Partly, `正在|正(?:整改|处理|清理|修|拆|改|抓紧)|还在|仍在|在(?:整改|处理|清理|改)(?:中|着)|(?:整改|处理|清理|推进|施工|进行|办理)(?:中|着)|持续|陆续|推进`),
	says(Partly, `[一二两三四五六七八九十0-9]+(?:处|个|项|块|棵)[^，,。]{0,6}(?:完成|整改|清理|修复|拆除)(?:了|完)?[一二两三四五六七八九0-9]+(?:处|个|项|块|棵)`),
}

// coming says that a completion lies ahead, or was asked of somebody.
var coming = []mark{
	says(Others, `^(?:要求|责令|督促|敦促|催|通知|让|叫)|已(?:要求|责令|督促|通知|催)|务必|必须|应于|须于|需在|请(?:于|在|尽快|抓紧|务必|立即|马上|各|你|贵)`),
	says(Plan, `即将|将于|将在|将要|就要|马上|尽快|争取|力争|确保|保证|预计|预期|估计|计划|打算|准备|有望|拟(?:于|在|定)|抓紧|加快|承诺|届时|待会|稍后|随后|会(?:尽快|马上`,
		`在|于|按)`),
	says(Negated, `(?:未|没|没有|尚未|还没|不能|无法|难以|未能|没能|不可能|并未|从未)(?:全部|完全|彻底|按时|按期|如期)?(?:整改|完成|完|做|弄|改|清理|处理|修|拆|到位`,
		`落实)|不(?:彻底|到位|完全)|(?:完|改|弄|做|完成|整改)不(?:了|完|成)`),
	says(Question, `是不是|是否|[吗么？?][。！! ]*$|有没有|什么时候`),
}

// ahead are days on which something is to be done, or steps that only lead to it; in a clause that says it has been
// done they mean nothing.
var ahead = []mark{
	says(Plan, `(?:下周|下个?月|明天|后天|月底|年底|本周内|本月内|周[一二三四五六日]|月[0-9一二三四五六七八九十]{1,3}[日号]`,
		`[0-9一二三四五六七八九十]{1,3}[日号](?:之?前|以前))(?:前|之前|以前|底)?(?:能|可|可以|就|会|要|再|全部|全面|内)*(?:整改|完成|完工|弄完|搞定|改完`,
		`处理|清理|到位|办结)`),
	says(Others, `[日号天周月内](?:之?前|以前|以内|内)(?:整改|完成|清理|处理|修复|落实|拆除|反馈)`),
	says(Plan, `安排|部署|启动|着手|后续|要求|责令|督促`),
}

// accomplished ends a deed; aftercare and onward speak of what comes after it.
var (
	accomplished = regexp.MustCompile(`(?:已|都|全)[^，,。]*(?:完毕|完成|完了|到位|干净|搞定|办结|好了|掉了|清了|拆除|修复|恢复)|提前|完毕`)
	aftercare    = regexp.MustCompile(`(?:后续|下一步|今后|以后|接下来|同时|继续|并)[^，,。]{0,6}(?:加强|巡查|管护|监管|防止|防范|长效|` +
		`日常|巩固|看护|巡护|关注|跟踪)|举一反三|防止反弹`)
	onward = regexp.MustCompile(`销号|核查|验收|查收|审核|复核|复查|见附件|附照片`)
)

// plain are the marks of speech that may write; they only say why.
var plain = []mark{
	says(Request, `能不能|可不可以|能否|可否|麻烦|劳驾|请|帮忙?|求|辛苦|拜托|希望批准|望批准|恳请`),
	says(Done, `已经|已|完毕|完成|(?:完|好|掉|清|到位|搞定|利索|办结|拆除|修复)了|了$`),
	says(Order, `^把|^将|吧$|^给|立即|马上|^(?:报送|上报|挂问题|登记|同意|批准|销号|采用|退回|撤回|取消|发布|印发|签发)`),
}
