package wecom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"linzhangbot/bot"
)

var (
	errHost     = errors.New("the file lies on a host that is not allowed")
	errFileSize = errors.New("the file is larger than allowed")
)

// Fetch brings a picture or file. The robot gives an address whose content is encrypted, the app an id. Addresses
// come from outside, so they are only followed to WeCom's own hosts, never into the local network.
func (p *Platform) Fetch(ctx context.Context, _ bot.Event, m bot.Media, max int64) ([]byte, string, error) {
	if strings.Contains(m.Ref, "://") {
		return p.fetchAddress(ctx, m, max)
	}
	if p.set.App == nil {
		return nil, "", errors.New("fetch file: no app is configured")
	}
	token, err := p.api.token(ctx, p.credential(), "")
	if err != nil {
		return nil, "", fmt.Errorf("fetch file: %w", err)
	}
	data, head, err := download(ctx, p.api.http, p.api.at("/cgi-bin/media/get", url.Values{"access_token": {token}, "media_id": {m.Ref}}), max)
	if err != nil {
		return nil, "", err
	}
	if kind, _, _ := mime.ParseMediaType(head.Get("Content-Type")); kind == "application/json" || kind == "text/plain" {
		p.dropVoid(ctx, data)
		return nil, "", errors.New("fetch file: WeCom refused")
	}
	return data, attachedName(head, m.Name), nil
}

// dropVoid forgets a token that WeCom voided early, so that the next try gets a fresh one.
func (p *Platform) dropVoid(ctx context.Context, data []byte) {
	if _, err := readAnswer(strings.NewReader(string(data))); hasCode(err, tokenCodes) {
		p.api.tokens.Forget(ctx, p.credential().key())
	}
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
		return nil, "", fmt.Errorf("decrypt file: %w", err)
	}
	if int64(len(plain)) > max {
		return nil, "", errFileSize
	}
	return plain, attachedName(head, m.Name), nil
}

// fetchClient allows the configured API host as it is, and https on the platform's file hosts with a look at
// the address actually dialled.
func (p *Platform) fetchClient(address string) (*http.Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return nil, errHost
	}
	if u.Host == p.api.base.Host && u.Scheme == p.api.base.Scheme {
		return p.api.http, nil
	}
	if u.Scheme != "https" || u.Port() != "" && u.Port() != "443" || !under(u.Hostname(), p.set.Media) {
		return nil, errHost
	}
	return guarded(p.api.http, u.Hostname()), nil
}

func under(host string, allowed []string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for _, a := range allowed {
		if a != "" && (host == a || strings.HasSuffix(host, "."+a)) {
			return true
		}
	}
	return false
}

// guarded refuses to connect the host to an address of a local network, after the name is resolved: a name that
// points inside gets nowhere. Connections to a proxy are the operator's own choice.
func guarded(base *http.Client, host string) *http.Client {
	transport, ok := base.Transport.(*http.Transport)
	if !ok {
		transport = http.DefaultTransport.(*http.Transport)
	}
	transport = transport.Clone()
	transport.DisableKeepAlives = true // this client serves one download
	plain := net.Dialer{Timeout: 10 * time.Second}
	strict := net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error { return public(address) }}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if name, _, err := net.SplitHostPort(address); err != nil || strings.EqualFold(name, host) {
			return strict.DialContext(ctx, network, address)
		}
		return plain.DialContext(ctx, network, address)
	}
	client := *base
	client.Transport = transport
	return &client
}

// inside are ranges besides the ones net/netip knows that never belong to a public service.
var inside = []netip.Prefix{
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
}

func public(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return errHost
	}
	ip := ap.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return errHost
	}
	for _, r := range inside {
		if r.Contains(ip) {
			return errHost
		}
	}
	return nil
}

// download reads at most max bytes. Its errors never name the address, which may carry a token.
func download(ctx context.Context, client *http.Client, address string, max int64) ([]byte, http.Header, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, errHost
	}
	res, err := client.Do(req)
	if err != nil {
		if errors.Is(err, errHost) {
			return nil, nil, errHost
		}
		return nil, nil, errors.New("fetch file: no answer")
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, nil, fmt.Errorf("fetch file: status %d", res.StatusCode)
	}
	if res.ContentLength > max {
		return nil, nil, errFileSize
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, max+1))
	if err != nil {
		return nil, nil, errors.New("fetch file: the answer broke off")
	}
	if int64(len(data)) > max {
		return nil, nil, errFileSize
	}
	return data, res.Header, nil
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
