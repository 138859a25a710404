package profile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"linzhangbot/models"
)

// terms say how a district's word is found when its profile gives none. The keys are those between the marks of the
// terms in models.
var terms = map[string]func(*Profile) string{
	termKey(models.TheOffice):     func(p *Profile) string { return shortest(p.theOffice()) },
	termKey(models.TheOfficeFull): func(p *Profile) string { return p.theOffice().Name },
	termKey(models.Towns):         townsWord,
	termKey(models.Units):         plain("协作单位"),
	termKey(models.District):      func(p *Profile) string { return p.Short },
	termKey(models.WholeDistrict): wholeWord,
	termKey(models.TheOrder):      orderName,

	termKey(models.GeneralChief):  titleOf(models.RoleGeneralChief, "总林长"),
	termKey(models.DeputyChief):   titleOf(models.RoleDeputyChief, "副总林长"),
	termKey(models.DistrictChief): titleOf(models.RoleChief, "林长"),
	termKey(models.TownChief):     titleOf(models.RoleTownChief, "总林长"),
	termKey(models.Director):      titleOf(models.RoleDirector, "林长办公室主任"),
	termKey(models.Liaison):       titleOf(models.RoleLiaison, "联络员"),
	termKey(models.Member):        titleOf(models.RoleMember, "协作成员"),

	termKey(models.GeneralMeeting):  func(p *Profile) string { return first(keys(p.Meetings, meetingName), "会议") },
	termKey(models.FirstMeasure):    func(p *Profile) string { return first(keys(p.Issues.Ladder, rungName), "督办") },
	termKey(models.FirstInspection): func(p *Profile) string { return first(keys(p.Inspections, inspectionName), "检查") },
	termKey(models.FirstSource):     func(p *Profile) string { return first(keys(p.Issues.Sources, sourceName), "工作检查") },

	termKey(models.ExampleTown):       example(models.KindTown, 0),
	termKey(models.SecondTown):        example(models.KindTown, 1),
	termKey(models.ThirdTown):         example(models.KindTown, 2),
	termKey(models.FourthTown):        example(models.KindTown, 3),
	termKey(models.FifthTown):         example(models.KindTown, 4),
	termKey(models.ExampleUnit):       example(models.KindUnit, 0),
	termKey(models.ExampleReport):     exampleNumber("report", 3),
	termKey(models.OtherReport):       exampleNumber("report", 5),
	termKey(models.ExampleMeeting):    exampleNumber("meeting", 3),
	termKey(models.ExampleResolution): exampleNumber("resolution", 2),
	termKey(models.ExampleInspection): exampleNumber("inspection", 2),
	termKey(models.ExamplePatrol):     exampleNumber("patrol", 2),
	termKey(models.ExampleActivity):   exampleNumber("activity", 2),
	termKey(models.ExampleShare):      exampleNumber("share", 2),

	termKey(models.SecondUnit): example(models.KindUnit, 1),
	termKey(models.ThirdUnit):  example(models.KindUnit, 2),
}

// exampleNumber is a record's number as people type it: 信3号 where the form is 信〔{year}〕{n}号, else in full, in the
// year from which the rules hold.
func exampleNumber(kind string, n int) func(*Profile) string {
	return func(p *Profile) string {
		if sign, rest, ok := strings.Cut(p.NumberForm(kind), "〔{year}〕"); ok && sign != "" {
			return sign + strings.ReplaceAll(rest, "{n}", itoa(n))
		}
		return p.Number(kind, p.Effective.Year(), n)
	}
}

// derived are the terms whose word is made of the word of another one.
var derived = map[string]struct {
	of   string
	word func(p *Profile, of string) string
}{
	termKey(models.Chiefs):       {models.DistrictChief, upwards},
	termKey(models.ExampleAlias): {models.ExampleTown, (*Profile).shortName},
	termKey(models.ThirdAlias):   {models.ThirdTown, (*Profile).shortName},
	termKey(models.UnitAlias):    {models.ExampleUnit, (*Profile).shortName},
}

// regulations are what those are called that a profile does not hold.
var regulations = map[string]string{"information": "信息工作", "supervision": "督查工作", "meeting": "会议工作",
	"cooperation": "协作工作", "assessment": "考核工作"}

// RegulationName stands in a text for the name of the regulation of a key, as the profile has it: 信息制度.
func RegulationName(key string) string { return "‹regulation:" + key + "›" }

// Words puts the district's words in the place of the terms of a text. It is safe for concurrent use.
func (p *Profile) Words(text string) string {
	switch {
	case !strings.Contains(text, "‹"):
		return text
	case p.words == nil: // made by hand
		return p.replacer().Replace(text)
	}
	return p.words.Replace(text)
}

// replacer knows the district's word for every term.
func (p *Profile) replacer() *strings.Replacer {
	var pairs []string
	for _, k := range termKeys() {
		pairs = append(pairs, "‹"+k+"›", p.term(k))
	}
	for key, word := range regulations {
		i := slices.IndexFunc(p.Regulations, func(r Regulation) bool { return r.Key == key })
		if i >= 0 {
			word = p.Regulations[i].Name
		}
		pairs = append(pairs, RegulationName(key), word)
	}
	for _, m := range matters {
		pairs = append(pairs, string(m.Article()), string(p.Article(m)))
	}
	return strings.NewReplacer(pairs...)
}

// term is the district's word for one term.
func (p *Profile) term(k string) string {
	if word := p.Terms[k]; word != "" {
		return word
	}
	if d, ok := derived[k]; ok {
		return d.word(p, p.term(termKey(d.of)))
	}
	return terms[k](p)
}

// termKeys are the keys of all terms, in order.
func termKeys() []string {
	all := slices.Collect(maps.Keys(terms))
	return slices.Sorted(slices.Values(slices.AppendSeq(all, maps.Keys(derived))))
}

func (c *checker) terms() {
	for k, word := range c.p.Terms {
		c.oneOf("terms."+k, k, termKeys()...)
		c.need("terms", k, word)
	}
}

func termKey(marked string) string { return strings.Trim(marked, "‹›") }

// orderName is what the number of an order ends in: {year}年第{n}号总林长令.
func orderName(p *Profile) string {
	_, tail, _ := strings.Cut(p.NumberForm("order"), "{n}")
	return cmp.Or(strings.TrimLeft(tail, "号期 "), "总林长令")
}

func plain(word string) func(*Profile) string { return func(*Profile) string { return word } }

func first(words []string, otherwise string) string {
	if len(words) > 0 {
		return words[0]
	}
	return otherwise
}

// shortest is what an organisation is called for short: its first alias, else its name.
func shortest(o Org) string { return first(o.Aliases, o.Name) }

func meetingName(m MeetingType) string       { return m.Name }
func inspectionName(i InspectionType) string { return i.Name }
func sourceName(s Source) string             { return s.Name }
func rungName(s Rung) string                 { return s.Name }

func (p *Profile) theOffice() Org {
	for _, o := range p.Orgs {
		if o.Kind == models.KindOffice {
			return o
		}
	}
	return Org{Name: "林长办公室", Aliases: []string{"林长办"}}
}

// townsWord is what the lowest level is called altogether: where there are subdistricts 街镇, in the country 乡镇.
func townsWord(p *Profile) string {
	for _, o := range p.Orgs {
		if o.Kind == models.KindTown && strings.HasSuffix(o.Name, "乡") {
			return "乡镇"
		}
	}
	return "街镇"
}

// wholeWord is 全区 in 西青区 and 全县 in 清河县.
func wholeWord(p *Profile) string {
	for _, level := range []string{"区", "县", "市", "旗"} {
		if strings.HasSuffix(p.Short, level) {
			return "全" + level
		}
	}
	return "全区"
}

// titleOf is the title of the first post of a role.
func titleOf(role models.Role, otherwise string) func(*Profile) string {
	return func(p *Profile) string {
		for _, x := range p.Posts {
			if x.Role == role {
				return x.Title
			}
		}
		return otherwise
	}
}

// example is the name of the n-th organisation of a kind, counted around when there are fewer. A district without
// the kind gives the name of another organisation of its own.
func example(kind models.OrgKind, n int) func(*Profile) string {
	return func(p *Profile) string {
		var names, others []string
		for _, o := range p.Orgs {
			if o.Kind == kind {
				names = append(names, o.Name)
			} else if o.Kind != models.KindOffice {
				others = append(others, o.Name)
			}
		}
		if names = append(names, others...); len(names) == 0 {
			return p.theOffice().Name
		}
		return names[n%len(names)]
	}
}

// upwards is 区级以上林长 where the chiefs are called 区级林长.
func upwards(_ *Profile, title string) string {
	if level, ok := strings.CutSuffix(title, "级林长"); ok {
		return level + "级以上林长"
	}
	return title + "及以上林长"
}

// shortName is how the organisation of a name is called for short.
func (p *Profile) shortName(name string) string {
	for _, o := range p.Orgs {
		if o.Name == name {
			return shortest(o)
		}
	}
	return name
}
