// Package wire holds what every platform needs to speak over HTTP: calls whose errors name no address, bodies read
// within a limit, strict JSON, access tokens, sealed texts, forms. It knows no platform.
package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
)

// What becomes of a call that brings no answer. None of these ever names an address: addresses carry secrets.
var (
	ErrUnreached = errors.New("not reached")     // no connection was made: nothing happened on the other side
	ErrUnclear   = errors.New("no clear answer") // the request was written and its outcome is not known
	ErrTooLong   = errors.New("longer than allowed")
)

// Client is a client that follows no redirect: one would carry the access token to a host nobody configured.
func Client(c *http.Client) *http.Client {
	own := *c
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &own
}

// Request is one call.
type Request struct {
	Method, Address string
	Type            string // content type of Body
	Bearer          string // access token for the header, where the platform takes it there
	Body            []byte
}

// Do makes one call. Its errors are ErrUnreached, ErrUnclear and ErrHost (see Guarded).
func Do(ctx context.Context, client *http.Client, r Request) (*http.Response, error) {
	arrived := false
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { arrived = true }}
	ctx = httptrace.WithClientTrace(ctx, trace)
	req, err := http.NewRequestWithContext(ctx, r.Method, r.Address, bytes.NewReader(r.Body))
	if err != nil {
		return nil, ErrUnreached
	}
	if r.Type != "" {
		req.Header.Set("Content-Type", r.Type)
	}
	if r.Bearer != "" {
		req.Header.Set("Authorization", "Bearer "+r.Bearer)
	}
	res, err := client.Do(req)
	switch {
	case err == nil:
		return res, nil
	case errors.Is(err, ErrHost):
		return nil, ErrHost
	case arrived:
		return nil, ErrUnclear
	}
	return nil, ErrUnreached
}

// Read reads a body of at most most bytes; what is longer is ErrTooLong, and read no further.
func Read(r io.Reader, most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, ErrTooLong
	}
	return data, err
}

// Marshal is JSON without HTML escapes: platforms count the bytes of the text, not of \u003c.
func Marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// WebURL reads an http or https address with a host; ok is false for anything else.
func WebURL(s string) (u *url.URL, ok bool) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil, false
	}
	return u, u.Scheme == "https" || u.Scheme == "http"
}
