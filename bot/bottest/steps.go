package bottest

import (
	"net/http"
	"testing"

	"linzhangbot/bot"
)

func receive(t *testing.T, b Bench, r *http.Request) bot.Delivery {
	t.Helper()
	d, err := b.Platform.Receive(r)
	if err != nil {
		t.Fatalf("a well-signed request was refused: %v", err)
	}
	return d
}

func one(t *testing.T, b Bench, r *http.Request) bot.Event {
	t.Helper()
	d := receive(t, b, r)
	if len(d.Events) != 1 {
		t.Fatalf("want one event, got %d", len(d.Events))
	}
	return d.Events[0]
}

// nastyCard puts one string into every place a person's words can reach.
func nastyCard(s string) bot.Card {
	return bot.Card{
		Code: "report.accepted", Tone: bot.ToneDone, Title: "标题 " + s, Text: "正文 " + s + "\n" + s,
		Fields: []bot.Field{{Name: "栏 " + s, Value: s}, {Name: s, Value: "值"}},
		Next:   "下一步 " + s, Article: "信息制度 第九条 " + s,
	}
}

func (b Bench) check(t *testing.T, what string, said Said) {
	t.Helper()
	judge := b.Live
	if judge == nil {
		judge = Live
	}
	for _, text := range said.Texts {
		if bad := judge(text); bad != "" {
			t.Errorf("%s: %s in %q", what, bad, text)
		}
	}
	if len(said.Mention) > 0 {
		t.Errorf("%s: mentions %q", what, said.Mention)
	}
}

func (b Bench) complain(t *testing.T, what string) {
	t.Helper()
	for _, c := range b.Complaints() {
		t.Errorf("%s: the server complains: %s", what, c)
	}
}
