package feishu

import (
	"crypto/aes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"

	"linzhangbot/bot/wire"
)

// errCipher is the one error of decryption: which check failed must not be told apart, or captured
// ciphertext could be read back with a padding oracle.
var errCipher = errors.New("decrypt: not a message of this app")

// sign is Feishu's signature: lower-case hex SHA-256 over timestamp, nonce, Encrypt Key and the raw body.
func sign(stamp, nonce, key string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(stamp))
	h.Write([]byte(nonce))
	h.Write([]byte(key))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// decrypt opens the value of "encrypt": base64(IV ‖ AES-256-CBC(plain ‖ PKCS#7)), key SHA-256 of the Encrypt Key.
func decrypt(key, encoded string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || len(raw) < 2*aes.BlockSize {
		return nil, errCipher
	}
	sum := sha256.Sum256([]byte(key))
	block, err := aes.NewCipher(sum[:])
	if err != nil {
		return nil, errCipher
	}
	plain, ok := wire.OpenCBC(block, raw[:aes.BlockSize], raw[aes.BlockSize:], aes.BlockSize)
	if !ok {
		return nil, errCipher
	}
	return plain, nil
}
