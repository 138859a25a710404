package words

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What stands behind the matter of a report and is no part of it. Each ends the text.
var (
	signedBy = regexp.MustCompile(`[，,。；;\s（(]+(报送人|供稿人?|撰稿人?|投稿人|填报人|联系人|联系电话|联系方式|电话)` +
		`[:：是]?\s*([^，,。；;\n（）()]{2,20})[）)。]?$`)
	// 作为一条信息报上, 麻烦给报上去, 算一条信息
	sentBehind = regexp.MustCompile(`[，,。；;\s]+(?:这个?|此|以上|上面)?(?:也|就|都)?(?:请|麻烦|烦请|劳驾|帮忙|帮|给|您|你|我们?|把|将|它)*` +
		`(?:作为|算是?|算作|当作?|按)?(?:今天|本月|这个月|我们?镇)?的?(?:[一1这]?(?:条|个|则|篇))?(?:林长制|工作)?(信息|动态|简讯)?(?:给|来)?` +
		`(报送|上报|报上去|报上来|报上|报一下|报下|报了|报|发一下|录一下|录入|提交|登记)?(?:一下|一条|吧|了|啦|哈|啊)*[。!！]?$`)
	// 你给当个信息报一下
	sentBare = regexp.MustCompile(`(?:[你您](?:帮忙|帮我|给|就)|麻烦[你您]?|请[你您]?|帮(?:我|忙))+(?:给|把|这|将|它|个|我|咱)*(?:作为|算|当|按)?` +
		`(?:[一1这]?(?:条|个|则))?(信息|动态)?(报送|上报|报上去|报上|报一下|发一下|录一下|报了)(?:吧|了|哈|啊|一下)*[。!！]?$`)
	// 顺便看看我们报几条了
	askedBehind = regexp.MustCompile(`[，,。；;！!？?\s]+(?:顺便|顺带|另外|另|对了|再)(?:想|再|帮我|给我)?(?:问|查|看|说)[^。\n]*$`)
	// 请予采用
	askedFor = regexp.MustCompile(`[，,。；;\s]+(?:敬请|恳请|烦请|请|望)(?:领导|区?林长办|各位领导|老师)?(?:给予|予以|给|予)?` +
		`(?:采用|采纳|审核|审定|审阅|阅示|查收|过目|指正|批评指正|收阅|接收|收)(?:一下|为盼|为荷)?[。!！]?$`)
	// （他们联络员手机坏了，让我帮着报）
	aside = regexp.MustCompile(`[（(]([^（）()]{2,40})[）)][。\s]*$`)
)

const tailEnd = 240 // bytes at the end that are looked at

// closed takes off what stands behind the matter, and keeps who may be asked.
func (r *reading) closed(rest string) string {
	for before := ""; before != rest; {
		before = rest
		at := max(len(rest)-tailEnd, 0)
		for at < len(rest) && !utf8.RuneStart(rest[at]) {
			at++
		}
		front, end := rest[:at], rest[at:]
		if m := signedBy.FindStringSubmatchIndex(end); m != nil {
			r.asksTo(end[m[2]:m[3]], end[m[4]:m[5]])
			rest = front + end[:m[0]]
			continue
		}
		if m := aside.FindStringSubmatchIndex(end); m != nil && r.besides(end[m[2]:m[3]]) {
			rest = front + end[:m[0]]
			continue
		}
		m := sentBehind.FindStringSubmatchIndex(end)
		if m == nil || m[2] < 0 && m[4] < 0 {
			if m = sentBare.FindStringSubmatchIndex(end); m != nil {
				m = m[:2]
			} else if m = askedBehind.FindStringSubmatchIndex(end); m == nil {
				m = askedFor.FindStringSubmatchIndex(end)
			}
		}
		if m != nil && utf8.RuneCountInString(front+end[:m[0]]) >= 4 {
			rest = front + end[:m[0]]
		}
	}
	return rest
}

func (r *reading) asksTo(label, who string) {
	slot := "contact"
	if strings.Contains(label, "电话") || strings.Contains(label, "方式") {
		slot = "phone"
	}
	if r.slots[slot] == nil {
		r.slots[slot] = strings.TrimSpace(who)
	}
}

// besides reports whether words in brackets at the end speak about the report rather than of its matter: who sends it,
// and why.
func (r *reading) besides(words string) bool {
	if endsWithAny(words, []string{"林长办", "林长办公室", "供稿", "报送", "联络员", "信息员"}) {
		return true
	}
	if containsAny(words, []string{"我", "俺", "咱", "麻烦", "帮"}) {
		return true
	}
	return r.onlyUnit(words)
}
