package meeting

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"linzhangbot/models/calendar"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Item is one thing that was resolved (议定事项), as the minutes word it.
type Item struct {
	Text     string    `json:"text"`
	Owners   []string  `json:"owners"` // organisation codes; each gets a resolution of its own
	Assist   []string  `json:"assist,omitempty"`
	Deadline time.Time `json:"deadline"` // last moment, UTC; zero: not said
}

// head begins an item: 1. 2、 （三） 一是
var head = regexp.MustCompile(`^\s*(?:[（(]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|` +
	`(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、)）]|第?[一二三四五六七八九十]{1,3}[是、]|` +
	`(?:议定事项|事项)\s*[0-9]{1,2}\s*[：:.、]?)\s*`)

// nothing is how minutes say that there is no further item.
var nothing = regexp.MustCompile(`^(?:无|没有|其他无|无其他(?:事项)?)[。；;]?$`)

// Items reads what was resolved out of minutes: numbered lines, or without any the lines that name somebody. A line
// that begins with no number goes on with the item before it.
func Items(p *profile.Profile, text string, now time.Time, days chinese.WorkingDays) []Item {
	var found, plain []string
	for _, line := range strings.Split(chinese.Itemised(chinese.Normalize(text)), "\n") {
		line = strings.TrimSpace(line)
		loc := head.FindStringIndex(line)
		switch {
		case line == "":
		case loc != nil && loc[1] < len(line):
			found = append(found, line[loc[1]:])
		case len(found) > 0:
			found[len(found)-1] += line
		default:
			plain = append(plain, line)
		}
	}
	if len(found) == 0 {
		found = slices.DeleteFunc(plain, func(line string) bool {
			owners, _ := parties(p, line, now)
			return len(owners) == 0
		})
	}
	var out []Item
	for _, t := range slices.DeleteFunc(found, nothing.MatchString) {
		out = append(out, ReadItem(p, t, now, days))
	}
	return out
}

// ReadItem reads who carries an item out, who assists and until when.
func ReadItem(p *profile.Profile, text string, now time.Time, days chinese.WorkingDays) Item {
	it := Item{Text: strings.TrimRight(strings.TrimSpace(text), "；;。"), Deadline: DeadlineIn(text, now, days)}
	it.Owners, it.Assist = parties(p, text, now)
	return it
}

// DeadlineIn is the last moment that a text sets, UTC: the end of a day unless an hour is said; zero for none.
func DeadlineIn(text string, now time.Time, days chinese.WorkingDays) time.Time {
	var best *chinese.Span
	for _, sp := range chinese.Dates(chinese.Normalize(text), now, days) {
		sp = sp.Future(now)
		if sp.Impossible || sp.To.Before(now.AddDate(0, 0, -1)) {
			continue
		}
		if best == nil || sp.Kind == chinese.Deadline && best.Kind != chinese.Deadline {
			best = &sp
		}
	}
	switch {
	case best == nil:
		return time.Time{}
	case best.Grain == chinese.Minute:
		return best.To.UTC()
	}
	return calendar.Midnight(best.To).AddDate(0, 0, 1).Add(-time.Millisecond).UTC()
}

// A clause ends where somebody else may be spoken of; in it some words say who helps, others who is joined.
var (
	clauseEnd = regexp.MustCompile(`[，,；;。]`)
	helps     = regexp.MustCompile(`配合|协助|协同|支持`)
	joins     = regexp.MustCompile(`会同|联合|商`)
)

// parties finds who carries out and who assists: 甲单位牵头，乙单位配合; 甲单位会同乙单位.
func parties(p *profile.Profile, text string, now time.Time) (owners, assist []string) {
	for _, c := range clauseEnd.Split(chinese.Normalize(text), -1) {
		help, join := helps.FindStringIndex(c), joins.FindStringIndex(c)
		for _, o := range orgsIn(p, c, now) {
			into := &owners
			switch {
			case help != nil && o.at < help[0], join != nil && o.at > join[0], help != nil && len(owners) > 0:
				into = &assist
			}
			for _, code := range o.codes {
				if !slices.Contains(*into, code) {
					*into = append(*into, code)
				}
			}
		}
	}
	assist = slices.DeleteFunc(assist, func(x string) bool { return slices.Contains(owners, x) })
	return owners, assist
}

// mention is a place of a clause that speaks of organisations.
type mention struct {
	at    int
	codes []string
}

// orgsIn finds the organisations of a clause in order. Words that are ordinary ones too (应急, 公安) are left out:
// nobody is charged by a guess.
func orgsIn(p *profile.Profile, text string, now time.Time) []mention {
	var out []mention
	for _, m := range naming.OrgsIn(p, text, now) {
		if !m.Weak {
			out = append(out, mention{m.At, []string{m.Org.Code}})
		}
	}
	for _, g := range naming.Everyone(p, text) {
		out = append(out, mention{g.At, g.Codes(p, now)})
	}
	slices.SortFunc(out, func(a, b mention) int { return a.at - b.at })
	return out
}
