package feishutest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"linzhangbot/bot/wiretest"
)

// Fault is one way to misbehave. Its path is below /open-apis/, such as im/v1/messages.
type Fault = wiretest.Fault

// Busy is the rate limit's answer, with the seconds after which it ends.
func Busy(path string, seconds int) Fault {
	return Fault{Path: path, Status: http.StatusTooManyRequests, Code: 99991400, Msg: "request trigger frequency limit",
		Header: map[string]string{"x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": strconv.Itoa(seconds)}}
}

// wrap counts the call and lets an arranged fault happen instead of the answer.
func (s *Server) wrap(next http.HandlerFunc) http.HandlerFunc {
	refuse := func(w http.ResponseWriter, f Fault) { fail(w, cmp.Or(f.Status, http.StatusOK), f.Code, f.Msg) }
	return func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/open-apis/")
		s.mu.Lock()
		s.calls[path]++
		s.mu.Unlock()
		if !s.Misbehave(path, w, r, next, refuse) {
			next(w, r)
		}
	}
}

// authed lets a request pass that carries the current token; the real answer to others is HTTP 400.
func (s *Server) authed(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !bearer || !s.TokenHolds(token) {
			fail(w, http.StatusBadRequest, 99991663,
				"Invalid access token for authorization. Please make a request with token attached.")
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
	good := in.AppID == s.App.ID && in.AppSecret == s.App.Secret
	token := s.GiveToken(good)
	if !good {
		fail(w, http.StatusOK, 10014, "app secret invalid")
		return
	}
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
