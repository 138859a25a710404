package ear_test

import (
	"slices"
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
)

// deeds are commands with a place for the word that turns them round.
var deeds = map[string][]string{
	"meeting.approve":      {"~同意会议方案", "会议方案~同意", "会议方案~批准", "联席会议方案~通过", "方案~可以"},
	"issue.close":          {"~销号12", "12号~销号", "督12~核查通过", "~给12号销号", "~同意12号销号", "问题12~办结归档", "12号~销了"},
	"issue.extend.approve": {"~同意12号延期", "12号延期~同意", "12号~批准延期到12月20日", "12号~可以延期"},
	"issue.extend":         {"12号~申请延期", "~延期12号", "督12~延期到12月20日"},
	"report.adopt":         {"~采用信3", "信3~采用", "第3条~录用"},
	"report.withdraw":      {"~撤回信3", "信3~撤回", "信3~删除"},
	"issue.escalate":       {"~约谈大寺镇", "~给大寺镇发函告", "12号~升级为通报", "对大寺镇~约谈"},
	"meeting.cancel":       {"~取消联席会议", "联席会议~取消", "12月8日的会议~取消"},
	"meeting.reschedule":   {"联席会议~改期", "联席会议~推迟到12月20日上午九点", "~改期联席会议"},
	"order.publish":        {"~发布2026年第2号总林长令，标题关于护林的令", "总林长令~印发"},
	"bulletin.sign":        {"~签发简报第3期", "第3期简报~签发"},
	"bulletin.issue":       {"~印发简报第3期", "简报~印发"},
	"assessment.score":     {"~扣大寺镇2分", "大寺镇~加2分", "~给大寺镇扣2分"},
	"issue.raise":          {"~挂问题 大寺镇林地堆垃圾 12月5日前整改"},
	"issue.reject":         {"~退回12号，照片不清", "12号~退回，照片不清"},
	"member.approve":       {"~同意绑定 7"},
}

// refusals turn a command into its opposite or into talk about it.
var refusals = strings.Fields(`不 别 先别 先不 暂不 不要 先不要 不能 还不能 不予 不可以 没 还没 没有 未 尚未 不准 不许 不必 不用 无需 暂缓
	拒绝 反对 不得 不宜 不应 不应该 不打算 不建议 别急着 请不要 请勿 千万别 切勿 不再 不太 暂时不 是不是 要不要 该不该 如果 为什么 不赞成
	不支持 不考虑 没法 停止`)

// tails do the same from behind.
var tails = []string{"的事再议", "的事先放一放", "了吗", "了没有", "了没", "不合适吧", "再想想"}

// opposites are what a refusal may order instead.
var opposites = map[string]string{"issue.extend.approve": "issue.extend.refuse", "meeting.approve": "meeting.return",
	"member.approve": "member.refuse", "report.adopt": "report.return", "issue.escalate": "issue.decline",
	"issue.close": "issue.reject", "issue.extend": "issue.extend.refuse"}

// refused are all ways to take a command back.
func refused(patterns []string) []string {
	var all []string
	for _, p := range patterns {
		for _, w := range refusals {
			all = append(all, strings.Replace(p, "~", w, 1))
		}
		for _, w := range tails {
			if bare := strings.Replace(p, "~", "", 1); !strings.ContainsAny(bare, "，月") {
				all = append(all, bare+w)
			}
		}
	}
	return all
}

func office(role string) frame.Scene {
	return frame.Scene{Now: now, ToBot: true, Private: true, Role: role, Unit: "大寺镇"}
}

// TestARefusalIsNeverACommand: nothing is written at once, neither what is refused nor anything else that was not said.
func TestARefusalIsNeverACommand(t *testing.T) {
	e, writes := sample(t)
	for intent, patterns := range deeds {
		for _, text := range refused(patterns) {
			for _, role := range []string{"office", "chief", "liaison"} {
				m := e.Understand(text, office(role))
				acts := m.Expect == frame.OK && writes[m.Intent]
				if acts && m.Intent != opposites[intent] {
					t.Errorf("%s: %q was heard as %s", role, text, m.Intent)
				}
			}
		}
	}
}

// TestAPlainCommandIsStillACommand: done, or one tap away.
func TestAPlainCommandIsStillACommand(t *testing.T) {
	e, _ := sample(t)
	done, all := 0, 0
	for intent, patterns := range deeds {
		for _, p := range patterns {
			text, role := strings.Replace(p, "~", "", 1), "office"
			if intent == "issue.extend" || intent == "report.withdraw" {
				role = "liaison"
			}
			m := e.Understand(text, office(role))
			all++
			if m.Intent == intent && m.Expect != frame.Choose {
				done++
			} else if !slices.ContainsFunc(m.Candidates, func(c frame.Candidate) bool { return c.Intent == intent }) {
				t.Errorf("%s: %q was heard as %s %s", role, text, m.Intent, m.Expect)
			}
		}
	}
	if done*100 < all*90 {
		t.Errorf("%d of %d without a choice", done, all)
	}
}

// TestWhatIsNotCommandedIsAskedBack: from whoever spoke to the bot; nobody else hears a word.
func TestWhatIsNotCommandedIsAskedBack(t *testing.T) {
	e, _ := sample(t)
	for _, text := range []string{"总林长令先别发布", "联席会议不用改期", "别扣大寺镇2分", "12号是不是可以销号了"} {
		m := e.Understand(text, office("office"))
		if m.Expect == frame.OK && m.Intent == frame.Unknown || m.Expect == frame.Ask && m.Why == "" {
			t.Errorf("addressed: %q = %s/%s (%s)", text, m.Intent, m.Expect, m.Why)
		}
		m = e.Understand(text, frame.Scene{Now: now, Role: "office"})
		if m.Intent != frame.Unknown || m.Expect != frame.OK {
			t.Errorf("not addressed: %q = %s/%s", text, m.Intent, m.Expect)
		}
	}
}
