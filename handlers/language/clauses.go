package language

import (
	"regexp"
	"strings"
	"unicode"
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

func rune0(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func runeSize(s string) int { _, n := utf8.DecodeRuneInString(s); return n }

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

func latin(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// labels of a filled-in form.
var labelWord = regexp.MustCompile(`(?:^|[\n\s；;，,])\s*(问题描述|存在问题|问题内容|问题|整改时限|完成时限|时限|期限|报送单位|信息类别|信息分类|类别|分类|填报单位|责任单位|单位|信息标题|标题|题目|主题|信息正文|信息内容|主要内容|具体内容|正文|内容|联系人|联系电话|电话|时间|地点)\s*[:：]`)

// labelSlot says which slot a label fills.
var labelSlot = map[string]string{"问题描述": "matter", "存在问题": "matter", "问题内容": "matter", "问题": "matter", "整改时限": "due", "完成时限": "due", "时限": "due", "期限": "due", "报送单位": "unit", "信息类别": "category", "信息分类": "category", "类别": "category", "分类": "category", "填报单位": "unit", "责任单位": "unit", "单位": "unit", "信息标题": "title", "标题": "title", "题目": "title", "主题": "title",
	"信息正文": "body", "信息内容": "body", "主要内容": "body", "具体内容": "body", "正文": "body", "内容": "body", "联系人": "contact", "联系电话": "phone", "电话": "phone", "时间": "time", "地点": "place"}

// labelled reads 标题：… 正文：… into slots; nil when there are no such labels.
func labelled(text string) map[string]string {
	if !holdsOne(text, ":：") {
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
			end = at[i+1][0]
		}
		key := labelSlot[text[m[2]:m[3]]]
		if v := strings.TrimSpace(text[m[1]:end]); v != "" && out[key] == "" {
			out[key] = v
		}
	}
	return out
}
