package wecom

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path"
	"strings"

	"linzhangbot/bot"
)

// media is a picture or file on its way up.
type media struct {
	kind, name, mime string
	data             []byte
}

// uploaded makes the body of a message: as it is, or with the id of the file that had to go up first.
func (a *api) uploaded(ctx context.Context, one part, path string, query url.Values) (any, error) {
	if one.media == nil {
		return one.body, nil
	}
	body, contentType, err := one.media.form()
	if err != nil {
		return nil, never("form", "the file can't be packed")
	}
	with := url.Values{"type": {one.media.kind}}
	for k, v := range query {
		with[k] = v
	}
	got, err := a.do(ctx, http.MethodPost, a.at(path, with), contentType, body)
	if err != nil {
		return nil, notSent(err)
	}
	if got.MediaID == "" {
		return nil, &bot.SendError{Again: bot.AgainLater, Code: "upload", Reason: "WeCom gave no id for the file"}
	}
	return map[string]string{"media_id": got.MediaID}, nil
}

// form packs the file the way WeCom's samples do, with its length named beside its name.
func (m media) form() (*bytes.Buffer, string, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", fmt.Sprintf(`form-data; name="media"; filename="%s"; filelength=%d`, m.name, len(m.data)))
	kind := m.mime
	if kind == "" || strings.ContainsAny(kind, "\r\n") {
		kind = "application/octet-stream"
	}
	head.Set("Content-Type", kind)
	dst, err := w.CreatePart(head)
	if err != nil {
		return nil, "", err
	}
	if _, err := dst.Write(m.data); err != nil {
		return nil, "", err
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return &b, w.FormDataContentType(), nil
}

// fileName makes a name safe to show and to save: no path, no quote, nothing hidden, at most 120 bytes with its ending.
func fileName(s string) string {
	s = strings.ReplaceAll(oneLine(clean(s)), "\\", "/")
	s = path.Base(neutralMarkdownName(s))
	ext := path.Ext(s)
	if len(ext) > 10 {
		ext = ""
	}
	stem := strings.Trim(strings.TrimSuffix(s, ext), " .")
	if stem == "" || stem == "/" {
		stem = "附件"
	}
	return edge(stem, 120-len(ext)) + ext
}

func neutralMarkdownName(s string) string {
	return quieten(nameTwin.Replace(s))
}

var nameTwin = strings.NewReplacer(`"`, "＂", "<", "＜", ">", "＞", ":", "：", "|", "｜", "?", "？", "*", "＊", "](", "］（")
