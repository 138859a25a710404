package supervision

import (
	"os"
	"strings"
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

func xiqing(t testing.TB) *profile.Profile {
	t.Helper()
	data, err := os.ReadFile("../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("profile: %v", problems)
	}
	return set.Latest()
}

var (
	officer  = By{Person: "office.staff1", Org: "office", Office: true}
	liaison  = By{Person: "dasi.liaison", Org: "dasi"}
	chief    = By{Person: "dasi.chief", Org: "dasi"}
	outsider = By{Person: "zhongbei.liaison", Org: "zhongbei"}
	former   = By{Person: "dasi.former"}
)

func problem(s State) Issue {
	return Issue{Number: "督〔2026〕1号", Org: "dasi", State: s, Evidence: true, Proof: "照片", Reporter: "dasi.liaison"}
}

// life is the whole table, written out: in which state who may do what, and where it leads. o is the responsible
// organisation, either it or the office, office the office, and second the office as a second pair of eyes.
var life = map[State]map[Verb]string{
	Raised: {Accept: "o working", Progress: "either raised", Rectify: "o review", Ask: "o asking",
		Transfer: "office raised", Assist: "office raised",
		Escalate: "office raised", Decline: "office raised", Cancel: "office cancelled"},
	Working: {Progress: "either working", Rectify: "o review", Ask: "o asking",
		Transfer: "office raised", Assist: "office working",
		Escalate: "office working", Decline: "office working", Cancel: "office cancelled"},
	Review: {Rectify: "o review", Close: "second closed", Return: "office returned", Assist: "office review", Cancel: "office cancelled"},
	Returned: {Accept: "o working", Progress: "either returned", Rectify: "o review", Ask: "o asking",
		Transfer: "office raised", Assist: "office returned",
		Escalate: "office returned", Decline: "office returned", Cancel: "office cancelled"},
	Asking: {Progress: "either asking", Rectify: "o review", Ask: "o asking",
		Extend: "office working", Refuse: "office working", Assist: "office asking",
		Escalate: "office asking", Decline: "office asking", Cancel: "office cancelled"},
	Closed:    {Reopen: "office reopened"},
	Cancelled: {Reopen: "office reopened"},
	Reopened: {Accept: "o working", Progress: "either reopened", Rectify: "o review", Ask: "o asking",
		Transfer: "office raised", Assist: "office reopened",
		Escalate: "office reopened", Decline: "office reopened", Cancel: "office cancelled"},
}

// TestSupervisionArticle8TableIsWhole tries every state, verb and side: what is in the table is allowed to its side,
// and everything else is refused with a reason, an article and, where there is one, a way on.
func TestSupervisionArticle8TableIsWhole(t *testing.T) {
	p, lines := xiqing(t), 0
	sides := map[string]string{"o": "responsible", "either": "either", "office": "office", "second": "second eyes"}
	for _, s := range []State{Raised, Working, Review, Closed, Returned, Asking, Cancelled, Reopened} {
		for _, v := range []Verb{Accept, Progress, Rectify, Close, Return, Ask, Extend, Refuse, Transfer, Assist, Escalate,
			Decline, Cancel, Reopen} {
			who, to, listed := strings.Cut(life[s][v], " ")
			if listed {
				lines++
			}
			for _, by := range []By{officer, liaison, chief, outsider, former} {
				got, refusal := May(problem(s), v, by, p)
				owner := by.Org == "dasi"
				side := owner && (who == "o" || who == "either") || by.Office && who != "o"
				allowed := listed && side
				if (refusal == nil) != allowed {
					t.Errorf("%s %s by %s: refusal %v, want %q", s, v, by.Person, refusal, life[s][v])
				}
				if allowed && (string(got.To) != to || string(got.Who) != sides[who]) {
					t.Errorf("%s %s leads to %s by %s, want %s", s, v, got.To, got.Who, life[s][v])
				}
				poor := refusal != nil && !strings.Contains(refusal.Message, "不能") && !strings.Contains(refusal.Message, "由"+models.TheOffice)
				if refusal != nil && (poor || refusal.Article == "") {
					t.Errorf("%s %s by %s: poor refusal %+v", s, v, by.Person, refusal)
				}
			}
		}
	}
	if len(Transitions) != 51 || lines != 51 || len(States) != 8 || len(Verbs) != 14 {
		t.Errorf("%d lines in the table, %d written out; %d states, %d verbs", len(Transitions), lines, len(States), len(Verbs))
	}
}

// TestTableNamesEveryLineOnce looks for lines said twice and for words people are not told.
func TestTableNamesEveryLineOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range Transitions {
		k := string(x.From) + " " + string(x.Do)
		if seen[k] {
			t.Errorf("%s is in the table twice", k)
		}
		seen[k] = true
		if x.From.Name() == "" || x.To.Name() == "" || x.Do.Name() == "" {
			t.Errorf("%s lacks a name", k)
		}
	}
}

func TestSupervisionArticle8FourEyes(t *testing.T) {
	p := xiqing(t)
	both := By{Person: "dasi.liaison", Org: "office", Office: true} // reported it, then moved to the office
	for name, by := range map[string]By{"reporter": liaison, "other member": chief, "reporter now in the office": both} {
		if _, e := May(problem(Review), Close, by, p); e == nil || e.Code != models.SelfClose || e.Article != "督查制度 第八条" {
			t.Errorf("%s closes: %v", name, e)
		}
	}
	sits := By{Person: "dasi.other", Org: "dasi", Office: true} // of the town and of the office at once
	for state, do := range map[State]Verb{Asking: Extend, Working: Cancel, Raised: Transfer, Review: Close} {
		_, e := May(problem(state), do, sits, p)
		if e == nil || do != Close && e.Code != models.NotAllowed || do == Close && e.Code != models.SelfClose {
			t.Errorf("who sits in both lets his town off by %s: %v", do, e)
		}
	}
	for state, do := range map[State]Verb{Review: Return, Asking: Refuse, Working: Escalate} {
		if _, e := May(problem(state), do, sits, p); e != nil {
			t.Errorf("who sits in both may be strict with his town by %s: %v", do, e)
		}
	}
	x := problem(Review)
	x.Proof = ""
	if _, e := May(x, Close, officer, p); e == nil || e.Code != models.BadInput {
		t.Errorf("closing without the evidence asked for: %v", e)
	}
	x.Evidence = false
	if _, e := May(x, Close, officer, p); e != nil {
		t.Errorf("closing where no evidence is asked for: %v", e)
	}
}
