// Package wiretest holds what the fake platforms share: a server that hands out one access token, misbehaves on
// request and keeps what was wrong with the requests; and a memory for tokens. It shares no code with the adapters, so
// that a mistake there is not repeated here.
package wiretest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// Server is the part of a fake that is the same on every platform.
type Server struct {
	Complainer
	URL string

	http *httptest.Server
	done context.Context // ends with the server
	end  context.CancelFunc

	mu     sync.Mutex
	token  string
	asked  int
	faults []Fault
}

// NewServer starts a server; Close ends it.
func NewServer(h http.Handler) *Server {
	s := &Server{http: httptest.NewServer(h)}
	s.URL = s.http.URL
	s.done, s.end = context.WithCancel(context.Background())
	return s
}

// Close ends the server and every call that hangs.
func (s *Server) Close() {
	s.end()
	s.http.CloseClientConnections()
	s.http.Close()
}

// Client is an HTTP client for the server, with the time-out a real one would have.
func (s *Server) Client() *http.Client {
	c := *s.http.Client()
	c.Timeout = 10 * time.Second
	return &c
}

// GiveToken counts a request for an access token and answers the one that holds; good tells whether the secret was
// right.
func (s *Server) GiveToken(good bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if good && s.token == "" {
		s.token = fmt.Sprintf("t-fake-%d", s.asked)
	}
	return s.token
}

// TokenHolds tells whether a call carries the current access token.
func (s *Server) TokenHolds(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token != "" && token == s.token
}

// VoidToken makes the token given last invalid before its time, as platforms sometimes do.
func (s *Server) VoidToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token = ""
}

// TokenRequests counts how often an access token was asked for.
func (s *Server) TokenRequests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// Complainer keeps what was wrong with what came.
type Complainer struct {
	mu   sync.Mutex
	list []string
}

// Complain notes that something was wrong.
func (c *Complainer) Complain(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, fmt.Sprintf(format, args...))
}

// Complaints returns and forgets what was wrong.
func (c *Complainer) Complaints() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.list
	c.list = nil
	return out
}
