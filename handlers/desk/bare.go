package desk

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/talk"
	"linzhangbot/models/naming"
	"linzhangbot/models/outbox"
)

// bareWords are the words of bare orders, by how much they weigh beside one another: 收到，同意 agrees.
var bareWords = []struct {
	order handlers.Bare
	words *regexp.Regexp
}{
	{handlers.BareReturn, regexp.MustCompile(`^(?:退回去?|驳回|打回去?|不同意|不通过|不批|退回(?:重做|修改)|有意见)$`)},
	{handlers.BareAbsent, regexp.MustCompile(`^(?:不参加|请假|参加不了|不能参加|去不了|来不了|无法参加)$`)},
	{handlers.BareAttend, regexp.MustCompile(`^(?:确认|准时|按时|会)?(?:参加|出席|参会|到会)$`)},
	{handlers.BareAdopt, regexp.MustCompile(`^(?:就)?(?:采用|采纳|选用|用)$`)},
	{handlers.BareUrge, regexp.MustCompile(`^(?:再|帮我|帮我再)?(?:催|提醒|催办|催促|督促)(?:一下|一遍|一次|下)?(?:他们|一下)?$`)},
	{handlers.BareDecline, regexp.MustCompile(`^(?:不用|不必|暂不|暂不采取|暂不采取措施|先不采取|暂不升级|不采取)$`)},
	{handlers.BareAgree, regexp.MustCompile(`^(?:同意|原则同意|完全同意|原则上同意|批准|准|准予|通过|照办|照此办理|照此执行|按此办理|` +
		`可以|行|行的|好|好的|好嘞|没意见|无意见|没有意见|` +
		`没问题|我没意见|审定|签发|签署|ok|OK|就这样|就这么办|可行|认可|准许)$`)},
	{handlers.BareSign, regexp.MustCompile(`^(?:签收|收到|已收到|已签收|签|收悉|确认收到|知悉|已知悉|已阅|阅)$`)},
}

var (
	bareTail = regexp.MustCompile(`(?:这个|这条|那条|那个|这一条|这份|那份|一下|此条|此件|吧|了|的|啦|哈|啊)+$`)
	bareHead = regexp.MustCompile(`^(?:我们?|这个|这条|那条|这份|就|那就|把这条|将此件|拟)+`)
)

// bareOf reads a bare order: every part of the sentence is one, or a courtesy.
func bareOf(text string) (handlers.Bare, bool) {
	best := len(bareWords)
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ，,。.！!~～、；;…", r) }) {
		n := bareIndex(part)
		if n < 0 && talk.Of(part) != talk.Thanks {
			return "", false
		}
		if n >= 0 {
			best = min(best, n)
		}
	}
	if best == len(bareWords) {
		return "", false
	}
	return bareWords[best].order, true
}

func bareIndex(part string) int {
	short := bareTail.ReplaceAllString(bareHead.ReplaceAllString(part, ""), "")
	for n, b := range bareWords {
		if b.words.MatchString(part) || short != "" && b.words.MatchString(short) {
			return n
		}
	}
	return -1
}

// bare obeys a word or two by what waits for the sender: on the card he replies to, else on the newest card of the chat
// that is about one record, else wherever one thing waits that the word fits. Several are shown, and nothing is done.
// done is false for all other sentences, and where nothing waits for a command that has its own answer.
func (m *message) bare(heard frame.Meaning) (card *bot.Card, done bool, err error) {
	word, ok := bareOf(m.strip(m.r.Event.Text))
	if !ok || m.r.Event.Kind == bot.KindPress || len(m.r.Event.Media) > 0 {
		return nil, false, nil
	}
	if order, reminds, err := m.quotedReminder(word); err != nil || reminds {
		if err == nil {
			card, err = m.inFull(receipt, order)
		}
		return card, true, err
	}
	all, err := m.waitingFor(word)
	if err != nil {
		return nil, false, err
	}
	refs, quoted, err := m.spokenOf()
	if err != nil {
		return nil, false, err
	}
	list := slices.DeleteFunc(slices.Clone(all), func(w handlers.Waiting) bool { return !slices.Contains(refs, w.Ref) })
	if list, err = m.ofSeat(list); err != nil {
		return nil, false, err
	}
	answersCard := quoted && (len(refs) > 0 || word == handlers.BareSign) // 收到 to a reminder signs for no paper
	if len(list) == 0 && !answersCard {
		if list, err = m.ofSeat(all); err != nil {
			return nil, false, err
		}
	}
	switch {
	case len(list) == 1 && !m.elsewhere(refs, list[0]):
		card, err = m.settle(list[0])
		return card, true, err
	case len(list) > 0:
		card, err = m.offerWaiting(list)
		return card, true, err
	}
	return m.nothingWaits(word, heard, quoted && len(refs) > 0)
}

// waitingFor is what waits for a word of the sender that he may say.
func (m *message) waitingFor(word handlers.Bare) ([]handlers.Waiting, error) {
	if !m.r.Actor.Bound {
		return nil, nil
	}
	all, err := m.desk.Deployment.Waiting(m.ctx, m.r)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(w handlers.Waiting) bool {
		c, ok := m.desk.Deployment.Command(w.Intent)
		return !ok || !slices.Contains(w.Words, word) || m.allowed(c) != nil
	}), nil
}

// ofSeat leaves out what waits for another of the sender's organisations, where the chat or the card tells which one.
func (m *message) ofSeat(list []handlers.Waiting) ([]handlers.Waiting, error) {
	if len(list) < 2 {
		return list, nil
	}
	if err := m.seat(); err != nil || !m.r.Actor.Told {
		return list, err
	}
	return slices.DeleteFunc(slices.Clone(list), func(w handlers.Waiting) bool {
		return w.Org != "" && w.Org != m.r.Actor.Org.Code
	}), nil
}

// elsewhere reports whether the chat speaks of another record of the same kind, so that the one that waits may not be
// the one that is meant: two people say 采用 to the same card.
func (m *message) elsewhere(refs []string, w handlers.Waiting) bool {
	if len(refs) != 1 || refs[0] == w.Ref {
		return false
	}
	spoken, waits := naming.Numbers(m.r.Profile, refs[0]), naming.Numbers(m.r.Profile, w.Ref)
	return len(spoken) == 1 && len(waits) == 1 && spoken[0].Kind == waits[0].Kind
}

// settle gives the full order for what waits.
func (m *message) settle(w handlers.Waiting) (*bot.Card, error) {
	m.r.Event.Quote = ""
	return m.inFull(w.Intent, m.r.Profile.Words(w.Command))
}

// offerWaiting shows what waits, each as a button that says what it would do.
func (m *message) offerWaiting(list []handlers.Waiting) (*bot.Card, error) {
	m.r.Args = handlers.Args{}
	title := fmt.Sprintf("有%d件等您，办哪一件？", len(list))
	if len(list) == 1 {
		title = "是说这一件吗？"
	}
	q := handlers.Question{Intent: choosing, Missing: choosing, Text: title}
	var readings []map[string]any
	var lines []string
	for i, w := range list[:min(len(list), mostButtons-1)] {
		label := handlers.Cut(m.r.Profile.Words(w.Label), labelMost)
		q.Choices = append(q.Choices, label)
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, label))
		readings = append(readings, map[string]any{"intent": w.Intent, "text": m.r.Profile.Words(w.Command), "label": label})
	}
	q.Choices = append(q.Choices, none)
	q.Slots = handlers.Slots{"readings": readings}
	card := m.r.Ask(q)
	card.Code, card.Text = "ask.choose", strings.Join(lines, "\n")
	if len(list) > mostButtons-1 {
		card.Next = "不在里面的，请带上编号说，例如“" + m.r.Profile.Words(list[mostButtons-1].Command) + "”。"
	}
	return m.finish(&card)
}

// nothing says what does not wait, by bare order.
var nothing = map[handlers.Bare]string{
	handlers.BareAgree: "现在没有等您同意的事。", handlers.BareReturn: "现在没有等您审的事，没有退回什么。", handlers.BareSign: "现在没有等您签收的。",
	handlers.BareAttend: "现在没有等您答复的会议或活动。", handlers.BareAbsent: "现在没有等您答复的会议或活动。",
	handlers.BareAdopt: "现在没有等着采用的信息。", handlers.BareDecline: "没有等您回答的事，没有办理。",
	handlers.BareUrge: "到期没办的，我每个工作日早上都会提醒，不用另催。",
}

// nothingWaits says so. A command that finds its own record says more about it, and a courtesy wants no answer to it.
func (m *message) nothingWaits(word handlers.Bare, heard frame.Meaning, quoted bool) (*bot.Card, bool, error) {
	level, phrase := m.desk.ear(m.r.Profile).Said(heard.Intent, m.r.Event.Text, m.scene())
	plain := level >= frame.Wholly && phrase && !courtesies[heard.Intent] && !quoted
	switch {
	case plain && heard.Expect == frame.Ask && m.read(heard.Intent, nil).Expect == frame.OK: // it finds its own record
		args := handlers.Args{Intent: heard.Intent, Slots: handlers.Slots{}, Expect: frame.OK, Text: m.r.First.Text}
		card, err := m.command(heard.Intent, args)
		return card, true, err
	case plain && heard.Expect == frame.OK:
		return nil, false, nil
	}
	if card, done, err := m.received(word); done || err != nil {
		return card, done, err
	}
	card := &bot.Card{Code: "ask.none", Tone: bot.ToneQuiet, Title: nothing[word], Next: "发“待办”看有什么要您办。"}
	switch {
	case quoted:
		card.Title = "那条消息说的事，现在不等您这句话，没有办理。"
	case word == handlers.BareUrge:
		card.Next = "发“问题清单”或“谁还没报”看还差谁。"
	case word == handlers.BareAgree && talk.Of(m.strip(m.r.Event.Text)) == talk.Courtesy:
		card.Next = "要办什么请直接说；刚才问的也许已过半小时，或已办完。"
	}
	return card, true, nil
}

// receipt is the command that takes the receipt of a reminder.
const receipt = "duty.ack"

// received takes 收到 for the receipt of a reminder, where no paper waits to be signed for.
func (m *message) received(word handlers.Bare) (*bot.Card, bool, error) {
	level, _ := m.desk.ear(m.r.Profile).Said(receipt, m.r.Event.Text, m.scene())
	if _, served := m.desk.Deployment.Command(receipt); !served || word != handlers.BareSign || level < frame.Wholly {
		return nil, false, nil
	}
	args := handlers.Args{Intent: receipt, Slots: handlers.Slots{}, Expect: frame.OK, Text: m.r.First.Text}
	card, err := m.command(receipt, args)
	return card, true, err
}

// quotedReminder is what the receipt of a reminder says in full, where 收到 replies to one: it signs for no paper.
func (m *message) quotedReminder(word handlers.Bare) (order string, reminds bool, err error) {
	if word != handlers.BareSign {
		return "", false, nil
	}
	order, err = m.r.QuotedReminder()
	return order, order != "", err
}

// lookBack is how many cards of a chat are looked at for what it speaks of, and topical how old they are at most.
const (
	lookBack = 12
	topical  = 24 * time.Hour
)

// spokenOf are the numbers of the records that the sender speaks about without naming them: those of the card he
// replies to (quoted), else of the newest card of the chat that is about one record.
func (m *message) spokenOf() (refs []string, quoted bool, err error) {
	e := m.r.Event
	if e.QuoteID != "" {
		p, ours, err := outbox.SaidAs(m.r.Tx, e.Platform, e.QuoteID)
		if err != nil || ours {
			return refsOf(p.Card), true, err
		}
	}
	if e.Quote != "" {
		for _, n := range naming.Numbers(m.r.Profile, e.Quote) {
			refs = append(refs, n.Candidates(m.r.Profile, m.r.Now.Year())...)
		}
		return refs, true, nil
	}
	last, err := outbox.Latest(m.r.Tx, outbox.ChatKey{Platform: e.Platform, Chat: e.Chat.ID}, m.b.now, lookBack)
	for _, p := range last {
		if refs = refsOf(p.Card); len(refs) == 1 && m.b.now.Sub(p.At) < topical {
			return refs, false, err
		}
	}
	return nil, false, err
}

// refsOf are the numbers of the records that a card is about.
func refsOf(card string) (refs []string) {
	var c struct{ Refs map[string]string }
	if json.Unmarshal([]byte(card), &c) == nil {
		for _, ref := range c.Refs {
			refs = append(refs, ref)
		}
	}
	return refs
}

// quotesAnother reports whether a bare word replies to a card about a record for which it waits: then it is said to
// that card, whatever else is asked.
func (m *message) quotesAnother(w waitingQuestion, heard frame.Meaning) bool {
	word, ok := bareOf(m.strip(m.r.Event.Text))
	if !ok || m.r.Event.QuoteID == "" || heard.Intent == w.Intent {
		return false
	}
	refs, quoted, err := m.spokenOf()
	if err != nil || !quoted {
		return false
	}
	list, err := m.waitingFor(word)
	return err == nil && slices.ContainsFunc(list, func(x handlers.Waiting) bool { return slices.Contains(refs, x.Ref) })
}
