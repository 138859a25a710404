package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// points is how a number of points is said: 18.5, 九十三分五, 一分半, 零点五.
const points = `([0-9]{1,3}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十百零]{1,5}点[一二三四五六七八九零]{1,2}` +
	`|[一二两三四五六七八九十百零]{1,5}|半)`

// behindPoints is what follows: 分, 分五, 分半, or nothing where a number can be nothing else.
const behindPoints = `\s*(分半|分钟|分局|分之|分公司` +
	`|分[一二三四五六七八九](?:[^0-9一二三四五六七八九十月日号个项处]|$)|分[1-9]|分)?`

var (
	deltaSaid = regexp.MustCompile(`(扣减|扣除|扣掉|扣去|倒扣|核减|减去|减掉|扣|减|奖励|奖|加上|加)` +
		`(?:了|他们?|它|掉)?[^0-9，。；;\n零一二两三四五六七八九十半]{0,40}?` +
		points + behindPoints)
	deltaBack = regexp.MustCompile(points + `\s*分[^0-9，。；;]{0,4}?(扣|减|加)`)
	deltaSign = regexp.MustCompile(`(?:^|[^0-9一-龥]|[一-龥])([-+])\s*([0-9]{1,2}(?:\.[0-9]{1,2})?)\s*分?(?:$|[，,。；;\s])`)
	scoreSaid = regexp.MustCompile(`(?:得分|分数|评分|打分|赋分|记分|总分|得了?|打了?|记|评|计|给)(?:为|是|录入|[:：])*` +
		`[^0-9，。；;\n扣减加奖零一二两三四五六七八九十半]{0,8}?` + points + behindPoints)
	scoreHead  = regexp.MustCompile(`得分|分数|评分|打分|赋分|记分|计分|录分|成绩`)
	scoreAlone = regexp.MustCompile(points + behindPoints)
	selfSaid   = regexp.MustCompile(`(?:自评|自查|自我评价|自己)?(?:得分|分数|总分|评分|打分|自评|打了|评了|得了?)` +
		`(?:[为是共计:：约]|情况|结果)*\s*` + points + behindPoints)
)

// readScore takes the points of a mark. Arg "self" takes those that somebody gives himself.
func readScore(r *reading, s frame.Slot) {
	text := r.unnumbered()
	said := scoreSaid
	if s.Arg == "self" {
		said = selfSaid
	}
	for _, m := range said.FindAllStringSubmatchIndex(text, 4) {
		if v, ok := scored(text, m[2:]); ok {
			r.slots[s.Name] = v
			return
		}
	}
	headed := s.Arg == "self" || scoreHead.MatchString(text)
	if !headed || r.slots["delta"] != nil {
		return
	}
	for _, m := range scoreAlone.FindAllStringSubmatchIndex(text, 8) {
		v, ok := scored(text, m)
		if ok && (m[4] >= 0 || s.Arg != "self" && text[m[2]] < 0x80) {
			r.slots[s.Name] = v
		}
	}
}

// readPoints takes points given or taken away. What explains a mark that is said takes nothing away.
func readPoints(r *reading, s frame.Slot) {
	text := r.unnumbered()
	if m := deltaSaid.FindStringSubmatchIndex(text); m != nil {
		if mark := scoreSaid.FindStringIndex(text); mark != nil && mark[0] < m[0] {
			return
		}
		if v, ok := scored(text, m[4:]); ok {
			r.slots[s.Name] = withSign(text[m[2]:m[3]], v)
			return
		}
	}
	if m := deltaBack.FindStringSubmatch(text); m != nil {
		if v, ok := number(m[1], ""); ok {
			r.slots[s.Name] = withSign(m[2], v)
		}
		return
	}
	if m := deltaSign.FindStringSubmatch(text); m != nil {
		if v, ok := number(m[2], ""); ok {
			r.slots[s.Name] = withSign(strings.Replace(m[1], "-", "扣", 1), v)
		}
	}
}

func withSign(verb string, v any) any {
	if !strings.ContainsAny(verb, "扣减") {
		return v
	}
	switch n := v.(type) {
	case int:
		return -n
	case float64:
		return -n
	}
	return v
}

// unnumbered is the sentence without its days and without numbers of records, byte for byte as long.
func (r *reading) unnumbered() string {
	b := []byte(r.a.mask(numbers...))
	for _, t := range r.a.tags {
		words := r.a.text[t.begin:t.end]
		switch t.class {
		case classUnit:
		case classNo:
			if !strings.Contains(words, "号") {
				continue
			}
		case classDate:
			if t.span.Grain < chinese.Day || strings.Trim(words, "0123456789.") == "" {
				continue // 九点五, 1.5
			}
		default:
			continue
		}
		for i := t.begin; i < t.end; i++ {
			b[i] = '_'
		}
	}
	return string(b)
}

// scored reads the number in the first group and the half behind it in the second. What is counted in other things
// than points is none.
func scored(text string, at []int) (any, bool) {
	if at = at[len(at)-4:]; at[0] < 0 {
		return nil, false
	}
	behind, after := "", text[at[1]:]
	if at[2] >= 0 {
		behind = text[at[2]:at[3]]
	}
	if behind == "" && after != "" && !strings.ContainsAny(firstOf(after), " ，,。；;\n!！（)）_吧了") {
		return nil, false
	}
	if at[0] > 0 && strings.IndexByte("0123456789.", text[at[0]-1]) >= 0 {
		return nil, false
	}
	return number(text[at[0]:at[1]], behind)
}

func firstOf(s string) string { return s[:min(len(s), runeSize(s))] }

// number reads points: 18.5, 十八点五, 九十三 with 分五 behind it.
func number(said, behind string) (any, bool) {
	switch behind {
	case "分钟", "分局", "分之", "分公司":
		return nil, false
	}
	part := strings.Trim(strings.TrimPrefix(behind, "分"), " ")
	switch {
	case said == "半":
		return 0.5, true
	case part == "半":
		said += ".5"
	case part != "":
		if n, ok := chinese.Number(firstOf(part)); ok && n < 10 {
			said += "." + itoa(n)
		}
	}
	whole, tenths, dotted := strings.Cut(said, "点")
	if dotted {
		var digits string
		for _, c := range tenths {
			n, ok := chinese.Number(string(c))
			if !ok && c != '零' {
				return nil, false
			}
			digits += itoa(n)
		}
		if n, ok := chinese.Number(whole); ok {
			return decimal(itoa(n) + "." + digits)
		}
		return decimal("0." + digits)
	}
	return decimal(said)
}

// readIndicator takes what is marked: by the official name of the words that stand for it, else as it was said between
// the organisation and the mark.
func readIndicator(r *reading, s frame.Slot) {
	if readWords(r, s); r.slots[s.Name] != nil {
		return
	}
	text := r.unnumbered()
	m := indicatorSaid.FindStringSubmatch(text)
	if m == nil {
		return
	}
	said := strings.Trim(or(m[1], m[2]), " ：:，,、_")
	for _, w := range []string{"考核", "在", "的", "这次", "本次"} {
		said = strings.TrimPrefix(said, w)
	}
	for _, w := range indicatorEnds {
		said = strings.TrimSuffix(strings.TrimRight(said, " "), w)
	}
	if said = strings.Trim(said, " _，,"); runes(said) >= 3 && !containsAny(said, notIndicators) && !r.onlyUnit(said) {
		r.slots[s.Name] = said
	}
}

// indicatorEnds are words behind an indicator that are no part of its name.
var indicatorEnds = strings.Fields("这一项 那一项 这项 那项 一项 项目 项 方面 指标 上 给 再 得分")

// indicatorSaid is what stands before a mark: behind the organisation's name, or before it.
var indicatorSaid = regexp.MustCompile(`(?:_[ ：:，,的]*(\p{Han}[\p{Han} ]{1,14}?)` +
	`|^(\p{Han}{2,8})得分录入.*?)[，, ：:]*(?:扣|减|加|打|记|评|得|计|[0-9])`)

// notIndicators are words before a mark that name no indicator.
var notIndicators = strings.Fields("因 由于 再 又 还 总共 一共 最终 综合 整体 这个月 今年 打分 评分 扣 加分 应该 建议 先 统一 各")
