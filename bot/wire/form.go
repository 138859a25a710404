package wire

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
)

// File is the one file of a form.
type File struct {
	Part, Name string
	Type       string // content type; must be one line
	More       string // what follows the name in Content-Disposition
	Data       []byte
}

// Form packs values and a file for an upload. Writing to memory does not fail.
func Form(values map[string]string, f File) (body []byte, contentType string) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for k, v := range values {
		_ = form.WriteField(k, v)
	}
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", multipart.FileContentDisposition(f.Part, f.Name)+f.More)
	head.Set("Content-Type", f.Type)
	if w, err := form.CreatePart(head); err == nil {
		_, _ = w.Write(f.Data)
	}
	_ = form.Close()
	return b.Bytes(), form.FormDataContentType()
}
