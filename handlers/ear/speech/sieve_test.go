package speech

import (
	"slices"
	"testing"
)

func TestNeeds(t *testing.T) {
	for expr, want := range map[string]string{
		`听说|据说`: "听据", `(?:先|别)报`: "报", `^还没`: "还", `吗[？?]*$`: "吗", `[0-9]+%`: "%", `[^，]*`: "", `(?:好|了)?`: "", `[吗么]$`: "么吗",
		`(?:.|a)b`: "b", `a{0,2}`: "", `a{2,3}`: "a",
	} {
		got := needs(expr)
		slices.Sort(got)
		if string(got) != want {
			t.Errorf("%s needs %q, want %q", expr, string(got), want)
		}
	}
}

// TestTheSieveLosesNothing: whatever an expression fits passes its sieve.
func TestTheSieveLosesNothing(t *testing.T) {
	texts := []string{"听说12号销了", "我们准备销号", "已整改80%", "12号先别销号", "明天再报", "是不是已整改", "如果到位就销号", "“销号”写错了",
		"正在整改", "要求3月12日前整改完成", "希望早点销号", "完成了吗？", "帮我查查", "两处整改完成一处，还剩一处"}
	for _, table := range [][]mark{heads, openings, leads, coming, partly, ahead, behinds, tails, plain} {
		for _, m := range table {
			for _, text := range texts {
				if m.re.MatchString(text) && !sift(text).fits(m.needs) {
					t.Errorf("%s fits %s and is sifted out", m.re, text)
				}
			}
		}
	}
}
