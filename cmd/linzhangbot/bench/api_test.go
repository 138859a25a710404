package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// api is the least that passes for Feishu: it gives tokens, takes replies at once and counts them. The fake that checks
// what it is sent is bot/feishu/feishutest; here its care would take time from those who are measured. (WeCom's robot
// takes the reply in the acknowledgement.)
type api struct {
	*httptest.Server

	mu      sync.Mutex
	replied map[string]int // by the message answered
	last    time.Time
}

func newAPI() *api {
	a := &api{replied: map[string]int{}}
	a.Server = httptest.NewServer(http.HandlerFunc(a.serve))
	return a
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	parts := strings.Split(r.URL.Path, "/")
	switch {
	case strings.Contains(r.URL.Path, "/tenant_access_token/"):
		_, _ = io.WriteString(w, `{"code":0,"msg":"ok","tenant_access_token":"t-bench","expire":7200}`)
	case parts[len(parts)-1] == "reply":
		id := parts[len(parts)-2]
		a.mu.Lock()
		a.replied[id]++
		a.last = time.Now()
		a.mu.Unlock()
		_, _ = fmt.Fprintf(w, `{"code":0,"msg":"success","data":{"message_id":"%s_r"}}`, id)
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// forget starts a new count.
func (a *api) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.replied = map[string]int{}
}

// seen is how many messages were answered, how often in all, and when last.
func (a *api) seen() (messages, times int, last time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, n := range a.replied {
		times += n
	}
	return len(a.replied), times, a.last
}

// wait waits until n messages are answered, at most half a minute.
func (a *api) wait(n int) error {
	deadline := time.After(30 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		a.mu.Lock()
		have := len(a.replied)
		a.mu.Unlock()
		if have >= n {
			return nil
		}
		select {
		case <-tick.C:
		case <-deadline:
			return fmt.Errorf("%d of %d messages were answered", have, n)
		}
	}
}
