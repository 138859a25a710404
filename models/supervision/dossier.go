package supervision

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// Binder collects the papers of a dossier (立卷归档) in order.
type Binder struct {
	title string
	names []string
	data  map[string][]byte
}

// NewBinder begins a dossier.
func NewBinder(title string) *Binder {
	return &Binder{title: title, data: map[string][]byte{catalogueName: {}, sumsName: {}}} // nobody else takes their names
}

const (
	catalogueName = "目录.txt"
	sumsName      = "校验码.txt"
)

// Add puts a text in.
func (b *Binder) Add(name, text string) { b.AddBytes(name, []byte(text+"\n")) }

var unsafe = regexp.MustCompile(`[\\:*?"<>|\x00-\x1f\x{202a}-\x{202e}\x{2066}-\x{2069}]|\.\.+`)

// AddBytes puts a file in. A name that is taken gets a number; what a file system could stumble over is replaced.
func (b *Binder) AddBytes(name string, data []byte) {
	name = strings.Trim(unsafe.ReplaceAllString(name, "_"), "/ ")
	if name == "" {
		name = "无名"
	}
	whole := name
	for n := 2; b.data[whole] != nil; n++ {
		stem, ext := name, ""
		if i := strings.LastIndex(name, "."); i > 0 {
			stem, ext = name[:i], name[i:]
		}
		whole = fmt.Sprintf("%s(%d)%s", stem, n, ext)
	}
	b.names = append(b.names, whole)
	b.data[whole] = append([]byte{}, data...)
}

// Write writes the archive: a catalogue first, then every paper, then the checksums. It returns how many papers there
// are.
func (b *Binder) Write(w io.Writer, now time.Time) (int, error) {
	z := zip.NewWriter(w)
	var catalogue, sums strings.Builder
	fmt.Fprintf(&catalogue, "%s 卷内目录\n制作时间：%s\n\n", b.title, now.Format("2006-01-02 15:04"))
	for i, name := range b.names {
		sum := sha256.Sum256(b.data[name])
		fmt.Fprintf(&catalogue, "%d. %s（%d字节）\n", i+1, name, len(b.data[name]))
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), name)
	}
	all := append([]string{catalogueName}, b.names...)
	b.data[catalogueName], b.data[sumsName] = []byte(catalogue.String()), []byte(sums.String())
	for _, name := range append(all, sumsName) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: now})
		if err != nil {
			return 0, fmt.Errorf("begin %s: %w", name, err)
		}
		if _, err := f.Write(b.data[name]); err != nil {
			return 0, fmt.Errorf("write %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("end archive: %w", err)
	}
	return len(b.names), nil
}
