package bench

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

type plainEnvelope struct {
	Encrypt   string `json:"encrypt"`
	Signature string `json:"msgsignature,omitempty"`
	TimeStamp int64  `json:"timestamp,omitempty"`
	Nonce     string `json:"nonce,omitempty"`
}

type plainText struct {
	MsgID    string `json:"msgid"`
	ChatType string `json:"chattype"`
	From     struct {
		UserID string `json:"userid"`
	} `json:"from"`
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
}

// wecom takes the callback of WeCom's robot and answers in place.
func (b *plain) wecom(c *gin.Context) {
	var in plainEnvelope
	body, err := c.GetRawData()
	if err == nil {
		err = json.Unmarshal(body, &in)
	}
	if err != nil || plainSign(c.Query("timestamp"), c.Query("nonce"), in.Encrypt) != c.Query("msg_signature") {
		c.Status(http.StatusForbidden)
		return
	}
	var m plainText
	text, err := plainOpen(in.Encrypt)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	reply, err := b.handle(c, plainMessage{"wecom", m.MsgID, m.From.UserID, m.From.UserID, m.Text.Content})
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	out, err := plainAnswer(gin.H{"msgtype": "stream", "stream": gin.H{"id": m.MsgID, "finish": true, "content": reply}})
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Data(http.StatusOK, "application/json", out)
}

func plainSign(parts ...string) string {
	parts = append(parts, wecomKeys.Token)
	sort.Strings(parts)
	return fmt.Sprintf("%x", sha1.Sum([]byte(strings.Join(parts, ""))))
}

func plainBlock() (cipher.Block, []byte, error) {
	key, err := base64.StdEncoding.DecodeString(wecomKeys.AESKey + "=")
	if err != nil {
		return nil, nil, err
	}
	block, err := aes.NewCipher(key)
	return block, key[:16], err
}

func plainOpen(sealed string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(data) < 32 || len(data)%16 != 0 {
		return nil, errors.New("bad ciphertext")
	}
	block, iv, err := plainBlock()
	if err != nil {
		return nil, err
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	data = data[16 : len(data)-int(data[len(data)-1])]
	n := int(binary.BigEndian.Uint32(data))
	if n+4 > len(data) || string(data[4+n:]) != wecomKeys.Receiver {
		return nil, errors.New("not for us")
	}
	return data[4 : 4+n], nil
}

func plainAnswer(m any) ([]byte, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 16, len(text)+100)
	_, _ = rand.Read(data)
	data = binary.BigEndian.AppendUint32(data, uint32(len(text)))
	data = append(append(data, text...), wecomKeys.Receiver...)
	pad := 32 - len(data)%32
	data = append(data, bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, iv, err := plainBlock()
	if err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	e := plainEnvelope{Encrypt: base64.StdEncoding.EncodeToString(data), TimeStamp: time.Now().Unix(), Nonce: rand.Text()}
	e.Signature = plainSign(strconv.FormatInt(e.TimeStamp, 10), e.Nonce, e.Encrypt)
	return json.Marshal(e)
}
