package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

// percentWord is how people say how much of a matter is done: 80%, 百分之八十, 八成, 七成半, 一半.
var percentWord = regexp.MustCompile(
	`([0-9]{1,3})(?:\.[0-9]+)?\s*[%％]|百分之\s*([0-9]{1,3}|[一二三四五六七八九十百]{1,4})|([0-9一二两三四五六七八九十])成(半)?|(一半)`)

// Words around a percentage that tell what it is of.
var (
	percentOfDone = []string{"完成率", "整改率", "完工率", "推进率", "进度"}
	percentOfElse = []string{"率", "度", "比例", "占比"}
	restBefore    = []string{"还剩", "剩余", "剩下", "只剩", "剩", "还有", "还差", "差", "尚余", "仍有", "未完成", "没完成", "没有完成"}
	tenthsBefore  = "0123456789零一二两三四五六七八九十百半"
	// behind 成 a tenth is none: 一成不变, 八成是, 三成员
	tenthsBehind = []string{"立", "功", "果", "员", "为", "片", "活", "本", "人", "熟", "效", "年", "品", "型", "语", "长",
		"交", "林", "绩", "分", "不", "是", "会", "要", "能", "得"}
)

// readPercent takes how much is done, in hundredths. What is said to be left is taken from a hundred.
func readPercent(r *reading, s frame.Slot) {
	text := r.a.text
	for _, m := range percentWord.FindAllStringSubmatchIndex(text, 8) {
		n, ok := percentOf(text, m)
		before := strings.TrimRight(text[:m[0]], " 约大概近到达为了已至：:")
		short := endsWithAny(before, []string{"不", "没", "不足"}) || hasAnyPrefix(text[m[1]:], []string{"都", "也"})
		if !ok || n > 100 || short {
			continue
		}
		if endsWithAny(before, percentOfElse) && !endsWithAny(before, percentOfDone) {
			continue
		}
		if endsWithAny(before, restBefore) || hasAnyPrefix(text[m[1]:], []string{"没", "未", "还没", "还未", "尚未"}) {
			n = 100 - n
		}
		r.slots[s.Name] = n
		return
	}
}

// percentOf reads one match. ok is false for a word that only looks like a percentage.
func percentOf(text string, m []int) (n int, ok bool) {
	group := func(g int) string {
		if m[2*g] < 0 {
			return ""
		}
		return text[m[2*g]:m[2*g+1]]
	}
	switch {
	case group(5) != "":
		return 50, true
	case group(3) == "":
		return chinese.Number(group(1) + group(2))
	case strings.ContainsRune(tenthsBefore, lastRune(text[:m[0]])) || hasAnyPrefix(text[m[1]:], tenthsBehind):
		return 0, false // 七八成 is no number, 一成不变 no tenth
	}
	if n, ok = chinese.Number(group(3)); group(4) != "" {
		return n*10 + 5, ok
	}
	return n * 10, ok
}

// bareProgress are words that only name what is told.
var bareProgress = words("进展 进度 整改进展 整改进度 报进展 报进度 整改 问题")

// readProgress takes what is told of a problem on its way: the words behind the phrase as they stand, else all of them,
// without the number before them. What only names the number tells nothing.
func readProgress(r *reading, s frame.Slot) {
	told := tidy(r.rest())
	if told == "" {
		told = tidy(r.a.text)
	}
	for _, t := range r.a.tags {
		if t.class != classIssue && t.class != classNo {
			continue
		}
		if rest, ok := strings.CutPrefix(told, r.a.text[t.begin:t.end]); ok {
			told = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(rest, "问题"), "的"), " ，,：:。")
			break
		}
	}
	if told != "" && !bareProgress[told] {
		r.slots[s.Name] = told
	}
}
