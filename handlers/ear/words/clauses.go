package words

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// clause is a piece of a sentence between two separators.
type clause struct {
	text       string
	begin, end int // bytes in the sentence
}

// clausesOf splits text[from:] at commas, full stops, line breaks and blanks.
func clausesOf(text string, from int) []clause {
	var out []clause
	begin := from
	flush := func(end int) {
		b, e := begin, end
		for b < e && strings.ContainsRune(" \n:：", rune0(text[b:])) {
			b += runeSize(text[b:])
		}
		for e > b && (text[e-1] == ' ' || text[e-1] == '\n') {
			e--
		}
		if e > b {
			out = append(out, clause{text: text[b:e], begin: b, end: e})
		}
	}
	for i := from; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune("，,。；;！!\n 【】", r) {
			flush(i)
			begin = i + n
		}
		i += n
	}
	flush(len(text))
	return out
}

// tidy takes the marks off both ends of a title and the blanks out of its middle.
func tidy(s string) string {
	s = trimmed(s)
	if inner, ok := strings.CutPrefix(s, "《"); ok && strings.HasSuffix(inner, "》") && strings.Count(inner, "》") == 1 {
		s = strings.TrimSuffix(inner, "》")
	}
	return collapse(strings.Trim(s, " \n"))
}

// trimmed is a text without the marks at its ends.
func trimmed(s string) string {
	s = strings.Trim(s, " \n:：,，、!！-—。.;；·~～】]")
	return strings.Trim(strings.TrimLeft(s, "】"), " \n")
}

// collapse drops blanks beside Chinese characters and keeps single ones between Latin words.
func collapse(s string) string {
	if !strings.ContainsAny(s, " \n") {
		return s
	}
	r := []rune(s)
	var b strings.Builder
	for i := 0; i < len(r); i++ {
		if r[i] != ' ' && r[i] != '\n' {
			b.WriteRune(r[i])
			continue
		}
		j := i
		for j < len(r) && (r[j] == ' ' || r[j] == '\n') {
			j++
		}
		if i > 0 && j < len(r) && latin(r[i-1]) && latin(r[j]) {
			b.WriteRune(' ')
		}
		i = j - 1
	}
	return b.String()
}

// labelWord is a label of a filled-in form: 标题：, 【标题】, 1、标题：.
var labelWord = regexp.MustCompile(`[【\[]\s*(` + labelNames + `)\s*[】\]]\s*[:：]?` +
	`|(?:^|[\n\s；;，,。】])(?:[（(]?[0-9一二三四五六七八九]{1,2}[.、．）)]\s*)?(` + labelNames + `)\s*[:：]`)

const labelNames = `问题描述|存在问题|问题内容|(?:问题|督办|交办|整改)?事项|问题` +
	`|整改时限|完成时限|(?:办结|整改|完成|反馈)?[时期]限|报送单位|信息类别|信息分类|类别|分类|填报单位|责任单位|整改单位|承办单位|单位` +
	`|信息标题|信息名称|信息题目|信息主题|标题|题目|主题|信息正文|信息内容|主要内容|具体内容|主要做法|详细内容|正文|内容` +
	`|报送人|供稿人|撰稿人|填报人|联系人|联系电话|联系方式|电话|报送时间|报送日期|时间|日期|地点`

// labelSlot says which slot a label fills.
var labelSlot = func() map[string]string {
	out := map[string]string{}
	for slot, names := range map[string]string{
		"matter":   "问题描述 存在问题 问题内容 问题 事项 问题事项 督办事项 交办事项 整改事项",
		"due":      "时限 期限 办结时限 办结期限 整改时限 整改期限 完成时限 完成期限 反馈时限 反馈期限",
		"unit":     "报送单位 填报单位 责任单位 整改单位 承办单位 单位",
		"category": "信息类别 信息分类 类别 分类", "title": "信息标题 信息名称 信息题目 信息主题 标题 题目 主题",
		"body":    "信息正文 信息内容 主要内容 具体内容 主要做法 详细内容 正文 内容",
		"contact": "报送人 供稿人 撰稿人 填报人 联系人", "phone": "联系电话 联系方式 电话",
		"time": "时间 日期 报送时间 报送日期", "place": "地点"} {
		for _, n := range strings.Fields(names) {
			out[n] = slot
		}
	}
	return out
}()

// labelled reads 标题：… 正文：… into slots; nil when there are no such labels.
func labelled(text string) map[string]string {
	if !holdsOne(text, ":：】") {
		return nil
	}
	at := labelWord.FindAllStringSubmatchIndex(text, 12)
	if len(at) == 0 {
		return nil
	}
	out := map[string]string{}
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			if end = at[i+1][0]; strings.HasPrefix(text[end:], "】") {
				end += len("】")
			}
		}
		if m[2] < 0 {
			m[2], m[3] = m[4], m[5]
		}
		key := labelSlot[text[m[2]:m[3]]]
		if v := strings.TrimSpace(text[m[1]:end]); v != "" && out[key] == "" {
			out[key] = v
		}
	}
	return out
}
