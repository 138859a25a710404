package words

import (
	"regexp"
	"strings"

	"linzhangbot/handlers/ear/frame"
)

var (
	takenBack = []string{"撤", "收回", "作废", "删", "不要了", "别要", "拿下", "拿掉", "去掉", "取消", "不报了", "不算"}
	another   = []string{"另报", "另发", "重报", "重新", "再报", "再发", "我再", "等",
		"回头", "改好", "谢谢", "麻烦", "不好意思", "抱歉", "帮", "请", "哎", "对不起"}
	pointsAt = []string{"那条", "这条", "上面", "刚才", "刚刚", "刚发", "刚报",
		"上一条", "前面", "信息", "昨天", "今天", "我们", "我", "的", "那个", "内个", "那篇", "那", "是"}
	slipped = regexp.MustCompile(`(?:(?:报|发|写|填|弄|传|打|搞)(?:错|重复|重|漏|串)[^，。；;\s给]{0,4}?)(?:$|了|[，。；;\s]|给|撤|删)`)
)

// readTakenBack takes why a report is taken back, where that is said.
func readTakenBack(r *reading, s frame.Slot) {
	if readBecause(r, s); r.slots[s.Name] != nil {
		return
	}
	for _, c := range clausesOf(r.a.text, 0) {
		text := c.text
		if containsAny(text, takenBack) {
			if text = r.behindRef(c); text == "" || containsAny(text, takenBack) {
				text = strings.TrimLeft(slipped.FindString(c.text), "我是")
				text = strings.TrimRight(text, "给撤删，。；; ")
			}
		}
		text = r.withoutRef(text)
		for again := true; again; {
			again = false
			for _, w := range pointsAt {
				if t, ok := strings.CutPrefix(text, w); ok {
					text, again = strings.TrimSpace(t), true
					break
				}
			}
		}
		if text = tidy(text); runes(text) >= 2 && !hasAnyPrefix(text, another) && !softWords[text] {
			r.slots[s.Name] = text
			return
		}
	}
}

// behindRef is what stands behind the number that a clause names last.
func (r *reading) behindRef(c clause) string {
	from := -1
	for _, t := range r.a.tags {
		if (t.class == classReport || t.class == classNth) && t.begin >= c.begin && t.end <= c.end {
			from = t.end
		}
	}
	if from < 0 {
		return ""
	}
	return r.a.text[from:c.end]
}

var (
	placedAt  = regexp.MustCompile(`(?:位置|地点|位于|设在|立在|装在|安在|竖在|放在|挂在|在)[是在为：: ]*([^，,。；;\n]{2,24})`)
	placedNow = regexp.MustCompile(`([^，,。；;：:\n]{2,20}?)的?(?:那|这|内|原来那)[一]?[块个面处](?:林长)?(?:公示)?牌`)
	placeEnds = []string{"更换", "更新", "新增", "新装", "安装", "换了", "立了", "设立", "补装", "各", "共", "新立", "的公示牌", "公示牌", "竖"}
)

// readBoardPlace takes where a forest chief's sign stands.
func readBoardPlace(r *reading, s frame.Slot) {
	place := ""
	if m := placedAt.FindStringSubmatch(r.a.text); m != nil {
		place = m[1]
	} else if m := placedNow.FindStringSubmatch(r.a.text); m != nil {
		place = m[1]
	}
	for _, w := range placeEnds {
		if i := strings.Index(place, w); i > 0 {
			place = place[:i]
		}
	}
	for _, t := range r.a.tags {
		if t.class == classUnit || t.class == classOwn {
			place = strings.TrimPrefix(place, r.a.text[t.begin:t.end])
		}
	}
	if place = tidy(place); runes(place) >= 2 {
		r.slots[s.Name] = place
		return
	}
	readPlace(r, s)
}
