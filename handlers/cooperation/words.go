package cooperation

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// cut shortens a text for a line of a card.
func cut(s string, n int) string {
	r := []rune(strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}

// lines joins what is not empty.
func lines(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "\n")
}

// or is the first text that is not empty.
func or(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// said is the text of a message without the bot's name.
func said(r *handlers.Request) string {
	text := r.Args.Text
	for _, n := range r.Profile.BotNames {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "@"+n, " "), "@ "+n, " ")
	}
	return strings.TrimSpace(text)
}

// substance is how many characters of a text say something, marks and spaces aside.
func substance(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}

// after is what stands behind the first of the words that the text has.
func after(text string, words ...string) string {
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 {
			return strings.TrimLeft(text[i+len(w):], " ，,：:。\n")
		}
	}
	return ""
}

// attached keeps what came with the message as a list, without the files' own keys; empty for nothing.
func attached(r *handlers.Request) string {
	if len(r.Event.Media) == 0 {
		return ""
	}
	list := append([]bot.Media{}, r.Event.Media...)
	for i := range list {
		list[i].Key = ""
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "" // strings alone: it cannot fail
	}
	return string(text)
}

// files names the attachments of a record.
func files(media string) string {
	var list []bot.Media
	if media == "" || json.Unmarshal([]byte(media), &list) != nil {
		return ""
	}
	var names []string
	for _, m := range list {
		if m.Name != "" {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return fmt.Sprintf("附件：%d个", len(list))
	}
	return "附件：" + strings.Join(names, "、")
}

// orgNamed finds the organisation that a word names.
func orgNamed(p *profile.Profile, word string) (profile.Org, bool) {
	word = strings.TrimSpace(word)
	for _, o := range p.Orgs {
		for _, n := range names(o) {
			if n == word && n != "" {
				return o, true
			}
		}
	}
	return profile.Org{}, false
}

func names(o profile.Org) []string {
	return append(append([]string{o.Name, o.Full, o.Code}, o.Aliases...), o.Former...)
}

// orgsIn finds the organisations that a text names, in the profile's order; a longer name hides a shorter one in it.
func orgsIn(p *profile.Profile, text string) []profile.Org {
	type hit struct {
		at, end int
		org     int
	}
	var hits []hit
	for i, o := range p.Orgs {
		for _, n := range names(o) {
			if n == o.Code || utf8.RuneCountInString(n) < 2 {
				continue
			}
			if at := strings.Index(text, n); at >= 0 {
				hits = append(hits, hit{at, at + len(n), i})
			}
		}
	}
	var out []profile.Org
	for i, o := range p.Orgs {
		for _, h := range hits {
			if h.org != i {
				continue
			}
			hidden := false
			for _, other := range hits {
				hidden = hidden || other.org != i && other.at <= h.at && other.end >= h.end && other.end-other.at > h.end-h.at
			}
			if !hidden {
				out = append(out, o)
				break
			}
		}
	}
	return out
}

// speaksFor finds whose record it is: the organisation said, else the sender's. Only the office speaks for others.
func speaksFor(r *handlers.Request, article models.Article) (org profile.Org, ask bool, refusal *models.Error) {
	if word := r.Args.Slots.Str("unit"); word != "" && word != "*" {
		o, ok := orgNamed(r.Profile, word)
		switch {
		case !ok:
			return o, false, models.Refuse(models.NotFound, "没有找到“"+cut(word, 20)+"”这个单位。", "请写单位全称再发一次。", article)
		case o.Code != r.Actor.Org.Code && !r.Actor.IsOffice() && !r.Actor.IsChief():
			return o, false, models.Refuse(models.NotAllowed, "您不能替"+o.Name+"办理。", "请由"+o.Name+"自己办理，或请区林长办代办。", article)
		}
		return o, false, nil
	}
	o, ok := r.Profile.Org(r.Actor.Org.Code)
	return o, !ok || o.Kind == models.KindOffice, nil
}

// scope is the organisation whose records the sender sees; empty: all of the district.
func scope(r *handlers.Request) string {
	if r.Actor.IsOffice() || r.Actor.IsChief() {
		return ""
	}
	return r.Actor.Org.Code
}

// busy is said when somebody was faster.
func busy(number string, article models.Article) *models.Error {
	return models.Refuse(models.BadInput, number+"刚刚有别人办过了。", "请再看一眼现在的情况。", article)
}
