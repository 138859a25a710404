package words_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/handlers/asking"
	"linzhangbot/handlers/assessment"
	"linzhangbot/handlers/cooperation"
	"linzhangbot/handlers/delivery"
	"linzhangbot/handlers/ear/frame"
	"linzhangbot/handlers/ear/words"
	"linzhangbot/handlers/information"
	"linzhangbot/handlers/meeting"
	"linzhangbot/handlers/roster"
	"linzhangbot/handlers/supervision"
	"linzhangbot/models/profile"
)

// grammars are all that the program listens for, as the modules ship it.
func grammars() []frame.Frame {
	out := append([]frame.Frame{}, words.Common...)
	for _, m := range []handlers.Module{roster.Module(), asking.Module(), delivery.Module(), information.Module(),
		supervision.Module(), meeting.Module(), cooperation.Module()} {
		out = append(out, m.Frames...)
	}
	return append(out, assessment.Frames...)
}

// monday is the day on which the sentences are said.
var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

// ear is the language of the sample district.
func ear(t testing.TB) *words.Language {
	t.Helper()
	data, err := os.ReadFile("../../../config/districts/xiqing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, problems := profile.Parse("xiqing.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("the sample profile has mistakes: %v", problems[0])
	}
	return words.New(grammars(), words.FromProfile(set.Versions[len(set.Versions)-1]))
}

// same compares a slot as it is read from JSON. null and missing are the same.
func same(want, got any) bool {
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(got)
	return string(a) == string(b)
}
