package feishu

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

// vectors is testdata/feishu.json: published and made cases of Feishu's encryption and signatures.
type vectors struct {
	Decrypt []struct {
		Name, Kind, Plaintext string
		EncryptKey            string `json:"encrypt_key"`
		Encrypt               string
		IV                    string `json:"iv_hex"`
	}
	DecryptNegative []struct {
		Name, Encrypt string
		EncryptKey    string `json:"encrypt_key"`
	} `json:"decrypt_negative"`
	EventSignature []struct {
		Name, Timestamp, Nonce, Body, Signature string
		EncryptKey                              string `json:"encrypt_key"`
	} `json:"event_signature"`
	Requests []aRequest
}

type aRequest struct {
	Name, Expect, Body string
	BodyBase64         string `json:"body_base64"`
	EncryptKey         string `json:"encrypt_key"`
	VerificationToken  string `json:"verification_token"`
	AppID              string `json:"app_id"`
	Now                int64  `json:"now_unix"`
	Headers            map[string]string
}

func load(t testing.TB) vectors {
	t.Helper()
	raw, err := os.ReadFile("testdata/feishu.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Decrypt) != 18 || len(v.DecryptNegative) != 9 || len(v.Requests) != 17 || len(v.EventSignature) != 1 {
		t.Fatalf("vectors are incomplete: %d %d %d %d", len(v.Decrypt), len(v.DecryptNegative), len(v.Requests), len(v.EventSignature))
	}
	return v
}

func TestVectorsDecrypt(t *testing.T) {
	v := load(t)
	for _, c := range v.Decrypt {
		if got, err := decrypt(c.EncryptKey, c.Encrypt); err != nil || string(got) != c.Plaintext {
			t.Errorf("%s: %q, %v", c.Name, got, err)
		}
	}
	for _, c := range v.DecryptNegative {
		if got, err := decrypt(c.EncryptKey, c.Encrypt); !errors.Is(err, errCipher) {
			t.Errorf("%s: accepted as %q, %v", c.Name, got, err)
		}
	}
}

func TestVectorsSignature(t *testing.T) {
	for _, c := range load(t).EventSignature {
		if got := sign(c.Timestamp, c.Nonce, c.EncryptKey, []byte(c.Body)); got != c.Signature {
			t.Errorf("%s: %s", c.Name, got)
		}
	}
}

// accepted says, for each request vector, which kind of event an accepted one must make, or which answer.
var accepted = map[string]string{
	"ok-text":                         "text",
	"ok-form":                         "unknown", // a form's button of another program: no command behind it
	"ok-string-value":                 "press",
	"url-verification-encrypted":      `{"challenge":"ajls384kdjx98XX"}`,
	"url-verification-json-injection": `{"challenge":"a\",\"x\":\"y"}`,
}

func TestVectorsRequests(t *testing.T) {
	var body string
	for _, c := range load(t).Requests {
		t.Run(c.Name, func(t *testing.T) {
			d, err := c.platform().Receive(c.request(t))
			want, good := accepted[c.Name]
			if strings.HasPrefix(c.Expect, "accept") && !good && c.Name != "upper-case-signature" {
				t.Fatal("no verdict noted for an accepted vector")
			}
			if !good {
				var no *bot.Refusal
				if !errors.As(err, &no) {
					t.Fatalf("not refused: %+v, %v", d, err)
				}
				if body == "" {
					body = no.Body
				}
				if no.Body != body || no.Status != http.StatusForbidden {
					t.Errorf("refusal differs: %d %q", no.Status, no.Body)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if d.Answer != nil && len(d.Events) == 0 {
				if string(d.Answer.Body) != want {
					t.Errorf("answer %s", d.Answer.Body)
				}
				return
			}
			if len(d.Events) != 1 || string(d.Events[0].Kind) != want {
				t.Errorf("events %+v", d.Events)
			}
		})
	}
}

func (c aRequest) platform() *Platform {
	now := time.Unix(c.Now, 0)
	return newPlatform(Settings{
		AppID: c.AppID, AppSecret: "s", VerificationToken: c.VerificationToken, EncryptKey: c.EncryptKey,
		Mode: modeCallback, APIBase: "http://127.0.0.1:1", BotOpenID: "ou_botbotbotbotbotbotbotbotbotbot1",
	}, defaultFresh, bot.Deps{Name: "v", Now: func() time.Time { return now }, HTTP: http.DefaultClient})
}

func (c aRequest) request(t testing.TB) *http.Request {
	t.Helper()
	body := c.Body
	if c.BodyBase64 != "" {
		raw, err := base64.StdEncoding.DecodeString(c.BodyBase64)
		if err != nil {
			t.Fatal(err)
		}
		body = string(raw)
	}
	r, err := http.NewRequest(http.MethodPost, "http://bot.invalid/hook/v/event", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range c.Headers {
		r.Header.Set(k, v)
	}
	return r
}

func TestVectorsTextIsAddressedAndReadable(t *testing.T) {
	for _, c := range load(t).Requests {
		if c.Name != "ok-text" {
			continue
		}
		d, err := c.platform().Receive(c.request(t))
		if err != nil {
			t.Fatal(err)
		}
		e := d.Events[0]
		if !e.ToBot || !strings.HasPrefix(e.Text, "@林长助手 巡林发现红火蚁") || e.ID != "om_5ce6d572455d361153b7cb51da133945" {
			t.Errorf("%+v", e)
		}
		if e.From != "ou_84aad35d084aa403a838cf73ee18467" || e.ReplyTo != e.ID || !e.At.Equal(time.UnixMilli(1760000000100)) {
			t.Errorf("%+v", e)
		}
	}
}

func FuzzDecrypt(f *testing.F) {
	v := load(f)
	for _, c := range v.Decrypt {
		f.Add(c.EncryptKey, c.Encrypt)
	}
	for _, c := range v.DecryptNegative {
		f.Add(c.EncryptKey, c.Encrypt)
	}
	f.Fuzz(func(t *testing.T, key, sealed string) {
		plain, err := decrypt(key, sealed)
		if err == nil {
			_, _ = wire.Parse(plain) // must not panic
		}
	})
}

func FuzzReceive(f *testing.F) {
	v := load(f)
	p := v.Requests[0].platform()
	for _, c := range v.Requests {
		f.Add(c.Body, c.Headers[headStamp], c.Headers[headNonce], c.Headers[headSign])
	}
	f.Fuzz(func(t *testing.T, body, stamp, nonce, signature string) {
		r, err := http.NewRequest(http.MethodPost, "http://bot.invalid/hook/v/event", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(headStamp, stamp)
		r.Header.Set(headNonce, nonce)
		r.Header.Set(headSign, signature)
		_, err = p.Receive(r)
		var no *bot.Refusal
		if err != nil && !errors.As(err, &no) {
			t.Errorf("an error that is no refusal: %v", err)
		}
	})
}

// FuzzEvent goes past signature and cipher: whatever an event holds, it becomes an event and never a panic.
func FuzzEvent(f *testing.F) {
	for _, c := range load(f).Decrypt {
		f.Add(c.Plaintext)
	}
	p := load(f).Requests[0].platform()
	f.Fuzz(func(t *testing.T, plain string) {
		root, err := wire.Parse([]byte(plain))
		if err != nil {
			return
		}
		env, _, _, _ := readEnvelope(root)
		d, err := p.deliver(t.Context(), env)
		if err != nil {
			t.Errorf("deliver: %v", err)
		}
		if d.Reply != nil {
			if _, err := d.Reply(bot.Card{Code: "x", Title: plain}); err != nil {
				t.Errorf("reply: %v", err)
			}
		}
	})
}
