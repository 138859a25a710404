package feishu

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"linzhangbot/bot/wire"
)

const maxReply = 1 << 20 // no answer of an API we call is near this

// request is one API call.
type request struct {
	method, path string
	query        url.Values
	json         any    // the body, or:
	kind         string // content type of body
	body         []byte
}

// do calls the API in the app's name. A void token is renewed once: Feishu may void it early, mostly in the body
// of an HTTP 400.
func (p *Platform) do(ctx context.Context, r request) (out wire.Node, err error) {
	err = p.token.Use(ctx, voided, func(tok string) error {
		out, err = p.once(ctx, r, tok)
		return err
	})
	return out, err
}

// once makes one call and reads the JSON answer.
func (p *Platform) once(ctx context.Context, r request, tok string) (wire.Node, error) {
	resp, err := p.exchange(ctx, r, tok)
	if err != nil {
		return wire.Node{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	return answer(resp)
}

// exchange writes the request.
func (p *Platform) exchange(ctx context.Context, r request, tok string) (*http.Response, error) {
	target := p.set.APIBase + "/open-apis/" + r.path
	if len(r.query) > 0 {
		target += "?" + r.query.Encode()
	}
	if r.json != nil {
		body, err := wire.Marshal(r.json)
		if err != nil {
			return nil, fmt.Errorf("write feishu request: %w", err)
		}
		r.kind, r.body = jsonType, body
	}
	return wire.Do(ctx, p.http, wire.Request{Method: r.method, Address: target, Type: r.kind, Bearer: tok, Body: r.body})
}

// answer reads a JSON answer. Success is code 0 in a 2xx; a body that is not Feishu's JSON is a refusal only if
// the status says so; a gateway's page leaves open whether the message went through.
func answer(resp *http.Response) (wire.Node, error) {
	body, err := wire.Read(resp.Body, maxReply)
	n, broken := wire.Parse(body)
	code, strange := strconv.Atoi(n.At("code").Number())
	switch status := resp.StatusCode; {
	case err == nil && broken == nil && strange == nil:
		if code == 0 && status < 300 {
			return n, nil
		}
		return wire.Node{}, judge(status, code, n.At("msg").Text(), resp.Header)
	case status < 300, status == http.StatusInternalServerError, status == http.StatusBadGateway,
		status == http.StatusGatewayTimeout:
		return wire.Node{}, wire.ErrUnclear
	case status < 400:
		return wire.Node{}, &apiError{verdict: app, code: status}
	default:
		return wire.Node{}, judge(status, status, "", resp.Header)
	}
}
