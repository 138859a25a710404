package words

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/chinese"
)

var (
	attachment = regexp.MustCompile(`[（(]?\s*(?:详见|具体见|见|附)?附件\s*([0-9]{1,2}|[一二三四五六七八九十两])?\s*[个份]?\s*[）)]?|[（(](?:附|` +
		`见)?(?:照片|图片?|图)[^）)]{0,6}[）)]`)
	factual     = regexp.MustCompile(`发现|发生|昨|今天|今早|上午|下午|凌晨|目前|现场|无人员|伤亡|接报|共|参加|一是|据`)
	titleReadTo = 60 // a first sentence longer than this, in characters, is body too
)

// readReport reads title, body, several items, contact, attachments and what can be told from them.
func readReport(r *reading, _ frame.Slot) {
	end, count := r.open()
	at, handed := r.sent(end)
	r.end = at
	rest := r.attached(r.rest())
	rest = r.unmark(rest)
	if form := labelled(r.a.text); form["title"] != "" {
		r.form(form)
		r.classify()
		return
	}
	if handed {
		rest = or(sendsOff.ReplaceAllString(rest, ""), rest)
	}
	rest = inside(r.closed(r.trailing(rest)))
	if count < 2 {
		rest = or(r.inMarksAlone(), rest)
	}
	if items := r.reports(rest, count); len(items) > 1 {
		var out []map[string]any
		for _, it := range items {
			out = append(out, map[string]any{"title": r.corrected(r.once(r.closed(it)))})
		}
		r.slots["items"] = out
		return
	}
	r.titleAndBody(rest)
	r.classify()
}

var sends = []string{"报上", "报送", "上报", "报一下", "报个", "报条", "报了", "发一下", "录一下", "录入", "登一下", "补报", "信息"}

// inside is the title in marks that ends a text, where the words before it only send it: 麻烦给报上去。《…》.
func inside(rest string) string {
	at := strings.Index(rest, "《")
	if at <= 0 || !encloses(strings.TrimRight(rest[at:], " \n。"), "《", "》") {
		return rest
	}
	if before := rest[:at]; strings.ContainsRune("。，,：:；; \n", lastRune(before)) && containsAny(before, sends) {
		return rest[at:]
	}
	return rest
}

// attached takes words about attachments out.
func (r *reading) attached(rest string) string {
	var m []string
	if strings.Contains(rest, "附件") || holdsOne(rest, "（(") { // searching costs more than looking
		m = attachment.FindStringSubmatch(rest)
	}
	if m == nil {
		return rest
	}
	if n, ok := chinese.Number(m[1]); ok && m[1] != "" {
		r.slots["attachments"] = n
	}
	return attachment.ReplaceAllString(rest, "")
}

// unmark takes secrecy marks in brackets out of the words, so that they are not repeated.
func (r *reading) unmark(rest string) string {
	mark := r.l.secret(r.a.text)
	if mark == "" {
		return rest
	}
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}, {"", ""}} {
		rest = strings.ReplaceAll(rest, b[0]+mark+b[1], "")
	}
	return rest
}

// form takes the fields of a filled-in form.
func (r *reading) form(form map[string]string) {
	for _, k := range []string{"body", "contact", "phone", "place"} {
		if form[k] != "" {
			r.slots[k] = form[k]
		}
	}
	for _, c := range r.l.v.Categories {
		if form["category"] != "" && (strings.Contains(form["category"], c.Name) || containsAny(form["category"], c.Words)) {
			r.slots["category"] = c.Key
		}
	}
	title, more, _ := strings.Cut(form["title"], "\n")
	r.slots["title"] = r.corrected(r.titled(r.trailing(title)))
	if more = strings.TrimSpace(more); more != "" && form["body"] == "" {
		r.slots["body"] = more
	}
}

// titleAndBody splits free words: the first line or sentence is the title, what tells when and how is the body, and so
// is a list behind the title.
func (r *reading) titleAndBody(rest string) {
	rest = untitled(strings.TrimSpace(strings.TrimLeft(rest, " \n:：,，、!！-—。.】]")))
	list := ""
	if holdsOne(rest, marksLook) {
		if at := marksOf(rest, itemMark); len(at) > 0 && tidy(rest[:at[0].begin]) != "" {
			rest, list = rest[:at[0].begin], strings.TrimLeft(rest[at[0].begin:], " \n：:；;。，,")
			rest = listHead.ReplaceAllString(rest, "")
		} else if m := itemMark.FindStringIndex(rest); m != nil && m[0] == 0 {
			rest = rest[m[1]:] // 1、 and no second
		}
	}
	title, body := r.split(rest)
	if m := titleIs.FindStringSubmatch(rest); m != nil {
		title, body = m[1], ""
	} else if first, more, ok := strings.Cut(body, "\n"); body != "" && onlyHead.MatchString(title) {
		if title = body; ok {
			title, body = first, more
		} else {
			body = ""
		}
	}
	title = r.once(title)
	if title == "" || r.onlyUnit(title) {
		return
	}
	r.slots["title"] = r.corrected(title)
	body = strings.TrimSpace(bodyLabel.ReplaceAllString(body, ""))
	if list != "" {
		body = strings.TrimSpace(body + "\n" + list)
	}
	if body != "" {
		r.slots["body"] = body
	}
}

var (
	// titleIs says outright what the title is; onlyHead is a first line that says nothing of the matter.
	titleIs  = regexp.MustCompile(`(?:题目|标题|题)(?:是|为|叫)[:：]?\s*[“"《]([^”"》]{4,80})[”"》]`)
	onlyHead = regexp.MustCompile(`^(?:林长制)?(?:工作)?(?:信息|简讯|动态)[①②③④⑤⑥⑦⑧⑨0-9一二三四五]{0,2}$`)
)

// listHead leads over from a title to a list.
var listHead = regexp.MustCompile(`[，,。\s]*(?:具体|主要)?(?:情况|做法|内容)?如下[:：\s]*$`)

// bodyLabel stands before the words of an item whose title had no label.
var bodyLabel = regexp.MustCompile(`^\s*(?:信息正文|信息内容|主要内容|具体内容|正文|内容)\s*[:：]\s*`)

// untitled turns a form without colons into lines: 标题 … 内容 ….
func untitled(s string) string {
	rest := strings.TrimPrefix(s, "标题 ")
	for _, w := range []string{" 内容 ", " 正文 ", "，内容 ", "，正文 ", "内容是", "正文是", "内容为", "正文为"} {
		if title, body, ok := strings.Cut(rest, w); ok && !strings.Contains(title, "。") {
			return title + "\n" + body
		}
	}
	return rest
}

// once drops an organisation that is named before the title and again in it: 大寺镇 大寺镇召开…, 大寺镇：召开….
func (r *reading) once(title string) string {
	if encloses(trimmed(title), "《", "》") {
		return r.titled(title)
	}
	title = r.titled(title)
	for _, t := range r.a.of(classUnit) {
		name := r.a.text[t.begin:t.end]
		for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
			if cut, ok := strings.CutPrefix(title, b[0]+name+b[1]); ok {
				title = r.titled(cut)
			}
		}
		rest, ok := strings.CutPrefix(title, name)
		if !ok {
			continue
		}
		if after := strings.TrimLeft(rest, " ：:-—，,"); after != rest && utf8.RuneCountInString(after) >= 6 ||
			strings.HasPrefix(rest, name) {
			return r.titled(after)
		}
	}
	return title
}

// corrected writes the right name over a misheard one.
func (r *reading) corrected(s string) string {
	for _, t := range r.a.of(classUnit) {
		heard := r.a.text[t.begin:t.end]
		if !t.slip || !strings.HasPrefix(s, heard) {
			continue
		}
		r.slip = &t
		right := t.value
		if !endsWithAny(heard, []string{"镇", "街道", "街", "街道办"}) {
			right = short(right)
		}
		s = right + strings.TrimPrefix(s, heard)
	}
	return s
}

// classify guesses the category and takes the day of the event.
func (r *reading) classify() {
	title, _ := r.slots["title"].(string)
	if title == "" {
		return
	}
	body, _ := r.slots["body"].(string)
	best, most := "", 0
	if r.slots["category"] != nil {
		return // the sender said so
	}
	head, _, _ := strings.Cut(r.a.text, title)
	both := sift(title + "\n" + body)
	for _, c := range r.l.v.Categories {
		n := 0
		if c.Urgent && strings.Contains(head, c.Name) { // 突发应急：…
			n = 3
		}
		for _, w := range c.Words {
			if !both.may(sum(w)) {
				continue
			}
			if strings.Contains(title, w) {
				n += 3
			} else if strings.Contains(body, w) {
				n++
			}
		}
		if c.Urgent && n >= 3 {
			n += 100
		}
		if n > most {
			best, most = c.Key, n
		}
	}
	if best != "" {
		r.slots["category"] = best
	}
	if body == "" {
		return
	}
	for _, sp := range r.a.spans {
		if sp.Begin >= r.end && sp.Grain <= chinese.Day && !sp.Impossible && sp.Kind == chinese.Point {
			if sp = sp.Past(r.s.Now); !sp.From.After(r.s.Now) {
				r.slots["event_date"] = sp.From.Format(dayForm)
				return
			}
		}
	}
}
