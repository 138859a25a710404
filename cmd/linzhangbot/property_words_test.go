package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"linzhangbot/handlers"
)

var (
	yes = regexp.MustCompile(`(?i)^(?:嗯+|好|好的|好嘞|好吧|行|行的|可以|对|对的|是|是的|没错|无误|没毛病|没问题|没意见|确认(?:无误|提交)?|` +
		`确定|同意|要|ok|yes|中|成|批准|通过|照办|不是|都不是|没有|` +
		`(?:好|行|可以)?(?:就|照|按)*(?:这个?|此|这样|这么)?(?:发|办理?|报|交|定|开|提交|签发)(?:吧|了)?)+$`) // 嗯嗯没错 says it twice
	marks    = regexp.MustCompile(`[\s，。,.！!~～、；;:：…]+|\[[^\]]*\]|@\S+|谢谢|辛苦了?|收到|[🙏👌👍🌹💪🏻]`)
	numbered = regexp.MustCompile(`^[^0-9]{0,6}(?:20[0-9]{2}[〕】\])-])?第?[0-9一二三四五六七八九十]+[号条个项期]?[^0-9]{0,3}$`)
)

// answers reports whether a sentence may well be the answer: the yes to a confirmation, an offered reading, a value of
// the type that is asked for, or, where free words are asked for, a piece of a sentence.
func (p *property) answers(x state, one phrase) bool {
	said := marks.ReplaceAllString(one.text, "")
	switch x.kind {
	case "nothing":
		return false
	case "confirm", "preview", "card":
		return said == "" || yes.MatchString(said) || x.kind == "card" && bareWord(said)
	case "choice":
		return numbered.MatchString(said) || bareWord(said) || one.piece && utf8.RuneCountInString(said) < 8
	}
	return one.piece || numbered.MatchString(said)
}

// bareWord reports whether it is a word or two, as they are said to a card.
func bareWord(said string) bool { return utf8.RuneCountInString(said) <= 4 }

// sentences are the talk of the groups, the questions and orders of others, and pieces of them.
func sentences(t *testing.T) []phrase {
	t.Helper()
	var out []phrase
	dice := rand.New(rand.NewPCG(20261128, 9))
	for _, file := range []string{"talk", "orders", "questions"} {
		for _, text := range corpus(t, file) {
			out = append(out, phrase{text: text})
			if file == "talk" {
				continue
			}
			if parts := slices.DeleteFunc(marks.Split(text, -1), func(s string) bool { return s == "" }); len(parts) > 1 {
				out = append(out, phrase{text: parts[dice.IntN(len(parts))], piece: true})
			}
		}
	}
	return out
}

// corpus reads the sentences that the ear is trained with.
func corpus(t *testing.T, file string) (out []string) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "handlers", "ear", "rank", "corpus", file+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var one struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(fmt.Errorf("%s: %w", file, err))
		}
		out = append(out, one.Text)
	}
	return out
}

// shown are the cards of the world that wait for somebody.
var shown = []state{
	{kind: "card", code: "meeting.approval_asked", chat: "@chief.general", who: "chief.general"},
	{kind: "card", code: "issue.raised", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "issue.rectified", chat: "office", who: "office.staff1"},
	{kind: "card", code: "issue.extension_asked", chat: "office", who: "office.staff1"},
	{kind: "card", code: "report.accepted", chat: "main", who: "office.staff1"},
	{kind: "card", code: "activity.invited", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "order.published", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "share.sent", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "meeting.notice", chat: "main", who: "shuiwu.liaison"},
	{kind: "card", code: "patrol.logged", chat: "@chief.c", who: "chief.c"},
	{kind: "card", code: "duty.reminder", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "meeting.minuted", chat: "main", who: "dasi.liaison"},
	{kind: "card", code: "bulletin.drafted", chat: "office", who: "office.director"},
}

// free are the slots that take words of any kind. A sentence that orders something by itself is no such words.
var free = map[string]bool{"reason": true, "title": true, "content": true, "body": true, "file": true, "kind": true,
	"name": true, "channel": true, "reviewer": true, "chair": true, "chief": true, "to": true, "stand_in": true,
	"place": true, "category": true}

// ownQuestions are the slots that commands ask for by themselves.
var ownQuestions = map[string][]string{
	"report.return": {"reason"}, "report.edit": {"title", "category"}, "report.adopt": {"ref"},
	"disclosure.register": {"title", "channel", "reviewer"},
	"summary.submit":      {handlers.SlotFile, "period", handlers.SlotUnit},
	"issue.reject":        {"reason"}, "issue.extend": {"new_deadline", "reason"}, "issue.cancel": {"reason"},
	"issue.transfer": {"unit", "reason"}, "issue.raise": {"unit", "deadline", "title"}, "issue.close": {"issue"},
	"issue.escalate": {"step"}, "meeting.schedule": {"start", "clock", "place", "chair", "type"},
	"meeting.return": {"reason"}, "meeting.cancel": {"reason"}, "meeting.answer": {"stand_in", "reason"},
	"meeting.reschedule": {"start", "clock"}, "meeting.minutes": {"content", "meeting"},
	"activity.invite": {"targets", "start", "kind"}, "patrol.log": {"place", "chief"}, "order.publish": {"title"},
	"order.item": {"content"}, "order.return": {"reason"}, "share.send": {"content"},
	"inspection.plan": {"date", "targets"}, "inspection.log": {"unit"}, "post.handover": {"to"},
	"member.bind": {"name", "unit"}, "member.code": {"name"},
}
