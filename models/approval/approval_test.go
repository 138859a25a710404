package approval

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/models/roster"
)

var (
	agreed, open = Word{Post: "a", Verdict: Agreed}, Word{Post: "b"}
	returned     = Word{Post: "b", Verdict: Returned}
	spare        = Word{Post: "b", Verdict: Spare}
	consent      = Word{Post: "x", Extra: true, Verdict: Agreed}
	asked        = Word{Post: "x", Extra: true}
)

// TestComplete: all of them or any one, and a consent that is always needed.
func TestComplete(t *testing.T) {
	all, one := Rule{Posts: []string{"a", "b"}, All: true}, Rule{Posts: []string{"a", "b"}}
	for _, c := range []struct {
		name  string
		rule  Rule
		words []Word
		want  bool
	}{
		{"all: one is missing", all, []Word{agreed, open}, false},
		{"all: everyone", all, []Word{agreed, agreed}, true},
		{"all: one is not needed on this version", all, []Word{agreed, spare}, false},
		{"all: returned by the other", all, []Word{agreed, returned}, false},
		{"all: the consent is missing", all, []Word{agreed, agreed, asked}, false},
		{"all: with consent", all, []Word{agreed, agreed, consent}, true},
		{"any: nobody", one, []Word{open, open}, false},
		{"any: the second", one, []Word{open, agreed}, true},
		{"any: returned by one", one, []Word{agreed, returned}, false},
		{"any: consent is no approval", one, []Word{open, open, consent}, false},
		{"any: the consent is missing", one, []Word{agreed, open, asked}, false},
		{"consent alone: missing", Rule{Extra: "x"}, []Word{asked}, false},
		{"consent alone: given", Rule{Extra: "x"}, []Word{consent}, true},
		{"nobody is asked", Rule{}, nil, true},
	} {
		if got := c.rule.Complete(c.words); got != c.want {
			t.Errorf("%s: complete %v", c.name, got)
		}
	}
}

func posts(words []Word) string {
	var out []string
	for _, w := range words {
		out = append(out, w.Post)
	}
	return strings.Join(out, " ")
}

// TestTurn: together, or one after the other with the consent at the end.
func TestTurn(t *testing.T) {
	for _, c := range []struct {
		inOrder bool
		words   []Word
		want    string
	}{
		{false, []Word{open, agreed, asked}, "b x"}, {true, []Word{agreed, open, asked}, "b"},
		{true, []Word{agreed, asked}, "x"}, {true, []Word{agreed, spare}, ""}, {false, nil, ""},
	} {
		if got := posts(Rule{InOrder: c.inOrder}.Turn(c.words)); got != c.want {
			t.Errorf("in order %v, %s: turn of %q, want %q", c.inOrder, posts(c.words), got, c.want)
		}
	}
}

// TestFill keeps what is on file in the rule's order, adds what is missing, and asks no post twice for one thing.
func TestFill(t *testing.T) {
	r := Rule{Posts: []string{"a", "b", "b"}, Extra: "a"}
	got := r.Fill(Subject{Kind: "paper", Record: "1", Version: "2"}, []Word{{ID: "7", Post: "b", Verdict: Agreed}, {Post: "gone"}})
	want := []Word{{Kind: "paper", Record: "1", Version: "2", Post: "a"}, {ID: "7", Post: "b", Verdict: Agreed},
		{Kind: "paper", Record: "1", Version: "2", Pos: 2, Post: "a", Extra: true}}
	if !slices.Equal(got, want) {
		t.Errorf("filled\n%+v, want\n%+v", got, want)
	}
}

// TestMine: the post decides, held at this moment; an organisation's post speaks for its own records, and where one of
// several holders is named, only he.
func TestMine(t *testing.T) {
	holder := func(person, post, org string) roster.Holder {
		return roster.Holder{Person: person, Post: post, Org: org}
	}
	paper := Subject{Org: "dasi", Post: "chief", Person: "chief.a"}
	for _, c := range []struct {
		name string
		s    Subject
		post string
		by   roster.Holder
		want bool
	}{
		{"another post", paper, "chief", holder("d", "director", ""), false},
		{"the district's post", paper, "deputy", holder("d", "deputy", ""), true},
		{"the town's own post", paper, "town_chief", holder("d", "town_chief", "dasi"), true},
		{"another town's post", paper, "town_chief", holder("z", "town_chief", "zhongbei"), false},
		{"nobody's record", Subject{}, "town_chief", holder("z", "town_chief", "zhongbei"), true},
		{"the one who is named", paper, "chief", holder("chief.a", "chief", ""), true},
		{"another holder of his post", paper, "chief", holder("chief.b", "chief", ""), false},
		{"nobody is named", Subject{Post: "chief"}, "chief", holder("chief.b", "chief", ""), true},
	} {
		if got := len(c.s.Mine([]Word{{Post: c.post}}, []roster.Holder{c.by})) == 1; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	before, after := holder("old", "deputy", ""), holder("new", "deputy", "")
	word := []Word{{Post: "deputy", Person: "old"}} // he was asked, and has left since
	if len(paper.Mine(word, []roster.Holder{after})) != 1 || len(paper.Mine(word, nil)) != 0 || before.Post != "deputy" {
		t.Error("the word did not pass to the successor")
	}
}

// TestRefuse: whose turn it is comes first, then whose draft, then which version.
func TestRefuse(t *testing.T) {
	mine, s := []Word{{Post: "a"}}, Subject{Version: "2", Drafted: "x"}
	for _, c := range []struct {
		own             bool
		mine            []Word
		person, version string
		want            Reason
	}{
		{false, nil, "y", "", "not_his"}, {true, nil, "x", "1", "not_his"}, {false, nil, "x", "1", "not_his"},
		{false, mine, "x", "2", "own"}, {true, mine, "x", "2", ""}, {true, mine, "x", "", ""},
		{false, mine, "y", "1", "outdated"}, {false, mine, "y", "3", "outdated"}, {false, mine, "y", "2", ""}, {false, mine, "y", "", ""},
	} {
		if got := (Rule{Own: c.own}).Refuse(s, c.mine, c.person, c.version); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if !Said([]Word{{Person: "x", Verdict: Agreed}}, "x") || Said([]Word{{Person: "x"}}, "x") || Said([]Word{{Person: "x", Verdict: Returned}}, "x") {
		t.Error("only an agreement was said")
	}
}
