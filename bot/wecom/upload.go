package wecom

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/bot/wire"
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
	with := url.Values{"type": {one.media.kind}}
	for k, v := range query {
		with[k] = v
	}
	body, kind := one.media.form()
	r := wire.Request{Method: http.MethodPost, Address: a.at(path, with), Type: kind, Body: body}
	got, err := a.do(ctx, r)
	if err != nil {
		return nil, notSent(err)
	}
	if got.MediaID == "" {
		return nil, &bot.SendError{Again: bot.AgainLater, Code: "upload", Reason: "WeCom gave no id for the file"}
	}
	return map[string]string{"media_id": got.MediaID}, nil
}

// form packs the file the way WeCom's samples do, with its length named beside its name.
func (m media) form() (body []byte, contentType string) {
	kind := m.mime
	if kind == "" || strings.ContainsAny(kind, "\r\n") {
		kind = "application/octet-stream"
	}
	length := fmt.Sprintf("; filelength=%d", len(m.data))
	return wire.Form(nil, wire.File{Part: "media", Name: m.name, Type: kind, More: length, Data: m.data})
}

// fileName makes a name safe to show and to save: no path, no quote, nothing hidden, at most 120 bytes with its ending.
func fileName(s string) string {
	s = strings.ReplaceAll(oneLine(clean(s)), "\\", "/")
	s = path.Base(quieten(nameTwin.Replace(s)))
	ext := path.Ext(s)
	if len(ext) > 10 {
		ext = ""
	}
	stem := strings.Trim(strings.TrimSuffix(s, ext), " .")
	if stem == "" || stem == "/" {
		stem = "附件"
	}
	return wire.Head(stem, 120-len(ext)) + ext
}

var nameTwin = strings.NewReplacer(
	`"`, "＂", "<", "＜", ">", "＞", ":", "：", "|", "｜", "?", "？", "*", "＊", "](", "］（",
)
