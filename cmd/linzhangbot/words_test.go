package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/profile"
)

// ourWords are this district's words that stand in no list of its profile, or only in sentences.
var ourWords = strings.Fields("街镇 区林长办 区林长办公室 区级林长 区总林长 农业农村委 西青 全区 本区")

// ourOrder is what this district calls a 令, and what a county's is called that does not say how it numbers its own.
const ourOrder = "总林长令"

// commonWords are names in the profile that everybody says in a sentence of their own: nobody's property.
var commonWords = map[string]bool{"会议": true, "活动": true, "其他": true, "通报": true, "巡林发现": true, "进行约谈": true,
	"季度督查": true, "会议议定": true}

// Another county never reads a name, a title, a regulation or a number of this district: whatever its own profile
// does not say comes from the code, or from the profile of somebody else.
func TestAnotherCountyNeverSpeaksOfThisOne(t *testing.T) {
	ours, err := oneProfile("xiqing")
	if err != nil {
		t.Fatal(err)
	}
	for _, county := range []string{"county", "other"} {
		t.Run(county, func(t *testing.T) {
			file := "testdata/" + county + ".yaml"
			theirs, err := oneProfile(file)
			if err != nil {
				t.Fatal(err)
			}
			story, own := kept(t, "testdata/"+county+"-quarter.jsonl"), kept(t, file)
			plainOrders := theirs.Latest().Numbering["order"] == ""
			foreign := slices.DeleteFunc(wordsOf(ours.Latest()), func(w string) bool {
				return strings.Contains(own, w) || plainOrders && w == ourOrder
			})
			signs := foreignSigns(ours.Latest(), theirs.Latest())
			told := whereForeign(foreign, signs, simulated(t, file, story, "2026-07-03 18:00"))
			for _, word := range slices.Sorted(maps.Keys(told)) {
				lines := told[word]
				if found(word, signs, story) {
					t.Errorf("the script itself says %s", word)
					continue
				}
				t.Errorf("%s: %d lines", word, len(lines))
				for _, e := range events(t, strings.Join(lines[:min(3, len(lines))], "")) {
					t.Logf("  %s %s %s %s %s %v", e.Kind, e.Code, e.Type, e.Article, e.Text+e.Title, e.Buttons)
				}
			}
		})
	}
}

// whereForeign collects the lines of a history by the foreign word that is found in them: the longest one where one
// word is part of another.
func whereForeign(words []string, signs map[string]*regexp.Regexp, history string) map[string][]string {
	longest := slices.SortedFunc(slices.Values(words), func(a, b string) int { return len(b) - len(a) })
	out := map[string][]string{}
	for line := range strings.Lines(history) {
		rest := line
		for _, w := range longest {
			if strings.Contains(rest, w) {
				out[w] = append(out[w], line)
				rest = strings.ReplaceAll(rest, w, "|")
			}
		}
		for sign, re := range signs {
			if re.MatchString(line) {
				out[sign] = append(out[sign], line)
			}
		}
	}
	return out
}

func found(word string, signs map[string]*regexp.Regexp, text string) bool {
	if re, ok := signs[word]; ok {
		return re.MatchString(text)
	}
	return strings.Contains(text, word)
}

// foreignSigns are the forms of our numbers (信〔2026〕3号, 信3号) of those kinds that the county numbers otherwise.
func foreignSigns(ours, theirs *profile.Profile) map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for kind, form := range ours.Numbering {
		sign, _, _ := strings.Cut(form, "〔")
		own := theirs.Numbering[kind]
		if sign == form || own == "" || strings.HasPrefix(own, sign) {
			continue
		}
		re := regexp.MustCompile(`(^|[^\p{Han}])` + sign + `(〔\d{4}〕)?\d{1,3}号`)
		if !re.MatchString(own) {
			out["编号 "+sign] = re
		}
	}
	return out
}

// wordsOf collects what a profile calls its organisations, posts, regulations, articles, meetings and measures.
func wordsOf(p *profile.Profile) []string {
	out := append(slices.Clone(ourWords), p.Name, p.Short, p.Assessment.Title)
	for _, o := range p.Orgs {
		out = append(append(append(out, o.Name, o.Full), o.Aliases...), o.Former...)
	}
	for _, x := range p.Posts {
		out = append(append(out, x.Title), x.Aliases...)
	}
	for _, r := range p.Regulations {
		out = append(out, r.Name, r.Title)
		for no := range r.Articles {
			out = append(out, r.Name+" "+no, no)
		}
	}
	for _, d := range p.Duties {
		out = append(out, d.Title)
	}
	for _, d := range p.Digests {
		out = append(out, d.Title)
	}
	out = append(out, proceedings(p)...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(w string) bool { return len([]rune(w)) < 2 || commonWords[w] })
}

// proceedings are the names of what is held, issued and done under the regulations.
func proceedings(p *profile.Profile) []string {
	var out []string
	for _, m := range p.Meetings {
		out = append(append(out, m.Name), m.Aliases...)
		for _, r := range slices.Concat(m.Attend, m.Carries) {
			out = append(out, r.Name)
		}
	}
	for _, b := range p.Bulletins {
		out = append(out, b.Name, b.Masthead)
		for _, r := range slices.Concat(b.Report, b.Send, b.Issue) {
			out = append(out, r.Name)
		}
	}
	for _, s := range p.Issues.Ladder {
		out = append(append(out, s.Name), s.Aliases...)
	}
	for _, s := range p.Issues.Sources {
		out = append(out, s.Name)
	}
	for _, x := range p.Inspections {
		out = append(append(out, x.Name), x.Aliases...)
	}
	for _, c := range slices.Concat(p.Categories, p.Disclosure.Categories) {
		out = append(out, c.Name)
	}
	return append(out, p.Boards.Fields...)
}

func kept(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
