package feishu

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"time"

	"linzhangbot/bot"
)

const (
	maxBody   = 1 << 20   // callbacks are a few kilobytes
	maxSkew   = time.Hour // a stamp from the future is a wrong clock, up to here
	jsonType  = "application/json; charset=utf-8"
	maxAnswer = 4 << 10 // a challenge is a few dozen bytes
	headStamp = "X-Lark-Request-Timestamp"
	headNonce = "X-Lark-Request-Nonce"
	headSign  = "X-Lark-Signature"
)

// refuse is the same answer for every request that is not from our app; only the counter sees the reason.
func refuse(reason string) error {
	return &bot.Refusal{Status: http.StatusForbidden, Body: "请求未通过校验", Reason: reason}
}

// Receive verifies the signature over the raw bytes first, decrypts then, parses last. The one unsigned shape
// Feishu knows, the URL check, is let through only with the right token inside.
func (p *Platform) Receive(r *http.Request) (bot.Delivery, error) {
	root, signed, err := p.open(r)
	if err != nil {
		return bot.Delivery{}, err
	}
	if root.at("type").text() == "url_verification" {
		return p.handshake(root)
	}
	if !signed {
		return bot.Delivery{}, refuse("unsigned")
	}
	env, err := p.envelope(root)
	if err != nil {
		return bot.Delivery{}, err
	}
	return p.deliver(r.Context(), env)
}

// open reads one request down to the decrypted, strictly parsed object.
func (p *Platform) open(r *http.Request) (root node, signed bool, err error) {
	body, err := p.body(r)
	if err != nil {
		return node{}, false, err
	}
	if signed = hasSignature(r.Header); signed {
		if err := p.verify(r.Header, body); err != nil {
			return node{}, false, err
		}
	}
	outer, err := parseStrict(body)
	if err != nil {
		return node{}, false, refuse("body")
	}
	sealed := outer.at("encrypt").text()
	if sealed == "" {
		return node{}, false, refuse("not encrypted")
	}
	plain, err := decrypt(p.set.EncryptKey, sealed)
	if err != nil {
		return node{}, false, refuse("cipher")
	}
	if root, err = parseStrict(plain); err != nil || !root.isObject() {
		return node{}, false, refuse("content")
	}
	return root, signed, nil
}

// body reads the request as far as it may be ours at all.
func (p *Platform) body(r *http.Request) ([]byte, error) {
	if p.set.Mode != modeCallback {
		return nil, refuse("no callbacks in this mode")
	}
	if last := path.Base(r.URL.Path); r.Method != http.MethodPost || (last != pathEvent && last != pathCard) {
		return nil, refuse("method or path")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, fmt.Errorf("read callback: %w", err) // the house's own limit, answered by the house
	}
	if err != nil || len(body) > maxBody {
		return nil, refuse("body unreadable or too long")
	}
	return body, nil
}

func hasSignature(h http.Header) bool {
	return len(h.Values(headStamp))+len(h.Values(headNonce))+len(h.Values(headSign)) > 0
}

// verify checks stamp and signature. The stamp is ten digits exactly: the fields are hashed without separators,
// so digits could otherwise be moved between stamp and nonce.
func (p *Platform) verify(h http.Header, body []byte) error {
	for _, name := range []string{headStamp, headNonce, headSign} {
		if len(h.Values(name)) != 1 {
			return refuse("signature headers")
		}
	}
	stamp := h.Get(headStamp)
	if !same(sign(stamp, h.Get(headNonce), p.set.EncryptKey, body), h.Get(headSign)) {
		return refuse("signature")
	}
	if !tenDigits(stamp) {
		return refuse("timestamp form")
	}
	sec, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return refuse("timestamp form")
	}
	if age := p.deps.Now().Sub(time.Unix(sec, 0)); age > p.fresh || age < -maxSkew {
		return refuse("stale")
	}
	return nil
}

func tenDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) == 10
}

// handshake answers Feishu's URL check. The challenge is somebody's text: it goes out through json.Marshal.
func (p *Platform) handshake(root node) (bot.Delivery, error) {
	if !same(root.at("token").text(), p.set.VerificationToken) {
		return bot.Delivery{}, refuse("token")
	}
	challenge := root.at("challenge").text()
	if challenge == "" || len(challenge) > maxAnswer {
		return bot.Delivery{}, refuse("challenge")
	}
	body, err := json.Marshal(map[string]string{"challenge": challenge})
	if err != nil {
		return bot.Delivery{}, refuse("challenge")
	}
	return bot.Delivery{Answer: &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: body}}, nil
}

// nothing is the answer to what is ours but asks for nothing, such as another robot's words.
func nothing() bot.Delivery {
	return bot.Delivery{Answer: &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: []byte("{}")}}
}
