package wecom

import (
	"encoding/json"
	"net/http"
	"os"
	"testing"
	"time"

	"linzhangbot/bot"
	"linzhangbot/bot/wecom/wecomtest"
	"linzhangbot/bot/wiretest"
)

// The vectors of testdata carry their own moment.
var moment = time.Unix(1780000000, 0).UTC()

const (
	testToken = "LinZhangZhiTestToken01"
	testKey   = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"
	testCorp  = "ww00000000000000aa"
	testRobot = "aibTEST00000000000000000000000001"
	testAgent = 1000009
	testHook  = "hook-key-0001"
	testGroup = "wrTEST0000000000000000000000001"
)

func testSettings() settings {
	return settings{
		CorpID:   testCorp,
		App:      &appSettings{AgentID: testAgent, Secret: "app-secret-0001", Token: testToken, AESKey: testKey},
		Robot:    &robotSettings{ID: testRobot, Name: "林长助手", Token: testToken, AESKey: testKey},
		Webhooks: map[string]string{"main": testHook},
	}
}

func openWith(t testing.TB, set settings, client *http.Client, now time.Time) *Platform {
	t.Helper()
	p, err := tryOpen(set, client, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func tryOpen(set settings, client *http.Client, now time.Time) (*Platform, error) {
	p, err := Driver.Open(func(into any) error {
		*into.(*settings) = set
		return nil
	}, bot.Deps{Name: "xiqing-wecom", District: "xiqing", Now: func() time.Time { return now }, HTTP: client,
		Tokens: &wiretest.Memory{}})
	if err != nil {
		return nil, err
	}
	return p.(*Platform), nil
}

// stand is a platform beside a fake WeCom.
type stand struct {
	*Platform
	fake       *wecomtest.Server
	app, robot wecomtest.Caller
}

func newStand(t testing.TB, change func(*settings)) *stand {
	t.Helper()
	now := func() time.Time { return moment }
	fake := wecomtest.NewServer(wecomtest.Config{CorpID: testCorp, Secret: "app-secret-0001", AgentID: testAgent, Webhooks: []string{testHook}, Now: now})
	t.Cleanup(fake.Close)
	set := testSettings()
	set.APIBase = fake.URL
	if change != nil {
		change(&set)
	}
	return &stand{
		Platform: openWith(t, set, fake.Client(), moment), fake: fake,
		app:   wecomtest.Caller{Keys: wecomtest.Keys{Token: testToken, AESKey: testKey, Receiver: testCorp}, URL: "/hook/xiqing-wecom/app", Now: now},
		robot: wecomtest.Caller{Keys: wecomtest.Keys{Token: testToken, AESKey: testKey}, URL: "/hook/xiqing-wecom/robot", Now: now},
	}
}

// vector is any entry of testdata/wecom.json.
type vector struct {
	Name, Kind, Token, Timestamp, Nonce, Encrypt, Plaintext, Body, Expect, Key string

	AESKey    string   `json:"encoding_aes_key"`
	Receiver  string   `json:"receive_id"`
	Signature string   `json:"msg_signature"`
	Random    string   `json:"random16_hex"`
	Post      string   `json:"post_body"`
	Plain     string   `json:"plain_base64"`
	Cipher    string   `json:"cipher_base64"`
	Sorted    []string `json:"sorted"`
	Valid     bool     `json:"valid"`
	KeyHex    string   `json:"aes_key_hex"`
	In        string   `json:"in_hex"`
	Out       string   `json:"out_hex"`
	PadBytes  int      `json:"pad_bytes"`
	Pad       int      `json:"pad"`
	PlainLen  int      `json:"plaintext_bytes"`
	PlainSum  string   `json:"plaintext_sha256"`
	PlainMD5  string   `json:"plain_md5"`
}

type vectorFile struct {
	Callbacks, Replies, Negative []vector
	Order                        []vector `json:"signature_order"`
	Keys                         []vector `json:"encoding_aes_keys"`
	Padding                      []vector `json:"pkcs7_block32"`
	Media                        []vector `json:"media_decrypt"`
}

func vectors(t testing.TB) vectorFile {
	t.Helper()
	data, err := os.ReadFile("testdata/wecom.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectorFile
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
