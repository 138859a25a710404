package information

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
)

// How people write a list of numbers: 信2、信3; 信〔2026〕2号和信〔2026〕3号; 2、3、5号.
const (
	inYear  = `(?:[〔\[【(（]\d{4}[〕\]】)）])`
	marked  = `信?\s*` + inYear + `\s*\d{1,6}|信息?\s*\d{1,6}`
	oneRef  = `(?:` + marked + `|\d{1,6})\s*(?:号|条)?`
	manyRef = `(` + oneRef + `(?:[\s、,，和及与]+` + oneRef + `|(?:` + marked + `)\s*(?:号|条)?)+)`
	doWords = `(?:采用|采纳|录用|选用|撤回|撤销|删除|作废)`
)

var (
	refList = regexp.MustCompile(doWords + `\s*` + manyRef + `\s*[。.!]?$|` + manyRef + `\s*(?:都|全部|均|一起)?` + doWords +
		`\s*[。.!]?$`)
	refItem = regexp.MustCompile(oneRef)

	// backList is 退回 with a list behind it; what follows the list is one reason for all of them.
	backList = regexp.MustCompile(`(?:退回|打回|退还|驳回)\s*` + manyRef)
)

// named lists the numbers of a sentence that is nothing but a verb and a list: 采用 信2、信3; 撤回 2、3号. Numbers
// that stand elsewhere in a sentence (撤回信5，和信6重复了) are no list.
func named(r *handlers.Request) []string {
	m := refList.FindStringSubmatch(strings.TrimSpace(unfolded(chinese.Normalize(r.Args.Text))))
	if m == nil {
		return nil
	}
	var out []string
	for _, ref := range refItem.FindAllString(m[1]+m[2], -1) {
		if ref = strings.TrimSpace(ref); !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// several does the same to each of the named reports. What was refused is said beside what was done; when nothing
// could be done, the first refusal is the answer.
func several(
	r *handlers.Request, refs []string, verb string, code bot.Code, do func(*information.Report) error,
) (bot.Card, error) {
	c := bot.Card{Code: code, Tone: bot.ToneDone, Article: string(r.Profile.Reports.Article), Refs: map[string]string{}}
	if len(refs) > maxItems {
		return c, bad(r, fmt.Sprintf("一次最多%s%d条，这里有%d条，没有办理。", verb, maxItems, len(refs)), "请分几次说。")
	}
	var done, not []string
	var first *models.Error
	for _, ref := range refs {
		x, err := pick(r, ref)
		if err == nil {
			err = do(&x)
		}
		var refusal *models.Error
		switch {
		case errors.As(err, &refusal):
			not = append(not, strings.TrimSuffix(refusal.Message, "。")+"（"+ref+"）")
			if first == nil {
				first = refusal
			}
		case err != nil:
			return c, err
		default:
			done = append(done, x.Number+" "+r.Profile.OrgName(x.Org)+titled(x.Title, 40))
			c.Refs[kind] = x.Number
		}
	}
	if len(done) == 0 {
		return bot.Card{}, first
	}
	c.Title = fmt.Sprintf("已%s%d条", verb, len(done))
	c.Text = strings.Join(done, "\n")
	if len(not) > 0 {
		c.Tone = bot.ToneNear
		c.Text += "\n没有" + verb + "：" + strings.Join(not, "；")
	}
	return c, nil
}
