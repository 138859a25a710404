package wecom

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"linzhangbot/bot/wire"
)

// The shape of WeCom's messages is small: one root, elements without attributes, text or CDATA inside. What else XML
// and JSON know (DOCTYPE, attributes, comments, a second root, the same element twice) is refused.

var (
	errXML  = errors.New("bad_xml")
	errJSON = errors.New("bad_json")
)

const (
	xmlDepth  = 8  // deepest element taken
	xmlFields = 64 // most top-level elements taken
)

// fields are the elements directly below the root; nested ones are checked for form and left out.
type fields map[string]string

type xmlReader struct {
	doc   []byte
	depth int
	ended bool // the root is closed
	name  string
	text  []byte // text of the open top-level element
	out   fields
}

// readXML reads one document.
func readXML(doc []byte) (fields, error) {
	if !utf8.Valid(doc) {
		return nil, errXML
	}
	r := xmlReader{doc: bytes.TrimSpace(doc), out: fields{}}
	dec := xml.NewDecoder(bytes.NewReader(r.doc))
	for first := true; ; first = false {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) && r.ended {
			return r.out, nil
		}
		if err != nil || !r.take(t, first) {
			return nil, errXML
		}
	}
}

// take takes one token and tells whether it may stand there.
func (r *xmlReader) take(t xml.Token, first bool) bool {
	switch t := t.(type) {
	case xml.ProcInst:
		return first && t.Target == "xml"
	case xml.StartElement:
		return r.enter(t)
	case xml.CharData:
		return r.put(t)
	case xml.EndElement:
		if r.depth--; r.depth == 1 {
			r.out[r.name] = string(r.text)
		}
		r.ended = r.depth == 0
		return true
	}
	return false
}

func (r *xmlReader) enter(t xml.StartElement) bool {
	name := t.Name.Local
	plain := t.Name.Space == "" && len(t.Attr) == 0 && len(name) <= 64 && all(name, nameByte)
	if !plain || r.ended || r.depth == xmlDepth {
		return false
	}
	switch r.depth++; r.depth {
	case 1:
		return name == "xml"
	case 2:
		_, twice := r.out[name]
		r.name, r.text = name, nil
		return !twice && len(r.out) < xmlFields
	}
	return true
}

// put keeps the text of a top-level element; between elements only blanks may stand. A reference to half a surrogate
// pair reads as a replacement character, which nobody wrote.
func (r *xmlReader) put(text []byte) bool {
	const replacement = "\ufffd"
	if r.depth == 2 {
		r.text = append(r.text, text...)
	} else if r.depth < 2 && len(bytes.TrimSpace(text)) > 0 {
		return false
	}
	return !bytes.Contains(text, []byte(replacement)) || bytes.Contains(r.doc, []byte(replacement))
}

func nameByte(c byte) bool { return alphanumeric(c) || c == '_' || c == '-' }

// readObject reads one flat JSON object of strings and numbers. Nested values are left out.
func readObject(doc []byte) (fields, error) {
	n, err := wire.Parse(doc)
	list, ok := n.Fields()
	if err != nil || !ok || len(list) > xmlFields {
		return nil, errJSON
	}
	out := make(fields, len(list))
	for name, v := range list {
		out[name] = v.Number()
	}
	return out, nil
}

// cdata wraps a text for a reply; a "]]>" inside is cut in two.
func cdata(s string) string {
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}
