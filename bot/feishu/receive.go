package feishu

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
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

// Receive verifies the signature over the raw bytes first, decrypts then, parses last. The one unsigned shape
// Feishu knows, the URL check, is let through only with the right token inside.
func (p *Platform) Receive(r *http.Request) (bot.Delivery, error) {
	root, signed, err := p.open(r)
	if err != nil {
		return bot.Delivery{}, err
	}
	if root.At("type").Text() == "url_verification" {
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
func (p *Platform) open(r *http.Request) (root wire.Node, signed bool, err error) {
	body, err := p.readBody(r)
	if err != nil {
		return wire.Node{}, false, err
	}
	if signed = hasSignature(r.Header); signed {
		if err := p.verify(r.Header, body); err != nil {
			return wire.Node{}, false, err
		}
	}
	outer, err := wire.Parse(body)
	if err != nil {
		return wire.Node{}, false, refuse("body")
	}
	sealed := outer.At("encrypt").Text()
	if sealed == "" {
		return wire.Node{}, false, refuse("not encrypted")
	}
	plain, err := decrypt(p.set.EncryptKey, sealed)
	if err != nil {
		return wire.Node{}, false, refuse("cipher")
	}
	if root, err = wire.Parse(plain); err != nil || !root.IsObject() {
		return wire.Node{}, false, refuse("content")
	}
	return root, signed, nil
}

// readBody reads the request as far as it may be ours at all.
func (p *Platform) readBody(r *http.Request) ([]byte, error) {
	if p.set.Mode != modeCallback {
		return nil, refuse("no callbacks in this mode")
	}
	if last := path.Base(r.URL.Path); r.Method != http.MethodPost || (last != pathEvent && last != pathCard) {
		return nil, refuse("method or path")
	}
	body, err := wire.Read(r.Body, maxBody)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, fmt.Errorf("read callback: %w", err) // the house's own limit, answered by the house
	case err != nil:
		return nil, refuse("body unreadable or too long")
	}
	return body, nil
}

func hasSignature(h http.Header) bool {
	return len(h.Values(headStamp))+len(h.Values(headNonce))+len(h.Values(headSign)) > 0
}

// verify checks signature and stamp.
func (p *Platform) verify(h http.Header, body []byte) error {
	for _, name := range []string{headStamp, headNonce, headSign} {
		if len(h.Values(name)) != 1 {
			return refuse("signature headers")
		}
	}
	stamp := h.Get(headStamp)
	if !wire.Same(sign(stamp, h.Get(headNonce), p.set.EncryptKey, body), h.Get(headSign)) {
		return refuse("signature")
	}
	sent, ok := wire.Stamp(stamp)
	if !ok {
		return refuse("timestamp form")
	}
	if age := p.deps.Now().Sub(sent); age > p.fresh || age < -maxSkew {
		return refuse("stale")
	}
	return nil
}

// handshake answers Feishu's URL check. The challenge is somebody's text: it goes out through json.Marshal.
func (p *Platform) handshake(root wire.Node) (bot.Delivery, error) {
	if !wire.Same(root.At("token").Text(), p.set.VerificationToken) {
		return bot.Delivery{}, refuse("token")
	}
	challenge := root.At("challenge").Text()
	if challenge == "" || len(challenge) > maxAnswer {
		return bot.Delivery{}, refuse("challenge")
	}
	body, err := json.Marshal(map[string]string{"challenge": challenge})
	if err != nil {
		return bot.Delivery{}, refuse("challenge")
	}
	return bot.Delivery{Answer: &bot.Answer{Status: http.StatusOK, Type: jsonType, Body: body}}, nil
}
