package wecom

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (see -update):\n%s", name, got)
	}
}

// samples are cards as the faces make them.
func samples() map[string]bot.Card {
	return map[string]bot.Card{
		"accepted": {Code: "report.accepted", Tone: bot.ToneDone, Title: "已收到 信〔2026〕3号", Text: "杨柳青镇开展春季巡林",
			Fields: []bot.Field{{Name: "本月", Value: "2/2 条，已完成"}, {Name: "类别", Value: "工作动态"}}, Article: "信息制度 第九条",
			Buttons: []bot.Button{{Label: "撤回", Command: "撤回 信〔2026〕3号"}}},
		"reminder": {Code: "duty.reminder", Tone: bot.ToneNear, Title: "本月信息还差 1 条", Text: "杨柳青镇：1/2\n张家窝镇：0/2",
			Next: "直接回复：报送 标题", Article: "信息制度 第八条", Mention: []string{"ylq.liaison", "zjw.liaison"},
			Buttons: []bot.Button{{Label: "查看进度", URL: "https://bot.example.gov.cn/m/duty"}}},
		"refused": {Code: "refused.self_close", Tone: bot.ToneLate, Title: "不能自己销号", Text: "整改完成要由区林长办公室核查。", Article: "督查制度 第八条"},
		"approval": {Code: "meeting.approval_asked", Tone: bot.ToneNotice, Title: "请审定会议方案",
			Fields:  []bot.Field{{Name: "会议", Value: "区总林长会议"}, {Name: "时间", Value: "3月20日 9:00"}, {Name: "议题较多的一栏", Value: strings.Repeat("研究部署春季造林绿化与森林防火工作；", 4)}},
			Buttons: []bot.Button{{Label: "同意", Command: "同意 会〔2026〕1号", Primary: true}, {Label: "退回", Command: "退回 会〔2026〕1号"}, {Label: "看方案", URL: "https://bot.example.gov.cn/m/meeting/1"}}},
		"nasty": {Code: "report.list", Tone: bot.ToneQuiet, Title: "<@all> [点](http://evil.invalid)", Text: "# 标题\n@所有人 **粗** &lt;at&gt;\n\u202e反\u200b转"},
	}
}

func TestGoldenText(t *testing.T) {
	for name, c := range samples() {
		golden(t, name+".group.md", strings.Join(pages(groupStyle.lines(c, true), mentions(c.Mention), maxMarkdown), "\n-----\n"))
		golden(t, name+".app.txt", strings.Join(pages(plainStyle.lines(c, true), "", maxAppText), "\n-----\n"))
	}
}

func TestGoldenReplies(t *testing.T) {
	s := newStand(t, nil)
	for name, c := range samples() {
		text := s.robot.JSON(wecomtest.RobotText(testRobot, "m1", testGroup, "zhangsan", s.fake.ResponseURL("c"), "待办"))
		golden(t, name+".robot.json", s.plain(t, text, c))
		press := s.robot.JSON(wecomtest.RobotPress(testRobot, "m2", testGroup, "zhangsan", "", "采用", "task-1"))
		golden(t, name+".update.json", s.plain(t, press, c))
	}
}

// plain is the decrypted answer, indented.
func (s *stand) plain(t *testing.T, r *http.Request, c bot.Card) string {
	t.Helper()
	a := s.reply(t, r, c)
	if a == nil {
		return "none\n"
	}
	plain, err := s.robot.Keys.OpenJSON(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	wrong, _, err := wecomtest.Reply(plain)
	if err != nil || len(wrong) > 0 {
		t.Errorf("%q, %v", wrong, err)
	}
	var v any
	if err := json.Unmarshal([]byte(plain), &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

func (s *stand) reply(t *testing.T, r *http.Request, c bot.Card) *bot.Answer {
	t.Helper()
	d, err := s.Receive(r)
	if err != nil {
		t.Fatal(err)
	}
	if d.Reply == nil {
		return nil
	}
	a, err := d.Reply(c)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAppReplyIsTextOrNothing(t *testing.T) {
	s := newStand(t, nil)
	ask := func() *http.Request {
		return s.app.XML(wecomtest.AppText(testCorp, testAgent, "7", "zhangsan", "待办", moment))
	}
	a := s.reply(t, ask(), samples()["refused"])
	if a == nil {
		t.Fatal("no reply")
	}
	plain, err := s.app.Keys.OpenXML(a.Body)
	if err != nil || !strings.Contains(plain, "<ToUserName><![CDATA[zhangsan]]>") || !strings.Contains(plain, "不能自己销号\n整改完成") {
		t.Errorf("%s, %v", plain, err)
	}
	long := bot.Card{Title: "长", Text: strings.Repeat("长", 700)}
	for name, c := range map[string]bot.Card{"buttons": samples()["accepted"], "long": long, "empty": {}, "picture": {Title: "图", Picture: []byte("png")}, "file": {Title: "表", File: &bot.File{Name: "a"}}} {
		if a := s.reply(t, ask(), c); a != nil {
			t.Errorf("%s: must go out as a message", name)
		}
	}
	press := s.app.XML(wecomtest.AppPress(testCorp, testAgent, "zhangsan", "同意 1", "t", "RC", moment))
	if a := s.reply(t, press, samples()["refused"]); a != nil {
		t.Error("a press takes no text as its answer")
	}
}

// Who presses without right must not take the card from those it is for.
func TestRefusedPressChangesTheCardForThePresserAlone(t *testing.T) {
	s := newStand(t, nil)
	press := func() *http.Request {
		return s.robot.JSON(wecomtest.RobotPress(testRobot, "m2", testGroup, "zhangsan", s.fake.ResponseURL("c"), "采用", "task-1"))
	}
	if got := s.plain(t, press(), samples()["refused"]); !strings.Contains(got, `"zhangsan"`) {
		t.Errorf("%s", got)
	}
	if got := s.plain(t, press(), samples()["accepted"]); strings.Contains(got, "userids") || !strings.Contains(got, `"task-1"`) {
		t.Errorf("%s", got)
	}
	if a := s.reply(t, press(), samples()["approval"]); a != nil {
		t.Error("a card that says more than the update holds goes out as a message")
	}
}

func TestWelcome(t *testing.T) {
	s := newStand(t, nil)
	enter := func() *http.Request {
		m := wecomtest.RobotMessage(testRobot, "m3", "", "zhangsan", "")
		m["msgtype"], m["event"] = "event", map[string]any{"eventtype": "enter_chat"}
		return s.robot.JSON(m)
	}
	golden(t, "welcome.text.json", s.plain(t, enter(), bot.Card{Code: "help.shown", Title: "你好，我是林长助手", Text: "直接说要办的事就行。"}))
	golden(t, "welcome.card.json", s.plain(t, enter(), bot.Card{Code: "help.shown", Title: "你好，我是林长助手", Buttons: []bot.Button{{Label: "我的待办", Command: "待办"}}}))
}

func TestPictureAndFileInTheRobotsAnswer(t *testing.T) {
	s := newStand(t, nil)
	group := s.robot.JSON(wecomtest.RobotText(testRobot, "m1", testGroup, "zhangsan", "", "概况"))
	got := s.plain(t, group, bot.Card{Title: "概况", Picture: []byte("png bytes"), File: &bot.File{Name: "清单.xlsx", Data: []byte("123456")}})
	if !strings.Contains(got, "msg_item") || !strings.Contains(got, "附件「清单.xlsx」") {
		t.Errorf("%s", got)
	}
	private := s.robot.JSON(wecomtest.RobotText(testRobot, "m1", "", "zhangsan", "", "概况"))
	if a := s.reply(t, private, bot.Card{Title: "表", File: &bot.File{Name: "清单.xlsx"}}); a != nil {
		t.Error("a file for a person goes out through the app")
	}
}

func TestPagesKeepBytesAndRunes(t *testing.T) {
	lines := []string{strings.Repeat("林", 50), "短", strings.Repeat("长🌲", 400)}
	for limit := 60; limit < 700; limit += 7 {
		for i, page := range pages(lines, "<@a>", limit) {
			if len(page) > limit || strings.ContainsRune(page, '\ufffd') || (i == 0) != strings.Contains(page, "<@a>") {
				t.Fatalf("limit %d, page %d of %d bytes: %q", limit, i, len(page), page)
			}
		}
	}
}

func TestButtonsAreSixAtMostAndEachOnce(t *testing.T) {
	var c bot.Card
	for i := range 9 {
		c.Buttons = append(c.Buttons, bot.Button{Label: "按钮", Command: strings.Repeat("做", i+1)}, bot.Button{Label: "按钮", Command: "做"})
	}
	c.Buttons = append([]bot.Button{{Label: "\u200b", Command: "空"}, {Label: "长", Command: strings.Repeat("长", 400)}}, c.Buttons...)
	if got := pressable(c); len(got) != 6 {
		t.Errorf("%d: %+v", len(got), got)
	}
	for _, bad := range []string{"javascript:alert(1)", "https://a b", `https://a"b`, "https://a)b", "//a", "", "https://" + strings.Repeat("a", 1100)} {
		if safeLink(bad) {
			t.Errorf("%q is no link", bad)
		}
	}
}
