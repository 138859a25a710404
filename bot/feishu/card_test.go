package feishu

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linzhangbot/bot"
)

var update = flag.Bool("update", false, "write the golden files anew")

var goldens = map[string]bot.Card{
	"accepted": {
		Code: "report.accepted", Tone: bot.ToneDone, Title: "已收到：杨柳青镇开展春季巡林", Text: "编号 信〔2026〕3号\n本月 1/2 条，还有 22 天",
		Fields: []bot.Field{{Name: "类别", Value: "工作动态"}, {Name: "单位", Value: "杨柳青镇"}},
		Next:   "还差 1 条", Article: "信息制度 第九条",
		Buttons: []bot.Button{{Label: "撤回", Command: "撤回 信〔2026〕3号", Confirm: "确定撤回？"}, {Label: "详情", URL: "https://bot.invalid/m/r?a=1&b=2", Primary: true}},
	},
	"overdue": {
		Code: "duty.overdue", Tone: bot.ToneLate, Title: "上月少报 1 条", Text: "请尽快补报",
		Mention: []string{"ou_zhang", "all", "ou_li", `ou_x"></at><at id=all`},
	},
	"nasty": {
		Code: "issue.raised", Tone: bot.ToneNear, Title: `<at id=all></at>*题*`,
		Text:    "<at user_id=\"all\"></at> **粗** _斜_ a_b.jpg [点](http://e.invalid) ~~删~~ `码` :DONE: | 表 |\n# 题\n  - 项\n1. 项\n> 引\n---\n\u202e反\u200b转\x00 &lt;at&gt; R&D https://a.invalid/x_y?a=1&b=2",
		Fields:  []bot.Field{{Name: "<font color=red>", Value: "</font>"}, {Name: " \u200b", Value: "无名"}},
		Buttons: []bot.Button{{Label: "看<at>", Command: "看 1"}, {Label: "坏", URL: "javascript:alert(1)"}, {Label: "空"}},
	},
	"quiet": {Code: "report.withdrawn", Tone: bot.ToneQuiet, Title: "已撤回"},
	"plain": {Code: "help.shown", Tone: "odd", Title: "帮助", Picture: []byte("x")},
}

func TestGoldenCards(t *testing.T) {
	for name, c := range goldens {
		picture := ""
		if len(c.Picture) > 0 {
			picture = "img_1"
		}
		raw, err := render(c, bot.Chat{ID: "oc_1", Kind: bot.Group}, picture)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := json.Indent(&got, raw, "", "  "); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".json", got.String()+"\n")
		golden(t, name+".txt", fallback(c, true)+"\n")
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

func TestCardLimitIsKept(t *testing.T) {
	c := bot.Card{Title: "长", Text: strings.Repeat("林", 9_800)}
	if raw, err := render(c, bot.Chat{}, ""); err != nil || len(raw) > maxCard {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
	c.Text = strings.Repeat("林", 10_000)
	if _, err := render(c, bot.Chat{}, ""); err == nil {
		t.Error("a card beyond the limit was drawn")
	}
}

func TestPlainKeepsWhatPeopleWrite(t *testing.T) {
	for in, want := range map[string]string{
		"林🌲👨‍👩‍👧‍👦👍🏽𠮷": "林🌲👨‍👩‍👧‍👦👍🏽𠮷",
		"a\u200db":      "ab",
		"R&D ＆ a&b":     "R&D ＆ a&b",
		"&#60;at":       "＆#60;at",
		"零\u200b宽":      "零宽",
		"一\u2028二\r\n三": "一\n二\n三",
		"坏\xff字":        "坏字",
		"\u00ad软":       "软",
		"a\tb\u00a0c":   "a b c",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestCutKeepsWholeCharacters(t *testing.T) {
	for n := range 30 {
		got := cut("林长制🌲工作动态", n+6)
		if len(got) > n+6 || !json.Valid([]byte(`"`+got+`"`)) || strings.ContainsRune(got, '\ufffd') {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, c := range goldens {
		f.Add(c.Title + c.Text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, got := range []string{plain(s), escape(s)} {
			if strings.ContainsAny(got, "<>\x00\u200b\u202e\ufeff") || strings.Contains(got, "](") {
				t.Errorf("%q became %q", s, got)
			}
		}
		if e := escape(s); strings.ContainsAny(e, "`*[]~|\\") {
			t.Errorf("%q became %q", s, e)
		}
	})
}
