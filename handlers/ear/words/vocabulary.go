package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linzhangbot/models"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Vocabulary are the words of a district.
type Vocabulary struct {
	Orgs        []Org
	Shared      []string            // words that several organisations are called by
	Words       func(string) string // puts the district's words in the place of terms; nil: the text as it is
	Order       string              // what orders are called here; empty: as the grammar says
	BotNames    []string
	District    []string // the district's own names, which people put before a town's
	Meetings    []Name   // kinds of meetings
	Steps       []Name   // rungs of the ladder; Careful ones are confirmed first
	Posts       []Name
	Inspections []Name
	Bulletins   []Name
	Sources     []Name     // where problems come from; Aliases are the words that point there
	Categories  []Category // classes of information items
	Indicators  []Name     // words of the yearly score
	Marks       []string   // secrecy marks
	Allowed     []string   // phrases that only look like one
	IssueSign   string     // 督, as in 督〔2026〕12号
	IssueForm   string     // 督〔{year}〕{n}号, for districts that number otherwise
	ReportSign  string     // 信
	Signs       []Sign     // of records whose numbers stand in patterns
	// Numbers finds the record numbers of every kind in a sentence; nil: none are known.
	Numbers func(text string) []naming.Number
	Number  func(kind string, year, n int) string // a number in full
}

// Org is an organisation and what people call it.
type Org struct {
	Name, Full     string
	Kind           models.OrgKind
	Aliases, Slips []string // former names count as aliases
}

// Name is an official name with the words used for it.
type Name struct {
	Name    string
	Aliases []string
	Careful bool
}

// Category is a class of information items with the words that point at it.
type Category struct {
	Key, Name string
	Words     []string
	Urgent    bool
}

// Sign is what a district's numbers of a kind begin with, where it is not what the patterns say: 决〔2026〕2号 for 议.
type Sign struct {
	Usual, Own string
	Bare       bool // the year follows without a bracket: 林会2026第3次
}

// signed adds the district's own sign to a pattern wherever the usual one begins a number: 会〔, 会3.
func (v Vocabulary) signed(pattern string) string {
	for _, s := range v.Signs {
		var pairs []string
		for _, next := range strings.Split("〔 [ 【 1 2 3 4 5 6 7 8 9", " ") {
			own := s.Own + next
			if next == "〔" && s.Bare {
				own += "|" + s.Own + "20"
			}
			pairs = append(pairs, s.Usual+next, s.Usual+next+"|"+own)
		}
		pattern = strings.NewReplacer(pairs...).Replace(pattern)
	}
	return pattern
}

// FromProfile takes a district's words out of its profile.
func FromProfile(p *profile.Profile) Vocabulary {
	v := Vocabulary{BotNames: p.BotNames, District: []string{p.Name, p.Short}, Marks: p.Secrecy.Marks,
		Allowed:   p.Secrecy.Allowed,
		IssueForm: p.Numbering["issue"], IssueSign: sign(p.Numbering["issue"], "督"),
		ReportSign: sign(p.Numbering["report"], "信"),
		Words:      p.Words, Order: p.Words(models.TheOrder), Shared: p.Ambiguous,
		Numbers: func(text string) []naming.Number { return naming.Numbers(p, text) }, Number: p.Number}
	for kind, usual := range map[string]string{"meeting": "会", "resolution": "议"} {
		head, _, _ := strings.Cut(p.Numbering[kind], "{year}")
		if own := strings.TrimRight(head, "〔[【"); own != "" && own != usual {
			v.Signs = append(v.Signs, Sign{Usual: usual, Own: own, Bare: own == head})
		}
	}
	for _, o := range p.Orgs {
		v.Orgs = append(v.Orgs, Org{Name: o.Name, Full: o.Full, Kind: o.Kind,
			Aliases: append(append([]string{}, o.Aliases...), o.Former...), Slips: o.Slips})
	}
	for _, m := range p.Meetings {
		v.Meetings = append(v.Meetings, Name{Name: m.Name, Aliases: m.Aliases})
	}
	for _, s := range p.Issues.Ladder {
		v.Steps = append(v.Steps, Name{Name: s.Name, Aliases: s.Aliases, Careful: s.By != ""})
	}
	for _, x := range p.Posts {
		v.Posts = append(v.Posts, Name{Name: x.Title, Aliases: x.Aliases})
	}
	for _, x := range p.Inspections {
		v.Inspections = append(v.Inspections, Name{Name: x.Name, Aliases: x.Aliases})
	}
	for _, x := range p.Bulletins {
		v.Bulletins = append(v.Bulletins, Name{Name: x.Name})
	}
	for _, s := range p.Issues.Sources {
		v.Sources = append(v.Sources, Name{Name: s.Name, Aliases: s.Words})
	}
	for _, c := range p.Categories {
		if !c.Default {
			v.Categories = append(v.Categories, Category{Key: c.Key, Name: c.Name, Words: c.Words, Urgent: c.Emergency})
		}
	}
	return v
}

// sign is what stands before the year in a numbering form.
func sign(form, otherwise string) string {
	if i := strings.Index(form, "〔"); i > 0 {
		return form[:i]
	}
	return otherwise
}

// short is an organisation's name without its kind, for talking: 王稳庄.
func short(name string) string {
	for _, tail := range []string{"街道", "镇", "乡"} {
		if s, ok := strings.CutSuffix(name, tail); ok && utf8.RuneCountInString(s) >= 2 {
			return s
		}
	}
	return name
}

// towns counts the towns.
func (v Vocabulary) towns() int {
	return len(slices.DeleteFunc(slices.Clone(v.Orgs), func(o Org) bool { return o.Kind != models.KindTown }))
}
