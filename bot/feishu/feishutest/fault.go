package feishutest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
)

// Fault is one way to misbehave. It applies to calls whose path begins with Path, Times times (0 counts as 1).
type Fault struct {
	Path   string            // below /open-apis/, such as im/v1/messages; empty: any call
	Status int               // HTTP status; 0: 200
	Code   int               // Feishu's error code in a JSON body
	Msg    string            // and its text
	Header map[string]string // such as x-ogw-ratelimit-reset
	Body   string            // instead of JSON, sent as it is
	Hang   bool              // never answer
	Accept bool              // do what was asked first: the caller cannot know
	Times  int
}

// Busy is the rate limit's answer, with the seconds after which it ends.
func Busy(path string, seconds int) Fault {
	return Fault{Path: path, Status: http.StatusTooManyRequests, Code: 99991400, Msg: "request trigger frequency limit",
		Header: map[string]string{"x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": strconv.Itoa(seconds)}}
}

// Script arranges faults; each waits for its calls, in order.
func (s *Server) Script(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, faults...)
}

// Calm forgets arranged faults that have not happened.
func (s *Server) Calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault takes the next fault for a path.
func (s *Server) fault(path string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := s.faults[i]
		if !strings.HasPrefix(path, f.Path) {
			continue
		}
		if s.faults[i].Times--; s.faults[i].Times <= 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return f, true
	}
	return Fault{}, false
}

func (s *Server) misbehave(f Fault, w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if f.Accept {
		next(httptest.NewRecorder(), r)
	}
	if f.Hang {
		select {
		case <-r.Context().Done():
		case <-s.done.Done():
		}
		return
	}
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	status := f.Status
	if status == 0 {
		status = http.StatusOK
	}
	if f.Code == 0 {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(f.Body)) // a client that went away is its own affair
		return
	}
	fail(w, status, f.Code, f.Msg)
}
