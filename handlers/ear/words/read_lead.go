package words

import (
	"sort"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
)

// part is what a piece of the words before a report's matter is.
type part int

const (
	filler part = iota + 1 // greets, asks politely, says who speaks and when
	link                   // leads over to the matter: 就是, 题目是
	deed                   // reports: 报送
	news                   // names what is reported: 信息
	amount                 // says how many: 一条
)

// leadWords are the words that stand before the matter of a report, by what they are.
var leadWords = map[part]string{
	filler: `在吗 在不在 在么 有人吗 这儿 这里 我这 我这儿 我这里 手里 老师 老师好 领导 领导好 各位领导 各位 大家好 您好 你好 小助手
		助手 小林 喂 哎 哎呀 唉 嗯 那个 这个 这 那 请 麻烦 劳烦 劳驾 烦请 辛苦
		帮 帮忙 帮我 帮我们 给 给我 给我们 给俺 给咱 你 您 我 俺 你给 再 还 也 先 替 代 受 委托 把 将 现 现将 兹 特 今 就 算 算是 作为 当 急 加急
		紧急 补 街 镇 局 委 了 的 地 要 想 想要 需要 我要 我想 来 上来 下 一下 一下子 吧 呢 向 向您 跟您 为 有 另 另外 还有 林长办 林长办公室
		党委 政府 办事处 我是 这里是 这边是 我们街 我们镇 我街 镇里 街里 街道 村里 区里 局里 单位 联络员 信息员 工作 林长制 林长制工作 上去 出去 今儿 共 一共`,
	link: `啦 啊 呀 呗 哈 哦 哟 吧 啊就是 就是 就是说 就说 说是 说的是 就写 题目是 标题是 标题为 题目为 题目叫 标题叫 主题是 题为 标题 题目 如下 内容如下 具体如下`,
	deed: `报喜 补一下 补上 报送 上报 呈报 补报 补录 补发 漏报 续报 转报 投稿 提交 推送 上传 登记 抱送 包送 保送 爆送 汇报 报告 报 发 报一下 发一下 录 记 记一下 报上 报上去 发布`,
	news: `信息 工作信息 林长制信息 林长制工作信息 动态 工作动态 简讯 快讯 快报 喜讯 喜报 稿件 稿子 信息稿 新息 资讯 消息 好消息 突发 突发情况 突发信息 突发事件 紧急情况
		紧急信息 突发险情 工作情况 信息报送 信息上报 小信息`,
	amount: `条 个 则 篇 件 份 俩 几条 这条 本条`,
}

// lead is a word before the matter.
type lead struct {
	word string
	part part
}

// leads are the words before the matter by their first character, the longest first.
var leads = func() map[rune][]lead {
	out := map[rune][]lead{}
	for p, list := range leadWords {
		for _, w := range strings.Fields(list) {
			out[rune0(w)] = append(out[rune0(w)], lead{w, p})
		}
	}
	for _, l := range out {
		sort.Slice(l, func(i, j int) bool {
			return len(l[i].word) > len(l[j].word) || len(l[i].word) == len(l[j].word) && l[i].part > l[j].part
		})
	}
	return out
}()

// compounds go on after 信息 in a word of the matter: 信息化, 信息员.
var compounds = []string{"化", "员", "系统", "工作", "平台", "共享", "公开", "报送", "采集", "质量", "宣传", "台账", "技术", "监测"}

const (
	between   = " \n\t,，:：、。!！?？~～…-—【】[]" // may stand between the words before the matter
	maxPieces = 24                         // pieces of a lead that are looked at
)

// formal are the deeds that the matter may follow directly.
var formal = words("报送 上报 呈报 补报 续报")

// opening is the state of a scan over the words before the matter.
type opening struct {
	r           *reading
	at, end     int  // where the scan is, and where the lead ends as far as it is certain
	said, fresh bool // the deed or its matter was named; something of it since end
	last        part
	word        string // the last word of the lead
	seen        [amount + 1]bool
	count       int // reports that are announced
}

// open finds where the words before the matter of a report end, beginning where its phrase ended, or where the
// sentence does. It tells how many reports they announce.
func (r *reading) open() (end, count int) {
	whole := opening{r: r}
	whole.run()
	if r.end == 0 {
		return whole.end, whole.count
	}
	from := r.end
	for _, b := range []string{"（", "("} { // a bracket that a phrase ran over belongs to what follows
		from = len(strings.TrimSuffix(r.a.text[:from], b))
	}
	if from > 0 && hasAnyPrefix(r.a.text[from:], compounds) && endsWithAny(r.a.text[:from], []string{"信息", "动态"}) {
		return whole.end, whole.count // 报送信息化平台上线
	}
	behind := opening{r: r, at: from, end: from, said: true, fresh: true, last: news}
	behind.run()
	return max(behind.end, whole.end), max(behind.count, whole.count)
}

func (o *opening) run() {
	for i := 0; i < maxPieces && o.at < len(o.r.a.text); i++ {
		apart := o.skip()
		if o.said && o.fresh && (apart || o.parted()) {
			o.end, o.fresh, o.seen = o.at, false, [amount + 1]bool{}
		}
		if !o.piece() {
			if o.end == 0 && o.last == deed && formal[o.word] {
				o.end = o.at // 报送古树调查情况
			}
			return
		}
	}
	if o.said && o.fresh && o.at >= len(o.r.a.text) {
		o.end = o.at
	}
}

// skip goes over marks and blanks.
func (o *opening) skip() bool {
	from := o.at
	o.at += len(o.r.a.text[from:]) - len(strings.TrimLeft(o.r.a.text[from:], between))
	return o.at > from
}

// parted reports whether the matter may begin here although no mark stands before it.
func (o *opening) parted() bool {
	rest := o.r.a.text[o.at:]
	if rest == "" || o.last == link || strings.HasPrefix(rest, "《") || strings.HasPrefix(rest, "“") {
		return true
	}
	for _, t := range o.r.a.tags {
		if t.begin == o.at && t.class == classUnit {
			return true
		}
	}
	return o.last == news && o.seen[deed] && o.seen[amount] && !hasAnyPrefix(rest, compounds)
}

// piece goes over one word before the matter. It is false when none stands here.
func (o *opening) piece() bool {
	rest := o.r.a.text[o.at:]
	if rest == "" {
		return false
	}
	n, p := o.named(), filler
	if n == 0 {
		n = o.bracket(rest)
	}
	if n == 0 {
		n, p = o.counted(rest)
	}
	if n == 0 {
		for _, l := range leads[rune0(rest)] {
			if strings.HasPrefix(rest, l.word) && !(l.part == news && hasAnyPrefix(rest[len(l.word):], compounds)) {
				n, p, o.word = len(l.word), l.part, l.word
				break
			}
		}
	}
	if c := rune0(rest); n == 0 && (c == '小' || c == '老') && runes(rest) > 2 {
		n = 2 * len("小") // 小孙
	}
	if n == 0 {
		return false
	}
	o.at += n
	o.last, o.seen[p] = p, true
	o.said = o.said || p == deed || p == news
	o.fresh = o.fresh || o.said && p != filler
	return true
}

// named is how long the organisation or day is that stands here.
func (o *opening) named() int {
	for _, t := range o.r.a.tags {
		if t.begin == o.at && (t.class == classUnit || t.class == classOwn || t.class == classDate) {
			return t.end - t.begin
		}
	}
	for _, w := range o.r.l.v.District {
		if w != "" && strings.HasPrefix(o.r.a.text[o.at:], w) {
			return len(w)
		}
	}
	return 0
}

// bracket is how long brackets are that say whose reports follow, and how many: （大寺镇）, （共2条）.
func (o *opening) bracket(rest string) int {
	inner, ok := strings.CutPrefix(rest, "（")
	if !ok {
		inner, ok = strings.CutPrefix(rest, "(")
	}
	end := strings.IndexAny(inner, "）)")
	if !ok || end < 0 || end > 40 {
		return 0
	}
	inner = inner[:end]
	open := rest[:strings.Index(rest, inner)]
	n, p := o.counted(strings.TrimPrefix(strings.TrimPrefix(inner, "共"), "计"))
	if n == 0 && !o.r.onlyUnit(inner) && p != amount {
		return 0
	}
	_, shut := utf8.DecodeRuneInString(rest[len(open)+end:])
	return len(open) + end + shut
}

// counted reads 两条, 第2条, and the number of 信息2.
func (o *opening) counted(rest string) (int, part) {
	word := strings.TrimPrefix(rest, "第")
	digits := strings.TrimLeft(word, "0123456789")
	if digits == word {
		digits = strings.TrimLeft(word, "一二两三四五六七八九十")
	}
	number := word[:len(word)-len(digits)]
	if number == "" || utf8.RuneCountInString(number) > 3 {
		return 0, 0
	}
	after := strings.TrimLeft(digits, " ")
	if unit := rune0(after); strings.ContainsRune("条个则篇件份", unit) && after != "" {
		if n, ok := chinese.Number(number); ok && word == rest {
			o.count = max(o.count, n)
		}
		return len(rest) - len(after) + runeSize(after), amount
	}
	if o.last == news && (digits == "" || strings.ContainsRune(between, rune0(digits))) && word == rest {
		if !hasAnyPrefix(digits, []string{"、", ".", "）", ")"}) && number[0] < 0x80 {
			return len(number), amount
		}
	}
	return 0, 0
}

// readSpeaker takes the organisation that speaks. Arg names the words before which it must stand, where the phrase
// took it in; "own" falls back on the sender's.
func readSpeaker(r *reading, s frame.Slot) {
	readSaidUnit(r, s)
	if unit, _ := r.slots[s.Name].(string); unit != "" && r.s.Role == "liaison" && r.office(unit) {
		delete(r.slots, s.Name) // 给林长办报一条 names the reader
	}
	if r.slots[s.Name] != nil || r.several != nil {
		return
	}
	if s.Arg != "own" {
		for _, w := range strings.Split(s.Arg, "|") {
			for _, t := range r.unitTags() {
				if t.end <= strings.Index(r.a.text, w) {
					r.take(s.Name, t)
					return
				}
			}
		}
		return
	}
	for _, t := range r.unitTags() { // 清明防火宣传，大寺镇，发放倡议书1000份
		for _, c := range clausesOf(r.a.text, 0) {
			if c.begin == t.begin && c.end == t.end {
				r.take(s.Name, t)
				return
			}
		}
	}
	if r.s.Role == "liaison" && r.s.Unit != "" {
		r.slots[s.Name] = r.s.Unit
	}
}

// office reports whether an organisation is the office itself.
func (r *reading) office(name string) bool {
	for _, o := range r.l.v.Orgs {
		if o.Name == name {
			return o.Kind == models.KindOffice
		}
	}
	return false
}
