package meeting

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
)

// reschedule moves a meeting in time or place. A plan that was not yet approved becomes a new version and is asked
// for again; one that was noticed is changed, and everybody who had the notice gets the change.
func (r *request) reschedule() (bot.Card, error) {
	m, err := r.pickByOldDay()
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.mayChange(m, meeting.Change); err != nil {
		return bot.Card{}, err
	}
	start, place := m.Start.In(r.Now.Location()), cut(r.Args.Slots.Str("place"), 100)
	moved, ok := r.newStart(start)
	switch {
	case ok:
		start = moved
	case place == "" && r.Args.Intent != "meeting.submit":
		return bot.Card{}, r.ask("start", m.Title+"改到哪天几点？")
	}
	if !start.After(r.Now) {
		delete(r.Args.Slots, "start")
		return bot.Card{}, r.ask("start", naming.Clock(start, r.Now)+"已经过了，改到哪天几点？")
	}
	if ok && r.JustPassed(start) {
		delete(r.Args.Slots, "start")
		return bot.Card{}, r.ask("start", start.Format("1月2日")+"已经过去，改到哪天几点？明年的请写上年份。")
	}
	if place == "" {
		place = m.Place
	}
	// The same plan once more tells nobody anything, and would lose the words and answers that are in.
	unmoved := map[meeting.State]string{meeting.Approving: draftName(m) + "正在审定，时间地点没有变，不用再报。",
		meeting.Noticed: m.Number + "已发出通知，时间地点没有变，没有重发。"}[m.State]
	if unmoved != "" && start.Equal(m.Start) && place == m.Place {
		return bot.Card{}, r.refuse(m, models.BadInput, unmoved, "要改，请说改到哪天几点或在哪里开。")
	}
	if !r.tellsWhich() && ok && !r.saysHour() && !r.Args.Confirmed {
		return r.Confirm(bot.Card{Tone: bot.ToneNotice, Title: "把" + m.Title + "改到" + naming.Clock(start, r.Now) + "，对吗？",
			Next: "没有说是哪个会、几点开，先没有改。"}, nil), nil
	}
	return r.move(m, start, place)
}

// tellsWhich reports whether a meeting is named, by its number or its type.
func (r *request) tellsWhich() bool {
	_, named := r.meant()
	return named || r.Args.Slots.Str("type") != ""
}

// saysHour reports whether the new start was said with its hour.
func (r *request) saysHour() bool {
	if _, err := time.Parse(minuteForm, r.Args.Slots.Str("start")); err == nil {
		return true
	}
	said := r.moments(r.Args.Slots.Str("start"))
	return len(said) > 0 && said[0].Grain == chinese.Minute
}

// pickByOldDay finds the meeting to move: the day in the sentence is the new one, so it does not help to find it.
func (r *request) pickByOldDay() (meeting.Meeting, error) {
	all := r.Args.Slots
	r.Args.Slots = all.With(nil)
	delete(r.Args.Slots, "start")
	delete(r.Args.Slots, "date")
	if spans := chinese.Dates(chinese.Normalize(r.First.Text), r.Now, r.Days); len(spans) > 1 {
		r.Args.Slots["date"] = spans[0].Future(r.Now).From.Format(time.DateOnly) // 把12月8日的联席会议改到12月9日
	}
	m, err := r.pick(movable, false)
	delete(r.Args.Slots, "date")
	r.Args.Slots = all.With(r.Args.Slots)
	if _, named := r.meant(); err == nil && !named && r.namesOther(m) {
		err = r.which([]meeting.Meeting{m})
	}
	return m, err
}

// oldNumber is what a sentence calls the matter that is moved: 12号那个改成15号.
var oldNumber = regexp.MustCompile(`^[^0-9月]{0,6}([0-9]{1,3})号[^0-9]*?(?:改|推|挪|调|延|提|换|移)`)

// namesOther reports whether a sentence calls what is moved by a bare number that is not the meeting's day: it may be
// anything of that number.
func (r *request) namesOther(m meeting.Meeting) bool {
	said := oldNumber.FindStringSubmatch(chinese.Normalize(r.First.Text))
	return said != nil && said[1] != strconv.Itoa(m.Start.In(r.Now.Location()).Day())
}

// newStart is the new moment: a day without an hour keeps the hour, an hour without a day keeps the day.
func (r *request) newStart(old time.Time) (time.Time, bool) {
	words, zone := r.Args.Slots.Str("start"), r.Now.Location()
	hourOn := func(day, hour time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), hour.Hour(), hour.Minute(), 0, 0, zone)
	}
	if t, err := time.ParseInLocation(minuteForm, words, zone); err == nil {
		if !dayWord.MatchString(r.First.Text) {
			t = hourOn(old, t)
		}
		return t, true
	}
	if d, err := time.ParseInLocation(time.DateOnly, r.Args.Slots.Str("date"), zone); err == nil {
		return hourOn(d, old), true
	}
	said := r.moments(words)
	switch {
	case len(said) == 0:
		return time.Time{}, false
	case said[0].Grain == chinese.Minute:
		return said[0].From, true
	}
	return hourOn(said[0].From, old), true
}

// dayWord names a day beside an hour.
var dayWord = regexp.MustCompile(`今天|今日|明|后天|周|星期|礼拜|月|号上|号下|日`)

// move changes a plan: the next version.
func (r *request) move(m meeting.Meeting, start time.Time, place string) (bot.Card, error) {
	before, later := summary(m), !start.Equal(m.Start)
	clashes, err := meeting.Clashes(r.Tx, m, start, r.Days)
	if err != nil {
		return bot.Card{}, err
	}
	if err := r.settleAll(m); err != nil {
		return bot.Card{}, err
	}
	m.Reason = changeWords(m, start, place, r.Args.Slots.Str("reason"), r.Now)
	m.Start, m.Place, m.Version = start, place, m.Version+1
	if m.State != meeting.Noticed {
		m.State, m.Drafted = meeting.Drafted, r.Actor.Person
		if m.Further, err = meeting.Further(r.Tx, r.Laws(), m.TypeIn(r.Profile), m, start, r.Days); err != nil {
			return bot.Card{}, err
		}
	}
	if err := r.amend(&m, "changed", before); err != nil {
		return bot.Card{}, err
	}
	untold, err := r.withdraw(m.Key())
	if err != nil {
		return bot.Card{}, err
	}
	if m.State != meeting.Noticed {
		return r.propose(m, clashes)
	}
	return r.tellChange(m, later, untold, clashes)
}

// changeWords says what moved: 12月2日…改到12月3日…。
func changeWords(m meeting.Meeting, start time.Time, place, reason string, now time.Time) string {
	var out []string
	if !start.Equal(m.Start) {
		out = append(out, "时间由"+naming.Clock(m.Start, now)+"改到"+naming.Clock(start, now))
	}
	if place != m.Place {
		out = append(out, "地点由"+m.Place+"改到"+place)
	}
	if reason != "" {
		out = append(out, "原因："+reason)
	}
	return strings.Join(out, "；")
}

// tellChange tells a change to exactly those who had the notice. Answers to another time are void; answers to another
// place are not.
func (r *request) tellChange(m meeting.Meeting, later bool, untold subjects, clashes []string) (bot.Card, error) {
	list, err := meeting.Attendees(r.Tx, m.ID)
	if err != nil {
		return bot.Card{}, err
	}
	next := "已通知收到过会议通知的每一位。"
	if later {
		next = "已通知收到过会议通知的每一位，请他们重新答复。"
		for i := range list {
			if a := &list[i]; a.Answer != meeting.NoReply {
				a.Former, a.Answer, a.StandIn, a.Reason, a.Answered = a.Answer, meeting.NoReply, "", "", nil
			}
		}
	}
	byHand, err := r.notify(m, list, codeChanged, untold)
	c := r.card(m, codeChanged, bot.ToneDone, m.Title+"已改："+draftName(m))
	c.Text, c.Fields = handlers.Lines(m.Reason, strings.Join(clashes, "\n")), r.whenWhere(m)
	c.Next = handlers.Lines(next, byHand)
	return c, err
}
