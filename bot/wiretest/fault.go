package wiretest

import (
	"cmp"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// Fault is one way to misbehave. It applies to calls whose path begins with Path, Times times (0 counts as 1).
type Fault struct {
	Path   string            // empty: any call
	Exact  bool              // Path is the whole path
	Status int               // HTTP status; 0: 200
	Code   int               // the platform's error code, where nothing else is to be sent
	Msg    string            // and its text
	Header map[string]string // such as x-ogw-ratelimit-reset
	Body   string            // sent as it is
	Hang   bool              // never answer; what was sent is taken in
	Accept bool              // do what was asked first: the caller cannot know (with Hang or Status)
	Void   bool              // the access token is voided first; then the call goes its ordinary way
	Times  int
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

// next takes the next fault for a path.
func (s *Server) next(path string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if path != f.Path && (f.Exact || !strings.HasPrefix(path, f.Path)) {
			continue
		}
		if s.faults[i].Times--; s.faults[i].Times <= 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return f, true
	}
	return Fault{}, false
}

// Misbehave plays the fault arranged for a call and tells whether the call is over. Do is the ordinary way; fail says
// an error code as the platform does.
func (s *Server) Misbehave(
	path string, w http.ResponseWriter, r *http.Request, do http.HandlerFunc, fail func(http.ResponseWriter, Fault),
) bool {
	f, arranged := s.next(path)
	if !arranged {
		return false
	}
	if f.Accept {
		do(httptest.NewRecorder(), r)
	}
	switch {
	case f.Void:
		s.VoidToken()
		return false
	case f.Hang:
		_, _ = io.Copy(io.Discard, r.Body)
		select {
		case <-s.done.Done():
		case <-r.Context().Done():
		}
	default:
		f.answer(w, fail)
	}
	return true
}

func (f Fault) answer(w http.ResponseWriter, fail func(http.ResponseWriter, Fault)) {
	for k, v := range f.Header {
		w.Header().Set(k, v)
	}
	if f.Code != 0 {
		fail(w, f)
		return
	}
	if f.Status/100 == 3 {
		w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
	}
	w.WriteHeader(cmp.Or(f.Status, http.StatusOK))
	_, _ = io.WriteString(w, f.Body) // a client that went away is its own affair
}
