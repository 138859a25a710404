package wire_test

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"testing"

	"linzhangbot/bot/wire"
)

func TestFormIsReadAsItWasPacked(t *testing.T) {
	body, kind := wire.Form(map[string]string{"a": "1"},
		wire.File{Part: "file", Name: `清"单.xlsx`, Type: "text/x", More: "; filelength=5", Data: []byte("sheet")})
	_, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	form, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
	if err != nil || form.Value["a"][0] != "1" || len(form.File["file"]) != 1 {
		t.Fatalf("%+v, %v", form, err)
	}
	head := form.File["file"][0]
	f, err := head.Open()
	if err != nil {
		t.Fatal(err)
	}
	data, _ := io.ReadAll(f)
	if string(data) != "sheet" || head.Header.Get("Content-Type") != "text/x" ||
		head.Header.Get("Content-Disposition") != `form-data; name="file"; filename="清\"单.xlsx"; filelength=5` {
		t.Errorf("%q, %v", data, head.Header)
	}
}
