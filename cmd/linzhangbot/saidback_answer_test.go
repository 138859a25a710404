package main

import (
	"regexp"
	"slices"
	"strings"

	"linzhangbot/bot"
)

// refusals are those that no card could know when it was sent, or that it announces itself: their code, how the sentence
// begins and what is answered.
var refusals = [][3]string{
	// The digits are the office's to give; those of the test are made up.
	{"refused.bad_input", "绑定 482913", "绑定码不对"},
	// The card says what the answer leads to, a quiet no: 回“涉密”不公开.
	{"refused.not_allowed", "涉密", "没有登记"},
	// A chief drafts no plan; what he wishes is passed on to the office, which is all that he was asked for.
	{"refused.not_allowed", "", "已转告区林长办"},
	// The post was handed over, and who holds it now has no account yet.
	{"refused.not_bound", "督", "还不认识您"},
	// The card says what has to come first: 先采用信息，再发“编本月简报”.
	{"refused.bad_input", "编本月简报", "先采用信息"},
}

// unknowable reports whether something is refused for one of these reasons.
func unknowable(said string, c bot.Card) bool {
	return slices.ContainsFunc(refusals, func(r [3]string) bool {
		return string(c.Code) == r[0] && strings.HasPrefix(said, r[1]) && strings.Contains(c.Plain(), r[2])
	})
}

// deaf are the answers to what was not understood, or was not waited for.
var deaf = []string{"not_understood", "not_open", "ask.none", "ask.choose", "ask.expired", "greeting.answered", "system.busy"}

var (
	digits = regexp.MustCompile(`[0-9]+`)
	bears  = regexp.MustCompile(`\p{Han}+〔[0-9]+〕[0-9]+号`)
)

// faultOf tells what is wrong with the answer to an instruction; empty: it was accepted, or it is asked for what the
// instruction leaves open.
func faultOf(said string, c *bot.Card) string {
	if c == nil {
		return "is not answered"
	}
	code, text := string(c.Code), c.Plain()
	taken := !strings.HasPrefix(code, "refused") && !slices.Contains(deaf, code)
	if code == "ask.which" {
		taken = !strings.Contains(text, "没有办") && !strings.Contains(text, "没听准")
	}
	if !taken && !unknowable(said, *c) {
		return "is answered " + code + " " + strings.ReplaceAll(text, "\n", "/")
	}
	for _, ref := range c.Refs {
		text += " " + ref
	}
	refs := bears.FindAllString(said, -1)
	about := func(ref string) bool { return strings.Contains(text, ref) }
	if taken && code != "ask.which" && len(refs) > 0 && !slices.ContainsFunc(refs, about) {
		return "is answered about something else: " + strings.ReplaceAll(text, "\n", "/")
	}
	return ""
}
