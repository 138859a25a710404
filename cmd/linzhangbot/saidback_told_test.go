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

var (
	// tells is what stands before a sentence that people are told to say; no 撤回“立项”.
	tells = regexp.MustCompile(`(?:发|说|(?:^|[^撤退收])回|回复|答|如|例如)$`)
	// goesOn is what stands between two of them.
	goesOn = regexp.MustCompile(`^(?:|，?或|、|，再|和)$`)
	// ofReminders are the buttons of reminders: a table test over all their kinds holds them to their own matters.
	ofReminders = regexp.MustCompile(`^(?:收到提醒|为什么催我|延后提醒)`)
)

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
		if b.Command != "" && !ofReminders.MatchString(b.Command) {
			out = append(out, told{text: b.Command, press: true, segment: b.Label, section: c.Plain()})
		}
	}
	return out
}

// spokenIn are the sentences of one part of a card.
func spokenIn(part string) (out []told) {
	end, was := 0, false
	for _, at := range quotes(part) {
		between, before := part[end:at[0]], part[:at[0]]
		if was = tells.MatchString(between) || was && goesOn.MatchString(between); was {
			x := told{text: part[at[0]+len("“") : at[1]-len("”")], segment: before, section: before}
			for _, mark := range []string{"\n", "。", "；"} {
				x.segment = x.segment[max(strings.LastIndex(x.segment, mark), 0):]
			}
			x.section = x.section[max(strings.LastIndex(before, "●"), 0):]
			out = append(out, x)
		}
		end = at[1]
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

// filled is an instruction as a person would say it.
func filled(text string) string { return blanks.Replace(text) }

// blanks are the words in instructions that stand for something, and what people would say for them.
var blanks = strings.NewReplacer(
	"单位 职务 姓名", "大寺镇 联络员 王小林",
	"单位 姓名", "大寺镇 王小林",
	"给 姓名", "给 王小林",
	"六位数字", "482913",
	"某某镇", "中北镇",
	"已完成……", "已完成，验收合格",
	"进展……", "进展：已完成一半",
	"改到……", "改到12月18日上午9点",
	"：……", "：1.区水务局12月20日前完成清淤",
	"信息：标题", "信息：开展义务植树三百一十株",
	"报送 标题", "报送 开展义务植树三百一十株",
	"什么问题", "林地堆放垃圾",
	"几月几日", "12月31日",
	"因为……", "因为连日下雨",
	"理由", "材料不全",
	"街镇 情况", "辛口镇 未发现问题",
	"年度安排", "全年对各街镇实地督查四次",
	"时间 地点", "12月18日上午9点 区政府三楼",
	"自评分", "96分",
)
