package words

import (
	"regexp"
	"strings"
)

// Words around a problem that order its record and say nothing of it.
var (
	orderHead = regexp.MustCompile(`(?:挂|立|登记|新增|新建|记|加|派|下|录入|交办)(?:个|一个|一条|了)?(?:督查|整改)?问题\s*[：:]`)
	orderOnly = regexp.MustCompile(`^(?:给|向|对|让|请|把|由|责成)?\s*(?:他们|你们)?(?:挂|立|派|下|开|记|提|登记|加|发|下发)` +
		`(?:个|一个|一条|一张|一份|张|份|了)*(?:问题|单子|单|督办单?|交办单|整改单|整改通知书?|整改建议书|活儿?)(?:吧|啊|哈)?$`)
	listedAs = regexp.MustCompile(`^(?:把|将)|(?:给)?(?:列入|纳入|列为|立为|登记为|挂成|列进)(?:督查|整改|重点)?` +
		`(?:问题|督办|整改|台账)?(?:清单|台账|事项)?$|(?:给)?(?:挂上|挂账|立上|立项|记上|挂个号|立个案)$`)
	foundWhen = regexp.MustCompile(`^(?:(?:今天|今日|昨天|昨日|前天|近日|日前|上周|本周|[0-9]{1,2}月[0-9]{1,2}日|刚才?)` +
		`(?:上午|下午|早上|中午|晚上)?)+(?:我们?|咱们)?((?:明察)?(?:暗访|督查|检查|巡查|巡林|现场)?发现|接|收到|群众|市民|居民|有人)`)
	mention = regexp.MustCompile(`^(?:@\S+\s+)+`)
)

// behindHead is where the matter begins: behind the names that are called and behind the words that order a record.
func behindHead(text string) int {
	at := len(mention.FindString(text))
	if m := orderHead.FindStringIndex(text[at:]); m != nil && at+m[1] < len(text) {
		return at + m[1]
	}
	return at
}

// nameless is a clause without the organisations in it.
func (r *reading) nameless(c clause) string {
	b := []byte(r.a.text[c.begin:c.end])
	for _, t := range r.a.of(classUnit) {
		for i := max(t.begin, c.begin); i < min(t.end, c.end); i++ {
			b[i-c.begin] = ' '
		}
	}
	return strings.Join(strings.Fields(string(b)), "")
}

// withoutOrder takes an order and its colon off the front of a clause: 给辛口镇开个单子：….
func (r *reading) withoutOrder(text string, begin int) string {
	head, rest, ok := strings.Cut(text, "：")
	if ok && orderOnly.MatchString(r.nameless(clause{head, begin, begin + len(head)})) {
		return strings.TrimSpace(rest)
	}
	return text
}
