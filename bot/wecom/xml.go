package wecom

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The shape of WeCom's XML is small: one <xml> root, elements without attributes, text or CDATA inside. This reader
// knows just that. It is twenty times faster than encoding/xml, and what it does not know (DOCTYPE, entities of
// one's own, processing instructions, attributes, a second root, the same element twice) it refuses.

var errXML = errors.New("bad_xml")

const (
	xmlDepth  = 8  // deepest element taken
	xmlFields = 64 // most top-level elements taken
)

type field struct{ name, value string }

// fields are the elements directly below the root; nested ones are checked for form and left out.
type fields []field

func (f fields) get(name string) string {
	for i := range f {
		if f[i].name == name {
			return f[i].value
		}
	}
	return ""
}

func (f fields) has(name string) bool {
	for i := range f {
		if f[i].name == name {
			return true
		}
	}
	return false
}

type xmlReader struct {
	rest  []byte
	stack [xmlDepth]string
	depth int
	out   fields
	text  []byte // text of the open top-level element
}

// readXML reads one document.
func readXML(doc []byte) (fields, error) {
	if !utf8.Valid(doc) || bytes.IndexByte(doc, 0) >= 0 {
		return nil, errXML
	}
	r := xmlReader{rest: bytes.TrimSpace(doc), out: make(fields, 0, 16)}
	if bytes.HasPrefix(r.rest, []byte("<?xml ")) {
		end := bytes.Index(r.rest, []byte("?>"))
		if end < 0 {
			return nil, errXML
		}
		r.rest = bytes.TrimSpace(r.rest[end+2:])
	}
	for {
		if err := r.step(); err != nil {
			return nil, err
		}
		if r.depth == 0 {
			break
		}
	}
	if len(r.rest) != 0 {
		return nil, errXML
	}
	return r.out, nil
}

func (r *xmlReader) step() error {
	if len(r.rest) == 0 {
		return errXML
	}
	if r.rest[0] != '<' {
		return r.chars()
	}
	switch {
	case bytes.HasPrefix(r.rest, []byte("<![CDATA[")):
		return r.cdata()
	case bytes.HasPrefix(r.rest, []byte("</")):
		return r.shut()
	default:
		return r.enter()
	}
}

// tag cuts the name out of <name> or </name>.
func (r *xmlReader) tag(skip int) (name string, empty bool, err error) {
	end := bytes.IndexByte(r.rest, '>')
	if end < skip {
		return "", false, errXML
	}
	raw := r.rest[skip:end]
	r.rest = r.rest[end+1:]
	if n := len(raw); n > 0 && raw[n-1] == '/' {
		raw, empty = raw[:n-1], true
	}
	name = string(bytes.TrimRight(raw, " \t\r\n"))
	if name == "" || len(name) > 64 || !all(name, nameByte) {
		return "", false, errXML
	}
	return name, empty, nil
}

func nameByte(c byte) bool { return alphanumeric(c) || c == '_' || c == '-' }

func (r *xmlReader) enter() error {
	name, empty, err := r.tag(1)
	if err != nil {
		return err
	}
	if r.depth == 0 && name != "xml" || r.depth == xmlDepth {
		return errXML
	}
	r.stack[r.depth] = name
	r.depth++
	if r.depth == 2 {
		if r.out.has(name) || len(r.out) == xmlFields {
			return errXML
		}
		r.text = r.text[:0]
	}
	if empty {
		return r.leave()
	}
	return nil
}

func (r *xmlReader) shut() error {
	name, empty, err := r.tag(2)
	if err != nil || empty || r.depth == 0 || r.stack[r.depth-1] != name {
		return errXML
	}
	return r.leave()
}

func (r *xmlReader) leave() error {
	r.depth--
	if r.depth == 1 {
		r.out = append(r.out, field{r.stack[1], string(r.text)})
	}
	return nil
}

// put keeps the text of a top-level element; between elements only blanks may stand.
func (r *xmlReader) put(text []byte) error {
	switch {
	case r.depth == 0, r.depth == 1 && len(bytes.TrimSpace(text)) > 0:
		return errXML
	case r.depth == 2:
		r.text = append(r.text, text...)
	}
	return nil
}

func (r *xmlReader) cdata() error {
	const open, shut = "<![CDATA[", "]]>"
	end := bytes.Index(r.rest, []byte(shut))
	if end < 0 {
		return errXML
	}
	text := r.rest[len(open):end]
	r.rest = r.rest[end+len(shut):]
	return r.put(text)
}

func (r *xmlReader) chars() error {
	end := bytes.IndexByte(r.rest, '<')
	if end < 0 {
		return errXML
	}
	text := r.rest[:end]
	r.rest = r.rest[end:]
	if bytes.IndexByte(text, '&') < 0 {
		return r.put(text)
	}
	plain, err := unescape(string(text))
	if err != nil {
		return err
	}
	return r.put([]byte(plain))
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

func unescape(s string) (string, error) {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '&')
		if at < 0 {
			b.WriteString(s)
			return b.String(), nil
		}
		end := strings.IndexByte(s[at:], ';')
		if end < 0 || end > 10 {
			return "", errXML
		}
		char, err := entity(s[at+1 : at+end])
		if err != nil {
			return "", err
		}
		b.WriteString(s[:at])
		b.WriteString(char)
		s = s[at+end+1:]
	}
}

func entity(name string) (string, error) {
	if char, ok := entities[name]; ok {
		return char, nil
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if digits == name {
		return "", errXML
	}
	if hex := strings.TrimPrefix(digits, "x"); hex != digits {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return "", errXML
	}
	return string(rune(n)), nil
}

// cdata wraps a text for a reply; a "]]>" inside is cut in two.
func cdata(s string) string {
	return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]]]><![CDATA[>") + "]]>"
}
