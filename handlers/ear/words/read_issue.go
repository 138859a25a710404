package words

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

var (
	ownerWord = regexp.MustCompile(`责任人[:：]?\s*(\p{Han}{2,4})`)
	phoneWord = regexp.MustCompile(`1[3-9][0-9]{9}`)
)

// readIssue reads what is the matter, and the source, the owner and his phone.
func readIssue(r *reading, _ frame.Slot) {
	from := r.end
	if r.phrase.Whole {
		from = behindHead(r.a.text)
	}
	if m := ownerWord.FindStringSubmatch(r.a.text); m != nil {
		r.slots["owner"] = strings.TrimSuffix(strings.TrimSuffix(m[1], "电话"), "电")
	}
	if p := phoneWord.FindString(r.a.text); p != "" {
		r.slots["phone"] = p
	}
	r.source()
	form := labelled(r.a.text)
	if t := or(form["matter"], form["title"], form["body"]); t != "" && form["unit"]+form["due"] != "" {
		r.slots["title"] = r.issueTitle([]string{t})
		return
	}
	title := r.issueTitle(r.matters(from))
	if runes(title) < matterMin { // 会议议定的林场确权到今天没动，转成督查问题吧: the matter stands before the order
		title = r.issueTitle(r.matters(behindHead(r.a.text)))
	}
	if runes(title) < matterMin {
		title = or(r.wholeTitle(from), title)
	}
	if runes(title) < matterMin { // 会议议定大寺镇年底前补设公示牌，列入清单
		title = or(r.issueTitle(r.asked(behindHead(r.a.text))), title)
	}
	if !around.covers(title) {
		r.slots["title"] = title
	}
}

// wholeTitle is a title of all clauses, the words around the matter too; without one, what a demand asks for.
func (r *reading) wholeTitle(from int) string {
	var parts []string
	for _, c := range clausesOf(r.a.text, from) {
		if t := r.matter(c); t != "" {
			parts = append(parts, t)
		}
	}
	if len(parts) == 0 {
		parts = r.asked(from)
	}
	return r.issueTitle(parts)
}

// asked is what a bare demand asks for, when nothing else says what is the matter: 请大寺镇周五前清理绿地垃圾.
func (r *reading) asked(from int) []string {
	for _, c := range clausesOf(r.a.text, from) {
		b := []byte(r.a.text[c.begin:c.end])
		for _, t := range r.a.tags {
			if (t.class == classUnit || t.class == classDate) && t.begin >= c.begin && t.end <= c.end {
				for i := t.begin; i < t.end; i++ {
					b[i-c.begin] = ' '
				}
			}
		}
		text := strings.TrimLeft(string(b), " 、和于在请各自务必要求责成，由")
		for _, w := range r.l.local.foundBy {
			text = strings.TrimLeft(strings.TrimPrefix(text, w), " ：:")
		}
		text = strings.TrimPrefix(text, "完成")
		if utf8.RuneCountInString(text) >= 5 && !r.l.local.meta.MatchString(text) {
			return []string{text}
		}
	}
	return nil
}

// helper is who only helps, in the words of a title.
var helper = regexp.MustCompile(`[，,]?(?:由|请|会同|联合)[^，,。]{2,20}(?:协办|协助|配合)(?:整改|处理|办理)?`)

var (
	// listing is a head that says no more than that a problem is to be listed, or by whom it came.
	listing = regexp.MustCompile(`^(?:(?:问题|立项|督办|入库|交办|新增|登记|挂账|挂号|整改|派单|录入|入账){1,3}[：:，, ]+|(?:热线|工单|群众|市民|居民|网友|领导|` +
		`上级|市里|村民|有人)?(?:转来?的?|打来电话说|来电说|说|反映说|举报说)[，,：: ]+|` +
		`(?:暗访|明察暗访|督查|检查|巡查|巡林|路过|开车)?(?:看见|看到|瞧见|瞅见)了?)`)
	// toList is the order to list it, in words of its own.
	toList = regexp.MustCompile(`[，,]?(?:请|给|帮我|麻烦)?(?:立|挂|登记|登|记|列|派|下)(?:个|一个|一下|上|成)(?:问题|单子?|督办|号|项)(?:吧|啊|呗|，.*)?$`)
)

// issueTitle joins the parts and takes the source and the responsible organisation off the front.
func (r *reading) issueTitle(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	title := listing.ReplaceAllString(listedAs.ReplaceAllString(tidy(parts[0]), ""), "")
	title, rest := toList.ReplaceAllString(helper.ReplaceAllString(title, ""), ""), parts[1:]
	for i := 0; i < 4; i++ {
		title = foundWhen.ReplaceAllString(title, "$1")
		for _, w := range r.l.local.foundBy {
			if t, ok := strings.CutPrefix(title, w); ok && t != "" {
				title = strings.TrimLeft(t, " ：:，,")
			}
		}
	}
	title = r.bare(title)
	if title == "" && len(rest) > 0 {
		return r.issueTitle(rest)
	}
	for _, p := range rest {
		if utf8.RuneCountInString(title)+utf8.RuneCountInString(p) <= 60 {
			title += "，" + tidy(p)
		}
	}
	return strings.Trim(tidy(title), "，")
}

// bare takes the responsible organisation off the front of a title, also behind a word that names a kind of problem:
// 火险隐患：辛口镇林带旁有烟花仓库.
func (r *reading) bare(title string) string {
	if kind, rest, ok := strings.Cut(title, "："); ok && runes(kind) <= kindMax && !r.onlyUnit(kind) {
		if rest = r.bare(rest); rest == "" {
			return kind
		}
		return kind + "：" + rest
	}
	unit, _ := r.slots["unit"].(string)
	for _, t := range r.a.of(classUnit) {
		heard := r.a.text[t.begin:t.end]
		if s, ok := strings.CutPrefix(title, heard); ok && (t.value == unit || unit == "") && !reporter(r.a.text, t) {
			for _, w := range []string{"辖区内", "辖区", "境内", "的", "在", "存在", "出现", "发现"} {
				s = strings.TrimPrefix(s, w)
			}
			title = r.withoutRow(s)
			break
		}
	}
	return strings.Trim(ownOf.ReplaceAllString(title, ""), " :：，,、")
}

const kindMax = 8 // characters that a word for a kind of problem has at most

// withoutRow takes the further names of a row off the front: 、王稳庄镇林地垃圾未清理.
func (r *reading) withoutRow(title string) string {
	units, _ := r.slots["units"].([]string)
	for again := len(units) > 1; again; {
		again = false
		for _, t := range r.a.of(classUnit) {
			for _, j := range []string{"、", "和", "与", "及", "以及", "跟"} {
				if s, ok := strings.CutPrefix(title, j+r.a.text[t.begin:t.end]); ok && contains(units, t.value) {
					title, again = s, true
				}
			}
		}
	}
	return title
}
