package webchat

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/console"
	"linzhangbot/web/webtest"
)

// lively fills the chats with a morning's life.
func lively(s *site) {
	f := s.engine
	f.now = time.Date(2026, 3, 20, 9, 4, 0, 0, zone)
	s.put("main", bot.Card{Code: "duty.reminder", Tone: bot.ToneNear, Title: "本月信息还差一条", Text: "张家窝镇、李七庄街道 3 月各报了 1 条，每月不少于 2 条，本月还剩 8 个工作日。",
		Fields: []bot.Field{{Name: "截止", Value: "3月31日 星期二"}}, Next: "回一句“报送 标题和内容”就算报上。", Article: "信息制度 第九条",
		Mention: []string{"zhangjiawo.liaison", "liqizhuang.liaison"}, Buttons: []bot.Button{{Label: "收到", Command: "收到", Primary: true}, {Label: "为什么催我", Command: "为什么催我"}}})
	s.put("office", bot.Card{Code: "duty.standing", Tone: bot.ToneNotice, Title: "今日要事", Text: "3 件事等办公室处理。",
		Fields: []bot.Field{{Name: "待审信息", Value: "4 条"}, {Name: "待核查问题", Value: "1 个"}, {Name: "信息未足额", Value: "张家窝镇、李七庄街道"}}})
	f.now = time.Date(2026, 3, 24, 9, 15, 0, 0, zone)
	s.room.Say(console.Words{Chat: "main", From: "zhangjiawo.liaison", Text: "@林长助手 报送 张家窝镇开展春季植树，新植白蜡 320 株", Photo: "植树现场.jpg"})
	s.put("main", accepted("信〔2026〕8号", "zhangjiawo.liaison"))
	s.room.Say(console.Words{Chat: "office", From: "office.staff1", Text: "@林长助手 逾期问题"})
	s.put("office", bot.Card{Code: "issue.overdue", Tone: bot.ToneLate, Title: "逾期问题 1 个", Text: "督〔2026〕2号 辛口镇 南侧林带倾倒建筑垃圾",
		Fields: []bot.Field{{Name: "期限", Value: "3月18日，已逾期 4 个工作日"}}, Article: "督查制度 第八条", Buttons: []bot.Button{{Label: "函告", Command: "函告 督〔2026〕2号", Primary: true, Confirm: "将拟好函告文书，由您审阅后发出。"}, {Label: "同意延期", Command: "延期"}, {Label: "看全部", URL: "/m/issues"}, {Label: "坏链接", URL: "javascript:alert(1)"}}})
	s.put("@yangliuqing.liaison", bot.Card{Code: "help.shown", Tone: bot.ToneQuiet, Title: "您好，我是林长助手", Text: "有话直接说，比如：\n报送 标题和内容\n本月报了几条"})
	f.now = time.Date(2026, 3, 24, 15, 20, 0, 0, zone)
	s.room.Say(console.Words{Chat: "main", From: "shuiwu.member", Text: "<script>window.broken=1</script><img src=x onerror=window.broken=1>" + strings.Repeat("长", 40) + strings.Repeat("x", 60)})
}

// layout is what must hold on every screen: nothing hangs over, letters and buttons are large enough.
const layout = `(() => {
	const bad = [];
	if (document.documentElement.scrollWidth > innerWidth) bad.push('page is wider than the screen: ' + document.documentElement.scrollWidth);
	for (const el of document.querySelectorAll('body *')) {
		const box = el.getBoundingClientRect();
		if (!box.width || !box.height || el.closest('.unseen') || el.closest('svg')) continue;
		if (parseFloat(getComputedStyle(el).fontSize) < 17) bad.push('small letters: ' + el.className + el.tagName);
		if (el.matches('button, a, input, textarea') && (box.height < 44 || box.width < 44)) bad.push('small target: ' + el.outerHTML.slice(0, 80) + ' ' + box.width + 'x' + box.height);
		if ((box.right > innerWidth + 1 || box.left < -1) && !el.closest('.chips')) bad.push('hangs over: ' + el.outerHTML.slice(0, 80));
	}
	for (const l of document.querySelectorAll('.scroll')) if (l.scrollWidth > l.clientWidth + 1) bad.push('chat scrolls sideways');
	return bad.slice(0, 8).join('\n');
})()`

func sound(t *testing.T, p *webtest.Page, where string) {
	t.Helper()
	var bad string
	if p.Eval(layout, &bad); bad != "" {
		t.Errorf("%s:\n%s", where, bad)
	}
}

// open opens the page in a browser and keeps pictures of it where `go test -artifacts` puts them.
func open(t *testing.T, width, height int) (*site, *webtest.Page, func(string)) {
	s := newSite(t)
	lively(s)
	server := httptest.NewServer(s.gin)
	t.Cleanup(server.Close) // after the browser, whose open question ends with it
	b := webtest.Start(t)
	p := b.Open(server.URL, width, height)
	p.WaitFor(`document.querySelectorAll('.room .line').length >= 6`)
	return s, p, func(name string) { p.Screenshot(filepath.Join(t.ArtifactDir(), name+".png")) }
}

func TestOnADesk(t *testing.T) {
	s, p, picture := open(t, 1440, 900)
	sound(t, p, "desk")
	var clean bool
	if p.Eval(`!window.broken && document.querySelectorAll('.lines script, .lines img, a[href^="javascript"]').length === 0`, &clean); !clean {
		t.Error("words of people or cards became markup")
	}
	picture("desk")

	p.Eval(`document.querySelector('[data-chat="main"] textarea').focus()`, nil)
	p.Type("报送 杨柳青镇开展护林防火巡查")
	p.Enter()
	p.WaitFor(`[...document.querySelectorAll('[data-chat="main"] .card h3')].some(x => x.textContent === '已收到 信〔2026〕9号')`)
	p.WaitFor(`!document.querySelector('.pending')`)
	if e := s.engine.got(t); e.Text != "@林长助手 报送 杨柳青镇开展护林防火巡查" || !e.ToBot {
		t.Errorf("said %+v", e)
	}
	p.Eval(`[...document.querySelectorAll('[data-chat="main"] .card .btn')].filter(b => b.textContent === '撤回').pop().click()`, nil)
	p.WaitFor(`document.querySelector('#ask-dialog').open`)
	picture("desk-confirm")
	p.Eval(`document.querySelector('#ask-yes').click()`, nil)
	p.WaitFor(`[...document.querySelectorAll('.note')].some(x => x.textContent === '您按了“撤回”')`)
	if e := s.engine.got(t); e.Text != "撤回 信〔2026〕9号" {
		t.Errorf("pressed %+v", e)
	}

	p.Eval(`document.querySelector('#clock-open').click()`, nil)
	p.WaitFor(`document.querySelector('#clock-dialog').open`)
	sound(t, p, "clock")
	picture("desk-clock")
	p.Eval(`document.querySelector('#clock-marks .btn').click()`, nil)
	p.WaitFor(`document.querySelector('#clock-text').textContent.includes('3月25日 星期三 09:00') && document.querySelector('#busy').hidden`)

	p.Eval(`document.querySelector('#me-open').click()`, nil)
	p.WaitFor(`document.querySelectorAll('.person').length === 10`)
	sound(t, p, "people")
	picture("desk-people")
	p.Eval(`document.querySelector('#me-search').focus()`, nil)
	p.Type("工作人员")
	p.WaitFor(`document.querySelectorAll('.person').length === 1`)
	p.Eval(`document.querySelector('.person').click()`, nil)
	p.WaitFor(`document.querySelector('#me-name').textContent === '林长办工作人员一' && document.querySelector('[data-chat="office"] .composer').offsetHeight > 0`)
	p.WaitFor(`document.querySelectorAll('[data-chat="main"] .card').length > 2`)
	p.Eval(`[...document.querySelectorAll('[data-chat="main"] .chip')].find(c => c.textContent === '采用…').click()`, nil)
	p.WaitFor(`document.querySelector('[data-chat="main"] textarea').value === '采用 信〔2026〕9号'`)
	picture("desk-office")

	s.engine.mu.Lock()
	s.engine.fail = errDatabase
	s.engine.mu.Unlock()
	p.Eval(`[...document.querySelectorAll('[data-chat="office"] .chip')].find(c => c.textContent === '谁还没报').click()`, nil)
	p.WaitFor(`document.querySelector('#toast').textContent === '系统繁忙，请稍后再试。' && !document.querySelector('#toast').hidden`)
	picture("desk-toast")
}

func TestOnAPhone(t *testing.T) {
	for _, size := range []struct {
		name          string
		width, height int
	}{{"phone", 390, 844}, {"small-phone", 360, 640}} {
		t.Run(size.name, func(t *testing.T) {
			s, p, picture := open(t, size.width, size.height)
			sound(t, p, size.name)
			picture(size.name)
			s.put("@yangliuqing.liaison", bot.Card{Tone: bot.ToneLate, Title: "整改期限明天到"})
			p.WaitFor(`document.querySelectorAll('.tab')[2].querySelector('.badge').textContent === '1'`)
			picture(size.name + "-unread")
			p.Eval(`document.querySelectorAll('.tab')[2].click()`, nil)
			p.WaitFor(`document.querySelectorAll('.tab')[2].querySelector('.badge').hidden`)
			p.Eval(`document.querySelector('.shown .photo').click()`, nil)
			p.WaitFor(`document.querySelector('#photo-dialog').open`)
			picture(size.name + "-photo")
			p.Eval(`document.querySelector('#photo-names .btn').click()`, nil)
			p.WaitFor(`!document.querySelector('.shown .attached').hidden`)
			p.Type("整改完成")
			sound(t, p, size.name+" with a photo")
			picture(size.name + "-private")
			p.Enter()
			p.WaitFor(`document.querySelector('.shown .mine:not(.pending) .undo')`)
			if e := s.engine.got(t); e.Text != "整改完成" || len(e.Media) != 1 || e.Chat.Kind != bot.Private {
				t.Errorf("said %+v", e)
			}
			p.Eval(`document.querySelector('.shown .undo').click()`, nil)
			p.WaitFor(`document.querySelector('.shown .recalled')`)
			picture(size.name + "-recalled")
			p.Eval(`document.querySelectorAll('.tab')[1].click()`, nil)
			sound(t, p, size.name+" looking on")
			picture(size.name + "-office")
			p.Eval(`document.querySelector('#clock-open').click()`, nil)
			sound(t, p, size.name+" clock")
			picture(size.name + "-clock")
			p.Eval(`document.querySelector('#clock-dialog').close(); document.querySelector('#me-open').click()`, nil)
			sound(t, p, size.name+" people")
			picture(size.name + "-people")
		})
	}
}
