package feishutest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// read checks a message's content and reads it as a client would. The code is what Feishu would refuse it with.
func (s *Server) read(kind, content string) (Reading, int, error) {
	var c object
	if err := json.Unmarshal([]byte(content), &c); err != nil {
		return Reading{}, 230001, fmt.Errorf("content is not a JSON object in a string: %w", err)
	}
	limit := maxRich
	if kind == "text" {
		limit = maxText
	}
	if len(content) > limit {
		return Reading{}, 230025, fmt.Errorf("content of %d bytes is over the limit of %d", len(content), limit)
	}
	var r Reading
	var err error
	switch kind {
	case "text":
		text, _ := c["text"].(string)
		if text == "" {
			err = fmt.Errorf("text without text")
		}
		r.note(text)
	case "image":
		err = s.known(c, "image_key")
	case "file":
		err = s.known(c, "file_key")
	case "interactive":
		r, err = s.ReadCard([]byte(content))
		if err != nil {
			return r, 230099, err
		}
	default:
		err = fmt.Errorf("msg_type %q is not used by this program", kind)
	}
	return r, 230001, err
}

// known checks that a key names something uploaded, and that nothing else is said.
func (s *Server) known(c object, name string) error {
	key, _ := c[name].(string)
	if _, ok := s.Upload(key); !ok || len(c) != 1 {
		return fmt.Errorf("%s %q was never uploaded", name, key)
	}
	return nil
}

// ReadCard checks a card of schema 2.0, where every unknown attribute is an error, and reads it.
func (s *Server) ReadCard(raw []byte) (Reading, error) {
	var c object
	if err := json.Unmarshal(raw, &c); err != nil {
		return Reading{}, fmt.Errorf("card is not JSON: %w", err)
	}
	if len(raw) > maxRich {
		return Reading{}, fmt.Errorf("card of %d bytes", len(raw))
	}
	k := &checker{server: s}
	k.card(c)
	if k.err == nil && k.count > 200 {
		k.fail("more than 200 elements")
	}
	return k.out, k.err
}

// ReadAnswer checks and reads the HTTP answer to a pressed button: a toast, and perhaps a new card.
func (s *Server) ReadAnswer(body []byte) (toast string, r Reading, err error) {
	var a struct {
		Toast struct {
			Type    string `json:"type"`
			Content string `json:"content"`
		} `json:"toast"`
		Card *struct {
			Type string          `json:"type"`
			Data json.RawMessage `json:"data"`
		} `json:"card"`
	}
	dec := json.NewDecoder(strings.NewReader(string(body)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		return "", r, fmt.Errorf("card answer: %w", err)
	}
	if a.Toast.Content != "" && !slices.Contains([]string{"info", "success", "error", "warning"}, a.Toast.Type) {
		return "", r, fmt.Errorf("toast of type %q", a.Toast.Type)
	}
	if a.Card != nil {
		if a.Card.Type != "raw" {
			return "", r, fmt.Errorf("card of type %q", a.Card.Type)
		}
		r, err = s.ReadCard(a.Card.Data)
	}
	return a.Toast.Content, r, err
}
