package words

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sending are the words that stand around a report's matter: those of a lead, and what else sends, asks to be taken
// and speaks of the message itself.
var sending = vocabularyOf(leadWords[filler], leadWords[link], leadWords[deed], leadWords[news], leadWords[amount],
	`防火 护林 绿化 巡林 造林 养护 防治 虫情 疫情 天气 同志 任务 这个月 两 几 看过 看过了 同意 主任 书记 镇长 科长 站长 这边 我们这边 除 除了 外 以外 之外 那条 凑 漏 漏了 算 几月 收
		请收 收悉 接收 收下 查收 收阅 审阅 审核 审定 过目 指正 采用 采纳 编号 编入 存 备案 备查 刊发 选用 看看 看 查 阅 呈阅 呈 寄送 寄 登 代为 现将 按
	按照 要求 本期 本月 本周 今日 每日 一日 年 月 日 月份 上月 份 期 用 于 供 能 行 成 可以 可 不 好 早 晚 上午 下午 中午 晚上 谢谢 感谢 为盼 为荷 予以 给予
	敬请 恳请 望 并 和 及 与 或 就 直接 赶紧 马上 已经 刚刚 刚 方才 在 在这儿 在这里 是 到 写 写好 发来 转来 转 转发 代 单独 另外 这篇 此 该 以上 以下 上述
	下面 本 贵办 贵处 我单位 我局 我委 我办 我街 我镇 我们单位 我区 我站 咱们 咱 他们 简单 简单的 简短 图文 林情 每周 周报 日报 月报 简报 专报 快讯 通讯
	内容 正文 材料 稿 报道 主题 名称 事 事儿 个事 +1 1 2 3 4 5 6 7 8 9 0 一 二 三 四 五 六 七 八 九 十 第 补充 追加 继续 后续 更新 信西 信昔 上抱 报宋 Re RE re
	FW Fw Fwd 回复 一文 附 如 下 情况 报警 火情 火灾 险情 灾情 灾害 重大 紧急 突发 事件 应急 警情`)

// told are words of talk before a head: 本月还差一条，赶紧补：报送….
var told = strings.Fields(`我 咱 您 你 领导 那条 一条 这条 本月 审 刚 看过 同意`)

const (
	talkMax  = 30 // characters of talk before a head
	headMax  = 45 // characters in which a head is looked for
	titleMin = 6  // characters that a title has at least where the words before it are cut
)

// sent is where the matter of a report begins behind from, when the words before it only send it although no lead of
// the usual form stands there: 领导刚审完，报送：…, 请收：信息《…》. It tells whether the matter is handed on with 把.
func (r *reading) sent(from int) (at int, handed bool) {
	hidden := r.a.hidden()
	for again := true; again; {
		again = false
		for i, n := from, 0; i < len(hidden) && n < headMax; n++ {
			c, size := utf8.DecodeRuneInString(hidden[i:])
			if at := behindMark(hidden, i, c, size); at > from && r.sends(hidden, from, i) &&
				runes(hidden[at:]) >= titleMin && r.begins(hidden[at:], c) {
				from, again = at, true
				break
			}
			i += size
		}
	}
	at = r.handed(hidden, from)
	return at, at > from
}

// behindMark is where the matter would begin if the mark at i led to it; 0 when it is none.
func behindMark(hidden string, i int, c rune, size int) int {
	if c == '《' || c == '“' {
		return i
	}
	if !strings.ContainsRune("：:，,！! \n—-~", c) && !unicode.Is(unicode.So, c) {
		return 0
	}
	at := i + size
	return at + len(hidden[at:]) - len(strings.TrimLeft(hidden[at:], "：:，,！!—-~ \n"))
}

// begins reports whether a matter stands behind a mark: at a blank or a comma only an organisation or a title in marks
// is sure to begin one.
func (r *reading) begins(rest string, mark rune) bool {
	return !strings.ContainsRune(" ,，", mark) || strings.ContainsRune(string(someUnit)+"《“", rune0(rest))
}

// sends reports whether the words between two places do no more than send a report.
func (r *reading) sends(hidden string, from, to int) bool {
	said := hidden[from:to]
	if said == "" || strings.Count(said, "《") > 0 {
		return false
	}
	talk, head := "", said
	if i := strings.LastIndexAny(said, "，,。！!；;\n："); i >= 0 {
		talk, head = said[:i], strings.TrimLeft(said[i:], "，,。！!；;\n：")
	}
	if !sending.covers(head) || !containsAny(head, sends) && !containsAny(head, newsOf) {
		return false
	}
	return sending.covers(talk) || runes(talk) <= talkMax && containsAny(talk, told) && !factual.MatchString(talk)
}

// newsOf are the words for reports that make a head.
var newsOf = strings.Fields(`信息 快报 简报 快讯 简讯 动态 报告 稿件 标题 喜报 专报 周报 日报 报送 上报 补 登 报 内容 急 急急 紧急 突发`)

// handed is where the matter begins behind 把 and 将, where the text ends with the words that send it: 现将我街活动情况报上.
func (r *reading) handed(hidden string, from int) int {
	for _, w := range []string{"现将", "把", "将"} {
		i := strings.Index(hidden[from:], w)
		if i < 0 || !sending.covers(hidden[from:from+i+len(w)]) {
			continue
		}
		at := from + i + len(w)
		at += len(hidden[at:]) - len(strings.TrimLeft(hidden[at:], string(someUnit)))
		if hidden[at:] != "" && at > from+i+len(w) && !ownTag(r, from+i+len(w), at) {
			at = from + i + len(w)
		}
		if sendsOff.MatchString(r.a.text[at:]) {
			return at
		}
	}
	return from
}

// ownTag reports whether 我镇 stands there rather than a name.
func ownTag(r *reading, begin, end int) bool {
	for _, t := range r.a.of(classOwn) {
		if t.begin == begin && t.end == end {
			return true
		}
	}
	return false
}

var (
	// sendsOff ends a text whose matter was named with 把.
	sendsOff = regexp.MustCompile(`(?:给你们?|给您|给办里)?(?:报上来?|报送|上报|报一下|报上去|报给[你您]们?|提交|发一下|录一下)(?:给[你您]们?|上来)?` +
		`(?:吧|了|一下|哈)?(?:[，,。；\s]+(?:请|敬请|望|烦请|谢|辛苦)[^。\n]{0,12})?[。！!\s]*$`)
	// comesLater says that the words of an item or its pictures follow.
	comesLater = regexp.MustCompile(`[；;，,。\s]+(?:正文|内容|照片|图片|附件|材料|详情|详细情况)(?:我)?` +
		`(?:稍后|晚上|明天|下午|回头|随后|等会儿?|后面|之后|待会儿?|过会儿?)再?(?:补|发|传|附|报)[^。\n]*$`)
	// pictures counts what is attached: （3张图）.
	pictures = regexp.MustCompile(`[（(](?:附|共|含)?[0-9一二三四五六七八九十两]{1,2}[张幅](?:图片?|照片)?[）)]`)
)

// trailing takes off the clauses behind the matter that only send it: 以上信息请采用, 请查收并登记编号.
func (r *reading) trailing(rest string) string {
	rest = pictures.ReplaceAllString(rest, "")
	rest = comesLater.ReplaceAllString(rest, "")
	for {
		i := strings.LastIndexAny(strings.TrimRight(rest, "。！!～~ \n"), "，,。；;！!\n 》”")
		if i < 0 {
			return rest
		}
		i += runeSize(rest[i:])
		last := strings.Trim(rest[i:], "。！!～~ \n")
		front := strings.TrimRight(rest[:i], "，,。；;！! \n")
		asks := containsAny(last, []string{"请", "谢", "麻烦", "查收", "采用", "报送", "上报", "报上", "登记", "审阅"})
		said := strings.ReplaceAll(last, r.l.local.office, office)
		if last == "" || !asks || !sending.covers(said) || runes(front) < titleMin {
			return rest
		}
		rest = front
	}
}

// inMarksAlone is the title in marks where nothing but words that send it stands around: 这篇请看看《…》报送简报用.
func (r *reading) inMarksAlone() string {
	hidden := r.a.hidden()
	at := inMarks.FindAllStringIndex(r.a.text, 2)
	if len(at) != 1 || !sending.covers(hidden[:at[0][0]]) || !sending.covers(hidden[at[0][1]:]) {
		return ""
	}
	return r.a.text[at[0][0]:at[0][1]]
}
