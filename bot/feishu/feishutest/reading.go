package feishutest

import (
	"regexp"
	"strings"
)

// Reading is what a client would make of a message.
type Reading struct {
	Texts    []string // every text a client shows or interprets, mentions taken out
	Mentions []string // ids that would be called; "all" is everybody
	Buttons  []Button
}

// Button is one button of a card as the client would act on it.
type Button struct {
	Label string
	Value map[string]any // of a callback
	URL   string         // of a link
}

// Command is the command behind the button.
func (b Button) Command() string {
	s, _ := b.Value["command"].(string)
	return s
}

type object = map[string]any

// mention finds the mentions a client would carry out, in texts and in card markdown. It is deliberately broad.
var mention = regexp.MustCompile(`(?is)<\s*at\s+(?:user_id|id|ids|email)\s*=\s*["']?([^\s"'>/]*)["']?\s*/?>(?:[^<]*</\s*at\s*>)?`)

// note takes one text in: its mentions, and what is left to show.
func (r *Reading) note(text string) {
	for _, m := range mention.FindAllStringSubmatch(text, -1) {
		r.Mentions = append(r.Mentions, m[1])
	}
	if rest := mention.ReplaceAllString(text, ""); strings.TrimSpace(rest) != "" {
		r.Texts = append(r.Texts, rest)
	}
}
