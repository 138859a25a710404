// Package feishutest is a Feishu to test against: an HTTP server that answers as the real one does, checks what it
// is sent more strictly than the real one, and misbehaves on request; and makers of signed, encrypted callbacks.
// It shares no code with the adapter, so that a mistake there is not repeated here.
package feishutest

import (
	"net/http"
	"sync"
	"time"

	"linzhangbot/bot/wiretest"
)

// Server is one fake Feishu with one app in it.
type Server struct {
	App
	*wiretest.Server // its URL is for the setting api_base

	now func() time.Time

	mu        sync.Mutex
	calls     map[string]int
	messages  []Message
	byKey     map[string]Message
	sentAt    map[string][]time.Time
	count     int
	uploads   map[string]Upload
	resources map[string]Upload
	events    []*Event
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
		s.Complain("unknown call %s %s", r.Method, r.URL.Path)
		fail(w, http.StatusNotFound, 99991201, "api not found")
	})
	s.Server = wiretest.NewServer(mux)
	return s
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

// Calls counts the requests to a path below /open-apis/.
func (s *Server) Calls(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[path]
}
