package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
)

// all reports whether a sentence speaks of all organisations at once.
func (r *reading) all() bool {
	m := r.l.local.counted.FindStringSubmatch(r.a.text)
	return r.said(r.l.local.everybody...) || m != nil && m[1] == itoa(r.l.v.towns())
}

// take makes an organisation the answer, remembering doubts about its name.
func (r *reading) take(name string, t tag) {
	r.slots[name] = t.value
	if t.slip {
		r.slip = &t
	}
	if len(t.also) > 0 {
		r.several = &t
		delete(r.slots, name)
	}
}

// unitTags are the organisations in the sentence without the office, which is spoken of as a place or a reader.
func (r *reading) unitTags() []tag {
	var out []tag
	for _, t := range r.a.of(classUnit) {
		if t.org.Kind != models.KindOffice && !reporter(r.a.text, t) {
			out = append(out, t)
		}
	}
	return out
}

// helps reports whether the organisation only helps or goes along: 由城管委协办, 会同公安分局, 组织水务局和城管委联合督查.
func (r *reading) helps(t tag) bool {
	row := r.row(r.a.of(classUnit), slices.IndexFunc(r.a.of(classUnit), func(x tag) bool { return x.begin == t.begin }))
	before, after := r.a.text[:row[0].begin], r.a.text[row[len(row)-1].end:]
	with := endsWithAny(strings.TrimRight(before, " "), []string{"会同", "联合", "协同", "协办单位", "协办单位：", "配合单位：", "协办：", "陪同"})
	return with || hasAnyPrefix(strings.TrimLeft(after, " 等"), []string{"协办", "协助", "配合", "联合督查", "联合检查", "联合开展", "共同督查",
		"一起督查", "一块督查", "一起去", "一块去", "一块儿去", "参与督查", "组成督查组", "陪同"})
}

// reporter reports whether the organisation only tells of the matter: 公安分局反映.
func reporter(text string, t tag) bool {
	tells := []string{"反映", "移交", "转来", "举报", "报告称", "通报称", "来函"}
	return t.org.Kind != models.KindTown && hasAnyPrefix(text[t.end:], tells)
}

// readSaidUnit takes the organisation that speaks: in the phrase, at the front of what follows, or on a label.
func readSaidUnit(r *reading, s frame.Slot) {
	if v := labelled(r.a.text)["unit"]; v != "" {
		for _, t := range r.a.of(classUnit) {
			if strings.HasPrefix(v, r.a.text[t.begin:t.end]) {
				r.take(s.Name, t)
				return
			}
		}
	}
	if title := tidy(labelled(r.a.text)["title"]); title != "" {
		for _, t := range r.a.of(classUnit) {
			if strings.HasPrefix(title, r.a.text[t.begin:t.end]) {
				r.take(s.Name, t)
				return
			}
		}
	}
	front := skipSoft(r.a.text, r.end)
	for _, w := range r.l.v.District {
		if w != "" && strings.HasPrefix(r.a.text[front:], w) {
			front += len(w)
		}
	}
	for _, t := range r.a.of(classUnit) {
		if t.begin < r.end || t.begin <= front {
			r.take(s.Name, t)
			return
		}
	}
	if items := numbered(r.rest()); len(items) > 1 {
		for _, t := range r.a.of(classUnit) {
			if strings.HasPrefix(items[0], r.a.text[t.begin:t.end]) {
				r.take(s.Name, t)
				return
			}
		}
	}
	if r.owned() {
		r.slots[s.Name] = r.s.Unit
	}
}

// owned reports whether the sender speaks of his own organisation.
func (r *reading) owned() bool {
	t, ok := r.a.first(classOwn)
	front := t.begin < r.end || t.begin == 0
	return ok && r.s.Unit != "" && (front || len(r.a.of(classUnit)) == 0)
}

// readAnyUnit takes the first organisation in the sentence, or everybody, or the sender's own where he says so. Arg
// "own" takes the sender's where nothing is said, and everybody's for the office and the chiefs.
func readAnyUnit(r *reading, s frame.Slot) {
	if ts := r.unitTags(); len(ts) > 0 {
		r.take(s.Name, ts[0])
		return
	}
	switch {
	case r.all():
		r.slots[s.Name] = "*"
	case len(r.a.of(classOwn)) > 0 && r.s.Unit != "" && r.s.Role == "liaison":
		r.slots[s.Name] = r.s.Unit
	case s.Arg != "own":
	case r.s.Role == "liaison" && r.s.Unit != "":
		r.slots[s.Name] = r.s.Unit
	case r.s.Role == "office" || r.s.Role == "chief":
		r.slots[s.Name] = "*"
	}
}

// readCharged takes the organisation that has to act: the one that is charged, else the one a clause begins with,
// else any town, else any other.
func readCharged(r *reading, s frame.Slot) {
	var helpers []string
	ts := slices.DeleteFunc(r.unitTags(), func(t tag) bool {
		if r.helps(t) {
			helpers = append(helpers, t.value)
			return true
		}
		return false
	})
	if len(helpers) > 0 && len(ts) > 0 {
		r.slots["assist"] = helpers
	} else if len(ts) == 0 {
		ts = r.unitTags()
	}
	rank := func(t tag) int {
		before := strings.TrimRight(r.a.text[:t.begin], " :：为是")
		switch {
		case endsWithAny(before, r.l.local.charged):
			return 4
		case t.org.Kind == models.KindTown && (before == "" || r.first(t)):
			return 3
		case t.org.Kind == models.KindTown:
			return 2
		}
		return 1
	}
	best := -1
	for i := range ts {
		if best < 0 || rank(ts[i]) > rank(ts[best]) {
			best = i
		}
	}
	switch {
	case best >= 0 && r.either(ts, best) != nil:
		r.several = r.either(ts, best)
	case best >= 0:
		row := r.row(ts, best)
		r.take(s.Name, row[0])
		if names := distinct(row); len(names) > 1 {
			r.slots["units"] = names
		}
	case r.all():
		r.slots[s.Name] = "*"
	case len(r.a.of(classOwn)) > 0 && r.s.Unit != "" && r.s.Role == "liaison":
		r.slots[s.Name] = r.s.Unit
	}
}

// either is an organisation that may also be another one: 大寺还是王稳庄来着.
func (r *reading) either(ts []tag, at int) *tag {
	for j := max(at, 1); j < len(ts); j++ {
		switch strings.TrimSpace(r.a.text[ts[j-1].end:ts[j].begin]) {
		case "还是", "或者", "或", "或是":
			t := ts[j-1]
			t.also = append(slices.Clone(t.also), ts[j].org)
			return &t
		}
	}
	return nil
}

// first reports whether a clause, or what follows the phrase, begins with the name.
func (r *reading) first(t tag) bool {
	return strings.ContainsRune("，,。;；:：\n】 ", lastRune(r.a.text[:t.begin])) || t.begin <= skipSoft(r.a.text, r.end)
}

// row are the organisations that are named in one breath with a given one: 大寺镇和王稳庄镇.
func (r *reading) row(ts []tag, at int) []tag {
	from, to := at, at
	for from > 0 && joined(r.a.text[ts[from-1].end:ts[from].begin]) {
		from--
	}
	for to+1 < len(ts) && joined(r.a.text[ts[to].end:ts[to+1].begin]) {
		to++
	}
	return ts[from : to+1]
}

// joined reports whether nothing but a joining word stands between two names.
func joined(between string) bool {
	switch strings.TrimSpace(between) {
	case "、", "和", "与", "及", "以及", "跟", "同", ",", "，":
		return true
	}
	return false
}

func distinct(ts []tag) []string {
	var out []string
	for _, t := range ts {
		if len(t.also) == 0 && !contains(out, t.value) {
			out = append(out, t.value)
		}
	}
	return out
}

// readTargets takes all organisations but the one that organises.
func readTargets(r *reading, s frame.Slot) {
	var out []string
	for _, t := range r.unitTags() {
		if r.slots["organiser"] == t.value || contains(out, t.value) || r.helps(t) {
			continue
		}
		if t.slip {
			r.slip = &t
		}
		if len(t.also) > 0 {
			r.several = &t
			continue
		}
		out = append(out, t.value)
	}
	if len(out) == 0 && r.said(r.l.local.targeted...) {
		out = []string{"*"}
	}
	if len(out) > 0 {
		r.slots[s.Name] = out
	}
}

// readOrganiser takes the organisation in 由城管委组织.
func readOrganiser(r *reading, s frame.Slot) {
	for _, t := range r.a.of(classUnit) {
		before := r.a.text[:t.begin]
		if strings.HasSuffix(before, "由") || strings.HasSuffix(before, "组织单位：") || strings.HasSuffix(before, "牵头单位：") {
			if hasAnyPrefix(r.a.text[t.end:], []string{"组织", "牵头", "负责", "实施", "开展"}) || strings.HasSuffix(before, "：") {
				r.take(s.Name, t)
			}
		}
	}
}

// readItemUnits names the organisations whose items are meant: 把赤龙南那条做成专报.
func readItemUnits(r *reading, s frame.Slot) {
	var out []string
	for _, t := range r.unitTags() {
		if hasAnyPrefix(r.a.text[t.end:], []string{"那条", "这条", "的那条", "那篇", "报的", "的信息", "那个"}) {
			out = append(out, t.value)
		}
	}
	for _, t := range r.a.tags {
		if t.class == classReport || t.class == classNth {
			out = append(out, t.value)
		}
	}
	if len(out) > 0 {
		r.slots[s.Name] = out
	}
}

// onlyUnit reports whether the words are nothing but an organisation's name, or say nothing.
func (r *reading) onlyUnit(title string) bool {
	if utf8.RuneCountInString(title) < 2 || title == "信息" || title == "如下" || title == "一条" {
		return true
	}
	for _, t := range r.a.of(classUnit) {
		if r.a.text[t.begin:t.end] == title {
			return true
		}
	}
	return false
}
