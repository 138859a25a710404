package feishu

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"linzhangbot/bot"
)

// Fetch brings the bytes of a picture or file people sent. It belongs to its message: Feishu gives it only to
// robots of that chat, and only when both ids fit together.
func (p *Platform) Fetch(ctx context.Context, e bot.Event, m bot.Media, limit int64) ([]byte, string, error) {
	kind := "file"
	if m.Kind == "image" {
		kind = "image"
	}
	r := request{
		method: http.MethodGet,
		path:   "im/v1/messages/" + url.PathEscape(e.ID) + "/resources/" + url.PathEscape(m.Ref),
		query:  url.Values{"type": {kind}},
	}
	tok, err := p.token(ctx, "")
	if err != nil {
		return nil, "", fmt.Errorf("fetch media: %w", err)
	}
	data, name, err := p.download(ctx, r, tok, limit)
	var no *apiError
	if errors.As(err, &no) && no.verdict == token {
		if tok, err = p.token(ctx, tok); err == nil {
			data, name, err = p.download(ctx, r, tok, limit)
		}
	}
	if err != nil {
		return nil, "", fmt.Errorf("fetch media: %w", err)
	}
	if m.Name != "" {
		name = m.Name
	}
	return data, name, nil
}

// download reads one answer: bytes, or a JSON refusal.
func (p *Platform) download(ctx context.Context, r request, tok string, limit int64) ([]byte, string, error) {
	resp, err := p.exchange(ctx, r, tok)
	if err != nil {
		return nil, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	_, params, _ := mime.ParseMediaType(resp.Header.Get("Content-Disposition"))
	if resp.StatusCode != http.StatusOK || strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		if _, err := answer(resp); err != nil {
			return nil, "", err
		}
		return nil, "", errUnclear
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, "", errUnclear
	case int64(len(data)) > limit:
		return nil, "", errors.New("larger than allowed")
	}
	return data, params["filename"], nil
}
