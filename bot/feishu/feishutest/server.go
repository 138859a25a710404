// Package feishutest is a Feishu to test against: an HTTP server that answers as the real one does, checks what it
// is sent more strictly than the real one, and misbehaves on request; and makers of signed, encrypted callbacks.
// It shares no code with the adapter, so that a mistake there is not repeated here.
package feishutest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Server is one fake Feishu with one app in it.
type Server struct {
	App
	URL string // for the setting api_base

	now   func() time.Time
	http  *httptest.Server
	done  context.Context
	close context.CancelFunc

	mu         sync.Mutex
	token      string
	tokens     int
	calls      map[string]int
	messages   []Message
	byKey      map[string]Message
	sentAt     map[string][]time.Time
	count      int
	uploads    map[string]Upload
	resources  map[string]Upload
	faults     []Fault
	complaints []string
	events     []*Event
}

// Upload is one picture or file, coming or going.
type Upload struct {
	Name string
	Kind string // image or file
	Data []byte
}

// New starts a server; now is its clock, which rate limits and duplicate keys go by.
func New(app App, now func() time.Time) *Server {
	s := &Server{
		App: app, now: now,
		calls: map[string]int{}, byKey: map[string]Message{}, sentAt: map[string][]time.Time{},
		uploads: map[string]Upload{}, resources: map[string]Upload{},
	}
	s.done, s.close = context.WithCancel(context.Background())
	mux := http.NewServeMux()
	mux.HandleFunc("POST /open-apis/auth/v3/tenant_access_token/internal", s.wrap(s.giveToken))
	mux.HandleFunc("GET /open-apis/bot/v3/info", s.wrap(s.authed(s.botInfo)))
	mux.HandleFunc("POST /open-apis/im/v1/messages", s.wrap(s.authed(s.send)))
	mux.HandleFunc("POST /open-apis/im/v1/messages/{id}/reply", s.wrap(s.authed(s.send)))
	mux.HandleFunc("POST /open-apis/im/v1/images", s.wrap(s.authed(s.takeImage)))
	mux.HandleFunc("POST /open-apis/im/v1/files", s.wrap(s.authed(s.takeFile)))
	mux.HandleFunc("GET /open-apis/im/v1/messages/{id}/resources/{key}", s.wrap(s.authed(s.resource)))
	s.calendar(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.complain("unknown call %s %s", r.Method, r.URL.Path)
		fail(w, http.StatusNotFound, 99991201, "api not found")
	})
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL
	return s
}

// Close stops the server and frees requests that hang.
func (s *Server) Close() {
	s.close()
	s.http.CloseClientConnections()
	s.http.Close()
}

// Client is an HTTP client for the server, with the time-out a real one would have.
func (s *Server) Client() *http.Client {
	c := *s.http.Client()
	c.Timeout = 10 * time.Second
	return &c
}

// Messages returns what was sent, oldest first.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// Take returns what was sent and forgets it; duplicate keys stay known.
func (s *Server) Take() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.messages
	s.messages = nil
	return out
}

// Complaints returns what was wrong with the requests so far, and forgets it.
func (s *Server) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.complaints
	s.complaints = nil
	return out
}

// Upload returns what was uploaded under a key.
func (s *Server) Upload(key string) (Upload, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.uploads[key]
	return u, ok
}

// PutResource makes a picture or file available that a person sent with a message.
func (s *Server) PutResource(messageID, key string, u Upload) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resources[messageID+"/"+key] = u
}

// TokenRequests counts how often an access token was asked for.
func (s *Server) TokenRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens
}

// Calls counts the requests to a path below /open-apis/.
func (s *Server) Calls(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[path]
}

// VoidToken makes the token given last invalid before its time.
func (s *Server) VoidToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

func (s *Server) complain(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.complaints = append(s.complaints, fmt.Sprintf(format, args...))
}

// wrap counts the call and lets an arranged fault happen instead of the answer.
func (s *Server) wrap(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/open-apis/")
		s.mu.Lock()
		s.calls[path]++
		s.mu.Unlock()
		if f, ok := s.fault(path); ok {
			s.misbehave(f, w, r, next)
			return
		}
		next(w, r)
	}
}

// authed lets a request pass that carries the current token; the real answer to others is HTTP 400.
func (s *Server) authed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		good := s.token != "" && r.Header.Get("Authorization") == "Bearer "+s.token
		s.mu.Unlock()
		if !good {
			fail(w, http.StatusBadRequest, 99991663, "Invalid access token for authorization. Please make a request with token attached.")
			return
		}
		next(w, r)
	}
}

func (s *Server) giveToken(w http.ResponseWriter, r *http.Request) {
	var in struct {
		AppID     string `json:"app_id"`
		AppSecret string `json:"app_secret"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		fail(w, http.StatusBadRequest, 10003, "invalid param")
		return
	}
	s.mu.Lock()
	s.tokens++
	if in.AppID != s.App.ID || in.AppSecret != s.App.Secret {
		s.mu.Unlock()
		fail(w, http.StatusOK, 10014, "app secret invalid")
		return
	}
	if s.token == "" {
		s.token = fmt.Sprintf("t-fake-%d", s.tokens)
	}
	token := s.token
	s.mu.Unlock()
	write(w, http.StatusOK, map[string]any{"code": 0, "msg": "ok", "tenant_access_token": token, "expire": 7200})
}

func (s *Server) botInfo(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, map[string]any{"code": 0, "msg": "ok", "bot": map[string]any{
		"activate_status": 2, "app_name": s.App.BotName, "open_id": s.App.BotOpenID,
	}})
}

func write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that went away is its own affair
}

func fail(w http.ResponseWriter, status, code int, msg string) {
	write(w, status, map[string]any{"code": code, "msg": msg})
}

func done(w http.ResponseWriter, data any) {
	write(w, http.StatusOK, map[string]any{"code": 0, "msg": "success", "data": data})
}
