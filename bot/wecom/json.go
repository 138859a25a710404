package wecom

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

var errJSON = errors.New("bad_json")

// readObject reads one flat JSON object of strings and numbers, keys exactly as written and each at most once:
// encoding/json alone would take "ENCRYPT" for "encrypt", and the last of two. Nested values are left out.
func readObject(doc []byte) (fields, error) {
	if !utf8.Valid(doc) || !json.Valid(doc) {
		return nil, errJSON
	}
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errJSON
	}
	out := make(fields, 0, 8)
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, errJSON
		}
		name, ok := key.(string)
		if !ok || out.has(name) || len(out) == xmlFields {
			return nil, errJSON
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, errJSON
		}
		text, err := scalar(value)
		if err != nil {
			return nil, err
		}
		out = append(out, field{name, text})
	}
	return out, nil
}

func scalar(raw json.RawMessage) (string, error) {
	switch {
	case len(raw) == 0:
		return "", errJSON
	case raw[0] == '"':
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return "", errJSON
		}
		return s, nil
	case raw[0] == '-', raw[0] >= '0' && raw[0] <= '9':
		return string(raw), nil
	}
	return "", nil
}
