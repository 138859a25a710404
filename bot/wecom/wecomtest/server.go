package wecomtest

import (
	"net/http"
	"sync"
	"time"

	"linzhangbot/bot/wiretest"
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
type Fault = wiretest.Fault

// Server is a fake WeCom.
type Server struct {
	*wiretest.Server

	cfg Config

	mu        sync.Mutex
	messages  []Message
	media     map[string]bool
	paced     map[string][]time.Time
	recent    map[string]time.Time
	spent     map[string]bool
	files     map[string]file
	schedules []*Schedule
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
	s := &Server{cfg: cfg, media: map[string]bool{}, paced: map[string][]time.Time{}, recent: map[string]time.Time{},
		spent: map[string]bool{}, files: map[string]file{}}
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
	s.Server = wiretest.NewServer(mux)
	return s
}

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
func (s *Server) Fault(path string, faults ...Fault) {
	for _, f := range faults {
		f.Path, f.Exact = path, true
		s.Script(f)
	}
}

// Taken returns and forgets the messages taken so far, duplicates included.
func (s *Server) Taken() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.messages
	s.messages = nil
	return out
}

// guard plays the faults, then lets one call after the other in.
func (s *Server) guard(next http.HandlerFunc) http.HandlerFunc {
	alone := func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		next(w, r)
	}
	refuse := func(w http.ResponseWriter, f Fault) { say(w, f.Code, nil) }
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.Misbehave(r.URL.Path, w, r, alone, refuse) {
			alone(w, r)
		}
	}
}
