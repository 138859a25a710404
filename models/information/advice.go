package information

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/models/profile"
)

// Advice is the quality check of 第十一条: what would make the item better. It is never a refusal. At most two
// things are said, the weightiest first.
func Advice(p *profile.Profile, title, body, eventDate string) []string {
	set := p.Reports
	n := utf8.RuneCountInString(title)
	var out []string
	add := func(bad bool, text string) {
		if bad && len(out) < 2 {
			out = append(out, text)
		}
	}
	add(set.TitleMax > 0 && n > set.TitleMax, fmt.Sprintf("标题%d个字，精简到%d字以内更好", n, set.TitleMax))
	add(n < set.TitleMin, "标题再具体一点：哪里、做了什么")
	add(set.BodyMax > 0 && utf8.RuneCountInString(body) > set.BodyMax, fmt.Sprintf("正文偏长，%d字以内更好", set.BodyMax))
	add(body == "", "补一两句做法和成效更容易采用")
	if body != "" {
		add(eventDate == "" && !strings.ContainsAny(title+body, "月日"), "写上时间")
		add(!strings.ContainsFunc(title+body, unicode.IsNumber) && !hasAny(body, counted), "写上具体数字")
	}
	return out
}

// counted are ways to say how much without a digit.
var counted = []string{"百分之", "余人", "余次", "万株", "十余"}
