package feishutest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// App is what Feishu's console shows about one app.
type App struct {
	ID, Secret                    string
	VerificationToken, EncryptKey string
	TenantKey                     string
	BotOpenID, BotName            string
}

// Sample is an app with made-up values.
func Sample() App {
	return App{
		ID: "cli_a1b2c3d4e5f60001", Secret: "sample-app-secret",
		VerificationToken: "sample-verification-token", EncryptKey: "sample-encrypt-key",
		TenantKey: "2ed263bf32cf1651", BotOpenID: "ou_sample_bot", BotName: "林长助手",
	}
}

// Person is who does something, and where.
type Person struct {
	OpenID  string
	ChatID  string
	Private bool
}

// Encrypt seals a text as the platform does; the result is the value of "encrypt".
func (a App) Encrypt(plain []byte) string {
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	plain = append(bytes.Clone(plain), bytes.Repeat([]byte{byte(pad)}, pad)...)
	key := sha256.Sum256([]byte(a.EncryptKey))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // a 32-byte key always fits
	}
	out := make([]byte, aes.BlockSize+len(plain))
	_, _ = rand.Read(out[:aes.BlockSize]) // never fails, see crypto/rand
	cipher.NewCBCEncrypter(block, out[:aes.BlockSize]).CryptBlocks(out[aes.BlockSize:], plain)
	return base64.StdEncoding.EncodeToString(out)
}

// Sign sets the three signature headers for a body.
func (a App) Sign(h http.Header, body []byte, at time.Time) {
	stamp, nonce := strconv.FormatInt(at.Unix(), 10), rand.Text()
	sum := sha256.Sum256(append([]byte(stamp+nonce+a.EncryptKey), body...))
	h.Set("X-Lark-Request-Timestamp", stamp)
	h.Set("X-Lark-Request-Nonce", nonce)
	h.Set("X-Lark-Signature", hex.EncodeToString(sum[:]))
}

// Request makes the encrypted request that delivers a document to url, signed at the given time.
func (a App) Request(url string, at time.Time, document any) *http.Request {
	r := a.Unsigned(url, document)
	body := readAll(r)
	a.Sign(r.Header, body, at)
	return r
}

// Unsigned makes the encrypted request without signature headers, as the URL check comes.
func (a App) Unsigned(url string, document any) *http.Request {
	plain, err := json.Marshal(document)
	if err != nil {
		panic(fmt.Sprintf("feishutest: document: %v", err))
	}
	return a.Raw(url, []byte(`{"encrypt":"`+a.Encrypt(plain)+`"}`))
}

// Raw makes an unsigned request with any body.
func (a App) Raw(url string, body []byte) *http.Request {
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		panic(fmt.Sprintf("feishutest: url: %v", err))
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	return r
}

func readAll(r *http.Request) []byte {
	body, err := r.GetBody()
	if err != nil {
		panic(err) // made by Raw: always there
	}
	var b bytes.Buffer
	_, _ = b.ReadFrom(body) // from memory
	return b.Bytes()
}

// URLCheck is the document of a url_verification.
func (a App) URLCheck(challenge string) map[string]any {
	return object{"challenge": challenge, "token": a.VerificationToken, "type": "url_verification"}
}

// Event is the document of any second-generation event.
func (a App) Event(id, kind string, at time.Time, event any) map[string]any {
	return object{
		"schema": "2.0",
		"header": object{
			"event_id": id, "token": a.VerificationToken, "create_time": strconv.FormatInt(at.UnixMilli(), 10),
			"event_type": kind, "tenant_key": a.TenantKey, "app_id": a.ID,
		},
		"event": event,
	}
}

// Text is the document of a written message; in a group it mentions the bot if atBot is set.
func (a App) Text(id string, who Person, text string, atBot bool, at time.Time) map[string]any {
	var mentions []object
	if atBot {
		text = "@_user_1 " + text
		mentions = []object{{
			"key": "@_user_1", "id": object{"open_id": a.BotOpenID, "union_id": "on_bot", "user_id": ""},
			"mentioned_type": "bot", "name": a.BotName, "tenant_key": a.TenantKey,
		}}
	}
	return a.Message(id, who, "text", object{"text": text}, mentions, at)
}

// Message is the document of a message of any type.
func (a App) Message(id string, who Person, kind string, content any, mentions []map[string]any, at time.Time) map[string]any {
	inner, err := json.Marshal(content)
	if err != nil {
		panic(fmt.Sprintf("feishutest: content: %v", err))
	}
	chatType, ms := "group", strconv.FormatInt(at.UnixMilli(), 10)
	if who.Private {
		chatType = "p2p"
	}
	message := object{"message_id": id, "create_time": ms, "update_time": ms, "chat_id": who.ChatID,
		"chat_type": chatType, "message_type": kind, "content": string(inner)}
	if mentions != nil {
		message["mentions"] = mentions
	}
	return a.Event("ev-"+id, "im.message.receive_v1", at, object{
		"sender": object{
			"sender_id":   object{"open_id": who.OpenID, "union_id": "on_x", "user_id": nil},
			"sender_type": "user", "tenant_key": a.TenantKey,
		},
		"message": message,
	})
}

// Recall is the document of a message taken back.
func (a App) Recall(id string, who Person, messageID string, at time.Time) map[string]any {
	return a.Event(id, "im.message.recalled_v1", at, object{
		"message_id": messageID, "chat_id": who.ChatID, "recall_type": "message_owner",
		"recall_time": strconv.FormatInt(at.UnixMilli(), 10),
	})
}

// Press is the document of a pressed button; value is what stood behind it, an object or a string.
func (a App) Press(id string, who Person, value any, at time.Time) map[string]any {
	doc := a.Event(id, "card.action.trigger", at, object{
		"operator": object{"tenant_key": a.TenantKey, "open_id": who.OpenID, "union_id": "on_x", "user_id": "u1"},
		"token":    "c-sample",
		"action":   object{"value": value, "tag": "button", "timezone": "Asia/Shanghai"},
		"host":     "im_message",
		"context":  object{"open_message_id": "om_card_1", "open_chat_id": who.ChatID},
	})
	doc["header"].(object)["create_time"] = strconv.FormatInt(at.UnixMicro(), 10)
	return doc
}

// Enter is the document of the bot being added to a group, or of a person opening the private chat.
func (a App) Enter(id string, who Person, at time.Time) map[string]any {
	kind := "im.chat.member.bot.added_v1"
	if who.Private {
		kind = "im.chat.access_event.bot_p2p_chat_entered_v1"
	}
	return a.Event(id, kind, at, object{
		"chat_id": who.ChatID, "operator_id": object{"open_id": who.OpenID, "union_id": "on_x"},
	})
}
