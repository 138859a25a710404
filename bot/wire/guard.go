package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"
)

// ErrHost is the answer to an address that a file must not be fetched from.
var ErrHost = errors.New("the file lies on a host that is not allowed")

// Guarded refuses to connect the host to an address of a local network, after the name is resolved: a name that
// points inside gets nowhere. Connections to a proxy are the operator's own choice.
func Guarded(base *http.Client, host string) *http.Client {
	transport, ok := base.Transport.(*http.Transport)
	if !ok {
		transport = http.DefaultTransport.(*http.Transport)
	}
	transport = transport.Clone()
	transport.DisableKeepAlives = true // this client serves one download
	plain := net.Dialer{Timeout: 10 * time.Second}
	strict := plain
	strict.Control = func(_, address string, _ syscall.RawConn) error { return public(address) }
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
		return ErrHost
	}
	ip := ap.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return ErrHost
	}
	if slices.ContainsFunc(inside, func(r netip.Prefix) bool { return r.Contains(ip) }) {
		return ErrHost
	}
	return nil
}
