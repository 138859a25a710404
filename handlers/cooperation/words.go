package cooperation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// said is what the message that gave the command says, without the bot's name.
func said(r *handlers.Request) string {
	text := r.First.Text
	for _, n := range r.Profile.BotNames {
		text = strings.NewReplacer("@"+n, " ", "@ "+n, " ").Replace(text)
	}
	return strings.TrimSpace(text)
}

// attached is what came with that message, else with the answer to a question, as records keep it.
func attached(r *handlers.Request) string {
	return cmp.Or(handlers.MediaText(r.First.Media), handlers.MediaText(r.Event.Media))
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
		if _, rest, found := strings.Cut(text, w); found {
			return strings.TrimLeft(rest, " ，,：:。\n")
		}
	}
	return ""
}

func hasAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// files names the attachments of a record.
func files(column string) string {
	list, _ := handlers.MediaOf(column)
	var names []string
	for _, m := range list {
		if m.Name != "" {
			names = append(names, m.Name)
		}
	}
	switch {
	case len(list) == 0:
		return ""
	case len(names) == 0:
		return fmt.Sprintf("附件：%d个", len(list))
	}
	return "附件：" + strings.Join(names, "、")
}

// dayWords writes a day with its year, as papers do.
func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2006年1月2日")
}

// dayOf reads a day of a record or a slot.
func dayOf(r *handlers.Request, day string) (time.Time, error) {
	return time.ParseInLocation(time.DateOnly, day, r.Now.Location())
}

// nameList writes organisations by name, in the order of protocol.
func nameList(p *profile.Profile, codes []string) string {
	return naming.Orgs(p, naming.Ordered(p, codes))
}

// unitSaid is the organisation that the words name.
func unitSaid(r *handlers.Request) (profile.Org, bool) {
	return naming.Org(r.Profile, r.Args.Slots.Str(handlers.SlotUnit), time.Time{})
}

// unknownUnit refuses a word that names no organisation.
func unknownUnit(word string, article models.Article) *models.Error {
	return models.Refuse(models.NotFound, "没有找到“"+handlers.Cut(word, 20)+"”这个单位。", "请写单位全称再发一次。", article)
}

// speaksFor finds whose record it is: the organisation said, else the sender's, of those of his own that may be meant.
// Only the office and chiefs speak for others; ask is true when nobody's is left, or when several may be meant.
func speaksFor(r *handlers.Request, article models.Article, own []string) (org profile.Org, ask bool,
	refusal *models.Error) {
	if word := r.Args.Slots.Str(handlers.SlotUnit); word != "" && word != "*" {
		o, ok := unitSaid(r)
		switch {
		case !ok:
			return o, false, unknownUnit(word, article)
		case !r.Sees(o.Code):
			return o, false, models.Refuse(models.NotAllowed, "您不能替"+o.Name+"办理。",
				"请由"+o.Name+"自己办理，或请"+models.TheOffice+"代办。", article)
		}
		return o, false, nil
	}
	if len(r.Actor.Seats) > 1 {
		one, ok := r.Choose(own)
		if !ok {
			one = ""
		}
		o, ok := r.Profile.Org(one)
		return o, !ok, nil
	}
	o, ok := r.Profile.Org(r.Actor.Org.Code)
	return o, !ok || o.Kind == models.KindOffice, nil
}

// answersFor are the organisations that the sender answers for: his own, and for the office the one it names.
func answersFor(r *handlers.Request, article models.Article) ([]string, *models.Error) {
	if o, ok := unitSaid(r); ok && (r.Actor.IsOffice() || r.Actor.Owns(o.Code)) {
		return []string{o.Code}, nil
	}
	if own := r.Mine(answerers...); len(own) > 0 {
		return own, nil
	}
	return nil, models.Refuse(models.BadInput, "没有说清是哪个单位。", models.TheOffice+"代办时，请带上单位名称。", article)
}
