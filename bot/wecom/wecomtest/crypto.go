// Package wecomtest stands in for 企业微信 (WeCom) in tests: a server that checks what it is sent as strictly as the
// documentation reads, and a maker of encrypted callbacks as WeCom would send them. It shares no code with the
// adapter, so a mistake in one of them shows in the other.
package wecomtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Keys are the three values of one callback address. Receiver is the corp id for an app and empty for a robot.
type Keys struct {
	Token, AESKey, Receiver string
}

// Sign makes msg_signature.
func (k Keys) Sign(timestamp, nonce, encrypted string) string {
	parts := []string{k.Token, timestamp, nonce, encrypted}
	slices.Sort(parts)
	return fmt.Sprintf("%x", sha1.Sum([]byte(strings.Join(parts, ""))))
}

func (k Keys) key() ([]byte, error) { return base64.StdEncoding.DecodeString(k.AESKey + "=") }

// Encrypt makes the text WeCom would send. The sixteen bytes in front are fixed: tests repeat.
func (k Keys) Encrypt(msg string) (string, error) {
	key, err := k.key()
	if err != nil {
		return "", err
	}
	data := []byte("0123456789abcdef")
	data = binary.BigEndian.AppendUint32(data, uint32(len(msg)))
	data = append(data, msg+k.Receiver...)
	n := 32 - len(data)%32
	data = append(data, bytes.Repeat([]byte{byte(n)}, n)...)
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(data, data)
	return base64.StdEncoding.EncodeToString(data), nil
}

// Decrypt reads a reply, checking everything WeCom could check.
func (k Keys) Decrypt(encrypted string) (string, error) {
	key, err := k.key()
	if err != nil {
		return "", err
	}
	data, err := base64.StdEncoding.Strict().DecodeString(encrypted)
	if err != nil {
		return "", err
	}
	if len(data) == 0 || len(data)%32 != 0 {
		return "", errors.New("ciphertext is no multiple of 32")
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return "", err
	}
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(data, data)
	n := int(data[len(data)-1])
	if n < 1 || n > 32 || !bytes.Equal(data[len(data)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return "", errors.New("bad padding")
	}
	data = data[:len(data)-n]
	if len(data) < 20 {
		return "", errors.New("too short")
	}
	size := int(binary.BigEndian.Uint32(data[16:20]))
	if size > len(data)-20 || string(data[20+size:]) != k.Receiver {
		return "", errors.New("wrong length or receiver")
	}
	return string(data[20 : 20+size]), nil
}
