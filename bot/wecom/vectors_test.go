package wecom

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// at makes the platform a vector belongs to, with a clock that stands at the vector's own moment.
func (v vector) at(t *testing.T) *Platform {
	t.Helper()
	seconds, err := strconv.ParseInt(v.Timestamp, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	set := settings{CorpID: v.Receiver, APIBase: "https://qyapi.weixin.qq.com"}
	if v.Receiver == "" {
		set.Robot = &robotSettings{ID: testRobot, Token: v.Token, AESKey: v.AESKey}
	} else {
		set.App = &appSettings{AgentID: v.agent(), Secret: "s", Token: v.Token, AESKey: v.AESKey}
	}
	return openWith(t, set, http.DefaultClient, time.Unix(seconds, 0))
}

func (v vector) agent() int {
	for _, n := range []int{218, 1000002, 1000009} {
		if strings.Contains(v.Plaintext, strconv.Itoa(n)) {
			return n
		}
	}
	return testAgent
}

func (v vector) query() url.Values {
	return url.Values{"msg_signature": {v.Signature}, "timestamp": {v.Timestamp}, "nonce": {v.Nonce}}
}

func (v vector) path() string {
	if v.Receiver == "" {
		return "/hook/x/robot"
	}
	return "/hook/x/app"
}

func (v vector) get() *http.Request {
	q := v.query()
	q.Set("echostr", v.Encrypt)
	return httptest.NewRequest(http.MethodGet, v.path()+"?"+q.Encode(), nil)
}

func (v vector) post() *http.Request {
	body := v.Post
	if body == "" {
		body = `{"encrypt":` + strconv.Quote(v.Encrypt) + `}`
	}
	return httptest.NewRequest(http.MethodPost, v.path()+"?"+v.query().Encode(), strings.NewReader(body))
}

func TestVectorsDecryptAndEncryptAgain(t *testing.T) {
	all := vectors(t)
	for _, v := range slices.Concat(all.Callbacks, all.Replies) {
		ch, err := newChannel(v.Token, v.AESKey, v.Receiver)
		if err != nil {
			t.Fatal(v.Name, err)
		}
		if err := ch.verify(v.Signature, v.Timestamp, v.Nonce, v.Encrypt); err != nil {
			t.Error(v.Name, err)
		}
		plain, err := ch.open(v.Encrypt)
		if err != nil || string(plain) != v.Plaintext {
			t.Errorf("%s: %q, %v", v.Name, plain, err)
		}
		if sum := sha256.Sum256(plain); v.PlainSum != "" && hex.EncodeToString(sum[:]) != v.PlainSum || v.PlainSum != "" && len(plain) != v.PlainLen {
			t.Errorf("%s: another sum or length", v.Name)
		}
		var random [16]byte
		if _, err := hex.Decode(random[:], []byte(v.Random)); err != nil {
			t.Fatal(v.Name, err)
		}
		if got := ch.sealWith(random, plain); got != v.Encrypt {
			t.Errorf("%s: encrypts to something else", v.Name)
		}
		if v.PadBytes > 0 {
			raw := headBytes + len(plain) + len(v.Receiver)
			if n := len(pad(make([]byte, raw))) - raw; n != v.PadBytes {
				t.Errorf("%s: %d pad bytes, want %d", v.Name, n, v.PadBytes)
			}
		}
	}
}

func TestVectorsAsRequests(t *testing.T) {
	for _, v := range vectors(t).Callbacks {
		t.Run(v.Name, func(t *testing.T) {
			p := v.at(t)
			if v.Kind == "url_verify" || v.Kind == "padding" {
				d, err := p.Receive(v.get())
				if err != nil || d.Answer == nil || string(d.Answer.Body) != v.Plaintext {
					t.Fatalf("%+v, %v", d, err)
				}
				return
			}
			d, err := p.Receive(v.post())
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(v.Name, "stream") {
				if d.Answer == nil || len(d.Events) != 0 {
					t.Fatalf("a poll is answered at once: %+v", d)
				}
				return
			}
			if len(d.Events) != 1 || d.Events[0].Kind == bot.KindUnknown || d.Events[0].From == "" || d.Events[0].Text == "" {
				t.Fatalf("%+v", d.Events)
			}
		})
	}
}

func TestVectorsThatMustBeRefused(t *testing.T) {
	for _, v := range vectors(t).Negative {
		for form, r := range map[string]*http.Request{"get": v.get(), "post": v.post()} {
			d, err := v.at(t).Receive(r)
			var no *bot.Refusal
			if !errors.As(err, &no) || d.Answer != nil || len(d.Events) > 0 {
				t.Errorf("%s as %s was taken: %+v, %v", v.Name, form, d, err)
				continue
			}
			if no.Reason != v.Expect {
				t.Errorf("%s as %s: refused for %s, want %s", v.Name, form, no.Reason, v.Expect)
			}
			if no.Body != "refused\n" || no.Status != http.StatusForbidden {
				t.Errorf("%s: the refusal tells something: %d %q", v.Name, no.Status, no.Body)
			}
		}
	}
}

func TestVectorsOfReplies(t *testing.T) {
	for _, v := range vectors(t).Replies {
		seconds, err := strconv.ParseInt(v.Timestamp, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if v.Kind == "reply_xml" {
			got = appEnvelope(v.Token, v.Encrypt, v.Timestamp, v.Nonce)
			if text := appText("zhangsan", testCorp, "已收到", seconds); text != v.Plaintext {
				t.Errorf("%s: %s", v.Name, text)
			}
		} else {
			got = string(marshal(t, robotEnvelope(v.Token, v.Encrypt, seconds, v.Nonce)))
		}
		if got != v.Body {
			t.Errorf("%s:\n%s\nwant\n%s", v.Name, got, v.Body)
		}
	}
}

func TestVectorsOfSignatures(t *testing.T) {
	for _, v := range vectors(t).Order {
		if got := sign(v.Token, v.Timestamp, v.Nonce, v.Encrypt); got != v.Signature {
			t.Errorf("%s: %s", v.Name, got)
		}
		parts := []string{v.Token, v.Timestamp, v.Nonce, v.Encrypt}
		if slices.Sort(parts); !slices.Equal(parts, v.Sorted) {
			t.Errorf("%s: sorted as %q", v.Name, parts)
		}
	}
}

func TestVectorsOfKeys(t *testing.T) {
	for _, v := range vectors(t).Keys {
		key, err := decodeKey(v.Key)
		if (err == nil) != v.Valid {
			t.Errorf("%q: %v", v.Key, err)
		}
		if v.Valid && hex.EncodeToString(key) != v.KeyHex {
			t.Errorf("%q: %x", v.Key, key)
		}
	}
}

func TestVectorsOfPadding(t *testing.T) {
	for _, v := range vectors(t).Padding {
		in, errIn := hex.DecodeString(v.In)
		out, errOut := hex.DecodeString(v.Out)
		if errIn != nil || errOut != nil {
			t.Fatal(errIn, errOut)
		}
		if got := pad(bytes.Clone(in)); !bytes.Equal(got, out) || len(out)-len(in) != v.Pad {
			t.Errorf("%s pads to %x", v.In, got)
		}
		if got, ok := wire.Unpad(out, padBlock); !ok || !bytes.Equal(got, in) {
			t.Errorf("%s unpads to %x", v.Out, got)
		}
	}
}

func TestVectorsOfMedia(t *testing.T) {
	for _, v := range vectors(t).Media {
		data, err := base64.StdEncoding.DecodeString(v.Cipher)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := openMedia(v.Key, data)
		if err != nil || base64.StdEncoding.EncodeToString(plain) != v.Plain {
			t.Errorf("%s: %x, %v", v.Name, plain, err)
		}
		if sum := md5.Sum(plain); hex.EncodeToString(sum[:]) != v.PlainMD5 {
			t.Errorf("%s: another md5", v.Name)
		}
	}
}
