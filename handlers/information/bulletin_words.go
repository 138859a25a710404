package information

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/handlers"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// edit is what people want changed in a draft. Items are counted from 1.
type edit struct {
	drop                []int
	reports             []string // dropped by number
	from, to, swap      int      // moved there, or changed for another one
	order               []int
	title               string // of the whole
	item                int    // worded anew
	itemTitle, itemBody string
}

const (
	figure   = `([0-9一二三四五六七八九十]{1,3})`
	nthItem  = `第?\s*` + figure + `\s*[条篇项则]`
	toBecome = `(?:改为|改成|换成|更正为|修改为|应为|改|[：:])[：:]?\s*`
)

var (
	issueName = regexp.MustCompile(`(?:[0-9]{4}年)?(?:简报|专报)?第?[0-9]+期`)
	dropWord  = regexp.MustCompile(`删|去掉|拿掉|拿下|撤下|撤掉|移除|剔除|不要|不编`)
	itemsIn   = regexp.MustCompile(`第?\s*([0-9一二三四五六七八九十]{1,3}(?:\s*[、,，和及]\s*第?[0-9一二三四五六七八九十]{1,3})*)\s*[条篇项则]`)
	figures   = regexp.MustCompile(`[0-9]+|[一二三四五六七八九十]+`)
	moveItem  = regexp.MustCompile(nthItem + `.{0,4}?(?:移|调|放|挪|排|提|换|往)[动整]?(?:到|至|在|成)?\s*(?:` + nthItem +
		`|(最前|最上|开头|首位|头条|第一)|(最后|末尾|最下))(后|之后|后面|下面)?`)
	swapItems  = regexp.MustCompile(nthItem + `\s*(?:和|与|跟|同|、)\s*` + nthItem + `.{0,4}?(?:对调|互换|换|调换|交换)`)
	orderWords = regexp.MustCompile(`(?:顺序|排序|次序|排列|重排)[^0-9]*([0-9]+(?:[\s、,，-]+[0-9]+)+)`)
	wholeTitle = regexp.MustCompile(`(?:标题|题目)\s*` + toBecome + `(.+)$`)
	itemWords  = regexp.MustCompile(nthItem + `\s*的?(标题|题目|正文|内容)?\s*` + toBecome + `(.+)$`)
)

// editOf reads what is to be changed. reports are the numbers of reports in the words.
func editOf(text string, reports []string) edit {
	text = issueName.ReplaceAllString(chinese.Normalize(text), " ")
	var e edit
	if m := itemWords.FindStringSubmatch(text); m != nil {
		e.item = number(m[1])
		if e.itemTitle = strings.TrimSpace(m[3]); m[2] == "正文" || m[2] == "内容" {
			e.itemTitle, e.itemBody = "", e.itemTitle
		}
		return e
	}
	if m := wholeTitle.FindStringSubmatch(text); m != nil {
		e.title = tidy(m[1])
		return e
	}
	if m := orderWords.FindStringSubmatch(text); m != nil {
		e.order = numbersIn(m[1])
		return e
	}
	if m := swapItems.FindStringSubmatch(text); m != nil {
		e.from, e.swap = number(m[1]), number(m[2])
		return e
	}
	if dropWord.MatchString(text) {
		for _, m := range itemsIn.FindAllStringSubmatch(text, -1) {
			e.drop = append(e.drop, numbersIn(m[1])...)
		}
		if len(e.drop) == 0 {
			e.reports = reports
		}
		return e
	}
	if m := moveItem.FindStringSubmatch(text); m != nil {
		e.from, e.to = number(m[1]), target(m)
	}
	return e
}

// target is where an item is moved to. Behind an item that stands behind it means one place on.
func target(m []string) int {
	switch {
	case m[3] != "":
		return 1
	case m[4] != "":
		return 1000
	}
	to := number(m[2])
	if m[5] != "" && number(m[1]) > to {
		to++
	}
	return to
}

func number(s string) int { n, _ := chinese.Number(s); return n }

func numbersIn(s string) []int {
	var out []int
	for _, f := range figures.FindAllString(s, -1) {
		if n := number(f); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// shortKind is a kind of bulletin in a word, as people order it.
func shortKind(kind profile.Bulletin) string {
	if strings.HasSuffix(kind.Name, "专报") {
		return "专报"
	}
	return "简报"
}

// called is a bulletin as people call it, its kind said once: 简报2026年第1期, 2026年专报第1期.
func called(kind profile.Bulletin, b information.Bulletin) string {
	if short := shortKind(kind); !strings.Contains(b.Number, short) {
		return short + b.Number
	}
	return b.Number
}

// spoken is a bulletin as people order it this year: 简报第1期; one of another year with its year.
func spoken(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) string {
	if b.Year != r.Now.Year() {
		return called(kind, b)
	}
	return fmt.Sprintf("%s第%d期", shortKind(kind), b.N)
}

// headed is a bulletin under the head of its kind, which names the kind already: 西青区林长制工作专报 2026年第1期.
func headed(head string, kind profile.Bulletin, b information.Bulletin) string {
	if short := shortKind(kind); strings.Contains(head, short) {
		return head + " " + strings.Replace(b.Number, short, "", 1)
	}
	return head + " " + b.Number
}
