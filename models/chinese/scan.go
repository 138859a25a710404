package chinese

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Dates finds the moments of a text in order. The text should have been normalized. A nil calendar takes Monday to
// Friday for working days.
func Dates(text string, now time.Time, cal WorkingDays) []Span {
	if !mayHold(text) {
		return nil
	}
	r := []rune(text)
	at := make([]int, len(r)+1)
	for i, c := 0, 0; i < len(r); i++ {
		at[i] = c
		c += runeLen(text[c:])
		at[i+1] = c
	}
	if cal == nil {
		cal = weekdays{}
	}
	s := &scan{r: r, now: now, today: midnight(now), cal: cal}
	var out []Span
	for i := 0; i < len(r); {
		if sp, j := s.span(i); j > i {
			sp.Begin, sp.End = at[i], at[j]
			out = append(out, sp)
			i = j
			continue
		}
		i = s.next(i)
	}
	return out
}

// starters are the characters a moment can begin with, besides digits and numerals.
const starters = "今明后大昨前本这下上周星礼月年季全半去当同元国春清植劳妇儿建中端除重凌早晚午傍夜近未最限期宽正一第每隔双单腊廿次"

// startBits has a bit for each of the starters and numerals: most characters of a sentence are asked for in vain.
var startBits = func() (bits [1024]uint64) {
	mark := func(r rune) { bits[r>>6] |= 1 << (r & 63) }
	for _, r := range starters + "万亿廿卅" {
		mark(r)
	}
	for r := range digits {
		mark(r)
	}
	for r := range tens {
		mark(r)
	}
	return bits
}()

func mayStart(r rune) bool { return r < 0x10000 && startBits[r>>6]>>(r&63)&1 == 1 }

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// mayHold spares most chatter the walk: without one of these there is no moment.
func mayHold(text string) bool {
	return strings.ContainsAny(text, "0123456789天日号月周年季点时早晚末底旬半期礼节假午明旦班七庆夕宵秋阳一廿")
}

// span reads a moment with the words that make it a deadline, a window or a stretch.
func (s *scan) span(i int) (Span, int) {
	c := s.r[i]
	if !digit(c) && !mayStart(c) {
		return Span{}, i
	}
	if letter(s.at(i-1)) || digit(s.at(i-1)) {
		return Span{}, i // G201, W20261120
	}
	var m moment
	var j int
	switch c {
	case '每', '隔', '双', '单':
		m, j = s.recurring(i)
	default:
		m, j = s.duration(i)
	}
	if j == i {
		m, j = s.point(i)
	}
	if j == i {
		return Span{}, i
	}
	m, j = s.until(m, j)
	return s.kind(m, i, j)
}

// until reads the second half of 12月7日至9日.
func (s *scan) until(m moment, j int) (moment, int) {
	_, k := s.word(s.spaces(j), "至", "到", "起至", "起到", "开始至", "开始到", "—", "–", "-", "~", "～", "－")
	if k == s.spaces(j) || m.grain < Minute || m.recurring {
		return m, j
	}
	for s.at(k) == '—' || s.at(k) == ' ' {
		k++
	}
	to, e := s.endOf(m, k)
	if e == k || to.bad || to.grain > Day && to.grain != m.grain || to.to.Before(m.from) {
		return m, j
	}
	m.to, m.vague = to.to, m.vague || to.vague
	if m.grain == Minute && to.grain != Minute || m.grain == Part {
		m.grain = Day
	}
	if m.grain == Day {
		m.from = midnight(m.from)
	}
	return m, e
}

// endOf reads the end of a stretch, which leaves out what its beginning said: 至9日, 至周五, 到11点.
func (s *scan) endOf(m moment, k int) (moment, int) {
	if n, e := number(s.r, k); e > k {
		if w, f := s.word(e, "日", "号"); w != "" && n >= 1 {
			t := time.Date(m.from.Year(), m.from.Month(), n, 0, 0, 0, 0, m.from.Location())
			to := day(t)
			to.bad = t.Day() != n
			return s.glossed(to, k, f)
		}
	}
	if m.grain == Minute {
		if t, e := s.clock(k, m.from, true); e > k {
			return t, e
		}
	}
	to, e := s.point(k)
	if to.roll == NoYear && e > k {
		y := m.from.Year() - to.from.Year()
		to.from, to.to = to.from.AddDate(y, 0, 0), to.to.AddDate(y, 0, 0)
		if to.to.Before(m.from) {
			to.to = to.to.AddDate(1, 0, 0)
		}
	}
	return to, e
}

// notLimits are words that begin with 前 or 内 and limit nothing.
var notLimits = []string{"前往", "前来", "前去", "前台", "前门", "前期", "前段", "前三", "前后", "前院", "内容", "内部", "内蒙", "内涝", "内外"}

// kind reads what stands behind and before the moment and decides what it is for.
func (s *scan) kind(m moment, i, j int) (Span, int) {
	sp := Span{From: m.from, To: m.to, Grain: m.grain, Roll: m.roll, Vague: m.vague, Impossible: m.bad, Kind: Point}
	sp.Recurring, sp.gloss = m.recurring, m.gloss
	if m.grain > Day || m.grain == Day && m.to.After(m.from) {
		sp.Kind = Window
	}
	k := s.spaces(j)
	if w, e := s.word(k, "前后", "左右", "前夕", "上下"); w != "" {
		sp.Vague = true
		return sp, e
	}
	limit := m.due
	if no, _ := s.word(k, notLimits...); no == "" {
		w, e := s.word(k, "之前", "以前", "前", "为止", "截止", "止")
		if w == "" && m.grain > Day || w == "" && m.grain == Day {
			w, e = s.word(k, "之内", "以内", "内")
		}
		if w != "" {
			limit, j = true, e
			sp.half()
		}
	}
	if limit || s.before(back(s, i), "截止", "截至", "截止到", "截至到", "不晚于", "不迟于", "最晚", "最迟", "时限", "期限", "限期", "限", "截止日期", "截止时间", "延期至", "延期到", "延至", "延到", "务必") {
		sp.Kind = Deadline
		if m.dayEnd {
			on := midnight(sp.To.Add(-time.Minute))
			sp.From, sp.To, sp.Grain = on, on, Day
		}
		if sp.Roll == NoYear && sp.To.Before(s.today) {
			sp = sp.Future(s.today)
		}
	}
	return sp, j
}

// half turns a part of a day that is a limit into a minute: 周五上午前 is noon, 下午前 the end of the office day.
func (sp *Span) half() {
	if sp.Grain == Part {
		sp.From, sp.Grain = sp.To, Minute
	}
}

// point reads a day, a clock time, or both.
func (s *scan) point(i int) (moment, int) {
	m, j := s.day(i)
	if j == i {
		t, e := s.clock(i, s.today, false)
		if t.grain == Minute && !t.due {
			t.roll = NoDay
		}
		return t, e
	}
	if m.grain != Day || m.due {
		return m, j
	}
	if m, j = s.glossed(m, i, j); m.bad || m.to.After(m.from) {
		return m, j
	}
	k := s.spaces(j)
	if w, e := s.word(k, "的", ",", "，"); w != "" {
		k = s.spaces(e)
	}
	if t, e := s.clock(k, m.from, true); e > k {
		t.roll, t.vague, t.gloss = m.roll, t.vague || m.vague, m.gloss
		return t, e
	}
	return m, j
}

type weekdays struct{}

func (weekdays) Working(d time.Time) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}
