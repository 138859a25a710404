package main

import (
	"regexp"
	"strings"

	"linzhangbot/bot"
)

// told is one thing that a card tells people to do: a sentence to say, a button to press.
type told struct {
	text    string // as it stands in the card
	press   bool
	segment string // the words before it: who is told
	section string // the part of the card that it stands in
}

// tells is what stands before a sentence that people are told to say.
var tells = regexp.MustCompile(`(?:发|说|(?:^|[^撤退收])回|回复|答|如|例如)$`)

// goesOn is what stands between two of them.
var goesOn = regexp.MustCompile(`^(?:|，?或|、|，再|和)$`)

// instructions are all that a card tells people to say or to press.
func instructions(c bot.Card) (out []told) {
	parts := []string{c.Title, c.Text, c.Next}
	for _, f := range c.Fields {
		parts = append(parts, f.Name+"："+f.Value)
	}
	for _, part := range parts {
		out = append(out, spokenIn(part)...)
	}
	for _, b := range c.Buttons {
		if b.Command != "" {
			out = append(out, told{text: b.Command, press: true, segment: b.Label, section: c.Plain()})
		}
	}
	return out
}

// spokenIn are the sentences of one part of a card.
func spokenIn(part string) (out []told) {
	end, was := 0, false
	for _, at := range quotes(part) {
		before := part[end:at[0]]
		is := tells.MatchString(before) || was && goesOn.MatchString(before)
		if is {
			upto := part[:at[0]]
			segment := upto[max(strings.LastIndexAny(upto, "\n"), strings.LastIndex(upto, "。"),
				strings.LastIndex(upto, "；"), 0):]
			section := upto[max(strings.LastIndex(upto, "●"), 0):]
			out = append(out, told{text: part[at[0]+len("“") : at[1]-len("”")], segment: segment, section: section})
		}
		end, was = at[1], is
	}
	return out
}

// quotes are the outer pairs of quotation marks.
func quotes(s string) (out [][2]int) {
	depth, begin := 0, 0
	for i, r := range s {
		switch r {
		case '“':
			if depth++; depth == 1 {
				begin = i
			}
		case '”':
			if depth--; depth == 0 {
				out = append(out, [2]int{begin, i + len("”")})
			}
			depth = max(depth, 0)
		}
	}
	return out
}

// blanks are the words in an instruction that stand for something, and what a person would say for them.
var blanks = strings.NewReplacer(
	"单位 职务 姓名", "大寺镇 联络员 王小林",
	"单位 姓名", "大寺镇 王小林",
	"六位数字", "482913",
	"某某镇", "中北镇",
	"已完成……", "已完成，验收合格",
	"进展……", "进展：已完成一半",
	"补报上月信息：标题", "补报上月信息：大寺镇开展义务植树三百一十株",
	"补报信息：标题", "补报信息：大寺镇开展义务植树三百一十株",
	"信息：标题", "信息：大寺镇开展义务植树三百一十株",
	"什么问题", "林地堆放垃圾",
	"几月几日", "12月31日",
	"报送 标题", "报送 大寺镇开展义务植树三百一十株",
	"街镇 情况", "辛口镇 未发现问题",
	"年度安排", "全年对各街镇实地督查四次",
	"时间 地点", "12月18日上午9点 区政府三楼",
	"自评分", "96分",
	"给 姓名", "给 王小林",
)
