package supervision

import (
	"os"
	"slices"
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

// TestSupervisionArticle8TableIsWhole tries every state, verb and side: what is in the table is allowed to its side,
// and everything else is refused with a reason, an article and, where there is one, a way on.
func TestSupervisionArticle8TableIsWhole(t *testing.T) {
	p := xiqing(t)
	for _, s := range States {
		for _, v := range Verbs {
			i := slices.IndexFunc(Transitions, func(x Transition) bool { return x.From == s && x.Do == v })
			for _, by := range []By{officer, liaison, chief, outsider, former} {
				got, refusal := May(problem(s), v, by, p)
				allowed := i >= 0 && (Transitions[i].Who == Responsible) == (by.Org == "dasi") && by.Org != "zhongbei" && by.Org != ""
				if (refusal == nil) != allowed {
					t.Errorf("%s %s by %s: refusal %v, table line %d", s, v, by.Person, refusal, i)
				}
				if allowed && got.To != Transitions[i].To {
					t.Errorf("%s %s leads to %s, want %s", s, v, got.To, Transitions[i].To)
				}
				if refusal != nil && (refusal.Article == "" || refusal.Message == "" || !strings.Contains(refusal.Message, "不能") && !strings.Contains(refusal.Message, "由区林长办")) {
					t.Errorf("%s %s by %s: poor refusal %+v", s, v, by.Person, refusal)
				}
			}
		}
	}
}

func TestTableNamesEveryLineOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range Transitions {
		k := string(x.From) + " " + string(x.Do)
		if seen[k] {
			t.Errorf("%s is in the table twice", k)
		}
		seen[k] = true
		if x.From.Name() == "" || x.To.Name() == "" || x.Do.Name() == "" || x.from == "" {
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
