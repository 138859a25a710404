package feishu

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
)

const (
	maxPicture = 10 << 20
	maxFile    = 30 << 20
)

// attachments uploads what goes with a card. Uploads say nothing to anybody, so when their outcome is unclear the
// whole send may simply be tried again.
func (p *Platform) attachments(ctx context.Context, c bot.Card) (picture, file string, err error) {
	if n := len(c.Picture); n > 0 && n <= maxPicture {
		picture, err = p.upload(ctx, "im/v1/images", map[string]string{"image_type": "message"},
			wire.File{Part: "image", Name: "picture.png", Data: c.Picture})
	}
	if err == nil && c.File != nil {
		file, err = p.uploadFile(ctx, *c.File)
	}
	if errors.Is(err, wire.ErrUnclear) {
		err = wire.ErrUnreached
	}
	return picture, file, err
}

func (p *Platform) uploadFile(ctx context.Context, f bot.File) (string, error) {
	if len(f.Data) == 0 || len(f.Data) > maxFile {
		return "", fmt.Errorf("upload file: %d bytes are not what the platform takes", len(f.Data))
	}
	name := fileName(f.Name)
	values := map[string]string{"file_type": fileType(name), "file_name": name}
	return p.upload(ctx, "im/v1/files", values, wire.File{Part: "file", Name: name, Data: f.Data})
}

// upload posts one form with one file and reads the key it gets.
func (p *Platform) upload(ctx context.Context, to string, values map[string]string, f wire.File) (string, error) {
	f.Type = "application/octet-stream"
	body, kind := wire.Form(values, f)
	n, err := p.do(ctx, request{method: http.MethodPost, path: to, kind: kind, body: body})
	key := n.At("data", f.Part+"_key").Text()
	if err == nil && key == "" {
		err = wire.ErrUnclear
	}
	return key, err
}

// fileName keeps a name on one line, without folders.
func fileName(s string) string {
	s = strings.NewReplacer("/", "_", `\`, "_", "\n", "", `"`, "").Replace(plain(s))
	return cmp.Or(strings.TrimSpace(s), "文件")
}

var fileTypes = map[string]string{".pdf": "pdf", ".doc": "doc", ".docx": "doc", ".xls": "xls", ".xlsx": "xls",
	".ppt": "ppt", ".pptx": "ppt", ".mp4": "mp4", ".opus": "opus"}

// fileType is Feishu's word for a kind of file; what it has no word for goes as a stream.
func fileType(name string) string {
	return cmp.Or(fileTypes[strings.ToLower(path.Ext(name))], "stream")
}
