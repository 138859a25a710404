package information

import (
	"encoding/json"
	"fmt"

	"linzhangbot/handlers"
	"linzhangbot/models/audit"
	"linzhangbot/models/information"
	"linzhangbot/models/roster"
)

// kept is a report as its history keeps it at a change.
type kept struct {
	Title    string            `json:"title"`
	Category string            `json:"category"`
	Body     string            `json:"body"`
	State    information.State `json:"state"`
	Late     bool              `json:"late"`
	Files    int               `json:"files"`
}

// differences says what a change made of a report, each with what stood there before.
func differences(r *handlers.Request, h audit.Row) []string {
	var was, is kept
	if json.Unmarshal([]byte(h.After), &is) != nil || json.Unmarshal([]byte(h.Before), &was) != nil {
		return nonEmpty(titled(is.Title, 30)) // the first line: the report as it came
	}
	return append(changesOf(r, was, is), nonEmpty(h.Note)...)
}

// changesOf lists what is different, before and after.
func changesOf(r *handlers.Request, was, is kept) []string {
	var out []string
	if was.Title != is.Title {
		out = append(out, "标题："+titled(was.Title, 40)+"→"+titled(is.Title, 40))
	}
	if was.Category != is.Category {
		out = append(out, "类别："+information.CategoryName(r.Profile, was.Category)+"→"+
			information.CategoryName(r.Profile, is.Category))
	}
	switch {
	case was.Body != "" && is.Body == "": // a body is never emptied: older histories kept the former one alone
		out = append(out, "改了正文，原来是“"+bodyWords(was.Body)+"”")
	case was.Body != is.Body:
		out = append(out, "正文：“"+bodyWords(was.Body)+"”→“"+bodyWords(is.Body)+"”")
	}
	if was.Files != is.Files {
		out = append(out, fmt.Sprintf("照片或附件：%d件→%d件", was.Files, is.Files))
	}
	if !was.Late && is.Late {
		out = append(out, "改为补报")
	}
	return out
}

// bodyWords is a body for a line of a card.
func bodyWords(body string) string {
	if body == "" {
		return "无"
	}
	return handlers.Cut(body, 40)
}

// keptOf is a report as a history would keep it.
func keptOf(x information.Report) kept {
	return kept{Title: x.Title, Category: x.Category, Body: x.Body, State: x.State, Late: x.Late,
		Files: len(x.Enclosures())}
}

// whoDid names whoever made a change, with the post that he held then.
func whoDid(r *handlers.Request, h audit.Row) (string, error) {
	held, err := roster.Holders(r.Tx, roster.Query{Person: h.Person}, h.At)
	if err != nil || len(held) > 0 {
		return calledFirst(r, held), err
	}
	p, found, err := roster.PersonOf(r.Tx, h.Person)
	if err != nil || !found {
		return h.Person, err
	}
	return p.Name, nil
}

func calledFirst(r *handlers.Request, held []roster.Holder) string {
	if len(held) == 0 {
		return ""
	}
	return roster.Called(r.Profile, held[0])
}

func nonEmpty(s string) []string {
	if s == "" || s == "《》" {
		return nil
	}
	return []string{s}
}
