package handlers

import (
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models"
	"linzhangbot/models/audit"
	"linzhangbot/models/calendar"
	"linzhangbot/models/db"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Request is all a command gets: no clock, no network. Everything it does goes through Tx and is committed with
// the reply, or not at all.
type Request struct {
	Tx         *db.Tx
	Now        time.Time // in the district's zone
	Actor      models.Actor
	Event      bot.Event
	Args       Args
	First      Message          // what gave the command: this event, or the message before the questions it answers
	Profile    *profile.Profile // the version that holds now
	Days       *calendar.Calendar
	Deployment *Deployment
	// Understand reads further words as the desk read the message.
	Understand func(text string) frame.Meaning

	left Outcome
}

// Message is somebody's message as a command must remember it while it asks back.
type Message struct {
	Text   string      `json:"text"`
	At     time.Time   `json:"at"` // in the district's zone
	ID     string      `json:"id"` // the platform's
	Media  []bot.Media `json:"media,omitempty"`
	Person string      `json:"person,omitempty"` // code of who said it; empty for a stranger
	Act    int         `json:"act,omitempty"`    // which of several orders in the message, from 0
}

// Args is what was understood.
type Args struct {
	Intent    string
	Slots     Slots
	Confirmed bool         // the person has seen what was understood and said yes
	Expect    frame.Expect // what the language made of it; OK once a question was answered
	Unsure    bool         // the words may mean something else: confirmed even by commands that ask their own questions
	Why       string       // Chinese: why it asks, confirms or refuses
	Missing   string       // Ask: the slot that is missing
	Choices   []string     // Ask: answers to offer
	Text      string       // the whole sentence, for titles of last resort
}

// Question is one question back: at most one waits per person and chat.
type Question struct {
	Missing string   // the slot the answer fills; empty: only 确认 or 取消
	Text    string   // Chinese, one line
	Choices []string // answers to tap
	Slots   Slots    // what to remember beside Args.Slots
	Intent  string   // the command to go on with; empty: this one
}

// Say queues a notice in the same transaction. It is sent after the commit.
func (r *Request) Say(n Notice) { r.left.Notices = append(r.left.Notices, n) }

// Settled tells that duties or records are done: whatever reminder about them has not left yet is withdrawn in this
// same transaction. keys are Standing.Key() values or record ids used as Notice.Subject.
func (r *Request) Settled(keys ...string) { r.left.Settled = append(r.left.Settled, keys...) }

// Outcome is what a command left beside its answer.
type Outcome struct {
	Notices []Notice
	Settled []string
	Ask     *Question
}

// Take empties the request of what was left so far: for the desk, after a command and before the next.
func (r *Request) Take() Outcome {
	out := r.left
	r.left = Outcome{}
	return out
}

// Asked is the question the command asks back; nil when it asks none.
func (r *Request) Asked() *Question { return r.left.Ask }

// Ask answers with one question and remembers where to go on. The code is ask.which unless the card says otherwise.
func (r *Request) Ask(q Question) bot.Card {
	q.Choices = slices.Clone(q.Choices)
	for i, choice := range q.Choices {
		q.Choices[i] = r.Profile.Words(choice)
	}
	r.left.Ask = &q
	return bot.Card{Code: "ask.which", Tone: bot.ToneNotice, Title: q.Text, Buttons: q.Buttons()}
}

// Confirm shows what was understood and waits for 确认. The card's text says what will happen.
func (r *Request) Confirm(c bot.Card, slots Slots) bot.Card {
	r.left.Ask = &Question{Slots: slots}
	if c.Code == "" {
		c.Code = "ask.which"
	}
	if c.Next == "" {
		c.Next = "回“确认”即办，回“取消”作罢。"
	}
	c.Buttons = append(c.Buttons, bot.Button{Label: "确认", Command: "确认", Primary: true}, bot.Button{Label: "取消", Command: "取消"})
	return c
}

// Buttons are the answers to tap.
func (q Question) Buttons() []bot.Button {
	var out []bot.Button
	for _, c := range q.Choices {
		out = append(out, bot.Button{Label: c, Command: c})
	}
	return out
}

// Wide reports whether the sender sees the whole district.
func (r *Request) Wide() bool { return r.Actor.IsOffice() || r.Actor.IsChief() }

// Scope is the organisation whose records the sender sees; empty: all of the district. Who holds posts in several
// sees those of all of them: lists ask Scopes, single records Sees.
func (r *Request) Scope() string {
	if r.Wide() {
		return ""
	}
	return r.Actor.Org.Code
}

// Sees reports whether the sender may see a record of an organisation: one of his own, or any where he sees the whole
// district.
func (r *Request) Sees(org string) bool { return r.Wide() || r.Actor.Owns(org) }

// Scopes are the organisations whose records a list shows the sender: all of those he holds a post in, or the one that
// the sentence, the chat or the card tells; nil is all of the district. A town's own group is not shown what is of
// somebody's other organisation.
func (r *Request) Scopes() []string {
	switch org := r.Actor.Org; {
	case r.Actor.Told && org.Code != "" && org.Kind != models.KindOffice:
		return []string{org.Code}
	case r.Wide():
		return nil
	}
	return append([]string{}, r.Actor.Codes()...)
}

// InScope reports whether a list shows the sender what is of an organisation.
func (r *Request) InScope(org string) bool {
	scopes := r.Scopes()
	return scopes == nil || slices.Contains(scopes, org)
}

// Mine are the codes of the organisations that the sender answers for himself by one of some roles, by any where none
// is given: the office answers for others, and is none of them.
func (r *Request) Mine(roles ...models.Role) []string {
	if len(roles) == 0 {
		roles = []models.Role{models.RoleBound}
	}
	var out []string
	for _, o := range r.Actor.Holding(roles...) {
		if o.Kind != models.KindOffice {
			out = append(out, o.Code)
		}
	}
	return out
}

// Choose is the one of some organisations that is meant: the only one, or the one that the sentence, the chat or the
// card tells. Where ok is false he must be asked (see WhichOrg).
func (r *Request) Choose(orgs []string) (org string, ok bool) {
	if len(orgs) == 1 {
		return orgs[0], true
	}
	return r.Actor.Org.Code, r.Actor.Told && slices.Contains(orgs, r.Actor.Org.Code)
}

// Owing are those of some organisations that owe a fact by a duty of the district; all of them where none does.
func (r *Request) Owing(fact string, orgs []string) []string {
	var out []string
	for _, code := range orgs {
		o := naming.OrgOf(r.Profile, code)
		owes := func(d profile.Duty) bool { return d.What == fact && d.Who.Selects(o) }
		if slices.ContainsFunc(r.Profile.Duties, owes) {
			out = append(out, code)
		}
	}
	if len(out) == 0 {
		return orgs
	}
	return out
}

// WhichOrg is the question for whom of some organisations somebody with several posts writes.
func (r *Request) WhichOrg(orgs []string, keep Slots) Question {
	names := models.Each(orgs, func(code string) string { return naming.OrgOf(r.Profile, code).Name })
	return Question{Missing: SlotUnit, Text: "您在不止一个单位任职，这次以哪个单位的名义？", Choices: names, Slots: keep}
}

// apart drops what two seats bring alike, and names the organisation where each would do the same for itself.
func (r *Request) apart(all []Waiting) (out []Waiting) {
	for _, w := range all {
		each := func(o Waiting) bool { return o.Command == w.Command && o.Org != w.Org }
		one := w
		if w.Org != "" && slices.ContainsFunc(all, each) {
			name := r.Profile.OrgName(w.Org)
			one.Command, one.Label = w.Command+" "+name, name+w.Label
		}
		if !slices.ContainsFunc(out, func(have Waiting) bool { return have.Command == one.Command }) {
			out = append(out, one)
		}
	}
	return out
}

// as is the request as if another had sent it.
func (r *Request) as(a models.Actor) *Request {
	other := *r
	other.Actor, other.left = a, Outcome{}
	return &other
}

// JustPassed reports whether a day said without a year went by within the last half year: such a day was meant to lie
// ahead this year and is wrong, and must not quietly become next year's.
func (r *Request) JustPassed(day time.Time) bool {
	if day.Year() == r.Now.Year() {
		return false // 12月31日, said in spring
	}
	day = day.AddDate(-1, 0, 0)
	recent := day.Before(r.Now) && r.Now.Before(day.AddDate(0, 6, 0))
	return recent && !strings.Contains(r.First.Text+r.Args.Text, "年")
}

// Audit keeps a change of a record, with who and from which message.
func (r *Request) Audit(kind, record, ref, verb string, before, after any, note string) error {
	return audit.Put(r.Tx, audit.Row{Kind: kind, Record: record, Ref: ref, Verb: verb, Person: r.Actor.Person,
		Account: r.Actor.Account, Message: r.Event.ID, Note: note, At: r.Now.UTC()}, before, after)
}

// Number reserves the next number of a kind in the current year, in the district's form.
func (r *Request) Number(kind string) (string, int, error) {
	n, err := r.Tx.Next(kind, r.Now.Year())
	if err != nil {
		return "", 0, err
	}
	return r.Profile.Number(kind, r.Now.Year(), n), n, nil
}
