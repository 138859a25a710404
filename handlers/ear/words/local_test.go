package words_test

import (
	"os"
	"testing"

	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/models/profile"
)

// TestEveryDistrictsOwnWords: a district hears what it calls its towns altogether, and its office in the words around a
// report.
func TestEveryDistrictsOwnWords(t *testing.T) {
	for _, x := range []struct{ file, towns, sent string }{
		{"../../../config/districts/xiqing.yaml", "各街镇", "报送信息：清明防火宣传进村入户，请区林长办收存"},
		{"../../../cmd/linzhangbot/testdata/county.yaml", "各乡镇", "报送信息：清明防火宣传进村入户，请县林长办收存"},
	} {
		data, err := os.ReadFile(x.file)
		if err != nil {
			t.Fatal(err)
		}
		set, problems := profile.Parse(x.file, data)
		if set == nil {
			t.Fatal(problems)
		}
		l := words.New(grammars(), words.FromProfile(set.Latest()))
		if got, _ := l.Slot("unit", x.towns, monday); got != "*" {
			t.Errorf("%s: %s means %v, want everybody", x.file, x.towns, got)
		}
		m, _ := l.Hear(x.sent, frame.Scene{Now: monday, ToBot: true, Role: "liaison"}).Read("report.submit")
		if got := m.Slots["title"]; got != "清明防火宣传进村入户" {
			t.Errorf("%s: %s has the title %v", x.file, x.sent, got)
		}
	}
}
