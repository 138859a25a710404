package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Digest makes a short key of any texts: it fits every key column, and equal texts give equal keys.
func Digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
