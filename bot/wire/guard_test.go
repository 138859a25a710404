package wire

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

// A name on a list that points into the local network gets nowhere.
func TestGuardedNeverReachesInside(t *testing.T) {
	inside := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("reached") }))
	defer inside.Close()
	client := Guarded(inside.Client(), "127.0.0.1")
	if _, err := Do(t.Context(), client, Request{Method: http.MethodGet, Address: inside.URL}); !errors.Is(err, ErrHost) {
		t.Errorf("%v", err)
	}
	for address, ok := range map[string]bool{
		"10.0.0.1:443": false, "192.168.1.1:443": false, "172.16.0.1:443": false, "127.0.0.1:443": false,
		"169.254.169.254:80": false, "0.0.0.0:80": false, "[::1]:443": false, "[::ffff:127.0.0.1]:443": false,
		"[fe80::1]:443": false, "[fd00::1]:443": false, "100.64.0.1:443": false, "[64:ff9b::7f00:1]:443": false,
		"224.0.0.1:443": false, "255.255.255.255:443": false, "nonsense": false,
		"203.205.254.1:443": true, "[2402:4e00::1]:443": true,
	} {
		if (public(address) == nil) != ok {
			t.Errorf("%s", address)
		}
	}
}
