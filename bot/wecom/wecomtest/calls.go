package wecomtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

// say answers the way WeCom does: HTTP 200 for errors too.
func say(w http.ResponseWriter, code int, more map[string]any) {
	out := map[string]any{"errcode": code, "errmsg": "ok"}
	if code != 0 {
		const help = "refused, hint: [1700000000_1_abc], more info at https://open.work.weixin.qq.com/devtool/query?e="
		out["errmsg"] = help + strconv.Itoa(code)
	}
	for k, v := range more {
		out[k] = v
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	_ = json.NewEncoder(w).Encode(out)
}

// body reads a JSON request; what is no JSON object is refused as WeCom does.
func (s *Server) body(w http.ResponseWriter, r *http.Request) map[string]any {
	data, err := io.ReadAll(io.LimitReader(r.Body, 32<<20))
	var out map[string]any
	if err != nil || json.Unmarshal(data, &out) != nil {
		s.Complain("%s: the body is no JSON object", r.URL.Path)
		say(w, 40058, nil)
		return nil
	}
	return out
}

func (s *Server) gettoken(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case q.Get("corpid") != s.cfg.CorpID:
		say(w, 40013, nil)
	case q.Get("corpsecret") != s.cfg.Secret:
		say(w, 40001, nil)
	default:
		say(w, 0, map[string]any{"access_token": s.GiveToken(true), "expires_in": 7200})
	}
}

func (s *Server) tokenOK(w http.ResponseWriter, r *http.Request) bool {
	holds := s.TokenHolds(r.URL.Query().Get("access_token"))
	if !holds {
		say(w, 40014, nil)
	}
	return holds
}
