package information

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"linzhangbot/models/chinese"
	"linzhangbot/models/information"
)

// The words people put before what a sign shows. 林长 stands before a name only when something follows it.
var (
	signHead    = regexp.MustCompile(`^.*?(?:林长)?公示牌[，,：:]?\s*`)
	signPlace   = regexp.MustCompile(`(?:位置|地点|地址|设在|在)[：:是为]?\s*([^\s，,；;。：:]{2,30})`)
	signChief   = regexp.MustCompile(`林长(?:姓名)?(?:改为|改成|换成|变更为|[：:是为]|\s)\s*(\p{Han}{2,12})`)
	signArea    = regexp.MustCompile(`(?:责任区域|责任区|责任范围)[：:是为]?\s*([^\s，,；;。]{2,60})`)
	signTargets = regexp.MustCompile(`(?:任务目标|目标任务|目标)[：:是为]?\s*([^\s，,；;。]{2,60})`)
	signCount   = regexp.MustCompile(`[0-9一二三四五六七八九十百两]\s*[块个面处]`)
	signPhone   = regexp.MustCompile(`(?:^|[^0-9])((?:0\d{2,3}[- ]?)?\d{7,8}|1\d{10})(?:[^0-9]|$)`)
)

// signOf reads what a sentence says of one sign: by its labels, else in the order 位置 林长 电话.
func signOf(text string) information.Board {
	text = signHead.ReplaceAllString(chinese.Normalize(text), "")
	b := information.Board{Place: group(signPlace, text), Chief: group(signChief, text), Area: group(signArea, text),
		Targets: group(signTargets, text), Phone: group(signPhone, text)}
	if b.Place+b.Chief+b.Area+b.Targets != "" {
		return b
	}
	words := strings.Fields(strings.NewReplacer("，", " ", ",", " ", "；", " ", "、", " ").Replace(text))
	inOrder := (len(words) == 2 || len(words) == 3) && (b.Phone != "" || utf8.RuneCountInString(words[1]) <= 8)
	if !inOrder || signCount.MatchString(text) {
		return b
	}
	b.Place = words[0]
	if group(signPhone, words[1]) == "" {
		b.Chief = words[1]
	}
	return b
}

func group(re *regexp.Regexp, text string) string {
	if m := re.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}
