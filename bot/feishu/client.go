package feishu

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
)

const maxReply = 1 << 20 // no answer of an API we call is near this

// errUnclear means that a request was written and its outcome is not known.
var errUnclear = errors.New("feishu: no clear answer")

// errUnreached means that no connection was made: nothing happened on the other side.
var errUnreached = errors.New("feishu: not reached")

// request is one API call.
type request struct {
	method, path string
	query        url.Values
	kind         string // content type of body
	body         []byte
}

// jsonCall makes a request with a JSON body.
func jsonCall(path string, query url.Values, v any) (request, error) {
	body, err := marshal(v)
	if err != nil {
		return request{}, fmt.Errorf("write feishu request: %w", err)
	}
	return request{method: http.MethodPost, path: path, query: query, kind: jsonType, body: body}, nil
}

// do calls the API in the app's name. A void token is renewed once: Feishu may void it early, mostly in the body
// of an HTTP 400.
func (p *Platform) do(ctx context.Context, r request) (node, error) {
	tok, err := p.token(ctx, "")
	if err != nil {
		return node{}, err
	}
	out, err := p.once(ctx, r, tok)
	var no *apiError
	if !errors.As(err, &no) || no.verdict != token {
		return out, err
	}
	if tok, err = p.token(ctx, tok); err != nil {
		return node{}, err
	}
	return p.once(ctx, r, tok)
}

// once makes one call and reads the JSON answer.
func (p *Platform) once(ctx context.Context, r request, tok string) (node, error) {
	resp, err := p.exchange(ctx, r, tok)
	if err != nil {
		return node{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	return answer(resp)
}

// exchange writes the request. What the library says about a failure names addresses, so only its kind goes on.
func (p *Platform) exchange(ctx context.Context, r request, tok string) (*http.Response, error) {
	target := p.set.APIBase + "/open-apis/" + r.path
	if len(r.query) > 0 {
		target += "?" + r.query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, r.method, target, bytes.NewReader(r.body))
	if err != nil {
		return nil, errUnreached
	}
	if r.kind != "" {
		req.Header.Set("Content-Type", r.kind)
	}
	if tok != "" {
		req.Header.Set("Authorization", "Bearer "+tok)
	}
	resp, err := p.http.Do(req)
	var op *net.OpError
	switch {
	case err == nil:
		return resp, nil
	case errors.As(err, &op) && op.Op == "dial":
		return nil, errUnreached
	}
	return nil, errUnclear
}

// answer reads a JSON answer. Success is code 0 in a 2xx; a body that is not Feishu's JSON is a refusal only if
// the status says so; a gateway's page leaves open whether the message went through.
func answer(resp *http.Response) (node, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxReply+1))
	if err == nil && len(body) <= maxReply {
		if n, perr := parseStrict(body); perr == nil && n.isObject() {
			if code, cerr := strconv.Atoi(n.at("code").number()); cerr == nil {
				return verdictOf(resp, n, code)
			}
		}
	}
	if resp.StatusCode < 300 || resp.StatusCode == http.StatusInternalServerError || resp.StatusCode == http.StatusBadGateway || resp.StatusCode == http.StatusGatewayTimeout {
		return node{}, errUnclear
	}
	if resp.StatusCode < 400 {
		return node{}, &apiError{verdict: app, code: resp.StatusCode}
	}
	return node{}, judge(resp.StatusCode, resp.StatusCode, "", resp.Header)
}

func verdictOf(resp *http.Response, n node, code int) (node, error) {
	if code == 0 && resp.StatusCode < 300 {
		return n, nil
	}
	return node{}, judge(resp.StatusCode, code, n.at("msg").text(), resp.Header)
}
