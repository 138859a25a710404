package wire

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"strconv"
	"time"
)

// OpenCBC decrypts AES-CBC in place and takes off the padding; ok is false for what is no sealed text of this key.
func OpenCBC(block cipher.Block, iv, data []byte, padBlock int) (plain []byte, ok bool) {
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, false
	}
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	return Unpad(data, padBlock)
}

// Unpad takes off strict PKCS#7 for blocks of so many bytes: every pad byte must agree. It takes the same time for
// every content, so that nobody reads a captured text back by asking.
func Unpad(data []byte, padBlock int) (plain []byte, ok bool) {
	size := min(padBlock, len(data))
	if size == 0 {
		return nil, false
	}
	last := data[len(data)-size:]
	n := int(last[size-1])
	good := subtle.ConstantTimeLessOrEq(1, n) & subtle.ConstantTimeLessOrEq(n, size)
	for i := range size {
		inside := subtle.ConstantTimeLessOrEq(size-i, n)
		equal := subtle.ConstantTimeByteEq(last[i], byte(n))
		good &= subtle.ConstantTimeSelect(inside, equal, 1)
	}
	if good != 1 {
		return nil, false
	}
	return data[:len(data)-n], true
}

// Same compares two secrets without telling by its time how much of them is right.
func Same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// Digest names a text by the first n bytes of its SHA-256, in hex.
func Digest(s string, n int) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:n])
}

// Stamp reads a signed time in seconds. It must be ten digits exactly: platforms hash their fields without
// separators, so that digits could otherwise be moved from one field to the next.
func Stamp(s string) (t time.Time, ok bool) {
	sec, err := strconv.ParseUint(s, 10, 64)
	if err != nil || len(s) != 10 {
		return time.Time{}, false
	}
	return time.Unix(int64(sec), 0).UTC(), true
}
