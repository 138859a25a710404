package wecomtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// keep records a message after its check.
func (s *Server) keep(to string, body map[string]any, code int, wrong []string, said Said) (string, int) {
	for _, c := range wrong {
		s.Complain("%s: %s", to, c)
	}
	if code != 0 {
		return "", code
	}
	kind, _ := body["msgtype"].(string)
	id := fmt.Sprintf("msg-%d", len(s.messages)+1)
	s.messages = append(s.messages, Message{To: to, Type: kind, Body: body, Said: said, At: s.cfg.Now(), ID: id})
	return id, 0
}

func (s *Server) messageSend(w http.ResponseWriter, r *http.Request) {
	body := s.body(w, r)
	if body == nil || !s.tokenOK(w, r) {
		return
	}
	user, _ := body["touser"].(string)
	if user == "" || user == "@all" || strings.Contains(user, "|") {
		s.Complain("touser is %q, want one person", user)
	}
	if agent, _ := body["agentid"].(float64); int(agent) != s.cfg.AgentID {
		say(w, 301002, nil)
		return
	}
	if len(s.cfg.Users) > 0 && !slices.Contains(s.cfg.Users, user) {
		say(w, 81013, nil)
		return
	}
	code, wrong, said := appLimits.check(body, s.media)
	if s.duplicate(user, body) {
		s.messages = append(s.messages, Message{To: user, Body: body, Dropped: true, At: s.cfg.Now()})
		say(w, 0, map[string]any{"msgid": "msg-dropped"})
		return
	}
	id, code := s.keep(user, body, code, wrong, said)
	say(w, code, map[string]any{"msgid": id, "invaliduser": ""})
}

// duplicate is enable_duplicate_check: the same content to the same person within the interval.
func (s *Server) duplicate(user string, body map[string]any) bool {
	if on, _ := body["enable_duplicate_check"].(float64); on != 1 {
		return false
	}
	seconds, ok := body["duplicate_check_interval"].(float64)
	if !ok {
		seconds = 1800
	}
	if seconds < 1 || seconds > 4*3600 {
		s.Complain("duplicate_check_interval is %v", seconds)
	}
	kind, _ := body["msgtype"].(string)
	content, _ := json.Marshal(body[kind])
	key, now := user+"\x00"+string(content), s.cfg.Now()
	if until, seen := s.recent[key]; seen && now.Before(until) {
		return true
	}
	s.recent[key] = now.Add(time.Duration(seconds) * time.Second)
	return false
}

func (s *Server) webhookSend(w http.ResponseWriter, r *http.Request) {
	body := s.body(w, r)
	if body == nil {
		return
	}
	key := r.URL.Query().Get("key")
	if !slices.Contains(s.cfg.Webhooks, key) {
		say(w, 93000, nil)
		return
	}
	if !s.pace(key) {
		say(w, 45009, nil)
		return
	}
	code, wrong, said := hookLimits.check(body, s.media)
	_, code = s.keep("webhook:"+key, body, code, wrong, said)
	say(w, code, nil)
}

// pace is 20 a minute, as a sliding log.
func (s *Server) pace(key string) bool {
	now := s.cfg.Now()
	log := slices.DeleteFunc(s.paced[key], func(t time.Time) bool { return now.Sub(t) >= time.Minute })
	if len(log) >= 20 {
		s.paced[key] = log
		return false
	}
	s.paced[key] = append(log, now)
	return true
}

// ForgetPace empties the log of the rate limit.
func (s *Server) ForgetPace() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.paced)
}

func (s *Server) respond(w http.ResponseWriter, r *http.Request) {
	body := s.body(w, r)
	if body == nil {
		return
	}
	code := r.URL.Query().Get("response_code")
	if code == "" || s.spent[code] {
		say(w, 846607, nil) // the real code for a used address is not documented
		return
	}
	s.spent[code] = true
	errcode, wrong, said := responseLimits.check(body, s.media)
	_, errcode = s.keep("response_url", body, errcode, wrong, said)
	say(w, errcode, nil)
}

func (s *Server) uploadHook(w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(s.cfg.Webhooks, r.URL.Query().Get("key")) {
		say(w, 93000, nil)
		return
	}
	s.upload(w, r, "file", "voice")
}

func (s *Server) uploadApp(w http.ResponseWriter, r *http.Request) {
	if s.tokenOK(w, r) {
		s.upload(w, r, "file", "voice", "image", "video")
	}
}

func (s *Server) upload(w http.ResponseWriter, r *http.Request, kinds ...string) {
	kind := r.URL.Query().Get("type")
	if !slices.Contains(kinds, kind) {
		s.Complain("upload of type %q", kind)
	}
	f, head, err := r.FormFile("media")
	if err != nil {
		s.Complain("upload without a part named media")
		say(w, 44001, nil)
		return
	}
	defer func() { _ = f.Close() }()
	if !strings.Contains(head.Header.Get("Content-Disposition"), fmt.Sprintf("filelength=%d", head.Size)) {
		s.Complain("upload: filelength is missing or wrong")
	}
	if head.Size <= 5 || head.Size > 20<<20 || head.Filename == "" {
		s.Complain("upload of %d bytes named %q", head.Size, head.Filename)
		say(w, 45001, nil)
		return
	}
	id := fmt.Sprintf("media-%d", len(s.media)+1)
	s.media[id] = true
	data, _ := io.ReadAll(f)
	s.files["media:"+id] = file{data, head.Filename}
	say(w, 0, map[string]any{"type": kind, "media_id": id, "created_at": fmt.Sprint(s.cfg.Now().Unix())})
}

// Uploaded returns the bytes and name of an uploaded file.
func (s *Server) Uploaded(id string) ([]byte, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files["media:"+id]
	return f.data, f.name
}

func (s *Server) mediaGet(w http.ResponseWriter, r *http.Request) {
	if !s.tokenOK(w, r) {
		return
	}
	f, ok := s.files["media:"+r.URL.Query().Get("media_id")]
	if !ok {
		say(w, 40007, nil)
		return
	}
	serve(w, f)
}

func (s *Server) fileGet(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	serve(w, f)
}

func serve(w http.ResponseWriter, f file) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename*=UTF-8''`+url.PathEscape(f.name))
	_, _ = w.Write(f.data)
}
