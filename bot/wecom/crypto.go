package wecom

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"

	"linzhangbot/bot/wire"
)

// The reasons for which a callback is refused. They go to counters only, never into an answer.
var (
	errSignature  = errors.New("signature_mismatch")
	errBase64     = errors.New("bad_base64")
	errCiphertext = errors.New("bad_ciphertext")
	errPadding    = errors.New("bad_padding")
	errLength     = errors.New("bad_length")
	errReceiver   = errors.New("receiveid_mismatch")
	errKey        = errors.New("aes_key: 应当是 43 位的 EncodingAESKey")
)

const (
	padBlock  = 32 // PKCS#7 runs to 32 here, although AES has blocks of 16
	headBytes = 20 // 16 random bytes and the length of the message
)

// channel holds the keys of one callback address: the self-built app's or the robot's.
type channel struct {
	token    string
	block    cipher.Block
	iv       []byte
	receiver string // corp id for the app, empty for an internal robot
}

// newChannel refuses keys that could never have come from the admin page.
func newChannel(token, aesKey, receiver string) (*channel, error) {
	if token == "" {
		return nil, errors.New("token: 没有填")
	}
	key, err := decodeKey(aesKey)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, errKey
	}
	return &channel{token: token, block: block, iv: key[:aes.BlockSize], receiver: receiver}, nil
}

// decodeKey reads an EncodingAESKey. The decoder must not be Strict: three of the four published sample keys
// carry bits in their last character that standard base64 calls non-zero trailing bits.
func decodeKey(s string) ([]byte, error) {
	if len(s) != 43 || !all(s, alphanumeric) {
		return nil, errKey
	}
	key, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil || len(key) != 32 {
		return nil, errKey
	}
	return key, nil
}

// sign is WeCom's signature: SHA-1 over the four strings in byte order, in lower-case hex.
func sign(token, timestamp, nonce, encrypted string) string {
	parts := []string{token, timestamp, nonce, encrypted}
	slices.Sort(parts)
	h := sha1.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(make([]byte, 0, sha1.Size)))
}

// verify compares in constant time and comes before any decryption.
func (c *channel) verify(signature, timestamp, nonce, encrypted string) error {
	if !wire.Same(sign(c.token, timestamp, nonce, encrypted), signature) {
		return errSignature
	}
	return nil
}

// open decrypts what has been verified and returns the message inside.
func (c *channel) open(encrypted string) ([]byte, error) {
	if encrypted == "" {
		return nil, errCiphertext
	}
	data, err := base64.StdEncoding.DecodeString(encrypted)
	if err != nil {
		return nil, errBase64
	}
	plain, err := decryptCBC(c.block, c.iv, data)
	if err != nil {
		return nil, err
	}
	return split(plain, c.receiver)
}

// decryptCBC decrypts in place and takes off the padding.
func decryptCBC(block cipher.Block, iv, data []byte) ([]byte, error) {
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, errCiphertext
	}
	plain, ok := wire.OpenCBC(block, iv, data, padBlock)
	if !ok {
		return nil, errPadding
	}
	return plain, nil
}

func pad(data []byte) []byte {
	n := padBlock - len(data)%padBlock
	for range n {
		data = append(data, byte(n))
	}
	return data
}

// split reads random(16) ‖ length(4) ‖ message ‖ receiver. The length is compared as 64 bits, so nothing wraps.
func split(plain []byte, receiver string) ([]byte, error) {
	if len(plain) < headBytes {
		return nil, errLength
	}
	n := uint64(binary.BigEndian.Uint32(plain[16:headBytes]))
	rest := plain[headBytes:]
	if n > uint64(len(rest)) {
		return nil, errLength
	}
	if string(rest[n:]) != receiver {
		return nil, errReceiver
	}
	return rest[:n], nil
}

// seal encrypts a reply with fresh random bytes.
func (c *channel) seal(msg []byte) (string, error) {
	var random [16]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	return c.sealWith(random, msg), nil
}

func (c *channel) sealWith(random [16]byte, msg []byte) string {
	data := make([]byte, 0, headBytes+len(msg)+len(c.receiver)+padBlock)
	data = append(data, random[:]...)
	data = binary.BigEndian.AppendUint32(data, uint32(len(msg)))
	data = append(data, msg...)
	data = pad(append(data, c.receiver...))
	cipher.NewCBCEncrypter(c.block, c.iv).CryptBlocks(data, data)
	return base64.StdEncoding.EncodeToString(data)
}

// openMedia decrypts a downloaded file. Key is the EncodingAESKey or the file's own key, with or without "=".
func openMedia(key string, data []byte) ([]byte, error) {
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(key, "="))
	if err != nil || len(raw) != 32 {
		return nil, errKey
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, errKey
	}
	return decryptCBC(block, raw[:aes.BlockSize], data)
}

// digest names a text in a way that is the same for ever.
func digest(s string) string { return wire.Digest(s, 16) }

func digit(c byte) bool { return c >= '0' && c <= '9' }

func alphanumeric(c byte) bool {
	upper, lower := c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z'
	return digit(c) || upper || lower
}

func all(s string, ok func(byte) bool) bool {
	for i := range len(s) {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}
