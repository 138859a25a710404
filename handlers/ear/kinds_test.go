package ear_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// numbered is where a usage says the number it acts upon in no form of the profile: 问题12, 销号 12.
var numbered = regexp.MustCompile(`问题[0-9]+|[0-9]+号?$`)

// forms are a number of a kind as people write it: in full, and by its sign alone.
func forms(p *profile.Profile, kind string) []string {
	out := []string{p.Number(kind, 2026, 1)}
	if sign, _, bracketed := strings.Cut(p.Numbering[kind], "〔"); bracketed {
		out = append(out, sign+"1号", sign+"2026-1号", sign+"〔2026〕1")
	}
	return out
}

// without cuts a usage at the number it acts upon.
func without(p *profile.Profile, usage string) (before, after string, ok bool) {
	if all := naming.Numbers(p, usage); len(all) > 0 {
		return usage[:all[0].At], usage[all[0].End:], true
	}
	if at := numbered.FindStringIndex(usage); at != nil {
		return usage[:at[0]], usage[at[1]:], true
	}
	return "", "", false
}

// does reports whether a meaning runs an intent at once, alone or among others.
func does(m frame.Meaning, intent string) bool {
	acts := slices.ContainsFunc(m.Acts, func(a frame.Act) bool { return a.Intent == intent && a.Expect == frame.OK })
	return m.Intent == intent && m.Expect == frame.OK || acts
}

// TestANumberOfAnotherKind is never acted on as if it was the right one: 议1号 cannot be closed like 督1号.
func TestANumberOfAnotherKind(t *testing.T) {
	d := listen(t, "config/districts/xiqing.yaml")
	tried, done := 0, map[string]bool{}
	for _, g := range d.Frames() {
		before, after, ok := without(d.profile, d.usage(g.Intent))
		if g.About == "" || done[g.Intent] || !ok {
			continue
		}
		done[g.Intent] = true
		var run []string
		for kind := range d.profile.Numbering {
			if slices.Contains(strings.Fields(g.About), kind) {
				continue
			}
			for _, number := range forms(d.profile, kind) {
				tried++
				if text := before + number + after; d.runs(g.Intent, text) {
					run = append(run, text)
				}
			}
		}
		if len(run) > 0 {
			t.Errorf("%d sentences with a wrong number run %s: %q", len(run), g.Intent, run)
		}
	}
	if tried < 1000 {
		t.Errorf("only %d sentences", tried)
	}
}

// runs reports whether a sentence of any role runs an intent.
func (d *district) runs(intent, text string) bool {
	return slices.ContainsFunc([]string{"office", "chief", "liaison"}, func(role string) bool {
		return does(d.Understand(text, office(role)), intent)
	})
}

func (d *district) usage(intent string) string {
	for _, c := range d.commands {
		if c.Intent == intent {
			return c.Usage
		}
	}
	return ""
}

// TestWhatMayBeSaidInstead: whoever orders a deed of the wrong record is told what may be said of it.
func TestWhatMayBeSaidInstead(t *testing.T) {
	d := listen(t, "config/districts/xiqing.yaml")
	for text, hint := range map[string]string{"议1号 采取函告": "议2号", "会1号 销号": "会3号", "撤回 督1号": "", "信1号 申请延期到12月20日": "信3号"} {
		m := d.Understand(text, office("office"))
		if m.Intent == frame.Unknown && (m.Expect != frame.Ask || !strings.Contains(m.Why, hint)) {
			t.Errorf("%q: %s %s", text, m.Expect, m.Why)
		}
	}
}
