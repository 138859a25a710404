package wecom

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"linzhangbot/bot"
	"linzhangbot/bot/bottest"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/bot/wire"
)

func readAll(t testing.TB, r *http.Request) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// FuzzDecrypt: whatever the ciphertext, no panic; and what decrypts encrypts back.
func FuzzDecrypt(f *testing.F) {
	v := vectors(f)
	for _, one := range append(v.Callbacks, v.Negative...) {
		f.Add(one.Encrypt, one.Receiver)
	}
	f.Fuzz(func(t *testing.T, encrypted, receiver string) {
		ch, err := newChannel(testToken, testKey, receiver)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := ch.open(encrypted)
		if err != nil {
			return
		}
		if again, err := ch.open(ch.sealWith([16]byte{}, plain)); err != nil || string(again) != string(plain) {
			t.Errorf("%q does not come back: %v", plain, err)
		}
	})
}

// FuzzSplit goes below the cipher, where the length field lies.
func FuzzSplit(f *testing.F) {
	f.Add([]byte("0123456789abcdef\xff\xff\xff\xf0xyz"), "xyz")
	f.Add([]byte("0123456789abcdef\x00\x00\x00\x01xyz"), "yz")
	f.Fuzz(func(t *testing.T, plain []byte, receiver string) {
		if msg, err := split(plain, receiver); err == nil && len(msg)+headBytes+len(receiver) != len(plain) {
			t.Errorf("%q leaves something out", plain)
		}
		if out, ok := wire.Unpad(plain, padBlock); ok && len(out) >= len(plain) {
			t.Errorf("%q keeps its padding", plain)
		}
	})
}

// FuzzReceive: a body nobody signed is always refused, and alike.
func FuzzReceive(f *testing.F) {
	s := newStand(f, nil)
	q := s.robot.Verify("1").URL.RawQuery
	for _, v := range vectors(f).Callbacks {
		f.Add("app", q, v.Post)
	}
	f.Add("robot", "timestamp=1780000000&nonce=1&msg_signature=x", "{}")
	f.Fuzz(func(t *testing.T, where, query, body string) {
		r := httptest.NewRequest(http.MethodPost, "/hook/x/robot", strings.NewReader(body))
		r.URL.Path, r.URL.RawQuery = "/hook/x/"+where, query
		_, err := s.Receive(r)
		var no *bot.Refusal
		if !errors.As(err, &no) || no.Body != "refused\n" || no.Status != http.StatusForbidden || no.Reason == "panic" {
			t.Errorf("%v", err)
		}
	})
}

// FuzzMessage: whatever a signed message says, no panic, and an answer can be written.
func FuzzMessage(f *testing.F) {
	s := newStand(f, nil)
	f.Add(wecomtest.AppText(testCorp, testAgent, "1", "u", "t", moment))
	for _, v := range vectors(f).Callbacks {
		f.Add(v.Plaintext)
	}
	f.Fuzz(func(t *testing.T, msg string) {
		for _, r := range []*http.Request{s.app.XML(msg), s.robot.JSON(json.RawMessage(`"x"`)), signedRobot(s, msg)} {
			d, err := s.Receive(r)
			var no *bot.Refusal
			if errors.As(err, &no) && no.Reason == "panic" {
				t.Fatal("panic")
			}
			if err == nil && d.Reply != nil {
				if _, err := d.Reply(bot.Card{Title: msg, Text: msg}); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

func signedRobot(s *stand, msg string) *http.Request {
	encrypted, err := s.robot.Keys.Encrypt(msg)
	if err != nil {
		panic(err)
	}
	stamp := "1780000000"
	return httptest.NewRequest(http.MethodPost, "/hook/x/robot?timestamp="+stamp+"&nonce=n&msg_signature="+s.robot.Keys.Sign(stamp, "n", encrypted), strings.NewReader(`{"encrypt":"`+encrypted+`"}`))
}

// FuzzXML: what the reader takes, it took whole; it never panics.
func FuzzXML(f *testing.F) {
	f.Add("<xml><A>1</A><B><![CDATA[2]]></B></xml>")
	f.Fuzz(func(t *testing.T, doc string) {
		got, err := readXML([]byte(doc))
		for name, value := range got {
			if err != nil || !utf8.ValidString(value) || name == "" {
				t.Errorf("%q is %q, %v", name, value, err)
			}
		}
	})
}

// FuzzNeutral: nothing that people write stays live, in any style and however it is cut.
func FuzzNeutral(f *testing.F) {
	for _, s := range bottest.Nasty {
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		for _, out := range []string{neutralPlain(s), neutralMarkdown(s), oneLine(neutralPlain(s)), fileName(s)} {
			if bad := bottest.Live(out); bad != "" {
				t.Errorf("%s in %q of %q", bad, out, s)
			}
		}
		if n = n & 0xfff; n > 2 {
			if cut := cutBytes(neutralPlain(s), n); len(cut) > n || !utf8.ValidString(cut) {
				t.Errorf("%q is no cut at %d", cut, n)
			}
		}
		card := bot.Card{Title: s, Text: s + "\n" + s, Next: s, Mention: []string{s, "zhangsan"}}
		for _, page := range pages(groupStyle.lines(card, true), mentions(card.Mention), 200) {
			if len(page) > 200 || !utf8.ValidString(page) {
				t.Errorf("page of %d bytes: %q", len(page), page)
			}
		}
	})
}
