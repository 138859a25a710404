package words

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// nay stands before a deed that is not to be done. What may come between is part of the refusal: 不[能同意], 别[给12号].
var nay = regexp.MustCompile(`(?:不|别|没|未|勿|莫|甭|休|暂缓|暂停|停止|缓|拒绝|反对|无需|无须|免|慎)` +
	`(?:要|用|必|能|予|准|许|可|得|再|想|宜|该|应|给|让|有|把|将|对|向|就|急着|着急|急|同意|批准|建议|赞成|支持|打算|考虑|法|办法|可能|必要|升级|提级|采取|启动|为|成|到|以|太|够|是|` +
	`很|大|怎么|[0-9]{1,6}|号|问题|这个|那个|他们?| |先|立即|马上|进行|申请|会议?|方案|〔|〕|第|督|信){0,9}$`)

// notNay are words that end like a refusal and are none: 特别, 区别; 要不 and 不得不 turn it round.
var notNay = []string{"特别", "区别", "级别", "分别", "个别", "类别", "识别", "性别", "不得不", "告别", "无不", "未来", "缓解", "休息", "免费"}

// shaded is the sentence with its names blanked: 别给大寺镇扣2分 refuses as much as 别扣2分.
func (a *analysis) shaded() string {
	b := []byte(a.heard)
	for _, t := range a.tags {
		switch t.class {
		case classUnit, classOwn, classMeeting, classPost:
			for i := t.begin; i < t.end; i++ {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// choice are questions that hold a refusal only for their form: 能不能延期.
var choice = regexp.MustCompile(`能不能|可不可以|要不要|是不是|行不行|会不会|该不该|好不好|可否|能否`)

// refused reports whether the words before a deed refuse it. They are read back to the last comma.
func refused(before string) bool {
	if i := strings.LastIndexAny(before, "，,。；;！!？?\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(before[i:])
		before = before[i+n:]
	}
	before = strings.TrimRight(choice.ReplaceAllString(before, ""), " ")
	if strings.HasSuffix(before, "再") && utf8.RuneCountInString(before) > 6 && strings.Contains(before, "了") {
		return true // 整改到位了再销号
	}
	at := nay.FindStringIndex(before)
	if at == nil {
		return false
	}
	for _, w := range notNay {
		if i := strings.LastIndex(before, w); i >= 0 && i <= at[0] && at[0] < i+len(w) {
			return false
		}
	}
	return true
}
