package words

import (
	"sort"
	"strings"
	"unicode/utf8"

	"linzhangbot/models"
)

// entry is a word of the district's dictionary.
type entry struct {
	word    string
	class   class
	value   string
	org     *Org
	also    []*Org
	slip    bool
	weak    bool // also an ordinary word: 应急, 组织
	careful bool
}

// dictionary finds the longest word at a position.
type dictionary map[rune][]entry

func (d dictionary) add(e entry) {
	if e.word == "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(e.word)
	for i, x := range d[r] {
		if x.word == e.word && x.class == e.class {
			if e.org != nil && x.org != e.org {
				d[r][i].also = append(d[r][i].also, e.org)
			}
			return
		}
	}
	d[r] = append(d[r], e)
	sort.SliceStable(d[r], func(i, j int) bool { return len(d[r][i].word) > len(d[r][j].word) })
}

func newDictionary(v Vocabulary) dictionary {
	d := dictionary{}
	for i := range v.Orgs {
		o := &v.Orgs[i]
		for _, w := range append([]string{o.Name, o.Full}, o.Aliases...) {
			d.add(entry{word: w, class: classUnit, value: o.Name, org: o, weak: weakName(o, w)})
		}
		for _, w := range o.Slips {
			d.add(entry{word: w, class: classUnit, value: o.Name, org: o, slip: true, weak: utf8.RuneCountInString(w) < 3})
		}
	}
	named := func(c class, names []Name) {
		for _, n := range names {
			for _, w := range append([]string{n.Name}, n.Aliases...) {
				d.add(entry{word: w, class: c, value: n.Name, careful: n.Careful})
			}
		}
	}
	named(classMeeting, v.Meetings)
	named(classStep, v.Steps)
	for _, n := range v.Steps {
		for _, w := range n.Aliases {
			if rest, ok := strings.CutPrefix(w, "发"); ok {
				for _, some := range []string{"发个", "发一个", "发份", "发一份"} {
					d.add(entry{word: some + rest, class: classStep, value: n.Name, careful: n.Careful})
				}
			}
		}
	}
	named(classPost, v.Posts)
	for _, w := range ownWords {
		d.add(entry{word: w, class: classOwn})
	}
	return d
}

// ownWords stand for the sender's organisation.
var ownWords = []string{"我镇", "我们镇", "本镇", "咱镇", "咱们镇", "我街", "我街道", "我们街道", "本街道", "咱街道", "咱们街道", "我局", "我们局", "本局",
	"我委", "我们委", "我部", "我办",
	"我单位", "我们单位", "本单位", "咱们单位", "我们这", "咱们这", "咱们", "我们", "咱"}

// weakName reports whether a name is an ordinary word too, so that it needs help from the words around it.
func weakName(o *Org, w string) bool {
	if o.Kind == models.KindTown || utf8.RuneCountInString(w) > 2 {
		return false
	}
	return !strings.ContainsRune("局委办部", lastRune(w)) || w == "分局"
}

// names finds the words of the dictionary, the longest at each place.
func (l *Language) names(a *analysis) {
	for i := 0; i < len(a.heard); {
		r, n := utf8.DecodeRuneInString(a.heard[i:])
		if e, ok := l.entryAt(a.heard, i, r); ok {
			end := i + len(e.word)
			if e.slip {
				end = suffixEnd(a.heard, end)
			}
			if e.class == classStep && refused(a.shaded()[:i]) {
				i = end // 别约谈: no step is taken
				continue
			}
			a.tags = append(a.tags, tag{class: e.class, begin: i, end: end, value: e.value, org: e.org, also: e.also,
				slip: e.slip, careful: e.careful})
			i = end
			continue
		}
		i += n
	}
}

func (l *Language) entryAt(text string, i int, r rune) (entry, bool) {
	for _, e := range l.words[r] {
		if !strings.HasPrefix(text[i:], e.word) {
			continue
		}
		after := text[i+len(e.word):]
		if e.class == classUnit && placeFollows(e, after) {
			continue
		}
		if e.slip && e.weak && suffixEnd(text, i+len(e.word)) == i+len(e.word) {
			continue
		}
		if !e.slip && e.weak && !standsAlone(text[:i], after) {
			continue
		}
		return e, true
	}
	return entry{}, false
}

func suffixEnd(text string, end int) int {
	for _, s := range []string{"街道办", "街道", "镇", "街"} {
		if strings.HasPrefix(text[end:], s) {
			return end + len(s)
		}
	}
	return end
}

// placeWords behind a town's short name make it the name of a place: 大寺公园, 中北工业园.
var placeWords = []string{"公园", "工业", "产业", "开发区", "园区", "大街", "大道", "路", "道", "村", "社区", "桥", "站", "地铁", "广场", "小区",
	"小学", "中学", "医院", "河", "商业", "古镇", "年画", "新城", "科技"}

func placeFollows(e entry, after string) bool {
	if e.org.Kind != models.KindTown || strings.HasSuffix(e.word, "镇") || strings.HasSuffix(e.word, "街道") {
		return false
	}
	for _, w := range placeWords {
		if strings.HasPrefix(after, w) && !(w == "道" && strings.HasPrefix(after, "道路")) {
			return true
		}
	}
	return false
}

// unitMarks stand before an organisation that is spoken to or about.
var unitMarks = []string{"由", "交办", "责成", "要求", "督促", "通知", "请", "责任单位", "责任单位：", "责任单位:", "给", "对", "向", "职责", "约谈",
	"函告", "查", "看", "看看", "和", "、", "转", "交", "@"}

// standsAlone reports whether an ordinary word can only be a name here.
func standsAlone(before, after string) bool {
	apart := before == "" || strings.ContainsRune(" \n，,：:", lastRune(before))
	before = strings.TrimRight(before, " ")
	alone := after == "" || hasAnyPrefix(after, []string{" ", "\n", "，", "、", "。", "？", "的职责"})
	acts := hasAnyPrefix(after, []string{"对", "未", "没", "要", "需", "负责", "牵头", "应", "尽快", "还没"})
	if acts && (before == "" || endsWithAny(before, []string{"：", ":", "，"})) {
		return true
	}
	for _, m := range unitMarks {
		if strings.HasSuffix(before, m) {
			return true
		}
	}
	return alone && apart
}
