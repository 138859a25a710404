package wire_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"linzhangbot/bot/wire"
)

func TestDoTellsWhetherTheRequestArrived(t *testing.T) {
	arrived := make(chan struct{}, 1)
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	defer srv.Close()
	ctx, stop := context.WithCancel(t.Context())
	go func() { <-arrived; stop() }()
	_, err := wire.Do(ctx, srv.Client(), wire.Request{Method: http.MethodPost, Address: srv.URL + "/?key=secret"})
	if !errors.Is(err, wire.ErrUnclear) || strings.Contains(err.Error(), "secret") {
		t.Errorf("no answer: %v", err)
	}
	for _, address := range []string{"http://127.0.0.1:1/?key=secret", "://secret"} {
		_, err = wire.Do(t.Context(), http.DefaultClient, wire.Request{Method: http.MethodGet, Address: address})
		if !errors.Is(err, wire.ErrUnreached) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestDoSaysWhatItIsTold(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.URL.Path != "/elsewhere" {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(http.StatusFound)
		}
		_, _ = io.WriteString(w, r.Header.Get("Content-Type")+" "+r.Header.Get("Authorization")+" "+string(body))
	}))
	defer srv.Close()
	res, err := wire.Do(t.Context(), wire.Client(srv.Client()),
		wire.Request{Method: http.MethodPost, Address: srv.URL, Type: "text/plain", Bearer: "t", Body: []byte("words")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if body, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusFound || string(body) != "text/plain Bearer t words" {
		t.Errorf("status %d, %q", res.StatusCode, body)
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	for length, long := range map[int]bool{0: false, 9: false, 10: false, 11: true, 1000: true} {
		rest := strings.NewReader(strings.Repeat("x", length))
		data, err := wire.Read(rest, 10)
		if errors.Is(err, wire.ErrTooLong) != long || !long && len(data) != length || rest.Len() != max(length-11, 0) {
			t.Errorf("%d bytes: %d read, %v", length, len(data), err)
		}
	}
}

func TestWebURL(t *testing.T) {
	for s, ok := range map[string]bool{
		"https://a.invalid/b": true, "http://a.invalid": true, "ftp://a.invalid": false, "javascript:alert(1)": false,
		"https:///b": false, "//a.invalid": false, "": false, "https://a.invalid/%zz": false,
	} {
		if _, got := wire.WebURL(s); got != ok {
			t.Errorf("%q: %t", s, got)
		}
	}
}

func TestMarshalKeepsBrackets(t *testing.T) {
	if got, err := wire.Marshal(map[string]string{"a": "<b>&"}); err != nil || string(got) != `{"a":"<b>&"}` {
		t.Errorf("%s, %v", got, err)
	}
	if _, err := wire.Marshal(make(chan int)); err == nil {
		t.Error("a channel was written")
	}
}
