package feishutest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	maxKey     = 50
	keyLives   = time.Hour
	perSecond  = 5
	maxText    = 150_000
	maxRich    = 30_000
	imageLimit = 10 << 20
	fileLimit  = 30 << 20
)

// Message is one message the app sent.
type Message struct {
	ID      string
	To      string // receive_id; empty for a reply
	IDType  string // receive_id_type
	ReplyTo string // the message that was answered
	Type    string // msg_type
	Content string // the JSON document as it was sent
	Key     string // uuid
	At      time.Time
	Reading // what a client makes of it
}

var idPrefix = map[string]string{"open_id": "ou_", "union_id": "on_", "chat_id": "oc_", "user_id": "", "email": ""}

// send takes a message or a reply.
func (s *Server) send(w http.ResponseWriter, r *http.Request) {
	m, ok := s.readMessage(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	if old, seen := s.byKey[m.Key]; seen && m.Key != "" && s.now().Sub(old.At) < keyLives {
		s.mu.Unlock()
		done(w, receipt(old))
		return
	}
	m.At = s.now()
	if !s.allow(m) {
		s.mu.Unlock()
		fail(w, http.StatusBadRequest, 230020, "This operation triggers the frequency limit.")
		return
	}
	s.count++
	m.ID = fmt.Sprintf("om_fake_%d", s.count)
	s.messages = append(s.messages, m)
	s.byKey[m.Key] = m
	s.mu.Unlock()
	done(w, receipt(m))
}

func receipt(m Message) map[string]any {
	return map[string]any{"message_id": m.ID, "msg_type": m.Type, "chat_id": m.To, "parent_id": m.ReplyTo}
}

// readMessage reads and checks one request; what the real server would refuse is refused with its code.
func (s *Server) readMessage(w http.ResponseWriter, r *http.Request) (Message, bool) {
	var in struct {
		ReceiveID string `json:"receive_id"`
		MsgType   string `json:"msg_type"`
		Content   string `json:"content"`
		UUID      string `json:"uuid"`
		InThread  bool   `json:"reply_in_thread"`
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		s.Complain("message body: %v", err)
		fail(w, http.StatusBadRequest, 9499, "Bad Request")
		return Message{}, false
	}
	m := Message{To: in.ReceiveID, IDType: r.URL.Query().Get("receive_id_type"), ReplyTo: r.PathValue("id"),
		Type: in.MsgType, Content: in.Content, Key: in.UUID}
	s.checkAddress(m, r.Header.Get("Content-Type"))
	reading, code, err := s.read(m.Type, m.Content)
	if err != nil {
		s.Complain("%s: %v", m.Type, err)
		fail(w, http.StatusBadRequest, code, err.Error())
		return m, false
	}
	m.Reading = reading
	return m, true
}

// checkAddress complains about the envelope of a message.
func (s *Server) checkAddress(m Message, contentType string) {
	if !strings.HasPrefix(contentType, "application/json") {
		s.Complain("content type %q", contentType)
	}
	if len(m.Key) > maxKey {
		s.Complain("uuid of %d characters", len(m.Key))
	}
	if m.ReplyTo != "" {
		if !strings.HasPrefix(m.ReplyTo, "om_") {
			s.Complain("reply to %q, which is no message id", m.ReplyTo)
		}
		return
	}
	prefix, known := idPrefix[m.IDType]
	if !known || !strings.HasPrefix(m.To, prefix) || m.To == "" {
		s.Complain("receive_id %q is no %q", m.To, m.IDType)
	}
}

// allow counts the sends of the last second to one chat; s.mu is held.
func (s *Server) allow(m Message) bool {
	chat := m.To + m.ReplyTo
	recent := s.sentAt[chat][:0]
	for _, t := range s.sentAt[chat] {
		if m.At.Sub(t) < time.Second {
			recent = append(recent, t)
		}
	}
	s.sentAt[chat] = append(recent, m.At)
	return len(recent) < perSecond
}

func (s *Server) takeImage(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("image_type") != "message" {
		s.Complain("image_type %q", r.FormValue("image_type"))
	}
	s.take(w, r, "image", "img_fake_", imageLimit)
}

func (s *Server) takeFile(w http.ResponseWriter, r *http.Request) {
	switch r.FormValue("file_type") {
	case "opus", "mp4", "pdf", "doc", "xls", "ppt", "stream":
	default:
		s.Complain("file_type %q", r.FormValue("file_type"))
	}
	if r.FormValue("file_name") == "" {
		s.Complain("file without file_name")
	}
	s.take(w, r, "file", "file_fake_", fileLimit)
}

// take stores one upload and gives its key.
func (s *Server) take(w http.ResponseWriter, r *http.Request, kind, prefix string, limit int) {
	f, head, err := r.FormFile(kind)
	if err != nil {
		s.Complain("upload of %s: %v", kind, err)
		fail(w, http.StatusBadRequest, 234001, "Invalid request param.")
		return
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil || len(data) == 0 || len(data) > limit {
		s.Complain("upload of %s: %d bytes", kind, len(data))
		fail(w, http.StatusBadRequest, 234006, "The file size exceed the max value.")
		return
	}
	name := r.FormValue("file_name")
	if name == "" {
		name = head.Filename
	}
	s.mu.Lock()
	s.count++
	key := fmt.Sprintf("%s%d", prefix, s.count)
	s.uploads[key] = Upload{Name: name, Kind: kind, Data: data}
	s.mu.Unlock()
	done(w, map[string]any{kind + "_key": key})
}

// resource gives what a person sent.
func (s *Server) resource(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	u, ok := s.resources[r.PathValue("id")+"/"+r.PathValue("key")]
	s.mu.Unlock()
	if !ok || r.URL.Query().Get("type") != u.Kind {
		fail(w, http.StatusBadRequest, 234003, "File not in msg.")
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", u.Name))
	_, _ = w.Write(u.Data) // a client that went away is its own affair
}
