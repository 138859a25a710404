package feishu

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
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

// same compares two secrets without telling by its time how much of them is right.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// decrypt opens the value of "encrypt": base64(IV ‖ AES-256-CBC(plain ‖ PKCS#7)), key SHA-256 of the Encrypt Key.
func decrypt(key, encoded string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || len(raw) < 2*aes.BlockSize || len(raw)%aes.BlockSize != 0 {
		return nil, errCipher
	}
	sum := sha256.Sum256([]byte(key))
	block, err := aes.NewCipher(sum[:])
	if err != nil {
		return nil, errCipher
	}
	plain := make([]byte, len(raw)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, raw[:aes.BlockSize]).CryptBlocks(plain, raw[aes.BlockSize:])
	pad, ok := padding(plain)
	if !ok {
		return nil, errCipher
	}
	return plain[:len(plain)-pad], nil
}

// padding reads strict PKCS#7 for blocks of 16 bytes in constant time.
func padding(plain []byte) (n int, ok bool) {
	last := plain[len(plain)-aes.BlockSize:]
	n = int(last[aes.BlockSize-1])
	good := subtle.ConstantTimeLessOrEq(1, n) & subtle.ConstantTimeLessOrEq(n, aes.BlockSize)
	for i := range aes.BlockSize {
		inside := subtle.ConstantTimeLessOrEq(aes.BlockSize-i, n)
		equal := subtle.ConstantTimeByteEq(last[i], byte(n))
		good &= subtle.ConstantTimeSelect(inside, equal, 1)
	}
	return n, good == 1
}
