package wecom

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// Fetch brings a picture or file. The robot gives an address whose content is encrypted, the app an id. Addresses
// come from outside, so they are only followed to WeCom's own hosts, never into the local network.
func (p *Platform) Fetch(ctx context.Context, _ bot.Event, m bot.Media, max int64) ([]byte, string, error) {
	var data []byte
	var name string
	var err error
	switch {
	case strings.Contains(m.Ref, "://"):
		data, name, err = p.fetchAddress(ctx, m, max)
	case p.set.App == nil:
		err = errors.New("no app is configured")
	default:
		err = p.api.token.Use(ctx, voided, func(token string) (err error) {
			data, name, err = p.fetchID(ctx, token, m, max)
			return err
		})
	}
	if err != nil {
		return nil, "", fmt.Errorf("fetch file: %w", err)
	}
	return data, name, nil
}

// fetchID brings a file by its id. WeCom refuses in JSON, with HTTP 200.
func (p *Platform) fetchID(ctx context.Context, token string, m bot.Media, max int64) ([]byte, string, error) {
	query := url.Values{"access_token": {token}, "media_id": {m.Ref}}
	data, head, err := download(ctx, p.api.http, p.api.at("/cgi-bin/media/get", query), max)
	if err != nil {
		return nil, "", err
	}
	kind, _, _ := mime.ParseMediaType(head.Get("Content-Type"))
	if kind != "application/json" && kind != "text/plain" {
		return data, attachedName(head, m.Name), nil
	}
	if _, err := readAnswer(bytes.NewReader(data)); voided(err) {
		return nil, "", err
	}
	return nil, "", errors.New("WeCom refused")
}

func (p *Platform) fetchAddress(ctx context.Context, m bot.Media, max int64) ([]byte, string, error) {
	client, err := p.fetchClient(m.Ref)
	if err != nil {
		return nil, "", err
	}
	data, head, err := download(ctx, client, m.Ref, max+padBlock)
	if err != nil {
		return nil, "", err
	}
	key := m.Key
	if key == "" && p.set.Robot != nil {
		key = p.set.Robot.AESKey
	}
	plain, err := openMedia(key, data)
	if err != nil {
		return nil, "", err
	}
	if int64(len(plain)) > max {
		return nil, "", wire.ErrTooLong
	}
	return plain, attachedName(head, m.Name), nil
}

// fetchClient allows the configured API host as it is, and https on the platform's file hosts with a look at
// the address actually dialled.
func (p *Platform) fetchClient(address string) (*http.Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return nil, wire.ErrHost
	}
	if p.api.ours(u) {
		return p.api.http, nil
	}
	ordinary := u.Scheme == "https" && (u.Port() == "" || u.Port() == "443")
	if !ordinary || !under(u.Hostname(), p.set.Media) {
		return nil, wire.ErrHost
	}
	return wire.Guarded(p.api.http, u.Hostname()), nil
}

func under(host string, allowed []string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return slices.ContainsFunc(allowed, func(a string) bool {
		return a != "" && (host == a || strings.HasSuffix(host, "."+a))
	})
}

// download reads at most max bytes.
func download(ctx context.Context, client *http.Client, address string, max int64) ([]byte, http.Header, error) {
	res, err := wire.Do(ctx, client, wire.Request{Method: http.MethodGet, Address: address})
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, nil, fmt.Errorf("status %d", res.StatusCode)
	}
	if res.ContentLength > max {
		return nil, nil, wire.ErrTooLong
	}
	data, err := wire.Read(res.Body, max)
	if err != nil && !errors.Is(err, wire.ErrTooLong) {
		err = wire.ErrUnclear
	}
	return data, res.Header, err
}

// attachedName reads the file's name, which WeCom tells only in the download's header: as filename*, percent-encoded
// in filename, or as bare UTF-8, which net/http's parser refuses.
func attachedName(head http.Header, known string) string {
	name, raw := known, head.Get("Content-Disposition")
	if _, params, err := mime.ParseMediaType(raw); err == nil && params["filename"] != "" {
		name = params["filename"]
	} else if _, after, ok := strings.Cut(raw, "filename="); err != nil && ok {
		name, _, _ = strings.Cut(strings.TrimPrefix(after, `"`), `"`)
		name, _, _ = strings.Cut(name, ";")
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "" {
		return ""
	}
	return fileName(name)
}
