package desk

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/models/chinese"
	"linzhangbot/models/inbox"
)

// picked finds the offered answer that a message picks: by its words, by the number of its record, or by its place in
// the list. Where the number of a record and the place are two answers, it picks none.
func (m *message) picked(w waitingQuestion) (string, bool) {
	text, choices := m.strip(m.r.Event.Text), choicesOf(w.Dialogue)
	if slices.Contains(choices, text) {
		return text, true
	}
	if len(choices) == 0 || m.mark != "" {
		return "", false
	}
	n, isNumber := ordinal(text)
	if !isNumber {
		return "", false
	}
	byRecord := slices.DeleteFunc(slices.Clone(choices), func(c string) bool { return recordNo(c) != n })
	byPlace := n >= 1 && n <= len(choices) && !strings.HasSuffix(text, "号")
	switch {
	case len(byRecord) == 1 && byPlace && choices[n-1] != byRecord[0]:
		return "", false
	case len(byRecord) == 1:
		return byRecord[0], true
	case byPlace || n >= 1 && n <= len(choices) && len(byRecord) == 0:
		return choices[n-1], true
	}
	return "", false
}

var recordEnd = regexp.MustCompile(`([0-9]{1,6})号?(?:$| )`)

// recordNo is the number at the end of a record's full one; 0 for none.
func recordNo(choice string) int {
	m := recordEnd.FindStringSubmatch(choice)
	if m == nil || !strings.ContainsAny(choice, "〔（([第") {
		return 0
	}
	n, _ := chinese.Number(m[1])
	return n
}

// pick finds the choice that an answer means, counted from 0: the whole label, a word of one label (12号), a number, or
// words that stand in one label only. A number beyond the list is picked as -1, so that it is asked again rather than
// taken for something else.
func pick(text string, choices []string, pressed bool) (n int, ok bool) {
	if n = slices.Index(choices, text); n >= 0 || pressed {
		return n, n >= 0
	}
	word := func(label string) bool { return slices.Contains(strings.Fields(label), text) }
	if n, ok = only(choices, word); ok {
		return n, true
	}
	if n, ok = ordinal(text); ok {
		if n < 1 || n > len(choices) {
			return -1, true
		}
		return n - 1, true
	}
	said := plain(text)
	return only(choices, func(label string) bool {
		return utf8.RuneCountInString(said) > 1 && strings.Contains(plain(label), said)
	})
}

// only finds the one choice that fits; words that fit two of them pick neither.
func only(choices []string, fits func(string) bool) (n int, ok bool) {
	n = slices.IndexFunc(choices, fits)
	if n < 0 || slices.IndexFunc(choices[n+1:], fits) >= 0 {
		return -1, false
	}
	return n, true
}

// plain is a text without blanks and stops, for comparing what people type with what they were shown.
func plain(text string) string {
	return strings.NewReplacer(" ", "", "。", "", "，", "", ",", "", "…", "").Replace(text)
}

func choicesOf(q inbox.Dialogue) []string {
	var out []string
	_ = json.Unmarshal([]byte(q.Choices), &out) // an empty list when there were none
	return out
}

// ordinal reads an answer by number as people type it: 2, 2., 选2, 第二个, 二.
func ordinal(text string) (int, bool) {
	text = strings.TrimSpace(chinese.Normalize(text))
	text = strings.TrimRight(strings.TrimLeft(text, "选第 "), "。.、,，个项条号类 ")
	n, ok := chinese.Number(text)
	return n, ok && n >= 0
}
