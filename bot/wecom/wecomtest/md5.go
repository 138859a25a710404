package wecomtest

import (
	"crypto/md5"
	"fmt"
)

// md5Of checks that a picture names its own sum.
func md5Of(part map[string]any, data []byte) []string {
	if want := fmt.Sprintf("%x", md5.Sum(data)); part["md5"] != want {
		return []string{"the picture's md5 is wrong"}
	}
	return nil
}
