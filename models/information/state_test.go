package information

import (
	"testing"

	"linzhangbot/models"
	"linzhangbot/models/profile"
)

// TestTransitions holds every state against every verb, for the own organisation, another one and the office: what
// is not listed here must be refused.
func TestTransitions(t *testing.T) {
	p := &profile.Profile{Reports: profile.Reports{Article: "信息制度 第十一条"}, Bulletins: []profile.Bulletin{{Article: "信息制度 第十条"}}}
	own, foreign, office := By{Org: "dasi"}, By{Org: "xinkou"}, By{Org: "office", Office: true}
	type step struct {
		from State
		do   Verb
	}
	want := map[step]struct {
		to  State
		own bool
	}{
		{Submitted, Withdraw}: {Withdrawn, true}, {Submitted, Amend}: {Submitted, true}, {Submitted, Adopt}: {Adopted, false},
		{Submitted, Return}: {Returned, false}, {Submitted, Merge}: {Merged, false}, {Returned, Withdraw}: {Withdrawn, true},
		{Returned, Amend}: {Submitted, true}, {Returned, Restore}: {Submitted, false}, {Adopted, Amend}: {Adopted, false},
		{Adopted, Return}: {Returned, false}, {Adopted, Merge}: {Merged, false}, {Merged, Return}: {Returned, false},
	}
	for _, from := range []State{Submitted, Adopted, Returned, Withdrawn, Merged, Buried} {
		for _, do := range []Verb{Withdraw, Amend, Adopt, Return, Merge, Restore} {
			r, w := Report{Org: "dasi", Number: "信1", State: from}, want[step{from, do}]
			for _, who := range []By{own, foreign, office} {
				got, refusal := May(r, do, who, p)
				allowed := w.to != "" && (who.Office || w.own && who.Org == r.Org)
				if (refusal == nil) != allowed || allowed && got.To != w.to {
					t.Errorf("%s × %s by %s: to %q, refusal %v", from, do, who.Org, got.To, refusal)
				}
				if refusal != nil && (refusal.Message == "" || refusal.Next == "" || refusal.Article == "") {
					t.Errorf("%s × %s by %s: refusal says too little: %+v", from, do, who.Org, refusal)
				}
				if refusal != nil && who.Org == foreign.Org && refusal.Code != models.NotAllowed {
					t.Errorf("%s × %s by another: %s", from, do, refusal.Code)
				}
			}
		}
	}
	if len(Transitions) != len(want) {
		t.Errorf("%d transitions, %d tested", len(Transitions), len(want))
	}
}

// TestCounts checks 第九条: what is withdrawn or returned does not count.
func TestCounts(t *testing.T) {
	for state, want := range map[State]bool{Submitted: true, Adopted: true, Merged: true, Returned: false, Withdrawn: false, Buried: false} {
		if got := (Report{State: state}).Counts(); got != want {
			t.Errorf("%s counts %v", state, got)
		}
		if state.Name() == "" {
			t.Errorf("%s has no name", state)
		}
	}
}

// TestArticle10SignOff: whoever reviews comes first, then whoever signs; both may have drafted.
func TestArticle10SignOff(t *testing.T) {
	kind := profile.Bulletin{Reviewer: "director", Signer: "deputy_chief"}
	for state, want := range map[Stage]string{Drafted: "director", Reviewed: "deputy_chief", Signed: "", Issued: ""} {
		rule, words := Bulletin{State: state}.Approval(kind)
		got := ""
		for _, w := range rule.Turn(words) {
			got += w.Post
		}
		if got != want || rule.Complete(words) != (want == "") || !rule.Own {
			t.Errorf("%s: turn of %q, complete %v", state, got, rule.Complete(words))
		}
	}
}
