package wecomtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Config is what the fake knows about its one corp.
type Config struct {
	CorpID   string
	Secret   string
	AgentID  int
	Webhooks []string // keys of group robots
	Users    []string // members in the app's range; empty: everybody
	Now      func() time.Time
}

// Message is one message the fake took.
type Message struct {
	To      string         // user id, "webhook:KEY" or "response_url"
	Type    string         // msgtype
	Body    map[string]any // the whole request
	Said                   // what a client would show
	At      time.Time      //
	ID      string         // msgid
	Dropped bool           // taken, and dropped as a duplicate
}

// Fault replaces the answer to one call.
type Fault struct {
	Code   int    // errcode, when nothing else is set
	Status int    // HTTP status
	Body   string // sent as it is
	Hang   bool   // never answers; what was sent is recorded
	Accept bool   // what was asked is done first: the caller can't know (with Hang or Status)
	Void   bool   // the access token is voided first; then the call goes its ordinary way
}

// Server is a fake WeCom.
type Server struct {
	URL string

	cfg  Config
	http *httptest.Server
	stop chan struct{}

	mu         sync.Mutex
	token      string
	tokens     int
	messages   []Message
	complaints []string
	faults     map[string][]Fault
	media      map[string]bool
	paced      map[string][]time.Time
	recent     map[string]time.Time
	spent      map[string]bool
	files      map[string]file
	schedules  []*Schedule
}

type file struct {
	data []byte
	name string
}

// NewServer starts a fake; Close ends it.
func NewServer(cfg Config) *Server {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Server{cfg: cfg, stop: make(chan struct{}), faults: map[string][]Fault{}, media: map[string]bool{},
		paced: map[string][]time.Time{}, recent: map[string]time.Time{}, spent: map[string]bool{}, files: map[string]file{}}
	mux := http.NewServeMux()
	for path, h := range map[string]func(http.ResponseWriter, *http.Request){
		"GET /cgi-bin/gettoken":              s.gettoken,
		"POST /cgi-bin/message/send":         s.messageSend,
		"POST /cgi-bin/webhook/send":         s.webhookSend,
		"POST /cgi-bin/webhook/upload_media": s.uploadHook,
		"POST /cgi-bin/media/upload":         s.uploadApp,
		"POST /cgi-bin/aibot/response":       s.respond,
		"GET /cgi-bin/media/get":             s.mediaGet,
		"GET /files/{name}":                  s.fileGet,

		"POST /cgi-bin/oa/schedule/add":             s.scheduleAdd,
		"POST /cgi-bin/oa/schedule/update":          s.scheduleUpdate,
		"POST /cgi-bin/oa/schedule/del":             s.scheduleDel,
		"POST /cgi-bin/oa/schedule/get":             s.scheduleGet,
		"POST /cgi-bin/oa/schedule/get_by_calendar": s.scheduleList,
	} {
		mux.HandleFunc(path, s.guard(h))
	}
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL
	return s
}

// Close ends the server and every call that hangs.
func (s *Server) Close() {
	close(s.stop)
	s.http.CloseClientConnections()
	s.http.Close()
}

// Client is an HTTP client for this server.
func (s *Server) Client() *http.Client { return s.http.Client() }

// ResponseURL is an address for one answer, as callbacks carry it.
func (s *Server) ResponseURL(code string) string {
	return s.URL + "/cgi-bin/aibot/response?response_code=" + code
}

// Serve offers a file for download at the address it returns; data is sent as it is, so encrypt it first.
func (s *Server) Serve(name string, data []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = file{data, name}
	return s.URL + "/files/" + name
}

// Media makes a media id that media/get serves.
func (s *Server) Media(id, name string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files["media:"+id] = file{data, name}
}

// Fault arranges the answers to the next calls of a path, such as /cgi-bin/message/send.
func (s *Server) Fault(path string, f ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[path] = append(s.faults[path], f...)
}

// Taken returns and forgets the messages taken so far, duplicates included.
func (s *Server) Taken() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.messages
	s.messages = nil
	return out
}

// Complaints returns and forgets what was wrong with what came.
func (s *Server) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.complaints
	s.complaints = nil
	return out
}

// Tokens tells how many access tokens were asked for.
func (s *Server) Tokens() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens
}

// VoidToken voids the access token early, as WeCom sometimes does.
func (s *Server) VoidToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

func (s *Server) complain(format string, args ...any) {
	s.complaints = append(s.complaints, fmt.Sprintf(format, args...))
}

// guard plays the faults, then lets one call after the other in.
func (s *Server) guard(next func(http.ResponseWriter, *http.Request)) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, r *http.Request) {
		if f, ok := s.nextFault(r.URL.Path); ok {
			if f.Accept {
				s.mu.Lock()
				next(httptest.NewRecorder(), r)
				s.mu.Unlock()
			}
			if s.play(w, r, f) {
				return
			}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		next(w, r)
	}
}

func (s *Server) nextFault(path string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting := s.faults[path]
	if len(waiting) == 0 {
		return Fault{}, false
	}
	s.faults[path] = waiting[1:]
	return waiting[0], true
}

// play answers a fault and tells whether the call is over.
func (s *Server) play(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch {
	case f.Void:
		s.VoidToken()
		return false
	case f.Hang:
		_, _ = io.Copy(io.Discard, r.Body)
		select {
		case <-s.stop:
		case <-r.Context().Done():
		}
	case f.Status != 0:
		w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
		w.WriteHeader(f.Status)
		_, _ = io.WriteString(w, f.Body)
	case f.Body != "":
		_, _ = io.WriteString(w, f.Body)
	default:
		say(w, f.Code, nil)
	}
	return true
}

// say answers the way WeCom does: HTTP 200 for errors too.
func say(w http.ResponseWriter, code int, more map[string]any) {
	out := map[string]any{"errcode": code, "errmsg": "ok"}
	if code != 0 {
		out["errmsg"] = fmt.Sprintf("refused, hint: [1700000000_1_abc], more info at https://open.work.weixin.qq.com/devtool/query?e=%d", code)
	}
	for k, v := range more {
		out[k] = v
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	_ = json.NewEncoder(w).Encode(out)
}

func (s *Server) gettoken(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("corpid") != s.cfg.CorpID {
		say(w, 40013, nil)
		return
	}
	if q.Get("corpsecret") != s.cfg.Secret {
		say(w, 40001, nil)
		return
	}
	s.tokens++
	if s.token == "" {
		s.token = fmt.Sprintf("token-%d-%s", s.tokens, strings.Repeat("x", 100))
	}
	say(w, 0, map[string]any{"access_token": s.token, "expires_in": 7200})
}

func (s *Server) tokenOK(w http.ResponseWriter, r *http.Request) bool {
	if got := r.URL.Query().Get("access_token"); s.token == "" || got != s.token {
		say(w, 40014, nil)
		return false
	}
	return true
}
