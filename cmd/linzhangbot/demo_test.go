package main

import (
	"context"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linzhangbot/web/webtest"
)

// newDemo is the demo as a visitor finds it, after its first month.
func newDemo(t *testing.T) string {
	t.Helper()
	r, err := newRehearsal(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.story.close)
	handler, err := r.handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// newest is a JavaScript expression for what the newest lines of a chat show.
const newest = `[...document.querySelectorAll('[data-chat="main"] .line')].slice(-3).map(x => x.textContent).join('\n')`

// say writes into the main group as a visitor does.
func say(p *webtest.Page, text string) {
	p.Eval(`document.querySelector('[data-chat="main"] textarea').focus()`, nil)
	p.Type(text)
	p.Enter()
}

// become picks who the visitor is.
func become(p *webtest.Page, code string) {
	p.Eval(`document.querySelector('#me-open').click()`, nil)
	p.WaitFor(`document.querySelector('.person[data-code="` + code + `"]')`)
	p.Eval(`document.querySelector('.person[data-code="`+code+`"]').click()`, nil)
	p.WaitFor(`document.querySelector('[data-chat="@` + code + `"]')`)
}

// setClock turns the clock by the form in the dialog.
func setClock(p *webtest.Page, date, time, shown string) {
	p.Eval(`document.querySelector('#clock-open').click()`, nil)
	p.WaitFor(`document.querySelector('#clock-dialog').open`)
	p.Eval(`document.querySelector('#clock-date').value = '`+date+`'; document.querySelector('#clock-time').value = '`+time+`'; document.querySelector('#clock-form button').click()`, nil)
	p.WaitFor(`document.querySelector('#clock-text').textContent.includes('` + shown + `') && document.querySelector('#busy').hidden`)
}

// keep saves a picture for the README where the environment asks for it.
func keep(p *webtest.Page, name string) {
	if dir := os.Getenv("LINZHANGBOT_SCREENSHOT"); dir != "" {
		p.Eval(`for (const s of document.querySelectorAll('.scroll')) s.scrollTop = s.scrollHeight`, nil)
		p.Screenshot(filepath.Join(dir, name+".png"))
	}
}

// A newcomer plays a liaison who reports twice, a month that passes, and an office that adopts.
func TestDemoInABrowser(t *testing.T) {
	url := newDemo(t) // before the browser, whose open questions end with it
	p := webtest.Start(t).Open(url, 1440, 900)
	p.WaitFor(`document.querySelectorAll('[data-chat="main"] .line').length > 10`)
	become(p, "yangliuqing.liaison")
	say(p, "报送 杨柳青镇3月2日开展春季巡林，出动42人次，排查隐患3处")
	p.WaitFor(newest + `.includes('本月 1/2')`)
	say(p, "报送 杨柳青镇整修防火道3公里，3月底前完成")
	p.WaitFor(newest + `.includes('本月 2/2')`)
	keep(p, "demo-desk")

	setClock(p, "2026-03-20", "09:30", "3月20日")
	p.WaitFor(`[...document.querySelectorAll('[data-chat="main"] .card')].some(c => c.textContent.includes('10家还没完成'))`)
	var nudge string
	p.Eval(`[...document.querySelectorAll('[data-chat="main"] .card')].filter(c => c.textContent.includes('10家还没完成')).pop().textContent`, &nudge)
	for _, town := range []string{"张家窝镇", "辛口镇", "中北镇", "精武镇", "大寺镇", "王稳庄镇", "李七庄街道", "西营门街道", "津门湖街道", "赤龙南街道"} {
		if !strings.Contains(nudge, town) {
			t.Errorf("the nudge does not name %s:\n%s", town, nudge)
		}
	}
	if strings.Contains(nudge, "杨柳青镇") {
		t.Errorf("the nudge names the town that has reported:\n%s", nudge)
	}
	keep(p, "demo-nudge")

	become(p, "office.staff1")
	p.WaitFor(`document.querySelectorAll('[data-chat="main"] .card').length > 5`)
	p.Eval(`[...document.querySelectorAll('[data-chat="main"] .card .btn')].filter(b => b.textContent === '采用').pop().click()`, nil)
	p.WaitFor(`(document.querySelector('#ask-dialog').open && document.querySelector('#ask-yes').click(), ` + newest + `.includes('已采用'))`)
	keep(p, "demo-adopted")
}

// The same on a phone.
func TestDemoOnAPhone(t *testing.T) {
	url := newDemo(t)
	p := webtest.Start(t).Open(url, 390, 844)
	p.WaitFor(`document.querySelectorAll('[data-chat="main"] .line').length > 10`)
	say(p, "报送 杨柳青镇3月2日开展春季巡林，出动42人次，排查隐患3处")
	p.WaitFor(newest + `.includes('本月 1/2')`)
	var sideways bool
	if p.Eval(`document.documentElement.scrollWidth > innerWidth`, &sideways); sideways {
		t.Error("the page is wider than the phone")
	}
	keep(p, "demo-phone")
}

// The demo command serves until it is told to stop, and clears up after itself.
func TestDemoStopsWhenTold(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	ctx, stop := context.WithCancel(context.Background())
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	done := make(chan error, 1)
	go func() { done <- demo(ctx, []string{"--listen", address}) }()
	for deadline := wallClock().Add(20 * time.Second); wallClock().Before(deadline); {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			break
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	left, err := filepath.Glob(filepath.Join(temp, "linzhangbot-demo-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
