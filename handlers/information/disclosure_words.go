package information

import (
	"regexp"
	"slices"
	"strings"

	"linzhangbot/models/information"
	"linzhangbot/models/profile"
)

// said are the parts of what people say of a publication, in whatever order: 林长名单 微信公众号 审查人张科长 不涉密.
type said struct {
	title, reviewer, link, category string
	channels                        []string
	secrecy                         string // how the question of secrecy is answered, if it is
}

var (
	linkIn     = regexp.MustCompile(`https?://[^\s，。；、）)]+`)
	partEnds   = regexp.MustCompile(`[\s，,；;。]+`)
	reviewedBy = regexp.MustCompile(`^(?:审查人?|审核人?|审查单位)[：:是为由]?\s*(.{2,20})$`)
	reviewerOf = regexp.MustCompile(`^由?(\p{Han}{2,8}?)(?:负责)?(?:审查|审核)(?:的|过的?|了|通过)?$`)
	channelOf  = regexp.MustCompile(`^(?:公开)?(?:渠道|方式|途径)?[：:是为]?(?:已?在|已?通过|经由?|用|从|发在|登在|发布在)?(.+?)` +
		`(?:上|平台)?(?:公开|发布|公示|公布|刊登|播出|发)?(?:的|了|过)?$`)
	publishing    = regexp.MustCompile(`^(?:已?在|已?通过|经由?)?(.{2,12}?)(?:上|平台)?(?:公开|发布|公示|公布|刊登|播出|发)(?:的|了)?(.+)$`)
	publishedOn   = regexp.MustCompile(`^(?:已?在|已?通过|经由?)`)
	publishedWhat = regexp.MustCompile(`^(?:上|平台)?(?:公开|发布|公示|公布|刊登|播出|发)(?:的|了)?(.+)$`)
	joined        = regexp.MustCompile(`[和及与、]`)
	categorySaid  = regexp.MustCompile(`^类别[：:是为]?(.+)$`)
	dayAlone      = regexp.MustCompile(`^(?:今天|昨天|前天|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{4}-\d{1,2}-\d{1,2})` +
		`(?:公开|发布)?(?:的|了)?$`)
	labelGap  = regexp.MustCompile(`(^|[\s，,；;。])(审查人?|审核人?|渠道|类别|标题|内容)[：:]?\s+`)
	orderHead = regexp.MustCompile(`^.*?(?:信息公开登记|公开登记|登记信息公开|登记公开|公开信息)[：:，,。\s]*`)
	titleHead = regexp.MustCompile(`^(?:标题|内容|公开内容)[：:是为]\s*`)
	notSecret = regexp.MustCompile(`^(?:内容|这条|都)?(?:不涉密|不涉及秘密|没有涉密|没涉密|未涉密|非涉密|无涉密|不含涉密|可以公开|可公开)(?:内容|信息)?(?:的|了)?$`)
)

// partsOf takes what was said of a publication apart. What is none of its other parts is its title.
func partsOf(p *profile.Profile, text string) said {
	var s said
	text = labelGap.ReplaceAllString(text, "$1$2：")
	s.link = linkIn.FindString(text)
	var title []string
	for _, part := range partEnds.Split(strings.Replace(text, s.link, " ", 1), -1) {
		part = s.published(p, strings.Trim(part, "：:、"))
		if part != "" && !s.take(p, part) {
			title = append(title, titleHead.ReplaceAllString(part, ""))
		}
	}
	s.title = tidy(strings.Join(title, " "))
	return s
}

// published takes the channel off the front of what was published on it: 微信公众号发布了林长名单.
func (s *said) published(p *profile.Profile, part string) string {
	for _, c := range p.Disclosure.Channels { // 新闻发布会公布…: its name has a verb in it
		rest := strings.TrimPrefix(publishedOn.ReplaceAllString(part, ""), c)
		if m := publishedWhat.FindStringSubmatch(rest); m != nil && strings.Contains(part, c+rest) {
			s.channels = append(s.channels, c)
			return m[1]
		}
	}
	if m := publishing.FindStringSubmatch(part); m != nil {
		if found := channelsOf(p, m[1]); len(found) > 0 {
			s.channels = append(s.channels, found...)
			return m[2]
		}
	}
	return part
}

// take keeps a part that is not of the title.
func (s *said) take(p *profile.Profile, part string) bool {
	if m := reviewedBy.FindStringSubmatch(part); m != nil && s.reviewer == "" {
		s.reviewer = m[1]
		return true
	}
	if m := reviewerOf.FindStringSubmatch(part); m != nil && s.reviewer == "" {
		s.reviewer = m[1]
		return true
	}
	if notSecret.MatchString(part) {
		s.secrecy = part
		return true
	}
	if m := categorySaid.FindStringSubmatch(part); m != nil {
		s.category = m[1]
		return true
	}
	if dayAlone.MatchString(part) {
		return true // the day is read by the ear
	}
	if m := channelOf.FindStringSubmatch(part); m != nil {
		if found := channelsOf(p, m[1]); len(found) > 0 {
			s.channels = append(s.channels, found...)
			return true
		}
	}
	return false
}

// channelsOf are the profile's channels that words name, one or several; none where a word is no channel of the list.
func channelsOf(p *profile.Profile, words string) []string {
	if c, ok := information.Channel(p, words); ok {
		return []string{c}
	}
	var out []string
	for _, w := range joined.Split(words, -1) {
		c, ok := information.Channel(p, strings.TrimSpace(w))
		if !ok {
			return nil
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
