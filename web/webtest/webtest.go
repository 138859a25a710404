// Package webtest looks at pages with a real browser. It speaks the DevTools protocol with a headless Chromium over
// two pipes, so that it needs no port and no library. Tests that use it are skipped unless the environment names a
// browser.
package webtest

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"
)

// Env names the environment variable with the path of the browser.
const Env = "LINZHANGBOT_TEST_CHROMIUM"

const patience = 30 * time.Second

// Browser is one running headless browser. It ends with the test.
type Browser struct {
	t   testing.TB
	out *os.File

	mu      sync.Mutex
	last    int
	waiting map[int]chan answer
	gone    chan struct{} // closed when the browser no longer answers
}

type answer struct {
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// Start runs the browser the environment names, or skips the test.
func Start(t testing.TB) *Browser {
	t.Helper()
	program := os.Getenv(Env)
	if program == "" {
		t.Skip("set " + Env + " to the path of a Chromium to look at pages with it")
	}
	profile, err := os.MkdirTemp("", "webtest-*")
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(profile) })
	theirIn, ourOut, err := os.Pipe()
	check(t, err)
	ourIn, theirOut, err := os.Pipe()
	check(t, err)
	cmd := exec.Command(program, "--headless", "--lang=zh-CN", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", //nolint:gosec // the tester names the program
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--remote-debugging-pipe", "--user-data-dir="+profile, "about:blank")
	cmd.ExtraFiles = []*os.File{theirIn, theirOut} // the browser reads 3 and writes 4
	check(t, cmd.Start())
	_, _ = theirIn.Close(), theirOut.Close()
	b := &Browser{t: t, out: ourOut, waiting: map[int]chan answer{}, gone: make(chan struct{})}
	go b.listen(ourIn)
	t.Cleanup(func() { b.stop(cmd) })
	return b
}

// stop asks the browser to close and, when it does not, ends the process we started.
func (b *Browser) stop(cmd *exec.Cmd) {
	_ = b.call("", "Browser.close", nil, nil)
	timer := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = cmd.Wait()
	_ = b.out.Close()
}

// listen hands each answer to the call that waits for it. Messages end with a zero byte.
func (b *Browser) listen(in *os.File) {
	defer close(b.gone)
	defer in.Close() //nolint:errcheck // only read from
	r := bufio.NewReader(in)
	for {
		raw, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var m struct {
			ID int `json:"id"`
			answer
		}
		if json.Unmarshal(raw[:len(raw)-1], &m) != nil || m.ID == 0 {
			continue
		}
		b.mu.Lock()
		c := b.waiting[m.ID]
		delete(b.waiting, m.ID)
		b.mu.Unlock()
		if c != nil {
			c <- m.answer
		}
	}
}

// call sends one command and reads its result into out.
func (b *Browser) call(session, method string, params, out any) error {
	c, err := b.send(session, method, params)
	if err != nil {
		return fmt.Errorf("send %s: %w", method, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	select {
	case a := <-c:
		if a.Error != nil {
			return fmt.Errorf("%s: %s", method, a.Error.Message)
		}
		if out == nil {
			return nil
		}
		return json.Unmarshal(a.Result, out)
	case <-b.gone:
		return errors.New(method + ": the browser is gone")
	case <-ctx.Done():
		return errors.New(method + ": no answer")
	}
}

func (b *Browser) send(session, method string, params any) (chan answer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	m := map[string]any{"id": b.last, "method": method}
	if params != nil {
		m["params"] = params
	}
	if session != "" {
		m["sessionId"] = session
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	c := make(chan answer, 1)
	b.waiting[b.last] = c
	_, err = b.out.Write(append(raw, 0))
	return c, err
}

// Page is one tab.
type Page struct {
	b       *Browser
	session string
}

// Open opens an address in a tab of this size. Narrow tabs are phones: touch, two device pixels each.
func (b *Browser) Open(url string, width, height int) *Page {
	b.t.Helper()
	var target struct {
		TargetID string `json:"targetId"`
	}
	check(b.t, b.call("", "Target.createTarget", map[string]any{"url": "about:blank"}, &target))
	var session struct {
		SessionID string `json:"sessionId"`
	}
	check(b.t, b.call("", "Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session))
	p := &Page{b: b, session: session.SessionID}
	phone := width < 760
	scale := 1
	if phone {
		scale = 2
	}
	p.must("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone}, nil)
	p.must("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": phone}, nil)
	p.must("Page.enable", nil, nil)
	p.must("Page.navigate", map[string]any{"url": url}, nil)
	p.WaitFor("location.href !== 'about:blank' && document.readyState === 'complete'")
	return p
}

// Eval runs JavaScript in the page, waits for a promise it answers, and reads the value into out unless that is nil.
func (p *Page) Eval(js string, out any) {
	p.b.t.Helper()
	if err := p.eval(js, out); err != nil {
		p.b.t.Fatalf("in the page: %v\n%s", err, js)
	}
}

func (p *Page) eval(js string, out any) error {
	var got struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		ExceptionDetails *struct {
			Exception struct {
				Description string `json:"description"`
			} `json:"exception"`
		} `json:"exceptionDetails"`
	}
	err := p.b.call(p.session, "Runtime.evaluate", map[string]any{"expression": js, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &got)
	switch {
	case err != nil:
		return err
	case got.ExceptionDetails != nil:
		return errors.New(got.ExceptionDetails.Exception.Description)
	case out == nil || got.Result.Value == nil:
		return nil
	}
	return json.Unmarshal(got.Result.Value, out)
}

// WaitFor waits until the JavaScript condition holds. A page that is being replaced meanwhile is asked again.
func (p *Page) WaitFor(condition string) {
	p.b.t.Helper()
	js := `new Promise(done => { let left = 400; const look = () => { let ok = false; try { ok = !!(` + condition + `) } catch (e) {}
		if (ok || !left--) done(ok); else setTimeout(look, 50) }; look() })`
	for try := 0; ; try++ {
		var ok bool
		err := p.eval(js, &ok)
		if err == nil && ok {
			return
		}
		if err == nil || try == 3 {
			p.b.t.Fatalf("waited in vain for %s (%v)", condition, err)
		}
	}
}

// Type writes text where the cursor is, as a keyboard would.
func (p *Page) Type(text string) {
	p.b.t.Helper()
	p.must("Input.insertText", map[string]any{"text": text}, nil)
}

// Enter presses the Enter key.
func (p *Page) Enter() {
	p.b.t.Helper()
	key := map[string]any{"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r", "type": "keyDown"}
	p.must("Input.dispatchKeyEvent", key, nil)
	delete(key, "text")
	key["type"] = "keyUp"
	p.must("Input.dispatchKeyEvent", key, nil)
}

// Screenshot keeps what the tab shows as a picture.
func (p *Page) Screenshot(file string) {
	p.b.t.Helper()
	var shot struct {
		Data string `json:"data"`
	}
	p.must("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	data, err := base64.StdEncoding.DecodeString(shot.Data)
	check(p.b.t, err)
	check(p.b.t, os.WriteFile(file, data, 0o600))
}

func (p *Page) must(method string, params, out any) {
	p.b.t.Helper()
	check(p.b.t, p.b.call(p.session, method, params, out))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
