package feishu

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
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
	var data []byte
	var name string
	err := p.token.Use(ctx, voided, func(tok string) (err error) {
		data, name, err = p.download(ctx, r, tok, limit)
		return err
	})
	if err != nil {
		return nil, "", fmt.Errorf("fetch media: %w", err)
	}
	return data, cmp.Or(m.Name, name), nil
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
		return nil, "", wire.ErrUnclear
	}
	data, err := wire.Read(resp.Body, limit)
	if err != nil && !errors.Is(err, wire.ErrTooLong) {
		err = wire.ErrUnclear
	}
	return data, params["filename"], err
}
