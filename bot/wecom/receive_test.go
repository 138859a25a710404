package wecom

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
)

func (s *stand) event(t *testing.T, r *http.Request) bot.Event {
	t.Helper()
	d, err := s.Receive(r)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Events) != 1 {
		t.Fatalf("%d events", len(d.Events))
	}
	return d.Events[0]
}

func TestHandshakeAnswersThePlainTextAndNothingElse(t *testing.T) {
	s := newStand(t, nil)
	for _, c := range []wecomtest.Caller{s.app, s.robot} {
		d, err := s.Receive(c.Verify("1616140317555161061"))
		if err != nil || d.Answer == nil || len(d.Events) != 0 {
			t.Fatalf("%+v, %v", d, err)
		}
		if string(d.Answer.Body) != "1616140317555161061" || d.Answer.Status != http.StatusOK {
			t.Errorf("%s: %+v, %v", c.URL, d.Answer, err)
		}
	}
}

func TestRobotMessages(t *testing.T) {
	s := newStand(t, nil)
	image := map[string]any{"url": "https://example.invalid/i"}
	text := func(v string) map[string]any { return map[string]any{"content": v} }
	cases := map[string]struct {
		more map[string]any
		want bot.Event
	}{
		"text":  {map[string]any{"msgtype": "text", "text": text("@林长助手 待办")}, bot.Event{Kind: bot.KindText, Text: "@林长助手 待办"}},
		"voice": {map[string]any{"msgtype": "voice", "voice": text("谁还没报")}, bot.Event{Kind: bot.KindText, Text: "谁还没报"}},
		"image": {map[string]any{"msgtype": "image", "image": image}, bot.Event{Kind: bot.KindText, Media: []bot.Media{{Kind: "image", Ref: "https://example.invalid/i"}}}},
		"file":  {map[string]any{"msgtype": "file", "file": map[string]any{"url": "https://example.invalid/f", "aeskey": "k"}}, bot.Event{Kind: bot.KindText, Media: []bot.Media{{Kind: "file", Ref: "https://example.invalid/f", Key: "k"}}}},
		"video": {map[string]any{"msgtype": "video", "video": image}, bot.Event{Kind: bot.KindText, Media: []bot.Media{{Kind: "video", Ref: "https://example.invalid/i"}}}},
		"mixed": {map[string]any{"msgtype": "mixed", "mixed": map[string]any{"msg_item": []any{
			map[string]any{"msgtype": "text", "text": text("整改")}, map[string]any{"msgtype": "image", "image": image}, map[string]any{"msgtype": "text", "text": text("督1")},
		}}}, bot.Event{Kind: bot.KindText, Text: "整改\n督1", Media: []bot.Media{{Kind: "image", Ref: "https://example.invalid/i"}}}},
		"quote": {map[string]any{"msgtype": "text", "text": text("已处理"), "quote": map[string]any{"msgtype": "text", "text": text("督〔2026〕1号 销号")}},
			bot.Event{Kind: bot.KindText, Text: "已处理", Quote: "督〔2026〕1号 销号"}},
		"quoted picture": {map[string]any{"msgtype": "text", "text": text("整改 督1"), "quote": map[string]any{"msgtype": "image", "image": image}},
			bot.Event{Kind: bot.KindText, Text: "整改 督1", Media: []bot.Media{{Kind: "image", Ref: "https://example.invalid/i"}}}},
		"enter": {map[string]any{"msgtype": "event", "event": map[string]any{"eventtype": "enter_chat"}}, bot.Event{Kind: bot.KindEnter}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := wecomtest.RobotMessage(testRobot, "id-1", "wrAbC", "zhangsan", "https://example.invalid/r")
			for k, v := range c.more {
				m[k] = v
			}
			e := s.event(t, s.robot.JSON(m))
			if e.Kind != c.want.Kind || e.Text != c.want.Text || e.Quote != c.want.Quote || len(e.Media) != len(c.want.Media) {
				t.Fatalf("%+v", e)
			}
			for i := range e.Media {
				if e.Media[i] != c.want.Media[i] {
					t.Errorf("media %+v", e.Media[i])
				}
			}
			heard := e.Chat == bot.Chat{ID: "wrAbC", Kind: bot.Group} && e.ToBot && e.ID == "id-1"
			if !heard || e.ReplyTo != "https://example.invalid/r" || !e.At.Equal(moment) {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestRobotMessageWithoutIDKeepsOneIDOverRedelivery(t *testing.T) {
	s := newStand(t, nil)
	m := wecomtest.RobotText(testRobot, "", "", "zhangsan", "", "待办")
	first := s.event(t, s.robot.JSON(m))
	s.robot.Nonce = "nonce2"
	second := s.event(t, s.robot.JSON(m))
	if first.ID == "" || first.ID != second.ID {
		t.Errorf("%q and %q", first.ID, second.ID)
	}
}

func TestAppMessages(t *testing.T) {
	s := newStand(t, nil)
	frame := func(kind, more string) string {
		return strings.Replace(wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "", more, moment), "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[]]></Event>", "<MsgType>"+kind+"</MsgType><MsgId>7</MsgId>", 1)
	}
	cases := map[string]struct {
		xml, text, media string
		kind             bot.Kind
	}{
		"text":     {wecomtest.AppText(testCorp, testAgent, "7", "zhangsan", "报送 a<b>&c ]]> 完", moment), "报送 a<b>&c ]]> 完", "", bot.KindText},
		"escaped":  {frame("text", "<Content>1 &lt; 2 &amp;&#26519;&#x957f;</Content>"), "1 < 2 &林长", "", bot.KindText},
		"image":    {frame("image", "<PicUrl>http://x</PicUrl><MediaId>M1</MediaId>"), "", "M1", bot.KindText},
		"voice":    {frame("voice", "<MediaId>M2</MediaId><Format>amr</Format>"), "", "M2", bot.KindText},
		"video":    {frame("video", "<MediaId>M3</MediaId>"), "", "M3", bot.KindText},
		"location": {frame("location", "<Location_X>39.1</Location_X><Location_Y>117.0</Location_Y><Label>杨柳青</Label>"), "位置 杨柳青（39.1，117.0）", "", bot.KindText},
		"link":     {frame("link", "<Title>标题</Title><Description>说明</Description><Url>https://example.invalid</Url>"), "标题\n说明\nhttps://example.invalid", "", bot.KindText},
		"press":    {wecomtest.AppPress(testCorp, testAgent, "zhangsan", "采用 信〔2026〕3号", "t", "RC", moment), "采用 信〔2026〕3号", "", bot.KindPress},
		"menu":     {wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "click", "<EventKey>待办</EventKey>", moment), "待办", "", bot.KindPress},
		"enter":    {wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "enter_agent", "<EventKey/>", moment), "", "", bot.KindEnter},
		"follow":   {wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "subscribe", "", moment), "", "", bot.KindEnter},
		"place":    {wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "LOCATION", "", moment), "", "", bot.KindUnknown},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			e := s.event(t, s.app.XML(c.xml))
			private := e.Chat == bot.Chat{ID: "zhangsan", Kind: bot.Private}
			if e.Kind != c.kind || e.Text != c.text || !private || e.ID == "" || !e.ToBot {
				t.Errorf("%+v", e)
			}
			if c.media != "" && (len(e.Media) != 1 || e.Media[0].Ref != c.media) {
				t.Errorf("media %+v", e.Media)
			}
		})
	}
}

// Two different clicks of one person in one second must stay two.
func TestAppEventsInOneSecondStayApart(t *testing.T) {
	s := newStand(t, nil)
	seen := map[string]bool{}
	for _, xml := range []string{
		wecomtest.AppPress(testCorp, testAgent, "zhangsan", "同意 1", "t1", "R1", moment),
		wecomtest.AppPress(testCorp, testAgent, "zhangsan", "同意 2", "t1", "R1", moment),
		wecomtest.AppPress(testCorp, testAgent, "zhangsan", "同意 1", "t2", "R1", moment),
		wecomtest.AppPress(testCorp, testAgent, "zhangsan", "同意 1", "t1", "R2", moment),
		wecomtest.AppPress(testCorp, testAgent, "lisi", "同意 1", "t1", "R1", moment),
		wecomtest.AppEvent(testCorp, testAgent, "zhangsan", "enter_agent", "", moment),
	} {
		id := s.event(t, s.app.XML(xml)).ID
		if seen[id] {
			t.Errorf("%s was seen before", id)
		}
		seen[id] = true
	}
}

func TestXMLThatIsRefused(t *testing.T) {
	for name, doc := range map[string]string{
		"empty": "", "no root": "text", "other root": "<a></a>", "second root": "<xml></xml><xml></xml>", "trailer": "<xml></xml>x",
		"doctype": "<!DOCTYPE x><xml></xml>", "entity": "<xml><A>&lol;</A></xml>", "zero": "<xml><A>&#0;</A></xml>", "surrogate": "<xml><A>&#xd800;</A></xml>",
		"twice": "<xml><A>1</A><A>2</A></xml>", "attribute": `<xml><A b="c">1</A></xml>`, "comment": "<xml><!-- --></xml>", "crossed": "<xml><A><B></A></B></xml>",
		"open": "<xml><A>1</A>", "open cdata": "<xml><A><![CDATA[1</A></xml>", "loose text": "<xml>a<A>1</A></xml>", "utf-16": "\xff\xfe<\x00x\x00", "nul": "<xml><A>\x00</A></xml>",
		"bad utf-8": "<xml><A>\xff</A></xml>", "deep": strings.Repeat("<xml>", 9), "shut": "</xml>", "half tag": "<xml", "instruction": "<?xml version", "long name": "<xml><" + strings.Repeat("a", 65) + ">",
		"many": "<xml>" + manyFields(65) + "</xml>",
	} {
		if f, err := readXML([]byte(doc)); err == nil {
			t.Errorf("%s was read: %v", name, f)
		}
	}
}

func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		name := "F" + strings.Repeat("x", i%40) + string(rune('a'+i%26)) + string(rune('a'+i/26))
		b.WriteString("<" + name + ">1</" + name + ">")
	}
	return b.String()
}

func TestXMLThatIsRead(t *testing.T) {
	f, err := readXML([]byte("<?xml version=\"1.0\"?>\n<xml >\n <A> x </A>\n<B><![CDATA[1]]]]><![CDATA[>2]]></B><C><D>inner</D><D>again</D></C><E/></xml>\n"))
	if err != nil || !maps.Equal(f, fields{"A": " x ", "B": "1]]>2", "C": "", "E": ""}) {
		t.Errorf("%v, %v", f, err)
	}
}

func TestStampIsJudgedByTheWindow(t *testing.T) {
	s := newStand(t, func(set *settings) { set.MaxAge = "10m" })
	for shift, ok := range map[time.Duration]bool{0: true, 9 * time.Minute: true, -9 * time.Minute: true, 11 * time.Minute: false, -11 * time.Minute: false} {
		s.robot.Now = func() time.Time { return moment.Add(shift) }
		if _, err := s.Receive(s.robot.Verify("1")); (err == nil) != ok {
			t.Errorf("%s: %v", shift, err)
		}
	}
}

// A body of unknown length is read to the limit and no further.
func TestEndlessBodyIsRefused(t *testing.T) {
	s := newStand(t, nil)
	r := s.robot.Verify("1")
	r.Method, r.ContentLength = http.MethodPost, -1
	endless := &counting{}
	r.Body = endless
	if _, err := s.Receive(r); err == nil || endless.n > 2*maxBody {
		t.Errorf("%d bytes read, %v", endless.n, err)
	}
	r.Body = nil
	if _, err := s.Receive(r); err == nil {
		t.Error("no body was taken")
	}
}

type counting struct{ n int }

func (c *counting) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	c.n += len(p)
	return len(p), nil
}

func (c *counting) Close() error { return nil }

func BenchmarkReceiveApp(b *testing.B) {
	s := newStand(b, nil)
	msg := wecomtest.AppText(testCorp, testAgent, "7", "zhangsan", "报送 杨柳青镇开展春季巡林", moment)
	b.ReportAllocs()
	requests := s.app.XML(msg)
	body := readAll(b, requests)
	for b.Loop() {
		if _, err := s.Receive(withBody(requests, body)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReceiveRobot(b *testing.B) {
	s := newStand(b, nil)
	r := s.robot.JSON(wecomtest.RobotText(testRobot, "m", testGroup, "zhangsan", s.fake.ResponseURL("c"), "@林长助手 报送 杨柳青镇开展春季巡林"))
	body := readAll(b, r)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Receive(withBody(r, body)); err != nil {
			b.Fatal(err)
		}
	}
}
