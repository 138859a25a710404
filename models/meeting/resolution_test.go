package meeting

import (
	"testing"

	"linzhangbot/models"
)

// TestCourse (会议制度 第三条): who may take a resolution which step, in which state; who reported it done does not check
// it himself.
func TestCourse(t *testing.T) {
	own, helping := By{Person: "a", Org: "dasi"}, By{Person: "b", Org: "shuiwu"}
	stranger, office := By{Person: "d", Org: "xinkou"}, By{Person: "c", Org: "office", Office: true}
	x := Resolution{Number: "议1号", Org: "dasi", Assist: "|shuiwu|", DoneBy: "a"}
	for _, c := range []struct {
		state State
		do    Verb
		by    By
		code  string
	}{
		{Open, Advance, own, ""}, {Open, Finish, own, ""}, {Open, Advance, helping, ""},
		{Open, Finish, helping, models.NotAllowed}, {Open, Advance, stranger, models.NotAllowed},
		{Open, Check, office, models.BadInput}, {Done, Check, office, ""}, {Done, Check, own, models.NotAllowed},
		{Done, Check, By{Person: "a", Org: "office", Office: true}, models.SelfClose},
		{Done, Reject, office, ""}, {Done, Advance, own, models.BadInput}, {Checked, Finish, own, models.BadInput},
		{Open, ToIssue, office, ""}, {Open, ToIssue, own, models.NotAllowed}, {Issued, ToIssue, office, models.BadInput},
	} {
		x.State = c.state
		code := ""
		if _, refusal := x.MayDo(c.do, c.by, "会议制度 第三条"); refusal != nil {
			code = refusal.Code
		}
		if code != c.code {
			t.Errorf("%s %s by %s: %q, want %q", c.state, c.do, c.by.Person, code, c.code)
		}
	}
}
