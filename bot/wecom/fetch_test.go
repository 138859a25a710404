package wecom

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"net/http"
	"strings"
	"testing"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/bot/wire"
)

// encrypted packs a file the way WeCom serves it to robots.
func encrypted(t *testing.T, data string) []byte {
	t.Helper()
	key, err := decodeKey(testKey)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	out := pad([]byte(data))
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(out, out)
	return out
}

func TestFetchDecryptsTheRobotsFiles(t *testing.T) {
	s := newStand(t, nil)
	address := s.fake.Serve("现场 1.jpg", encrypted(t, "picture bytes"))
	for _, key := range []string{"", testKey, testKey + "="} {
		data, name, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Kind: "image", Ref: address, Key: key}, 1000)
		if err != nil || string(data) != "picture bytes" || name != "现场 1.jpg" {
			t.Errorf("%q %q %v", data, name, err)
		}
	}
	if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: address}, 5); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("too large: %v", err)
	}
	plain := s.fake.Serve("plain", []byte("not encrypted at all"))
	if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: plain}, 1000); err == nil {
		t.Error("what does not decrypt was taken")
	}
	if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: s.fake.URL + "/files/none"}, 1000); err == nil || strings.Contains(err.Error(), s.fake.URL) {
		t.Errorf("missing file: %v", err)
	}
}

func TestFetchBringsTheAppsFiles(t *testing.T) {
	s := newStand(t, nil)
	s.fake.Media("M1", "a.jpg", []byte("app picture"))
	for range 2 {
		data, name, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: "M1"}, 1000)
		if err != nil || string(data) != "app picture" || name != "a.jpg" {
			t.Errorf("%q %q %v", data, name, err)
		}
	}
	if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: "expired"}, 1000); err == nil {
		t.Error("an error in JSON was taken for a file")
	}
	s.fake.VoidToken()
	if data, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: "M1"}, 1000); string(data) != "app picture" {
		t.Errorf("a void token is renewed: %v", err)
	}
	s.fake.Fault("/cgi-bin/media/get", wecomtest.Fault{Code: 42001}, wecomtest.Fault{Code: 42001})
	_, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: "M1"}, 1000)
	if err == nil || strings.Contains(err.Error(), "t-fake") {
		t.Errorf("void for good: %v", err)
	}
}

func TestFetchStaysOnWeComsHosts(t *testing.T) {
	s := newStand(t, nil)
	for _, address := range []string{
		"http://127.0.0.1:1/x", "https://127.0.0.1/x", "https://169.254.169.254/latest", "http://qpic.cn/x", "https://qpic.cn:8443/x",
		"https://evilqpic.cn/x", "https://qpic.cn.evil.invalid/x", "https://qpic.cn@evil.invalid/x", "file:///etc/passwd", "gopher://qpic.cn/", "://", "https:///x",
		strings.Replace(s.fake.URL, "http://", "http://u:p@", 1) + "/files/a",
	} {
		if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: address}, 10); !errors.Is(err, wire.ErrHost) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if !under("WX.QPIC.CN.", publicMedia) || under("", publicMedia) {
		t.Error("subdomains are judged wrongly")
	}
}

func TestFetchFollowsNoRedirect(t *testing.T) {
	s := newStand(t, nil)
	s.fake.Fault("/files/moved", wecomtest.Fault{Status: 302})
	if _, _, err := s.Fetch(t.Context(), bot.Event{}, bot.Media{Ref: s.fake.URL + "/files/moved"}, 10); err == nil {
		t.Error("a redirect was followed")
	}
}

func TestAttachedName(t *testing.T) {
	for head, want := range map[string]string{
		"": "known.jpg", "attachment": "known.jpg", "attachment; filename=a.jpg": "a.jpg", `attachment; filename="b c.jpg"; size=1`: "b c.jpg",
		"attachment; filename*=UTF-8''%E5%9B%BE.png": "图.png", `attachment; filename="图.png"`: "图.png", "attachment; filename=图.png; x": "图.png",
		`attachment; filename="%E5%9B%BE.png"`: "图.png", `attachment; filename="..%2f..%2fetc%2fpasswd"`: "passwd", `attachment; filename="/"`: "附件",
	} {
		if got := attachedName(http.Header{"Content-Disposition": {head}}, "known.jpg"); got != want {
			t.Errorf("%q: %q", head, got)
		}
	}
}
