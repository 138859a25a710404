package roster

import (
	"regexp"
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/chinese"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
	people "linzhangbot/models/roster"
)

// seat is a post at an organisation, as somebody named it.
type seat struct {
	org  models.Org
	post profile.Post
	rest string // what the words say beside organisation and post, such as a name
}

// named reports whether a post was found.
func (s seat) named() bool { return s.post.Key != "" }

// title says the seat as people do.
func (s seat) title(p *profile.Profile) string { return people.Title(p, s.post.Key, s.org.Code) }

// orLiaison takes the post that reports for the organisation, where no other was found.
func (s *seat) orLiaison(p *profile.Profile) {
	for _, role := range []models.Role{models.RoleLiaison, models.RoleOffice} {
		for _, x := range p.Posts {
			if s.org.Code != "" && !s.named() && x.Role == role && x.At(s.org.Kind) {
				s.post = x
			}
		}
	}
}

// readSeat takes a seat out of the words, helped by what was understood: the organisation of slot unit comes first,
// since it was read with all the care for slips; the post of slot role last, since the words say it more exactly.
func readSeat(p *profile.Profile, s handlers.Slots, words string) seat {
	var out seat
	o, rest, _ := naming.OrgIn(p, chinese.Normalize(words), time.Time{})
	if named, _, ok := naming.OrgIn(p, s.Str(handlers.SlotUnit), time.Time{}); ok {
		o = named
	}
	out.org = o.Brief()
	out.post, out.rest = postIn(p, rest, out.org)
	if role := s.Str(slotRole); role != "" && !out.named() {
		out.post, _ = people.FindPost(p, role, out.org.Code)
	}
	out.rest = strings.Trim(out.rest, blanks)
	return out
}

// postIn finds the post with the longest title or alias that the words contain, among those of the organisation.
func postIn(p *profile.Profile, words string, org models.Org) (profile.Post, string) {
	var best profile.Post
	found := ""
	for _, x := range p.Posts {
		if !x.At(org.Kind) {
			continue
		}
		for _, name := range append([]string{x.Title, x.Key, people.Title(p, x.Key, org.Code)}, x.Aliases...) {
			if name != "" && len(name) > len(found) && strings.Contains(words, name) {
				best, found = x, name
			}
		}
	}
	if found != "" {
		return best, strings.Replace(words, found, " ", 1)
	}
	for _, word := range strings.Fields(words) { // 总林长 of a town, whose title says more
		if x, ok := people.FindPost(p, word, org.Code); ok && org.Code != "" {
			return x, strings.Replace(words, word, " ", 1)
		}
	}
	return profile.Post{}, words
}

// blanks are what stands between words and means nothing.
const blanks = " ，,。：:、；;"

// after is what the words say behind the first of the given command words; all of them when there is none.
func after(text string, commands ...string) string {
	text = chinese.Normalize(text)
	for _, c := range commands {
		if _, rest, ok := strings.Cut(text, c); ok {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(text)
}

// around is what the words say beside the given command words.
func around(text string, commands ...string) string {
	text = chinese.Normalize(text)
	for _, c := range commands {
		text = strings.Replace(text, c, " ", 1)
	}
	return strings.Join(strings.Fields(text), " ")
}

var (
	selfWords  = regexp.MustCompile(`我是|我叫|本人是?|姓名|叫|身份|账号|账户|新任|的`)
	properName = regexp.MustCompile(`^[\p{Han}·]{2,10}$`)
)

// nameIn is a name left over in the words, if nothing else is.
func nameIn(rest string) string {
	rest, _ = withoutPhone(rest)
	rest = strings.Trim(selfWords.ReplaceAllString(rest, " "), blanks)
	if properName.MatchString(rest) {
		return rest
	}
	return ""
}

var longNumber = regexp.MustCompile(`\+?\d[\d -]{5,}\d`)

// withoutPhone drops telephone numbers from what people tell: they are not needed and not kept.
func withoutPhone(s string) (clean string, had bool) {
	clean = longNumber.ReplaceAllString(s, "")
	return strings.Trim(clean, blanks), clean != s
}
