package meeting

import (
	"context"
	"fmt"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/meeting"
	"linzhangbot/models/naming"
	"linzhangbot/models/roster"
)

// codeWaiting is the code of what says what of the meetings waits for the office.
const codeWaiting = "meeting.waiting"

// queue lists what waits for the hand of the office: resolutions to check, words that are missing too long, plans that
// were sent back, meetings without minutes.
func queue(_ context.Context, asked *handlers.Request) ([]handlers.Queued, error) {
	r, err := newRequest(asked)
	if err != nil {
		return nil, err
	}
	out, err := r.toCheck()
	for _, heap := range []func() ([]handlers.Queued, error){r.stuck, r.returned, r.unminuted} {
		if err != nil {
			return nil, err
		}
		var more []handlers.Queued
		more, err = heap()
		out = append(out, more...)
	}
	return out, err
}

// toCheck are the resolutions that were reported done.
func (r *request) toCheck() ([]handlers.Queued, error) {
	rows, err := meeting.Resolutions(r.Tx, meeting.Search{States: []meeting.State{meeting.Done}})
	var out []handlers.Queued
	for _, x := range rows {
		since := x.At
		if x.DoneAt != nil {
			since = *x.DoneAt
		}
		out = append(out, handlers.Queued{Heap: "待核实的议定事项", Code: "resolution.waiting", Ref: x.Number, Key: "resolution",
			Line:  r.Profile.OrgName(x.Org) + "报已完成：" + handlers.Cut(x.Text, 40),
			Since: since.In(r.Now.Location()), Subject: x.Key(), Article: string(x.ArticleOf(r.Profile)),
			Next:    "核实发“核实 " + x.Number + "”，不到位发“退回 " + x.Number + " 理由”。",
			Buttons: buttons(x.Number, "核实", "退回")})
	}
	return out, err
}

// stuck are the words that are missing longer than the type of the meeting leaves to an approver.
func (r *request) stuck() ([]handlers.Queued, error) {
	rows, err := meeting.WantedOf(r.Tx, r.Profile, "")
	var out []handlers.Queued
	listed := map[string]bool{}
	for _, x := range rows {
		t := x.Meeting.TypeIn(r.Profile)
		since, owed := x.Since().In(r.Now.Location()), x.Owed(t, x.Word.Person, "", r.Now.Location())
		if !x.Stuck(t, r.Now, r.Days) || listed[owed.Key()] {
			continue
		}
		listed[owed.Key()] = true
		line := fmt.Sprintf("%s，%s报%s，还没有答复", draftTitle(x), naming.Day(since, r.Now),
			roster.Title(r.Profile, x.Word.Post, ""))
		if x.Word.Asked == nil {
			line = draftTitle(x) + "，" + roster.Title(r.Profile, x.Word.Post, "") + "空缺，没有人审定"
		}
		out = append(out, r.heap(x.Meeting, "审定未答复的会议方案、纪要", line, since, owed.Key(), "请当面报审，或打电话问一下。"))
	}
	return out, err
}

// returned are the plans that an approver sent back.
func (r *request) returned() ([]handlers.Queued, error) {
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Returned}})
	var out []handlers.Queued
	for _, m := range rows {
		line := m.Title + "方案被退回"
		if m.Reason != "" {
			line += "：" + handlers.Cut(m.Reason, 40)
		}
		out = append(out, r.heap(m, "退回待改的会议方案", line, m.Changed, m.Key(), "改好后说出新的时间地点，或发“报审 "+m.Number+"”。"))
	}
	return out, err
}

// unminuted are the meetings that were held and have no minutes yet, nor any that wait for approval.
func (r *request) unminuted() ([]handlers.Queued, error) {
	rows, err := meeting.Find(r.Tx, meeting.Filter{States: []meeting.State{meeting.Held}})
	var out []handlers.Queued
	for _, m := range rows {
		_, waits, err := meeting.NewestMinutes(r.Tx, m.ID, meeting.MinutesPending)
		if err != nil {
			return nil, err
		}
		if waits {
			continue
		}
		back, sent, err := meeting.NewestMinutes(r.Tx, m.ID, meeting.MinutesReturned)
		if err != nil {
			return nil, err
		}
		line, since := m.Title+"，"+naming.Day(m.Start, r.Now)+"开的", m.Start
		if sent {
			line, since = line+"，"+"第"+itoa(back.Version)+"稿被退回", back.At
		}
		out = append(out, r.heap(m, "待出的会议纪要", line, since, m.Key(), "发“纪要 "+m.Number+"：……”，逐条写明单位和时限。"))
	}
	return out, err
}

// heap is one thing about a meeting that waits for the office.
func (r *request) heap(m meeting.Meeting, name, line string, since time.Time, subject, next string) handlers.Queued {
	return handlers.Queued{Heap: name, Code: bot.Code(codeWaiting), Ref: m.Number, Key: "meeting", Line: line,
		Since: since.In(r.Now.Location()), Subject: subject, Article: string(r.article(m)), Next: next}
}
