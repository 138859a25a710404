package words

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
	"linzhangbot/models/chinese"
)

// shape is the look of the answers to a question.
type shape struct {
	from   frame.Slot                          // how a typed answer is read; empty for free words
	spare  *regexp.Regexp                      // what may stand beside the value
	covers []class                             // the tags that are the value
	free   func(*reading) (string, bool)       // free words
	wordy  func(r *reading, v any) (any, bool) // says the value as the command takes it
}

// spareWords may stand beside any typed answer.
const spareWords = `吧|的|是|就|那|这|了|呢|啊|由|给|让|在|定|改|到|至|为|请|:|：| |、|和|及|与|，|,`

func spare(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?:` + words + `|` + spareWords + `)+`)
}

var (
	unitSpare = spare(`负责|整改|办理|牵头|全部|所有|全体|全区|各|街道|街|镇|协作|成员|单位|部门|督查|邀请|都`)
	daySpare  = spare(`日期|时间|延期|延|推迟|开始|开会|开|召开|举行|之前|以前|前|完成|整改|到位|内|底|报|去`)
	meetSpare = spare(`日期|时间|延期|延|推迟|开始|开会|开|召开|举行|之前|以前|前|底|去`)
	noSpare   = spare(`第|号|条|个|件|期|项|份|问题|信息|会议|督|信|会|采用|一`)
	markSpare = spare(`自评|打|加|扣|减|得|分|我们|我镇|我局|数`)
	nameSpare = spare(`会议|会|上|下|半年|全年|年度|总结|措施|采取|一次|开|召开|类`)
)

var (
	days    = []class{classDate, classMonth}
	records = []class{classIssue, classNo, classReport, classNth, classItem, classRecord, classIssueNo, classUnit}
)

// grade is a mark, in points.
var grade = frame.Slot{Name: "score", From: "number", Arg: `([0-9]{1,3}(?:\.[0-9])?)`}

// shapes are the types of the slots that questions ask for. What is not here takes words that are no talk.
var shapes = map[string]shape{
	"unit":         {from: answers["unit"], spare: unitSpare, covers: []class{classUnit, classOwn}},
	"targets":      {from: answers["targets"], spare: unitSpare, covers: []class{classUnit, classOwn}},
	"deadline":     {from: answers["deadline"], spare: daySpare, covers: days},
	"new_deadline": {from: answers["new_deadline"], spare: daySpare, covers: days},
	"date":         {from: answers["date"], spare: daySpare, covers: days},
	"start":        {from: answers["start"], spare: meetSpare, covers: days, wordy: dayOrWords},
	"clock":        {from: frame.Slot{Name: "clock", From: "start"}, spare: meetSpare, covers: days, wordy: inWords},
	"issue":        {from: answers["issue"], spare: noSpare, covers: records},
	"ref":          {from: answers["ref"], spare: noSpare, covers: records},
	"meeting":      {from: frame.Slot{Name: "meeting", From: "item"}, spare: noSpare, covers: records, wordy: inWords},
	"resolution":   {from: frame.Slot{Name: "resolution", From: "item"}, spare: noSpare, covers: records, wordy: inWords},
	"type":         {from: answers["type"], spare: nameSpare, covers: []class{classMeeting}},
	"step":         {from: answers["step"], spare: nameSpare, covers: []class{classStep}},
	"period":       {from: answers["period"], spare: nameSpare, covers: days},
	"self_score":   {from: answers["self_score"], spare: markSpare, covers: []class{classPoints, classNo}},
	"score":        {from: grade, spare: markSpare, covers: []class{classPoints, classNo}},
	"owner":        {from: answers["unit"], spare: unitSpare, covers: []class{classUnit, classOwn}, wordy: inWords},
	"place":        {free: placeSaid},
	"title":        {free: atLeast(4)},
	"body":         {free: atLeast(6)},
	"file":         {free: atLeast(6)},
	"name":         {free: nameSaid},
	"to":           {free: nameSaid},
	"reviewer":     {free: nameSaid},
	"stand_in":     {free: nameSaid},
	"chief":        {free: nameSaid},
	"chair":        {free: nameSaid},
}

func shapeOf(name string) shape {
	s, known := shapes[name]
	if !known { // owner2, deadline2: of the second item
		s, known = shapes[strings.TrimRight(name, "0123456789")]
	}
	if !known {
		s.free = atLeast(2)
	}
	return s
}

// Typed reports whether the slot takes a value of a type rather than words: what is such a value and nothing else
// answers the question, whatever else it might mean.
func (l *Language) Typed(name string) bool { return shapeOf(name).free == nil }

// Slot reads one slot out of an answer to a question. ok is false when the answer has not the shape of the slot: talk,
// a question, a put-off, or words about something else.
func (l *Language) Slot(name, text string, now time.Time) (v any, ok bool) {
	v, clauses, _ := l.answer(name, text, now)
	return v, clauses > 0
}

// Purely reports whether an answer is a value of the slot's type and nothing else, so that it is no command, whatever
// else it might mean: 督12 where a number is asked for.
func (l *Language) Purely(name, text string, now time.Time) bool {
	_, clauses, all := l.answer(name, text, now)
	return l.Typed(name) && clauses > 0 && clauses == all
}

// answer reads a slot, and counts the clauses that say nothing else, of all.
func (l *Language) answer(name, text string, now time.Time) (v any, clauses, all int) {
	said := l.Strip(text)
	if talk.Of(said) != talk.Matter || hedged.MatchString(said) && l.Typed(name) || politely.MatchString(text) {
		return nil, 0, 0
	}
	r := &reading{l: l, s: frame.Scene{Now: now}, slots: map[string]any{}, phrase: &ranked{grammar: &compiled{}}}
	r.a = l.analyse(said, r.s)
	s := shapeOf(name)
	if s.free != nil {
		words, fits := s.free(r)
		if !fits {
			return nil, 0, 0
		}
		return words, 1, 1
	}
	readers[s.from.From](r, s.from)
	v = r.slots[s.from.Name]
	ok := v != nil
	if s.wordy != nil {
		v, ok = s.wordy(r, v)
	}
	another := name == "issue" && (r.foreign(name) || len(r.numbers) > 1 || tally.MatchString(said))
	if !ok || another || r.impossible || r.several != nil {
		return nil, 0, 0
	}
	clauses, all = r.only(s)
	return v, clauses, all
}

// foreign reports whether a sentence names a record of another kind by its number: 采用信7号、9号 names no issue.
func (r *reading) foreign(kind string) bool {
	return slices.ContainsFunc(r.a.tags, func(t tag) bool { return t.kind != "" && t.kind != kind })
}

// politely is a question whose head is taken off where it is read for a command.
var politely = regexp.MustCompile(`(?:能不能|可不可以).{1,6}$`)

// hedged is a value that nobody stands for.
var hedged = regexp.MustCompile(`可能|也许|大概|估计|差不多|左右|不一定|说不定|大约|好像`)

// dayOrWords takes a moment, else the words that name a day or an hour: the command asks for the rest.
func dayOrWords(r *reading, v any) (any, bool) {
	if v != nil {
		return v, true
	}
	return r.a.text, len(r.a.spans) > 0
}

// inWords takes the words in which the value was found.
func inWords(r *reading, v any) (any, bool) {
	if _, record := r.a.first(classRecord); v == nil && !record && len(r.a.spans) == 0 {
		return nil, false
	}
	return r.a.text, true
}

// only counts the clauses of the answer that are the value and hardly anything else.
func (r *reading) only(s shape) (clauses, all int) {
	bare := []byte(r.a.text)
	for _, t := range r.a.tags {
		for _, c := range s.covers {
			for i := t.begin; t.class == c && i < t.end; i++ {
				bare[i] = ' '
			}
		}
	}
	list := clausesOf(r.a.text, 0)
	for _, c := range list {
		left := s.spare.ReplaceAllString(string(bare[c.begin:c.end]), "")
		left = strings.TrimFunc(left, func(r rune) bool { return r <= '9' })
		if left == "" || utf8.RuneCountInString(left) == 1 && !strings.ContainsAny(left, deedRunes) {
			clauses++
		}
	}
	return clauses, len(list)
}

// tally is a row of numbers with nothing between them: 18 21 30 7 一共七十六棵.
var tally = regexp.MustCompile(`^[0-9]+(?: +[0-9]+)+`)

// deedRunes order something by themselves: 12号 销 is more than a number.
const deedRunes = "销撤退采删改催查"

// atLeast takes free words that are no talk, of so many characters.
func atLeast(n int) func(*reading) (string, bool) {
	return func(r *reading) (string, bool) {
		return r.a.text, utf8.RuneCountInString(r.a.text) >= n
	}
}

var (
	placeLook = regexp.MustCompile(`(?:室|楼|厅|政府|中心|机关|大院|礼堂|会场|大厦|委|局|委员会|公司|村|社区|街道办?|公园|基地|林场|苗圃|现场|层|号|院|馆|校|站|所|` +
		`广场|宾馆|酒店|饭店|饭堂|食堂|[东西南北正大]门|\p{Han}[A-Z]?[0-9]{3,4}|门口|路口|桥头|岸边|路|` +
		`道|河|湖|山|堤|渠|水库|湿地|坑塘|滩|岛|坡|沟|林地|林带|林区|屏障|地块|小班|片区|周边|附近|一带|沿线|沿岸|两侧|北侧|南侧|东侧|西侧|` +
		`园区|园|区|镇|庄|屯|线上|视频会议|腾讯会议|钉钉会议|电话会议)$`)
	placeHead = regexp.MustCompile(`^(?:(?:会议|开会)?地点(?:就|改|定|设|在|是|为|：|:| )+|还是|就|改成|改|定|放|设|安排|选|换成|` +
		`换到|换|在|到|去|是|：|:| )+`)
	placeEnd   = regexp.MustCompile(`(?:吧|召开|举行|举办|开会|集合|开|就行|就好|即可|为好| )+$`)
	placeNever = regexp.MustCompile(`[我你您他她咱谁吗呢是]|可能|也许|不|没|还|被|占|满|在|已经?|了`)
	// chatty words make no name and no place.
	chatty = regexp.MustCompile(`[了吗呢吧啊呀嘛么?？!！]|不|没|别|无|是|在|我|你|您|他|她|咱|谁|哪|啥|什么|怎|几|多少|今天|明天|昨天|后天|今早|上午|下午|中午|` +
		`晚上|早上|下周|本周|月底|回头|报送|上报|整改|销号|拟定|召开|取消|撤回|退回|采用|签收|同意|批准|延期|督查|登记|挂|查|看|催|问|说|讲|等|吃|喝|忙|走|来|` +
		`去|开会|辛苦|谢谢|加油|收到|好的|天气|哈|嘻|下雨|提醒|通知|总结|汇报|完成|完毕|需要|应该|必须|可以|继续|已经|正|都|很|太|真|还|再|先|也|要|想|可能|大概|估计`)
)

// placeSaid takes what looks like a place.
func placeSaid(r *reading) (string, bool) {
	if m := placeLabel.FindStringSubmatch(r.a.text); m != nil && !chatty.MatchString(m[1]) {
		return m[1], true
	}
	bare := []byte(r.a.text)
	for _, sp := range r.a.spans {
		for i := sp.Begin; i < sp.End; i++ {
			bare[i] = ' '
		}
	}
	pieces := splitHard.Split(string(bare), -1)
	for i := range pieces {
		pieces[i] = placeEnd.ReplaceAllString(placeHead.ReplaceAllString(strings.TrimSpace(pieces[i]), ""), "")
		p := pieces[i]
		n := utf8.RuneCountInString(p)
		if n >= 2 && n <= 24 && placeLook.MatchString(p) && !placeNever.MatchString(p) {
			return collapse(p), true
		}
	}
	return "", false
}

// Guess takes a short name without a deed for a place: it may be one, but nobody could tell by its look.
func (l *Language) Guess(name, text string, now time.Time) (string, bool) {
	said := placeEnd.ReplaceAllString(placeHead.ReplaceAllString(l.Strip(text), ""), "")
	n := utf8.RuneCountInString(said)
	if name != "place" || talk.Of(said) != talk.Matter || splitHard.MatchString(said) {
		return "", false
	}
	if n < 2 || n > 12 {
		return "", false
	}
	return collapse(said), !chatty.MatchString(said) && len(chinese.Dates(said, now, nil)) == 0
}

var splitHard = regexp.MustCompile(`[，,。；;！!\n]`)

var (
	nameHead = regexp.MustCompile(`^(?:我叫|我是|本人|姓名|名字|叫|由|让|请|是|就|交给|给|委托|审查人|[:：]| )+`)
	nameTail = regexp.MustCompile(`(?:吧|代为参加|代参加|参加|代|审查的?|审的|审核的?|接任?|接替|参会|出席|主持| )+$`)
)

// nameSaid takes a person by name or post.
func nameSaid(r *reading) (string, bool) {
	p := nameTail.ReplaceAllString(nameHead.ReplaceAllString(r.a.text, ""), "")
	n := utf8.RuneCountInString(p)
	said := chatty.MatchString(p) || strings.ContainsAny(p, "。；;") || len(chinese.Dates(p, r.s.Now, nil)) > 0
	return p, n >= 2 && n <= 24 && !said
}
