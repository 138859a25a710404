package words

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
)

var (
	placeLabel = regexp.MustCompile(`(?:地点|地儿|会场|会址|场所|场地|何地|地方)(?:由[^，,。；;\n ]{2,20}?(?:变更为|变更到|改为|改到|换到|调整为|` +
		`调整到))?(?:就?定在|改在|改到|改为|变更为|变更到|换到|换成|换在|挪到|调到|设在|安排在|放在|仍在|还在|就?定|在|为|是)?[:：=＝]?\s*([^，,。；;\n ]+)`)
	placeSame   = regexp.MustCompile(`^(?:没变|不变|未变|照旧|不动|另行|待定|未定|还没|再定|同前|老地方|占上)`)
	placeHeld   = regexp.MustCompile(`在\s*([^，,。；;\n ]{2,20}?)(?:召开|举行|开会|举办|集合|开)`)
	placeMoved  = regexp.MustCompile(`(?:改在|改到|换到|换成|挪到|移到|调到)\s*([^，,。；;\n ]{2,20})`)
	placeTail   = regexp.MustCompile(`(?:室|楼|厅|政府|中心|机关|大院|礼堂|会场|会议厅|办事处|大厦|委|办公室|村委会|公园|基地|林场|现场|号楼|层)$`)
	placeGone   = regexp.MustCompile(`(?:到|赴|去|在|前往)\s*([^，,。；;\n ]{2,20}?)(?:巡林|巡查|巡护|开展|进行|检查|调研|现场)`)
	placeBeen   = regexp.MustCompile(`(?:去了趟|去了一趟|去了|到了|走了|跑了趟|去)\s*([^，,。；;\n ]{2,20}?)(?:巡了|转了|看了|走了|，|,|。|$)`)
	attendWord  = regexp.MustCompile(`(?:请|由|邀请|通知|要求)([^，,。；;\n]{2,80}?)(?:参加|出席|列席|参会|到会|与会)`)
	attendLabel = regexp.MustCompile(`(?:参会人员|参会范围|参加人员|参会单位|参会|参加|出席)[:：]\s*([^。；;\n]+)`)
	agendaWord  = regexp.MustCompile(`(?:议题|主题|内容|议程)(?:是|为)?[:：=＝]?\s*([^，。；;\n]+)|(?:专题研究|研究部署|研究|讨论|审议|传达|部署|` +
		`商议)\s*([^，。；;\n]+)`)
	listSplit = regexp.MustCompile(`[、,，和及与]|以及`)
)

// readPlace takes where something happens.
func readPlace(r *reading, s frame.Slot) {
	if s.Arg == "gone" {
		if m := placeGone.FindStringSubmatch(r.a.text); m != nil {
			r.slots[s.Name] = strings.TrimSpace(m[1])
		} else if m := placeBeen.FindStringSubmatch(r.a.text); m != nil {
			r.slots[s.Name] = strings.TrimSpace(m[1])
		}
		return
	}
	if m := placeLabel.FindStringSubmatch(r.a.text); m != nil {
		if !placeSame.MatchString(m[1]) && !r.dated(m[1]) {
			r.slots[s.Name] = placeHead.ReplaceAllString(m[1], "")
		}
		return
	}
	if m := placeMoved.FindStringSubmatch(r.a.text); m != nil && !r.dated(m[1]) && r.said("地方", "地点", "会场", "会议室") {
		r.slots[s.Name] = m[1]
		return
	}
	if m := placeHeld.FindStringSubmatch(r.a.text); m != nil && !r.dated(m[1]) {
		r.slots[s.Name] = strings.TrimSpace(m[1])
		return
	}
	for _, c := range clausesOf(r.a.text, 0) {
		c = r.behindDates(c)
		t := strings.TrimPrefix(strings.TrimPrefix(c.text, "就"), "在")
		if placeTail.MatchString(t) && utf8.RuneCountInString(t) <= 24 && !r.covered(c) {
			r.slots[s.Name] = t
			return
		}
	}
}

// rooms stand behind a meeting or a day that is a part of a place: 联席会议室, 区委一号楼.
var rooms = []string{"室", "厅", "会议室", "楼", "院", "馆"}

// behindDates is what a clause says behind its last moment: 下周三上午9点区政府会议室.
func (r *reading) behindDates(c clause) clause {
	for _, sp := range r.a.spans {
		room := hasAnyPrefix(r.a.text[sp.End:], rooms)
		if sp.Begin >= c.begin && sp.End < c.end && !room {
			c.begin = sp.End
		}
	}
	c.text = r.a.text[c.begin:c.end]
	return c
}

// dated reports whether the words are a moment rather than a place.
func (r *reading) dated(words string) bool {
	at := strings.Index(r.a.text, words)
	for _, sp := range r.a.spans {
		if sp.Begin <= at && at+len(words) <= sp.End {
			return true
		}
	}
	return false
}

// covered reports whether a clause holds the meeting or a moment and so is no place by itself.
func (r *reading) covered(c clause) bool {
	for _, t := range r.a.tags {
		room := hasAnyPrefix(r.a.text[t.end:], rooms)
		inside := t.begin >= c.begin && t.end <= c.end
		if inside && !room && (t.class == classMeeting || t.class == classDate) {
			return true
		}
	}
	return false
}

// readAttendees takes who is to come, under the official titles.
func readAttendees(r *reading, s frame.Slot) {
	m := attendWord.FindStringSubmatch(r.a.text)
	if m == nil {
		m = attendLabel.FindStringSubmatch(r.a.text)
	}
	if m == nil {
		return
	}
	var out []string
	for _, p := range listSplit.Split(m[1], -1) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, r.l.official(p))
		}
	}
	if len(out) > 0 {
		r.slots[s.Name] = out
	}
}

// official turns a title or an organisation into its official form.
func (l *Language) official(p string) string {
	bare := strings.TrimPrefix(strings.TrimPrefix(p, "各"), "有关")
	for _, n := range l.v.Posts {
		if n.Name == bare || contains(n.Aliases, bare) {
			return n.Name
		}
	}
	for i := range l.v.Orgs {
		o := &l.v.Orgs[i]
		if o.Name == p || o.Full == p || contains(o.Aliases, p) && !contains(l.v.Shared, p) {
			return o.Name
		}
	}
	return p
}

// readAgenda takes what the meeting is about.
func readAgenda(r *reading, s frame.Slot) {
	m := agendaWord.FindStringSubmatch(r.a.text)
	if m == nil {
		return
	}
	text := m[1] + m[2]
	var out []string
	for _, p := range strings.Split(text, "、") {
		if p = tidy(p); p != "" {
			out = append(out, p)
		}
	}
	if len(out) > 0 {
		r.slots[s.Name] = out
	}
}

var (
	nameWord = regexp.MustCompile(`^\p{Han}{2,4}$`)
	nameAt   = regexp.MustCompile(`(?:姓名|叫|名字)[:：是]?\s*(\p{Han}{2,4})`)
)

// readPerson takes name, role and phone of somebody who introduces himself.
func readPerson(r *reading, _ frame.Slot) {
	if p := phoneWord.FindString(r.a.text); p != "" {
		r.slots["phone"] = p
	}
	role := r.l.local.role.FindString(r.a.text)
	if role != "" {
		r.slots["role"] = role
	}
	if m := nameAt.FindStringSubmatch(r.a.text); m != nil {
		r.slots["name"] = m[1]
		return
	}
	rest := []byte(r.a.text)
	for _, t := range r.a.tags {
		if t.class == classUnit || t.class == classOwn {
			for i := t.begin; i < t.end; i++ {
				rest[i] = ' '
			}
		}
	}
	text := string(rest)
	for _, w := range []string{role, "我是", "本人", "绑定", "登记", "身份", "账号", "注册", "认证", "申请", "请求", "的"} {
		if w != "" {
			text = strings.ReplaceAll(text, w, " ")
		}
	}
	for _, f := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ，,。:：、\n；;", c) }) {
		if nameWord.MatchString(f) && !notNames[f] {
			r.slots["name"] = f
			return
		}
	}
}

var notNames = words("一下 谢谢 信息 手机 电话 手机号 微信 单位 职务")

// expressions are compiled once; grammars write them as text.
var expressions sync.Map

func cached(expr string) *regexp.Regexp {
	if v, ok := expressions.Load(expr); ok {
		return v.(*regexp.Regexp)
	}
	re := regexp.MustCompile(expr)
	expressions.Store(expr, re)
	return re
}
