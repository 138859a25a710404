package feishu_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/feishu/feishutest"
	"linzhangbot/bot/wiretest"
)

// refusedFor asserts that a callback is refused for a reason.
func refusedFor(t *testing.T, p bot.Platform, reason string, r *http.Request) {
	t.Helper()
	_, err := p.Receive(r)
	var no *bot.Refusal
	if !errors.As(err, &no) || no.Reason != reason {
		t.Errorf("want %q, got %v", reason, err)
	}
}

func TestWellSignedCallbackIsRefusedAllTheSame(t *testing.T) {
	srv, p := stand(t)
	doc := srv.Text("om_1", inGroup, "待办", true, noon)
	twice := srv.Request(eventURL, noon, doc)
	twice.Header.Add("X-Lark-Signature", twice.Header.Get("X-Lark-Signature"))
	refusedFor(t, p, "signature headers", twice)
	long := srv.Text("om_1", inGroup, strings.Repeat("x", 900_000), true, noon)
	refusedFor(t, p, "body unreadable or too long", srv.Request(eventURL, noon, long))
	refusedFor(t, p, "challenge", srv.Unsigned(eventURL, srv.URLCheck(strings.Repeat("x", 5000))))
}

// seal encrypts blocks that are padded already.
func seal(app feishutest.App, blocks string) string {
	key := sha256.Sum256([]byte(app.EncryptKey))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // a 32-byte key always fits
	}
	out := bytes.Repeat([]byte{7}, aes.BlockSize+len(blocks))
	cipher.NewCBCEncrypter(block, out[:aes.BlockSize]).CryptBlocks(out[aes.BlockSize:], []byte(blocks))
	return base64.StdEncoding.EncodeToString(out)
}

func TestSealIsReadStrictly(t *testing.T) {
	srv, p := stand(t)
	send := func(sealed string) *http.Request {
		body := []byte(`{"encrypt":"` + sealed + `"}`)
		r := srv.Raw(eventURL, body)
		srv.Sign(r.Header, body, noon)
		return r
	}
	good := seal(srv.App, "{}"+strings.Repeat("\x0e", 14))
	refusedFor(t, p, "token", send(good)) // opened, and no event of ours
	refusedFor(t, p, "cipher", send(seal(srv.App, "{}"+strings.Repeat("\x1e", 30))))
	last := strings.IndexByte(good, '=') - 1
	spare := good[:last] + string(good[last]+1) + good[last+1:] // other bits where none may be
	refusedFor(t, p, "cipher", send(spare))
}

func TestTokenIsGivenUpEarly(t *testing.T) {
	for expire, want := range map[string]time.Duration{
		"7200": 90 * time.Minute, "3000": 25 * time.Minute, "0": time.Minute, `"soon"`: time.Minute,
	} {
		srv := feishutest.New(feishutest.Sample(), clock())
		defer srv.Close()
		shared := &wiretest.Memory{}
		srv.Script(feishutest.Fault{Path: "auth/", Body: `{"code":0,"tenant_access_token":"odd","expire":` + expire + `}`},
			feishutest.Fault{Path: "im/", Status: 503, Body: "busy"}) // before anybody looks at that token
		_, _ = openWith(t, srv, settings(srv.App, srv.URL), shared).Send(t.Context(), to("k"), note)
		if lives := slices.Collect(maps.Values(shared.Lives())); !slices.Equal(lives, []time.Duration{want}) {
			t.Errorf("%s: %s", expire, lives)
		}
	}
}

func TestRateLimitLastsAnHourAtMost(t *testing.T) {
	srv, p := stand(t)
	srv.Script(feishutest.Busy("im/v1/messages", 7200))
	_, err := p.Send(t.Context(), to("k"), note)
	if se := sendError(t, err); se.Again != bot.AgainLater || se.After != time.Hour {
		t.Errorf("%+v", se)
	}
}

func TestFileThatFeishuWouldRefuseIsNotSent(t *testing.T) {
	srv, p := stand(t)
	for _, size := range []int{0, 30<<20 + 1} {
		card := note
		card.File = &bot.File{Name: "a.pdf", Data: make([]byte, size)}
		_, err := p.Send(t.Context(), to("k"), card)
		if se := sendError(t, err); se.Again != bot.AgainNever || srv.Calls("im/v1/files") != 0 {
			t.Errorf("%d bytes: %+v", size, se)
		}
	}
}
