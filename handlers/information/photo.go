package information

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"linzhangbot/bot"
	"linzhangbot/handlers"
	"linzhangbot/models/db"
	"linzhangbot/models/information"
	filed "linzhangbot/models/media"
)

// photoWords counts what came with a report: 照片2张、附件1份; empty for nothing.
func photoWords(list []information.Enclosure) string {
	photos, files := information.Photos(list)
	var out []string
	if photos > 0 {
		out = append(out, fmt.Sprintf("照片%d张", photos))
	}
	if files > 0 {
		out = append(out, fmt.Sprintf("附件%d份", files))
	}
	return strings.Join(out, "、")
}

// photoLine acknowledges what a change added: 已收到照片1张，共3张.
func photoLine(was, x information.Report) string {
	before, now := was.Enclosures(), x.Enclosures()
	if len(now) <= len(before) {
		return ""
	}
	line := "已收到" + photoWords(now[len(before):])
	if len(before) > 0 {
		line += fmt.Sprintf("，共%d件", len(now))
	}
	return line
}

// filesOf are the files of a report as they were fetched.
func filesOf(tx *db.Tx, x information.Report) ([]filed.File, error) {
	var out []filed.File
	asked := map[string]bool{}
	list := x.Enclosures()
	for _, e := range list {
		if asked[e.Message] {
			continue
		}
		asked[e.Message] = true
		files, err := filed.Of(tx, x.Platform, e.Message)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if slices.ContainsFunc(list, holds(f)) {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// holds reports whether an enclosure is a file.
func holds(f filed.File) func(information.Enclosure) bool {
	return func(e information.Enclosure) bool { return e.Message == f.Message && e.Ref == f.Ref }
}

// withPhotos counts what came with a report, says what could not be fetched, and hands it over to whoever asks for it.
func withPhotos(r *handlers.Request, x information.Report, c bot.Card) (bot.Card, error) {
	list := x.Enclosures()
	if len(list) == 0 {
		return c, nil
	}
	files, err := filesOf(r.Tx, x)
	if err != nil {
		return c, err
	}
	in := map[filed.State]int{}
	for _, f := range files {
		in[f.State]++
	}
	value := photoWords(list)
	if lost := in[filed.Lost]; lost > 0 {
		value += fmt.Sprintf("，其中%d件没有取到，补发请说“补照片 %s”", lost, x.Number)
	}
	c.Fields = append(c.Fields, bot.Field{Name: "照片或附件", Value: value})
	if !strings.Contains(r.Args.Text, "照片") && !strings.Contains(r.Args.Text, "附件") {
		if in[filed.Kept] > 0 {
			c.Buttons = append(c.Buttons, bot.Button{Label: "看照片", Command: "查看 " + x.Number + " 照片"})
		}
		return c, nil
	}
	c.File, err = bundle(r.Tx, x, files)
	return c, err
}

// bundle is the one file that came with a report, or all of them in an archive, as far as they fit.
func bundle(tx *db.Tx, x information.Report, files []filed.File) (*bot.File, error) {
	var parts []bot.File
	size := 0
	for i, f := range files {
		if f.State != filed.Kept || size+f.Size > filed.Max {
			continue
		}
		data, err := filed.Bytes(tx, f.ID)
		if err != nil {
			return nil, err
		}
		kind := http.DetectContentType(data)
		name := fmt.Sprintf("%s_%d%s", x.Number, i+1, ending(f.Name, kind))
		parts, size = append(parts, bot.File{Name: name, Type: kind, Data: data}), size+f.Size
	}
	switch len(parts) {
	case 0:
		return nil, nil
	case 1:
		return &parts[0], nil
	}
	return zipped(x.Number+"照片.zip", parts)
}

func zipped(name string, parts []bot.File) (*bot.File, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.Name)
		if err == nil {
			_, err = f.Write(p.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("pack pictures: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack pictures: %w", err)
	}
	return &bot.File{Name: name, Type: "application/zip", Data: b.Bytes()}, nil
}

// ending is how a file's name ends: as the sender had it, else as its bytes say.
func ending(name, kind string) string {
	if ext := path.Ext(name); ext != "" {
		return ext
	}
	switch kind {
	case "image/png":
		return ".png"
	case "image/jpeg":
		return ".jpg"
	}
	return ""
}
